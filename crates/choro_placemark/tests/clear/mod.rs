//! Lines and bytes taken out of what was read, so that two readings can be compared.

use choro_placemark::{Collection, Drape, Feature, Geometry, Verbatim};
use choro_text::Span;

/// Clears every line and span.
pub(crate) fn all(collection: &mut Collection) {
    for folder in &mut collection.folders {
        feature(&mut folder.feature);
    }
    for placemark in &mut collection.placemarks {
        feature(&mut placemark.feature);
        placemark.geometry.iter_mut().for_each(geometry);
    }
    for overlay in &mut collection.overlays {
        feature(&mut overlay.feature);
    }
    for link in &mut collection.links {
        feature(&mut link.feature);
    }
    for style in &mut collection.styles {
        style.verbatim.line = 0;
    }
    for schema in &mut collection.schemas {
        schema.verbatim.line = 0;
    }
    for (_, part) in &mut collection.others {
        part.line = 0;
    }
}

fn feature(feature: &mut Feature) {
    feature.line = 0;
    feature.span = Span::default();
    parts(&mut feature.verbatim);
}

fn parts(parts: &mut [Verbatim]) {
    for part in parts {
        part.line = 0;
    }
}

fn drape(drape: &mut Drape) {
    parts(&mut drape.verbatim);
}

fn geometry(shape: &mut Geometry) {
    match shape {
        Geometry::Point(_, own)
        | Geometry::Line(_, own)
        | Geometry::Ring(_, own)
        | Geometry::Polygon(_, _, own) => drape(own),
        Geometry::Multi(shapes) => shapes.iter_mut().for_each(geometry),
        Geometry::Track(track) => {
            drape(&mut track.drape);
            parts(&mut track.verbatim);
            for point in &mut track.points {
                parts(&mut point.verbatim);
            }
        }
        Geometry::Other(part) => part.line = 0,
    }
}
