//! The notation `VALUE@EDTF`, in cells and in the names of columns.
//!
//! `Songjin@../1951|Kimchaek@1951/..` is two names with their times; `name:ja@1910/1945` a column
//! of names of that time.

use choro_diagnostic::Severity;
use choro_quantity::When;

use crate::entry::clipped;
use crate::intake::{Intake, Spot};

/// The parts of `A@../1951|B`, each with its time; parts without one are of the time `usual`. A
/// time that cannot be read is reported.
pub(crate) fn dated<'t>(
    text: &'t str,
    usual: &When,
    intake: &mut Intake<'_>,
    spot: Spot,
) -> Vec<(&'t str, When)> {
    let parts = text.split('|').map(str::trim).filter(|p| !p.is_empty());
    parts
        .map(|part| match part.rsplit_once('@') {
            Some((value, time)) => {
                let when = When::parse(time.trim()).unwrap_or_else(|| {
                    undated(value, time, intake, spot);
                    When::default()
                });
                (value.trim_end(), when)
            }
            None => (part, usual.clone()),
        })
        .collect()
}

/// The parts of a text that may hold `@` and `|` of its own, as names and types may: read as
/// [`dated`] where a part ends in what is, or was meant as, a time; else the text as it stands.
pub(crate) fn perhaps_dated<'t>(
    text: &'t str,
    usual: &When,
    intake: &mut Intake<'_>,
    spot: Spot,
) -> Vec<(&'t str, When)> {
    let meant = text
        .split('|')
        .filter_map(|part| part.rsplit_once('@'))
        .any(|(_, time)| meant_as_time(time.trim()));
    if meant {
        dated(text, usual, intake, spot)
    } else {
        vec![(text, usual.clone())]
    }
}

/// Splits `KEY@EDTF`; the time is unstated where the text has none.
pub(crate) fn key_and_time(text: &str) -> (&str, When) {
    match text.rsplit_once('@') {
        Some((key, time)) if !key.is_empty() => match When::parse(time.trim()) {
            Some(when) => (key.trim_end(), when),
            None => (text, When::default()),
        },
        _ => (text, When::default()),
    }
}

/// Whether the text after an `@` is an EDTF expression or one gone wrong: it begins as one does.
fn meant_as_time(text: &str) -> bool {
    let start = text.strip_prefix('-').unwrap_or(text);
    When::parse(text).is_some() || start.starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

fn undated(value: &str, time: &str, intake: &mut Intake<'_>, spot: Spot) {
    let reason = format!(
        "‘{}’ is not an EDTF date; ‘{}’ is kept undated",
        clipped(time),
        clipped(value)
    );
    intake.fault("INP010", Severity::Warning, spot, &reason);
}
