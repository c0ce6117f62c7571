//! Which rules run, what fails, and what is accepted: `[check]` and `[[allow]]`.

use super::section::Section;
use super::{Faults, Stated};
use choro_diagnostic::{Finding, Severity};
use choro_text::Span;

/// `[check]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Code prefixes of the rules that run; `None` means all that are not in preview.
    pub select: Option<Vec<String>>,
    /// Code prefixes of rules that do not run.
    pub ignore: Vec<String>,
    /// Whether rules in preview run as others do.
    pub preview: bool,
    /// Every code of `select` and `ignore`, and where `choro.toml` states it.
    pub stated: Vec<Stated<String>>,
    /// From which severity on findings make the command fail.
    pub fail_on: FailOn,
}

impl Default for Check {
    fn default() -> Self {
        Self {
            select: None,
            ignore: Vec::new(),
            preview: false,
            stated: Vec::new(),
            fail_on: FailOn::Severity(Severity::Error),
        }
    }
}

impl Check {
    pub(super) fn read(check: &Section, faults: &mut Faults) -> Self {
        let mut read = Self::default();
        let mut codes = |key: &str| {
            let mut codes = check.texts(key, faults)?;
            for code in &mut codes {
                code.value = code_of(&code.value);
            }
            read.stated.extend(codes.iter().cloned());
            Some(codes.into_iter().map(|code| code.value).collect())
        };
        read.select = codes("select");
        read.ignore = codes("ignore").unwrap_or_default();
        if let Some(fail_on) = check.one_of("fail-on", &FailOn::ALL, faults) {
            read.fail_on = fail_on;
        }
        read.preview = check.truth("preview", faults).unwrap_or(false);
        check.known(&["select", "ignore", "preview", "fail-on"], faults);
        read
    }
}

/// From which severity on findings make a command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Findings of this severity and above.
    Severity(Severity),
    /// None do.
    Never,
}

impl FailOn {
    /// All values by the names `choro.toml` and the command line give them.
    pub const ALL: [(&'static str, FailOn); 4] = [
        ("error", FailOn::Severity(Severity::Error)),
        ("warning", FailOn::Severity(Severity::Warning)),
        ("note", FailOn::Severity(Severity::Note)),
        ("never", FailOn::Never),
    ];

    /// Whether any of `findings` makes the command fail.
    pub fn fails(self, findings: &[Finding]) -> bool {
        match self {
            Self::Never => false,
            Self::Severity(least) => findings.iter().any(|finding| finding.severity >= least),
        }
    }
}

/// One `[[allow]]`: a finding that is known and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Rule code or its prefix.
    pub code: String,
    /// Only in this document.
    pub document: Option<String>,
    /// Only where the quote holds these words.
    pub quote: Option<String>,
    /// The reason.
    pub because: String,
    /// The last day it holds, an ISO date.
    pub expires: Option<String>,
    /// Bytes of `choro.toml`.
    pub span: Span,
}

/// A code or prefix as rules have it: in capitals.
fn code_of(stated: &str) -> String {
    stated.trim().to_uppercase()
}

impl Allow {
    pub(super) fn read(section: &Section, faults: &mut Faults) -> Option<Self> {
        let code = section.required("code", faults);
        let because = section.required("because", faults);
        let document = section.text("document", faults);
        let quote = section.text("quote", faults);
        let expires = section.date("expires", faults);
        section.known(&["code", "document", "quote", "because", "expires"], faults);
        let code = code?;
        Some(Allow {
            code: code_of(&code.value),
            document,
            quote,
            because: because?.value,
            expires,
            span: code.span,
        })
    }
}
