//! Reading the reference layers, which lie beside the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

use choro_geometry::{Polygon, Position, PreparedShape, Shape};
use serde_json::Value;

/// A named shape of a layer.
pub(crate) struct Feature {
    pub(crate) name: String,
    pub(crate) placetype: String,
    pub(crate) shape: Shape,
    pub(crate) prepared: PreparedShape,
}

/// The features of a GeoJSON layer, plain or `.xz`; None, said aloud, if it is missing.
pub(crate) fn layer(path: &str) -> Option<Vec<Feature>> {
    let full: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    let bytes = if full.extension().is_some_and(|extension| extension == "xz") {
        let out = Command::new("xz").arg("-dc").arg(&full).output().ok()?;
        out.status.success().then_some(out.stdout)
    } else {
        std::fs::read(&full).ok()
    };
    let Some(bytes) = bytes else {
        eprintln!("skipped: {} missing", full.display());
        return None;
    };
    let json: Value = serde_json::from_slice(&bytes).expect("a reference layer is JSON");
    let features = json["features"].as_array().expect("a feature collection");
    Some(features.iter().filter_map(feature).collect())
}

fn feature(json: &Value) -> Option<Feature> {
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| json["properties"][*key].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let coordinates = &json["geometry"]["coordinates"];
    let shape = match json["geometry"]["type"].as_str()? {
        "Polygon" => Shape::Polygons(vec![polygon(coordinates)?]),
        "MultiPolygon" => Shape::Polygons(each(coordinates, polygon)?),
        "LineString" => Shape::Lines(vec![each(coordinates, position)?]),
        "MultiLineString" => Shape::Lines(each(coordinates, |line| each(line, position))?),
        _ => return None,
    };
    Some(Feature {
        name: text(&["ADMIN", "name", "NAME"]),
        placetype: text(&["placetype"]),
        prepared: shape.prepared(),
        shape,
    })
}

fn each<T>(json: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?.iter().map(read).collect()
}

fn polygon(json: &Value) -> Option<Polygon> {
    let mut rings = each(json, |ring| each(ring, position))?.into_iter();
    Some(Polygon {
        outer: rings.next()?,
        holes: rings.collect(),
    })
}

fn position(json: &Value) -> Option<Position> {
    Some(Position::new(json[0].as_f64()?, json[1].as_f64()?))
}
