//! What `choro claims` accepts.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// Which claims are listed, and how.
#[derive(Debug, ClapArgs)]
pub(crate) struct Claims {
    /// Documents or folders; all documents of the project where none is named
    #[arg(value_name = "DOC")]
    pub(crate) paths: Vec<PathBuf>,
    /// How claims are shown
    #[arg(long, value_enum, default_value_t = ClaimsFormat::Table, value_name = "FORMAT")]
    pub(crate) output_format: ClaimsFormat,
    /// Only claims of these kinds: direction, borders
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Only claims with these verdicts
    #[arg(long, value_enum, value_delimiter = ',', value_name = "VERDICT")]
    pub(crate) verdict: Vec<Verdict>,
    /// Only claims that name this place, by its key or name
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// Also call wrong what only rules in preview do
    #[arg(long)]
    pub(crate) preview: bool,
    /// Instead of the claims, how many sentences carry one, and how many could be checked
    #[arg(long, conflicts_with_all = ["kind", "verdict", "place"])]
    pub(crate) coverage: bool,
    /// What the addresses of documents begin with in web annotations: https://example.org/atlas/
    #[arg(long, value_name = "IRI")]
    pub(crate) base: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimsFormat {
    /// Aligned columns for people
    Table,
    /// JSON
    Json,
    /// CSV with a header row
    Csv,
    /// W3C Web Annotations (JSON-LD)
    WebAnnotation,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Verdict {
    /// The references bear it out
    Supported,
    /// Beyond tolerance under every reading
    Contradicted,
    /// References or statements disagree
    Disputed,
    /// The data cannot decide
    Undetermined,
}
