//! Points, lines, polygons and what they are made of.

use choro_diagnostic::Severity;

use super::coordinates::{Coordinates, coordinates};
use super::fields::{element, truth};
use super::parser::{Kml, Tag};
use super::write::{geometry_rank, ring_extras};
use crate::{Drape, Geometry, Ring, Verbatim, Vertex};

/// Whether an element is a geometry.
pub(super) fn is_geometry(name: &str) -> bool {
    matches!(
        name,
        "Point"
            | "LineString"
            | "LinearRing"
            | "Polygon"
            | "MultiGeometry"
            | "GeometryCollection"
            | "Model"
            | "gx:Track"
            | "gx:MultiTrack"
            | "Track"
            | "MultiTrack"
    )
}

impl Kml<'_, '_, '_> {
    /// Reads a geometry.
    pub(super) fn geometry(&mut self, tag: &Tag) -> Geometry {
        match &*tag.name {
            "Point" => self.point(tag),
            "LineString" => {
                let (line, drape) = self.simple(tag);
                if line.len() < 2 {
                    self.bad_geometry(tag, "a line needs two vertices or more");
                }
                Geometry::Line(line, drape)
            }
            "LinearRing" => {
                let (ring, drape) = self.simple(tag);
                self.check_ring(tag, &ring);
                Geometry::Ring(ring, drape)
            }
            "Polygon" => self.polygon(tag),
            "MultiGeometry" | "GeometryCollection" | "gx:MultiTrack" | "MultiTrack" => {
                self.multi(tag)
            }
            "gx:Track" | "Track" => Geometry::Track(self.track(tag)),
            _ => Geometry::Other(self.keep(tag, "")),
        }
    }

    fn bad_geometry(&mut self, tag: &Tag, reason: &str) {
        self.report("INP007", Severity::Warning, tag, reason);
    }

    fn check_ring(&mut self, tag: &Tag, ring: &Ring) {
        if ring.len() < 4 {
            self.bad_geometry(
                tag,
                "a ring needs four vertices or more, the last like the first",
            );
        } else if ring.first().map(|v| (v.lon, v.lat)) != ring.last().map(|v| (v.lon, v.lat)) {
            self.bad_geometry(tag, "a ring does not end where it begins");
        }
    }

    fn point(&mut self, tag: &Tag) -> Geometry {
        let (vertices, mut drape) = self.simple(tag);
        let Some(vertex) = vertices.first() else {
            self.bad_geometry(tag, "a point without coordinates");
            return Geometry::Other(Verbatim {
                name: "Point".to_owned(),
                text: super::write::empty_geometry("Point", &drape),
                line: tag.line,
            });
        };
        if vertices.len() > 1 {
            self.bad_geometry(tag, "a point with several coordinates; the first is taken");
            if !drape.verbatim.iter().any(|v| v.name == "coordinates") {
                let all = super::write::vertices(&vertices);
                drape.verbatim.push(Verbatim {
                    name: "coordinates".to_owned(),
                    text: format!("<coordinates>{all}</coordinates>"),
                    line: tag.line,
                });
            }
        }
        Geometry::Point(*vertex, drape)
    }

    /// Attributes of a geometry, kept as they stand.
    pub(super) fn geometry_attributes(&self, tag: &Tag) -> Vec<Verbatim> {
        if tag.attributes.trim().is_empty() {
            return Vec::new();
        }
        self.keep_attributes(tag, "")
    }

    /// The vertices of a geometry with one text of coordinates, and how it lies on the ground.
    fn simple(&mut self, tag: &Tag) -> (Vec<Vertex>, Drape) {
        let mut drape = Drape {
            verbatim: self.geometry_attributes(tag),
            ..Drape::default()
        };
        let mut vertices = None;
        while let Some(child) = self.child() {
            if child.name == "coordinates" && vertices.is_none() {
                let (found, kept) = self.coordinates(&child);
                vertices = Some(found);
                drape.verbatim.extend(kept);
            } else {
                self.drape(&mut drape, &child);
            }
        }
        drape.verbatim.sort_by_key(geometry_rank);
        (vertices.unwrap_or_default(), drape)
    }

    /// The vertices of a `coordinates` element, and the element itself where not all of it can
    /// be read.
    fn coordinates(&mut self, tag: &Tag) -> (Vec<Vertex>, Option<Verbatim>) {
        let text = self.simple_content(tag);
        let Coordinates {
            vertices,
            unreadable,
            off,
        } = coordinates(&text);
        if let Some((vertex, count)) = off {
            let swapped = vertex.lon.abs() <= 90.0 && vertex.lat.abs() <= 180.0;
            let hint = if swapped {
                "; longitude comes first"
            } else {
                ""
            };
            let reason = format!(
                "longitude {} latitude {} is not on the globe{hint}{}",
                vertex.lon,
                vertex.lat,
                more(count)
            );
            self.report("INP006", Severity::Warning, tag, &reason);
        }
        let kept = unreadable.map(|(words, count)| {
            let reason = format!("{words:?} is no position{}", more(count));
            self.report("INP006", Severity::Warning, tag, &reason);
            element(tag, &text)
        });
        (vertices, kept)
    }

    /// One child of a geometry that is no coordinates.
    pub(super) fn drape(&mut self, drape: &mut Drape, tag: &Tag) {
        let free = match &*tag.name {
            "altitudeMode" | "gx:altitudeMode" => drape.altitude_mode.is_none(),
            "extrude" => drape.extrude.is_none(),
            "tessellate" => drape.tessellate.is_none(),
            _ => false,
        };
        if !free || !tag.attributes.is_empty() {
            let kept = self.keep(tag, "");
            drape.verbatim.push(kept);
            return;
        }
        let text = self.content(tag);
        if tag.name.ends_with("ltitudeMode") {
            let google = if tag.name.starts_with("gx:") {
                "gx:"
            } else {
                ""
            };
            drape.altitude_mode = Some(format!("{google}{text}"));
            return;
        }
        match (truth(&text), &*tag.name) {
            (None, _) => drape.verbatim.push(element(tag, &text)),
            (flag, "extrude") => drape.extrude = flag,
            (flag, _) => drape.tessellate = flag,
        }
    }

    fn polygon(&mut self, tag: &Tag) -> Geometry {
        let mut drape = Drape {
            verbatim: self.geometry_attributes(tag),
            ..Drape::default()
        };
        let (mut outer, mut holes) = (None, Vec::new());
        while let Some(child) = self.child() {
            match &*child.name {
                "outerBoundaryIs" | "innerBoundaryIs" => {
                    self.boundary(&child, &mut outer, &mut holes, &mut drape);
                }
                _ => self.drape(&mut drape, &child),
            }
        }
        if outer.is_none() {
            self.bad_geometry(tag, "a polygon without an outer ring");
        }
        drape.verbatim.sort_by_key(geometry_rank);
        Geometry::Polygon(outer.unwrap_or_default(), holes, drape)
    }

    fn boundary(
        &mut self,
        tag: &Tag,
        outer: &mut Option<Ring>,
        holes: &mut Vec<Ring>,
        drape: &mut Drape,
    ) {
        let is_outer = tag.name == "outerBoundaryIs";
        while let Some(child) = self.child() {
            if child.name != "LinearRing" || (is_outer && outer.is_some()) {
                let what = if child.name == "LinearRing" {
                    "a second outer ring"
                } else {
                    "what is no ring"
                };
                self.bad_geometry(
                    &child,
                    &format!("{what} in <{}> is kept verbatim", tag.name),
                );
                let kept = self.raw(&child);
                drape.verbatim.push(Verbatim {
                    name: tag.name.to_string(),
                    text: format!("<{0}>{1}</{0}>", tag.name, kept.text),
                    line: child.line,
                });
                continue;
            }
            let (ring, own) = self.simple(&child);
            self.check_ring(&child, &ring);
            let number = if is_outer { 0 } else { holes.len() + 1 };
            if own != Drape::default() {
                drape.verbatim.push(ring_extras(number, &own, child.line));
            }
            if is_outer {
                *outer = Some(ring);
            } else {
                holes.push(ring);
            }
        }
    }

    fn multi(&mut self, tag: &Tag) -> Geometry {
        let attributes = self.geometry_attributes(tag);
        let mut parts: Vec<Geometry> = attributes.into_iter().map(Geometry::Other).collect();
        while let Some(child) = self.child() {
            let part = if is_geometry(&child.name) {
                self.geometry(&child)
            } else {
                Geometry::Other(self.keep(&child, ""))
            };
            parts.push(part);
        }
        Geometry::Multi(parts)
    }
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        _ => format!(" ({count} in this geometry)"),
    }
}
