//! Claims: what a document says.
//!
//! In: a document, its mentions and the gazetteer (for classes of places only). Out: [`Claim`]s,
//! each one checkable statement with kind, subject, object, value, time, hedge, and the exact bytes
//! it rests on. The grammar of each kind is a file under `data/grammar/`. Judges nothing.

mod claim;
mod extract;
mod grammar;
mod kind;
mod language;

pub use claim::{Annotated, Argument, Claim, ClaimId, Evidence};
pub use extract::{extract, extract_in};
pub use grammar::{AddedGrammar, Example, GrammarFault, examples};
pub use kind::Kind;
pub use language::Language;
