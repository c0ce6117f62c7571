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
    /// The file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Package {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: choro_geopackage::Error,
    },
}
