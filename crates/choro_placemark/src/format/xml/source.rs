//! Text under an XML reader: counted, bounded, and with a way back.

use std::io::{self, BufRead, Read};

/// A source of UTF-8 that knows its place.
pub(super) struct Source<'a> {
    inner: Box<dyn BufRead + 'a>,
    /// Bytes given back, to be read again before the rest.
    back: Vec<u8>,
    back_at: usize,
    /// Bytes taken so far.
    pub(super) position: u64,
    /// Line of the next byte, from 1.
    pub(super) line: usize,
    /// Bytes that may yet be taken before the next call of [`Source::allow`].
    allowance: usize,
}

impl<'a> Source<'a> {
    pub(super) fn new(inner: Box<dyn BufRead + 'a>) -> Self {
        Self {
            inner,
            back: Vec::new(),
            back_at: 0,
            position: 0,
            line: 1,
            allowance: usize::MAX,
        }
    }

    /// Lets `bytes` more be taken, however many were left.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// Gives back the bytes taken last.
    pub(super) fn give_back(&mut self, bytes: &[u8]) {
        self.position -= bytes.len() as u64;
        self.line -= memchr::memchr_iter(b'\n', bytes).count();
        let rest = self.back.split_off(self.back_at);
        self.back.clear();
        self.back.extend_from_slice(bytes);
        self.back.extend_from_slice(&rest);
        self.back_at = 0;
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buf.len());
        buf[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let available = if self.back_at < self.back.len() {
            &self.back[self.back_at..]
        } else {
            self.inner.fill_buf()?
        };
        if self.allowance == 0 && !available.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(&available[..available.len().min(self.allowance)])
    }

    fn consume(&mut self, n: usize) {
        self.position += n as u64;
        self.allowance = self.allowance.saturating_sub(n);
        if self.back_at < self.back.len() {
            let taken = &self.back[self.back_at..(self.back_at + n).min(self.back.len())];
            self.line += memchr::memchr_iter(b'\n', taken).count();
            self.back_at += taken.len();
            return;
        }
        // What was shown last is still there: asking again reads nothing.
        if let Ok(available) = self.inner.fill_buf() {
            let taken = &available[..n.min(available.len())];
            self.line += memchr::memchr_iter(b'\n', taken).count();
        }
        self.inner.consume(n);
    }
}
