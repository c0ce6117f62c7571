//! Paths with times: `gx:Track`.

use choro_diagnostic::Severity;

use super::coordinates::spaced;
use super::fields::element;
use super::parser::{Kml, Tag};
use crate::{Drape, Track, TrackPoint, Verbatim};

impl Kml<'_, '_, '_> {
    /// Reads a track: its times, places and angles belong together by their order.
    pub(super) fn track(&mut self, tag: &Tag) -> Track {
        let mut track = Track {
            drape: Drape {
                verbatim: self.geometry_attributes(tag),
                ..Drape::default()
            },
            ..Track::default()
        };
        let (mut times, mut places, mut angles) = (0, 0, 0);
        while let Some(child) = self.child() {
            match &*child.name {
                "when" => {
                    let text = self.simple_content(&child);
                    point(&mut track, times).when = Some(text).filter(|text| !text.is_empty());
                    times += 1;
                }
                "gx:coord" | "coord" => {
                    let text = self.simple_content(&child);
                    self.place(point(&mut track, places), &child, &text);
                    places += 1;
                }
                "gx:angles" | "angles" => {
                    let text = self.simple_content(&child);
                    let kept = google(&child, "gx:angles", &text);
                    point(&mut track, angles).verbatim.push(kept);
                    angles += 1;
                }
                "extrude" | "tessellate" | "altitudeMode" | "gx:altitudeMode" => {
                    self.drape(&mut track.drape, &child);
                }
                _ => {
                    let kept = self.keep(&child, "");
                    track.verbatim.push(kept);
                }
            }
        }
        if times > 0 && times != places {
            let reason = format!("a track with {times} times and {places} positions");
            self.report("INP007", Severity::Warning, tag, &reason);
        }
        track
    }

    fn place(&mut self, point: &mut TrackPoint, tag: &Tag, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        point.at = spaced(text);
        match point.at {
            None => {
                point.verbatim.push(google(tag, "gx:coord", text));
                self.report(
                    "INP006",
                    Severity::Warning,
                    tag,
                    &format!("{text:?} is no position"),
                );
            }
            Some(vertex) if vertex.position().is_none() => {
                let reason = format!("{text:?} is not on the globe");
                self.report("INP006", Severity::Warning, tag, &reason);
            }
            Some(_) => {}
        }
    }
}

/// The point of a track with this number, made where there is none yet.
fn point(track: &mut Track, number: usize) -> &mut TrackPoint {
    if track.points.len() <= number {
        track.points.resize_with(number + 1, TrackPoint::default);
    }
    &mut track.points[number]
}

fn google(tag: &Tag, name: &'static str, text: &str) -> Verbatim {
    let named = Tag {
        name: name.into(),
        attributes: String::new(),
        line: tag.line,
        start: tag.start,
    };
    element(&named, text)
}
