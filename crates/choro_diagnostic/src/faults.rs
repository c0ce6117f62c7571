//! The faults of one input file, gathered while it is read.
//!
//! A file with three thousand faults of one kind gives [`SHOWN`] findings and one that sums up
//! the rest.

use std::collections::BTreeMap;

use choro_text::Span;

use crate::{Finding, Location, Severity};

/// Findings of one code shown one by one before the rest is summed up.
pub const SHOWN: usize = 20;
/// Lines and ids named in a summing-up.
pub const NAMED: usize = 10;

/// Where in an input file something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Line, from 1; 0 where the format has no lines.
    pub line: usize,
    /// Bytes of the row, element or feature.
    pub span: Span,
}

/// The faults of one file, while it is read.
#[derive(Debug, Default)]
pub struct Faults {
    path: String,
    findings: Vec<Finding>,
    unshown: BTreeMap<&'static str, Unshown>,
}

/// Faults of one code: how many, and of those beyond [`SHOWN`] the first places and the worst
/// severity.
#[derive(Debug)]
struct Unshown {
    count: usize,
    spots: Vec<Spot>,
    severity: Severity,
}

impl Faults {
    /// None yet of the file at `path`, relative to the project.
    pub fn of(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }

    /// Reports what is wrong at `spot`.
    pub fn report(&mut self, code: &'static str, severity: Severity, spot: Spot, reason: &str) {
        let unshown = self.unshown.entry(code).or_insert(Unshown {
            count: 0,
            spots: Vec::new(),
            severity: Severity::Note,
        });
        unshown.count += 1;
        if unshown.count <= SHOWN {
            let message = match spot.line {
                0 => reason.to_owned(),
                line => format!("line {line}: {reason}"),
            };
            // The message says it all; the place needs no words of its own.
            let primary = self.location(spot, "");
            self.findings
                .push(Finding::new(code, severity, message, primary));
        } else {
            unshown.severity = unshown.severity.max(severity);
            if unshown.spots.len() < NAMED {
                unshown.spots.push(spot);
            }
        }
    }

    /// Adds a finding made elsewhere.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The place of a spot, with what to say under it.
    pub fn location(&self, spot: Spot, message: &str) -> Location {
        Location {
            document: self.path.clone(),
            span: spot.span,
            message: message.to_owned(),
        }
    }

    /// All findings, in the order of the file, each kind's rest summed up in one.
    pub fn finish(mut self) -> Vec<Finding> {
        let mut summed = Vec::new();
        for (code, unshown) in &self.unshown {
            let Some(first) = unshown.spots.first() else {
                continue;
            };
            let rest = unshown.count - SHOWN;
            let mut message = format!("{rest} more faults of this kind in the file");
            if first.line > 0 {
                message.push_str(&format!(" ({})", lines(&unshown.spots, rest)));
            }
            let primary = self.location(*first, "the first fault not shown by itself");
            summed.push(Finding::new(code, unshown.severity, message, primary));
        }
        self.findings.extend(summed);
        Finding::sort(&mut self.findings);
        self.findings
    }
}

/// `lines 4, 9, …` of `count` places of which the first are given.
pub fn lines(spots: &[Spot], count: usize) -> String {
    let named: Vec<String> = spots
        .iter()
        .take(NAMED)
        .map(|s| s.line.to_string())
        .collect();
    let more = if count > named.len() { ", …" } else { "" };
    let word = if count == 1 { "line" } else { "lines" };
    format!("{word} {}{more}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_faults_of_a_kind_are_summed_up() {
        let mut faults = Faults::of("a.kml");
        for line in 1..=30 {
            let spot = Spot {
                line,
                span: Span::new(line, line + 1),
            };
            faults.report("INP006", Severity::Warning, spot, "no longitude");
        }
        let whole = Spot::default();
        faults.report("INP011", Severity::Error, whole, "too large");
        let findings = faults.finish();
        assert_eq!(findings.len(), SHOWN + 2);
        assert_eq!(findings[0].message, "too large");
        assert_eq!(findings[1].message, "line 1: no longitude");
        let sum = findings.last().expect("a sum");
        assert_eq!(
            sum.message,
            "10 more faults of this kind in the file (lines 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)"
        );
    }
}
