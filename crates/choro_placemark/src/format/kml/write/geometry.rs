//! Geometries, written.

use std::fmt::Write as _;

use super::Sheet;
use crate::{Drape, Geometry, Ring, Track, Verbatim, Vertex};

/// Where a kept part of a geometry is written, and so the order in which they are kept.
pub(in crate::format::kml) fn geometry_rank(part: &Verbatim) -> usize {
    match part.name.as_str() {
        name if name.starts_with('@') => 0,
        "coordinates" => 1,
        name if name.starts_with("LinearRing[") => 2,
        "outerBoundaryIs" => 3,
        "innerBoundaryIs" => 4,
        _ => 5,
    }
}

/// `lon,lat,height` with spaces between.
pub(in crate::format::kml) fn vertices(line: &[Vertex]) -> String {
    let mut text = String::with_capacity(line.len() * 24);
    push_vertices(&mut text, line);
    text
}

fn push_vertices(text: &mut String, line: &[Vertex]) {
    for (i, vertex) in line.iter().enumerate() {
        let space = if i == 0 { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{space}{},{}", vertex.lon, vertex.lat);
        if let Some(height) = vertex.height {
            let _ = write!(text, ",{height}");
        }
    }
}

/// A geometry of which nothing is known but what is kept of it.
pub(in crate::format::kml) fn empty_geometry(name: &str, drape: &Drape) -> String {
    let mut out = Sheet::default();
    simple(&mut out, name, &[], drape);
    out.text
}

/// What a ring of a polygon says beside its coordinates, kept under its number.
pub(in crate::format::kml) fn ring_extras(number: usize, drape: &Drape, line: usize) -> Verbatim {
    let mut out = Sheet::default();
    out.open("LinearRing", &drape.verbatim);
    mode(&mut out, drape);
    drape.verbatim.iter().for_each(|part| out.kept(part));
    out.close("LinearRing");
    Verbatim {
        name: format!("LinearRing[{number}]"),
        text: out.text,
        line,
    }
}

/// Writes a geometry.
pub(super) fn geometry(out: &mut Sheet, geometry: &Geometry) {
    match geometry {
        Geometry::Point(vertex, drape) => simple(out, "Point", &[*vertex], drape),
        Geometry::Line(line, drape) => simple(out, "LineString", line, drape),
        Geometry::Ring(ring, drape) => simple(out, "LinearRing", ring, drape),
        Geometry::Polygon(outer, holes, drape) => polygon(out, outer, holes, drape),
        Geometry::Multi(parts) => multi(out, parts),
        Geometry::Track(path) => track(out, path),
        Geometry::Other(kept) => out.kept(kept),
    }
}

fn simple(out: &mut Sheet, name: &str, line: &[Vertex], drape: &Drape) {
    out.open(name, &drape.verbatim);
    mode(out, drape);
    if !drape.verbatim.iter().any(|part| part.name == "coordinates") {
        coordinates(out, line);
    }
    drape.verbatim.iter().for_each(|part| out.kept(part));
    out.close(name);
}

fn coordinates(out: &mut Sheet, line: &[Vertex]) {
    out.text.push_str("<coordinates>");
    push_vertices(&mut out.text, line);
    out.text.push_str("</coordinates>");
}

/// How it lies over the ground, in the order of the schema.
fn mode(out: &mut Sheet, drape: &Drape) {
    for (name, flag) in [("extrude", drape.extrude), ("tessellate", drape.tessellate)] {
        if let Some(flag) = flag {
            out.leaf(name, if flag { "1" } else { "0" });
        }
    }
    if let Some(mode) = &drape.altitude_mode {
        match mode.strip_prefix("gx:") {
            Some(mode) => out.leaf("gx:altitudeMode", mode),
            None => out.leaf("altitudeMode", mode),
        }
    }
}

fn polygon(out: &mut Sheet, outer: &Ring, holes: &[Ring], drape: &Drape) {
    let has = |name: &str| drape.verbatim.iter().any(|part| part.name == name);
    out.open("Polygon", &drape.verbatim);
    mode(out, drape);
    if !outer.is_empty() || has("LinearRing[0]") || has("outerBoundaryIs") {
        boundary(out, "outerBoundaryIs", 0, outer, drape);
    }
    for (i, hole) in holes.iter().enumerate() {
        boundary(out, "innerBoundaryIs", i + 1, hole, drape);
    }
    let rest = drape.verbatim.iter();
    rest.filter(|part| !part.name.starts_with("LinearRing["))
        .for_each(|part| out.kept(part));
    out.close("Polygon");
}

fn boundary(out: &mut Sheet, name: &str, number: usize, ring: &Ring, drape: &Drape) {
    let own = format!("LinearRing[{number}]");
    let extras = drape.verbatim.iter().find(|part| part.name == own);
    out.open(name, &[]);
    match extras.and_then(|part| part.text.strip_suffix("</LinearRing>")) {
        Some(begun) => {
            out.text.push_str(begun);
            if !begun.contains("<coordinates>") {
                coordinates(out, ring);
            }
            out.close("LinearRing");
        }
        None => simple(out, "LinearRing", ring, &Drape::default()),
    }
    out.close(name);
}

fn multi(out: &mut Sheet, parts: &[Geometry]) {
    let mut kept = Vec::new();
    for part in parts {
        if let Geometry::Other(part) = part {
            kept.push(part.clone());
        }
    }
    let tracks = parts
        .iter()
        .filter(|part| matches!(part, Geometry::Track(_)))
        .count();
    let only_tracks = tracks > 0 && tracks + kept.len() == parts.len();
    let name = if only_tracks {
        "gx:MultiTrack"
    } else {
        "MultiGeometry"
    };
    out.open(name, &kept);
    for part in parts {
        geometry(out, part);
    }
    out.close(name);
}

fn track(out: &mut Sheet, track: &Track) {
    let points = &track.points;
    out.open("gx:Track", &track.drape.verbatim);
    mode(out, &track.drape);
    // Only to where something is stated: what has no time at all needs no empty times.
    let times = points
        .iter()
        .rposition(|p| p.when.is_some())
        .map_or(0, |i| i + 1);
    for point in &points[..times] {
        out.leaf("when", point.when.as_deref().unwrap_or_default());
    }
    for point in points {
        let kept = point.verbatim.iter().find(|part| part.name == "gx:coord");
        match (kept, point.at) {
            (Some(part), _) => out.kept(part),
            (None, Some(at)) => {
                let height = at.height.map(|h| format!(" {h}")).unwrap_or_default();
                let _ = write!(
                    out.text,
                    "<gx:coord>{} {}{height}</gx:coord>",
                    at.lon, at.lat
                );
            }
            (None, None) => out.text.push_str("<gx:coord></gx:coord>"),
        }
    }
    for part in points.iter().flat_map(|point| &point.verbatim) {
        match part.name.as_str() {
            "gx:angles" => out.kept(part),
            "gx:coord" => {}
            _ => out.lost.left_out(
                1,
                "fact of a moment of a track",
                "facts of moments of tracks",
            ),
        }
    }
    track.drape.verbatim.iter().for_each(|part| out.kept(part));
    track.verbatim.iter().for_each(|part| out.kept(part));
    out.close("gx:Track");
}
