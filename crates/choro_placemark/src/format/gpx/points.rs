//! Points of GPX: waypoints, those of routes and those of tracks.

use choro_diagnostic::Severity;

use super::walk::{Next, Tag};
use super::{File, attribute, datum, is_height, local, write_points};
use crate::{Feature, Geometry, Track, TrackPoint, Verbatim, Vertex};

impl File<'_, '_, '_> {
    /// The position of a point's tag; other attributes, and what is no position, are kept.
    pub(super) fn at(&mut self, tag: &Tag, verbatim: &mut Vec<Verbatim>) -> Option<Vertex> {
        let attributes = tag.attributes();
        let number = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| *name == wanted);
            found.and_then(|(_, text)| text.trim().parse::<f64>().ok())
        };
        let at = number("lat").zip(number("lon"));
        if at.is_none() {
            let reason = format!(
                "<{}> has no latitude and longitude that can be read",
                tag.name
            );
            let spot = self.walk.spot(tag);
            self.walk
                .reading
                .faults
                .report("INP006", Severity::Warning, spot, &reason);
        }
        for (name, text) in attributes {
            if at.is_none() || (name != "lat" && name != "lon") {
                verbatim.push(attribute(name, text, tag.line));
            }
        }
        at.map(|(lat, lon)| Vertex {
            lon,
            lat,
            height: None,
        })
    }

    pub(super) fn height(&mut self, at: &mut Option<Vertex>, feature: &mut Feature) {
        let text = self.walk.content();
        match (at, text.trim().parse::<f64>()) {
            (Some(at), Ok(height)) if at.height.is_none() => at.height = Some(height),
            _ => feature.data.push(datum("ele", text)),
        }
    }

    pub(super) fn route_point(&mut self, parts: &mut Parts) {
        let (at, kept) = self.track_point();
        let plain = kept.verbatim.is_empty() && kept.when.is_none();
        parts.says_more |= !plain || at.is_none();
        parts.raw.push_str(&write_points::point("rtept", &kept));
        parts.route.extend(at);
    }

    /// A point of a route or track, just opened.
    pub(super) fn track_point(&mut self) -> (Option<Vertex>, TrackPoint) {
        let tag = self.walk.tag.clone();
        let mut point = TrackPoint::default();
        point.at = self.at(&tag, &mut point.verbatim);
        loop {
            match self.walk.next() {
                Next::Open => {
                    let name = local(&self.walk.tag.name).to_owned();
                    let plain = self.walk.tag.attributes().is_empty();
                    let kept = self.walk.raw();
                    let text = plain.then(|| plain_text(&kept)).flatten();
                    match (name.as_str(), text, &mut point) {
                        (
                            "time",
                            Some(text),
                            TrackPoint {
                                when: when @ None, ..
                            },
                        ) => *when = Some(text),
                        ("ele", Some(text), TrackPoint { at: Some(at), .. })
                            if at.height.is_none() && is_height(&text) =>
                        {
                            at.height = text.trim().parse().ok();
                        }
                        _ => point.verbatim.push(kept),
                    }
                }
                Next::Close | Next::End => return (point.at, point),
                Next::Piece(kind) => self.walk.tell_piece(kind),
            }
        }
    }

    pub(super) fn segment(&mut self) -> Track {
        let mut track = Track::default();
        loop {
            match self.walk.next() {
                Next::Open if local(&self.walk.tag.name) == "trkpt" => {
                    let (_, point) = self.track_point();
                    track.points.push(point);
                }
                Next::Open => {
                    let kept = self.walk.raw();
                    self.note(&kept);
                    track.verbatim.push(kept);
                }
                Next::Close | Next::End => return track,
                Next::Piece(kind) => self.walk.tell_piece(kind),
            }
        }
    }
}

/// Points of a route, segments of a track.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) segments: Vec<Geometry>,
    pub(super) route: Vec<Vertex>,
    /// The route's points as elements, and whether they say more than position and height.
    raw: String,
    says_more: bool,
}

impl Parts {
    pub(super) fn route_verbatim(&mut self, line: usize) -> Option<Verbatim> {
        self.says_more.then(|| Verbatim {
            name: "rtept".to_owned(),
            text: std::mem::take(&mut self.raw),
            line,
        })
    }
}

/// The text of an element kept as it stands, where it has nothing but text.
fn plain_text(kept: &Verbatim) -> Option<String> {
    let inner = kept.text.split_once('>')?.1;
    let inner = inner.rsplit_once("</").map_or("", |(inner, _)| inner);
    (!inner.contains(['<', '&', '\r'])).then(|| inner.to_owned())
}
