//! Lines and stations.

pub(crate) mod line_elsewhere;
pub(crate) mod list_incomplete;
