//! Sentence boundaries over tokens.

use crate::{Token, TokenKind};
use std::ops::Range;

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "ca", "capt", "cf", "c", "co", "col", "dept", "dr", "e.g", "est", "etc", "fig", "ft",
    "gen", "i.e", "inc", "lat", "lon", "long", "lt", "maj", "mr", "mrs", "ms", "mt", "mts", "no",
    "nos", "op", "pop", "prof", "r", "rev", "sgt", "st", "sr", "vol", "vs", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "sto", "sta", "ste",
    "translit",
];

/// Tokens within which brackets must close for a stop in them to end nothing.
const LONGEST_BRACKETS: usize = 60;

/// Splits the tokens of `text` into sentences, as ranges of token indices in order.
///
/// A sentence ends at `.`, `!`, `?` or `…` (with closing quotes and brackets after it) when what
/// follows can begin one. Abbreviations, initials, decimal points and what stands in brackets inside
/// a sentence ("Brod (tr. Brody) is") do not end one.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut i = 0;
    let mut closes = 0;
    while i < tokens.len() {
        if i > start && tokens[i].text(text) == "(" {
            closes = closes.max(closing(text, tokens, i).unwrap_or(0));
        }
        if i >= closes && ends_sentence(text, tokens, i) {
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

/// The token that closes the bracket at `open` again, if the sentence goes on behind it.
fn closing(text: &str, tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let near = tokens.iter().enumerate().skip(open).take(LONGEST_BRACKETS);
    for (i, token) in near.filter(|(_, t)| t.kind == TokenKind::Mark) {
        match token.text(text) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let next = tokens.get(i + 1).map_or("", |t| t.text(text));
            let goes_on = next.starts_with(char::is_lowercase) || matches!(next, "," | ";" | ":");
            return goes_on.then_some(i);
        }
    }
    None
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
                // "Waynesville-St. Robert".
                let last = lower.rsplit('-').next().unwrap_or(&lower);
                if ABBREVIATIONS.contains(&last) && next.is_some() {
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
    fn brackets_inside_a_sentence_do_not_end_it() {
        assert_eq!(
            split(
                "Hale (Russian: Хале, abbr. Hal. Also Hahl) is a town. It lies (see p. 4. Then) low."
            ),
            [
                "Hale (Russian: Хале, abbr. Hal. Also Hahl) is a town.",
                "It lies (see p. 4. Then) low."
            ]
        );
        assert_eq!(
            split("It fell (in 1945. Then peace.) All was well."),
            ["It fell (in 1945.", "Then peace.)", "All was well."]
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
