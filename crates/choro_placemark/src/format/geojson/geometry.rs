//! GeoJSON geometries ⇄ [`Geometry`].

use std::fmt::Write as _;

use serde_json::value::RawValue;

use super::super::loss::Tally;
use crate::json::{Members, items, string};
use crate::{Drape, Geometry, Ring, Track, Verbatim, Vertex};

/// Collections inside each other beyond which one is kept verbatim.
const MAX_COLLECTIONS: usize = 16;

/// Geometries that have coordinates.
const KINDS: [&str; 6] = [
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
];

/// A geometry that was read.
#[derive(Default)]
pub(in super::super) struct Built {
    pub(in super::super) geometry: Option<Geometry>,
    /// Whether the text says more than the geometry holds: further members, further numbers of a
    /// position, coordinates of no use.
    pub(in super::super) says_more: bool,
    /// Why some of it is no geometry.
    pub(in super::super) fault: Option<String>,
}

/// Reads a geometry object.
pub(in super::super) fn read(raw: &RawValue) -> Built {
    let mut built = Built::default();
    if raw.get() != "null" {
        built.geometry = built.geometry(raw, 0);
    }
    built
}

impl Built {
    fn geometry(&mut self, raw: &RawValue, depth: usize) -> Option<Geometry> {
        let members = Members::of(raw);
        let kind = members.get("type").and_then(string).unwrap_or_default();
        let known = ["type", "coordinates", "geometries"];
        let extra = |(key, _): &(String, &RawValue)| !known.contains(&key.as_str());
        self.says_more |= members.0.iter().any(extra);
        if kind == "GeometryCollection" && depth < MAX_COLLECTIONS {
            let parts = members.get("geometries").map(items).unwrap_or_default();
            let parts = parts.into_iter();
            let parts = parts.filter_map(|part| self.geometry(part, depth + 1));
            return Some(Geometry::Multi(parts.collect()));
        }
        let coordinates = members.get("coordinates").map_or("", RawValue::get);
        let mut cursor = Cursor::of(coordinates);
        let read = cursor.geometry(&kind).filter(|_| cursor.is_done());
        self.says_more |= cursor.more;
        if read.is_none() {
            if coordinates
                .trim_matches(['[', ']', ' ', '\n', '\r', '\t'])
                .is_empty()
                && KINDS.contains(&kind.as_str())
            {
                self.says_more = true;
                return None;
            }
            self.fault.get_or_insert_with(|| match kind.as_str() {
                "" => "a geometry without a type; kept as it stands".to_owned(),
                kind => format!("the coordinates of a {kind} cannot be read; kept as they stand"),
            });
            let (name, text) = (kind, raw.get().to_owned());
            return Some(Geometry::Other(Verbatim {
                name,
                text,
                line: 0,
            }));
        }
        read
    }
}

/// Coordinates while they are read.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// Whether a position has more than three numbers.
    more: bool,
}

impl<'a> Cursor<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            more: false,
        }
    }

    fn is_done(&mut self) -> bool {
        self.peek().is_none()
    }

    fn geometry(&mut self, kind: &str) -> Option<Geometry> {
        let line = |line| Geometry::Line(line, Drape::default());
        let point = |at| Geometry::Point(at, Drape::default());
        Some(match kind {
            "Point" => point(self.vertex()?),
            "LineString" => line(self.line()?),
            "Polygon" => Geometry::of_rings(self.rings()?)?,
            "MultiPoint" => Geometry::Multi(self.line()?.into_iter().map(point).collect()),
            "MultiLineString" => Geometry::Multi(self.rings()?.into_iter().map(line).collect()),
            "MultiPolygon" => {
                let polygons = self.list(Self::rings)?.into_iter();
                Geometry::Multi(polygons.map(Geometry::of_rings).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take(b'[')?;
        let mut found = Vec::new();
        if self.peek()? == b']' {
            self.at += 1;
            return Some(found);
        }
        loop {
            found.push(item(self)?);
            match self.peek()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Some(found);
                }
                _ => return None,
            }
        }
    }

    fn rings(&mut self) -> Option<Vec<Ring>> {
        self.list(Self::line)
    }

    fn line(&mut self) -> Option<Vec<Vertex>> {
        self.list(Self::vertex)
    }

    fn vertex(&mut self) -> Option<Vertex> {
        self.take(b'[')?;
        let lon = self.number()?;
        self.take(b',')?;
        let lat = self.number()?;
        let mut height = None;
        while self.peek()? == b',' {
            self.at += 1;
            let number = self.number()?;
            self.more |= height.is_some();
            height = height.or(Some(number));
        }
        self.take(b']')?;
        Some(Vertex { lon, lat, height })
    }

    fn number(&mut self) -> Option<f64> {
        self.peek()?;
        let rest = &self.text[self.at..];
        let numeric = |b: &u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(numeric).count();
        let number = rest[..length].parse().ok()?;
        self.at += length;
        Some(number)
    }
}

/// Whether every number of the geometry can be written in JSON.
pub(in super::super) fn is_finite(geometry: &Geometry) -> bool {
    let mut finite = true;
    geometry.visit(&mut |v| {
        finite &= v.lon.is_finite() && v.lat.is_finite() && v.height.is_none_or(f64::is_finite);
    });
    finite
}

/// Writes a geometry whose numbers are all finite.
pub(in super::super) fn write(geometry: &Geometry, out: &mut String, tally: &mut Tally) {
    match geometry {
        Geometry::Point(at, _) => {
            out.push_str(r#"{"type":"Point","coordinates":"#);
            vertex(*at, out);
            out.push('}');
        }
        Geometry::Ring(ring, _) => {
            tally.changed(
                1,
                "ring by itself was written as a line",
                "rings by themselves were written as lines",
            );
            coordinates("LineString", out, |out| line(ring, out));
        }
        Geometry::Line(points, _) => coordinates("LineString", out, |out| line(points, out)),
        Geometry::Track(track) => {
            coordinates("LineString", out, |out| line(&placed(track), out));
        }
        Geometry::Polygon(outer, holes, _) => {
            coordinates("Polygon", out, |out| rings(outer, holes, out, tally));
        }
        Geometry::Multi(parts) => multi(parts, out, tally),
        Geometry::Other(verbatim) if verbatim.text.starts_with('{') => {
            out.push_str(&verbatim.text);
        }
        Geometry::Other(_) => {
            tally.left_out(
                1,
                "geometry of another format",
                "geometries of another format",
            );
            out.push_str("null");
        }
    }
}

/// The vertices of a track that have a place.
pub(in super::super) fn placed(track: &Track) -> Vec<Vertex> {
    track.points.iter().filter_map(|p| p.at).collect()
}

fn coordinates(kind: &str, out: &mut String, body: impl FnOnce(&mut String)) {
    let _ = write!(out, r#"{{"type":"{kind}","coordinates":"#);
    body(out);
    out.push('}');
}

fn multi(parts: &[Geometry], out: &mut String, tally: &mut Tally) {
    let all = |wanted: fn(&Geometry) -> bool| !parts.is_empty() && parts.iter().all(wanted);
    if all(|p| matches!(p, Geometry::Point(..))) {
        coordinates("MultiPoint", out, |out| {
            list(parts, out, |part, out| {
                part.visit(&mut |at| vertex(at, out));
            });
        });
    } else if all(|p| matches!(p, Geometry::Line(..) | Geometry::Track(_))) {
        coordinates("MultiLineString", out, |out| {
            list(parts, out, |part, out| line(&part.vertices(), out));
        });
    } else if all(|p| matches!(p, Geometry::Polygon(..))) {
        coordinates("MultiPolygon", out, |out| {
            list(parts, out, |part, out| {
                if let Geometry::Polygon(outer, holes, _) = part {
                    rings(outer, holes, out, tally);
                }
            });
        });
    } else {
        out.push_str(r#"{"type":"GeometryCollection","geometries":"#);
        list(parts, out, |part, out| write(part, out, tally));
        out.push('}');
    }
}

fn list<T>(items: &[T], out: &mut String, mut each: impl FnMut(&T, &mut String)) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(']');
}

fn line(points: &[Vertex], out: &mut String) {
    list(points, out, |at, out| vertex(*at, out));
}

fn vertex(at: Vertex, out: &mut String) {
    let _ = write!(out, "[{},{}", at.lon, at.lat);
    if let Some(height) = at.height {
        let _ = write!(out, ",{height}");
    }
    out.push(']');
}

/// Writes rings closed, the outer one counter-clockwise and holes clockwise (RFC 7946, 3.1.6).
fn rings(outer: &Ring, holes: &[Ring], out: &mut String, tally: &mut Tally) {
    let mut all = Vec::with_capacity(1 + holes.len());
    all.push(right_handed(outer, true, tally));
    all.extend(holes.iter().map(|hole| right_handed(hole, false, tally)));
    list(&all, out, |ring, out| line(ring, out));
}

fn right_handed(ring: &Ring, outer: bool, tally: &mut Tally) -> Ring {
    let mut ring = ring.clone();
    if ring.len() > 2 && ring.first() != ring.last() {
        tally.changed(1, "ring was closed", "rings were closed");
        ring.extend(ring.first().copied());
    }
    let twice_area = twice_area(&ring);
    if twice_area != 0.0 && (twice_area > 0.0) != outer {
        tally.changed(
            1,
            "ring was turned to run as RFC 7946 asks",
            "rings were turned to run as RFC 7946 asks",
        );
        ring.reverse();
    }
    ring
}

/// Twice the area on the plane of degrees, square degrees; positive counter-clockwise.
fn twice_area(ring: &Ring) -> f64 {
    let pairs = ring.windows(2);
    // Measured from the first vertex, so that small rings far out lose no digits.
    let from = ring.first().copied().unwrap_or_default();
    pairs
        .map(|w| {
            let (a, b) = (w[0], w[1]);
            (a.lon - from.lon) * (b.lat - from.lat) - (b.lon - from.lon) * (a.lat - from.lat)
        })
        .sum()
}
