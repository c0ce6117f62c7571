//! How things are written.

pub(crate) mod bare_coordinate;
pub(crate) mod malformed_coordinate;
