//! How one gets to a place: the lines that serve it and the border crossings at it, with dates.

use super::ROOT;
use crate::address::relative;
use crate::page::{Link, Site};
use crate::words;
use serde::Serialize;

/// A line that serves a place, by the stop there.
#[derive(Serialize)]
pub(super) struct StopRow {
    line: Link,
    stop: Link,
    km: String,
    /// When the line was in use there, and what it was called at other times.
    dated: Vec<String>,
}

/// A border crossing at a place.
#[derive(Serialize)]
pub(super) struct CrossingRow {
    link: Link,
    /// Its kind, and what it was when.
    said: Vec<String>,
}

impl Site<'_> {
    /// A crossing at a place, with what it is and was.
    pub(super) fn crossing_row(&self, index: usize) -> Option<CrossingRow> {
        let crossing = self.atlas.network.crossings.get(index)?;
        let status = crossing.status.iter();
        let status =
            status.map(|(word, when)| format!("{word} {}", words::when(when)).trim().to_owned());
        Some(CrossingRow {
            link: Link {
                text: crossing.name.clone(),
                href: Some(relative(ROOT, &self.addresses.crossing(index))),
            },
            said: Some(crossing.mode.clone())
                .filter(|mode| !mode.is_empty())
                .into_iter()
                .chain(status)
                .collect(),
        })
    }

    /// A line that serves a place, by the stop there.
    pub(super) fn stop_row(&self, index: usize, at: usize) -> Option<StopRow> {
        let line = self.atlas.network.lines.get(index)?;
        let stop = line.stops.get(at)?;
        let in_use = words::when(&line.in_use_at(at));
        let names = line.dated_names.iter();
        let names = names.map(|(name, when)| format!("{} called {name}", words::when(when)));
        let chainage = line.chainages().get(at).copied()?;
        Some(StopRow {
            line: self.line_link(ROOT, index, line),
            stop: self.station_link(ROOT, stop.station),
            km: chainage.map_or_else(String::new, |chainage| chainage.to_string()),
            dated: Some(in_use)
                .filter(|when| !when.is_empty())
                .into_iter()
                .chain(names)
                .collect(),
        })
    }
}
