//! An entry being unpacked, within bounds.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use super::archive::Entry;

/// Bytes that any entry may unpack to, however small it is packed.
const FREE: u64 = 1 << 20;

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) code: &'static str,
    pub(super) reason: String,
}

/// The unpacked bytes of an entry. At the first trouble they end; what it is is left behind.
pub(super) struct Inflate<'a, R> {
    inner: R,
    stated: u64,
    given: u64,
    most: u64,
    ratio: u64,
    packed: u64,
    left: &'a Cell<u64>,
    trouble: &'a RefCell<Option<Trouble>>,
}

impl<'a, R: Read> Inflate<'a, R> {
    pub(super) fn new(
        inner: R,
        entry: &Entry,
        ratio: u64,
        most: u64,
        left: &'a Cell<u64>,
        trouble: &'a RefCell<Option<Trouble>>,
    ) -> Self {
        Self {
            inner,
            stated: entry.size,
            given: 0,
            most,
            ratio,
            packed: entry.packed,
            left,
            trouble,
        }
    }

    /// Ends the bytes here.
    fn end(&self, code: &'static str, reason: String) -> usize {
        let mut trouble = self.trouble.borrow_mut();
        trouble.get_or_insert(Trouble { code, reason });
        0
    }

    fn bounds(&self, read: u64) -> Option<String> {
        if self.given > self.most {
            return Some(format!("more than {} bytes unpacked", self.most));
        }
        if self.given > FREE.max(self.packed.saturating_mul(self.ratio)) {
            return Some(format!(
                "more than {} bytes for each packed one",
                self.ratio
            ));
        }
        (self.left.get() < read)
            .then(|| "the archive has more bytes unpacked than are read".to_owned())
    }
}

impl<R: Read> Read for Inflate<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.trouble.borrow().is_some() {
            return Ok(0);
        }
        let read = match self.inner.read(buf) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Ok(self.end("INP028", format!("cannot be unpacked: {error}"))),
        };
        self.given += read as u64;
        if let Some(reason) = self.bounds(read as u64) {
            return Ok(self.end("INP011", reason));
        }
        self.left.set(self.left.get() - read as u64);
        if read == 0 && !buf.is_empty() && self.given != self.stated {
            let reason = format!(
                "has {} bytes, not the {} it states",
                self.given, self.stated
            );
            return Ok(self.end("INP028", reason));
        }
        Ok(read)
    }
}
