//! GPX, written: 1.1, or 1.0 where the document says so.

use std::fmt::Write as _;

use super::super::folders::Tree;
use super::super::loss::Tally;
use super::super::xml::escape;
use super::super::{Losses, Output, WriteError, WriteOptions, Writer};
use super::own::{element, is_simple};
use super::write_points::Piece;
use super::{CREATOR, GPX_1_1, KNOWN, OWN, SIMPLE, moment, own};
use crate::{Datum, Feature, Item, Placemark, Verbatim};

/// A GPX file while it is written.
pub(in super::super) struct Gpx<'a> {
    out: &'a mut dyn Output,
    document: Feature,
    /// Whether the document is of a GPX file, whose elements all have their place.
    pub(super) native: bool,
    begun: bool,
    tree: Tree,
    pub(super) tally: Tally,
    tail: String,
}

impl<'a> Gpx<'a> {
    pub(in super::super) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Self {
        let title = &options.title;
        Self {
            out,
            document: Feature {
                name: (!title.is_empty()).then(|| title.clone()),
                ..Feature::default()
            },
            native: false,
            begun: false,
            tree: Tree::default(),
            tally: Tally::of("GPX"),
            tail: String::new(),
        }
    }

    fn begin(&mut self) -> Result<(), WriteError> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let document = std::mem::take(&mut self.document);
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx");
        let usual = [
            ("version", "1.1"),
            ("creator", CREATOR),
            ("xmlns", GPX_1_1),
            ("xmlns:choro", OWN),
        ];
        let stated = |wanted: &str| {
            document
                .verbatim
                .iter()
                .any(|v| v.name.strip_prefix('@') == Some(wanted))
        };
        for (name, value) in usual.into_iter().filter(|(name, _)| !stated(name)) {
            let _ = write!(text, " {name}=\"{value}\"");
        }
        self.attributes(&document.verbatim, &mut text);
        text.push_str(">\n");
        let old = document
            .verbatim
            .iter()
            .any(|v| v.name == "@version" && v.text == "1.0");
        let mut about = String::new();
        self.fields(&document, &[], &mut about, Sort::Document);
        if old {
            text.push_str(&about);
        } else if !about.is_empty() {
            let _ = writeln!(text, "<metadata>{about}</metadata>");
        }
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Whether a part kept verbatim has a place in GPX.
    pub(super) fn holds(&self, part: &Verbatim) -> bool {
        if part.name.starts_with('@') {
            return self.native;
        }
        part.text.starts_with('<') && (self.native || KNOWN.contains(&part.name.as_str()))
    }

    pub(super) fn attributes(&mut self, parts: &[Verbatim], out: &mut String) {
        for part in parts
            .iter()
            .filter(|part| self.native && part.name.starts_with('@'))
        {
            let mut value = String::new();
            escape(&mut value, &part.text);
            let _ = write!(out, " {}=\"{value}\"", &part.name[1..]);
        }
    }

    /// Writes what a feature says of itself, in the order of the schema.
    pub(super) fn fields(
        &mut self,
        feature: &Feature,
        folders: &[String],
        out: &mut String,
        sort: Sort,
    ) {
        let time = feature.time.as_ref();
        let plain = |begin: &str| {
            sort != Sort::Path
                && time.is_some_and(|t| t.moment && t.end.is_none())
                && moment(begin).is_some()
        };
        let plain = time
            .and_then(|t| t.begin.as_deref())
            .filter(|begin| plain(begin));
        if let Some(begin) = plain.filter(|_| sort == Sort::Point) {
            element("time", &[], begin, out, &mut self.tally);
        }
        let mut data: Vec<&Datum> = feature.data.iter().filter(|d| is_simple(d)).collect();
        data.sort_by_key(|d| place(&d.name));
        let (before, after): (Vec<&Datum>, Vec<&Datum>) = data
            .into_iter()
            .partition(|d| place(&d.name) < place("cmt"));
        self.simple(&before, out);
        if let Some(name) = &feature.name {
            element("name", &[], name, out, &mut self.tally);
        }
        let (cmt, after): (Vec<&Datum>, Vec<&Datum>) =
            after.into_iter().partition(|d| d.name == "cmt");
        self.simple(&cmt, out);
        if let Some(text) = &feature.description {
            element("desc", &[], &text.0, out, &mut self.tally);
        }
        let (src, after): (Vec<&Datum>, Vec<&Datum>) =
            after.into_iter().partition(|d| d.name == "src");
        self.simple(&src, out);
        let early = ["author", "copyright", "link"];
        let late = |name: &str| !early.contains(&name) && name != "extensions" && name != "rtept";
        self.raw(&feature.verbatim, out, |name| early.contains(&name));
        if let Some(begin) = plain.filter(|_| sort == Sort::Document) {
            element("time", &[], begin, out, &mut self.tally);
        }
        self.simple(&after, out);
        self.raw(&feature.verbatim, out, late);
        let odd = time.filter(|_| plain.is_none());
        let own = own::write(feature, odd, folders, &mut self.tally);
        self.extensions(&feature.verbatim, &own, out);
        let lost = feature
            .verbatim
            .iter()
            .filter(|part| !self.holds(part))
            .count();
        self.tally
            .left_out(lost, "part kept verbatim", "parts kept verbatim");
    }

    fn simple(&mut self, data: &[&Datum], out: &mut String) {
        for datum in data {
            element(&datum.name, &[], &datum.value.text(), out, &mut self.tally);
        }
    }

    pub(super) fn raw(&self, parts: &[Verbatim], out: &mut String, wanted: impl Fn(&str) -> bool) {
        for part in parts {
            if !part.name.starts_with('@') && wanted(&part.name) && self.holds(part) {
                out.push_str(&part.text);
            }
        }
    }

    /// Writes the extensions of the file with this program's own at their end.
    fn extensions(&self, parts: &[Verbatim], own: &str, out: &mut String) {
        let kept = parts
            .iter()
            .filter(|part| part.name == "extensions" && self.holds(part));
        let mut text = String::new();
        for part in kept {
            let inner = part.text.split_once('>').map_or("", |(_, rest)| rest);
            text.push_str(inner.rsplit_once("</").map_or("", |(inner, _)| inner));
        }
        text.push_str(own);
        if !text.is_empty() {
            let _ = write!(out, "<extensions>{text}</extensions>");
        }
    }

    fn placemark(&mut self, placemark: &Placemark) -> Result<(), WriteError> {
        self.begin()?;
        let feature = &placemark.feature;
        let mut pieces = Vec::new();
        match &placemark.geometry {
            Some(geometry) => self.pieces(geometry, &mut pieces),
            None => {
                let given = feature
                    .verbatim
                    .iter()
                    .any(|v| v.name == "@lat" || v.name == "@lon");
                if given && self.native {
                    pieces.push(Piece::Point(None));
                }
            }
        }
        if pieces.is_empty() {
            self.tally.left_out(
                1,
                "placemark without a position",
                "placemarks without a position",
            );
        }
        let several = pieces.len().saturating_sub(1);
        self.tally.changed(
            several,
            "further placemark stands for a part of a geometry",
            "further placemarks stand for parts of geometries",
        );
        let folders = self.tree.path(feature.folder).to_vec();
        let mut text = String::new();
        for piece in pieces {
            self.piece(&piece, feature, &folders, &mut text);
        }
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }
}

/// What a feature is written as; it says where its time stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Document,
    Point,
    /// A route or track, whose elements know no time.
    Path,
}

/// The place of a simple element in the schema's order.
fn place(name: &str) -> usize {
    SIMPLE
        .iter()
        .position(|known| *known == name)
        .map_or(0, |at| at + 1)
}

impl Writer for Gpx<'_> {
    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        match item {
            Item::Folder(folder) => {
                let native = |v: &Verbatim| v.name == "@creator" || v.name == "@version";
                if self.tree.enter(folder) {
                    if self.begun {
                        self.tally
                            .left_out(1, "title of the file", "titles of the file");
                    } else {
                        self.document = folder.feature.clone();
                        self.native = folder.feature.verbatim.iter().any(native);
                    }
                }
            }
            Item::Placemark(placemark) => return self.placemark(placemark),
            Item::Other(_, part) if self.holds(part) && !part.name.starts_with('@') => {
                self.begin()?;
                self.tail.push_str(&part.text);
            }
            other => self.tally.item(other),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        self.begin()?;
        self.out.write_all(self.tail.as_bytes())?;
        self.out.write_all(b"</gpx>\n")?;
        self.out.flush()?;
        self.tree.finish(&mut self.tally);
        Ok(self.tally.finish())
    }
}
