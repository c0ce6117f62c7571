//! Types, dates and areas as people type them after `--type`, `--date` and `--within`.

use anyhow::bail;
use choro_gazetteer::{Class, Gazetteer, PlaceId, Search};
use choro_project::suggestion;
use choro_quantity::When;

/// Places named as hints where nothing is called so.
const HINTS: usize = 3;

/// The class that a word names: as this program writes it, a noun of English, a source's code.
pub(crate) fn class_called(typed: &str) -> Option<Class> {
    let word = typed.trim().to_lowercase();
    Class::from_name(&word)
        .or_else(|| Class::from_noun(&word))
        .or_else(|| Class::from_type(&word))
}

/// The class that a word names; where none does, the error says what may have been meant.
pub(crate) fn class(typed: &str) -> anyhow::Result<Class> {
    let word = typed.trim().to_lowercase();
    let Some(class) = class_called(&word) else {
        let words = Class::ALL.iter().map(|class| class.as_str());
        match suggestion(&word, words.clone()) {
            Some(meant) => bail!("`{typed}` is no type of place; did you mean `{meant}`?"),
            None => bail!(
                "`{typed}` is no type of place; types are {}",
                words.collect::<Vec<_>>().join(", ")
            ),
        }
    };
    Ok(class)
}

/// The time asked for; unstated where none is.
pub(crate) fn date(typed: Option<&str>) -> anyhow::Result<When> {
    time("--date", typed)
}

/// The same after `--as-of`.
pub(crate) fn as_of(typed: Option<&str>) -> anyhow::Result<When> {
    time("--as-of", typed)
}

fn time(option: &str, typed: Option<&str>) -> anyhow::Result<When> {
    let Some(typed) = typed else {
        return Ok(When::default());
    };
    match When::parse(typed.trim()) {
        Some(date) if !date.is_unstated() => Ok(date),
        _ => bail!(
            "{option} `{typed}` is not a date in EDTF: a year (1930), a day (1930-05-01) or years \
             (1910/1945)"
        ),
    }
}

/// The area of a key or a name in any spelling, after `--within`: the unit or region called so, else
/// the one place called so. Several of one rank are refused.
pub(crate) fn area(gazetteer: &Gazetteer, typed: &str) -> anyhow::Result<PlaceId> {
    if let Some(id) = gazetteer.by_key(typed) {
        return Ok(id);
    }
    let mut found = gazetteer.areas_called(typed);
    if found.is_empty() {
        found = gazetteer.by_name(typed);
    }
    let level = |id: PlaceId| gazetteer.place(id).class.level();
    let highest = found.iter().map(|id| level(*id)).max();
    found.retain(|id| Some(level(*id)) == highest);
    match found[..] {
        [only] => Ok(only),
        [] => bail!("{}", unknown(gazetteer, "--within", typed)),
        _ => bail!(
            "--within `{typed}` may be {}: name one by its id",
            listed(gazetteer, found.iter().copied())
        ),
    }
}

/// What is said of a name after an option that no place has.
pub(crate) fn unknown(gazetteer: &Gazetteer, option: &str, typed: &str) -> String {
    let asked = Search {
        name: typed.to_owned(),
        ..Search::default()
    };
    let near = gazetteer.search(&asked, HINTS);
    let said = format!("{option} `{typed}`: no place of the gazetteer is called so");
    if near.is_empty() {
        return said;
    }
    let ids = near.iter().map(|found| found.id);
    format!("{said}; there is {}", listed(gazetteer, ids))
}

/// Places in a row of words: `Kimchaek (city, wof:1)`.
pub(crate) fn listed(gazetteer: &Gazetteer, ids: impl Iterator<Item = PlaceId>) -> String {
    let words = ids.map(|id| {
        let place = gazetteer.place(id);
        format!("{} ({}, {})", place.name(), place.class, place.key)
    });
    words.collect::<Vec<_>>().join(", ")
}
