//! Words that a project adds to those shipped.

use super::{Lexicon, Tables};
use crate::tables::{self, HedgeWords, Period, UnitRow};
use crate::{MeasureKind, When};
use choro_text::Span;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

/// Tables of words in the notation of `data/periods.toml`, `data/units.toml` and
/// `data/hedges.toml`; empty where nothing is added. A name that is shipped too means what the
/// table says.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddedWords {
    /// `[[period]]` with `id`, `when` (EDTF), `names`.
    pub periods: String,
    /// `[[unit]]` with `id`, `kind`, `factor`, `names`, `symbols`.
    pub units: String,
    /// `[official]`, `[reported]`, … with `phrases`.
    pub hedges: String,
}

/// A table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordsFault {
    /// `periods`, `units` or `hedges`.
    pub table: &'static str,
    /// Bytes of the table.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddedPeriods {
    #[serde(default)]
    period: Vec<Period>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddedUnits {
    #[serde(default)]
    unit: Vec<UnitRow>,
}

impl Lexicon {
    /// The words shipped with those added. A lexicon lasts as long as the program: each set of
    /// tables is read once.
    ///
    /// # Errors
    /// Tells the first table that cannot be used, and why.
    pub fn with(words: &AddedWords) -> Result<&'static Self, WordsFault> {
        static READ: Mutex<BTreeMap<AddedWords, &'static Lexicon>> = Mutex::new(BTreeMap::new());
        if *words == AddedWords::default() {
            return Ok(Self::shipped());
        }
        let mut read = READ
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = read.get(words) {
            return Ok(known);
        }
        let lexicon: &'static Self = Box::leak(Box::new(Self::build(tables_with(words)?)));
        read.insert(words.clone(), lexicon);
        Ok(lexicon)
    }

    /// What a unit measures, and its size in the SI unit of that; by its id in claims.
    pub fn unit(&self, id: &str) -> Option<(MeasureKind, f64)> {
        let row = self.unit_rows.iter().find(|row| row.id == id)?;
        Some((row.kind, row.factor))
    }
}

/// The tables shipped, with what is added before them: of two like phrases the first counts.
fn tables_with(words: &AddedWords) -> Result<Tables, WordsFault> {
    let mut tables = Tables::shipped();
    let periods: AddedPeriods = read("periods", &words.periods)?;
    for period in &periods.period {
        let fault = |what| row_fault("periods", &words.periods, &period.id, what);
        if When::parse(&period.when).is_none_or(|when| when.is_unstated()) {
            return Err(fault("`when` is a time in EDTF, such as \"1910/1945\""));
        }
        if !is_named(&period.names) {
            return Err(fault("`names` has no name"));
        }
    }
    tables.periods.period.splice(0..0, periods.period);
    let units: AddedUnits = read("units", &words.units)?;
    for unit in &units.unit {
        let fault = |what| row_fault("units", &words.units, &unit.id, what);
        if !(unit.factor.is_finite() && unit.factor > 0.0) {
            return Err(fault("`factor` is a number above 0"));
        }
        if !is_named(&unit.names) && !is_named(&unit.symbols) {
            return Err(fault("it has neither `names` nor `symbols`"));
        }
    }
    tables.units.unit.splice(0..0, units.unit);
    let hedges: HashMap<String, HedgeWords> = read("hedges", &words.hedges)?;
    let mut classes: Vec<&String> = hedges.keys().collect();
    classes.sort();
    if let Some(unknown) = classes
        .iter()
        .find(|class| !tables.hedges.contains_key(**class))
    {
        let mut known: Vec<&str> = tables.hedges.keys().map(String::as_str).collect();
        known.sort_unstable();
        let what = format!(
            "there is no class of that name; classes are {}",
            known.join(", ")
        );
        return Err(row_fault("hedges", &words.hedges, unknown, &what));
    }
    tables.added_hedges = hedges;
    Ok(tables)
}

fn read<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<T, WordsFault> {
    toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        WordsFault {
            table,
            span: Span::new(span.start, span.end),
            message: error.message().to_owned(),
        }
    })
}

fn is_named(names: &[String]) -> bool {
    !names.is_empty() && names.iter().all(|name| !name.trim().is_empty())
}

/// A fault of the row with an id, pointing to where the id stands.
fn row_fault(table: &'static str, text: &str, id: &str, what: &str) -> WordsFault {
    let start = text.find(id).unwrap_or(0);
    WordsFault {
        table,
        span: Span::new(start, start + id.len().min(text.len() - start)),
        message: format!("`{id}`: {what}"),
    }
}

impl Tables {
    /// The tables in `data/`.
    pub(super) fn shipped() -> Self {
        Self {
            numbers: tables::read(
                "numbers.toml",
                include_str!("../../../../data/numbers.toml"),
            ),
            winds: tables::read("winds.toml", include_str!("../../../../data/winds.toml")),
            hedges: tables::read("hedges.toml", include_str!("../../../../data/hedges.toml")),
            added_hedges: HashMap::new(),
            dates: tables::read("dates.toml", include_str!("../../../../data/dates.toml")),
            periods: tables::read(
                "periods.toml",
                include_str!("../../../../data/periods.toml"),
            ),
            units: tables::read("units.toml", include_str!("../../../../data/units.toml")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cue, Hedge, Tags, tag_with};
    use choro_text::tokenise;

    fn tags(words: &AddedWords, text: &str) -> Tags {
        let lexicon = Lexicon::with(words).expect("words");
        tag_with(lexicon, text, &tokenise(text))
    }

    #[test]
    fn a_period_of_the_project_dates_and_may_replace_one_shipped() {
        let words = AddedWords {
            periods: "[[period]]\nid = \"salt-war\"\nwhen = \"1611/1614\"\nnames = [\"Salt War\", \"cold war\"]\n"
                .to_owned(),
            ..AddedWords::default()
        };
        for text in ["It burned during the Salt War.", "during the Cold War"] {
            let dates = tags(&words, text).dates;
            assert_eq!(dates[0].when.edtf, "1611/1614", "{text}");
        }
        let shipped = tags(&AddedWords::default(), "during the Salt War").dates;
        assert!(shipped.is_empty(), "{shipped:?}");
    }

    #[test]
    fn a_unit_of_the_project_is_measured() {
        let words = AddedWords {
            units: "[[unit]]\nid = \"ri\"\nkind = \"length\"\nfactor = 392.7\nnames = [\"ri\"]\n"
                .to_owned(),
            ..AddedWords::default()
        };
        let measures = tags(&words, "The fort lies 30 ri from the town.").measures;
        assert_eq!(measures[0].unit, "ri");
        let lexicon = Lexicon::with(&words).expect("words");
        assert_eq!(lexicon.unit("ri"), Some((MeasureKind::Length, 392.7)));
        assert_eq!(lexicon.unit("km"), Some((MeasureKind::Length, 1000.0)));
        assert!(
            tags(&AddedWords::default(), "30 ri from the town")
                .measures
                .is_empty()
        );
    }

    #[test]
    fn a_hedge_of_the_project_counts() {
        let words = AddedWords {
            hedges: "[reported]\nphrases = [\"as the elders tell\"]\n".to_owned(),
            ..AddedWords::default()
        };
        let hedges = tags(&words, "As the elders tell, it burned.").hedges;
        assert_eq!(hedges[0].cue, Cue::Hedge(Hedge::Reported));
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let fault = |periods: &str, units: &str, hedges: &str| {
            let words = AddedWords {
                periods: periods.to_owned(),
                units: units.to_owned(),
                hedges: hedges.to_owned(),
            };
            Lexicon::with(&words).err().expect("a fault")
        };
        let period = fault(
            "[[period]]\nid = \"x\"\nwhen = \"soon\"\nnames = [\"x\"]\n",
            "",
            "",
        );
        assert!(period.message.contains("EDTF"), "{period}");
        let key = fault("[[periods]]\n", "", "");
        assert_eq!((key.table, key.span.start), ("periods", 2), "{key}");
        let unit = fault(
            "",
            "[[unit]]\nid = \"ri\"\nkind = \"length\"\nfactor = 0\nnames = [\"ri\"]\n",
            "",
        );
        assert!(unit.message.contains("above 0"), "{unit}");
        assert_eq!(unit.span, Span::new(15, 17));
        let hedge = fault("", "", "[guessed]\nphrases = [\"maybe\"]\n");
        assert!(hedge.message.contains("classes are apparent, "), "{hedge}");
    }
}
