//! Findings as GitHub workflow commands, which show them beside the changed lines.
//!
//! `::error file=docs/x.md,line=3,col=1,endLine=3,endColumn=38,title=GEO103::…`. Commands and
//! their escapes are described in GitHub's "Workflow commands for GitHub Actions".

use super::positions::Positions;
use super::{Options, Sources};
use crate::{Finding, Severity};

/// Shows each finding as one command; notes and help follow the message on lines of their own.
pub fn render(findings: &[Finding], sources: &dyn Sources, _options: &Options) -> String {
    let mut positions = Positions::new(sources);
    let mut out = String::new();
    for finding in findings {
        let place = &finding.primary;
        let command = match finding.severity {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        out.push_str(&format!("::{command} file={}", property(&place.document)));
        let start = positions.at(&place.document, place.span.start);
        let end = positions.at(&place.document, place.span.end);
        if let (Some(start), Some(end)) = (start, end) {
            out.push_str(&format!(
                ",line={},col={},endLine={}",
                start.line, start.column, end.line
            ));
            // GitHub ignores columns of spans of several lines and complains of them.
            if start.line == end.line {
                out.push_str(&format!(",endColumn={}", end.column));
            }
        }
        let mut message = finding.message.clone();
        for note in &finding.notes {
            message.push_str(&format!("\nnote: {note}"));
        }
        if let Some(help) = &finding.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        out.push_str(&format!(
            ",title={}::{}\n",
            property(&finding.code),
            escaped(&message)
        ));
    }
    out
}

/// Text after `::`.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;

    #[test]
    fn commands_are_escaped_and_stay_on_one_line() {
        let (mut findings, sources) = examples::atlas();
        findings[1].message = "100 %\nof a, b: c".to_owned();
        findings[1].code = "NAM,2:01".to_owned();
        let text = render(&findings, &sources, &Options::default());
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), findings.len());
        assert!(lines[0].starts_with(
            "::error file=docs/region.md,line=3,col=1,endLine=3,endColumn=38,title=GEO103::Ryang"
        ));
        assert!(lines[0].ends_with("%0Ahelp: write `west`"));
        assert_eq!(
            lines[1],
            "::warning file=docs/region.md,line=4,col=4,endLine=4,endColumn=6,\
             title=NAM%2C2%3A01::100 %25%0Aof a, b: c"
        );
        assert!(lines[3].contains("line=1,col=12,endLine=3,title="));
        assert_eq!(
            lines[4],
            "::notice file=docs/gone.md,title=SRC101::no source is given"
        );
    }
}
