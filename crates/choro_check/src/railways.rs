//! Lines of the network as texts name them, and what is settled of their dates.
//!
//! A date is settled where the tables give it for every stretch that matters, without *about* and
//! without an open beginning: of a line with one undated stretch nobody knows when it began.

use choro_gazetteer::{Gazetteer, PlaceId};
use choro_name::split_generic;
use choro_network::{Line, Network, Section};
use choro_quantity::{Date, When};

/// The line that words name with the word for a line: "the Pyongra Line", "Pyongra Line railway".
/// A name alone may be a town's.
pub(crate) fn line_called<'n>(network: &'n Network, words: &str) -> Option<&'n Line> {
    let words = words.trim();
    let mut name = ["the ", "The "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
        .to_owned();
    loop {
        let parts = split_generic(&name);
        parts.generic.filter(|g| g.class == "railway")?;
        if let Some(line) = network.line_by_name(&name) {
            return Some(line);
        }
        name = parts.base;
    }
}

/// The first and the last day on which a part of a line was opened, where that is settled.
pub(crate) fn openings(line: &Line) -> Option<(Date, Date)> {
    let all: Option<Vec<Date>> = line.sections.iter().map(opened).collect();
    let mut days = all?;
    // Rebuilt, a line may be said to have been opened once more.
    let rebuilt = line.sections.iter().flat_map(Section::tracks);
    let last = rebuilt.filter_map(|track| track.when.earliest).max()?;
    days.sort_unstable();
    Some((*days.first()?, last))
}

fn opened(section: &Section) -> Option<Date> {
    is_settled(section)
        .then(|| section.in_use().earliest)
        .flatten()
}

fn is_settled(section: &Section) -> bool {
    let rough = |when: &When| when.edtf.contains(['~', '?', '%']);
    let mut whens = section.tracks().map(|track| &track.when);
    whens.all(|when| when.earliest.is_some() && !rough(when))
}

/// When a line was in use at a place, where that is settled: at each of its stops there by all
/// stretches beside it. `None` where it does not stop there.
pub(crate) fn served(
    network: &Network,
    line: &Line,
    place: PlaceId,
    gazetteer: &Gazetteer,
) -> Option<When> {
    let choro_network::Service::Yes { stop: nearest } = network.serves(line, place, gazetteer)
    else {
        return None;
    };
    let linked = line.stops.iter().enumerate();
    let linked = linked.filter(|(_, stop)| stop.place == Some(place));
    let mut stops: Vec<usize> = linked.map(|(at, _)| at).collect();
    if !stops.contains(&nearest) {
        stops.push(nearest);
    }
    let mut spans = Vec::new();
    for at in stops {
        let beside = at.saturating_sub(1)..(at + 1).min(line.sections.len());
        if !line.sections.get(beside)?.iter().all(is_settled) {
            return None;
        }
        spans.push(line.in_use_at(at));
    }
    let earliest = spans.iter().min_by_key(|when| when.earliest)?;
    let lasting = spans.iter().find(|when| when.latest.is_none());
    let latest = lasting.or_else(|| spans.iter().max_by_key(|when| when.latest))?;
    match latest.latest {
        Some(_) => earliest.through(latest),
        None => Some(earliest.onwards()),
    }
}
