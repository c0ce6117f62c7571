//! The phases in order, from a project to an atlas and its outputs.
//!
//! In: a project, the world it lives in, a cache. Out: a [`Compiled`] atlas with the findings about
//! its inputs, and, by [`publish`], the output folder. [`compile`] reads as the list of phases; what
//! each phase does is in its own crate. Work is done again only where what it was made from
//! changed.

mod build;
mod codes;
mod date;
mod decided;
mod elevation;
mod error;
mod inputs;
mod judge;
mod knowledge;
mod lines;
mod networks;
mod parallel;
mod progress;
mod publish;
mod reading;
mod sites;
mod stamp;
mod wording;

pub use build::{Compiled, Options, compile};
pub use codes::rules;
pub use decided::{CorrectionError, concerns, correct, is_about};
pub use error::PipelineError;
pub use knowledge::source;
pub use progress::{Phase, Progress, Silent};
pub use publish::{Published, publish};
pub use sites::{Sites, sites};
pub use stamp::{Stamp, up_to_date};

/// The version of the program, and a hash of the source it was built from: part of every cache
/// key.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("CHORO_FINGERPRINT"));
