//! A geometry exactly as in the file, as rows: one for each part, outer parts before inner ones.

use crate::{Drape, Geometry, Ring, Track, TrackPoint, Verbatim, Vertex};

/// One part of a geometry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    /// How many parts it stands in.
    pub(super) depth: usize,
    /// `point`, `line`, `ring`, `polygon`, `multi`, `track`, `other`.
    pub(super) kind: String,
    /// How it lies over the ground.
    pub(super) drape: Drape,
    /// Vertices as `longitude,latitude[,height]`, spaces between; rings with `;` between.
    pub(super) coordinates: String,
    /// Moments of a track.
    pub(super) points: Vec<TrackPoint>,
    /// What else is said of a track, or what stands for a geometry without a form.
    pub(super) verbatim: Vec<Verbatim>,
}

/// The parts of a geometry.
pub(super) fn parts(geometry: &Geometry) -> Vec<Part> {
    let mut found = Vec::new();
    take(geometry, 0, &mut found);
    found
}

fn take(geometry: &Geometry, depth: usize, found: &mut Vec<Part>) {
    let mut part = Part {
        depth,
        ..Part::default()
    };
    let mut say = |kind: &str, drape: &Drape, coordinates: String| {
        kind.clone_into(&mut part.kind);
        part.drape = drape.clone();
        part.coordinates = coordinates;
    };
    match geometry {
        Geometry::Point(vertex, drape) => say("point", drape, written(&[*vertex])),
        Geometry::Line(line, drape) => say("line", drape, written(line)),
        Geometry::Ring(ring, drape) => say("ring", drape, written(ring)),
        Geometry::Polygon(outer, holes, drape) => {
            let rings = std::iter::once(outer).chain(holes);
            let rings: Vec<String> = rings.map(|ring| written(ring)).collect();
            say("polygon", drape, rings.join(";"));
        }
        Geometry::Track(track) => {
            say("track", &track.drape, String::new());
            part.points.clone_from(&track.points);
            part.verbatim.clone_from(&track.verbatim);
        }
        Geometry::Other(verbatim) => {
            say("other", &Drape::default(), String::new());
            part.verbatim = vec![verbatim.clone()];
        }
        Geometry::Multi(inner) => {
            say("multi", &Drape::default(), String::new());
            found.push(part);
            for g in inner {
                take(g, depth + 1, found);
            }
            return;
        }
    }
    found.push(part);
}

/// Vertices as text, each number in the fewest digits that lead back to it.
pub(super) fn written(vertices: &[Vertex]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(vertices.len() * 24);
    for v in vertices {
        if !text.is_empty() {
            text.push(' ');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{},{}", v.lon, v.lat);
        if let Some(height) = v.height {
            let _ = write!(text, ",{height}");
        }
    }
    text
}

/// The vertices of a text; `None` where it is no such text.
pub(super) fn vertices(text: &str) -> Option<Vec<Vertex>> {
    let vertex = |word: &str| {
        let mut numbers = word.split(',').map(str::parse::<f64>);
        let (lon, lat) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let height = numbers.next().transpose().ok()?;
        numbers
            .next()
            .is_none()
            .then_some(Vertex { lon, lat, height })
    };
    text.split_ascii_whitespace().map(vertex).collect()
}

/// The geometry of parts in order; `None` where they are none, or nest deeper than `limit`.
pub(super) fn geometry(parts: Vec<Part>, limit: usize) -> Option<Geometry> {
    // Open collections, outermost first: each takes what comes one level deeper.
    let mut open: Vec<Vec<Geometry>> = Vec::new();
    let mut whole = None;
    for part in parts {
        if part.depth > open.len() || part.depth > limit || (part.depth == 0 && whole.is_some()) {
            return None;
        }
        close(&mut open, part.depth);
        if part.kind == "multi" {
            if part.depth == 0 {
                whole = Some(Geometry::Multi(Vec::new()));
            }
            open.push(Vec::new());
            continue;
        }
        let single = single(part)?;
        match open.last_mut() {
            Some(inner) => inner.push(single),
            None => whole = Some(single),
        }
    }
    close(&mut open, 1);
    match (whole, open.pop()) {
        (Some(_), Some(parts)) => Some(Geometry::Multi(parts)),
        (whole, _) => whole,
    }
}

/// Closes collections until `depth` are open.
fn close(open: &mut Vec<Vec<Geometry>>, depth: usize) {
    while open.len() > depth {
        let Some(done) = open.pop() else { return };
        if let Some(outer) = open.last_mut() {
            outer.push(Geometry::Multi(done));
        }
    }
}

fn single(part: Part) -> Option<Geometry> {
    let drape = part.drape;
    Some(match part.kind.as_str() {
        "point" => Geometry::Point(vertices(&part.coordinates)?.first().copied()?, drape),
        "line" => Geometry::Line(vertices(&part.coordinates)?, drape),
        "ring" => Geometry::Ring(vertices(&part.coordinates)?, drape),
        "polygon" => {
            let rings: Option<Vec<Ring>> = part.coordinates.split(';').map(vertices).collect();
            let mut rings = rings?.into_iter();
            Geometry::Polygon(rings.next()?, rings.collect(), drape)
        }
        "track" => Geometry::Track(Track {
            points: part.points,
            drape,
            verbatim: part.verbatim,
        }),
        "other" => Geometry::Other(part.verbatim.into_iter().next()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_make_no_tree_are_no_geometry() {
        let part = |depth, kind: &str| Part {
            depth,
            kind: kind.to_owned(),
            coordinates: "1,2".to_owned(),
            ..Part::default()
        };
        assert_eq!(geometry(vec![part(1, "point")], 9), None);
        assert_eq!(geometry(vec![part(0, "point"), part(0, "point")], 9), None);
        assert_eq!(geometry(vec![part(0, "point"), part(1, "point")], 9), None);
        assert_eq!(geometry(vec![part(0, "curve")], 9), None);
        assert_eq!(geometry(Vec::new(), 9), None);
        let deep: Vec<Part> = (0..2000).map(|depth| part(depth, "multi")).collect();
        assert_eq!(geometry(deep, 256), None);
        assert_eq!(vertices("1,2 3"), None);
        assert_eq!(vertices("1,2,3,4"), None);
    }
}
