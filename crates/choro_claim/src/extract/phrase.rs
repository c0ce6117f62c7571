//! Noun phrases, told without a tagger: by closed word classes and what can stand inside.

use super::view::SentenceView;
use choro_mention::BlockText;
use choro_text::TokenKind;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Word classes that bound phrases and clauses, from `data/grammar/lexicon.toml`. Sets, since every
/// token a matcher skips is looked up in them.
struct Bounds {
    openers: HashSet<&'static str>,
    stops: HashSet<&'static str>,
    verbs: HashSet<&'static str>,
    placing: HashSet<&'static str>,
    prepositions: HashSet<&'static str>,
}

fn bounds() -> &'static Bounds {
    static BOUNDS: OnceLock<Bounds> = OnceLock::new();
    BOUNDS.get_or_init(|| {
        let lists = &crate::grammar::grammar().lists;
        let words = |names: &[&str]| {
            names
                .iter()
                .filter_map(|n| lists.get(*n))
                .flatten()
                .map(String::as_str)
                .filter(|w| !w.contains(' '))
                .collect()
        };
        Bounds {
            openers: words(&["determiner", "possessive"]),
            stops: words(&[
                "preposition",
                "conjunction",
                "verb",
                "pronoun",
                "relative",
                "adverb",
            ]),
            verbs: words(&["verb"]),
            placing: words(&["placing"]),
            prepositions: words(&["preposition"]),
        }
    })
}

/// Whether a word cannot stand inside a noun phrase.
pub(crate) fn is_stop(word: &str) -> bool {
    bounds().stops.contains(word)
}

/// Whether a word is a preposition that a name may hang on.
pub(super) fn is_preposition(word: &str) -> bool {
    word != "as" && bounds().prepositions.contains(word)
}

/// Whether a word is a verb, as far as the lists know.
pub(super) fn is_verb(word: &str) -> bool {
    bounds().verbs.contains(word)
}

/// Whether a word is a finite verb. Participles that only place a thing ("located", "lying") are
/// none.
pub(super) fn is_finite(word: &str) -> bool {
    is_verb(word) && !bounds().placing.contains(word)
}

/// Whether a word cannot stand in the same clause as what is before it: a finite verb, or one that
/// opens another clause.
pub(super) fn bounds_clause(word: &str) -> bool {
    is_finite(word)
        || matches!(
            word,
            "which" | "where" | "whose" | "who" | "whom" | "while" | "but"
        )
}

/// Where the phrase that holds a mention begins: articles, attributes and "the city of" before it.
pub(super) fn left_edge(text: &BlockText, own: usize, barrier: usize) -> usize {
    let mut at = own;
    let floor = barrier.max(own.saturating_sub(8));
    let mut edge = own;
    while at > floor {
        let previous = at - 1;
        let word = text.lower[previous].as_str();
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
            let noun = previous.checked_sub(1).map(|i| text.lower[i].as_str());
            if noun.is_none_or(|n| choro_gazetteer::Class::from_noun(n).is_none()) {
                break;
            }
            at = previous;
            continue;
        }
        if bounds().openers.contains(word) {
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
        && (bounds().openers.contains(sentence.lower(at - 1))
            || sentence.lower(at - 1).ends_with("st")
            || sentence.view.text.tokens[at - 1].kind == TokenKind::Number);
    opened
        && (word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en"))
        && !next.is_empty()
        && next.chars().all(char::is_alphabetic)
        && !is_stop(next)
        && !bounds().openers.contains(next)
}

/// The end of a phrase without what hangs on it by "of".
pub(super) fn base_end(sentence: &SentenceView<'_>, start: usize) -> usize {
    let view = sentence.view;
    let mut at = start;
    if at < sentence.end && bounds().openers.contains(sentence.lower(at)) {
        at += 1;
    }
    let head = at;
    if sentence.lower(at).ends_with("ly") && sentence.lower(at).len() > 5 {
        return start;
    }
    while at < sentence.end {
        if let Some(p) = view
            .placed_about(at)
            .iter()
            .find(|p| p.own <= at && at < p.end)
        {
            at = p.end;
            continue;
        }
        let token = view.text.tokens[at];
        let word = sentence.lower(at);
        let capital = view.text.is_capital(at, view.source) && at > sentence.start;
        match token.kind {
            TokenKind::Word if word == "'s" => at += 1,
            TokenKind::Word if capital && !matches!(word, "the" | "in" | "of") => at += 1,
            TokenKind::Word if !is_stop(word) && !bounds().openers.contains(word) => at += 1,
            TokenKind::Word if is_attribute(sentence, start, at) => at += 1,
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
