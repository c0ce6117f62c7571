//! Statements held against each other.

pub(crate) mod asymmetric_neighbours;
pub(crate) mod cyclic_order;
pub(crate) mod not_converse;
pub(crate) mod qualities_conflict;
pub(crate) mod side_taken_twice;
pub(crate) mod values_conflict;
