//! Findings and how they are shown.
//!
//! In: findings made by readers, rules and decisions. Out: text for the terminal, JSON, SARIF and
//! CI annotations. Knows nothing of places, claims or files on disk.

mod finding;
pub mod input;
pub mod render;
mod rule;

pub use finding::{Finding, Fix, Location, Severity};
pub use rule::{RuleDescription, RuleLevel};
