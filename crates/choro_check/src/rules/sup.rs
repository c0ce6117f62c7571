//! Superlatives and announced numbers.

pub(crate) mod closed_world;
pub(crate) mod contradicted;
pub(crate) mod count_and_names;
pub(crate) mod measure_missing;
pub(crate) mod two_holders;
