//! GPX 1.0 and 1.1 (topografix.com/GPX/1/1).
//!
//! Waypoints are points, routes lines, tracks [`Track`]s (one for each segment). The simple
//! elements of GPX (`cmt`, `sym`, `type` …) are attributes; links, extensions and what is not
//! known are kept verbatim. What GPX has no element for stands in `<extensions>` in a namespace
//! of this program when written and is a field again when read: folders, ids, spans of time and
//! partial dates, visibility, attributes with their types.

mod fields;
mod own;
mod points;
mod walk;
mod write_points;
mod writer;

use choro_diagnostic::{Severity, Spot};

use super::Reading;
use super::folders::Paths;
use super::xml::Xml;
use crate::{
    Datum, Drape, Feature, Folder, FolderKind, Geometry, Item, Placemark, Time, Value, Verbatim,
};
use points::Parts;
use walk::{Next, Walk};
pub(super) use writer::Gpx;

/// The namespace of GPX 1.1.
const GPX_1_1: &str = "http://www.topografix.com/GPX/1/1";
/// The namespace of this program's own elements, and their prefix.
const OWN: &str = "urn:chorograph:placemark:1";
const PREFIX: &str = "choro:";
/// What this program writes as `creator`.
const CREATOR: &str = "Chorograph";
/// Simple elements of waypoints, routes and tracks in the order of the schema, those of GPX 1.0
/// included; what stands in a file in another order is written in this one.
const SIMPLE: [&str; 20] = [
    "magvar",
    "geoidheight",
    "cmt",
    "src",
    "email",
    "url",
    "urlname",
    "number",
    "sym",
    "type",
    "fix",
    "sat",
    "hdop",
    "vdop",
    "pdop",
    "ageofdgpsdata",
    "dgpsid",
    "course",
    "speed",
    "keywords",
];
/// Elements kept verbatim that GPX knows.
const KNOWN: [&str; 6] = [
    "link",
    "extensions",
    "author",
    "copyright",
    "bounds",
    "rtept",
];

/// Reads a GPX file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = head.iter().fold(0, |n, b| n + usize::from(*b == 0));
    if zeros > 0 && zeros * 3 < head.len() {
        let reason = "the file is binary, not GPX";
        return reading
            .faults
            .report("INP004", Severity::Error, Spot::default(), reason);
    }
    let xml = Xml::of_bytes(bytes, reading.limits.text_bytes);
    let mut file = File {
        walk: Walk::new(xml, reading),
        paths: Paths::default(),
        document: Feature::default(),
        index: None,
        begun: false,
    };
    file.read();
    file.tell_encoding();
}

struct File<'x, 'r, 'a> {
    walk: Walk<'x, 'r, 'a>,
    paths: Paths,
    /// What the file says of itself.
    document: Feature,
    index: Option<u32>,
    begun: bool,
}

impl File<'_, '_, '_> {
    fn read(&mut self) {
        loop {
            match self.walk.next() {
                Next::Open if local(&self.walk.tag.name) == "gpx" => return self.root(),
                Next::End => {
                    let reason = "no <gpx> in the file";
                    return self.walk.reading.faults.report(
                        "INP014",
                        Severity::Error,
                        Spot::default(),
                        reason,
                    );
                }
                _ => {}
            }
        }
    }

    fn tell_encoding(&mut self) {
        let (other, stated, replaced, line) = {
            let account = self.walk.xml.account();
            (
                account.other,
                account.stated,
                account.replaced,
                account.first_line,
            )
        };
        let at = |line| Spot {
            line,
            ..Spot::default()
        };
        if let Some((encoding, line)) = other.filter(|_| !stated) {
            let reason = format!("the text is not UTF-8 and is read as {encoding}");
            self.walk
                .reading
                .faults
                .report("INP005", Severity::Warning, at(line), &reason);
        }
        if replaced > 0 {
            let reason =
                format!("bytes that mean nothing in the encoding are read as �, {replaced} times");
            self.walk
                .reading
                .faults
                .report("INP005", Severity::Warning, at(line), &reason);
        }
    }

    fn root(&mut self) {
        let tag = self.walk.tag.clone();
        self.document.line = tag.line;
        for (name, text) in tag.attributes() {
            let usual = matches!(
                (name, text.as_str()),
                ("xmlns", GPX_1_1)
                    | ("xmlns:choro", OWN)
                    | ("version", "1.1")
                    | ("creator", CREATOR)
            );
            if !usual {
                self.document.verbatim.push(attribute(name, text, tag.line));
            }
        }
        loop {
            match self.walk.next() {
                Next::Open => match local(&self.walk.tag.name) {
                    "wpt" => self.placemark(Kind::Waypoint),
                    "rte" => self.placemark(Kind::Route),
                    "trk" => self.placemark(Kind::Track),
                    "metadata" if !self.begun => self.metadata(),
                    _ => self.about(),
                },
                Next::Close | Next::End => break,
                Next::Piece(kind) => self.walk.tell_piece(kind),
            }
        }
        self.begin();
    }

    fn metadata(&mut self) {
        loop {
            match self.walk.next() {
                Next::Open => self.about(),
                Next::Close | Next::End => return,
                Next::Piece(kind) => self.walk.tell_piece(kind),
            }
        }
    }

    /// An element that says something of the file.
    fn about(&mut self) {
        if self.begun {
            let kept = self.walk.raw();
            self.note(&kept);
            return self.walk.reading.item(Item::Other(self.index, kept));
        }
        let mut document = std::mem::take(&mut self.document);
        self.field(&mut document, &mut Own::default());
        self.document = document;
    }

    /// The first thing in the file comes: what the file says of itself is known.
    fn begin(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        let feature = std::mem::take(&mut self.document);
        let bare = Feature {
            line: feature.line,
            ..Feature::default()
        };
        if feature != bare {
            let index = self.walk.reading.next_folder();
            self.index = Some(index);
            self.walk.reading.item(Item::Folder(Folder {
                index,
                kind: FolderKind::Document,
                feature,
            }));
        }
    }

    /// Counts a part that is kept and that nothing here knows.
    fn note(&mut self, kept: &Verbatim) {
        if !KNOWN.contains(&kept.name.as_str()) {
            let spot = Spot {
                line: kept.line,
                ..Spot::default()
            };
            self.walk.reading.unknown(&kept.name, spot);
        }
    }

    fn placemark(&mut self, kind: Kind) {
        self.begin();
        let tag = self.walk.tag.clone();
        let mut feature = Feature {
            line: tag.line,
            ..Feature::default()
        };
        let mut own = Own::default();
        let mut at = (kind == Kind::Waypoint).then(|| self.at(&tag, &mut feature.verbatim));
        let mut parts = Parts::default();
        loop {
            match self.walk.next() {
                Next::Open => match (local(&self.walk.tag.name), &mut at) {
                    ("ele", Some(at)) => self.height(at, &mut feature),
                    ("rtept", None) if kind == Kind::Route => self.route_point(&mut parts),
                    ("trkseg", None) if kind == Kind::Track => {
                        let segment = self.segment();
                        parts.segments.push(Geometry::Track(segment));
                    }
                    _ => self.field(&mut feature, &mut own),
                },
                Next::Close | Next::End => break,
                Next::Piece(kind) => self.walk.tell_piece(kind),
            }
        }
        let spot = self.walk.spot(&tag);
        feature.span = spot.span;
        let geometry = match (kind, at) {
            (Kind::Waypoint, at) => at.flatten().map(|at| Geometry::Point(at, Drape::default())),
            (Kind::Route, _) => {
                feature.verbatim.extend(parts.route_verbatim(tag.line));
                Some(Geometry::Line(parts.route, Drape::default()))
            }
            (Kind::Track, _) if parts.segments.len() == 1 => parts.segments.pop(),
            (Kind::Track, _) => Some(Geometry::Multi(parts.segments)),
        };
        if let Some(geometry) = &geometry {
            self.walk.reading.check(geometry, spot);
        }
        own.complete(&mut feature);
        let names = own.folders.iter().map(String::as_str);
        feature.folder = self
            .paths
            .folder(self.walk.reading, self.index, names, tag.line);
        self.walk
            .reading
            .item(Item::Placemark(Placemark { feature, geometry }));
    }
}

/// What sort of thing an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Waypoint,
    Route,
    Track,
}

/// What this program's own elements say.
#[derive(Default)]
struct Own {
    folders: Vec<String>,
    /// Attributes, which come after those of GPX.
    data: Vec<Datum>,
}

impl Own {
    fn complete(&mut self, feature: &mut Feature) {
        feature.data.append(&mut self.data);
    }
}

fn local(name: &str) -> &str {
    name.strip_prefix("gpx:").unwrap_or(name)
}

fn attribute(name: &str, text: String, line: usize) -> Verbatim {
    Verbatim {
        name: format!("@{name}"),
        text,
        line,
    }
}

fn datum(name: &str, text: String) -> Datum {
    Datum {
        name: name.to_owned(),
        display: None,
        value: Value::Text(text),
        schema: None,
    }
}

fn moment(text: &str) -> Option<Time> {
    let time = Time {
        begin: Some(text.to_owned()),
        end: None,
        moment: true,
    };
    let whole = text.contains('T') && time.when().is_some_and(|when| !when.is_unstated());
    whole.then_some(time)
}

fn is_height(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests;
