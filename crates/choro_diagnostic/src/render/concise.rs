//! One line per finding: `docs/hoeryong.md:3:12: error[GEO103] Ryanggang is not east of North Hamgyong`.

use super::positions::Positions;
use super::{Options, Sources, one_line};
use crate::Finding;

/// Shows each finding on one line. Columns count Unicode code points from 1.
pub fn render(findings: &[Finding], sources: &dyn Sources, _options: &Options) -> String {
    let mut positions = Positions::new(sources);
    let mut out = String::new();
    for finding in findings {
        let place = &finding.primary;
        out.push_str(&one_line(&place.document));
        if let Some(at) = positions.at(&place.document, place.span.start) {
            out.push_str(&format!(":{}:{}", at.line, at.column));
        }
        out.push_str(&format!(
            ": {}[{}] {}\n",
            finding.severity.name(),
            finding.code,
            one_line(&finding.message)
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;

    #[test]
    fn columns_count_characters_and_a_missing_file_has_no_line() {
        let (findings, sources) = examples::atlas();
        let text = render(&findings, &sources, &Options::default());
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), findings.len());
        assert_eq!(
            lines[0],
            "docs/region.md:3:1: error[GEO103] Ryanggang is not east of North Hamgyong"
        );
        assert_eq!(
            lines[1],
            "docs/region.md:4:4: warning[NAM201] 회령 is written Hoeryong elsewhere"
        );
        assert!(lines.contains(&"docs/gone.md: note[SRC101] no source is given"));
    }

    #[test]
    fn words_of_a_document_cannot_steer_the_terminal() {
        let (mut findings, sources) = examples::atlas();
        findings[0].message = "a\x1b[31m\nb".to_owned();
        let text = render(&findings[..1], &sources, &Options::default());
        assert!(text.ends_with("a\u{FFFD}[31m b\n"));
    }
}
