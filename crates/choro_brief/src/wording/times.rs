//! Times in words.

use super::Words;
use choro_quantity::When;

/// A time in the words of a table of patterns (`times` or `during`); empty where none is stated.
pub(super) fn words(words: &Words, table: &str, when: &When) -> String {
    if when.is_unstated() {
        return String::new();
    }
    let pattern = |key: &str, parts: &[(&str, String)]| {
        let mut text = words.word(table, key).to_owned();
        for (name, part) in parts {
            text = text.replace(&format!("{{{name}}}"), part);
        }
        text
    };
    let day = |edtf: &str| date(words, edtf);
    match when.edtf.split_once('/') {
        // A day takes another preposition than a year in some languages.
        None if when.edtf.len() == "2000-01-01".len() => {
            pattern("on-day", &[("date", day(&when.edtf))])
        }
        None => pattern("on", &[("date", day(&when.edtf))]),
        Some((".." | "", end)) => pattern("until", &[("date", day(end))]),
        Some((start, ".." | "")) => pattern("since", &[("date", day(start))]),
        Some((start, end)) => pattern("from", &[("start", day(start)), ("end", day(end))]),
    }
}

/// A date in words: `June 1937`, `4 June 1937`, `about 1850`.
fn date(words: &Words, edtf: &str) -> String {
    let (exact, about) = match edtf.strip_suffix(['~', '?', '%']) {
        Some(exact) => (exact, true),
        None => (edtf, false),
    };
    let parts: Vec<&str> = exact.splitn(3, '-').collect();
    let number = |text: &str| text.parse::<u8>().ok();
    let (key, year, month, day) = match parts.as_slice() {
        [year] => ("year", *year, None, None),
        [year, month] => ("month", *year, number(month), None),
        [year, month, day] => ("day", *year, number(month), number(day)),
        _ => return exact.to_owned(),
    };
    let Some(pattern) = words.entry("dates", key) else {
        return exact.to_owned();
    };
    // Dates without a year, and those of centuries or decades, stay as they are written.
    if !year.bytes().all(|b| b.is_ascii_digit()) || (key != "year" && month.is_none()) {
        return exact.to_owned();
    }
    let month = month.map(|month| month.to_string()).unwrap_or_default();
    let text = pattern
        .replace("{year}", year)
        .replace("{month}", words.word("months", &month))
        .replace("{day}", &day.map(|d| d.to_string()).unwrap_or_default());
    if about {
        words.word("dates", "about").replace("{date}", &text)
    } else {
        text
    }
}
