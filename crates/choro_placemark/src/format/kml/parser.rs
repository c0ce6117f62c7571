//! Walking a KML file: elements open and close, what is broken is mended and told.

use std::collections::{BTreeMap, HashMap};

use choro_diagnostic::{Severity, Spot};
use choro_text::Span;

use super::names::{Name, Namespaces};
use crate::format::Reading;
use crate::format::xml::{Kind, Stop, Xml, attributes, is_blank};

/// Elements inside each other beyond which a file is given up, not only left out.
const HOPELESS: usize = 1 << 20;
/// Open elements looked through for the one that an end tag closes.
const REACH: usize = 256;

/// An element that has just been opened.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Name,
    /// Its attributes as written, with the space before them.
    pub(super) attributes: String,
    pub(super) line: usize,
    pub(super) start: u64,
}

/// A KML file being read.
pub(crate) struct Kml<'x, 'r, 'a> {
    pub(super) xml: Xml<'x>,
    pub(super) reading: &'r mut Reading<'a>,
    open: Open,
    /// The element opened last is empty: it closes at once.
    empty: bool,
    /// Elements are being closed until so many are left.
    unwind: Option<usize>,
    /// A child that turned out to be a sibling, to be given out again.
    again: Option<Tag>,
    pub(super) namespaces: Namespaces,
    /// Kinds of the fields of each schema, by its id and name.
    pub(super) schemas: HashMap<String, HashMap<String, String>>,
    /// Old schemas that stand for placemarks (KML 2.0).
    pub(super) aliases: Vec<String>,
    unknown: BTreeMap<String, (usize, Spot)>,
    /// Byte where the feature in hand begins.
    pub(super) feature_from: Option<u64>,
    /// Path of the document inside an archive, where it is not the main one.
    pub(super) entry: Option<String>,
    /// Reads a region written beside this document.
    #[allow(dead_code)]
    pub(super) regions: Option<&'r Regions<'r>>,
    told_deep: bool,
    found: bool,
}

/// Gives the document of a region by its address.
pub(crate) type Regions<'r> = dyn Fn(&str) -> Option<Vec<u8>> + 'r;

/// Names of the open elements, outermost first, as written.
#[derive(Debug, Default)]
struct Open {
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

impl<'x, 'r, 'a> Kml<'x, 'r, 'a> {
    pub(crate) fn new(xml: Xml<'x>, reading: &'r mut Reading<'a>) -> Self {
        Self {
            xml,
            reading,
            open: Open::default(),
            empty: false,
            unwind: None,
            again: None,
            namespaces: Namespaces::default(),
            schemas: HashMap::new(),
            aliases: Vec::new(),
            unknown: BTreeMap::new(),
            feature_from: None,
            entry: None,
            regions: None,
            told_deep: false,
            found: false,
        }
    }

    /// The document is the entry of an archive at `path`.
    #[allow(dead_code)]
    pub(crate) fn in_archive(mut self, path: Option<&str>, regions: &'r Regions<'r>) -> Self {
        self.entry = path.map(str::to_owned);
        self.regions = Some(regions);
        self
    }

    /// Reads the whole file.
    pub(crate) fn read(mut self) {
        self.top();
        self.finish();
    }

    /// Tells what came up over the whole file.
    pub(super) fn finish(&mut self) {
        if !self.found && self.xml.stop.is_none() {
            self.report_at(
                "INP014",
                Severity::Error,
                Spot::default(),
                "no KML element in the file",
            );
        }
        for (name, (count, spot)) in std::mem::take(&mut self.unknown) {
            let times = if count == 1 { "once" } else { "times" };
            let many = if count == 1 {
                String::new()
            } else {
                format!("{count} ")
            };
            let reason = format!("<{name}> is not known here and kept verbatim, {many}{times}");
            self.report_at("INP026", Severity::Note, spot, &reason);
        }
        let (other, stated, replaced, line) = {
            let account = self.xml.account();
            (
                account.other,
                account.stated,
                account.replaced,
                account.first_line,
            )
        };
        if let Some((encoding, line)) = other.filter(|_| !stated) {
            let reason = format!("the text is not UTF-8 and is read as {encoding}");
            self.report_at(
                "INP005",
                Severity::Warning,
                Spot {
                    line,
                    span: Span::default(),
                },
                &reason,
            );
        }
        if replaced > 0 {
            let reason =
                format!("bytes that mean nothing in the encoding are read as �, {replaced} times");
            self.report_at(
                "INP005",
                Severity::Warning,
                Spot {
                    line,
                    span: Span::default(),
                },
                &reason,
            );
        }
    }

    /// Reports a fault of an element.
    pub(super) fn report(
        &mut self,
        code: &'static str,
        severity: Severity,
        tag: &Tag,
        reason: &str,
    ) {
        let spot = self.spot(tag);
        self.report_at(code, severity, spot, reason);
    }

    pub(super) fn report_at(
        &mut self,
        code: &'static str,
        severity: Severity,
        spot: Spot,
        reason: &str,
    ) {
        match &self.entry {
            Some(entry) => {
                let reason = format!("{entry}: {reason}");
                self.reading.faults.report(code, severity, spot, &reason);
            }
            None => self.reading.faults.report(code, severity, spot, reason),
        }
    }

    /// A part that is not as KML wants it.
    pub(super) fn odd(&mut self, tag: &Tag, reason: &str) {
        self.report("INP010", Severity::Warning, tag, reason);
    }

    /// The element's place, to where reading has come.
    pub(super) fn spot(&self, tag: &Tag) -> Spot {
        Spot {
            line: tag.line,
            span: self.span(tag.start),
        }
    }

    /// The bytes from `start` to where reading has come; empty where bytes of the file are not
    /// those of its text.
    pub(super) fn span(&self, start: u64) -> Span {
        if self.xml.account().other.is_some() {
            return Span::default();
        }
        Span::new(start as usize, self.xml.position().max(start) as usize)
    }

    /// Counts an element that is kept verbatim because nothing here knows it.
    pub(super) fn not_known(&mut self, name: &str, tag_line: usize, start: u64) {
        let span = self.span(start);
        let spot = Spot {
            line: tag_line,
            span,
        };
        // A file of a million different names is told of by the first few hundred.
        if self.unknown.len() < 500 || self.unknown.contains_key(name) {
            self.unknown.entry(name.to_owned()).or_insert((0, spot)).0 += 1;
        }
    }

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
                Kind::Instruction => {}
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
                Next::Piece(Kind::Comment) => {}
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
