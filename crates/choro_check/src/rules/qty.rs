//! Figures, held against tables and against one another.

pub(crate) mod conversion;
pub(crate) mod density;
pub(crate) mod figure_of_another_unit;
pub(crate) mod growth;
pub(crate) mod list_count;
pub(crate) mod off_by_magnitude;
pub(crate) mod outside_reference;
pub(crate) mod range;
pub(crate) mod rate_missing;
pub(crate) mod share;
pub(crate) mod sum;
pub(crate) mod unit_fit;
