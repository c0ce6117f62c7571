//! Noun phrases, told without a tagger: by closed word classes and what can stand inside.

use super::view::SentenceView;
use crate::grammar::{Part, grammar};
use choro_mention::BlockText;
use choro_text::TokenKind;

fn part(word: &str) -> Part {
    grammar().vocabulary.part_of(word)
}

/// Whether a word cannot stand inside a noun phrase.
pub(crate) fn is_stop(word: &str) -> bool {
    part(word).has(Part::STOP)
}

/// Whether a word is a preposition that a name may hang on.
pub(super) fn is_preposition(word: &str) -> bool {
    word != "as" && part(word).has(Part::PREPOSITION)
}

/// Whether a word opens a noun phrase: an article, "its".
pub(super) fn is_determiner(word: &str) -> bool {
    part(word).has(Part::OPENER)
}

/// Whether a word is a verb, as far as the lists know.
pub(super) fn is_verb(word: &str) -> bool {
    part(word).has(Part::VERB)
}

/// Whether a word is a finite verb. Participles that only place a thing ("located", "lying") are
/// none.
pub(super) fn is_finite(word: &str) -> bool {
    part(word).is_finite()
}

/// Whether a word cannot stand in the same clause as what is before it: a finite verb, or one that
/// opens another clause.
pub(super) fn bounds_clause(word: &str) -> bool {
    part(word).bounds_clause()
}

/// Where the phrase that holds a mention begins: articles, attributes and "the city of" before it.
pub(super) fn left_edge(text: &BlockText, own: usize, barrier: usize) -> usize {
    let mut at = own;
    let floor = barrier.max(own.saturating_sub(8));
    let mut edge = own;
    while at > floor {
        let previous = at - 1;
        let word = &text.lower[previous];
        let token = text.tokens[previous];
        if token.kind == TokenKind::Mark && word != "," || token.kind == TokenKind::Number {
            break;
        }
        if word == "," {
            // "the provincial capital, Chongjin": the comma joins only an apposition with an
            // article, which a pattern names itself.
            break;
        }
        if word == "of" {
            // "the (border) city of X".
            let noun = previous.checked_sub(1).map(|i| &text.lower[i]);
            if noun.is_none_or(|n| choro_gazetteer::Class::from_noun(n).is_none()) {
                break;
            }
            at = previous;
            continue;
        }
        if part(word).has(Part::OPENER) {
            edge = previous;
            break;
        }
        if is_stop(word) || token.kind != TokenKind::Word {
            break;
        }
        at = previous;
        if choro_gazetteer::Class::from_noun(word).is_some() || at + 1 == edge {
            edge = at;
        }
    }
    edge
}

/// Ends of the noun phrases that begin at a token, longest first: "a small road bridge", "the
/// Battle of Pochonbo".
pub(super) fn ends(sentence: &SentenceView<'_>, start: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = start;
    for _ in 0..3 {
        let end = base_end(sentence, at);
        if end == at {
            break;
        }
        found.push(end);
        if !matches!(sentence.lower(end), "of" | "to" | "for")
            || sentence.lower(end) != "of" && found.len() > 1
        {
            break;
        }
        at = end + 1;
    }
    found.reverse();
    found
}

/// A participle after an article or number and before a noun: "the first *claimed* launch".
fn is_attribute(sentence: &SentenceView<'_>, start: usize, at: usize) -> bool {
    let word = sentence.lower(at);
    let next = sentence.lower(at + 1);
    let opened = at > start
        && (sentence.part(at - 1).has(Part::OPENER)
            || sentence.lower(at - 1).ends_with("st")
            || sentence.view.text.tokens[at - 1].kind == TokenKind::Number);
    opened
        && (word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en"))
        && !next.is_empty()
        && next.chars().all(char::is_alphabetic)
        && !is_stop(next)
        && !part(next).has(Part::OPENER)
}

/// A verb that is a noun too, between a number and a plural: "two *border* crossings".
fn is_counted(sentence: &SentenceView<'_>, at: usize) -> bool {
    let view = sentence.view;
    let nouns = view.grammar.lists.get("verb-or-noun");
    let next = sentence.lower(at + 1);
    nouns.is_some_and(|nouns| nouns.iter().any(|noun| noun == sentence.lower(at)))
        && next.ends_with('s')
        && !sentence.part(at + 1).has(Part::STOP)
        && view.tags.numbers.iter().any(|n| n.at.end == at)
}

/// The end of a phrase without what hangs on it by "of".
pub(super) fn base_end(sentence: &SentenceView<'_>, start: usize) -> usize {
    let view = sentence.view;
    let mut at = start;
    if at < sentence.end && sentence.part(at).has(Part::OPENER) {
        at += 1;
    }
    let head = at;
    if sentence.lower(at).ends_with("ly") && sentence.lower(at).len() > 5 {
        return start;
    }
    while at < sentence.end {
        if let Some(placed) = view.placed_at(at) {
            at = placed.end;
            continue;
        }
        let token = view.text.tokens[at];
        let word = sentence.lower(at);
        let part = sentence.part(at);
        let capital = view.text.is_capital(at, view.source) && at > sentence.start;
        match token.kind {
            TokenKind::Word if word == "'s" => at += 1,
            TokenKind::Word if capital && !matches!(word, "the" | "in" | "of") => at += 1,
            TokenKind::Word if !part.has(Part::STOP) && !part.has(Part::OPENER) => at += 1,
            TokenKind::Word if is_attribute(sentence, start, at) => at += 1,
            TokenKind::Word if at == start && is_counted(sentence, at) => at += 1,
            TokenKind::Number => at += 1,
            TokenKind::Mark
                if matches!(word, "'" | "’")
                    && at > head
                    && at + 1 < sentence.end
                    && view.text.is_capital(at + 1, view.source) =>
            {
                at += 1;
            }
            TokenKind::Mark if word == "&" || word == "-" && at > head => at += 1,
            _ => break,
        }
        if at - start > 12 {
            break;
        }
    }
    if at == head { start } else { at }
}
