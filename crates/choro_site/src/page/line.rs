//! A railway line's page: strip diagram, map and stations in running order.

use super::{File, Link, Site};
use crate::address::relative;
use crate::render::Templates;
use crate::words;
use choro_network::{Line, Placing};
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
}

#[derive(Serialize)]
struct StopRow {
    km: String,
    name: String,
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
            stops: line
                .stops
                .iter()
                .map(|s| StopRow {
                    km: s.km.map_or_else(String::new, |km| words::number(km, 1)),
                    name: s.name.clone(),
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
