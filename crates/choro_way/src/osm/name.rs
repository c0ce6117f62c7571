//! Names of elements: in all languages, at other times, by other makers.

use super::date;
use super::report::note;
use super::{Tags, life::STAGES};
use crate::Name;
use choro_diagnostic::{Faults, input};
use choro_quantity::When;

/// Keys that hold names, the one shown first; the more official before the less.
const KEYS: [&str; 11] = [
    "name",
    "official_name",
    "int_name",
    "nat_name",
    "reg_name",
    "loc_name",
    "alt_name",
    "short_name",
    "uic_name",
    "old_name",
    "historic_name",
];

/// Names of one element that are kept.
const MOST: usize = 1_000;

/// Languages that older keys name in ways of their own.
const LANGUAGES: [(&str, &str); 5] = [
    ("ko_rm", "ko-Latn"),
    ("ja_rm", "ja-Latn"),
    ("ja_kana", "ja-Hrkt"),
    ("zh_pinyin", "zh-Latn-pinyin"),
    ("zh_py", "zh-Latn-pinyin"),
];

/// All names, the one shown first, none twice. `element` is its key, for what is told about it.
pub(crate) fn names(tags: &Tags, element: &str, faults: &mut Faults) -> Vec<Name> {
    let mut found: Vec<(usize, Name)> = Vec::new();
    'tags: for (key, value) in tags.iter() {
        let Some((rank, language, when)) = meaning(key) else {
            continue;
        };
        let whole = key == "name" || key.starts_with("name:");
        for text in value.split(if whole { '\0' } else { ';' }) {
            let text = text.trim();
            if text.is_empty() || text == "no" {
                continue;
            }
            if found.len() == MOST {
                let reason = format!("{element}: more than {MOST} names; the rest is left out");
                note(faults, input::TOO_LARGE, &reason);
                break 'tags;
            }
            if text.contains('\u{fffd}') {
                let reason = format!("{element}: `{key}` has bytes that mean nothing");
                note(faults, input::UNDECODABLE_BYTES, &reason);
            }
            let name = Name {
                text: text.to_owned(),
                language: language.clone(),
                when: when.clone(),
            };
            if !found.iter().any(|(_, known)| *known == name) {
                found.push((rank, name));
            }
        }
    }
    found.sort_by(|a, b| {
        let place = |(rank, name): &(usize, Name)| (*rank, !name.language.is_empty());
        place(a).cmp(&place(b)).then_with(|| {
            let order = |name: &Name| (name.language.clone(), name.when.clone());
            order(&a.1).cmp(&order(&b.1))
        })
    });
    found.into_iter().map(|(_, name)| name).collect()
}

/// What a key says of the name it holds: its rank, language and time. `None` for no name.
fn meaning(key: &str) -> Option<(usize, String, When)> {
    let mut parts = key.split(':').peekable();
    let mut first = parts.next()?;
    let gone = STAGES.iter().any(|(stage, _)| *stage == first);
    if gone {
        first = parts.next()?;
    }
    let rank = KEYS.iter().position(|known| *known == first)?;
    let rank = if gone { rank + KEYS.len() } else { rank };
    let (mut language, mut when) = (String::new(), When::default());
    for part in parts {
        if let Some(time) = period(part) {
            when = time;
        } else {
            language = Some(part).and_then(tag).filter(|_| language.is_empty())?;
        }
    }
    Some((rank, language, when))
}

/// A time in a key: `1914-1945`, `1914--1945`, `-1945`, `1914..1920`.
fn period(text: &str) -> Option<When> {
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '~'));
    if !starts {
        return None;
    }
    date::years(text).or_else(|| date::parse(text))
}

/// The language tag that the end of a key is: `en`, `zh-Hant`, `ko-Latn`; not `etymology`.
fn tag(text: &str) -> Option<String> {
    if let Some((_, tag)) = LANGUAGES.iter().find(|(known, _)| *known == text) {
        return Some((*tag).to_owned());
    }
    let mut parts = text.split(['-', '_']);
    let language = parts.next()?;
    let is_language =
        (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (is_language && parts.all(is_part)).then(|| text.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Vec<String> {
        let tags: Tags = pairs.iter().copied().collect();
        let mut faults = Faults::of("a.osm.pbf");
        let names = names(&tags, "node/1", &mut faults);
        assert!(faults.finish().is_empty());
        let shown = names
            .iter()
            .map(|n| format!("{}|{}|{}", n.text, n.language, n.when));
        shown.collect()
    }

    #[test]
    fn the_name_comes_first_then_languages_then_old_names() {
        let found = read(&[
            ("alt_name", "Wyborg;Viborg"),
            ("name:fi", "Viipuri"),
            ("old_name:1917-1944", "Viipuri"),
            ("name:ko_rm", "Bibeureukeu"),
            ("name", "Выборг"),
            ("name:1710-1917", "Выборгъ"),
            ("disused:name", "Viborg C"),
        ]);
        assert_eq!(
            found,
            [
                "Выборг||",
                "Выборгъ||1710/1917",
                "Viipuri|fi|",
                "Bibeureukeu|ko-Latn|",
                "Wyborg||",
                "Viborg||",
                "Viipuri||1917/1944",
                "Viborg C||",
            ]
        );
    }

    #[test]
    fn a_language_and_a_time_may_stand_together() {
        let found = read(&[("old_name:de:1871-1918", "Straßburg")]);
        assert_eq!(found, ["Straßburg|de|1871/1918"]);
        assert_eq!(read(&[("old_name:-1945", "A")]), ["A||../1945"]);
        assert_eq!(read(&[("old_name:1945-", "A")]), ["A||1945/.."]);
    }

    #[test]
    fn what_is_said_about_names_is_no_name() {
        for key in [
            "name:etymology",
            "name:etymology:wikidata",
            "name:left",
            "name:prefix",
            "source:name",
            "operator",
            "name:en:pronunciation",
        ] {
            assert_eq!(read(&[(key, "x")]), [] as [&str; 0], "{key}");
        }
    }
}
