//! Romanisation: names of one script written in another, by the published systems.
//!
//! A system is a file under `data/romanisation/systems/`: passes of rules over the letters of a
//! word. The engine knows scripts and the make-up of Hangul syllables and nothing of any language.

mod alphabet;
mod candidates;
mod case;
mod catalogue;
mod class;
mod compile;
mod file;
mod hangul;
mod junction;
mod model;
mod notation;
mod pass;
mod script;
mod system;

pub use candidates::{Candidate, candidates, possible_systems};
pub use catalogue::{nearest_system, spellings, system, systems};
pub use file::SystemError;
pub use model::languages_read_back;
pub use script::script_code;
pub use system::{Example, Step, System, Transliteration};
