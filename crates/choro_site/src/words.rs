//! Numbers, dates and names of things as pages write them.

use choro_claim::Kind;
use choro_gazetteer::Class;
use choro_quantity::{Hedge, When};
use serde::Serialize;

/// A number with commas between thousands and at most `decimals` decimals.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// A figure with its unit as people write it: m² become km² where large.
pub(crate) fn figure(value: f64, unit: &str) -> String {
    match unit {
        "persons" => number(value, 0),
        "m2" if value >= 100_000.0 => format!("{} km²", number(value / 1e6, 1)),
        "m2" => format!("{} m²", number(value, 0)),
        "km2" => format!("{} km²", number(value, 1)),
        "m" if value >= 10_000.0 => format!("{} km", number(value / 1000.0, 1)),
        "" => number(value, 3),
        _ => format!("{} {unit}", number(value, 2)),
    }
}

/// An EDTF interval in words: "1930–1933", "until 1951", "since 1945", "about 1850".
pub(crate) fn when(when: &When) -> String {
    let edtf = when.edtf.as_str();
    let one = |part: &str| match part.strip_suffix(['~', '?', '%']) {
        Some(date) => format!("about {date}"),
        None => part.to_owned(),
    };
    match edtf.split_once('/') {
        None => one(edtf),
        Some((".." | "", end)) => format!("until {}", one(end)),
        Some((start, ".." | "")) => format!("since {}", one(start)),
        Some((start, end)) => format!("{}–{}", one(start), one(end)),
    }
}

/// Names of languages by tag, a table with one row a line.
const LANGUAGES: &str = include_str!("../../../data/languages.tsv");

/// A language for people: the name of the tag, or of the longest part of it that has one; the
/// tag itself where nothing is known.
pub(crate) fn language(tag: &str) -> &str {
    let named = |wanted: &str| {
        LANGUAGES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .find(|(known, _)| *known == wanted)
            .map(|(_, name)| name)
    };
    let mut part = tag;
    loop {
        if let Some(name) = named(part) {
            return name;
        }
        match part.rsplit_once('-') {
            Some((shorter, _)) => part = shorter,
            None => return tag,
        }
    }
}

/// The language tag where it is one that HTML's `lang` may carry.
pub(crate) fn lang(tag: &str) -> Option<&str> {
    let well_formed = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (well_formed && tag.len() > 1).then_some(tag)
}

/// The word of a unit variant as serde writes it: `mountain-range` → "mountain range".
fn variant<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => {
            let mut out = String::new();
            for c in word.chars() {
                match c {
                    '-' | '_' => out.push(' '),
                    c => out.extend(c.to_lowercase()),
                }
            }
            out
        }
        _ => String::new(),
    }
}

/// A class in lower case.
pub(crate) fn class(class: Class) -> String {
    match class {
        Class::Unknown => "place".to_owned(),
        Class::Range => "mountain range".to_owned(),
        Class::Peak => "mountain".to_owned(),
        Class::Railway => "railway line".to_owned(),
        Class::Station => "railway station".to_owned(),
        Class::Crossing => "border crossing".to_owned(),
        other => variant(&other),
    }
}

/// A hedge in lower case.
pub(crate) fn hedge(hedge: Hedge) -> String {
    variant(&hedge)
}

/// A claim kind in words.
pub(crate) fn kind(kind: Kind) -> String {
    kind.as_str().replace('-', " ")
}

/// "1 finding", "3 findings".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        number(n as f64, 0),
        if n == 1 { one } else { many }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_short() {
        assert_eq!(number(667_929.0, 0), "667,929");
        assert_eq!(number(-1234.50, 2), "−1,234.5");
        assert_eq!(number(-0.001, 1), "0");
        assert_eq!(figure(20_345_600_000.0, "m2"), "20,345.6 km²");
    }

    #[test]
    fn intervals_read_as_words() {
        let say = |edtf: &str| {
            when(&When {
                edtf: edtf.to_owned(),
                ..When::default()
            })
        };
        assert_eq!(say("../1951"), "until 1951");
        assert_eq!(say("1945/.."), "since 1945");
        assert_eq!(say("1930/1933"), "1930–1933");
        assert_eq!(say("1850~"), "about 1850");
        assert_eq!(say(""), "");
    }

    #[test]
    fn languages_have_names_and_unknown_tags_stand_for_themselves() {
        assert_eq!(language("ko-Latn-mccune"), "Korean, McCune–Reischauer");
        assert_eq!(language("ja-Latn-hepburn"), "Japanese, romanised");
        assert_eq!(language("tlh"), "tlh");
        assert_eq!(language(""), "");
    }

    #[test]
    fn a_language_tag_is_only_passed_on_when_well_formed() {
        assert_eq!(lang("ko-Latn"), Some("ko-Latn"));
        assert_eq!(lang("\" onload"), None);
        assert_eq!(lang(""), None);
    }
}
