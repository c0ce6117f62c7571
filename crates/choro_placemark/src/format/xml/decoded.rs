//! Bytes of any encoding as UTF-8, chunk by chunk.
//!
//! Asked in this order: byte order mark and the zero bytes of UTF-16; UTF-8 that holds; the
//! encoding the XML declaration states; statistics. Text that stops being UTF-8 somewhere is
//! read on in the encoding its bytes speak for, or with `�` where only few bytes are damaged.

use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes read at once.
const CHUNK: usize = 1 << 16;
/// Valid characters beyond ASCII for each invalid byte, from which text is damaged UTF-8 and not
/// another encoding. In EUC-KR and Shift JIS fewer than one in ten pairs look like UTF-8.
const DAMAGED: usize = 4;

/// What was found out about the encoding on the way.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The encoding that is not UTF-8, by its WHATWG name, and the line from which it is used.
    pub(crate) other: Option<(&'static str, usize)>,
    /// Whether the file states that encoding itself.
    pub(crate) stated: bool,
    /// Places where bytes were read as `�`, and the line of the first.
    pub(crate) replaced: usize,
    /// Line of the first such place, from 1.
    pub(crate) first_line: usize,
}

/// UTF-8 made of another source's bytes.
pub(crate) struct Decoded<'a> {
    inner: Box<dyn Read + 'a>,
    /// Bytes read and not yet decoded.
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    decoder: Option<Decoder>,
    begun: bool,
    ended: bool,
    /// Characters beyond ASCII that were good UTF-8 so far.
    good: usize,
    /// Line at the end of `out`, from 0.
    lines: usize,
    account: Rc<RefCell<Account>>,
}

/// Bytes that are whole and valid UTF-8 as they are, with the byte order mark gone; `None` where
/// they need [`Decoded`].
pub(crate) fn as_utf8(bytes: &[u8]) -> Option<&[u8]> {
    if utf16(bytes).is_some() {
        return None;
    }
    std::str::from_utf8(bytes).ok()?;
    Some(bytes)
}

impl<'a> Decoded<'a> {
    /// The text of `inner`; what is found out goes to `account`.
    pub(crate) fn new(inner: Box<dyn Read + 'a>, account: Rc<RefCell<Account>>) -> Self {
        Self {
            inner,
            raw: Vec::new(),
            out: Vec::new(),
            at: 0,
            decoder: None,
            begun: false,
            ended: false,
            good: 0,
            lines: 0,
            account,
        }
    }

    /// Reads and decodes the next chunk.
    fn refill(&mut self) -> io::Result<()> {
        self.lines += memchr::memchr_iter(b'\n', &self.out).count();
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() && !self.ended {
            let wanted = CHUNK as u64;
            let read = (&mut self.inner).take(wanted).read_to_end(&mut self.raw)?;
            self.ended = (read as u64) < wanted;
            if !self.begun {
                self.begun = true;
                self.begin();
            }
            self.decode();
        }
        Ok(())
    }

    fn begin(&mut self) {
        let encoding = utf16(&self.raw).or_else(|| {
            let stated = declared(&self.raw)?;
            let ascii_or_other = !self.raw.iter().any(|b| *b >= 0x80)
                || std::str::from_utf8(&self.raw).is_err_and(|e| e.error_len().is_some());
            ascii_or_other.then_some(stated)
        });
        if let Some(encoding) = encoding.filter(|e| *e != UTF_8) {
            self.switch(encoding, true);
        }
    }

    fn switch(&mut self, encoding: &'static Encoding, stated: bool) {
        self.decoder = Some(encoding.new_decoder_with_bom_removal());
        let line = self.lines + memchr::memchr_iter(b'\n', &self.out).count() + 1;
        let mut account = self.account.borrow_mut();
        account.other = Some((encoding.name(), line));
        account.stated = stated;
    }

    fn decode(&mut self) {
        if self.decoder.is_some() {
            return self.transcode();
        }
        let (valid, cut) = match std::str::from_utf8(&self.raw) {
            Ok(text) => (text.len(), true),
            Err(error) => (
                error.valid_up_to(),
                error.error_len().is_none() && !self.ended,
            ),
        };
        if cut {
            self.good += leads(&self.raw[..valid]);
            let rest = self.raw.split_off(valid);
            self.out.append(&mut self.raw);
            self.raw = rest;
        } else if self.damaged() {
            self.good += leads(&self.raw[..valid]);
            self.replace();
        } else {
            // A pair of another encoding may look like UTF-8: it begins with the first byte
            // beyond ASCII.
            let ascii = self.raw.iter().position(|b| *b >= 0x80);
            let rest = self.raw.split_off(ascii.unwrap_or(valid));
            self.out.append(&mut self.raw);
            self.raw = rest;
            self.switch(guess(&self.raw, self.ended), false);
            self.transcode();
        }
    }

    /// Whether the chunk is UTF-8 with few bad bytes in it.
    fn damaged(&self) -> bool {
        let (mut good, mut bad) = (self.good, 0);
        for chunk in self.raw.utf8_chunks() {
            good += leads(chunk.valid().as_bytes());
            bad += chunk.invalid().len();
        }
        good >= bad * DAMAGED
    }

    /// Takes the rest of the chunk, `�` for what is no UTF-8.
    fn replace(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let mut taken = 0;
        for chunk in raw.utf8_chunks() {
            self.out.extend_from_slice(chunk.valid().as_bytes());
            taken += chunk.valid().len() + chunk.invalid().len();
            let cut = taken == raw.len() && !self.ended && chunk.invalid().len() < 4;
            let unfinished =
                cut && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
            if unfinished && !chunk.invalid().is_empty() {
                self.raw.extend_from_slice(chunk.invalid());
            } else if !chunk.invalid().is_empty() {
                self.mark_replaced();
                self.out.extend_from_slice("\u{FFFD}".as_bytes());
            }
        }
    }

    fn mark_replaced(&mut self) {
        let line = self.lines + memchr::memchr_iter(b'\n', &self.out).count() + 1;
        let mut account = self.account.borrow_mut();
        account.replaced += 1;
        if account.first_line == 0 {
            account.first_line = line;
        }
    }

    fn transcode(&mut self) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let room = decoder.max_utf8_buffer_length(self.raw.len());
        let mut text = String::with_capacity(room.unwrap_or(self.raw.len() * 3 + 16));
        let (_, read, replaced) = decoder.decode_to_string(&self.raw, &mut text, self.ended);
        self.raw.drain(..read);
        self.out.extend_from_slice(text.as_bytes());
        if replaced {
            self.mark_replaced();
        }
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buf.len());
        buf[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Decoded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.out.len());
    }
}

/// Characters beyond ASCII in UTF-8.
fn leads(text: &[u8]) -> usize {
    text.iter().filter(|b| **b >= 0xC0).count()
}

/// UTF-16 by byte order mark, or by the zero beside the first `<`.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [0xFF, 0xFE, ..] | [b'<', 0, _, 0] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', 0, _] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding the XML declaration states, if it is one of single bytes for ASCII.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let end = memchr::memmem::find(head, b"?>")?;
    let at = memchr::memmem::find(&head[..end], b"encoding")?;
    let label = head[at + 8..end]
        .split(|b| matches!(b, b'"' | b'\''))
        .nth(1)?;
    let encoding = Encoding::for_label(label)?;
    encoding.is_ascii_compatible().then_some(encoding)
}

/// The encoding that the bytes speak for.
fn guess(bytes: &[u8], whole: bool) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Account) {
        let account = Rc::default();
        let mut text = String::new();
        Decoded::new(Box::new(bytes), Rc::clone(&account))
            .read_to_string(&mut text)
            .expect("always UTF-8");
        let account = Rc::try_unwrap(account).expect("read").into_inner();
        (text, account)
    }

    #[test]
    fn utf16_korean_and_damage_are_told_apart() {
        let text = "<kml>청진시 라남구역 동해안</kml>";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).0, text);
        let (korean, _, _) = encoding_rs::EUC_KR.encode(text);
        let (read_back, account) = read(&korean);
        assert_eq!(read_back, text);
        assert_eq!(account.other, Some(("EUC-KR", 1)));
        assert!(!account.stated);
        let mut damaged = text.as_bytes().to_vec();
        damaged.insert(5, 0xC3);
        let (read_back, account) = read(&damaged);
        assert_eq!(read_back, text.replacen('청', "\u{FFFD}청", 1));
        assert_eq!((account.replaced, account.first_line), (1, 1));
    }

    #[test]
    fn a_stated_encoding_is_believed_unless_the_bytes_are_utf8() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Caf\xE9</a>";
        assert!(read(latin).0.contains("Café"));
        let wrong = "<?xml version='1.0' encoding='EUC-KR'?><a>청진</a>";
        assert_eq!(read(wrong.as_bytes()).0, wrong);
    }

    #[test]
    fn characters_cut_by_a_chunk_stay_whole() {
        let text = format!(
            "{}{}",
            "a".repeat(CHUNK - 1),
            "청진시 라남구역 동해안\n".repeat(9_000)
        );
        assert!(read(text.as_bytes()).0 == text);
        let (korean, _, _) = encoding_rs::EUC_KR.encode(&text);
        assert!(read(&korean).0 == text);
    }
}
