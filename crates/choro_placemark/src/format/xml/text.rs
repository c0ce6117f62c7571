//! Characters of XML, written and read.

use super::Kind;

/// Whether nothing but XML's white space stands in `text`.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
}

/// Whether a processing instruction is the declaration of XML.
pub(crate) fn is_declaration(instruction: &str) -> bool {
    let rest = instruction.strip_prefix("<?xml");
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// Adds characters as XML reads them: each line break becomes `\n`.
pub(crate) fn push_text(out: &mut String, text: &str) {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
}

/// Adds what the reference `&name;` stands for: one of the five of XML or a character's number.
/// Any other is added as written; whether it was one of them is returned.
pub(crate) fn push_reference(out: &mut String, name: &str) -> bool {
    if let Some(character) = character(name) {
        out.push(character);
        return true;
    }
    out.push('&');
    out.push_str(name);
    out.push(';');
    false
}

/// The character of a reference's name; `None` for one that is not XML's own, or a character
/// that XML has no place for.
pub(crate) fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| is_allowed(*c))?
        }
    })
}

/// Whether XML 1.0 has a place for a character.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// Adds `text` as characters of an element or a quoted attribute. What XML has no place for
/// becomes `�`; how many such there were is returned.
pub(crate) fn escape(out: &mut String, text: &str) -> usize {
    let mut lost = 0;
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\r' => "&#13;",
            0..=8 | 11 | 12 | 14..=31 => {
                lost += 1;
                "\u{FFFD}"
            }
            // U+FFFE and U+FFFF end in EF BF BE and EF BF BF.
            0xBE | 0xBF if at >= 2 && text.as_bytes()[at - 2..at] == [0xEF, 0xBF] => {
                lost += 1;
                out.push_str(&text[plain..at - 2]);
                out.push('\u{FFFD}');
                plain = at + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(written);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
    lost
}

/// Adds the words of a comment, in which XML has no place for two hyphens together.
fn push_comment(out: &mut String, words: &str) {
    let mut after_hyphen = false;
    for c in words.chars() {
        if after_hyphen && c == '-' {
            out.push(' ');
        }
        out.push(c);
        after_hyphen = c == '-';
    }
    if after_hyphen {
        out.push(' ');
    }
}

/// Writes a piece of characters as it stands, made well formed; tags are not its business.
pub(crate) fn push_piece(text: &mut String, kind: Kind, piece: &str) {
    match kind {
        Kind::Text if piece == "<" => text.push_str("&lt;"),
        Kind::Text => match piece.strip_prefix('&') {
            Some(rest) => {
                text.push_str("&amp;");
                text.push_str(rest);
            }
            None => text.push_str(piece),
        },
        Kind::Cdata => {
            text.push_str("<![CDATA[");
            text.push_str(piece);
            text.push_str("]]>");
        }
        Kind::Reference => {
            let own = character(piece).is_some();
            text.push_str(if own { "&" } else { "&amp;" });
            text.push_str(piece);
            text.push(';');
        }
        Kind::Comment => {
            text.push_str("<!--");
            push_comment(text, piece);
            text.push_str("-->");
        }
        Kind::Instruction => text.push_str(piece),
        _ => {}
    }
}
