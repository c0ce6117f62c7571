//! Names on disk: found exactly, in another spelling, by their beginning, or with slips of the pen.
//!
//! In: names with the entries they belong to, and of each entry what filters ask for: position,
//! classes, importance, and when the name was in use. Out: one run of bytes, and a [`NameIndex`]
//! that reads it where it lies – in a file mapped into memory, say – without decoding anything.
//! Knows nothing of what an entry is, and opens no files.
//!
//! The bytes are a sorted table of keys ([`choro_name::name_keys`]) with the bearers of each, and
//! three directories from hashes to keys: of the whole key, of its skeleton
//! ([`choro_name::skeleton`]), and of its thirds, by which keys a few edits away are found. All
//! numbers are little-endian. Equal names give equal bytes.

mod blob;
mod build;
mod directory;
mod edits;
mod entry;
mod filter;
mod hit;
mod index;
mod look;
mod segment;
mod shared;
mod spelling;
mod toponym;

pub use blob::OpenError;
pub use build::{BuildError, Builder, build};
pub use filter::Filter;
pub use hit::{Bearer, Fit, Hit};
pub use index::{KeyId, NameIndex};
pub use shared::SharedBytes;
pub use toponym::{Attributes, Days, ENTRY_LIMIT, Role, Toponym};
