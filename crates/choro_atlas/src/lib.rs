//! The compiled whole.
//!
//! In: gazetteer, network, annotated documents, verdicts and findings. Out: an [`Atlas`] and the
//! questions its readers ask: which statements speak of a place, which findings lie in a document.
//! Writes nothing; exporters and the site read it.

mod about;
mod atlas;
mod coverage;
#[cfg(any(test, feature = "sample"))]
pub mod sample;

pub use about::{About, Index};
pub use atlas::{Atlas, Statement};
pub use coverage::Coverage;
