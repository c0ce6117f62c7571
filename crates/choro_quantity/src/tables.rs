//! The data tables of `data/`, as written there.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Numbers {
    pub(crate) cardinals: BTreeMap<String, f64>,
    pub(crate) scales: BTreeMap<String, f64>,
    pub(crate) fractions: BTreeMap<String, f64>,
    pub(crate) denominators: BTreeMap<String, f64>,
    pub(crate) vague: BTreeMap<String, [f64; 2]>,
    pub(crate) ordinals: BTreeMap<String, f64>,
    /// Keys: approximate, more_than, less_than, at_least, at_most.
    pub(crate) before: BTreeMap<String, Vec<String>>,
    pub(crate) after: BTreeMap<String, Vec<String>>,
    pub(crate) counted: Counted,
}

#[derive(Deserialize)]
pub(crate) struct Counted {
    pub(crate) plurals: Vec<String>,
    pub(crate) stops: Vec<String>,
    pub(crate) labels: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Winds {
    pub(crate) winds: BTreeMap<String, String>,
    pub(crate) forms: BTreeMap<String, Vec<String>>,
    pub(crate) before: BTreeMap<String, Vec<String>>,
    pub(crate) emphasis: BTreeMap<String, Vec<String>>,
    pub(crate) letter_context: LetterContext,
}

#[derive(Deserialize)]
pub(crate) struct LetterContext {
    pub(crate) after: Vec<String>,
    pub(crate) before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HedgeWords {
    pub(crate) phrases: Vec<String>,
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Read with the numbers they stand before; listed with the class for its readers.
    #[serde(default, rename = "before_number")]
    pub(crate) _before_number: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Dates {
    pub(crate) months: BTreeMap<String, Vec<String>>,
    pub(crate) months_elsewhere: BTreeMap<String, Vec<String>>,
    pub(crate) seasons: BTreeMap<String, Vec<String>>,
    pub(crate) parts: BTreeMap<String, [i32; 2]>,
    pub(crate) before: BTreeMap<String, Vec<String>>,
    pub(crate) between: Between,
    pub(crate) events: Events,
    pub(crate) present: Words,
    pub(crate) relative: Relative,
    pub(crate) eras: Eras,
}

#[derive(Deserialize)]
pub(crate) struct Between {
    pub(crate) words: Vec<String>,
    pub(crate) onwards: Vec<String>,
    pub(crate) present: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Events {
    pub(crate) dating: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) valid_at: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Words {
    pub(crate) words: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Relative {
    pub(crate) later: Vec<String>,
    pub(crate) earlier: Vec<String>,
    pub(crate) ago: Vec<String>,
    pub(crate) following: Vec<String>,
    pub(crate) preceding: Vec<String>,
    pub(crate) same: Vec<String>,
    pub(crate) years: BTreeMap<String, i32>,
}

#[derive(Deserialize)]
pub(crate) struct Eras {
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Periods {
    pub(crate) period: Vec<Period>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Period {
    pub(crate) id: String,
    pub(crate) when: String,
    #[serde(default)]
    pub(crate) region: String,
    pub(crate) names: Vec<String>,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Deserialize)]
pub(crate) struct Units {
    pub(crate) unit: Vec<UnitRow>,
    pub(crate) rates: Rates,
    pub(crate) single: Single,
    pub(crate) elevation: Elevation,
    pub(crate) population: Population,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitRow {
    pub(crate) id: String,
    pub(crate) kind: crate::measure::MeasureKind,
    pub(crate) factor: f64,
    #[serde(default)]
    pub(crate) offset: f64,
    #[serde(default)]
    pub(crate) names: Vec<String>,
    #[serde(default)]
    pub(crate) symbols: Vec<String>,
    #[serde(default)]
    pub(crate) closing_only: bool,
    #[serde(default)]
    pub(crate) prefix: bool,
}

#[derive(Deserialize)]
pub(crate) struct Rates {
    pub(crate) yearly: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Single {
    pub(crate) names: Vec<String>,
    pub(crate) after: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Elevation {
    pub(crate) after: Vec<String>,
    pub(crate) before: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Population {
    pub(crate) heads: Vec<String>,
    pub(crate) links: Vec<String>,
}

/// Reads one embedded table.
///
/// # Panics
/// Where the table shipped with the program is malformed; a test reads them all.
pub(crate) fn read<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => panic!("data/{name} is malformed: {error}"),
    }
}
