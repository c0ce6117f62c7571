//! What a rule or a reader reports.

use crate::Fix;
use choro_text::Span;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong, or right only in one reading.
    Warning,
    /// Wrong by measured numbers.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`, as every output writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A span of a document with what to say under it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// Path of the file, relative to the project, with `/`.
    pub document: String,
    /// Bytes of the original file.
    pub span: Span,
    /// Said under the span; may be empty.
    pub message: String,
}

/// What a rule reports about a document, or a reader about an input file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule code: `GEO103`, `INP004`.
    pub code: String,
    /// Severity after hedges and confidence were weighed.
    pub severity: Severity,
    /// One sentence, lower case, no full stop: what is wrong.
    pub message: String,
    /// Where.
    pub primary: Location,
    /// Other spans that bear on it, each with its message.
    pub related: Vec<Location>,
    /// Measured numbers, tolerance, reference and version, one line each.
    pub notes: Vec<String>,
    /// What to write or do instead.
    pub help: Option<String>,
    /// Id of the claim it judges.
    pub claim: Option<String>,
    /// The measured value, with unit.
    pub measured: Option<String>,
    /// The tolerance it was held against, with unit.
    pub threshold: Option<String>,
    /// Reference and version the verdict rests on.
    pub reference: Option<String>,
    /// A replacement.
    pub fix: Option<Fix>,
    /// Identity that survives edits elsewhere: a hash of code, quote, subject and predicate.
    pub fingerprint: String,
}

impl Finding {
    /// A finding with only code, severity, message and place; the fingerprint covers code,
    /// document and message. Rules that judge claims set their own with [`Finding::fingerprint_of`].
    pub fn new(
        code: &str,
        severity: Severity,
        message: impl Into<String>,
        primary: Location,
    ) -> Self {
        let message = message.into();
        let fingerprint = Self::fingerprint_of(&[code, &primary.document, &message]);
        Self {
            code: code.to_owned(),
            severity,
            message,
            primary,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            claim: None,
            measured: None,
            threshold: None,
            reference: None,
            fix: None,
            fingerprint,
        }
    }

    /// Sixteen hexadecimal digits that identify the given parts, whatever white space they hold.
    pub fn fingerprint_of(parts: &[&str]) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            for word in part.split_whitespace() {
                hasher.update(word.as_bytes());
                hasher.update(b" ");
            }
            hasher.update(b"\0");
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// The order in which findings are shown: by document, place, then code.
    pub fn sort(findings: &mut [Finding]) {
        findings.sort_by(|a, b| {
            (&a.primary.document, a.primary.span, &a.code, &a.message).cmp(&(
                &b.primary.document,
                b.primary.span,
                &b.code,
                &b.message,
            ))
        });
    }
}
