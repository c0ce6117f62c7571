//! Claims: what a document says.
//!
//! In: a document, its mentions and the gazetteer (for classes of places only). Out: [`Claim`]s,
//! each one checkable statement with kind, subject, object, value, time, hedge, and the exact bytes
//! it rests on. The grammar of each kind is a file under `data/grammar/`. Judges nothing.

mod claim;
mod extract;
mod grammar;
mod kind;

pub use claim::{Annotated, Argument, Claim, ClaimId, Evidence};
pub use extract::extract;
pub use grammar::{Example, examples, pattern};
pub use kind::Kind;
