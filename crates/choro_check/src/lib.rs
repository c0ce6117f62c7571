//! Verdicts and findings.
//!
//! In: annotated documents, the gazetteer, the network, the lists of sites. Out: one [`Verdict`] per claim, with the
//! measured number, the tolerance and the reference it rests on, and the findings of the rules,
//! one file per rule under `rules/`. Opens no files.

mod check;
mod chronicle;
mod codes;
mod corpus;
mod counts;
mod data;
mod figure_words;
mod identity;
mod knowledge;
mod measures;
mod passage;
mod railways;
mod referent;
mod rules;
mod ruling;
mod settings;
mod sought;
mod spoken;
mod suppression;
mod temporal;
mod thresholds;
mod verdict;
mod wording;
mod written;

pub use check::{Checked, References, check};
pub use codes::{Fixes, RuleInfo, rules};
pub use counts::{SiteLists, counts_sites};
pub use data::Thresholds;
pub use settings::{Allow, FindingDecision, Settings, Style};
pub use suppression::{Suppressed, Suppressor};
pub use thresholds::ThresholdsFault;
pub use verdict::{Outcome, Verdict};
