//! What the command line accepts.

mod brief;
mod claims;
mod decide;
mod diff;
mod export;
mod import;
mod route;
mod sites;

pub(crate) use brief::{Brief, BriefFormat};
pub(crate) use claims::{Claims, ClaimsFormat, Verdict};
pub(crate) use decide::Decide;
pub(crate) use diff::{By, Diff, DiffFormat};
pub(crate) use export::{Export, Exported, Licenses};
pub(crate) use import::{Import, ImportFormat};
pub(crate) use route::{Route, RouteFormat};
pub(crate) use sites::{Sites, SitesFormat};

use clap::{ArgAction, ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::PathBuf;

/// A gazetteer compiler: turns a folder of plain files about a region into a checked, sourced,
/// mapped atlas.
#[derive(Debug, Parser)]
#[command(
    name = "choro",
    version,
    after_help = "Exit status: 0 clean, 1 findings at or above --fail-on, 2 a mistake in usage, \
                  configuration or input."
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Global {
    /// The project's folder; else the nearest folder at or above this one with choro.toml
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    /// Say less: results only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more: all that is odd about reference files, and where time goes
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to colour output
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a starter project
    Init(Init),
    /// Write what is known of places in sentences, each with its source
    Brief(Brief),
    /// Compile a project into its atlas
    Build(Build),
    /// Check documents against the references
    Check(Check),
    /// List every claim with its verdict
    Claims(Claims),
    /// Write down what became of findings, and what words and sentences mean
    Decide(Decide),
    /// Say what changed between two releases of a list of sites, or two atlases
    Diff(Diff),
    /// Say what a rule code means, or how a claim was read and judged
    Explain(Explain),
    /// Write sites, places or statements in another format, with licences and attributions
    Export(Export),
    /// List the places that documents mention
    Geoparse(Geoparse),
    /// Look what placemark files hold, and write them in another format
    Import(Import),
    /// List whose data the project uses, and under which licences
    #[command(visible_alias = "licences")]
    Licenses(Licenses),
    /// Show all that is known of a place, now or at a date
    Place(Place),
    /// Write names in another script, or read Latin spellings back
    #[command(visible_alias = "romanise")]
    Romanize(Romanize),
    /// Match the rows of a list of names to places of the gazetteer
    Reconcile(Reconcile),
    /// Find the way from one place to another along the lines known, at a date
    Route(Route),
    /// Find a place of the gazetteer
    Search(Search),
    /// Show the atlas at an address of this machine, and build again on every change
    Serve(Serve),
    /// Ask about the sites of placemark files: which there are, where, of what type, how many
    Sites(Sites),
    /// Build again whenever a file of the project changes
    Watch(Watch),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Folder to write into; made where it is not there
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    /// The project's folder; else as --project
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) findings: Findings,
}

#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("mends").args(["fix", "diff"]).multiple(true)))]
pub(crate) struct Check {
    /// Documents or folders; all documents of the project where none is named
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) findings: Findings,
    /// Write the fixes that are safe into the project's own documents, and show what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff: also the fixes that should be read over afterwards
    #[arg(long, requires = "mends")]
    pub(crate) unsafe_fixes: bool,
    /// Show what --fix would change as a unified diff, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Pass over the findings listed in this file, as --write-baseline wrote it
    #[arg(long, value_name = "FILE", conflicts_with = "mends")]
    pub(crate) baseline: Option<PathBuf>,
    /// List all findings of the rules in this file, to be passed over by --baseline, and show none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["mends", "baseline"])]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Show how many findings there are of each rule, as a table or as JSON
    #[arg(long, conflicts_with_all = ["diff", "write_baseline"])]
    pub(crate) statistics: bool,
}

/// Which findings there are, how they are shown, and which fail.
#[derive(Debug, ClapArgs)]
pub(crate) struct Findings {
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = FindingFormat::Full, value_name = "FORMAT")]
    pub(crate) output_format: FindingFormat,
    /// From which severity on findings fail; else as choro.toml says
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Only rules with these code prefixes: GEO, NAM201
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) select: Vec<String>,
    /// Also rules in preview
    #[arg(long)]
    pub(crate) preview: bool,
    /// No rules with these code prefixes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(crate) ignore: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingFormat {
    /// With source lines, numbers and help
    Full,
    /// One line each
    Concise,
    /// JSON
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations for GitHub
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// All findings
    Note,
    /// None
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Aligned columns for people
    Table,
    /// JSON
    Json,
    /// CSV with a header row
    Csv,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A rule's code, its beginning, or its name; or `claim` and a claim's id (docs/first.md#7). All
    /// rules where nothing is named
    #[arg(value_name = "CODE|claim ID", num_args = 0..=2)]
    pub(crate) what: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Geoparse {
    /// Documents or folders
    #[arg(required = true, value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// How mentions are shown
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    pub(crate) output_format: TableFormat,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Romanize {
    /// Lines to write; else those of standard input
    #[arg(value_name = "TEXT")]
    pub(crate) texts: Vec<String>,
    /// The system: an id or alias of --list
    #[arg(long, value_name = "ID")]
    pub(crate) system: Option<String>,
    /// The script of the lines: hangul, cyrillic, kana, latin; else as the system reads
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) from: Option<String>,
    /// The script to write; else as the system writes
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) to: Option<String>,
    /// The language of names read back from Latin letters: ko
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Show the rules that were applied to each line
    #[arg(long)]
    pub(crate) explain: bool,
    /// Names that a Latin spelling may stand for: at most so many a line, with their likelihood
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(crate) candidates: Option<u16>,
    /// List the systems
    #[arg(long, conflicts_with_all = ["texts", "explain", "candidates"])]
    pub(crate) list: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Place {
    /// A key (places:kimchaek), an id, or a name in any spelling
    #[arg(required = true, value_name = "ID|NAME")]
    pub(crate) name: Vec<String>,
    /// Also what was so then, in EDTF: 1930, 1930-05-01, 1910/1945
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// How the card is shown
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    pub(crate) output_format: TextFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// Set for people
    Text,
    /// JSON
    Json,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Reconcile {
    /// The list, as CSV with a header row; - reads it from standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The column with the name; else `name`, else the first column
    #[arg(long, value_name = "COLUMN")]
    pub(crate) name: Option<String>,
    /// What other columns hold: parent=…,type=…,lat=…,lon=…,date=…,names=… (parent and names more
    /// than once); columns called lat, lon, latitude, longitude are found by themselves
    #[arg(long, value_delimiter = ',', value_name = "WHAT=COLUMN")]
    pub(crate) columns: Vec<String>,
    /// What kind of place all rows mean: county, river, A.ADM2; a type of the row's own comes first
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) class: Option<String>,
    /// Only places in this area, by name or id
    #[arg(long, value_name = "AREA")]
    pub(crate) within: Option<String>,
    /// How the rows are given back
    #[arg(long, value_enum, default_value_t = ReconciledFormat::Csv, value_name = "FORMAT")]
    pub(crate) output_format: ReconciledFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReconciledFormat {
    /// The list itself with columns added
    Csv,
    /// JSON
    Json,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    /// A name in any spelling
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// Nearer places first, with their distance: a place's name or key, or latitude,longitude
    #[arg(long, value_name = "PLACE|LAT,LON", allow_hyphen_values = true)]
    pub(crate) near: Option<String>,
    /// Only places in this one: its name or key
    #[arg(long, value_name = "AREA")]
    pub(crate) within: Option<String>,
    /// Names in use then first: 1945, 1945-08, 1930/1945
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) date: Option<String>,
    /// Only things that are or may be called this: county, river, station
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// How places are shown
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    pub(crate) output_format: TableFormat,
    /// At most so many places
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(crate) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Watch {
    /// The project's folder; else as --project
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// The project's folder; else as --project
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Port; else 8000, or any that is free where that is taken
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Address to serve at: others in the network can read the atlas if it is not this machine's own
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub(crate) host: IpAddr,
}
