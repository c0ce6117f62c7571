//! The history of a line: names, owners, openings and closings in order of time.

use crate::words;
use choro_network::{Line, Section};
use choro_quantity::{Date, When};
use serde::Serialize;

/// One thing that is known of a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct HistoryRow {
    when: String,
    /// Words before the name: "called", "opened".
    what: &'static str,
    /// A name, or the ends of a stretch.
    text: String,
}

/// When something began or ended: the day that sorts it, and how it is written.
type Day = (Option<Date>, String);

/// What is dated of a line, the earliest first.
pub(super) fn history(line: &Line) -> Vec<HistoryRow> {
    let mut found: Vec<(Option<Date>, HistoryRow)> = Vec::new();
    let dated = [("called", &line.dated_names), ("run by", &line.operators)];
    for (what, said) in dated {
        for (text, when) in said.iter().filter(|(_, when)| !when.is_unstated()) {
            let row = HistoryRow {
                when: words::when(when),
                what,
                text: text.clone(),
            };
            found.push((when.earliest, row));
        }
    }
    found.extend(stretches(line, "opened", opening));
    found.extend(stretches(line, "closed", closing));
    found.sort_by(|a, b| (a.0, a.1.what, &a.1.text).cmp(&(b.0, b.1.what, &b.1.text)));
    found.into_iter().map(|(_, row)| row).collect()
}

/// Neighbouring sections of which something happened on one day, as one row each.
fn stretches(
    line: &Line,
    what: &'static str,
    day: fn(&Section) -> Option<Day>,
) -> Vec<(Option<Date>, HistoryRow)> {
    let mut found = Vec::new();
    let mut open: Option<(Day, usize)> = None;
    let days = line.sections.iter().map(day).chain([None]);
    for (at, today) in days.enumerate() {
        if open.as_ref().map(|(day, _)| day) == today.as_ref() {
            continue;
        }
        if let Some(((sort, when), from)) = open.take() {
            let end = |at: usize| line.stops.get(at).map_or("", |stop| stop.name.as_str());
            let text = format!("{} – {}", end(from), end(at));
            found.push((sort, HistoryRow { when, what, text }));
        }
        open = today.map(|day| (day, at));
    }
    found
}

/// When a section was first used.
fn opening(section: &Section) -> Option<Day> {
    let when = section.in_use();
    let first = when.earliest?;
    Some((Some(first), end_of(&when, 0)?))
}

/// When a section was last used; `None` where it still is.
fn closing(section: &Section) -> Option<Day> {
    let when = section.in_use();
    let last = when.latest?;
    Some((Some(last), end_of(&when, 1)?))
}

/// The beginning (0) or end (1) of a time as it is written; of a single date that date.
fn end_of(when: &When, end: usize) -> Option<String> {
    let parts: Vec<&str> = when.edtf.split('/').collect();
    let part = parts.get(end).or(parts.first())?;
    Some(words::when(&When::parse(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_network::{Placing, StationId, Stop, Track};

    fn line(names: &[&str], whens: &[&[&str]]) -> Line {
        let track = |edtf: &str| Track {
            when: When::parse(edtf).unwrap_or_default(),
            ..Track::default()
        };
        let stop = |name: &&str| Stop {
            name: (*name).to_owned(),
            names: Vec::new(),
            km: None,
            position: None,
            place: None,
            placing: Placing::default(),
            transfers: Vec::new(),
            station: StationId::default(),
        };
        let section = |whens: &&[&str]| Section {
            track: track(whens[0]),
            earlier: whens[1..].iter().map(|when| track(when)).collect(),
            ..Section::default()
        };
        Line {
            stops: names.iter().map(stop).collect(),
            sections: whens.iter().map(section).collect(),
            ..Line::default()
        }
    }

    fn told(line: &Line) -> Vec<String> {
        let rows = history(line).into_iter();
        rows.map(|row| format!("{}: {} {}", row.when, row.what, row.text))
            .collect()
    }

    #[test]
    fn openings_of_one_day_are_one_and_rebuilding_is_none() {
        let mut line = line(
            &["A", "B", "C", "D"],
            &[
                &["1933/..", "1916-11/1933"],
                &["1916-11/.."],
                &["1931~/1944"],
            ],
        );
        line.dated_names = vec![(
            "North Line".into(),
            When::parse("1918/1945").unwrap_or_default(),
        )];
        assert_eq!(
            told(&line),
            [
                "1916-11: opened A – C",
                "1918–1945: called North Line",
                "about 1931: opened C – D",
                "1944: closed C – D",
            ]
        );
    }

    #[test]
    fn what_has_no_date_has_no_history() {
        assert!(told(&line(&["A", "B"], &[&[""]])).is_empty());
    }
}
