//! The rivers and seas that a place lies on.

use super::asked::Asked;
use super::fact::{Fact, words};
use crate::brief::Evidence;
use choro_gazetteer::{Class, PlaceId, SourceId};
use choro_geometry::{Outcome, Shape, judge_on_feature};

/// Metres within which a river or a sea is that of a settlement.
const WATER_M: f64 = 3_000.0;

/// The rivers and seas that a settlement lies on.
pub(super) fn facts(asked: &Asked<'_>) -> Vec<Fact> {
    let place = asked.place;
    let gazetteer = asked.gazetteer();
    let Some(at) = place.point.filter(|p| p.is_valid()) else {
        return Vec::new();
    };
    if !place.class.is_settlement() {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let own = Shape::Point(at).prepared();
    for (class, key) in [(Class::River, "on-river"), (Class::Sea, "on-sea")] {
        for id in gazetteer.of_class(class) {
            let water = gazetteer.place(id);
            for (number, footprint) in water.footprints.iter().enumerate() {
                let near = footprint.shape.bounds();
                let near = near.is_some_and(|b| b.grown(WATER_M).contains(at));
                let shape = near.then(|| gazetteer.prepared(id, number)).flatten();
                let Some(shape) = shape.filter(|s| !s.is_point()) else {
                    continue;
                };
                let judged = judge_on_feature(&own, &shape, 0.0);
                let metres = shape.distance_m(at).unwrap_or(f64::INFINITY);
                if judged.outcome == Outcome::Supported && metres <= WATER_M {
                    facts.push(on_water(asked, key, id, footprint.source, metres));
                    break;
                }
            }
        }
    }
    facts
}

fn on_water(
    asked: &Asked<'_>,
    key: &'static str,
    water: PlaceId,
    source: SourceId,
    metres: f64,
) -> Fact {
    let name = asked.gazetteer().place(water).name();
    let computed = Evidence::Computation {
        formula: "to-line",
        inputs: vec![asked.located(asked.place.id), words(name)],
        result: format!("{:.1} km", metres / 1_000.0),
    };
    Fact::new(key)
        .with("name", asked.name(asked.place.id))
        .with("water", asked.name(water))
        .from([asked.record(source, water), computed])
}
