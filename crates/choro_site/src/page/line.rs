//! A railway line's page: strip diagram, map and stations in running order.

use super::{File, Link, Site};
use crate::address::relative;
use crate::render::Templates;
use crate::words;
use choro_network::{Line, Placing, Power, State, Track};
use choro_quantity::When;
use serde::Serialize;

#[derive(Serialize)]
struct LinePage {
    name: String,
    names: Vec<String>,
    length: String,
    source: String,
    map: Option<String>,
    strip: Option<Strip>,
    stops: Vec<StopRow>,
    /// Names of other times, owners, rebuildings: each with its time.
    history: Vec<String>,
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

/// Stations along a straight line, in pixels of the diagram.
#[derive(Serialize)]
struct Strip {
    width: usize,
    stops: Vec<StripStop>,
    start: f64,
    end: f64,
}

#[derive(Serialize)]
struct StripStop {
    x: f64,
    name: String,
    labelled: bool,
    transfer: bool,
}

const ROOT: &str = "../";
const WIDTH: usize = 960;
/// Pixels that two labels of the strip keep between them.
const APART: f64 = 15.0;

pub(super) fn file(site: &Site<'_>, templates: &Templates, index: usize) -> File {
    let line = &site.atlas.network.lines[index];
    let page = site.page(ROOT, "line", line.name.clone(), site.line_page(line));
    (
        site.addresses.line(index),
        templates.render("line.html", page),
    )
}

impl Site<'_> {
    fn line_page(&self, line: &Line) -> LinePage {
        let link = |id| self.place_href(ROOT, id);
        LinePage {
            name: line.name.clone(),
            names: line.names.clone(),
            length: span(line)
                .map_or_else(String::new, |km| format!("{} km", words::number(km, 1))),
            source: self.source_named(&line.source),
            map: choro_map::route(&self.ground, line, &link).map(|m| m.svg),
            strip: strip(line),
            history: history(line),
            sections: sections(line),
            stops: line
                .stops
                .iter()
                .map(|s| StopRow {
                    km: s.km.map_or_else(String::new, |km| words::number(km, 1)),
                    name: self.station_link(ROOT, s.station),
                    names: s.names.iter().filter(|n| **n != s.name).cloned().collect(),
                    place: s.place.map(|id| self.place_link(ROOT, id)),
                    doubt: doubt(&s.placing),
                    transfers: s.transfers.iter().map(|t| self.transfer(t)).collect(),
                })
                .collect(),
        }
    }

    fn transfer(&self, name: &str) -> Link {
        let at = self
            .atlas
            .network
            .lines
            .iter()
            .position(|l| l.name == name || l.names.iter().any(|n| n == name));
        Link {
            text: name.to_owned(),
            href: at.map(|i| relative(ROOT, &self.addresses.line(i))),
        }
    }
}

/// Names that the line bore at other times, and who ran it.
fn history(line: &Line) -> Vec<String> {
    let dated = |(text, when): &(String, When), what: &str| match words::when(when).as_str() {
        "" => format!("{what} {text}"),
        when => format!("{what} {text}, {when}"),
    };
    let names = line.dated_names.iter().map(|name| dated(name, "called"));
    names
        .chain(
            line.operators
                .iter()
                .map(|operator| dated(operator, "run by")),
        )
        .collect()
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

fn span(line: &Line) -> Option<f64> {
    let known = || {
        line.stops
            .iter()
            .filter_map(|s| s.km)
            .filter(|km| km.is_finite())
    };
    let (low, high) = (known().reduce(f64::min)?, known().reduce(f64::max)?);
    (high > low).then_some(high - low)
}

/// Stations stand by their kilometres, or evenly where a station has none.
fn strip(line: &Line) -> Option<Strip> {
    if line.stops.len() < 2 {
        return None;
    }
    let (start, end) = (16.0, WIDTH as f64 - 90.0);
    let kilometres: Option<Vec<f64>> = line
        .stops
        .iter()
        .map(|s| s.km.filter(|km| km.is_finite()))
        .collect();
    let places = match (kilometres, span(line)) {
        (Some(list), Some(length)) => {
            let low = list.iter().copied().fold(f64::INFINITY, f64::min);
            list.iter()
                .map(|km| (km - low) / length)
                .collect::<Vec<_>>()
        }
        _ => {
            let last = (line.stops.len() - 1) as f64;
            (0..line.stops.len()).map(|i| i as f64 / last).collect()
        }
    };
    let mut stops: Vec<StripStop> = line
        .stops
        .iter()
        .zip(places)
        .map(|(stop, part)| StripStop {
            x: ((start + part * (end - start)) * 10.0).round() / 10.0,
            name: stop.name.clone(),
            labelled: false,
            transfer: !stop.transfers.is_empty(),
        })
        .collect();
    let last = stops.len() - 1;
    let mut labels: Vec<f64> = Vec::new();
    let important = |i: &usize| (*i == 0 || *i == last, line.stops[*i].transfers.len());
    let mut order: Vec<usize> = (0..stops.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(important(i)), *i));
    for i in order {
        let x = stops[i].x;
        if labels.iter().all(|l| (l - x).abs() >= APART) {
            labels.push(x);
            stops[i].labelled = true;
        }
    }
    Some(Strip {
        width: WIDTH,
        stops,
        start,
        end,
    })
}
