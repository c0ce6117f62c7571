//! What may be wrong with words and templates.

/// Why a brief cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum BriefError {
    /// No file of words for the language.
    #[error("there are no words for the language `{language}`; there are: {known}")]
    Language {
        /// The language asked for.
        language: String,
        /// Those there are.
        known: String,
    },
    /// A file of words cannot be read.
    #[error("`{path}` cannot be used: {message}")]
    Words {
        /// The file.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// A template cannot be filled in.
    #[error("template `{template}`: {message}")]
    Template {
        /// Table and key of the template: `sentences.distance`.
        template: String,
        /// What is wrong with it.
        message: String,
    },
    /// A Word file cannot be put together.
    #[error("the Word file cannot be put together: {0}")]
    Package(#[from] std::io::Error),
    /// A Word file cannot be packed.
    #[error("the Word file cannot be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
}
