//! Names as words.
//!
//! In: toponyms as spelt in any source. Out: folded forms for exact look-up, the base and the
//! generic of a name ("North Hamgyong" + "Province"), comparisons of two names with a reason
//! people can read, and hints at the romanisation system a spelling follows.
//! Language knowledge is read from `data/`; knows nothing of places or documents.

mod compare;
mod distance;
mod fold;
mod generic;
mod key;
pub mod romanisation;
mod scheme;
mod skeleton;
mod weighted;

pub use compare::{
    Comparison, Decision, Generics, Likeness, Mechanism, Relation, compare, evidence, likeness,
};
pub use distance::{bounded_distance, tolerated_edits};
pub use fold::{fold, fold_into, folds_to};
pub use generic::{Generic, Parts, renderings, split_generic};
pub use key::{Key, joined, keys, name_keys};
pub use scheme::{SchemeHint, scheme_hints};
pub use skeleton::skeleton;
pub use weighted::weighted_distance;
