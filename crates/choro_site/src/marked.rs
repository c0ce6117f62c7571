//! A block's text cut at the edges of everything marked in it: statements, findings, mentions.
//! Marks may nest and overlap; each piece knows which of them cover it.

use choro_text::Span;

/// What a mark stands for; the number is the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// A statement.
    Claim(usize),
    /// The decisive words of a statement.
    Focus(usize),
    /// A finding.
    Finding(usize),
    /// A mention of a place.
    Mention(usize),
}

/// A piece of text under the same marks throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The words.
    pub(crate) text: &'a str,
    /// The marks over it, sorted.
    pub(crate) under: Vec<Subject>,
    /// The marks that begin here.
    pub(crate) begins: Vec<Subject>,
    /// The marks that end here.
    pub(crate) ends: Vec<Subject>,
}

/// Cuts `text`; spans are bytes of it and are widened to whole characters. Empty marks are
/// dropped.
pub(crate) fn cut<'a>(text: &'a str, marks: &[(Span, Subject)]) -> Vec<Piece<'a>> {
    let marks: Vec<(usize, usize, Subject)> = marks
        .iter()
        .map(|(span, subject)| {
            (
                text.floor_char_boundary(span.start),
                text.ceil_char_boundary(span.end),
                *subject,
            )
        })
        .filter(|(start, end, _)| start < end)
        .collect();
    let mut edges: Vec<usize> = vec![0, text.len()];
    edges.extend(marks.iter().flat_map(|(start, end, _)| [*start, *end]));
    edges.sort_unstable();
    edges.dedup();
    let mut starting = marks.clone();
    starting
        .sort_unstable_by_key(|(start, end, subject)| (*start, std::cmp::Reverse(*end), *subject));
    let mut next = 0;
    let mut open: Vec<(usize, Subject)> = Vec::new();
    let mut pieces = Vec::new();
    for pair in edges.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        open.retain(|(end, _)| *end > from);
        let mut begins = Vec::new();
        while let Some((_, end, subject)) = starting.get(next).filter(|m| m.0 == from) {
            begins.push(*subject);
            open.push((*end, *subject));
            next += 1;
        }
        let mut under: Vec<Subject> = open.iter().map(|(_, subject)| *subject).collect();
        under.sort_unstable();
        let mut ends: Vec<Subject> = open
            .iter()
            .filter(|(end, _)| *end == to)
            .map(|(_, subject)| *subject)
            .collect();
        ends.sort_unstable();
        pieces.push(Piece {
            text: &text[from..to],
            under,
            begins,
            ends,
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_marks_are_cut_at_every_edge() {
        let marks = [
            (Span::new(0, 5), Subject::Claim(0)),
            (Span::new(3, 8), Subject::Claim(1)),
        ];
        let pieces = cut("abcdefgh", &marks);
        let texts: Vec<&str> = pieces.iter().map(|p| p.text).collect();
        assert_eq!(texts, ["abc", "de", "fgh"]);
        assert_eq!(pieces[1].under, [Subject::Claim(0), Subject::Claim(1)]);
        assert_eq!(pieces[1].ends, [Subject::Claim(0)]);
        assert_eq!(pieces[1].begins, [Subject::Claim(1)]);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,40}", spans in prop::collection::vec((0usize..200, 0usize..200), 0..12)) {
            let marks: Vec<_> = spans.iter().enumerate()
                .map(|(i, (a, b))| (Span { start: *a, end: *b }, Subject::Claim(i))).collect();
            let pieces = cut(&text, &marks);
            let joined: String = pieces.iter().map(|p| p.text).collect();
            prop_assert_eq!(&joined, &text);
            let begins: usize = pieces.iter().map(|p| p.begins.len()).sum();
            let ends: usize = pieces.iter().map(|p| p.ends.len()).sum();
            prop_assert_eq!(begins, ends);
        }
    }
}
