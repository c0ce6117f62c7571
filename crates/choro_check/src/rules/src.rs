//! Where figures come from.

pub(crate) mod dead_source;
pub(crate) mod hedge_lost;
pub(crate) mod official_only;
pub(crate) mod source_older;
pub(crate) mod undated_caption;
pub(crate) mod unsourced_figure;
