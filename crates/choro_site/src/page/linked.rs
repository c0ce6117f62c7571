//! Pages in the words of <https://schema.org>, for programs that read them.

use super::taken::degrees;
use choro_atlas::Atlas;
use choro_gazetteer::Place;
use choro_quantity::When;
use serde_json::{Map, Value, json};

const CONTEXT: &str = "https://schema.org";

/// A page that is of nothing in particular: part of the atlas.
pub(super) fn page(atlas: &Atlas, title: &str) -> Value {
    json!({
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": title,
        "inLanguage": atlas.language,
        "isPartOf": whole(atlas),
    })
}

/// A place, with what it lies in now.
pub(super) fn place(atlas: &Atlas, place: &Place) -> Value {
    let mut of = Map::new();
    of.insert("@context".to_owned(), json!(CONTEXT));
    of.insert("@type".to_owned(), json!("Place"));
    of.insert("name".to_owned(), json!(place.name()));
    of.insert("identifier".to_owned(), json!(place.key));
    let mut others: Vec<&str> = place.names.iter().map(|n| n.text.as_str()).collect();
    others.retain(|name| *name != place.name());
    others.sort_unstable();
    others.dedup();
    if !others.is_empty() {
        of.insert("alternateName".to_owned(), json!(others));
    }
    if let Some(at) = place.point.filter(|at| at.is_valid()) {
        let geo = json!({
            "@type": "GeoCoordinates",
            "latitude": degrees(at.lat),
            "longitude": degrees(at.lon),
        });
        of.insert("geo".to_owned(), geo);
    }
    let parents = atlas.gazetteer.parents_at(place.id, &When::default());
    let within = parents.iter().filter_map(|id| atlas.place(*id));
    let within: Vec<Value> = within
        .map(|parent| json!({"@type": "Place", "name": parent.name()}))
        .collect();
    if !within.is_empty() {
        of.insert("containedInPlace".to_owned(), json!(within));
    }
    of.insert("subjectOf".to_owned(), whole(atlas));
    Value::Object(of)
}

fn whole(atlas: &Atlas) -> Value {
    let mut whole = json!({"@type": "Dataset", "name": atlas.title});
    if !atlas.date.is_empty() {
        whole["dateModified"] = json!(atlas.date);
    }
    whole
}
