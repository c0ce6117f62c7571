//! What `choro brief` accepts.

use clap::{ArgGroup, Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// Of which places, of what time, in what form.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("which").args(["places", "all"]).required(true)))]
pub(crate) struct Brief {
    /// Keys (places:kimchaek), ids, or names in any spelling
    #[arg(value_name = "ID|NAME")]
    pub(crate) places: Vec<String>,
    /// Every place of the gazetteer; needs --output
    #[arg(long, requires = "output")]
    pub(crate) all: bool,
    /// How far the sites around are looked for
    #[arg(long, default_value = "20km", value_name = "KM", value_parser = super::route::kilometres)]
    pub(crate) radius: f64,
    /// Of what time the brief speaks, in EDTF: 2022-10, 1930, 1910/1945. Now where not given
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Language of the brief: en, ko, or one of the project's own; else that of the project
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,
    /// In what form
    #[arg(long, value_enum, default_value_t = BriefFormat::Md, value_name = "FORMAT")]
    pub(crate) format: BriefFormat,
    /// Write into this folder, which is made where it is not there
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// Markdown with footnotes, maps beside it
    Md,
    /// One page with its maps, fit for paper
    Html,
    /// Word
    Docx,
    /// Typst
    Typst,
    /// PDF, by the program `typst`
    Pdf,
}

impl BriefFormat {
    /// The ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Typst => "typ",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it is text that can be shown on a terminal.
    pub(crate) fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Pdf)
    }
}
