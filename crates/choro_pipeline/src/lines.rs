//! Findings about rows, pointed at the row.
//!
//! The gazetteer and the network know the line a record stands on and not its bytes: they say
//! "line 12: …" of a file as a whole. Here the bytes are at hand.

use crate::inputs::Inputs;
use choro_diagnostic::Finding;
use choro_text::{LineIndex, Span};
use std::collections::BTreeMap;

/// Gives findings that name a line and have no span the span of that line.
pub(crate) fn point_at_rows(findings: &mut [Finding], inputs: &Inputs) {
    let mut indexes: BTreeMap<String, LineIndex> = BTreeMap::new();
    for finding in findings {
        let Some(line) = line_named(&finding.message).filter(|_| finding.primary.span.is_empty())
        else {
            continue;
        };
        let document = &finding.primary.document;
        let Some(input) = inputs.files.get(document) else {
            continue;
        };
        let index = indexes
            .entry(document.clone())
            .or_insert_with(|| LineIndex::new(&input.bytes));
        let Some(range) = index.range(line) else {
            continue;
        };
        let end = range.end.min(input.bytes.len());
        let text = input.bytes.get(range.start..end).unwrap_or_default();
        let breaks = text
            .iter()
            .rev()
            .take_while(|b| b"\r\n".contains(b))
            .count();
        finding.primary.span = Span::new(range.start, end - breaks);
    }
}

/// The number in "line 12: …".
fn line_named(message: &str) -> Option<usize> {
    let (number, _) = message.strip_prefix("line ")?.split_once(':')?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::line_named;

    #[test]
    fn only_a_leading_line_number_counts() {
        assert_eq!(line_named("line 12: a row"), Some(12));
        assert_eq!(line_named("the line 12: a row"), None);
        assert_eq!(line_named("line by line"), None);
    }
}
