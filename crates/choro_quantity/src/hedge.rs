//! Who stands behind a statement, whether it is denied, and whether it still holds.
//!
//! "According to official history" is official; "reportedly" reported; "around" before a number
//! estimated; "appears to" apparent. "formerly" and "until" put a clause into the past.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Flags, Lexicon};
use crate::reader::{Extent, Reader};
use crate::taken::Taken;

/// Who stands behind a statement, and how firmly.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Hedge {
    /// The author, without reserve.
    #[default]
    Asserted,
    /// An authority is named as its source.
    Official,
    /// Others say so.
    Reported,
    /// It is an estimate.
    Estimated,
    /// It looks so.
    Apparent,
}

impl fmt::Display for Hedge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asserted => "asserted",
            Self::Official => "official",
            Self::Reported => "reported",
            Self::Estimated => "estimated",
            Self::Apparent => "apparent",
        })
    }
}

/// Whether a statement is affirmed or denied.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It is not so.
    Negated,
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        })
    }
}

/// What a word of hedging tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cue {
    /// Who stands behind the clause.
    Hedge(Hedge),
    /// The clause is denied: "not", "never".
    Negation,
    /// It held once: "formerly", "until".
    Past,
    /// It is to come: "will", "planned".
    Future,
    /// It could or should be: "could".
    Modal,
}

/// A word or phrase of hedging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HedgeTag {
    /// The phrase.
    pub at: Extent,
    /// What it tells. "no longer" has two tags: negation and past.
    pub cue: Cue,
    /// Who is named as the source after "according to".
    pub source: Option<Extent>,
}

/// All hedges of the text in order; `approximators` are those found before numbers and dates.
pub(crate) fn hedges(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    taken: &Taken,
    approximators: &[Extent],
) -> Vec<HedgeTag> {
    let mut tags: Vec<HedgeTag> = approximators
        .iter()
        .map(|&at| HedgeTag {
            at,
            cue: Cue::Hedge(Hedge::Estimated),
            source: None,
        })
        .collect();
    let mut next = 0;
    for &i in reader.triggers() {
        if i < next || !reader.has(i, Flags::HEDGE) || taken.covers(i) {
            continue;
        }
        let Some((end, cue)) = lexicon.hedges.starting_at(reader, i) else {
            continue;
        };
        next = end;
        let Some(cue) = *cue else { continue };
        if is_name(reader, i, end) {
            continue;
        }
        let at = reader.extent(i, end);
        let source = names_source(reader, i)
            .then(|| source_after(reader, end))
            .flatten();
        tags.push(HedgeTag { at, cue, source });
        if cue == Cue::Past && reader.is(i, "no") {
            tags.push(HedgeTag {
                at,
                cue: Cue::Negation,
                source: None,
            });
        }
    }
    tags.sort_by_key(|t| (t.at.first, t.at.end, t.cue));
    // "an estimated 500": the approximator and the hedge are one.
    tags.dedup_by(|later, earlier| later.cue == earlier.cue && later.at.overlaps(earlier.at));
    tags
}

/// "May" and "Will" with a capital inside a sentence are a month or a man.
fn is_name(reader: &Reader<'_>, i: usize, end: usize) -> bool {
    end == i + 1
        && reader.is_any(i, &["may", "will", "might", "no", "must", "can"])
        && reader.starts_upper(i)
        && (!reader.starts_sentence(i) || reader.is_number(end) || reader.word(end) == ".")
}

fn names_source(reader: &Reader<'_>, i: usize) -> bool {
    reader.is(i, "according")
}

/// "the district office" in "according to the district office, …".
fn source_after(reader: &Reader<'_>, first: usize) -> Option<Extent> {
    let end = (first..(first + 12).min(reader.len()))
        .find(|&i| reader.word(i) == "," || reader.ends_sentence(i) || reader.word(i) == ";")?;
    (end > first).then(|| reader.extent(first, end))
}

#[cfg(test)]
mod tests;
