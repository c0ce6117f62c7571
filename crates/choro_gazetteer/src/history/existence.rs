//! Whether there was such a place at a date.

use super::{Answer, Held, Unknown, Why};
use crate::{Gazetteer, PlaceId};
use choro_quantity::{Date, When};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    begins: Vec<String>,
    ends: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../data/existence.toml"))
        .expect("data/existence.toml is well-formed")
});

/// A change between being and not being, with the days it may have happened on.
struct Turn<'g> {
    begins: bool,
    when: Cow<'g, When>,
}

impl Gazetteer {
    /// How far a place existed at a time. It is known not to before it was founded and after it
    /// was abolished, by dated events and standings; known to where anything dated says so, or
    /// between two dates at which it did. No stated time means now.
    pub fn exists_at(&self, id: PlaceId, when: &When) -> Answer<Held> {
        let turns = self.turns(id);
        if when.is_unstated() {
            let gone = turns.last().is_some_and(|turn| !turn.begins);
            return Answer::Known(if gone { Held::Not } else { Held::Throughout });
        }
        let near = turns.iter().any(|turn| turn.when.overlaps(when));
        let before = turns.iter().rev().find(|turn| turn.when.before(when));
        let after = turns.iter().find(|turn| when.before(&turn.when));
        match (before, after) {
            _ if near => Answer::Known(Held::Partly),
            (Some(before), _) if !before.begins => Answer::Known(Held::Not),
            (Some(_), _) => Answer::Known(Held::Throughout),
            (None, Some(after)) if after.begins => Answer::Known(Held::Not),
            (None, _) => self.witnessed(id, when),
        }
    }

    /// Foundations and ends, in order of time.
    fn turns(&self, id: PlaceId) -> Vec<Turn<'_>> {
        let place = self.place(id);
        let told = place
            .attributes
            .iter()
            .filter(|a| matches!(a.key.as_str(), "event" | "status") && !a.when.is_unstated());
        let mut turns: Vec<Turn<'_>> = told
            .filter_map(|a| {
                let says = |words: &[String]| words.iter().any(|w| begins_with(&a.value, w));
                match (says(&WORDS.begins), says(&WORDS.ends)) {
                    (true, _) => Some(true),
                    (_, true) => Some(false),
                    _ => None,
                }
                .map(|begins| Turn {
                    begins,
                    // A standing holds from its turn on; an event is the turn.
                    when: match a.when.earliest {
                        Some(first) if a.key == "status" => Cow::Owned(When::day(first)),
                        _ => Cow::Borrowed(&a.when),
                    },
                })
            })
            .filter(|turn| turn.when.earliest.is_some())
            .collect();
        turns.sort_by_key(|turn| (turn.when.earliest, turn.when.latest));
        turns
    }

    /// Whether dated statements speak of the place at the time, or both before and after it.
    fn witnessed(&self, id: PlaceId, when: &When) -> Answer<Held> {
        let place = self.place(id);
        let names = place.names.iter().map(|n| &n.when);
        let parents = place.parents.iter().map(|r| &r.when);
        let facts = place.attributes.iter().map(|a| &a.when);
        let times = names.chain(parents).chain(facts);
        let times: Vec<&When> = times.filter(|t| !t.is_unstated()).collect();
        let held = times.iter().filter(|time| Held::at(time, when).is_held());
        let spans: Vec<&&When> = held.collect();
        if !spans.is_empty() {
            // One statement may end on the day on which the next begins.
            let from = spans.iter().any(|t| starts_by(t, when));
            let until = spans.iter().any(|t| lasts_through(t, when));
            let held = if from && until {
                Held::Throughout
            } else {
                Held::Partly
            };
            return Answer::Known(held);
        }
        let ended = times.iter().filter(|t| t.before(when));
        let ended: Option<Date> = ended.filter_map(|t| t.latest).max();
        let begins = times.iter().filter(|t| when.before(t));
        let begins: Option<Date> = begins.filter_map(|t| t.earliest).min();
        let why = match (ended, begins) {
            (Some(_), Some(_)) => return Answer::Known(Held::Throughout),
            (None, None) => Why::Undated,
            (ended, begins) => Why::Outside { ended, begins },
        };
        Answer::Unknown(Unknown { of: id, why })
    }
}

fn starts_by(time: &When, when: &When) -> bool {
    match (time.earliest, when.earliest) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(start), Some(asked)) => start <= asked,
    }
}

fn lasts_through(time: &When, when: &When) -> bool {
    match (time.latest, when.latest) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(end), Some(asked)) => asked <= end,
    }
}

/// Whether a text begins with the words, as words.
fn begins_with(text: &str, words: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.strip_prefix(words)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_being_begin_the_text() {
        assert!(!WORDS.begins.is_empty() && !WORDS.ends.is_empty());
        assert!(begins_with("Founded as a port", "founded"));
        assert!(begins_with("merged into Puryong", "merged into"));
        assert!(!begins_with("renamed", "founded"));
        assert!(!begins_with("splitting", "split"));
    }
}
