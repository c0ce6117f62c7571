//! What became of a thing, and when it was in use.
//!
//! Three notations say what became of it (wiki.openstreetmap.org, Lifecycle prefix):
//! `disused:railway=rail`, `railway=disused` with `disused=rail`, and `railway=rail` with
//! `disused=yes`.

use super::report::note;
use super::{Tags, date};
use crate::State;
use choro_diagnostic::{Faults, input};
use choro_quantity::When;

/// Words for what became of a thing.
pub(super) const STAGES: [(&str, State); 13] = [
    ("construction", State::UnderConstruction),
    ("proposed", State::Proposed),
    ("planned", State::Proposed),
    ("disused", State::Disused),
    ("abandoned", State::Abandoned),
    ("razed", State::Abandoned),
    ("dismantled", State::Abandoned),
    ("demolished", State::Abandoned),
    ("removed", State::Abandoned),
    ("destroyed", State::Abandoned),
    ("ruins", State::Abandoned),
    ("historic", State::Abandoned),
    ("was", State::Abandoned),
];

/// Words that with `yes` say so of the thing itself; `historic=yes` may still be in use.
const MARKS: [&str; 6] = [
    "disused",
    "abandoned",
    "razed",
    "dismantled",
    "demolished",
    "proposed",
];

/// A value of a key with what became of the thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Staged<'a> {
    pub(crate) state: State,
    /// The value: `rail`, `station`; empty where only what became of it is said.
    pub(crate) word: &'a str,
    /// The word that says what became of it, empty where in use.
    pub(crate) stage: &'static str,
}

/// The state that a word such as `disused` tells, with the word.
pub(super) fn stage(word: &str) -> Option<(&'static str, State)> {
    STAGES.into_iter().find(|(known, _)| *known == word)
}

/// All values of the key, the one without a prefix first, then in the order of [`STAGES`].
pub(crate) fn staged<'a>(tags: &'a Tags, key: &str) -> Vec<Staged<'a>> {
    let mut found = Vec::new();
    for (known, value) in tags.iter() {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if known == key {
            found.push((0, plain(tags, key, value)));
            continue;
        }
        let stage = match known.split_once(':') {
            Some((stage, word)) if word == key => stage,
            Some((word, stage)) if word == key => stage,
            _ => continue,
        };
        let Some(at) = STAGES.iter().position(|(known, _)| *known == stage) else {
            continue;
        };
        if value != "no" {
            let (stage, state) = STAGES[at];
            let word = if value == "yes" { "" } else { value };
            found.push((at + 1, Staged { state, word, stage }));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, staged)| staged).collect()
}

fn plain<'a>(tags: &'a Tags, key: &str, value: &'a str) -> Staged<'a> {
    if let Some((stage, state)) = stage(value) {
        let word = tags
            .get(stage)
            .or_else(|| tags.get(&format!("{stage}:{key}")))
            .or_else(|| tags.get(&format!("{key}:{stage}")));
        let word = word.filter(|word| !matches!(*word, "yes" | "no"));
        return Staged {
            state,
            word: word.unwrap_or_default(),
            stage,
        };
    }
    let marked = MARKS.into_iter().find(|mark| tags.is(mark, "yes"));
    let (stage, state) = marked.and_then(stage).unwrap_or(("", State::InUse));
    Staged {
        state,
        word: value,
        stage,
    }
}

/// Keys that tell of another thing at the same place, which the dates may belong to.
const OTHERS: [&str; 7] = [
    "highway", "building", "landuse", "amenity", "railway", "leisure", "waterway",
];

/// When a thing of this key (`railway`, `route`) and state was in use, as far as its tags say.
///
/// Where the thing is gone and another stands in its place, plain dates may be those of the other
/// and are not used.
pub(crate) fn when(
    tags: &Tags,
    key: &str,
    state: State,
    element: &str,
    faults: &mut Faults,
) -> When {
    let other = |other: &&str| {
        let value = tags.get(other);
        value.is_some_and(|value| *other != key && stage(value).is_none() && value != "no")
            || (*other == key && value.is_some_and(|value| stage(value).is_none()))
    };
    let marked = MARKS.iter().any(|mark| tags.is(mark, "yes"));
    let replaced = state != State::InUse && !marked && OTHERS.iter().any(other);
    let mut read = |words: &[&str]| -> Option<When> {
        let mut keys = Vec::new();
        for word in words {
            keys.extend([
                format!("{key}:{word}:edtf"),
                format!("{key}:{word}"),
                format!("{word}:{key}"),
            ]);
            if !replaced {
                keys.extend([format!("{word}:edtf"), (*word).to_owned()]);
            }
        }
        keys.iter().find_map(|key| {
            let text = tags.get(key)?;
            let when = date::parse(text);
            if when.is_none() {
                let reason = format!("{element}: `{key}={text}` is no date");
                note(faults, input::MALFORMED_RECORD, &reason);
            }
            when
        })
    };
    let start = read(&["start_date", "opening_date"]);
    let end = read(&["end_date", "closing_date"]);
    date::between(start.as_ref(), end.as_ref()).unwrap_or_else(|| {
        let reason = format!("{element}: its end comes before its start, so neither is used");
        note(faults, input::MALFORMED_RECORD, &reason);
        When::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        pairs.iter().copied().collect()
    }

    #[test]
    fn all_notations_say_the_same() {
        for pairs in [
            &[("disused:railway", "rail")][..],
            &[("railway:disused", "rail")],
            &[("railway", "disused"), ("disused", "rail")],
            &[("railway", "disused"), ("disused:railway", "rail")],
            &[("railway", "rail"), ("disused", "yes")],
        ] {
            let tags = tags(pairs);
            let first = staged(&tags, "railway")[0];
            assert_eq!(
                (first.state, first.word, first.stage),
                (State::Disused, "rail", "disused"),
                "{pairs:?}"
            );
        }
    }

    #[test]
    fn a_historic_station_may_be_in_use() {
        let tags = tags(&[("railway", "station"), ("historic", "yes")]);
        assert_eq!(staged(&tags, "railway")[0].state, State::InUse);
    }

    #[test]
    fn dates_of_what_stands_there_now_are_not_those_of_what_is_gone() {
        let mut faults = Faults::of("a.osm.pbf");
        let path = tags(&[
            ("highway", "cycleway"),
            ("abandoned:railway", "rail"),
            ("start_date", "1998"),
            ("railway:end_date", "1965"),
        ]);
        let found = when(&path, "railway", State::Abandoned, "way/1", &mut faults);
        assert_eq!(found.edtf, "../1965");
        let gone = tags(&[
            ("railway", "abandoned"),
            ("start_date", "1898"),
            ("end_date", "1965"),
        ]);
        let found = when(&gone, "railway", State::Abandoned, "way/2", &mut faults);
        assert_eq!(found.edtf, "1898/1965");
        assert!(faults.finish().is_empty());
    }

    #[test]
    fn dates_that_are_none_and_ends_before_the_start_are_told() {
        let mut faults = Faults::of("a.osm.pbf");
        let odd = tags(&[("start_date", "23.6.1914"), ("end_date", "1945")]);
        let found = when(&odd, "railway", State::InUse, "way/1", &mut faults);
        assert_eq!(found.edtf, "../1945");
        let turned = tags(&[("start_date", "1950"), ("end_date", "1945")]);
        let found = when(&turned, "railway", State::InUse, "way/2", &mut faults);
        assert!(found.is_unstated());
        let messages: Vec<String> = faults.finish().into_iter().map(|f| f.message).collect();
        assert_eq!(
            messages,
            [
                "way/1: `start_date=23.6.1914` is no date",
                "way/2: its end comes before its start, so neither is used"
            ]
        );
    }
}
