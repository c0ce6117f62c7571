//! What held when.

pub(crate) mod boundary_change;
mod happening;
pub(crate) mod impossible_date;
pub(crate) mod impossible_order;
pub(crate) mod interval;
pub(crate) mod outside_existence;
pub(crate) mod outside_period;
pub(crate) mod status_conflict;
pub(crate) mod undated_figure;
pub(crate) mod undated_present;
