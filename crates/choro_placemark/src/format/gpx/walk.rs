//! Walking a GPX file: elements open and close, what is broken is mended and told.

use choro_diagnostic::{Severity, Spot};
use choro_text::Span;

use crate::Verbatim;
use crate::format::Reading;
use crate::format::xml::{
    Kind, Stop, Xml, attributes, is_blank, is_declaration, push_piece, push_reference, push_text,
    tidy,
};

/// Open elements looked through for the one that an end tag closes.
const REACH: usize = 64;

/// What comes next.
pub(super) enum Next {
    /// An element opens; its tag is at hand in [`Walk::tag`].
    Open,
    /// Characters, as written in the XML at hand.
    Piece(Kind),
    /// The innermost open element closes.
    Close,
    /// The file ends.
    End,
}

/// A tag that has just been opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Tag {
    /// Its name, prefix and all.
    pub(super) name: String,
    /// Its attributes as written, with the space before them.
    attributes: String,
    pub(super) line: usize,
    pub(super) start: u64,
}

impl Tag {
    pub(super) fn attributes(&self) -> Vec<(&str, String)> {
        attributes(&self.attributes)
    }
}

/// A GPX file being walked.
pub(super) struct Walk<'x, 'r, 'a> {
    pub(super) xml: Xml<'x>,
    pub(super) reading: &'r mut Reading<'a>,
    open: Vec<String>,
    /// Elements still to be closed without an end tag of theirs.
    closing: usize,
    pub(super) tag: Tag,
    told_end: bool,
}

impl<'x, 'r, 'a> Walk<'x, 'r, 'a> {
    pub(super) fn new(xml: Xml<'x>, reading: &'r mut Reading<'a>) -> Self {
        Self {
            xml,
            reading,
            open: Vec::new(),
            closing: 0,
            tag: Tag::default(),
            told_end: false,
        }
    }

    pub(super) fn spot(&self, tag: &Tag) -> Spot {
        let whole = self.xml.account().other.is_none();
        let end = self.xml.position() as usize;
        let span = Span::new((tag.start as usize).min(end), end);
        Spot {
            line: tag.line,
            span: if whole { span } else { Span::default() },
        }
    }

    pub(super) fn report(&mut self, code: &'static str, severity: Severity, reason: &str) {
        let here = Tag {
            line: self.xml.line,
            start: self.xml.start,
            ..Tag::default()
        };
        let spot = self.spot(&here);
        self.reading.faults.report(code, severity, spot, reason);
    }

    pub(super) fn next(&mut self) -> Next {
        if self.closing > 0 {
            self.closing -= 1;
            self.open.pop();
            return Next::Close;
        }
        loop {
            let kind = self.xml.next();
            if let Some(line) = self.xml.stray.take() {
                let reason = format!("a stray `<` on line {line} is read as text");
                self.report("INP010", Severity::Warning, &reason);
            }
            match kind {
                Kind::Open | Kind::Empty => {
                    self.opened(kind);
                    return Next::Open;
                }
                Kind::Close if self.closes() => return Next::Close,
                Kind::Close => {}
                Kind::Instruction => {
                    if !is_declaration(self.xml.text()) {
                        let reason = "a processing instruction is left out";
                        self.report("INP010", Severity::Note, reason);
                    }
                }
                Kind::Doctype => {
                    let reason = "the document type is not followed";
                    self.report("INP029", Severity::Warning, reason);
                }
                Kind::End => return self.ended(),
                kind => return Next::Piece(kind),
            }
        }
    }

    fn opened(&mut self, kind: Kind) {
        let text = self.xml.text();
        let end = text.find(|c: char| c.is_ascii_whitespace());
        let (name, attributes) = text.split_at(end.unwrap_or(text.len()));
        self.tag = Tag {
            name: name.to_owned(),
            attributes: attributes.to_owned(),
            line: self.xml.line,
            start: self.xml.start,
        };
        self.open.push(name.to_owned());
        self.closing = usize::from(kind == Kind::Empty);
        if self.open.len() > self.reading.limits.depth {
            self.report(
                "INP011",
                Severity::Error,
                "elements are nested too deep; the rest is not read",
            );
            self.told_end = true;
            self.xml.stop_with(Stop::TooLong);
        }
    }

    /// Whether an end tag closes an open element; it closes those inside it too.
    fn closes(&mut self) -> bool {
        let name = self.xml.text();
        let found = self
            .open
            .iter()
            .rev()
            .take(REACH)
            .position(|open| open == name);
        let Some(inside) = found else {
            let reason = format!("</{name:.40}> closes nothing");
            self.report("INP010", Severity::Warning, &reason);
            return false;
        };
        if inside > 0 {
            let reason = format!("<{:.40}> is not closed", self.open[self.open.len() - 1]);
            self.report("INP010", Severity::Warning, &reason);
        }
        self.closing = inside;
        self.open.pop();
        true
    }

    fn ended(&mut self) -> Next {
        if self.open.is_empty() {
            return Next::End;
        }
        if !std::mem::replace(&mut self.told_end, true) {
            let (code, reason) = match &self.xml.stop {
                Some(Stop::TooLong) => (
                    "INP011",
                    "a text is longer than is read; the rest of the file is left out",
                ),
                _ => ("INP010", "the file is cut off; what came before is read"),
            };
            self.report(code, Severity::Error, reason);
        }
        self.closing = self.open.len() - 1;
        self.open.pop();
        Next::Close
    }

    /// The text of the element just opened, read to its end; markup inside it is read over.
    pub(super) fn content(&mut self) -> String {
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.next() {
                Next::Open => {
                    depth += 1;
                    let reason = format!("<{:.40}> in a text is read over", self.tag.name);
                    self.report("INP010", Severity::Warning, &reason);
                }
                Next::Close if depth == 0 => return text,
                Next::Close => depth -= 1,
                Next::End => return text,
                Next::Piece(Kind::Text | Kind::Cdata) => push_text(&mut text, self.xml.text()),
                Next::Piece(Kind::Reference) if !push_reference(&mut text, self.xml.text()) => {
                    let reason = format!("the entity &{:.40}; is not expanded", self.xml.text());
                    self.report("INP029", Severity::Warning, &reason);
                }
                Next::Piece(Kind::Comment) => self.tell_piece(Kind::Comment),
                Next::Piece(_) => {}
            }
        }
    }

    /// Tells of characters or a comment between elements, which are left out.
    pub(super) fn tell_piece(&mut self, kind: Kind) {
        let text = self.xml.text();
        if kind == Kind::Comment {
            return self.report("INP010", Severity::Note, "a comment is left out");
        }
        if !is_blank(text) {
            let words: String = text.trim().chars().take(40).collect();
            let reason = format!("text between elements is left out: {words:?}");
            self.report("INP010", Severity::Warning, &reason);
        }
    }

    /// The element just opened as it stands, read to its end.
    pub(super) fn raw(&mut self) -> Verbatim {
        let tag = self.tag.clone();
        let mut text = String::new();
        let mut names = Vec::new();
        self.push_open(&mut text, &mut names);
        while !names.is_empty() {
            match self.next() {
                Next::Open => self.push_open(&mut text, &mut names),
                Next::Close => {
                    if let Some(Some(name)) = names.pop() {
                        text.push_str("</");
                        text.push_str(&name);
                        text.push('>');
                    }
                }
                Next::End => break,
                Next::Piece(kind) => push_piece(&mut text, kind, self.xml.text()),
            }
            if text.len() > self.reading.limits.text_bytes {
                self.xml.stop_with(Stop::TooLong);
            }
        }
        Verbatim {
            name: tag.name,
            text,
            line: tag.line,
        }
    }

    /// Writes the tag just opened; `names` gets what is to be closed.
    fn push_open(&self, text: &mut String, names: &mut Vec<Option<String>>) {
        text.push('<');
        text.push_str(&self.tag.name);
        text.push_str(tidy(&self.tag.attributes).trim_end());
        let empty = self.closing > 0;
        text.push_str(if empty { "/>" } else { ">" });
        names.push((!empty).then(|| self.tag.name.clone()));
    }
}
