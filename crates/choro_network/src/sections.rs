//! The stretches between the stops of a line: lengths by the kilometres of the stations, facts from
//! tables of lines and of sections.

use crate::facts::{self, tracks};
use crate::faults::fault;
use crate::row::{attribute, names};
use crate::spelling::called;
use crate::{Line, Network, Section, Stop};
use choro_diagnostic::input::UNKNOWN_RELATION;
use choro_diagnostic::{Finding, Severity};
use choro_layer::{Layer, Record};
use choro_quantity::When;
use choro_way::{State, Track};
use std::cmp::Reverse;

/// A section for each pair of neighbours, with the length that their kilometres give.
pub(crate) fn between(stops: &[Stop], ordered: &[bool], source: &str) -> Vec<Section> {
    let km = |at: usize| {
        let fits = ordered.get(at).copied().unwrap_or(true);
        stops[at].km.filter(|_| fits)
    };
    (1..stops.len())
        .map(|at| Section {
            metres: km(at - 1).zip(km(at)).map(|(a, b)| (b - a).abs() * 1_000.0),
            source: source.to_owned(),
            ..Section::default()
        })
        .collect()
}

/// Adds what tables of lines say: names of other times, who ran it, and what all of its sections
/// are like of which no table of sections speaks.
pub(crate) fn lines(network: &mut Network, layers: &[Layer], findings: &mut Vec<Finding>) {
    for layer in layers {
        for row in &layer.records {
            let (name, spellings) = names(row);
            let Some(line) = index(network, &name, layer, row, findings) else {
                continue;
            };
            let line = &mut network.lines[line];
            for spelling in std::iter::once(name).chain(spellings) {
                if spelling != line.name && !line.names.contains(&spelling) {
                    line.names.push(spelling);
                }
            }
            for name in row.names.iter().filter(|name| !name.when.is_unstated()) {
                let dated = (name.text.clone(), name.when.clone());
                if !line.dated_names.contains(&dated) {
                    line.dated_names.push(dated);
                }
            }
            line.operators
                .extend(facts::dated(attribute(row, "operator")));
            if let Some(mode) = facts::mode(row) {
                line.mode = mode;
            }
            let said = tracks(row);
            for section in &mut line.sections {
                if section.track == Track::default() {
                    set(section, said.clone());
                }
            }
        }
    }
}

/// Adds what tables of sections say.
pub(crate) fn sections(network: &mut Network, layers: &[Layer], findings: &mut Vec<Finding>) {
    // Of several rows about one stretch each tells of another time.
    let mut said: Vec<Vec<Vec<Track>>> = Vec::new();
    said.resize_with(network.lines.len(), Vec::new);
    for (found, line) in said.iter_mut().zip(&network.lines) {
        found.resize_with(line.sections.len(), Vec::new);
    }
    for layer in layers {
        for row in &layer.records {
            let name = attribute(row, "line");
            let Some(at) = index(network, name, layer, row, findings) else {
                continue;
            };
            let line = &mut network.lines[at];
            let mut end = |key: &str| {
                let name = attribute(row, key);
                let found = stop_of(line, name);
                if found.is_none() {
                    let message = format!("{} has no station `{name}`", line.name);
                    let help = "write the station as the table of stations has it";
                    findings.push(unknown(layer, row, &message, help));
                }
                found
            };
            let Some((from, to)) = end("from").zip(end("to")) else {
                continue;
            };
            let range = from.min(to)..from.max(to);
            let km: Option<f64> = attribute(row, "km").parse().ok();
            let only = range.len() == 1;
            for section in range {
                said[at][section].extend(tracks(row));
                let stretch = &mut line.sections[section];
                if only && stretch.metres.is_none() {
                    stretch.metres = km.filter(|km| *km >= 0.0).map(|km| km * 1_000.0);
                }
                stretch.source.clone_from(&layer.source.id);
            }
        }
    }
    for (line, said) in network.lines.iter_mut().zip(said) {
        for (section, mut tracks) in line.sections.iter_mut().zip(said) {
            tracks.sort_by_key(|track| Reverse(track.when.earliest));
            set(section, tracks);
        }
    }
}

/// The latest track is what the section is like; those before it are of earlier times.
fn set(section: &mut Section, mut tracks: Vec<Track>) {
    if !tracks.is_empty() {
        section.track = tracks.remove(0);
        section.earlier = tracks;
    }
}

fn unknown(layer: &Layer, row: &Record, message: &str, help: &str) -> Finding {
    fault(
        UNKNOWN_RELATION,
        Severity::Warning,
        layer,
        row.line,
        message,
        help,
    )
}

fn index(
    network: &Network,
    name: &str,
    layer: &Layer,
    row: &Record,
    findings: &mut Vec<Finding>,
) -> Option<usize> {
    let found = network.line_by_name(name);
    let at = found.and_then(|line| network.lines.iter().position(|l| std::ptr::eq(l, line)));
    if at.is_none() {
        let message = format!("no table of stations has a line `{name}`");
        let help = "write the line as the table of stations has it, or add its stations";
        findings.push(unknown(layer, row, &message, help));
    }
    at
}

/// The stop of a line that bears a name, in any spelling.
fn stop_of(line: &Line, name: &str) -> Option<usize> {
    let found = called(name, |same| {
        let bears = |stop: &Stop| {
            let mut names = std::iter::once(&stop.name).chain(&stop.names);
            names.any(|known| same(known))
        };
        line.stops.iter().position(bears).into_iter().collect()
    });
    found.first().copied()
}

impl Line {
    /// When the line was in use at a stop: from the first opening of the sections on either side of
    /// it to the last closing. Unstated where the dates of none are known; open at an end that is
    /// not.
    pub fn in_use_at(&self, stop: usize) -> When {
        let before = stop.checked_sub(1).and_then(|at| self.sections.get(at));
        let beside = [before, self.sections.get(stop)];
        let spans: Vec<When> = beside.into_iter().flatten().map(Section::in_use).collect();
        let mut dated = spans.iter().filter(|span| !span.is_unstated());
        match (dated.next(), dated.next()) {
            (Some(only), None) => only.clone(),
            (Some(a), Some(b)) => spanning(a, b),
            (None, _) => When::default(),
        }
    }
}

/// The time from the earlier beginning to the later end of two.
fn spanning(a: &When, b: &When) -> When {
    let first = match (a.earliest, b.earliest) {
        (None, _) => a,
        (_, None) => b,
        (start, other) if start <= other => a,
        _ => b,
    };
    let last = match (a.latest, b.latest) {
        (None, _) => a,
        (_, None) => b,
        (end, other) if end >= other => a,
        _ => b,
    };
    match (first.earliest.is_some(), last.latest.is_some()) {
        (true, true) => first.through(last).unwrap_or_default(),
        (true, false) => first.onwards(),
        (false, true) => last.up_to(),
        (false, false) => When::default(),
    }
}

impl Section {
    /// From when to when it was in use, whatever it was like; unstated where no date is known.
    pub fn in_use(&self) -> When {
        let whens = self.tracks().map(|track| track.when.clone());
        whens.reduce(|a, b| spanning(&a, &b)).unwrap_or_default()
    }

    /// What it is like, at the latest time known and before it.
    pub fn tracks(&self) -> impl Iterator<Item = &Track> {
        std::iter::once(&self.track).chain(&self.earlier)
    }

    /// Whether something is known of what became of it, or of its time.
    pub fn is_dated(&self) -> bool {
        self.tracks()
            .any(|t| !t.when.is_unstated() || t.state != State::InUse)
    }
}
