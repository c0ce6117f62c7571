//! Words of a file replaced where they stand, with everything else as it was, byte for byte.

use crate::Document;
use choro_diagnostic::{Edit, Replacement};
use choro_text::Span;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why words are not replaced.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Letters that the file's encoding has not.
    #[error("`{letters}` cannot be written in {encoding}")]
    Letters {
        /// The letters, each once.
        letters: String,
        /// WHATWG label of the encoding.
        encoding: String,
    },
    /// Between or within the words stands more than letters: markup, an entity, a hyphenated break.
    #[error("markup, an entity or a divided word stands within the words")]
    Markup,
    /// The words are the label that a link's address is looked up by.
    #[error("the words are the label of a link")]
    Label,
    /// With the new words the file would be read in another encoding.
    #[error("the file would no longer be read as {0}")]
    Encoding(String),
    /// The words are not in the file.
    #[error("the words are not where they were")]
    Elsewhere,
}

/// New words for a file, in its own encoding, with its own line breaks.
#[derive(Debug)]
pub struct Revision<'b> {
    path: String,
    bytes: &'b [u8],
    document: Document,
    encoding: &'static Encoding,
    replacements: Vec<Replacement>,
}

impl<'b> Revision<'b> {
    /// A revision of the file at `path` with these bytes that changes nothing yet.
    pub fn new(path: &str, bytes: &'b [u8]) -> Self {
        let (document, _) = crate::read(path, bytes);
        let encoding = Encoding::for_label(document.encoding.as_bytes()).unwrap_or(UTF_8);
        Self {
            path: path.to_owned(),
            bytes,
            document,
            encoding,
            replacements: Vec::new(),
        }
    }

    /// Takes in the edits, all or none. They must not overlap earlier ones; one that was taken in
    /// before is passed over.
    ///
    /// A line break within the words replaced stays, between the new words; where the new is one
    /// word the lines are joined.
    pub fn replace(&mut self, edits: &[Edit]) -> Result<(), Refusal> {
        let mut made = Vec::with_capacity(edits.len());
        for edit in edits {
            made.push(Replacement {
                span: edit.span,
                bytes: self.encoded(edit)?,
            });
        }
        let mut all = self.replacements.clone();
        all.extend(made);
        all.sort();
        all.dedup();
        if all
            .windows(2)
            .any(|pair| pair[0].span.overlaps(pair[1].span))
        {
            return Err(Refusal::Elsewhere);
        }
        if all.iter().any(|replacement| !replacement.bytes.is_ascii()) {
            let (read, _) = crate::read(&self.path, &revised(self.bytes, &all));
            if read.encoding != self.document.encoding {
                return Err(Refusal::Encoding(self.document.encoding.clone()));
            }
        }
        self.replacements = all;
        Ok(())
    }

    /// What is replaced, in order.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// The file with the new words.
    pub fn bytes(&self) -> Vec<u8> {
        revised(self.bytes, &self.replacements)
    }

    /// The bytes to put in place of the words.
    fn encoded(&self, edit: &Edit) -> Result<Vec<u8>, Refusal> {
        let span = edit.span;
        if span.is_empty() || span.end > self.bytes.len() {
            return Err(Refusal::Elsewhere);
        }
        let words = self.document.quote(self.bytes, span);
        if self.is_html() && words.contains('&')
            || squeezed(&words) != squeezed(&self.logical(span)?)
        {
            return Err(Refusal::Markup);
        }
        if self.is_label(span) {
            return Err(Refusal::Label);
        }
        let mut text = edit.text.clone();
        if self.is_html() {
            text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
        }
        encode(&with_breaks(&words, &text), self.encoding)
    }

    /// The words as they are read.
    fn logical(&self, span: Span) -> Result<String, Refusal> {
        let read = self.document.blocks.iter().find_map(|block| {
            let within = block.to_logical(span)?;
            (block.to_original(within) == span).then(|| within.slice(&block.text).to_owned())
        });
        read.filter(|words| !words.is_empty())
            .ok_or(Refusal::Elsewhere)
    }

    fn is_html(&self) -> bool {
        let path = self.path.to_ascii_lowercase();
        [".html", ".htm", ".xhtml"]
            .iter()
            .any(|end| path.ends_with(end))
    }

    /// Whether the words stand in brackets that nothing follows: in Markdown the label of a link
    /// whose address stands elsewhere.
    fn is_label(&self, span: Span) -> bool {
        let before = span.start.checked_sub(1).and_then(|at| self.bytes.get(at));
        let after = self.bytes.get(span.end);
        let next = self.bytes.get(span.end + 1);
        before == Some(&b'[') && after == Some(&b']') && !matches!(next, Some(b'(' | b'['))
    }
}

fn revised(bytes: &[u8], replacements: &[Replacement]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for replacement in replacements {
        out.extend_from_slice(&bytes[at..replacement.span.start]);
        out.extend_from_slice(&replacement.bytes);
        at = replacement.span.end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// The letters of a text without white space, soft hyphens and the marks of quoted lines.
fn squeezed(text: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or("");
    let rest = lines.map(|line| line.trim_start_matches(['>', ' ', '\t']));
    std::iter::once(first)
        .chain(rest)
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace() && *c != '\u{AD}')
        .collect()
}

/// The breaks of a text, each with the white space and quotation marks about it, and the number of
/// letters before it.
fn breaks(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(newline) = text[at..].find(['\n', '\r']).map(|n| at + n) {
        let start = text[..newline].trim_end_matches([' ', '\t']).len().max(at);
        let rest = &text[newline..];
        let kept = rest.trim_start_matches(['\n', '\r', ' ', '\t', '>']);
        let end = text.len() - kept.len();
        found.push((text[..start].chars().count(), &text[start..end]));
        at = end;
    }
    found
}

/// New words with the line breaks of the old ones, as near as may be to where they were.
fn with_breaks(old: &str, new: &str) -> String {
    let breaks = breaks(old);
    let words: Vec<&str> = new.split(' ').collect();
    if breaks.is_empty() || words.len() < 2 {
        return new.to_owned();
    }
    let mut out = words[0].to_owned();
    let mut left = breaks.into_iter().peekable();
    let (whole, mut letters) = (old.chars().count().max(1), words[0].chars().count());
    let all = new.chars().count();
    for word in &words[1..] {
        // Where the next word's middle would come in the old text.
        let reached = (2 * letters + word.chars().count()) * whole / (2 * all).max(1);
        match left.peek() {
            Some((at, gap)) if reached >= *at => {
                out.push_str(gap);
                left.next();
            }
            _ => out.push(' '),
        }
        out.push_str(word);
        letters += 1 + word.chars().count();
    }
    out
}

fn encode(text: &str, encoding: &'static Encoding) -> Result<Vec<u8>, Refusal> {
    if encoding == UTF_16LE {
        return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, unwritable) = encoding.encode(text);
    if !unwritable {
        return Ok(bytes.into_owned());
    }
    let mut letters = String::new();
    for letter in text.chars() {
        if encoding.encode(letter.encode_utf8(&mut [0; 4])).2 && !letters.contains(letter) {
            letters.push(letter);
        }
    }
    Err(Refusal::Letters {
        letters,
        encoding: encoding.name().to_lowercase(),
    })
}

#[cfg(test)]
#[path = "revision_tests.rs"]
mod tests;
