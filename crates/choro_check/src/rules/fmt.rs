//! How things are written.

pub(crate) mod ambiguous_date;
pub(crate) mod ambiguous_separator;
pub(crate) mod bare_coordinate;
pub(crate) mod furniture_in_text;
pub(crate) mod malformed_coordinate;
