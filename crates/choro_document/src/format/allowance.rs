//! `<!-- choro: allow GEO103 because="the name of 1930" -->`: marks that silence a rule.

use crate::source::Source;
use crate::{Allowance, Block, BlockKind};
use choro_text::Span;

/// A mark as it stands in the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The whole comment.
    pub(crate) span: Span,
    /// Rule code; empty where the mark names none.
    pub(crate) code: String,
    /// The reason.
    pub(crate) because: String,
    /// What stands before the mark and belongs with it.
    pub(crate) behind: Behind,
}

/// How a mark follows the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// It does not: it stands alone.
    Nothing,
    /// The block gathered so far, whichever it is.
    Words,
    /// A block that ends after this offset of the decoded text, where the mark's line begins.
    Line(usize),
    /// A block that ends after this offset, in the line above, unless it is a heading: the mark
    /// is the last line of a paragraph.
    LineAbove(usize),
}

/// The marks in `text`, which stands at `base` of the decoded text.
pub(crate) fn find(text: &str, base: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|i| at + i) {
        let body = start + "<!--".len();
        let Some(end) = text[body..].find("-->").map(|i| body + i) else {
            break;
        };
        let span = Span::new(base + start, base + end + "-->".len());
        marks.extend(read(&text[body..end], span).map(|mark| Mark {
            behind: behind(text, base, span),
            ..mark
        }));
        at = end;
    }
    marks
}

/// What the lines of `text`, which stands at `base`, have before the comment `span`.
pub(crate) fn behind(text: &str, base: usize, span: Span) -> Behind {
    let (start, end) = (span.start - base, span.end - base);
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let mut below = text[end..].split('\n');
    let is_last = below.next().is_none_or(|rest| rest.trim().is_empty())
        && below.next().is_none_or(|next| next.trim().is_empty());
    if !text[line..start].trim().is_empty() || !is_last {
        return Behind::Line(base + line);
    }
    let above = text[..line.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |i| i + 1);
    Behind::LineAbove(base + above)
}

/// The mark that the inside of a comment is, if it is one; it is taken to stand alone.
pub(crate) fn read(comment: &str, span: Span) -> Option<Mark> {
    let rest = comment.trim().strip_prefix("choro:")?.trim_start();
    let rest = rest.strip_prefix("allow")?;
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let (code, rest) = rest
        .trim_start()
        .split_once(char::is_whitespace)
        .unwrap_or((rest.trim(), ""));
    let reason = rest
        .trim()
        .strip_prefix("because")
        .map(|r| r.trim_start().trim_start_matches('='));
    let because = reason
        .unwrap_or("")
        .trim()
        .trim_matches(['"', '“', '”', '\'']);
    let valid = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Some(Mark {
        span,
        code: if valid {
            code.to_ascii_uppercase()
        } else {
            String::new()
        },
        because: because.to_owned(),
        behind: Behind::Nothing,
    })
}

/// Ties each mark to the block it stands in, else to the one whose last words it follows, else to
/// the next one after it. A mark before no block and behind none applies to nothing but itself.
pub(crate) fn attach(marks: Vec<Mark>, blocks: &[Block], source: &Source<'_>) -> Vec<Allowance> {
    let mut order: Vec<&Block> = blocks.iter().collect();
    order.sort_by_key(|block| block.span.end);
    let original = |at: usize| source.to_original(Span::new(at, at)).start;
    marks
        .into_iter()
        .map(|mark| {
            let whole = source.to_original(mark.span);
            // The first block that ends after the mark either holds it or comes next.
            let at = order.partition_point(|block| block.span.end <= whole.start);
            let next = order.get(at).copied();
            let holds = next.filter(|block| block.span.start <= whole.start);
            let before = at.checked_sub(1).and_then(|at| order.get(at).copied());
            let follows = before.filter(|block| match mark.behind {
                Behind::Nothing => false,
                Behind::Words => true,
                Behind::Line(start) => block.span.end > original(start),
                Behind::LineAbove(start) => {
                    block.span.end > original(start) && !matches!(block.kind, BlockKind::Heading(_))
                }
            });
            Allowance {
                code: mark.code,
                because: mark.because,
                span: holds.or(follows).or(next).map_or(whole, |block| block.span),
                mark: whole,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_a_code_and_a_reason() {
        let text = "a <!-- note --> b <!-- choro: allow GEO103 because=\"name of 1930\" --> c";
        let marks = find(text, 5);
        assert_eq!(marks.len(), 1);
        assert_eq!(
            (marks[0].code.as_str(), marks[0].because.as_str()),
            ("GEO103", "name of 1930")
        );
        assert_eq!(marks[0].span, Span::new(23, 23 + text.len() - 20));
        let nameless = find(
            "<!-- choro: allow --><!-- choro: allow because=\"x\" -->",
            0,
        );
        assert!(nameless.len() == 2 && nameless.iter().all(|mark| mark.code.is_empty()));
        assert_eq!(find("<!-- choro: allowance GEO103 -->", 0), []);
        assert_eq!(find("<!-- choro: allow GEO1", 0), []);
    }
}
