//! A station's page: its names, the lines that call there and the stations before and after.

use super::{File, Link, Site};
use crate::address::relative;
use crate::render::Templates;
use crate::words;
use choro_network::{Line, PointKind, Station, StationId};
use serde::Serialize;

#[derive(Serialize)]
struct StationPage {
    kind: &'static str,
    /// Its names in other scripts and spellings.
    names: Vec<String>,
    /// Names of other times, the earliest first, each with its time.
    former: Vec<(String, String)>,
    place: Option<Link>,
    position: String,
    map: Option<String>,
    /// What is uncertain of where it is.
    doubt: String,
    when: String,
    lines: Vec<Call>,
    sources: Vec<String>,
}

/// A line that calls at it.
#[derive(Serialize)]
struct Call {
    line: Link,
    km: String,
    /// When the line was in use here.
    when: String,
    before: Option<Neighbour>,
    after: Option<Neighbour>,
}

/// The station next to it on a line.
#[derive(Serialize)]
struct Neighbour {
    station: Link,
    km: String,
}

const ROOT: &str = "../";

pub(super) fn file(site: &Site<'_>, templates: &Templates, id: StationId) -> Option<File> {
    let address = site.addresses.station(id)?;
    let station = site.atlas.network.stations.get(id.0 as usize)?;
    let page = site.page(
        ROOT,
        "line",
        station.name.clone(),
        site.station_page(station),
    );
    Some((address, templates.render("station.html", page)))
}

/// What a station is called by its kind.
fn kind(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Station => "station",
        PointKind::Junction => "junction",
        PointKind::FerryTerminal => "ferry terminal",
        PointKind::Port => "port",
        PointKind::Airport => "airport",
        PointKind::BorderControl => "border control",
    }
}

impl Site<'_> {
    /// A station with the way to its page.
    pub(super) fn station_link(&self, root: &str, id: StationId) -> Link {
        let station = self.atlas.network.stations.get(id.0 as usize);
        Link {
            text: station.map_or_else(String::new, |station| station.name.clone()),
            href: self.addresses.station(id).map(|path| relative(root, &path)),
        }
    }

    fn station_page(&self, station: &Station) -> StationPage {
        let link = |id| self.place_href(ROOT, id);
        let (mut dated, undated): (Vec<_>, Vec<_>) = station
            .names
            .iter()
            .partition(|(_, when)| !when.is_unstated());
        dated.sort_by_key(|(_, when)| when.earliest);
        StationPage {
            kind: kind(station.kind),
            names: undated.into_iter().map(|(name, _)| name.clone()).collect(),
            former: dated
                .into_iter()
                .map(|(name, when)| (name.clone(), words::when(when)))
                .collect(),
            map: station
                .position
                .and_then(|at| choro_map::spot(&self.ground, &station.name, at, &link))
                .map(|map| map.svg),
            place: station.place.map(|id| self.place_link(ROOT, id)),
            position: station
                .position
                .map_or_else(String::new, words::coordinates),
            doubt: if station.error_m > 0.0 {
                let km = words::number(station.error_m / 1_000.0, 0);
                format!("placed by name and kilometres, ± {km} km")
            } else {
                String::new()
            },
            when: words::when(&station.when),
            lines: station
                .stops
                .iter()
                .filter_map(|(line, stop)| self.call(*line, *stop))
                .collect(),
            sources: station
                .sources
                .iter()
                .map(|s| self.source_named(s))
                .collect(),
        }
    }

    fn call(&self, index: usize, at: usize) -> Option<Call> {
        let line = self.atlas.network.lines.get(index)?;
        let chainage = line.chainages().get(at).copied()?;
        let neighbour = |other: Option<usize>, section: Option<usize>| {
            let other = line.stops.get(other?)?;
            let metres = line
                .sections
                .get(section?)
                .and_then(|section| section.metres);
            Some(Neighbour {
                station: self.station_link(ROOT, other.station),
                km: metres.map_or_else(String::new, |m| words::number(m / 1_000.0, 1)),
            })
        };
        Some(Call {
            line: self.line_link(ROOT, index, line),
            km: chainage.map_or_else(String::new, |chainage| chainage.to_string()),
            when: words::when(&line.in_use_at(at)),
            before: neighbour(at.checked_sub(1), at.checked_sub(1)),
            after: neighbour(Some(at + 1), Some(at)),
        })
    }

    pub(super) fn line_link(&self, root: &str, index: usize, line: &Line) -> Link {
        Link {
            text: line.name.clone(),
            href: Some(relative(root, &self.addresses.line(index))),
        }
    }
}
