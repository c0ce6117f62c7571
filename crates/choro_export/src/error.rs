//! What can go wrong in writing.

use std::path::PathBuf;

/// Why an atlas could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is there already; exporters never change a file, they make one.
    #[error("{} is there already; choose another path or remove it", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// SQLite could not write the file.
    #[error("cannot write {}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}
