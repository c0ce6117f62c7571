//! Replacements in a text, and where its other parts are afterwards.

use choro_text::Span;

/// Replacements that do not overlap, in order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edits(Vec<(Span, Vec<u8>)>);

impl Edits {
    pub(super) fn one(span: Span, words: impl Into<Vec<u8>>) -> Self {
        Self(vec![(span, words.into())])
    }

    /// Two stretches of a text exchanged; `None` where they overlap or lie outside it.
    pub(super) fn exchange(text: &[u8], a: Span, b: Span) -> Option<Self> {
        let words = |span: Span| text.get(span.start..span.end).map(<[u8]>::to_vec);
        Self::two((a, words(b)?), (b, words(a)?))
    }

    /// Two replacements; `None` where they overlap.
    pub(super) fn two(a: (Span, Vec<u8>), b: (Span, Vec<u8>)) -> Option<Self> {
        let (first, second) = if a.0.start < b.0.start {
            (a, b)
        } else {
            (b, a)
        };
        (first.0.end <= second.0.start).then(|| Self(vec![first, second]))
    }

    /// The text with the replacements made.
    pub(super) fn apply(&self, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len() + 64);
        let mut at = 0;
        for (span, words) in &self.0 {
            out.extend_from_slice(&text[at..span.start]);
            out.extend_from_slice(words);
            at = span.end;
        }
        out.extend_from_slice(&text[at..]);
        out
    }

    /// Where a span of the text lies afterwards.
    pub(super) fn moved(&self, span: Span) -> Span {
        Span::new(self.place(span.start, false), self.place(span.end, true))
    }

    /// Where a byte lies afterwards; one inside a replacement is taken to its beginning or end.
    fn place(&self, at: usize, end: bool) -> usize {
        let mut shift = 0isize;
        for (span, words) in &self.0 {
            let before = if end { at > span.start } else { at >= span.end };
            if !before {
                break;
            }
            if at < span.end {
                // A span that ends inside: it goes on to the end of the replacement.
                return span.start.saturating_add_signed(shift) + words.len();
            }
            shift += words.len() as isize - span.len() as isize;
        }
        at.saturating_add_signed(shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_replacement_moves_with_it() {
        let text = b"12 km north of Graz";
        let edits = Edits::one(Span::new(0, 2), "120");
        assert_eq!(edits.apply(text), b"120 km north of Graz");
        assert_eq!(edits.moved(Span::new(0, 5)), Span::new(0, 6));
        assert_eq!(edits.moved(Span::new(15, 19)), Span::new(16, 20));
    }

    #[test]
    fn what_is_exchanged_changes_places() {
        let text = b"Linz lies north of Graz.";
        let (linz, graz) = (Span::new(0, 4), Span::new(19, 23));
        let edits = Edits::exchange(text, graz, linz).expect("two names");
        assert_eq!(edits.apply(text), b"Graz lies north of Linz.");
        assert_eq!(Edits::exchange(text, linz, Span::new(2, 9)), None);
    }
}
