//! The words of the card.

use super::at_date::{Said, Then};
use super::card::{Beside, FigureRow, HistoryRow, Other};
use choro_gazetteer::language_name;
use choro_layer::FactKind;
use choro_quantity::wording;

/// What a row of history tells.
pub(super) fn told(row: &HistoryRow<'_>) -> String {
    let value = row.value;
    match row.what {
        FactKind::Name => match language_name(row.language) {
            "" => format!("called {value}"),
            language => format!("called {value} ({language})"),
        },
        FactKind::Parent => format!("in {value}"),
        FactKind::Type => format!("a {value}"),
        FactKind::CapitalOf => format!("seat of {value}"),
        FactKind::Footprint => "another outline or position".to_owned(),
        FactKind::Status | FactKind::Event => value.to_owned(),
    }
}

pub(super) fn then<T: AsRef<str>>(said: &Said<Vec<Then<T>>>) -> String {
    match said {
        Said::Unknown(why) => unknown(why),
        Said::Known(all) => {
            let one = |t: &Then<T>| format!("{}{}", t.value.as_ref(), partly(t.held));
            all.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    }
}

pub(super) fn unknown(why: &str) -> String {
    format!("not known: {why}")
}

pub(super) fn partly(held: &str) -> &'static str {
    if held == "partly" { ", in part" } else { "" }
}

pub(super) fn mark(source: usize) -> String {
    format!(" [{source}]")
}

pub(super) fn value(figure: &FigureRow<'_>) -> String {
    figure.number.map_or_else(
        || figure.value.to_owned(),
        |number| wording::figure(number, figure.unit),
    )
}

pub(super) fn joined(others: &[Other<'_>]) -> String {
    let names: Vec<&str> = others.iter().map(|other| other.name).collect();
    names.join(", ")
}

pub(super) fn dated(others: &[Other<'_>]) -> String {
    let one = |other: &Other<'_>| {
        let when = choro_quantity::When::parse(other.when).unwrap_or_default();
        match wording::when(&when) {
            when if when.is_empty() => other.name.to_owned(),
            when => format!("{} ({when})", other.name),
        }
    };
    others.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub(super) fn beside(others: &[Beside<'_>], of: &str) -> String {
    let one = |other: &Beside<'_>| {
        let km = wording::number(other.km, 1);
        match other.direction {
            Some(wind) => format!("{} ({km} km{of} {wind})", other.name),
            None => format!("{} ({km} km)", other.name),
        }
    };
    others.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub(super) fn distance(metres: f64) -> String {
    if metres >= 1_000.0 {
        format!("{} km", wording::number(metres / 1_000.0, 1))
    } else {
        format!("{} m", wording::number(metres, 0))
    }
}

pub(super) fn letter(degrees: f64, positive: char, negative: char) -> char {
    if degrees < 0.0 { negative } else { positive }
}

pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
