//! The rules, one file each, by family. A file's documentation is the page of its rule.

pub(crate) mod fmt;
pub(crate) mod geo;
pub(crate) mod nam;
pub(crate) mod net;
pub(crate) mod qty;
pub(crate) mod src;
pub(crate) mod sup;
pub(crate) mod tim;
pub(crate) mod xcl;
