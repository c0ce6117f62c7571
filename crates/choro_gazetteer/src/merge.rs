//! Why records were taken for one place.

use crate::SourceRecord;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A record that was joined to a place, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// The record that was joined.
    pub record: SourceRecord,
    /// The record of the place that it was found to be the same as.
    pub with: SourceRecord,
    /// How sure it is that the two are one place, from 0 to 1; 1 where a person decided.
    pub score: f64,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<MergeReason>,
}

/// Something that speaks for two records being one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MergeReason {
    /// A person decided it, for a reason.
    Decided(String),
    /// Both have this id of a gazetteer.
    Id(String),
    /// Both have this first name.
    Name(String),
    /// Both have this name, one of them among others.
    OtherName(String),
    /// Both have this name in another script than their first name's.
    OtherScript(String),
    /// Two spellings of one name.
    Spellings(String, String),
    /// So many metres apart.
    Apart(f64),
    /// One lies in the outline of the other.
    Inside,
    /// Both lie in the place of this name.
    Parent(String),
    /// The one is the unit, the other the settlement of one city.
    UnitOfCity,
    /// One has no position, and the other alone bears the name among units of its kind.
    OnlyOne,
    /// So few records of the source bear the name.
    Rare(usize),
}

impl Merge {
    /// The reasons in one line: `same id geonames:2044757, 1.7 km apart, both in North Hamgyong`.
    pub fn why(&self) -> String {
        let reasons: Vec<String> = self.reasons.iter().map(ToString::to_string).collect();
        reasons.join(", ")
    }
}

impl fmt::Display for MergeReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decided(because) if because.is_empty() => f.write_str("decided by hand"),
            Self::Decided(because) => write!(f, "decided by hand: {because}"),
            Self::Id(id) => write!(f, "same id {id}"),
            Self::Name(name) => write!(f, "same name ‘{name}’"),
            Self::OtherName(name) => write!(f, "‘{name}’ among the names of both"),
            Self::OtherScript(name) => write!(f, "same ‘{name}’"),
            Self::Spellings(a, b) => write!(f, "‘{a}’ and ‘{b}’ spell one name"),
            Self::Apart(metres) if *metres < 10.0 => f.write_str("at one point"),
            Self::Apart(metres) if *metres < 995.0 => {
                write!(f, "{:.0} m apart", (metres / 10.0).round() * 10.0)
            }
            Self::Apart(metres) => write!(f, "{:.1} km apart", metres / 1000.0),
            Self::Inside => f.write_str("one lies in the other"),
            Self::Parent(name) => write!(f, "both in {name}"),
            Self::UnitOfCity => f.write_str("unit and settlement of one city"),
            Self::OnlyOne => f.write_str("the only unit of the name there"),
            Self::Rare(bearers) => write!(f, "only {bearers} records of the source bear the name"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_in_one_line() {
        let record = |id: &str| SourceRecord {
            source: crate::SourceId(0),
            record: id.to_owned(),
        };
        let merge = Merge {
            record: record("a"),
            with: record("b"),
            score: 0.9,
            reasons: vec![
                MergeReason::OtherScript("혜산".into()),
                MergeReason::Apart(1_204.0),
                MergeReason::Parent("Ryanggang".into()),
            ],
        };
        assert_eq!(merge.why(), "same ‘혜산’, 1.2 km apart, both in Ryanggang");
        assert_eq!(MergeReason::Apart(4.0).to_string(), "at one point");
        assert_eq!(MergeReason::Apart(456.0).to_string(), "460 m apart");
    }
}
