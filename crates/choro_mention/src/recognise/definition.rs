//! What the words around a name say it is: "the city of X", "X is a small coastal town", "X, a
//! village in Y".

use super::class_of_noun;
use crate::BlockText;
use crate::lexicon::lexicon;
use choro_gazetteer::Class;
use choro_text::TokenKind;
use std::ops::Range;

/// Tokens a definition may stand behind its name: other names and their spellings between them.
const FARTHEST: usize = 70;

/// "the city of X", "town of X", "cities of X and Y" (for X); "the river X".
pub(super) fn class_before(text: &BlockText, i: usize) -> Option<Class> {
    let previous = i.checked_sub(1)?;
    if &text.lower[previous] != "of" {
        let noun = class_of_noun(&text.lower[previous]);
        let the = previous
            .checked_sub(1)
            .is_some_and(|p| &text.lower[p] == "the");
        return noun.filter(|_| the);
    }
    let noun = previous.checked_sub(1)?;
    // "the capital city of X": X is no city.
    let capital = noun
        .checked_sub(1)
        .is_some_and(|p| matches!(&text.lower[p], "capital" | "largest" | "chief" | "main"));
    (!capital).then(|| class_of_noun(&text.lower[noun]))?
}

/// The names that the block itself defines as places at the head of a sentence: "X is a town".
pub(super) fn defined<'t>(
    text: &BlockText,
    name: impl Fn(usize) -> Option<(usize, &'t str)>,
) -> Vec<&'t str> {
    let starts = text.sentences.iter().map(|s| s.start);
    starts
        .filter_map(|start| name(start).map(|(end, name)| (start..end, name)))
        .filter(|(tokens, _)| class_by_copula(text, tokens.clone()).is_some())
        .map(|(_, name)| name)
        .collect()
}

/// "X is a small coastal city", "X (Y, Z), also called W, is a village": the class noun of the
/// predicate.
pub(super) fn class_by_copula(text: &BlockText, name: Range<usize>) -> Option<Class> {
    if holds_subject(text, name.start) {
        return None;
    }
    let at = copula(text, name)?;
    let adverb = matches!(text.lower.get(at + 1)?, "both" | "also" | "now");
    let at = at + usize::from(adverb);
    let article = text.lower.get(at + 1)?;
    if article == "one" && text.lower.get(at + 2).is_some_and(|w| w == "of") {
        return phrase_class(text, at + 3);
    }
    if !matches!(article, "a" | "an" | "the" | "one") {
        return None;
    }
    phrase_class(text, at + 2)
}

/// "X is located in Y", "X lies on Y": only a place does.
pub(super) fn is_placed(text: &BlockText, name: Range<usize>) -> bool {
    let behind = |at: usize| text.lower.get(at).unwrap_or("");
    let lies = behind(name.end) == "lies";
    lies || copula(text, name).is_some_and(|at| matches!(behind(at + 1), "located" | "situated"))
}

/// "X, a village in Y", "X – a village in Y": the class noun of the apposition.
pub(super) fn class_by_apposition(text: &BlockText, end: usize) -> Option<Class> {
    let comma = matches!(text.lower.get(end)?, "," | "–" | "—");
    let article = matches!(text.lower.get(end + 1)?, "a" | "an");
    (comma && article).then(|| phrase_class(text, end + 2))?
}

/// The verb of the definition of the name that ends at `end`: right after it, or after what stands
/// in brackets or between commas.
fn copula(text: &BlockText, name: Range<usize>) -> Option<usize> {
    let is = |at: usize| matches!(text.lower.get(at), Some("is" | "was"));
    let end = name.end;
    let mut at = end;
    while text.lower.get(at).is_some_and(opens_bracket) {
        at = after_bracket(text, at)?;
    }
    // A pronunciation between strokes.
    if text.lower.get(at).is_some_and(|w| w == "/") {
        let close = (at + 1..text.tokens.len().min(at + 30)).find(|i| &text.lower[*i] == "/");
        at = close? + 1;
        // "Dungu /ˈdʊŋɡuː/ DUUNG-goo is": the same once more.
        at += usize::from(text.lower.get(at).is_some_and(|w| w.contains('-')));
    }
    while text.lower.get(at).is_some_and(opens_bracket) {
        at = after_bracket(text, at)?;
    }
    if is(at) {
        return Some(at);
    }
    if let Some(verb) = behind_holder(text, name.start, at) {
        return Some(verb);
    }
    // "X, also called Y, is": the commas must lead back to the verb.
    if text.lower.get(at).is_none_or(|w| w != ",") {
        return None;
    }
    let stop = text
        .sentences
        .get(text.sentence_of(end))
        .map_or(text.tokens.len(), |s| s.end)
        .min(at + FARTHEST);
    while at < stop {
        if opens_bracket(&text.lower[at]) {
            at = after_bracket(text, at)?;
            continue;
        }
        if &text.lower[at] == ";" {
            return None;
        }
        if is(at) {
            let closed = matches!(&text.lower[at - 1], "," | ")");
            return closed.then_some(at);
        }
        at += 1;
    }
    None
}

/// "Hale, Texas is": the verb behind what holds the name that opens a text.
fn behind_holder(text: &BlockText, start: usize, comma: usize) -> Option<usize> {
    let opens = start == 0 && !text.lower[0].ends_with("ly");
    if !opens || text.lower.get(comma).is_none_or(|w| w != ",") {
        return None;
    }
    let is = |at: usize| matches!(text.lower.get(at), Some("is" | "was"));
    let verb = (comma + 2..text.tokens.len().min(comma + 8)).find(|at| is(*at))?;
    (comma + 1..verb)
        .all(|at| is_word(text, at))
        .then_some(verb)
}

/// Whether the name that begins at a token holds another one, and the verb behind it is that one's.
fn holds_subject(text: &BlockText, start: usize) -> bool {
    let commas = || (1..start).filter(|at| &text.lower[*at] == ",");
    start > 1
        && &text.lower[start - 1] == ","
        && (0..start.min(FARTHEST)).all(|at| !lexicon().function_words.contains(&text.lower[at]))
        && commas().next().is_some_and(|comma| {
            text.tokens[0].kind == TokenKind::Word && behind_holder(text, 0, comma).is_some()
        })
}

/// Whether a token can stand in the name of what holds another place.
fn is_word(text: &BlockText, at: usize) -> bool {
    let word = &text.lower[at];
    word == ","
        || text.tokens[at].kind == TokenKind::Word && !lexicon().function_words.contains(word)
}

fn opens_bracket(word: &str) -> bool {
    matches!(word, "(" | "[")
}

fn after_bracket(text: &BlockText, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for i in open..text.tokens.len().min(open + FARTHEST) {
        match &text.lower[i] {
            "(" | "[" => depth += 1,
            ")" | "]" => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The class of the noun that heads the phrase from `start`: what follows it must not be a noun
/// ("a city councillor" is no city).
fn phrase_class(text: &BlockText, start: usize) -> Option<Class> {
    let words = lexicon();
    let mut class = None;
    for at in start..text.tokens.len().min(start + 9) {
        let word = &text.lower[at];
        let joins = words.function_words.contains(word)
            || words.connectors.contains(word)
            || words.not_places.contains(word);
        let participle = word.ends_with("ed") || word.ends_with("ing");
        // "A 2nd class municipality".
        if class.is_none() && text.tokens[at].kind == TokenKind::Number {
            continue;
        }
        if text.tokens[at].kind != TokenKind::Word
            || matches!(
                word,
                "in" | "that" | "which" | "on" | "of" | "at" | "near" | "with"
            )
            || class.is_some() && (joins || participle)
        {
            break;
        }
        class = match word {
            // A seat or capital is a settlement, whatever else bears its name.
            "seat" | "capital" => Some(Class::Settlement),
            _ => class_of_noun(word),
        };
    }
    class
}
