//! Positions made coarse before they go out: `[export.redact]`.

use choro_geometry::Position;
use choro_placemark::{Drape, Feature, Geometry, Placemark, TrackPoint, Vertex};
use choro_project::{Redact, Redaction};

/// Parts of a feature that hold its position once more.
const VIEWS: [&str; 4] = ["LookAt", "Camera", "Region", "gx:balloonVisibility"];
/// Attributes that do.
const COLUMNS: [&str; 12] = [
    "lat",
    "latitude",
    "lon",
    "lng",
    "long",
    "longitude",
    "x",
    "y",
    "coordinates",
    "mgrs",
    "utm",
    "wkt",
];

/// What became of a placemark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It goes out as it is.
    Unchanged,
    /// Its position is rounded.
    Rounded,
    /// It does not go out.
    LeftOut,
}

/// Makes the position of a placemark of this type as coarse as the project wants it.
pub(crate) fn redact(redact: &Redact, kind: &str, placemark: &mut Placemark) -> Fate {
    match redact.of(kind) {
        None => Fate::Unchanged,
        Some(Redaction::LeftOut) => Fate::LeftOut,
        Some(Redaction::Decimals(decimals)) => {
            if let Some(geometry) = &mut placemark.geometry {
                round(geometry, 10f64.powi(i32::from(decimals)));
            }
            views(&mut placemark.feature);
            placemark
                .feature
                .data
                .retain(|datum| !COLUMNS.contains(&datum.name.to_lowercase().as_str()));
            Fate::Rounded
        }
    }
}

/// A position as coarse as the project wants those of this type.
pub(crate) fn coarse_position(redact: &Redact, kind: &str, at: Position) -> Position {
    match redact.of(kind) {
        Some(Redaction::Decimals(decimals)) => {
            let unit = 10f64.powi(i32::from(decimals));
            let rounded = |degrees: f64| (degrees * unit).round() / unit;
            Position::new(rounded(at.lon), rounded(at.lat))
        }
        Some(Redaction::LeftOut) | None => at,
    }
}

/// Takes out of a feature what shows the way to it.
pub(crate) fn views(feature: &mut Feature) {
    feature
        .verbatim
        .retain(|part| !VIEWS.contains(&part.name.rsplit(':').next().unwrap_or(&part.name)));
}

fn round(geometry: &mut Geometry, unit: f64) {
    let ring = |ring: &mut Vec<Vertex>| {
        for vertex in ring.iter_mut() {
            coarse(vertex, unit);
        }
        // Vertices that have become one say nothing more.
        let closed = ring.len() > 1 && ring.first() == ring.last();
        ring.dedup();
        if closed && ring.len() == 1 {
            ring.push(ring[0]);
        }
    };
    match geometry {
        Geometry::Point(vertex, _) => coarse(vertex, unit),
        Geometry::Line(line, _) => line.iter_mut().for_each(|vertex| coarse(vertex, unit)),
        Geometry::Ring(outer, _) => ring(outer),
        Geometry::Polygon(outer, holes, _) => {
            // An outline smaller than the rounding is a point.
            let first = outer.first().copied();
            ring(outer);
            if outer.len() < 4 {
                let mut at = first.unwrap_or_default();
                coarse(&mut at, unit);
                *geometry = Geometry::Point(at, Drape::default());
            } else {
                holes.iter_mut().for_each(ring);
                holes.retain(|hole| hole.len() >= 4);
            }
        }
        Geometry::Multi(parts) => parts.iter_mut().for_each(|part| round(part, unit)),
        Geometry::Track(track) => {
            for TrackPoint { at, verbatim, .. } in &mut track.points {
                if let Some(vertex) = at {
                    coarse(vertex, unit);
                }
                verbatim.clear();
            }
        }
        // What cannot be read cannot be rounded.
        Geometry::Other(_) => *geometry = Geometry::Multi(Vec::new()),
    }
}

fn coarse(vertex: &mut Vertex, unit: f64) {
    let rounded = |degrees: f64| (degrees * unit).round() / unit;
    *vertex = Vertex {
        lon: rounded(vertex.lon),
        lat: rounded(vertex.lat),
        height: None,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_placemark::{Datum, Value, Verbatim};

    fn at(lon: f64, lat: f64) -> Vertex {
        Vertex {
            lon,
            lat,
            height: Some(12.0),
        }
    }

    fn placemark(geometry: Geometry) -> Placemark {
        let mut placemark = Placemark {
            geometry: Some(geometry),
            ..Placemark::default()
        };
        placemark.feature.verbatim.push(Verbatim {
            name: "LookAt".to_owned(),
            text: "<LookAt><longitude>129.12345</longitude></LookAt>".to_owned(),
            line: 1,
        });
        placemark.feature.data.push(Datum {
            name: "Lat".to_owned(),
            display: None,
            value: Value::Number("41.54321".to_owned()),
            schema: None,
        });
        placemark
    }

    fn rules() -> Redact {
        let types = [
            ("military".to_owned(), Redaction::Decimals(1)),
            ("military/bunker".to_owned(), Redaction::LeftOut),
        ];
        Redact {
            types: types.into(),
        }
    }

    #[test]
    fn a_rounded_placemark_tells_its_position_nowhere() {
        let mut site = placemark(Geometry::Point(at(129.12345, 41.54321), Drape::default()));
        assert_eq!(redact(&rules(), "military/radar", &mut site), Fate::Rounded);
        let rest = format!("{site:?}");
        assert!(rest.contains("129.1") && rest.contains("41.5"), "{rest}");
        for exact in ["129.12", "41.54", "12.0"] {
            assert!(!rest.contains(exact), "{exact} in {rest}");
        }
    }

    #[test]
    fn other_types_stay_and_some_go() {
        let mut site = placemark(Geometry::Point(at(129.12345, 41.54321), Drape::default()));
        let before = site.clone();
        assert_eq!(
            redact(&rules(), "transport/port", &mut site),
            Fate::Unchanged
        );
        assert_eq!(site, before);
        assert_eq!(
            redact(&rules(), "military/bunker", &mut site),
            Fate::LeftOut
        );
    }

    #[test]
    fn an_outline_smaller_than_the_rounding_becomes_a_point() {
        let ring = vec![
            at(129.12, 41.51),
            at(129.13, 41.51),
            at(129.13, 41.52),
            at(129.12, 41.51),
        ];
        let mut site = placemark(Geometry::Polygon(ring, Vec::new(), Drape::default()));
        redact(&rules(), "military", &mut site);
        assert!(
            matches!(site.geometry, Some(Geometry::Point(..))),
            "{site:?}"
        );
    }
}
