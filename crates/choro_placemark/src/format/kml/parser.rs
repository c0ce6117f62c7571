//! A KML file being read, and what is told of it.

use std::collections::HashMap;

use choro_diagnostic::{Severity, Spot};
use choro_text::Span;

use super::names::{Name, Namespaces};
use super::regions::Archive;
use super::walk::Open;
use crate::Verbatim;
use crate::format::Reading;
use crate::format::xml::Xml;

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
    pub(super) open: Open,
    /// The element opened last is empty: it closes at once.
    pub(super) empty: bool,
    /// Elements are being closed until so many are left.
    pub(super) unwind: Option<usize>,
    /// A child that turned out to be a sibling, to be given out again.
    pub(super) again: Option<Tag>,
    pub(super) namespaces: Namespaces,
    /// Kinds of the fields of each schema, by its id and name.
    pub(super) schemas: HashMap<String, HashMap<String, String>>,
    /// Old schemas that stand for placemarks (KML 2.0).
    pub(super) aliases: Vec<String>,
    /// Byte where the feature in hand begins.
    pub(super) feature_from: Option<u64>,
    /// The archive the document stands in, and its path there.
    pub(super) place: Option<(&'r dyn Archive, String)>,
    /// Whether that path is kept with what is read.
    pub(super) marked: bool,
    /// Words before every fault: the document's path in an archive.
    pub(super) label: Option<String>,
    /// Network links are not told of.
    pub(super) quiet_links: bool,
    /// Comments and instructions met and not yet given to a feature, and their bytes.
    pub(super) asides: Vec<Verbatim>,
    pub(super) aside_bytes: usize,
    pub(super) told_deep: bool,
    pub(super) found: bool,
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
            feature_from: None,
            place: None,
            marked: false,
            label: None,
            quiet_links: false,
            asides: Vec::new(),
            aside_bytes: 0,
            told_deep: false,
            found: false,
        }
    }

    /// The document stands in an archive at `path`; `marked`, where that is to be kept.
    pub(crate) fn in_archive(mut self, path: &str, marked: bool, archive: &'r dyn Archive) -> Self {
        self.place = Some((archive, path.to_owned()));
        self.marked = marked;
        self.label = marked.then(|| path.to_owned());
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
        match &self.label {
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
}
