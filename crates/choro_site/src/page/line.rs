//! A railway line's page: strip diagram, map, history and stations in running order.

mod history;
mod strip;

use super::{File, Link, Site};
use crate::address::relative;
use crate::chart::{around, line_number};
use crate::render::Templates;
use crate::words;
use choro_geometry::Position;
use choro_name::split_generic;
use choro_network::{Chainage, Line, Placing, Power, State, Stop, Track};
use history::{HistoryRow, history};
use serde::Serialize;

#[derive(Serialize)]
struct LinePage {
    name: String,
    names: Vec<String>,
    length: String,
    source: String,
    map: Option<String>,
    /// What the browser is told of the map.
    chart: Option<String>,
    /// Strip diagrams, one after the other.
    strips: Vec<String>,
    stops: Vec<StopRow>,
    /// Names of other times, owners, openings: the earliest first.
    history: Vec<HistoryRow>,
    sections: Vec<SectionRow>,
}

/// Stretches next to each other of which the same is known.
#[derive(PartialEq, Serialize)]
struct SectionRow {
    from: String,
    to: String,
    gauge: String,
    power: String,
    operator: String,
    state: &'static str,
    when: String,
}

#[derive(Serialize)]
struct StopRow {
    km: String,
    name: Link,
    names: Vec<String>,
    place: Option<Link>,
    /// What is uncertain of it, where it was derived or stayed open.
    doubt: String,
    transfers: Vec<Link>,
}

const ROOT: &str = "../";
/// Stations that a strip diagram has at most before it is cut: two stand on a printed page.
const SHEET: usize = 48;

pub(super) fn file(site: &Site<'_>, templates: &Templates, index: usize) -> File {
    let line = &site.atlas.network.lines[index];
    let page = site.page(ROOT, "line", line.name.clone(), site.line_page(index, line));
    (
        site.addresses.line(index),
        templates.render("line.html", page),
    )
}

impl Site<'_> {
    fn line_page(&self, index: usize, line: &Line) -> LinePage {
        let link = |id| self.place_href(ROOT, id);
        let chainages = line.chainages();
        LinePage {
            name: line.name.clone(),
            names: undated_names(line),
            length: length(&chainages)
                .map_or_else(String::new, |km| format!("{} km", words::number(km, 1))),
            source: self.source_named(&line.source),
            map: choro_map::route(&self.ground, line, &link).map(|m| m.svg),
            chart: self.chart_settings(
                ROOT,
                around(&stops_at(line), 8_000.0),
                Some(line_number(index)),
                &[],
            ),
            strips: self.strips(line, &chainages),
            history: history(line),
            sections: sections(line),
            stops: line
                .stops
                .iter()
                .zip(&chainages)
                .map(|(s, chainage)| StopRow {
                    km: shown(*chainage),
                    name: self.station_link(ROOT, s.station),
                    names: s.names.iter().filter(|n| **n != s.name).cloned().collect(),
                    place: s.place.map(|id| self.place_link(ROOT, id)),
                    doubt: doubt(&s.placing),
                    transfers: self.changes(line, s),
                })
                .collect(),
        }
    }

    /// The lines one changes to at a stop of a line, each once: those that call at its station, and
    /// those the table names, as far as they are called lines.
    fn changes(&self, line: &Line, stop: &Stop) -> Vec<Link> {
        let network = &self.atlas.network;
        let index = |line: &Line| network.lines.iter().position(|l| std::ptr::eq(l, line));
        let station = network.stations.get(stop.station.0 as usize);
        let calling = station.into_iter().flat_map(|s| &s.stops);
        let mut others: Vec<usize> = calling.map(|(other, _)| *other).collect();
        let mut unknown: Vec<Link> = Vec::new();
        for name in &stop.transfers {
            match network.line_by_name(name).and_then(index) {
                Some(other) => others.push(other),
                None if split_generic(name).generic.is_some() => unknown.push(Link {
                    text: name.clone(),
                    href: None,
                }),
                None => {}
            }
        }
        others.retain(|other| Some(*other) != index(line));
        others.sort_unstable();
        others.dedup();
        let known = others.into_iter().map(|other| Link {
            text: network.lines[other].name.clone(),
            href: Some(relative(ROOT, &self.addresses.line(other))),
        });
        known.chain(unknown).collect()
    }
}

fn stops_at(line: &Line) -> Vec<Position> {
    line.stops.iter().filter_map(|stop| stop.position).collect()
}

/// What is known of the stretches of a line, at each time; those of which nothing is are left out.
fn sections(line: &Line) -> Vec<SectionRow> {
    let mut rows: Vec<SectionRow> = Vec::new();
    let deepest = line
        .sections
        .iter()
        .map(|section| 1 + section.earlier.len())
        .max();
    for depth in 0..deepest.unwrap_or(0) {
        for (ends, section) in line.stops.windows(2).zip(&line.sections) {
            let Some(track) = section.tracks().nth(depth) else {
                continue;
            };
            if *track == Track::default() {
                continue;
            }
            let row = section_row(&ends[0].name, &ends[1].name, track);
            match rows.last_mut() {
                Some(last) if last.to == row.from && last.says_the_same(&row) => last.to = row.to,
                _ => rows.push(row),
            }
        }
    }
    rows
}

impl SectionRow {
    fn says_the_same(&self, other: &Self) -> bool {
        let said = |row: &Self| {
            let words = [&row.gauge, &row.power, &row.operator, &row.when];
            (words.map(Clone::clone), row.state)
        };
        said(self) == said(other)
    }
}

fn section_row(from: &str, to: &str, track: &Track) -> SectionRow {
    let gauges: Vec<String> = track.gauge_mm.iter().map(ToString::to_string).collect();
    SectionRow {
        from: from.to_owned(),
        to: to.to_owned(),
        gauge: if gauges.is_empty() {
            String::new()
        } else {
            format!("{} mm", gauges.join(" and "))
        },
        power: match &track.power {
            None => String::new(),
            Some(Power::No) => "no".to_owned(),
            Some(Power::Yes { volts: None, .. }) => "yes".to_owned(),
            Some(Power::Yes {
                volts: Some(volts),
                hertz,
            }) => {
                let current = match hertz {
                    Some(0.0) => " direct current".to_owned(),
                    Some(hertz) => format!(" {hertz} Hz"),
                    None => String::new(),
                };
                format!("{volts} V{current}")
            }
        },
        operator: track.operator.clone(),
        state: match track.state {
            State::InUse => "in use",
            State::UnderConstruction => "under construction",
            State::Proposed => "planned",
            State::Disused => "out of use",
            State::Abandoned => "given up",
        },
        when: words::when(&track.when),
    }
}

/// The other names of a line without those of other times, which stand in its history.
fn undated_names(line: &Line) -> Vec<String> {
    let is_dated = |name: &String| line.dated_names.iter().any(|(dated, _)| dated == name);
    let names = line.names.iter().filter(|name| !is_dated(name));
    names.cloned().collect()
}

/// How a station without a stated position came by it, or why it has none.
fn doubt(placing: &Placing) -> String {
    match placing {
        Placing::Stated => String::new(),
        Placing::Derived { error_m } => format!(
            "placed by name and kilometres, ± {} km",
            words::number(error_m / 1_000.0, 0)
        ),
        Placing::Open { reason } => reason.clone(),
    }
}

/// Kilometres from the first station to the last; `None` where they are not known.
fn length(chainages: &[Option<Chainage>]) -> Option<f64> {
    let first = chainages.first().copied().flatten()?.km()?;
    let last = chainages.last().copied().flatten()?.km()?;
    (first != last).then_some((last - first).abs())
}

/// Kilometres as pages write them, empty where nothing is known.
fn shown(chainage: Option<Chainage>) -> String {
    chainage.map_or_else(String::new, |chainage| chainage.to_string())
}
