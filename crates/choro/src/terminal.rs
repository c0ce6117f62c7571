//! What people see beside the results: errors, notes, colours, progress.

use crate::args::{Colour, Global};
use std::io::IsTerminal;

/// How the terminal wants to be spoken to.
#[derive(Clone)]
pub(crate) struct Terminal {
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    colour: Colour,
}

impl Terminal {
    pub(crate) fn new(global: &Global) -> Self {
        Self {
            quiet: global.quiet,
            verbose: global.verbose > 0,
            colour: global.color,
        }
    }

    fn colour(&self, is_terminal: bool) -> bool {
        // https://no-color.org: set and not empty means no.
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => is_terminal && !unwanted,
        }
    }

    /// Whether results are coloured.
    pub(crate) fn colour_of_results(&self) -> bool {
        self.colour(std::io::stdout().is_terminal())
    }

    /// Whether what is said beside the results is coloured.
    pub(crate) fn colour_of_notes(&self) -> bool {
        self.colour(std::io::stderr().is_terminal())
    }

    /// Whether progress bars are wanted.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// Columns to keep to.
    pub(crate) fn width() -> usize {
        let stated = std::env::var("COLUMNS")
            .ok()
            .and_then(|text| text.parse().ok());
        stated.filter(|width| *width >= 40).unwrap_or(100)
    }

    /// Says something that is no result, unless quiet.
    pub(crate) fn say(&self, words: &str) {
        if !self.quiet {
            eprintln!("{words}");
        }
    }

    /// Says what went wrong.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        let (on, off) = if self.colour_of_notes() {
            ("\u{1b}[1;31m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        eprintln!("{on}error{off}: {error:#}");
    }
}
