//! Why a project cannot be compiled or published.

use choro_project::StagingError;
use std::path::PathBuf;

/// What ends a run. Faults in inputs are findings and end nothing.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The output folder cannot be written.
    #[error(transparent)]
    Output(#[from] StagingError),
    /// A file that choro keeps cannot be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The atlas cannot be written in an open format.
    #[error(transparent)]
    Export(#[from] choro_export::Error),
}
