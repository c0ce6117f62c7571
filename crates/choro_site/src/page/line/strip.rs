//! A line as a strip diagram: stations with kilometres, changes, breaks of gauge, closed stretches.

use super::{ROOT, SHEET, shown};
use crate::address::relative;
use crate::page::Site;
use crate::words;
use choro_map::{StripLeg, StripRail, StripStop, strip_sheets};
use choro_network::{Chainage, Line, Mode, Section, State, Stop};
use choro_quantity::When;

impl Site<'_> {
    /// The strip diagrams of a line, none where it has no two stations.
    pub(super) fn strips(&self, line: &Line, chainages: &[Option<Chainage>]) -> Vec<String> {
        if line.stops.len() < 2 {
            return Vec::new();
        }
        let stops = line.stops.iter().zip(chainages).enumerate();
        let leg = StripLeg {
            name: line.name.clone(),
            note: note(line),
            stops: stops
                .map(|(at, (stop, chainage))| StripStop {
                    km: shown(*chainage),
                    onward: line.sections.get(at).map_or(StripRail::Used, rail),
                    ..self.strip_stop(line, at, stop)
                })
                .collect(),
        };
        let title = format!("Stations of the {} in running order", line.name);
        let sheets = strip_sheets(&title, &leg, SHEET);
        sheets.into_iter().map(|sheet| sheet.svg).collect()
    }

    fn strip_stop(&self, line: &Line, at: usize, stop: &Stop) -> StripStop {
        let station = self.atlas.network.stations.get(stop.station.0 as usize);
        let over = station
            .map(|s| &s.when)
            .filter(|when| when.latest.is_some());
        let path = self.addresses.station(stop.station);
        let remarks = [
            over.map(|when| format!("in use {}", words::when(when))),
            gauge_break(line, at),
        ];
        let remarks: Vec<String> = remarks.into_iter().flatten().collect();
        StripStop {
            name: stop.name.clone(),
            other: station
                .and_then(choro_network::Station::name_in_other_letters)
                .unwrap_or_default()
                .to_owned(),
            changes: self
                .changes(line, stop)
                .into_iter()
                .map(|link| (link.text, link.href.unwrap_or_default()))
                .collect(),
            remark: remarks.join("; "),
            link: path.map_or_else(String::new, |path| relative(ROOT, &path)),
            closed: over.is_some(),
            ..StripStop::default()
        }
    }
}

/// What holds of the whole line: length apart, its gauge where that is one.
fn note(line: &Line) -> String {
    let mut gauges = line.sections.iter().map(|section| &section.track.gauge_mm);
    let first = gauges.next().filter(|first| !first.is_empty());
    match first.filter(|first| gauges.all(|other| other == *first)) {
        Some(gauge) => format!("{} mm", joined(gauge)),
        None => String::new(),
    }
}

fn joined(gauge: &[u16]) -> String {
    let gauges: Vec<String> = gauge.iter().map(ToString::to_string).collect();
    gauges.join(" and ")
}

/// What is said at a station where no train of the gauge before goes on.
fn gauge_break(line: &Line, at: usize) -> Option<String> {
    let gauge = |at: usize| line.sections.get(at).map(|s| &s.track.gauge_mm);
    let (before, after) = (gauge(at.checked_sub(1)?)?, gauge(at)?);
    let known = !before.is_empty() && !after.is_empty();
    let common = before.iter().any(|mm| after.contains(mm));
    (known && !common).then(|| format!("{} → {} mm", joined(before), joined(after)))
}

/// How a stretch is drawn: as what it is now.
fn rail(section: &Section) -> StripRail {
    let track = &section.track;
    match track.state {
        State::UnderConstruction | State::Proposed => StripRail::Planned,
        _ if !track.in_use(&When::default()) => StripRail::Idle,
        _ if track.mode == Mode::Ferry => StripRail::Water,
        _ => StripRail::Used,
    }
}
