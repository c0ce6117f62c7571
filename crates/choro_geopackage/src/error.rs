//! What can go wrong with a package.

use std::io;

/// Why a package could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// SQLite refuses: a file that is none, a full disk, a table that is there already.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The finished file could not be handed on.
    #[error(transparent)]
    Io(#[from] io::Error),
}
