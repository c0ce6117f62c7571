//! Lines that serve a place, and crossings at it.

use super::asked::Asked;
use super::fact::{Cells, Fact, Item, words};
use crate::brief::Evidence;
use choro_gazetteer::PlaceId;
use choro_network::{Crossing, CrossingStatement, Line, State};

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let calls = calls(asked);
    let mut items = Vec::new();
    let mut lines: Vec<usize> = calls.iter().map(|(line, _)| *line).collect();
    lines.sort_unstable();
    lines.dedup();
    let network = &asked.material.atlas.network;
    let facts = lines
        .iter()
        .map(|line| serves(asked, &network.lines[*line]));
    items.extend(Item::paragraph(facts.collect()));
    let rows = calls
        .iter()
        .map(|(line, stop)| call(asked, &network.lines[*line], *stop));
    items.extend(Item::cited(
        &["line", "station", "km", "before", "after"],
        rows.collect(),
    ));
    let crossings: Vec<&Crossing> = asked
        .about()
        .crossings
        .iter()
        .map(|at| &network.crossings[*at])
        .collect();
    let facts = crossings.iter().filter_map(|c| crossing(asked, c));
    items.extend(Item::paragraph(facts.collect()));
    let rows = crossings.iter().flat_map(|c| states(asked, c));
    items.extend(Item::table(
        &["crossing", "status", "crossing-mode", "open-to", "time"],
        rows.collect(),
    ));
    items
}

/// The stops at the place on lines that were in use at the time.
fn calls(asked: &Asked<'_>) -> Vec<(usize, usize)> {
    let network = &asked.material.atlas.network;
    let stops = asked.about().stops.iter().copied();
    let in_use = |(line, stop): &(usize, usize)| {
        let line = &network.lines[*line];
        let beside = [stop.checked_sub(1), Some(*stop)];
        let sections: Vec<_> = beside
            .into_iter()
            .flatten()
            .filter_map(|at| line.sections.get(at))
            .collect();
        sections.is_empty() || sections.iter().any(|section| ran(asked, section))
    };
    stops.filter(in_use).collect()
}

/// Whether trains may have run on a section at the time; of what bears no date they may.
fn ran(asked: &Asked<'_>, section: &choro_network::Section) -> bool {
    let when = asked.when();
    section.tracks().any(|track| {
        let at_the_time = track.when.is_unstated()
            || if when.is_unstated() {
                track.when.latest.is_none()
            } else {
                track.when.overlaps(when)
            };
        at_the_time && track.state == State::InUse
    })
}

/// The name that a line bore at the time; of its other names the first in the letters of the
/// language, where that shows names in its own.
fn line_name(asked: &Asked<'_>, line: &Line) -> String {
    let then = line.dated_names.iter().find(|(_, when)| {
        !asked.when().is_unstated() && !when.is_unstated() && when.overlaps(asked.when())
    });
    let own = in_own_letters(asked, &line.names);
    words(then.map_or(own.unwrap_or(&line.name), |(name, _)| name))
}

/// The first of these names that begins with a letter of the language's script.
fn in_own_letters<'n>(asked: &Asked<'_>, names: &'n [String]) -> Option<&'n str> {
    let letters = asked.wording.entry("language", "letters")?;
    let mut ends = letters.chars();
    let (first, last) = (ends.next()?, ends.next()?);
    let own = |name: &&String| name.starts_with(|c| (first..=last).contains(&c));
    names.iter().find(own).map(String::as_str)
}

fn serves(asked: &Asked<'_>, line: &Line) -> Fact {
    Fact::new("line-serves")
        .with("name", asked.name(asked.place.id))
        .with("line", line_name(asked, line))
        .with("past", !asked.when().is_unstated())
        .from([asked.named_record(&line.source, &line.name)])
}

fn call(asked: &Asked<'_>, line: &Line, stop: usize) -> Cells {
    let at = &line.stops[stop];
    let beside = |other: Option<usize>| {
        let Some(other) = other.and_then(|other| line.stops.get(other)) else {
            return String::new();
        };
        let name = match other.place.filter(|id| asked.material.may_tell(*id)) {
            Some(id) if asked.gazetteer().place(id).name() == other.name => asked.name(id),
            _ => words(in_own_letters(asked, &other.names).unwrap_or(&other.name)),
        };
        match (at.km, other.km) {
            (Some(own), Some(theirs)) => {
                format!(
                    "{name}, {}",
                    asked.wording.distance((own - theirs).abs() * 1_000.0)
                )
            }
            _ => name,
        }
    };
    Cells {
        cells: vec![
            line_name(asked, line),
            words(in_own_letters(asked, &at.names).unwrap_or(&at.name)),
            at.km
                .map_or_else(String::new, |km| asked.wording.number(km, 1)),
            beside(stop.checked_sub(1)),
            beside(Some(stop + 1)),
        ],
        evidence: vec![asked.named_record(&line.source, &format!("{}, {}", line.name, at.name))],
    }
}

/// Which two places a crossing links, where nothing that is said of it is in doubt.
fn crossing(asked: &Asked<'_>, crossing: &Crossing) -> Option<Fact> {
    let end = |(text, place): &(String, Option<PlaceId>)| match place {
        Some(id) => asked.name(*id),
        None => words(text),
    };
    if is_disputed(crossing) || !stood(asked, crossing) {
        return None;
    }
    let (own, other) = if crossing.from.1 == Some(asked.place.id) {
        (&crossing.from, &crossing.to)
    } else {
        (&crossing.to, &crossing.from)
    };
    Some(
        Fact::new("crossing")
            .with("name", end(own))
            .with("other", end(other))
            .with(
                "mode",
                asked.wording.word("modes", &crossing.mode).to_owned(),
            )
            .with("past", !asked.when().is_unstated())
            .from([asked.named_record(&crossing.source, &crossing.id)]),
    )
}

/// Whether the crossing is not known to have been none at the time: what is dated had begun.
fn stood(asked: &Asked<'_>, crossing: &Crossing) -> bool {
    let said = &crossing.statements;
    said.is_empty() || said.iter().any(|said| asked.has_begun(&said.when))
}

/// Whether two sources cannot both be right.
pub(super) fn is_disputed(crossing: &Crossing) -> bool {
    let all = &crossing.statements;
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    let disagree = |a: &CrossingStatement, b: &CrossingStatement| {
        a.when.overlaps(&b.when) && (differ(&a.status, &b.status) || differ(&a.mode, &b.mode))
    };
    let mut pairs = all.iter().enumerate();
    pairs.any(|(at, a)| all[at + 1..].iter().any(|b| disagree(a, b)))
}

fn states(asked: &Asked<'_>, crossing: &Crossing) -> Vec<Cells> {
    if is_disputed(crossing) {
        return Vec::new();
    }
    let told = crossing
        .statements
        .iter()
        .filter(|said| asked.has_begun(&said.when));
    told.map(|said| {
        let status = asked.wording.word("statuses", &said.status);
        Cells {
            cells: vec![
                words(&crossing.name),
                words(&hedged(asked, &said.hedge, status)),
                words(asked.wording.word("modes", &said.mode)),
                words(&said.open_to),
                asked.wording.time(&said.when),
            ],
            evidence: vec![said_by(asked, crossing, said)],
        }
    })
    .collect()
}

/// A word with the hedge of its source before it.
pub(super) fn hedged(asked: &Asked<'_>, hedge: &str, word: &str) -> String {
    if hedge.is_empty() {
        word.to_owned()
    } else {
        format!("{}: {word}", asked.wording.word("hedges", hedge))
    }
}

/// Who says so of a crossing.
pub(super) fn said_by(
    asked: &Asked<'_>,
    crossing: &Crossing,
    said: &CrossingStatement,
) -> Evidence {
    let source = if said.source.is_empty() {
        &crossing.source
    } else {
        &said.source
    };
    asked.named_record(source, &crossing.id)
}
