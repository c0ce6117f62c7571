//! XML as it is found: a stream of tags and texts that survives what is not well formed.
//!
//! A `<` that begins no tag is text, an `&` that begins no reference too; what is cut off at the
//! end is told. Names and nesting are for the caller to check.

mod attributes;
mod decoded;
mod source;
mod text;

use std::cell::RefCell;
use std::io::BufRead;
use std::ops::Range;
use std::rc::Rc;

use quick_xml::errors::Error;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

pub(crate) use attributes::{attribute, attributes, tidy};
pub(crate) use decoded::{Account, Decoded, as_utf8, utf16};
use source::Source;
pub(crate) use text::{escape, is_blank, is_declaration, push_piece, push_reference, push_text};

/// Times that a quote without an end may swallow the rest of a file before it is given up.
const RESTARTS: usize = 16;

/// What a piece of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A start tag; the text is what stands between `<` and `>` or `/>`.
    Open,
    /// An empty tag; likewise.
    Empty,
    /// An end tag; its name.
    Close,
    /// Characters as written.
    Text,
    /// What a CDATA section holds.
    Cdata,
    /// A reference, without `&` and `;`.
    Reference,
    /// A comment, without its brackets.
    Comment,
    /// A document type.
    Doctype,
    /// A processing instruction or the declaration.
    Instruction,
    /// The end of the file.
    End,
}

/// Why reading stopped before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Cut off inside a tag, comment or the like; the words say in what.
    CutOff(String),
    /// One text or tag is longer than is read.
    TooLong,
    /// The source failed.
    Source(String),
}

/// A stream of pieces of XML.
pub(crate) struct Xml<'a> {
    reader: Reader<Source<'a>>,
    buffer: Vec<u8>,
    range: Range<usize>,
    /// Bytes one piece may have.
    longest: usize,
    restarts: usize,
    /// Line on which the piece read last begins.
    pub(crate) line: usize,
    /// Byte at which it begins.
    pub(crate) start: u64,
    /// Faults mended on the way, each with its line: a stray `<`.
    pub(crate) stray: Option<usize>,
    /// Why reading stopped before the end.
    pub(crate) stop: Option<Stop>,
    account: Rc<RefCell<Account>>,
}

impl<'a> Xml<'a> {
    /// The XML of a file's bytes, in whatever encoding.
    pub(crate) fn of_bytes(bytes: &'a [u8], longest: usize) -> Self {
        match as_utf8(bytes) {
            Some(text) => Self::new(Box::new(text), Rc::default(), longest),
            None => Self::of_read(Box::new(bytes), longest),
        }
    }

    /// The XML of a stream of bytes, in whatever encoding.
    pub(crate) fn of_read(read: Box<dyn std::io::Read + 'a>, longest: usize) -> Self {
        let account = Rc::<RefCell<Account>>::default();
        let text = Decoded::new(read, Rc::clone(&account));
        Self::new(Box::new(text), account, longest)
    }

    fn new(text: Box<dyn BufRead + 'a>, account: Rc<RefCell<Account>>, longest: usize) -> Self {
        Self {
            reader: lenient(Source::new(text)),
            buffer: Vec::new(),
            range: 0..0,
            longest,
            restarts: 0,
            line: 1,
            start: 0,
            stray: None,
            stop: None,
            account,
        }
    }

    /// Bytes read so far.
    pub(crate) fn position(&self) -> u64 {
        self.reader.get_ref().position
    }

    /// What was found out about the encoding.
    pub(crate) fn account(&self) -> std::cell::Ref<'_, Account> {
        self.account.borrow()
    }

    /// The text of the piece read last.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.buffer[self.range.clone()]).unwrap_or_default()
    }

    /// Ends the stream here: what follows is never read.
    pub(crate) fn stop_with(&mut self, stop: Stop) {
        self.stop.get_or_insert(stop);
    }

    /// Reads the next piece.
    pub(crate) fn next(&mut self) -> Kind {
        if self.stop.is_some() {
            self.range = 0..0;
            return Kind::End;
        }
        self.buffer.clear();
        let source = self.reader.get_mut();
        source.allow(self.longest);
        (self.line, self.start) = (source.line, source.position);
        let kind = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => kind(&event),
            Err(error) => return self.mend(&error),
        };
        let whole = self.buffer.len();
        self.range = match kind {
            Kind::Open => 1..whole - 1,
            Kind::Empty => 1..whole - 2,
            Kind::Close => 2..whole - 1,
            Kind::Cdata => 9..whole - 3,
            Kind::Comment => 4..whole - 3,
            Kind::Reference => 1..whole - 1,
            _ => 0..whole,
        };
        match kind {
            Kind::Open | Kind::Empty => self.checked_start(kind),
            Kind::Close => self.checked_end(),
            kind => kind,
        }
    }

    /// A start tag, unless its `<` was a stray one.
    fn checked_start(&mut self, kind: Kind) -> Kind {
        let inner = &self.buffer[self.range.clone()];
        let begins = inner.first().is_some_and(|b| is_name_start(*b));
        if begins && memchr::memchr(b'<', inner).is_none() {
            return kind;
        }
        self.give_back_from(1);
        Kind::Text
    }

    /// An end tag; one that is not closed before the next tag ends there.
    fn checked_end(&mut self) -> Kind {
        if let Some(at) = memchr::memchr(b'<', &self.buffer[2..]) {
            self.give_back_from(at + 2);
            self.range = 2..at + 2;
        }
        let name = self.text();
        self.range.end = self.range.start + name.trim_end().len();
        Kind::Close
    }

    /// Gives the piece back from byte `at` on; what stands before is text.
    fn give_back_from(&mut self, at: usize) {
        self.stray.get_or_insert(self.line);
        self.reader.get_mut().give_back(&self.buffer[at..]);
        self.buffer.truncate(at);
        self.range = 0..at;
    }

    fn mend(&mut self, error: &Error) -> Kind {
        let stop = match error {
            Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Stop::TooLong,
            Error::Io(error) => Stop::Source(error.to_string()),
            Error::Syntax(syntax) => return self.mend_syntax(&syntax.to_string()),
            other => Stop::CutOff(other.to_string()),
        };
        self.stop = Some(stop);
        self.range = 0..0;
        Kind::End
    }

    /// A tag without end: the file is cut off in it, or its `<` or a quote in it is a stray one.
    fn mend_syntax(&mut self, what: &str) -> Kind {
        if self.buffer.starts_with(b"<![CDATA[") {
            self.stop = Some(Stop::CutOff(what.to_owned()));
            self.range = 9..self.buffer.len();
            return Kind::Cdata;
        }
        let hidden = [&b"<!--"[..], b"<!D", b"<!d"];
        let hides = hidden.iter().any(|begin| self.buffer.starts_with(begin));
        let inner = self.buffer.get(1..).unwrap_or_default();
        let swallowed = memchr::memchr(b'<', inner).is_some() || self.buffer.starts_with(b"<!");
        if hides || !swallowed || self.restarts == RESTARTS {
            self.stop = Some(Stop::CutOff(what.to_owned()));
            self.range = 0..0;
            return Kind::End;
        }
        self.restarts += 1;
        let nothing = Source::new(Box::new(&b""[..]));
        let mut source = std::mem::replace(self.reader.get_mut(), nothing);
        self.stray.get_or_insert(self.line);
        let at = self.buffer.len().min(1);
        source.give_back(&self.buffer[at..]);
        self.reader = lenient(source);
        self.buffer.truncate(at);
        self.range = 0..at;
        Kind::Text
    }
}

fn lenient(source: Source<'_>) -> Reader<Source<'_>> {
    let mut reader = Reader::from_reader(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.trim_markup_names_in_closing_tags = false;
    reader
}

fn kind(event: &Event<'_>) -> Kind {
    match event {
        Event::Start(_) => Kind::Open,
        Event::Empty(_) => Kind::Empty,
        Event::End(_) => Kind::Close,
        Event::Text(_) => Kind::Text,
        Event::CData(_) => Kind::Cdata,
        Event::GeneralRef(_) => Kind::Reference,
        Event::Comment(_) => Kind::Comment,
        Event::DocType(_) => Kind::Doctype,
        Event::Decl(_) | Event::PI(_) => Kind::Instruction,
        Event::Eof => Kind::End,
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

#[cfg(test)]
mod tests;
