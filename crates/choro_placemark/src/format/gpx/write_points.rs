//! Geometries as elements of GPX.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::super::xml::escape;
use super::writer::{Gpx, Sort};
use crate::{Feature, Geometry, Item, Placemark, Track, TrackPoint, Vertex};

impl Gpx<'_> {
    /// The elements a geometry is written as.
    pub(super) fn pieces<'g>(&mut self, geometry: &'g Geometry, out: &mut Vec<Piece<'g>>) {
        self.tally.drapes(geometry);
        let finite = |v: &Vertex| {
            v.lon.is_finite() && v.lat.is_finite() && v.height.is_none_or(f64::is_finite)
        };
        if !geometry.vertices().iter().all(finite) {
            self.tally.left_out(
                1,
                "geometry with coordinates that are no numbers",
                "geometries with coordinates that are no numbers",
            );
            return;
        }
        match geometry {
            Geometry::Point(at, _) => out.push(Piece::Point(Some(*at))),
            Geometry::Line(line, _) => out.push(Piece::Route(line)),
            Geometry::Ring(ring, _) => {
                self.tally.changed(
                    1,
                    "ring was written as a route",
                    "rings were written as routes",
                );
                out.push(Piece::Route(ring));
            }
            Geometry::Polygon(outer, holes, _) => {
                self.tally.changed(
                    1,
                    "polygon was written as a track around it",
                    "polygons were written as tracks around them",
                );
                let rings = std::iter::once(outer).chain(holes);
                out.push(Piece::Track(
                    rings.map(|ring| Cow::Owned(track(ring))).collect(),
                ));
            }
            Geometry::Track(track) => out.push(Piece::Track(vec![Cow::Borrowed(track)])),
            Geometry::Multi(parts)
                if parts
                    .iter()
                    .all(|p| matches!(p, Geometry::Track(_) | Geometry::Line(..))) =>
            {
                let lines = parts
                    .iter()
                    .filter(|p| matches!(p, Geometry::Line(..)))
                    .count();
                self.tally.changed(
                    lines,
                    "line among several was written as a track",
                    "lines among several were written as tracks",
                );
                self.tally.changed(
                    usize::from(parts.len() == 1),
                    "line that stands for several is one by itself",
                    "lines that stand for several are each by itself",
                );
                let tracks = parts.iter().map(|part| match part {
                    Geometry::Track(track) => Cow::Borrowed(track),
                    other => Cow::Owned(track(&other.vertices())),
                });
                out.push(Piece::Track(tracks.collect()));
            }
            Geometry::Multi(parts) => parts.iter().for_each(|part| self.pieces(part, out)),
            Geometry::Other(_) => {
                self.tally.left_out(
                    1,
                    "geometry of another format",
                    "geometries of another format",
                );
            }
        }
    }

    /// Writes one of them with what its feature says.
    pub(super) fn piece(
        &mut self,
        piece: &Piece<'_>,
        feature: &Feature,
        folders: &[String],
        out: &mut String,
    ) {
        match piece {
            Piece::Point(at) => {
                out.push_str("<wpt");
                push_position(*at, out);
                self.attributes(&feature.verbatim, out);
                out.push('>');
                push_height(*at, out);
                self.fields(feature, folders, out, Sort::Point);
                out.push_str("</wpt>\n");
            }
            Piece::Route(line) => {
                out.push_str("<rte");
                self.attributes(&feature.verbatim, out);
                out.push('>');
                self.fields(feature, folders, out, Sort::Path);
                match kept_route(feature, line) {
                    Some(kept) => out.push_str(kept),
                    None => line
                        .iter()
                        .for_each(|at| out.push_str(&point("rtept", &plain(*at)))),
                }
                out.push_str("</rte>\n");
            }
            Piece::Track(segments) => {
                out.push_str("<trk");
                self.attributes(&feature.verbatim, out);
                out.push('>');
                self.fields(feature, folders, out, Sort::Path);
                for segment in segments {
                    self.segment(segment, out);
                }
                out.push_str("</trk>\n");
            }
        }
    }

    fn segment(&mut self, track: &Track, out: &mut String) {
        out.push_str("<trkseg>\n");
        for at in &track.points {
            let given = at
                .verbatim
                .iter()
                .any(|v| v.name == "@lat" || v.name == "@lon");
            if at.at.is_none() && !(given && self.native) {
                self.tally
                    .left_out(1, "moment without a place", "moments without a place");
                continue;
            }
            if at.verbatim.iter().all(|part| self.holds(part)) {
                out.push_str(&point("trkpt", at));
            } else {
                let lost = at.verbatim.iter().filter(|part| !self.holds(part)).count();
                self.tally
                    .left_out(lost, "part kept verbatim", "parts kept verbatim");
                let mut at = at.clone();
                at.verbatim.retain(|part| self.holds(part));
                out.push_str(&point("trkpt", &at));
            }
            out.push('\n');
        }
        let lost = track
            .verbatim
            .iter()
            .filter(|part| !self.holds(part))
            .count();
        self.tally
            .left_out(lost, "part kept verbatim", "parts kept verbatim");
        self.raw(&track.verbatim, out, |_| true);
        out.push_str("</trkseg>");
    }
}

/// One element of GPX.
pub(super) enum Piece<'g> {
    /// A waypoint; `None` where its file gives no position that can be read.
    Point(Option<Vertex>),
    Route(&'g [Vertex]),
    Track(Vec<Cow<'g, Track>>),
}

fn track(line: &[Vertex]) -> Track {
    Track {
        points: line.iter().map(|at| plain(*at)).collect(),
        ..Track::default()
    }
}

fn plain(at: Vertex) -> TrackPoint {
    TrackPoint {
        at: Some(at),
        ..TrackPoint::default()
    }
}

/// The points of a route as its file had them, where they are still the same.
fn kept_route<'f>(feature: &'f Feature, line: &[Vertex]) -> Option<&'f str> {
    let kept = feature.verbatim.iter().find(|v| v.name == "rtept")?;
    let file = format!("<gpx><rte>{}</rte></gpx>", kept.text);
    let mut same = false;
    let limits = crate::Limits::default();
    super::super::read(
        crate::Format::Gpx,
        file.as_bytes(),
        "",
        &limits,
        &mut |item| {
            if let Item::Placemark(Placemark {
                geometry: Some(Geometry::Line(read, _)),
                ..
            }) = item
            {
                same = read == line;
            }
        },
    );
    same.then_some(kept.text.as_str())
}

fn push_position(at: Option<Vertex>, out: &mut String) {
    if let Some(at) = at {
        let _ = write!(out, " lat=\"{}\" lon=\"{}\"", at.lat, at.lon);
    }
}

fn push_height(at: Option<Vertex>, out: &mut String) {
    if let Some(height) = at.and_then(|at| at.height) {
        let _ = write!(out, "<ele>{height}</ele>");
    }
}

/// A point of a route or track.
pub(super) fn point(name: &str, point: &TrackPoint) -> String {
    let mut out = format!("<{name}");
    push_position(point.at, &mut out);
    for part in point
        .verbatim
        .iter()
        .filter(|part| part.name.starts_with('@'))
    {
        let mut value = String::new();
        escape(&mut value, &part.text);
        let _ = write!(out, " {}=\"{value}\"", &part.name[1..]);
    }
    out.push('>');
    push_height(point.at, &mut out);
    if let Some(when) = &point.when {
        out.push_str("<time>");
        escape(&mut out, when);
        out.push_str("</time>");
    }
    for part in point
        .verbatim
        .iter()
        .filter(|part| !part.name.starts_with('@'))
    {
        out.push_str(&part.text);
    }
    let _ = write!(out, "</{name}>");
    out
}
