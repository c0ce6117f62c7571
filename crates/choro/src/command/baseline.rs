//! `choro check --baseline`: findings that were there before.
//!
//! A baseline is a text file with one line for each finding: fingerprint, code, document. A finding
//! that is made twice has two lines; if it is made three times, the third is new.

use anyhow::{Context, bail};
use choro_diagnostic::Finding;
use std::collections::BTreeMap;
use std::path::Path;

const HEAD: &str = "# Findings that `choro check --baseline` passes over: fingerprint, code, document.\n\
                    # Written by `choro check --write-baseline`; a line that is taken out is a finding again.\n";

/// The findings that are known, by fingerprint, with how often each is made.
pub(crate) struct Baseline {
    known: BTreeMap<String, usize>,
}

impl Baseline {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| {
            format!(
                "the baseline `{}` cannot be read; `choro check --write-baseline {}` writes one",
                path.display(),
                path.display()
            )
        })?;
        Self::parse(&text).with_context(|| format!("in the baseline `{}`", path.display()))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let mut known = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let Some(print) = line
                .split_whitespace()
                .next()
                .filter(|w| !w.starts_with('#'))
            else {
                continue;
            };
            if print.len() != 16 || !print.bytes().all(|b| b.is_ascii_hexdigit()) {
                bail!("line {}: `{print}` is no fingerprint", at + 1);
            }
            *known.entry(print.to_ascii_lowercase()).or_default() += 1;
        }
        Ok(Self { known })
    }

    /// Takes the known findings out of `findings`.
    pub(crate) fn subtract(mut self, findings: &mut Vec<Finding>) -> Subtracted {
        let mut is_known = |finding: &mut Finding| match self.known.get_mut(&finding.fingerprint) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        };
        let passed_over = findings
            .extract_if(.., |finding| is_known(finding))
            .collect();
        Subtracted {
            passed_over,
            gone: self.known.values().sum(),
        }
    }
}

/// What a baseline did.
pub(crate) struct Subtracted {
    /// Findings passed over.
    pub(crate) passed_over: Vec<Finding>,
    /// Lines of the baseline whose findings are not made any more.
    pub(crate) gone: usize,
}

/// The file that lists these findings: sorted by document, code and fingerprint, so that it changes
/// only where they do.
pub(crate) fn text(findings: &[Finding]) -> String {
    let mut lines: Vec<(&str, &str, &str)> = findings
        .iter()
        .map(|f| {
            let document = f.primary.document.as_str();
            (document, f.code.as_str(), f.fingerprint.as_str())
        })
        .collect();
    lines.sort_unstable();
    let mut text = HEAD.to_owned();
    for (document, code, print) in lines {
        text.push_str(&format!("{print} {code} {document}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_diagnostic::{Location, Severity};
    use choro_text::Span;

    fn finding(message: &str, start: usize) -> Finding {
        let primary = Location {
            document: "docs/a.md".to_owned(),
            span: Span::new(start, start + 1),
            message: String::new(),
        };
        Finding::new("GEO101", Severity::Error, message, primary)
    }

    #[test]
    fn what_is_listed_is_passed_over_as_often_as_it_is_listed() {
        let known = [finding("x", 1), finding("x", 5), finding("y", 9)];
        let text = text(&known);
        assert_eq!(text.lines().count(), 2 + 3);
        let mut now = vec![
            finding("x", 2),
            finding("x", 6),
            finding("x", 7),
            finding("z", 8),
        ];
        let done = Baseline::parse(&text).expect("read").subtract(&mut now);
        let left: Vec<&str> = now.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(left, ["x", "z"]);
        assert_eq!((done.passed_over.len(), done.gone), (2, 1));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = Baseline::parse("# x\n\nGEO101 docs/a.md\n")
            .err()
            .expect("refused");
        assert!(error.to_string().contains("line 3: `GEO101`"), "{error}");
    }
}
