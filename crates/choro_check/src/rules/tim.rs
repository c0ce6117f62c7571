//! What held when.

pub(crate) mod boundary_change;
pub(crate) mod status_conflict;
