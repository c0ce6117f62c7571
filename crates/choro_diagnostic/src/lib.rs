//! Findings and how they are shown.
//!
//! In: findings made by readers, rules and decisions. Out: text for the terminal, JSON, SARIF and
//! CI annotations. Knows nothing of places, claims or files on disk.

pub mod decision;
mod diff;
pub mod faults;
mod finding;
mod fix;
pub mod input;
pub mod render;
mod rule;

pub use diff::{Replacement, unified_diff};
pub use faults::{Faults, Spot};
pub use finding::{Finding, Location, Severity};
pub use fix::{Edit, Fix, compatible_fixes};
pub use rule::{RuleDescription, RuleLevel};
