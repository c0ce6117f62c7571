//! Lines and stations.

pub(crate) mod crossing_mode;
pub(crate) mod journey;
pub(crate) mod line_connects;
pub(crate) mod line_elsewhere;
pub(crate) mod list_incomplete;
