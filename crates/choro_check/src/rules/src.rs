//! Where figures come from.

pub(crate) mod unsourced_figure;
