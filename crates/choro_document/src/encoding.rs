//! Which encoding a file is in, and its text.
//!
//! Asked in this order, the surest first: byte order mark; what the file says of itself (HTML
//! `charset`, XML declaration, front matter); the pattern of zero bytes of UTF-16; UTF-8 that
//! holds; UTF-8 with little damage; and last the statistics of `chardetng`.

use crate::source::Source;
use choro_text::Span;
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes at the head of a file in which it may state its own encoding. HTML asks for 1024;
/// pages with long comments put it later.
const DECLARATION_REACH: usize = 4096;

/// Bytes shown to the statistical detector. Its verdict settles within a few kilobytes of
/// non-ASCII text.
const DETECTION_REACH: usize = 1 << 20;

/// What the control characters of a file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text, as far as can be seen.
    Text,
    /// Something else; the words say why.
    Binary(String),
}

/// Tells text from other files by signature, or by the share of control characters in the first
/// 64 KiB. Text has none but tabs, breaks and the odd stray; 1 in 50 is far above what damaged
/// text shows and far below what compressed or compiled data shows (about 1 in 9).
pub(crate) fn inspect(bytes: &[u8]) -> Content {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
        (b"\x1F\x8B\x08", "gzip-compressed data"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
    ];
    if let Some((_, what)) = SIGNATURES.iter().find(|(s, _)| bytes.starts_with(s)) {
        return Content::Binary(format!("it starts like {what}"));
    }
    if utf16(bytes).is_some() {
        return Content::Text;
    }
    let head = &bytes[..bytes.len().min(1 << 16)];
    let controls = head
        .iter()
        .filter(|b| matches!(b, 0..=8 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F))
        .count();
    if controls > 1 && controls * 50 > head.len() {
        return Content::Binary(format!(
            "{controls} of its first {} bytes are control characters",
            head.len()
        ));
    }
    Content::Text
}

/// UTF-16 by its mark, or by zero bytes that stand almost only at even or only at odd places.
fn utf16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some((UTF_16LE, 2));
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some((UTF_16BE, 2));
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    if half < 4 {
        return None;
    }
    if odd * 10 >= half * 7 && even * 20 <= half {
        return Some((UTF_16LE, 0));
    }
    if even * 10 >= half * 7 && odd * 20 <= half {
        return Some((UTF_16BE, 0));
    }
    None
}

/// Decodes a file's bytes; never fails.
pub(crate) fn decode(bytes: &[u8]) -> Source<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Source::verbatim(text, 3),
            Err(_) => lossy_utf8(bytes, 3),
        };
    }
    if let Some((encoding, base)) = utf16(bytes) {
        return from_utf16(bytes, base, encoding == UTF_16LE);
    }
    let valid = std::str::from_utf8(bytes).ok();
    if let Some(encoding) = declared(bytes)
        && encoding != UTF_8
        && !bytes.is_ascii()
    {
        // A page that was converted to UTF-8 often keeps its old declaration; where the stated
        // encoding does not fit and UTF-8 does, the bytes are believed.
        let source = from_legacy(bytes, encoding);
        if source.damage.is_empty() || valid.is_none() {
            return source;
        }
    }
    if let Some(text) = valid {
        return Source::verbatim(text, 0);
    }
    if mostly_utf8(bytes) {
        return lossy_utf8(bytes, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let reach = bytes.len().min(DETECTION_REACH);
    // ASCII tells the detector nothing: start where the first other byte stands.
    let first = bytes
        .iter()
        .position(|b| !b.is_ascii())
        .unwrap_or(0)
        .saturating_sub(256);
    let end = (first + reach).min(bytes.len());
    detector.feed(&bytes[first..end], end == bytes.len());
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    from_legacy(bytes, encoding)
}

/// Whether damaged text is UTF-8 all the same: no fewer whole multi-byte characters than broken
/// ones, or hardly any non-ASCII and among it bytes that no legacy text uses. Legacy text forms
/// whole characters by chance only: about one in ten Korean syllables, hardly ever in Latin.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken, mut impossible) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        if !chunk.invalid().is_empty() {
            broken += 1;
            let odd = |b: &u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D | 0xFE | 0xFF);
            impossible += usize::from(chunk.invalid().iter().any(odd));
        }
    }
    whole >= broken && whole > 0 || whole == 0 && broken <= 3 && impossible == broken
}

fn lossy_utf8(bytes: &[u8], base: usize) -> Source<'_> {
    let mut source = Source::empty("utf-8");
    let mut at = base;
    for chunk in bytes[base..].utf8_chunks() {
        source.push_verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        let broken = chunk.invalid().len();
        if broken > 0 {
            let span = Span::new(at, at + broken);
            source.push("\u{FFFD}", span);
            source.damage.push(span);
            at += broken;
        }
    }
    source
}

fn from_utf16(bytes: &[u8], base: usize, little: bool) -> Source<'_> {
    let mut source = Source::empty(if little { "utf-16le" } else { "utf-16be" });
    let units = bytes[base..].chunks_exact(2);
    let tail = units.remainder().len();
    let units = units.map(|pair| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    let mut at = base;
    let mut buffer = [0; 4];
    for decoded in char::decode_utf16(units) {
        let (c, width) = match decoded {
            Ok(c) => (c, c.len_utf16() * 2),
            Err(_) => (char::REPLACEMENT_CHARACTER, 2),
        };
        let span = Span::new(at, at + width);
        if decoded.is_err() {
            source.damage.push(span);
        }
        source.push(c.encode_utf8(&mut buffer), span);
        at += width;
    }
    if tail > 0 {
        let span = Span::new(at, at + tail);
        source.push("\u{FFFD}", span);
        source.damage.push(span);
    }
    source
}

/// Decodes byte by byte, so that each character is known to come from the bytes that were fed
/// since the one before.
fn from_legacy<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Source<'a> {
    if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE {
        return lossy_utf8(bytes, 0);
    }
    let mut source = Source::empty(&encoding.name().to_ascii_lowercase());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0_u8; 32];
    let mut pending = 0;
    let mut fed = 0;
    loop {
        if pending == fed && encoding.is_ascii_compatible() {
            // Nothing is pending, so ASCII stands for itself; bounded, so that the text grows
            // in steady steps.
            let plain = bytes[fed..].iter().take_while(|b| b.is_ascii()).count();
            let text = std::str::from_utf8(&bytes[fed..fed + plain]).unwrap_or("");
            source.push_verbatim(text, fed);
            fed += plain;
            pending = fed;
        }
        let last = fed >= bytes.len();
        let next = &bytes[fed..bytes.len().min(fed + 1)];
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
        fed += read;
        if written > 0 {
            let decoded = std::str::from_utf8(&buffer[..written]).unwrap_or("");
            source.push(decoded, Span::new(pending, fed));
            pending = fed;
        }
        match result {
            DecoderResult::Malformed(length, after) => {
                let end = fed.saturating_sub(usize::from(after)).max(pending);
                let start = end.saturating_sub(usize::from(length)).max(pending);
                let span = Span::new(start.min(end), end);
                source.push("\u{FFFD}", span);
                source.damage.push(span);
                pending = end;
            }
            DecoderResult::InputEmpty if last => return source,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
}

/// The encoding a file states: `charset=…` in HTML, `encoding="…"` in an XML declaration,
/// `encoding: …` or `charset: …` in front matter. UTF-16 in bytes that read as ASCII is taken
/// as UTF-8, as browsers do.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_REACH)];
    let head: String = head
        .iter()
        .map(|b| char::from(*b).to_ascii_lowercase())
        .collect();
    let start = head.trim_start();
    let label = if start.starts_with("---") || start.starts_with("+++") {
        let fence = &start[..3];
        let body = start[3..].split_once(&format!("\n{fence}"))?.0;
        body.lines().find_map(|line| {
            let (key, value) = line.split_once([':', '='])?;
            matches!(key.trim(), "encoding" | "charset").then(|| value.trim().to_owned())
        })?
    } else if start.starts_with('<') {
        let from = if start.starts_with("<?xml") {
            start.split_once("encoding=").map(|(_, rest)| rest)
        } else {
            start.match_indices("<meta").find_map(|(i, _)| {
                let tag = &start[i..i + start[i..].find('>')?];
                let at = tag.find("charset")?;
                Some(
                    tag[at + "charset".len()..]
                        .trim_start()
                        .strip_prefix('=')?
                        .trim_start(),
                )
            })
        };
        let from = from?.trim_start_matches(['"', '\'']);
        from.split(['"', '\'', ';', '>', ' ', '/'])
            .next()?
            .to_owned()
    } else {
        return None;
    };
    let encoding = Encoding::for_label(label.trim_matches(['"', '\'']).as_bytes())?;
    match encoding {
        e if e == UTF_16LE || e == UTF_16BE => Some(UTF_8),
        // The "replacement" and "x-user-defined" labels are not encodings of prose.
        e if e == encoding_rs::REPLACEMENT || e == encoding_rs::X_USER_DEFINED => {
            Some(WINDOWS_1252)
        }
        e => Some(e),
    }
}

#[cfg(test)]
#[path = "encoding_tests.rs"]
mod tests;
