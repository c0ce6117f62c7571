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
            idle_onwards(line, at),
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

/// What is said at a station beyond which the line is out of use, with its last day where known.
fn idle_onwards(line: &Line, at: usize) -> Option<String> {
    let idle = |section: &Section| rail(section) == StripRail::Idle;
    let before = at.checked_sub(1).and_then(|at| line.sections.get(at));
    let onwards = line.sections.get(at).filter(|section| idle(section))?;
    let last = onwards.in_use();
    let last = last
        .edtf
        .split('/')
        .nth(1)
        .filter(|_| last.latest.is_some());
    (!before.is_some_and(idle)).then(|| match last.and_then(When::parse) {
        Some(last) => format!("onwards in use until {}", words::when(&last)),
        None => "onwards out of use".to_owned(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use StripRail::{Idle, Planned, Used};
    use choro_network::Track;

    /// A line of as many stations as there are sections and one: gauge, state, time of each section.
    fn line(sections: &[(u16, State, &str)]) -> Line {
        let section = |(gauge, state, when): &(u16, State, &str)| Section {
            track: Track {
                gauge_mm: vec![*gauge],
                state: *state,
                when: When::parse(when).unwrap_or_default(),
                ..Track::default()
            },
            ..Section::default()
        };
        Line {
            sections: sections.iter().map(section).collect(),
            ..Line::default()
        }
    }

    #[test]
    fn what_lies_ahead_is_said_where_it_begins() {
        let line = line(&[
            (1435, State::InUse, "1900/.."),
            (762, State::InUse, "1910/.."),
            (762, State::Disused, "1910/1968"),
            (762, State::Disused, "1910/1968"),
            (762, State::Abandoned, ""),
            (762, State::Proposed, ""),
        ]);
        let breaks: Vec<_> = (0..7).map(|at| gauge_break(&line, at)).collect();
        assert_eq!(breaks.iter().flatten().count(), 1);
        assert_eq!(breaks[1].as_deref(), Some("1435 → 762 mm"));
        let idle: Vec<_> = (0..7).map(|at| idle_onwards(&line, at)).collect();
        assert_eq!(idle.iter().flatten().count(), 1);
        assert_eq!(idle[2].as_deref(), Some("onwards in use until 1968"));
        let drawn: Vec<StripRail> = line.sections.iter().map(rail).collect();
        assert_eq!(drawn, [Used, Used, Idle, Idle, Idle, Planned]);
    }
}
