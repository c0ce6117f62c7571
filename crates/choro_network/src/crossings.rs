//! Where one crosses.

use crate::draft::{by_id, position};
use crate::faults::fault;
use crate::row::{attribute, names};
use crate::{Crossing, Network};
use choro_diagnostic::input::CROSSING_WITHOUT_END;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::distance_m;
use choro_layer::{Layer, Record};
use choro_quantity::When;

impl Network {
    /// Crossings with an end at the place or within it, in order of ids.
    pub fn crossings_at(&self, place: PlaceId, gazetteer: &Gazetteer) -> Vec<&Crossing> {
        self.crossings
            .iter()
            .filter(|crossing| {
                ends_at(&crossing.from, place, gazetteer) || ends_at(&crossing.to, place, gazetteer)
            })
            .collect()
    }

    /// Crossings that lead from one place to the other, or from a part of the one to a part of
    /// the other, in either direction.
    pub fn crossing_between(
        &self,
        a: PlaceId,
        b: PlaceId,
        gazetteer: &Gazetteer,
    ) -> Vec<&Crossing> {
        self.crossings
            .iter()
            .filter(|crossing| {
                let at = |end, place| ends_at(end, place, gazetteer);
                at(&crossing.from, a) && at(&crossing.to, b)
                    || at(&crossing.from, b) && at(&crossing.to, a)
            })
            .collect()
    }
}

/// Whether an end is the place, lies in it, or is the seat that gives a unit its name.
fn ends_at(end: &(String, Option<PlaceId>), place: PlaceId, gazetteer: &Gazetteer) -> bool {
    let Some(end) = end.1 else {
        return false;
    };
    let within = |inner, outer| gazetteer.is_part_of(inner, outer, &When::default()) == Some(true);
    end == place
        || within(end, place)
        || within(place, end) && crate::serving::same_name(gazetteer, place, end)
}

/// The crossing that a row describes.
pub(crate) fn crossing(
    layer: &Layer,
    record: &Record,
    gazetteer: &Gazetteer,
    findings: &mut Vec<Finding>,
) -> Crossing {
    let at = position(record);
    let mut end = |key: &str| {
        let text = attribute(record, key).to_owned();
        let place = by_id(gazetteer, &layer.source.id, &text).or_else(|| {
            let mut known = gazetteer.by_name(&text);
            if let Some(at) = at {
                let far = |id: &PlaceId| {
                    gazetteer
                        .place(*id)
                        .point
                        .map_or(f64::MAX, |p| distance_m(p, at))
                };
                known.retain(|id| far(id) < 50_000.0);
                known.sort_by(|a, b| far(a).total_cmp(&far(b)));
            }
            known.first().copied()
        });
        if place.is_none() {
            let message = match text.as_str() {
                "" => format!("the crossing {} has no `{key}`", record.id),
                text => format!(
                    "the end `{text}` of the crossing {} is in no gazetteer",
                    record.id
                ),
            };
            let help = "give the id or name of a place of the project";
            findings.push(fault(
                CROSSING_WITHOUT_END,
                Severity::Warning,
                layer,
                record.line,
                &message,
                help,
            ));
        }
        (text, place)
    };
    let (from, to) = (end("from"), end("to"));
    Crossing {
        id: record.id.clone(),
        name: names(record).0,
        from,
        to,
        mode: attribute(record, "mode").to_lowercase(),
        river: attribute(record, "river").to_owned(),
        position: at,
        status: record
            .attributes
            .iter()
            .filter(|attribute| attribute.key == "status")
            .map(|attribute| (attribute.value.clone(), attribute.when.clone()))
            .collect(),
        statements: Vec::new(),
        source: layer.source.id.clone(),
    }
}
