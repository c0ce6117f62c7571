//! From tables to a network.

use crate::crossings::crossing;
use crate::order::in_order;
use crate::placing::{self, Choice, Station};
use crate::row::{attribute, listed, names};
use crate::{Line, Network, Stop};
use choro_diagnostic::input::{self, STATION_OUT_OF_ORDER, STATION_WITHOUT_PLACE};
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, Shape, distance_m};
use choro_layer::{Layer, Record};
use choro_name::fold;
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Stations named in one finding.
const NAMED: usize = 12;

impl Network {
    /// Builds the network from station and crossing tables. The order of layers decides between
    /// lines of one name: put the layers of higher rank first.
    pub fn build(
        stations: &[Layer],
        crossings: &[Layer],
        gazetteer: &Gazetteer,
    ) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut network = Self::default();
        let qualifiers = qualifiers(stations);
        for layer in stations {
            for (_, rows) in lines(layer, &mut findings) {
                let line = line(layer, &rows, gazetteer, &qualifiers, &mut findings);
                network.lines.push(line);
            }
        }
        // The sort is stable: of two lines of one name that of the earlier layer stays first.
        network.lines.sort_by(|a, b| a.name.cmp(&b.name));
        for layer in crossings {
            for record in &layer.records {
                let crossing = crossing(layer, record, gazetteer, &mut findings);
                network.crossings.push(crossing);
            }
        }
        network
            .crossings
            .sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
        Finding::sort(&mut findings);
        (network, findings)
    }
}

/// The rows of each line, in the order of the table.
fn lines<'l>(layer: &'l Layer, findings: &mut Vec<Finding>) -> BTreeMap<String, Vec<&'l Record>> {
    let mut lines: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in &layer.records {
        let line = attribute(record, "line");
        if line.is_empty() || record.names.is_empty() {
            let lacks = if line.is_empty() { "line" } else { "station" };
            let message = format!("the row names no {lacks}");
            let help = "a table of stations has the columns `line` and `name`";
            findings.push(fault(
                input::MALFORMED_RECORD,
                Severity::Warning,
                layer,
                record.line,
                &message,
                help,
            ));
            continue;
        }
        lines.entry(fold(line)).or_default().push(record);
    }
    lines
}

/// Last words that stations of several names share ("Central", "Youth"): they qualify the station
/// and are no part of the town's name. Folded.
fn qualifiers(layers: &[Layer]) -> BTreeSet<String> {
    let mut towns: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in layers.iter().flat_map(|layer| &layer.records) {
        let folded = fold(&names(record).0);
        if let Some((town, last)) = folded.rsplit_once(' ') {
            towns
                .entry(last.to_owned())
                .or_default()
                .insert(town.to_owned());
        }
    }
    towns
        .into_iter()
        .filter(|(_, towns)| towns.len() > 1)
        .map(|(last, _)| last)
        .collect()
}

fn line(
    layer: &Layer,
    rows: &[&Record],
    gazetteer: &Gazetteer,
    qualifiers: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) -> Line {
    let mut stops: Vec<Stop> = rows.iter().map(|row| stop(row)).collect();
    let ordered = in_order(&stops);
    report_order(layer, rows, &stops, &ordered, findings);
    let stations: Vec<Station> = rows
        .iter()
        .zip(&stops)
        .zip(&ordered)
        .map(|((row, stop), ordered)| Station {
            km: stop.km.filter(|_| *ordered),
            ..station(layer, row, stop, gazetteer, qualifiers, findings)
        })
        .collect();
    let chosen = placing::place(&stations);
    for ((stop, station), choice) in stops.iter_mut().zip(&stations).zip(chosen) {
        if let Some(choice) = choice.map(|index| station.options[index]) {
            stop.place = choice.place;
            stop.position = stop.position.or(Some(choice.position));
        }
    }
    let name = attribute(rows[0], "line").to_owned();
    report_unplaced(layer, rows, &name, &stops, findings);
    let mut spellings: Vec<String> = Vec::new();
    for row in rows {
        let variants = listed(row, "line_variants");
        for spelling in variants
            .into_iter()
            .chain([attribute(row, "line").to_owned()])
        {
            if spelling != name && !spellings.contains(&spelling) {
                spellings.push(spelling);
            }
        }
    }
    Line {
        name,
        names: spellings,
        stops,
        source: layer.source.id.clone(),
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
        transfers: listed(row, "transfer"),
    }
}

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
    stop: &Stop,
    gazetteer: &Gazetteer,
    qualifiers: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) -> Station {
    let stated = attribute(row, "place");
    if !stated.is_empty() {
        if let Some(id) = by_id(gazetteer, &layer.source.id, stated) {
            let at = stop.position.or(gazetteer.place(id).point);
            return Station {
                options: choice(Some(id), at),
                fixed: true,
                ..Station::default()
            };
        }
        let message = format!("the place `{stated}` of {} is in no gazetteer", stop.name);
        let help = "give the id of a place of the project, or leave the field empty";
        findings.push(fault(
            STATION_WITHOUT_PLACE,
            Severity::Warning,
            layer,
            row.line,
            &message,
            help,
        ));
    }
    let mut spellings: Vec<&str> = vec![&stop.name];
    spellings.extend(stop.names.iter().map(String::as_str));
    let town = stop
        .name
        .rsplit_once(' ')
        .filter(|(_, last)| qualifiers.contains(&fold(last)))
        .map(|(town, _)| town);
    spellings.extend(town);
    let province = Some(attribute(row, "province"))
        .filter(|name| !name.is_empty())
        .and_then(|name| gazetteer.by_name(name).first().copied());
    let mut options = placing::options(gazetteer, &spellings, province);
    if let Some(at) = stop.position {
        // The table says where it is: of the places of its name the near one is meant.
        options.retain(|option| distance_m(option.position, at) < 25_000.0);
        options.sort_by(|a, b| distance_m(a.position, at).total_cmp(&distance_m(b.position, at)));
        options.truncate(1);
        let place = options.first().and_then(|option| option.place);
        return Station {
            options: choice(place, Some(at)),
            fixed: true,
            ..Station::default()
        };
    }
    Station {
        options,
        ..Station::default()
    }
}

fn choice(place: Option<PlaceId>, position: Option<Position>) -> Vec<Choice> {
    position
        .map(|position| Choice {
            place,
            position,
            weight: 2.0,
        })
        .into_iter()
        .collect()
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

fn report_order(
    layer: &Layer,
    rows: &[&Record],
    stops: &[Stop],
    ordered: &[bool],
    findings: &mut Vec<Finding>,
) {
    for (at, stop) in stops.iter().enumerate() {
        let Some(km) = stop.km.filter(|_| !ordered[at]) else {
            continue;
        };
        let neighbour = |stop: &Stop| stop.km.map(|km| format!("{} ({km} km)", stop.name));
        let before = stops[..at].iter().rev().find_map(neighbour);
        let after = stops[at + 1..].iter().find_map(neighbour);
        let between: Vec<String> = before.into_iter().chain(after).collect();
        let message = format!(
            "{} stands at {km} km, beside {}",
            stop.name,
            between.join(" and ")
        );
        let help = "correct the kilometres or the order of the rows; rows run along the line";
        findings.push(fault(
            STATION_OUT_OF_ORDER,
            Severity::Warning,
            layer,
            rows[at].line,
            &message,
            help,
        ));
    }
}

fn report_unplaced(
    layer: &Layer,
    rows: &[&Record],
    line: &str,
    stops: &[Stop],
    findings: &mut Vec<Finding>,
) {
    let unplaced: Vec<usize> = (0..stops.len())
        .filter(|at| stops[*at].position.is_none())
        .collect();
    let Some(first) = unplaced.first() else {
        return;
    };
    let mut named: Vec<&str> = unplaced
        .iter()
        .take(NAMED)
        .map(|at| stops[*at].name.as_str())
        .collect();
    if unplaced.len() > NAMED {
        named.push("…");
    }
    let message = format!(
        "{} of {} stations of {line} have no place: {}",
        unplaced.len(),
        stops.len(),
        named.join(", ")
    );
    let help = "give `place`, or `lat` and `lon`, where they matter";
    findings.push(fault(
        STATION_WITHOUT_PLACE,
        Severity::Note,
        layer,
        rows[*first].line,
        &message,
        help,
    ));
}

pub(crate) fn fault(
    code: &str,
    severity: Severity,
    layer: &Layer,
    line: usize,
    message: &str,
    help: &str,
) -> Finding {
    let primary = Location {
        document: layer.source.path.clone(),
        span: Span::default(),
        message: String::new(),
    };
    let mut finding = Finding::new(code, severity, format!("line {line}: {message}"), primary);
    finding.help = Some(help.to_owned());
    finding
}
