//! Sentence boundaries over tokens.

use crate::{Token, TokenKind};
use std::ops::Range;

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "ca", "capt", "cf", "c", "co", "col", "dept", "dr", "e.g", "est", "etc", "fig", "ft",
    "gen", "i.e", "inc", "lat", "lon", "long", "lt", "maj", "mr", "mrs", "ms", "mt", "mts", "no",
    "nos", "op", "pop", "prof", "r", "rev", "sgt", "st", "sr", "vol", "vs", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Splits the tokens of `text` into sentences, as ranges of token indices in order.
///
/// A sentence ends at `.`, `!`, `?` or `…` (with closing quotes and brackets after it) when what
/// follows can begin one. Abbreviations, initials and decimal points do not end a sentence.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        if ends_sentence(text, tokens, i) {
            let mut end = i + 1;
            while tokens.get(end).is_some_and(|t| {
                matches!(
                    t.text(text),
                    ")" | "]" | "”" | "’" | "\"" | "»" | "." | "!" | "?"
                ) && t.span.start == tokens[end - 1].span.end
            }) {
                end += 1;
            }
            ranges.push(start..end);
            start = end;
            i = end;
        } else {
            i += 1;
        }
    }
    if start < tokens.len() {
        ranges.push(start..tokens.len());
    }
    ranges
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i];
    if token.kind != TokenKind::Mark {
        return false;
    }
    match token.text(text) {
        "!" | "?" | "…" => true,
        "." => {
            let previous = i.checked_sub(1).map(|p| tokens[p]);
            let next = tokens.get(i + 1);
            let adjoins = next.is_some_and(|n| n.span.start == token.span.end);
            let closes =
                next.is_some_and(|n| matches!(n.text(text), ")" | "]" | "”" | "’" | "\"" | "»"));
            if adjoins && !closes {
                return next.is_some_and(|n| n.kind == TokenKind::Word)
                    && previous.is_some_and(|p| p.text(text).chars().count() > 3)
                    && next.is_some_and(|n| n.text(text).starts_with(char::is_uppercase));
            }
            let Some(previous) = previous else {
                return false;
            };
            let word = previous.text(text);
            let touches = previous.span.end == token.span.start;
            let lower = word.to_lowercase();
            let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            if touches && previous.kind == TokenKind::Word {
                let next_lower = next.is_some_and(|n| n.text(text).starts_with(char::is_lowercase));
                if next_lower || initial && next.is_some() {
                    return false;
                }
                if ABBREVIATIONS.contains(&lower.as_str()) && next.is_some() {
                    return false;
                }
            }
            !next.is_some_and(|n| n.text(text).starts_with(char::is_lowercase))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenise;

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokenise(text);
        sentences(text, &tokens)
            .into_iter()
            .map(|r| &text[tokens[r.start].span.start..tokens[r.end - 1].span.end])
            .collect()
    }

    #[test]
    fn abbreviations_and_decimals_do_not_end_a_sentence() {
        assert_eq!(
            split(
                "Mt. Paektu is 2.7 km high. It was climbed on 4 Oct. 2022. St. Petersburg is far."
            ),
            [
                "Mt. Paektu is 2.7 km high.",
                "It was climbed on 4 Oct. 2022.",
                "St. Petersburg is far."
            ]
        );
    }

    #[test]
    fn a_closing_bracket_belongs_to_the_sentence() {
        assert_eq!(
            split("It fell (in 1945.) Then peace."),
            ["It fell (in 1945.)", "Then peace."]
        );
    }
}
