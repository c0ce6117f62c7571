//! Where one crosses.

use crate::draft::{by_id, position};
use crate::faults::fault;
use crate::row::{attribute, names};
use crate::{Crossing, CrossingStatement, Network};
use choro_diagnostic::input::{CROSSING_WITHOUT_END, DUPLICATE_ID};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::distance_m;
use choro_layer::{Layer, Record};
use choro_name::fold;
use choro_quantity::When;
use std::collections::BTreeMap;

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

/// The crossings that the rows of all tables describe, in order of ids. Rows of one id are what
/// several sources, or one at several times, say of one crossing: the first tells its name and
/// ends, each its statement.
pub(crate) fn gather(
    layers: &[Layer],
    gazetteer: &Gazetteer,
    findings: &mut Vec<Finding>,
) -> Vec<Crossing> {
    let mut found: BTreeMap<String, Crossing> = BTreeMap::new();
    for layer in layers {
        for record in &layer.records {
            // A row without an id is a crossing of its own.
            let key = match record.id.as_str() {
                "" => format!("{}:{}", layer.source.id, record.line),
                id => id.to_owned(),
            };
            let known = found.entry(key);
            let crossing = known.or_insert_with(|| crossing(layer, record, gazetteer, findings));
            findings.extend(another(crossing, layer, record));
            for statement in statements(layer, record) {
                if !statement.status.is_empty() {
                    let status = (statement.status.clone(), statement.when.clone());
                    if !crossing.status.contains(&status) {
                        crossing.status.push(status);
                    }
                }
                crossing.statements.push(statement);
            }
        }
    }
    found.into_values().collect()
}

/// A row with the id of one crossing and the name of another.
fn another(crossing: &Crossing, layer: &Layer, record: &Record) -> Option<Finding> {
    let name = names(record).0;
    let same = name.is_empty() || fold(&name) == fold(&crossing.name);
    (!same).then(|| {
        let (id, first) = (&record.id, &crossing.name);
        let message = format!("the id {id} is given to {first} and to {name}");
        let help = "give each crossing its own id; rows of one id are what is said of one crossing";
        let warning = Severity::Warning;
        fault(DUPLICATE_ID, warning, layer, record.line, &message, help)
    })
}

/// What a row says: one statement for each status it gives, or one without.
fn statements(layer: &Layer, record: &Record) -> Vec<CrossingStatement> {
    let named = attribute(record, "source");
    let said = CrossingStatement {
        mode: attribute(record, "mode").to_lowercase(),
        open_to: attribute(record, "open_to").to_owned(),
        when: record.shape_when.clone(),
        hedge: attribute(record, "hedge").to_owned(),
        source: if named.is_empty() {
            &layer.source.id
        } else {
            named
        }
        .to_owned(),
        ..CrossingStatement::default()
    };
    let status = record.attributes.iter().filter(|a| a.key == "status");
    let mut found: Vec<CrossingStatement> = status
        .map(|status| CrossingStatement {
            status: status.value.clone(),
            when: if status.when.is_unstated() {
                said.when.clone()
            } else {
                status.when.clone()
            },
            ..said.clone()
        })
        .collect();
    if found.is_empty() {
        found.push(said);
    }
    found
}

/// The crossing that a row describes.
fn crossing(
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
    let river = attribute(record, "river");
    let flows = by_id(gazetteer, &layer.source.id, river).filter(|_| !river.is_empty());
    Crossing {
        id: record.id.clone(),
        name: names(record).0,
        from,
        to,
        mode: attribute(record, "mode").to_lowercase(),
        river: flows
            .map_or(river, |id| gazetteer.place(id).name())
            .to_owned(),
        position: at,
        status: Vec::new(),
        statements: Vec::new(),
        source: layer.source.id.clone(),
    }
}
