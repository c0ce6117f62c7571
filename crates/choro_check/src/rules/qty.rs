//! Figures, held against tables.

pub(crate) mod figure_of_another_unit;
pub(crate) mod off_by_magnitude;
