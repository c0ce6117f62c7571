//! Definite descriptions and pronouns that stand for places: "the city", "this province", "it".

use super::{Found, class_of_noun};
use crate::lexicon::lexicon;
use crate::{BlockText, MentionKind};
use choro_gazetteer::Class;
use choro_text::TokenKind;

/// Nouns that stand for the place spoken of, whatever its class.
const PLACE_NOUNS: &[&str] = &["area", "place", "site", "region", "locality", "settlement"];

/// Adds the descriptions and pronouns of a block to the names found in it.
pub(super) fn find(source: &str, text: &BlockText, found: &mut Vec<Found>) {
    let mut taken = vec![false; text.tokens.len()];
    for f in found.iter() {
        taken[f.tokens.clone()].fill(true);
    }
    let free = |i: usize| !taken[i];
    let mut i = 0;
    while i < text.tokens.len() {
        if let Some(f) = description_at(source, text, i).filter(|f| f.tokens.clone().all(free)) {
            i = f.tokens.end;
            found.push(f);
        } else if is_pronoun(text, i) && free(i) {
            found.push(Found {
                tokens: i..i + 1,
                name: i..i + 1,
                kind: MentionKind::Pronoun,
                class: None,
            });
            i += 1;
        } else {
            i += 1;
        }
    }
}

fn description_at(source: &str, text: &BlockText, i: usize) -> Option<Found> {
    if !lexicon().determiners.contains(&text.lower[i]) {
        return None;
    }
    let described = text
        .lower
        .get(i + 1)
        .is_some_and(|w| lexicon().unit_adjectives.contains(w));
    let noun = i + 1 + usize::from(described);
    let word = text.lower.get(noun)?;
    if lexicon().place_parts.contains(word) {
        return None;
    }
    if text.is_capital(noun, source) {
        // "The CDP".
        let acronym = lexicon().unit_acronyms.contains(word) && !described;
        let alone = text
            .tokens
            .get(noun + 1)
            .is_none_or(|_| !text.is_capital(noun + 1, source));
        return (acronym && alone).then_some(Found {
            tokens: i..noun + 1,
            name: noun..noun + 1,
            kind: MentionKind::Description,
            class: None,
        });
    }
    // "the mountain Crni Vrh", "the town Hale": the noun belongs to the name.
    let named = noun + 1 < text.tokens.len()
        && text.is_capital(noun + 1, source)
        && !lexicon().function_words.contains(&text.lower[noun + 1]);
    if named {
        return None;
    }
    let general = PLACE_NOUNS.contains(&word);
    let class = if general {
        None
    } else {
        Some(class_of_noun(word)?)
    };
    if word.ends_with('s')
        && class.is_some_and(|c| Class::from_noun(word.trim_end_matches('s')) == Some(c))
    {
        return None;
    }
    // "the city of X" belongs to X; "the river valley" is another thing than the river.
    let next = text.lower.get(noun + 1);
    if general
        && (next == Some("of")
            || matches!(next, Some("from" | "where" | "at" | "in"))
                && text.lower.get(noun + 2).is_some_and(|w| w == "which"))
    {
        return None;
    }
    if next == Some("of")
        && text.tokens.get(noun + 2).is_some()
        && (text.is_capital(noun + 2, source)
            || &text.lower[noun + 2] == "the"
                && text.tokens.get(noun + 3).is_some()
                && text.is_capital(noun + 3, source))
        && !general
    {
        return None;
    }
    let compound = next.is_some_and(|w| {
        class_of_noun(w).is_some()
            || lexicon().compound_tails.contains(w) && w != "itself" && w != "proper"
    }) && text.tokens[noun + 1].kind == TokenKind::Word
        && !text.is_capital(noun + 1, source);
    if compound {
        return None;
    }
    if &text.lower[i] == "its" && class.is_none_or(|c| !c.is_division() && !c.is_settlement()) {
        return None;
    }
    Some(Found {
        tokens: i..noun + 1,
        name: noun..noun + 1,
        kind: MentionKind::Description,
        class,
    })
}

fn is_pronoun(text: &BlockText, i: usize) -> bool {
    let next = |n: usize| text.lower.get(i + n).unwrap_or("");
    match &text.lower[i] {
        // "it is said that", "it was decided to": nobody is meant.
        "it" => {
            !(matches!(next(1), "is" | "was")
                && matches!(
                    next(2),
                    "said"
                        | "believed"
                        | "thought"
                        | "possible"
                        | "decided"
                        | "likely"
                        | "reported"
                        | "estimated"
                        | "known"
                        | "clear"
                ))
        }
        "its" => true,
        _ => false,
    }
}
