//! The places that a station could serve by its names.

use crate::chain::Reading;
use crate::town::{TownName, with_settlement_generics};
use choro_gazetteer::{Class, Gazetteer, Place, PlaceId};
use choro_geometry::{Position, Shape, distance_m, population_radius_m};
use choro_name::Relation;
use choro_quantity::When;

/// Chance that a gazetteer with some place of a station's name has the one it serves: odds.
const ODDS_KNOWN: f64 = 4.0;
/// Metres round a candidate in which its namesakes are counted.
const NAMESAKES_M: f64 = 100_000.0;
/// Metres by which stations typically stand off the reference point of a small town.
const OFF_TOWN_M: f64 = 1_500.0;
/// What a candidate is worth whose province is not the one stated, or not known.
const OTHER_PROVINCE: f64 = 0.1;
const UNKNOWN_PROVINCE: f64 = 0.7;
/// How much more a larger place is worth: e to this power for the most important one.
const SIZE: f64 = 4.0;
/// What a candidate is worth where no spelling of its name agrees.
const NAMES_DIFFER: f64 = 0.25;
/// Look-alike names that are looked through for each spelling, and candidates that are kept.
const LOOKED: usize = 80;
const KEPT: usize = 48;

/// A place that a station could serve.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) place: Option<PlaceId>,
    pub(crate) reading: Reading,
}

/// The candidates of a station.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    /// Settlements and stations, the most likely first.
    pub(crate) all: Vec<Candidate>,
    /// A unit of the name, where no settlement of it is known.
    pub(crate) unit: Option<PlaceId>,
}

/// Metres by which a station may stand off the point of a place: one standard deviation.
pub(crate) fn error_m(gazetteer: &Gazetteer, place: &Place) -> f64 {
    let point = place
        .footprints
        .iter()
        .find(|footprint| matches!(footprint.shape, Shape::Point(_)));
    let accuracy = point
        .or(place.footprints.first())
        .map_or(0.0, |footprint| footprint.accuracy);
    let people = gazetteer
        .attribute(place.id, "population", &When::default())
        .and_then(|figure| figure.number);
    let beyond = population_radius_m(people.unwrap_or(0.0)) - population_radius_m(0.0);
    accuracy.hypot(OFF_TOWN_M + 0.5 * beyond)
}

/// Places of the names of a station, each with what speaks for it by itself.
pub(crate) fn candidates(
    gazetteer: &Gazetteer,
    names: &[TownName],
    provinces: &[PlaceId],
) -> Candidates {
    let mut found: Vec<(PlaceId, Position, f64)> = Vec::new();
    let mut units: Vec<PlaceId> = Vec::new();
    for id in borne(gazetteer, names) {
        let place = gazetteer.place(id);
        let Some(position) = place.point else {
            continue;
        };
        if !serves(place) {
            units.extend(place.class.is_division().then_some(id));
            continue;
        }
        let worth = agreement(names, place) * within(gazetteer, id, provinces);
        // A station bears the name of a larger place rather than that of a hamlet.
        let size = (SIZE * gazetteer.importance(id)).exp();
        found.push((id, position, worth * size));
    }
    let unit = units.first().copied().filter(|_| found.is_empty());
    let mut all: Vec<Candidate> = found
        .iter()
        .map(|(id, position, worth)| {
            let namesakes = found
                .iter()
                .filter(|(_, at, other)| {
                    *other >= 0.5 * worth && distance_m(*at, *position) < NAMESAKES_M
                })
                .count();
            let area = std::f64::consts::PI * NAMESAKES_M * NAMESAKES_M;
            let density = namesakes.max(1) as f64 / area;
            Candidate {
                place: Some(*id),
                reading: Reading {
                    position: *position,
                    error_m: error_m(gazetteer, gazetteer.place(*id)),
                    weight: (ODDS_KNOWN * worth / density).ln(),
                },
            }
        })
        .collect();
    all.sort_by(|a, b| {
        let order = b.reading.weight.total_cmp(&a.reading.weight);
        order.then(a.place.cmp(&b.place))
    });
    all.truncate(KEPT);
    Candidates { all, unit }
}

/// Whether people get on there: a settlement, a part of one, a station.
fn serves(place: &Place) -> bool {
    std::iter::once(&place.class)
        .chain(&place.also)
        .any(|class| class.is_settlement() || matches!(class, Class::District | Class::Station))
}

/// Places of the names; where there is none, places whose names join a generic to one of them, as
/// "Sinsŏngch'ŏl-lodongjagu" does to "Sinsŏngch'ŏn".
fn borne(gazetteer: &Gazetteer, names: &[TownName]) -> Vec<PlaceId> {
    let ids = alike(gazetteer, names);
    if ids.iter().any(|id| serves(gazetteer.place(*id))) {
        return ids;
    }
    let mut joined = alike(gazetteer, &with_settlement_generics(names));
    joined.extend(ids);
    joined
}

/// Places that bear one of the names or a variant of it, in order of ids.
fn alike(gazetteer: &Gazetteer, names: &[TownName]) -> Vec<PlaceId> {
    let mut ids: Vec<PlaceId> = Vec::new();
    for name in names {
        ids.extend(gazetteer.by_name(&name.text));
        let variants = gazetteer.similar(&name.text, LOOKED);
        ids.extend(variants.into_iter().filter_map(|(id, comparison)| {
            matches!(comparison.relation, Relation::Same | Relation::Variant).then_some(id)
        }));
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// How well a place's names agree with those of the station, 0 to 1: in the script of the country
/// best of all, then with all marks, then without.
fn agreement(names: &[TownName], place: &Place) -> f64 {
    let known: Vec<TownName> = place
        .names
        .iter()
        .map(|name| TownName::of(&name.text))
        .collect();
    let mut best: f64 = NAMES_DIFFER;
    let mut against = false;
    for name in names {
        let same_script = || known.iter().filter(|other| other.latin == name.latin);
        if !name.latin {
            if same_script().any(|other| other.bones == name.bones) {
                best = 1.0;
            } else if same_script().next().is_some() {
                against = true;
            }
        } else if same_script().any(|other| other.marked == name.marked) {
            best = best.max(0.9);
        } else if same_script().any(|other| other.bones == name.bones) {
            best = best.max(0.5);
        }
    }
    if against && best < 1.0 {
        best * 0.4
    } else {
        best
    }
}

/// What the stated province makes of a candidate: 1 where it lies there or none is stated.
fn within(gazetteer: &Gazetteer, id: PlaceId, provinces: &[PlaceId]) -> f64 {
    if provinces.is_empty() {
        return 1.0;
    }
    let lies = |province: &PlaceId| match gazetteer.is_part_of(id, *province, &When::default()) {
        Some(true) => 1.0,
        Some(false) => OTHER_PROVINCE,
        None => UNKNOWN_PROVINCE,
    };
    if provinces.contains(&id) {
        return 1.0;
    }
    provinces.iter().map(lies).fold(0.0, f64::max)
}
