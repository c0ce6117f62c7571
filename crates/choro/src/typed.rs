//! Types and dates as people type them after `--type` and `--date`.

use anyhow::bail;
use choro_gazetteer::Class;
use choro_project::suggestion;
use choro_quantity::When;

/// The class that a word names; where none does, the error says what may have been meant.
pub(crate) fn class(typed: &str) -> anyhow::Result<Class> {
    let word = typed.trim().to_lowercase();
    let known = Class::from_name(&word).or_else(|| Class::from_noun(&word));
    let Some(class) = known.or_else(|| Class::from_type(&word)) else {
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
    let Some(typed) = typed else {
        return Ok(When::default());
    };
    match When::parse(typed.trim()) {
        Some(date) if !date.is_unstated() => Ok(date),
        _ => bail!(
            "--date `{typed}` is not a date in EDTF: a year (1930), a day (1930-05-01) or years \
             (1910/1945)"
        ),
    }
}
