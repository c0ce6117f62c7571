//! Well-known text (OGC 06-103r4) ⇄ [`Geometry`], with `SRID=4326;` before it and vertices of
//! two or three numbers; M values are read over.

use std::fmt::Write as _;

use crate::{Drape, Geometry, Ring, Vertex};

/// Collections inside each other beyond which a text is no geometry.
const MAX_COLLECTIONS: usize = 16;

/// The geometry of a text; `None` where it is no well-known text. An empty point is no geometry
/// either.
pub(super) fn read(text: &str) -> Option<Geometry> {
    let text = text.trim();
    let text = match text.get(..5) {
        Some(srid) if srid.eq_ignore_ascii_case("SRID=") => text.split_once(';')?.1,
        _ => text,
    };
    let mut cursor = Cursor {
        text,
        at: 0,
        measured: false,
        flat: false,
    };
    let geometry = cursor.geometry(0)?;
    (cursor.peek().is_none()).then_some(geometry)
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// Whether vertices have a measure.
    measured: bool,
    /// Whether a third number is a measure and no height.
    flat: bool,
}

impl Cursor<'_> {
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

    /// The word at the cursor in capitals; empty where none is there.
    fn word(&mut self) -> String {
        self.peek();
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at += length;
        rest[..length].to_ascii_uppercase()
    }

    fn geometry(&mut self, depth: usize) -> Option<Geometry> {
        let mut kind = self.word();
        let mut tag = self.word();
        let mut empty = false;
        if tag == "EMPTY" {
            (tag, empty) = (String::new(), true);
        }
        for ending in ["ZM", "Z", "M"] {
            if let Some(stem) = kind.strip_suffix(ending).filter(|_| tag.is_empty()) {
                (kind, tag) = (stem.to_owned(), ending.to_owned());
                break;
            }
        }
        (self.measured, self.flat) = match tag.as_str() {
            "" | "Z" => (false, false),
            "M" => (true, true),
            "ZM" => (true, false),
            _ => return None,
        };
        empty |= self.peek() != Some(b'(') && self.word() == "EMPTY";
        let point = |at| Geometry::Point(at, Drape::default());
        let line = |line| Geometry::Line(line, Drape::default());
        if empty {
            return match kind.as_str() {
                "LINESTRING" => Some(line(Vec::new())),
                "MULTIPOINT" | "MULTILINESTRING" | "MULTIPOLYGON" | "GEOMETRYCOLLECTION" => {
                    Some(Geometry::Multi(Vec::new()))
                }
                _ => None,
            };
        }
        Some(match kind.as_str() {
            "POINT" => {
                self.take(b'(')?;
                let at = self.vertex()?;
                self.take(b')')?;
                point(at)
            }
            "LINESTRING" => line(self.line()?),
            "LINEARRING" => Geometry::Ring(self.line()?, Drape::default()),
            "POLYGON" => Geometry::of_rings(self.rings()?)?,
            "MULTIPOINT" => {
                let points = self.list(Self::bracketed_vertex)?;
                Geometry::Multi(points.into_iter().map(point).collect())
            }
            "MULTILINESTRING" => Geometry::Multi(self.rings()?.into_iter().map(line).collect()),
            "MULTIPOLYGON" => {
                let polygons = self.list(Self::rings)?.into_iter();
                Geometry::Multi(polygons.map(Geometry::of_rings).collect::<Option<_>>()?)
            }
            "GEOMETRYCOLLECTION" if depth < MAX_COLLECTIONS => {
                self.take(b'(')?;
                let mut parts = vec![self.geometry(depth + 1)?];
                while self.take(b',').is_some() {
                    parts.push(self.geometry(depth + 1)?);
                }
                self.take(b')')?;
                Geometry::Multi(parts)
            }
            _ => return None,
        })
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take(b'(')?;
        let mut found = vec![item(self)?];
        while self.take(b',').is_some() {
            found.push(item(self)?);
        }
        self.take(b')')?;
        Some(found)
    }

    fn rings(&mut self) -> Option<Vec<Ring>> {
        self.list(Self::line)
    }

    fn line(&mut self) -> Option<Vec<Vertex>> {
        self.list(Self::vertex)
    }

    fn bracketed_vertex(&mut self) -> Option<Vertex> {
        if self.take(b'(').is_none() {
            return self.vertex();
        }
        let at = self.vertex()?;
        self.take(b')')?;
        Some(at)
    }

    fn vertex(&mut self) -> Option<Vertex> {
        let (lon, lat) = (self.number()?, self.number()?);
        let third = self.number();
        let fourth = self.number();
        let wanted = 2 + usize::from(self.measured) + usize::from(self.measured && !self.flat);
        let given = 2 + usize::from(third.is_some()) + usize::from(fourth.is_some());
        if self.measured && given != wanted {
            return None;
        }
        let height = third.filter(|_| !self.flat);
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

/// The geometry as well-known text; with heights where every vertex has one. `None` for what has
/// no form in it.
pub(super) fn written(geometry: &Geometry) -> Option<String> {
    let mut high = true;
    geometry.visit(&mut |v| high &= v.height.is_some());
    let mut out = String::new();
    let done = write(geometry, high, &mut out);
    done.then_some(out)
}

fn write(geometry: &Geometry, high: bool, out: &mut String) -> bool {
    let (kind, parts) = match geometry {
        Geometry::Point(..) => ("POINT", None),
        Geometry::Line(..) | Geometry::Track(_) => ("LINESTRING", None),
        Geometry::Ring(..) => ("LINEARRING", None),
        Geometry::Polygon(..) => ("POLYGON", None),
        Geometry::Multi(parts) => (multi_kind(parts), Some(parts)),
        Geometry::Other(_) => return false,
    };
    out.push_str(kind);
    let vertices = geometry.vertices();
    if high && !vertices.is_empty() {
        out.push_str(" Z");
    }
    let Some(parts) = parts else {
        out.push(' ');
        body(geometry, high, out);
        return true;
    };
    if parts.is_empty() {
        out.push_str(" EMPTY");
        return true;
    }
    out.push_str(" (");
    let mut whole = true;
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        if kind == "GEOMETRYCOLLECTION" {
            whole &= write(part, high, out);
        } else {
            body(part, high, out);
        }
    }
    out.push(')');
    whole
}

fn multi_kind(parts: &[Geometry]) -> &'static str {
    let all = |wanted: fn(&Geometry) -> bool| !parts.is_empty() && parts.iter().all(wanted);
    if all(|p| matches!(p, Geometry::Point(..))) {
        "MULTIPOINT"
    } else if all(|p| {
        matches!(p, Geometry::Line(..) | Geometry::Track(_)) && !p.vertices().is_empty()
    }) {
        "MULTILINESTRING"
    } else if all(|p| matches!(p, Geometry::Polygon(..))) {
        "MULTIPOLYGON"
    } else {
        "GEOMETRYCOLLECTION"
    }
}

/// The brackets of a geometry that has no parts.
fn body(geometry: &Geometry, high: bool, out: &mut String) {
    match geometry {
        Geometry::Polygon(outer, holes, _) => {
            out.push('(');
            line(outer, high, out);
            for hole in holes {
                out.push_str(", ");
                line(hole, high, out);
            }
            out.push(')');
        }
        other => line(&other.vertices(), high, out),
    }
}

fn line(vertices: &[Vertex], high: bool, out: &mut String) {
    if vertices.is_empty() {
        return out.push_str("EMPTY");
    }
    out.push('(');
    for (i, at) in vertices.iter().enumerate() {
        let comma = if i > 0 { ", " } else { "" };
        let _ = write!(out, "{comma}{} {}", at.lon, at.lat);
        if let Some(height) = at.height.filter(|_| high) {
            let _ = write!(out, " {height}");
        }
    }
    out.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_text_of_many_makers() {
        for (text, same) in [
            ("SRID=4326;POINT(129.3 41)", "POINT (129.3 41)"),
            ("point z (1 2 3)", "POINT Z (1 2 3)"),
            ("POINTZM(1 2 3 4)", "POINT Z (1 2 3)"),
            ("POINT M (1 2 9)", "POINT (1 2)"),
            ("MULTIPOINT(1 2, 3 4)", "MULTIPOINT ((1 2), (3 4))"),
            (
                "POLYGON((0 0,1 0,1 1,0 0),(0 0,0 1,1 1,0 0))",
                "POLYGON ((0 0, 1 0, 1 1, 0 0), (0 0, 0 1, 1 1, 0 0))",
            ),
            (
                "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
            ),
            ("LINESTRING EMPTY", "LINESTRING EMPTY"),
            ("MULTIPOLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY"),
        ] {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(written(&read).as_deref(), Some(same), "{text}");
        }
        let deep = "GEOMETRYCOLLECTION(".repeat(100_000);
        for bad in [
            "",
            "POINT",
            "POINT EMPTY",
            "POINT(1)",
            "POINT(1 2) x",
            "CIRCLE(1 2)",
            "41.7 N",
            deep.as_str(),
        ] {
            assert_eq!(read(bad), None, "{bad:.20}");
        }
    }
}
