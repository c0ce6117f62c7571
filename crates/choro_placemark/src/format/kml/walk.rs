//! Elements open and close; what is broken is mended and told.

use choro_diagnostic::{Severity, Spot};

use super::parser::{Kml, Tag};
use crate::format::xml::{Kind, Stop, attributes, is_blank};

/// Elements inside each other beyond which a file is given up, not only left out.
const HOPELESS: usize = 1 << 20;
/// Open elements looked through for the one that an end tag closes.
const REACH: usize = 256;

/// Names of the open elements, outermost first, as written.
#[derive(Debug, Default)]
pub(super) struct Open {
    names: String,
    starts: Vec<usize>,
}

impl Open {
    fn push(&mut self, name: &str) {
        self.starts.push(self.names.len());
        self.names.push_str(name);
    }

    fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
            self.names.truncate(start);
        }
    }

    fn name(&self, index: usize) -> &str {
        let end = self.starts.get(index + 1).copied();
        let start = self.starts.get(index).copied().unwrap_or_default();
        &self.names[start..end.unwrap_or(self.names.len())]
    }
}

/// What comes next inside an element.
pub(super) enum Next {
    /// A child opens.
    Child(Tag),
    /// Text, CDATA, a reference or a comment; its words are at hand in `xml`.
    Piece(Kind),
    /// The element is closed.
    Closed,
}

impl Kml<'_, '_, '_> {
    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.starts.len()
    }

    /// The innermost open element's name as written.
    pub(super) fn raw_name(&self) -> &str {
        self.open.name(self.depth().saturating_sub(1))
    }

    /// Whether the element opened last is an empty tag.
    pub(super) fn is_empty(&self) -> bool {
        self.empty
    }

    /// What comes next inside the innermost open element.
    pub(super) fn next(&mut self) -> Next {
        if let Some(tag) = self.again.take() {
            return Next::Child(tag);
        }
        if let Some(left) = self.unwind {
            if self.depth() > left {
                return self.close();
            }
            self.unwind = None;
        }
        if std::mem::take(&mut self.empty) {
            return self.close();
        }
        loop {
            let kind = self.xml.next();
            if let Some(line) = self.xml.stray.take() {
                let spot = Spot {
                    line,
                    span: self.span(self.xml.start),
                };
                let reason = "a `<` that begins no tag is read as text";
                self.report_at("INP010", Severity::Warning, spot, reason);
            }
            match kind {
                Kind::Open | Kind::Empty => return Next::Child(self.opened(kind == Kind::Empty)),
                Kind::Close => {
                    if let Some(next) = self.closed() {
                        return next;
                    }
                }
                Kind::End => return self.ended(),
                Kind::Doctype => {
                    let spot = Spot {
                        line: self.xml.line,
                        span: self.span(self.xml.start),
                    };
                    let reason = "a document type is declared; its entities are not expanded";
                    self.report_at("INP029", Severity::Warning, spot, reason);
                }
                kind => return Next::Piece(kind),
            }
        }
    }

    fn opened(&mut self, empty: bool) -> Tag {
        let text = self.xml.text();
        let end = text.bytes().position(|b| b.is_ascii_whitespace());
        let (raw, rest) = text.split_at(end.unwrap_or(text.len()));
        let written = rest.to_owned();
        self.open.push(raw);
        self.empty = empty;
        let depth = self.depth();
        if written.contains("xmlns") {
            for (name, value) in attributes(&written) {
                match name.split_once(':') {
                    Some(("xmlns", prefix)) => self.namespaces.declare(depth, prefix, value),
                    None if name == "xmlns" => self.namespaces.declare(depth, "", value),
                    _ => {}
                }
            }
        }
        if depth > HOPELESS {
            self.xml.stop_with(Stop::TooLong);
        }
        Tag {
            name: self.namespaces.name(self.raw_name()),
            attributes: written,
            line: self.xml.line,
            start: self.xml.start,
        }
    }

    fn close(&mut self) -> Next {
        self.namespaces.close(self.depth());
        self.open.pop();
        Next::Closed
    }

    /// An end tag: of the innermost element, of one around it, or of none.
    fn closed(&mut self) -> Option<Next> {
        let depth = self.depth();
        let lowest = depth.saturating_sub(REACH);
        let raw = self.xml.text();
        let found = (lowest..depth).rev().find(|i| self.open.name(*i) == raw);
        let spot = Spot {
            line: self.xml.line,
            span: self.span(self.xml.start),
        };
        match found {
            Some(index) if index + 1 == depth => Some(self.close()),
            Some(index) => {
                let reason = format!("</{raw}> comes before <{}> is closed", self.raw_name());
                self.report_at("INP010", Severity::Warning, spot, &reason);
                self.unwind = Some(index);
                Some(self.close())
            }
            None => {
                let reason = format!("</{raw}> closes nothing");
                self.report_at("INP010", Severity::Warning, spot, &reason);
                None
            }
        }
    }

    /// The end of the file, early or not.
    fn ended(&mut self) -> Next {
        if self.unwind.is_none() {
            let spot = Spot {
                line: self.xml.line,
                span: self.span(self.xml.start),
            };
            let (code, reason) = match &self.xml.stop {
                Some(Stop::TooLong) => (
                    "INP011",
                    "a text, a tag or a feature is larger than is read; reading stops here"
                        .to_owned(),
                ),
                Some(Stop::Source(why)) => ("INP010", format!("the file cannot be read on: {why}")),
                Some(Stop::CutOff(why)) => ("INP010", format!("the file is cut off: {why}")),
                None => (
                    "INP010",
                    format!("the file is cut off inside <{}>", self.raw_name()),
                ),
            };
            if self.depth() > 0 || self.xml.stop.is_some() {
                self.report_at(code, Severity::Error, spot, &reason);
            }
            self.unwind = Some(0);
        }
        if self.depth() > 0 {
            self.close()
        } else {
            Next::Closed
        }
    }

    /// The next child of the innermost open element; `None` when it is closed. Text between
    /// children is told, children beyond the depth that is read are left out.
    pub(super) fn child(&mut self) -> Option<Tag> {
        loop {
            match self.next() {
                Next::Closed => return None,
                Next::Piece(Kind::Comment | Kind::Instruction) => self.aside(),
                Next::Piece(kind) => {
                    if !(kind == Kind::Text && is_blank(self.xml.text())) {
                        self.tell_stray_text();
                    }
                }
                Next::Child(tag) => {
                    self.found = true;
                    self.watch_size();
                    if self.depth() <= self.reading.limits.depth {
                        return Some(tag);
                    }
                    if !std::mem::replace(&mut self.told_deep, true) {
                        let reason = format!(
                            "elements inside each other more than {} deep are left out",
                            self.reading.limits.depth
                        );
                        self.report("INP011", Severity::Error, &tag, &reason);
                    }
                    self.skip();
                }
            }
        }
    }

    /// Stops where the feature in hand is larger than is read.
    fn watch_size(&mut self) {
        let longest = self.reading.limits.text_bytes as u64;
        let from = self.feature_from.unwrap_or(u64::MAX);
        if self.xml.position().saturating_sub(from) > longest {
            self.xml.stop_with(Stop::TooLong);
        }
    }

    fn tell_stray_text(&mut self) {
        let spot = Spot {
            line: self.xml.line,
            span: self.span(self.xml.start),
        };
        let words: String = self.xml.text().trim().chars().take(40).collect();
        let reason = format!("text between elements is left out: {words:?}");
        self.report_at("INP010", Severity::Warning, spot, &reason);
    }

    /// Leaves out the innermost open element.
    pub(super) fn skip(&mut self) {
        let around = self.depth().saturating_sub(1);
        while self.depth() > around {
            self.next();
        }
    }

    /// The child just opened is no child: the element around it was never closed.
    pub(super) fn is_sibling(&mut self, tag: Tag) {
        let raw = self.raw_name().to_owned();
        self.open.pop();
        self.open.pop();
        self.open.push(&raw);
        self.again = Some(tag);
    }
}
