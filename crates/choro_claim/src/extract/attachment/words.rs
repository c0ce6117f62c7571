//! Words about a phrase of place, told one from another by the lists of `lexicon.toml`.

use super::super::phrase;
use super::super::subject::Subject;
use super::super::view::{Placed, SentenceView};
use choro_gazetteer::Class;
use choro_mention::{MentionKind, demonym};
use choro_text::TokenKind;
use std::ops::Range;

/// Whether a list holds a word.
pub(super) fn is_listed(sentence: &SentenceView<'_>, list: &str, word: &str) -> bool {
    let lists = &sentence.view.grammar.lists;
    lists.get(list).is_some_and(|l| l.iter().any(|w| w == word))
}

/// Whether a phrase of place cannot stand right behind the word: "the north of X" and "from near X"
/// are parts of other phrases.
pub(super) fn blocks(sentence: &SentenceView<'_>, word: &str) -> bool {
    is_listed(sentence, "place-stopper", word)
}

/// Whether the words hold a "Central" that belongs to a name: "the Central Otago district".
pub(super) fn is_part_of_name(sentence: &SentenceView<'_>, at: usize, end: usize) -> bool {
    let view = sentence.view;
    (at..end).any(|i| {
        sentence.lower(i) == "central"
            && covering(sentence, i).is_none()
            && view.text.is_capital(i, view.source)
    })
}

/// Whether a noun follows that the words before it only describe.
pub(super) fn describes(sentence: &SentenceView<'_>, end: usize) -> bool {
    let word = sentence.lower(end);
    if word == "'s" {
        return true;
    }
    let noun = sentence
        .view
        .text
        .tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Word)
        && !word.is_empty()
        && !sentence.view.text.is_capital(end, sentence.view.source);
    let unit = sentence.view.grammar.lists.get("with-name");
    if unit.is_some_and(|l| l.iter().any(|w| w == word)) {
        return false;
    }
    noun && sentence
        .view
        .tag_at(&sentence.view.tags.winds, end)
        .is_none()
        && !phrase::is_stop(word)
        && !phrase::is_determiner(word)
        && !phrase::is_verb(word)
        && !word.ends_with("ly")
        && !word.ends_with("ing")
        && !word.ends_with("ed")
        && !matches!(
            word,
            "due"
                | "midway"
                | "halfway"
                | "half-way"
                | "close"
                | "adjacent"
                | "northwards"
                | "some"
                | "contiguous"
                | "opposite"
                | "overlooking"
                | "next"
                | "just"
                | "apart"
                | "respectively"
        )
}

/// The first token of the words that go with a verb before it: "is *also* located", "was not".
pub(super) fn group_start(sentence: &SentenceView<'_>, verb: usize) -> usize {
    let goes_along = |word: &str| {
        is_listed(sentence, "auxiliary", word) || word.len() > 4 && word.ends_with("ly")
    };
    (sentence.start..verb)
        .rev()
        .take_while(|i| goes_along(sentence.lower(*i)))
        .last()
        .unwrap_or(verb)
}

pub(super) fn is_named(placed: &Placed<'_>) -> bool {
    matches!(
        placed.mention.kind,
        MentionKind::Name | MentionKind::Unknown
    )
}

/// Whether a token is a verb that places nothing.
pub(super) fn acts(sentence: &SentenceView<'_>, i: usize) -> bool {
    let word = sentence.lower(i);
    // "The left bank", "the Turkish border".
    let attributive = |word: &str| phrase::is_determiner(word) || demonym(word).is_some();
    if i > sentence.start && attributive(sentence.lower(i - 1)) {
        return false;
    }
    // "Along the eastern border of X": nor here.
    let winds = &sentence.view.tags.winds;
    if word == "border" && winds.iter().any(|w| w.at.end == i) {
        return false;
    }
    // "North of the Orr County border and west of X": no verb.
    let behind_name = i > sentence.start && covering(sentence, i - 1).is_some();
    if word == "border" && behind_name && matches!(sentence.lower(i + 1), "and" | "," | "." | ";") {
        return false;
    }
    let acting = sentence.view.grammar.lists.get("acting");
    if phrase::is_finite(word) || acting.is_some_and(|l| l.iter().any(|w| w == word)) {
        return true;
    }
    // A past form that no list knows: "X overlooked Y"; not "a walled town".
    let next = sentence.lower(i + 1);
    let attribute =
        Class::from_noun(next).is_some() || covering(sentence, i + 1).is_some() && next != "the";
    word.len() > 4
        && word.ends_with("ed")
        && sentence.view.text.tokens[i].kind == TokenKind::Word
        && !attribute
        && !sentence.view.text.is_capital(i, sentence.view.source)
        && !word.contains('-')
}

/// The mention that covers a token.
pub(super) fn covering<'a>(sentence: &SentenceView<'a>, i: usize) -> Option<&'a Placed<'a>> {
    sentence.placed().find(|p| p.own <= i && i < p.end)
}

/// Where brackets open that close right before a token.
pub(super) fn before_brackets(sentence: &SentenceView<'_>, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|i| *i >= sentence.start)?;
    if !matches!(sentence.lower(last), ")" | "]") {
        return None;
    }
    let mut depth = 0_usize;
    (sentence.start..end).rev().find(|i| {
        match sentence.lower(*i) {
            ")" | "]" => depth += 1,
            "(" | "[" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// The noun phrase right before a verb, where an article opens it.
pub(super) fn noun_phrase(sentence: &SentenceView<'_>, verb: usize) -> Option<Subject> {
    let start = (sentence.start..verb).rev().take(6).find(|i| {
        matches!(
            sentence.lower(*i),
            "a" | "an" | "the" | "its" | "their" | "this"
        ) && phrase::base_end(sentence, *i) == verb
    })?;
    let words = start..verb;
    (!is_figure(sentence, &words)).then_some(Subject::Phrase(words))
}

/// "The population", "the distance": no place.
pub(super) fn is_figure(sentence: &SentenceView<'_>, words: &Range<usize>) -> bool {
    let head = sentence.lower(words.end.saturating_sub(1));
    let figure = ["measure", "people", "branch"];
    figure.iter().any(|list| is_listed(sentence, list, head))
        || words
            .clone()
            .any(|i| is_listed(sentence, "placeless", sentence.lower(i)))
}
