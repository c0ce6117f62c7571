//! A line while it is being built from its rows.

use crate::candidates::{Candidate, candidates, error_m};
use crate::chain::Reading;
use crate::facts::in_use;
use crate::faults::fault;
use crate::order::in_order;
use crate::placing::Station;
use crate::row::{attribute, listed, names};
use crate::stations::Told;
use crate::town::town_names;
use crate::{Line, Placing, StationId, Stop, sections};
use choro_diagnostic::input::STATION_WITHOUT_PLACE;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, Shape, distance_m};
use choro_layer::{Layer, Record};
use choro_name::{Relation, compare, fold, split_generic};

/// Metres between a stated coordinate and the place of the station's name that it serves.
const OWN_PLACE_M: f64 = 25_000.0;

/// A line with its rows.
pub(crate) struct Draft<'l> {
    pub(crate) layer: &'l Layer,
    pub(crate) rows: Vec<&'l Record>,
    pub(crate) name: String,
    /// Other spellings.
    pub(crate) names: Vec<String>,
    pub(crate) stops: Vec<Stop>,
    /// Whether the kilometres of each stop fit the order of the rows.
    pub(crate) ordered: Vec<bool>,
    pub(crate) stations: Vec<Station>,
}

impl<'l> Draft<'l> {
    pub(crate) fn new(
        layer: &'l Layer,
        rows: Vec<&'l Record>,
        gazetteer: &Gazetteer,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut stops: Vec<Stop> = rows.iter().map(|row| stop(row)).collect();
        let ordered = in_order(&stops);
        let mut stations = Vec::with_capacity(stops.len());
        for ((row, stop), ordered) in rows.iter().zip(&mut stops).zip(&ordered) {
            let rail_m = stop.km.filter(|_| *ordered).map(|km| km * 1_000.0);
            stations.push(station(layer, row, stop, rail_m, gazetteer, findings));
        }
        let name = attribute(rows[0], "line").to_owned();
        let mut names: Vec<String> = Vec::new();
        for row in &rows {
            let variants = listed(row, "line_variants");
            for spelling in variants
                .into_iter()
                .chain([attribute(row, "line").to_owned()])
            {
                if spelling != name && !names.contains(&spelling) {
                    names.push(spelling);
                }
            }
        }
        Self {
            layer,
            rows,
            name,
            names,
            stops,
            ordered,
            stations,
        }
    }

    /// Whether a name is one of the line's, in any romanisation, with or without its generic.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let bare = |name: &str| fold(&split_generic(name).base);
        std::iter::once(&self.name).chain(&self.names).any(|known| {
            fold(known) == fold(name)
                || bare(known) == bare(name)
                || matches!(
                    compare(known, name).relation,
                    Relation::Same | Relation::Variant
                )
        })
    }

    /// What the row of each stop tells of its station's time.
    pub(crate) fn told(&self) -> Vec<Told> {
        let dated = |row: &Record| {
            let names = row.names.iter().filter(|name| !name.when.is_unstated());
            names
                .map(|name| (name.text.clone(), name.when.clone()))
                .collect()
        };
        let told = |row: &&Record| Told {
            names: dated(row),
            when: in_use(row),
        };
        self.rows.iter().map(told).collect()
    }

    pub(crate) fn finish(self) -> Line {
        let source = self.layer.source.id.clone();
        Line {
            sections: sections::between(&self.stops, &self.ordered, &source),
            name: self.name,
            names: self.names,
            stops: self.stops,
            source,
            ..Line::default()
        }
    }
}

fn stop(row: &Record) -> Stop {
    let (name, others) = names(row);
    Stop {
        name,
        names: others,
        km: attribute(row, "km")
            .parse()
            .ok()
            .filter(|km: &f64| km.is_finite()),
        position: position(row),
        place: None,
        placing: Placing::default(),
        transfers: listed(row, "transfer"),
        station: StationId::default(),
    }
}

/// The coordinate that a row states.
pub(crate) fn position(row: &Record) -> Option<Position> {
    match (&row.shape, row.point) {
        (_, Some(point)) => Some(point),
        (Some(Shape::Point(point)), _) => Some(*point),
        _ => None,
    }
}

fn station(
    layer: &Layer,
    row: &Record,
    stop: &mut Stop,
    rail_m: Option<f64>,
    gazetteer: &Gazetteer,
    findings: &mut Vec<Finding>,
) -> Station {
    let given = attribute(row, "place");
    let given = (!given.is_empty()).then(|| {
        let id = by_id(gazetteer, &layer.source.id, given);
        if id.is_none() {
            let message = format!("the place `{given}` of {} is in no gazetteer", stop.name);
            let help = "give the id of a place of the project, or leave the field empty";
            let warning = Severity::Warning;
            findings.push(fault(
                STATION_WITHOUT_PLACE,
                warning,
                layer,
                row.line,
                &message,
                help,
            ));
        }
        id
    });
    if let Some(id) = given.flatten() {
        let at = stop.position.or(gazetteer.place(id).point);
        (stop.place, stop.position) = (Some(id), at);
        stop.placing = Placing::Stated;
        let error_m = error_m(gazetteer, gazetteer.place(id));
        return at.map_or_else(Station::default, |at| {
            Station::stated(candidate(Some(id), at, error_m), rail_m)
        });
    }
    let spellings = std::iter::once(&stop.name).chain(&stop.names);
    let names = town_names(spellings.map(String::as_str), gazetteer);
    let provinces: Vec<PlaceId> = Some(attribute(row, "province"))
        .filter(|name| !name.is_empty())
        .map(|name| gazetteer.by_name(name))
        .unwrap_or_default()
        .into_iter()
        .filter(|id| gazetteer.place(*id).class.is_division())
        .collect();
    let found = candidates(gazetteer, &names, &provinces);
    let Some(at) = stop.position else {
        return Station::open(found, rail_m);
    };
    // The table says where it is: of the places of its name the near one is meant.
    let near = |c: &&Candidate| distance_m(c.reading.position, at) < OWN_PLACE_M;
    stop.place = (found.all.iter().filter(near))
        .min_by(|a, b| {
            let far = |c: &Candidate| distance_m(c.reading.position, at);
            far(a).total_cmp(&far(b)).then(a.place.cmp(&b.place))
        })
        .and_then(|c| c.place);
    stop.placing = Placing::Stated;
    Station::stated(candidate(stop.place, at, layer.source.accuracy), rail_m)
}

fn candidate(place: Option<PlaceId>, position: Position, error_m: f64) -> Candidate {
    Candidate {
        place,
        reading: Reading {
            position,
            error_m,
            weight: 0.0,
        },
    }
}

/// The place of an id: with its source, of the same source, or of the highest-ranked source that
/// has it; else the one place of that name.
pub(crate) fn by_id(gazetteer: &Gazetteer, own: &str, id: &str) -> Option<PlaceId> {
    let sources = gazetteer.sources().iter().map(|source| source.id.as_str());
    gazetteer
        .by_key(id)
        .or_else(|| gazetteer.by_key(&format!("{own}:{id}")))
        .or_else(|| {
            sources
                .into_iter()
                .find_map(|source| gazetteer.by_key(&format!("{source}:{id}")))
        })
        .or_else(|| match gazetteer.by_name(id).as_slice() {
            [only] => Some(*only),
            _ => None,
        })
}
