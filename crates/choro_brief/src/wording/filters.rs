//! What templates may do with values.

use super::{Words, times};
use crate::parts;
use choro_quantity::When;
use minijinja::{Environment, Value};
use std::sync::Arc;

/// Adds the filters to an environment.
pub(super) fn add(environment: &mut Environment<'static>, words: &Arc<Words>) {
    let own = || Arc::clone(words);
    let w = own();
    environment.add_filter("number", move |value: f64, decimals: Option<usize>| {
        number(&w, value, decimals.unwrap_or(0))
    });
    environment.add_filter("fixed", |value: f64, decimals: usize| {
        format!("{value:.decimals$}")
    });
    let w = own();
    environment.add_filter("distance", move |metres: f64| distance(&w, metres));
    let w = own();
    environment.add_filter("figure", move |value: f64, unit: String| {
        figure(&w, value, &unit)
    });
    let w = own();
    environment.add_filter("word", move |key: String, table: String| {
        w.word(&table, &key).to_owned()
    });
    let w = own();
    environment.add_filter("during", move |edtf: String| {
        let when = When::parse(&edtf).unwrap_or_default();
        times::words(&w, "during", &when)
    });
    let w = own();
    environment.add_filter("list", move |items: Vec<String>| list(&w, &items));
    let w = own();
    let ending = move |text: String, closed: String, open: String, alone: Option<bool>| {
        let shown = parts::read(&text);
        let ending = if is_closed(&w, &shown, &open) {
            closed
        } else {
            open
        };
        match alone {
            Some(true) => ending,
            _ => format!("{text}{ending}"),
        }
    };
    environment.add_filter("ending", ending);
    environment.add_filter("capital", |text: Value| capital(&text.to_string()));
}

/// A number with marks between thousands and at most `decimals` decimals.
pub(super) fn number(words: &Words, value: f64, decimals: usize) -> String {
    let english = choro_quantity::wording::number(value, decimals);
    let (thousands, point) = (
        words.word("numbers", "thousands"),
        words.word("numbers", "point"),
    );
    let mark = |c: char| match c {
        ',' => thousands.to_owned(),
        '.' => point.to_owned(),
        c => c.to_string(),
    };
    english.chars().map(mark).collect()
}

/// Metres in words: whole kilometres from 10 km on, tenths below, metres below one kilometre to the
/// nearest hundred, and below 50 m that it is less.
pub(super) fn distance(words: &Words, metres: f64) -> String {
    if metres < 50.0 {
        return with_unit(words, "50", "less-than-m");
    }
    let (value, decimals, unit) = if metres >= 9_950.0 {
        (metres / 1_000.0, 0, "km")
    } else if metres >= 950.0 {
        (metres / 1_000.0, 1, "km")
    } else if metres >= 100.0 {
        ((metres / 100.0).round() * 100.0, 0, "m")
    } else {
        (100.0, 0, "m")
    };
    with_unit(words, &number(words, value, decimals), unit)
}

/// A figure with its unit: square metres become square kilometres where large.
pub(super) fn figure(words: &Words, value: f64, unit: &str) -> String {
    match unit {
        "m2" if value >= 100_000.0 => with_unit(words, &number(words, value / 1e6, 1), "km2"),
        "m" if value >= 10_000.0 => with_unit(words, &number(words, value / 1_000.0, 1), "km"),
        "persons" | "m2" => with_unit(words, &number(words, value, 0), unit),
        "" => number(words, value, 3),
        _ => with_unit(words, &number(words, value, 2), unit),
    }
}

fn with_unit(words: &Words, number: &str, unit: &str) -> String {
    match words.entry("units", unit) {
        Some(pattern) => pattern.replace("{n}", number),
        None => format!("{number} {unit}"),
    }
}

/// "A", "A and B", "A, B and C".
fn list(words: &Words, items: &[String]) -> String {
    let (between, last) = (words.word("list", "between"), words.word("list", "last"));
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(between)),
    }
}

/// Whether the last letter of a text closes its syllable, so that endings that begin with a vowel
/// follow it. Hangul says so itself; of other letters the table `endings` does.
fn is_closed(words: &Words, text: &str, open: &str) -> bool {
    /// The first syllable of the Unicode block, and how many syllables share their beginning.
    const FIRST: u32 = 0xAC00;
    const FINALS: u32 = 28;
    let last = text.chars().rev().find(|c| c.is_alphanumeric());
    let Some(last) = last else {
        return false;
    };
    let has = |key: &str, c: char| words.entry("endings", key).is_some_and(|l| l.contains(c));
    if ('가'..='힣').contains(&last) {
        let final_of = (last as u32 - FIRST) % FINALS;
        let liquid = words
            .entry("endings", "liquid")
            .and_then(|l| l.parse().ok());
        let counts_open = Some(final_of) == liquid && has_liquid(words, open);
        return final_of != 0 && !counts_open;
    }
    has("closed", last.to_ascii_lowercase())
}

/// Whether an ending follows a final liquid as it follows a vowel.
fn has_liquid(words: &Words, open: &str) -> bool {
    let listed = words.entry("endings", "after-liquid");
    listed.is_some_and(|list| list.split(' ').any(|ending| ending == open))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
