//! What `choro decide` accepts.

use super::TextFormat;
use clap::{ArgGroup, Args as ClapArgs};

/// What is decided, about what, why and by whom.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("what").args(["findings", "mention", "claim", "list"]).required(true)))]
#[command(group(ArgGroup::new("word").args(["dismiss", "accept", "is", "says", "list"]).required(true)))]
pub(crate) struct Decide {
    /// Findings: their fingerprints, or where they stand as `choro check` shows it
    /// (docs/first.md:6:1)
    #[arg(value_name = "FINDING")]
    pub(crate) findings: Vec<String>,
    /// The findings are not to be shown any more; needs --because
    #[arg(long, requires_all = ["findings", "because"])]
    pub(crate) dismiss: bool,
    /// The findings are right; they stay, and are shown as accepted
    #[arg(long, requires = "findings")]
    pub(crate) accept: bool,
    /// Also all findings of the same rule about the same: the same subject and object of a claim,
    /// the same words
    #[arg(long, requires = "findings")]
    pub(crate) like_it: bool,
    /// The words at a place of a document
    #[arg(long, value_name = "DOC:LINE:COLUMN", requires = "is")]
    pub(crate) mention: Option<String>,
    /// The place they stand for: its key or name; `nothing` if none of the gazetteer
    #[arg(long, value_name = "PLACE", requires = "mention")]
    pub(crate) is: Option<String>,
    /// Not only in this paragraph, but wherever the words stand in the document
    #[arg(long, requires = "mention")]
    pub(crate) everywhere: bool,
    /// A claim, by its id in `choro claims`: docs/first.md#7
    #[arg(long, value_name = "ID", requires = "says")]
    pub(crate) claim: Option<String>,
    /// What it says: value=SW, unit=km, subject=PLACE, object=PLACE, when=1930, polarity=negated (more
    /// than once for several parts); `nothing` if there is no such claim
    #[arg(
        long,
        value_name = "PART=VALUE",
        value_delimiter = ',',
        requires = "claim"
    )]
    pub(crate) says: Vec<String>,
    /// What has been decided, by whom, when and until when, and what it applies to now
    #[arg(long, conflicts_with_all = ["because", "until", "by", "dry_run"])]
    pub(crate) list: bool,
    /// Only decisions about what is not there any more
    #[arg(long, requires = "list")]
    pub(crate) stale: bool,
    /// Only decisions whose last day is over
    #[arg(long, requires = "list")]
    pub(crate) expired: bool,
    /// How decisions are listed
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT", requires = "list")]
    pub(crate) output_format: TextFormat,
    /// Why
    #[arg(long, value_name = "REASON")]
    pub(crate) because: Option<String>,
    /// The last day it holds: a day (2027-01-31), or a month or year to its end
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Who decides; else `[project] author` of choro.toml
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Only list what would be decided
    #[arg(long)]
    pub(crate) dry_run: bool,
}
