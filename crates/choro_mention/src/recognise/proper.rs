//! Capitalised names that nothing tells to be places. A statement's own words may: in "5 km north
//! of Xyz" the object can be nothing else.

use super::definition::class_before;
use super::name::{is_turned, joins_names, saint_end, without_address};
use super::{Found, class_of_noun, slice};
use crate::BlockText;
use crate::MentionKind;
use crate::lexicon::lexicon;
use choro_gazetteer::Class;
use choro_name::fold;
use choro_text::TokenKind;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// "Two Harbors", written large in a sentence, is a name.
fn is_counted(source: &str, text: &BlockText, i: usize) -> bool {
    let counts = matches!(
        &text.lower[i],
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
    );
    counts
        && !text.starts_sentence(i)
        && text
            .tokens
            .get(i + 1)
            .is_some_and(|t| t.kind == TokenKind::Word)
        && text.is_capital(i + 1, source)
}

/// The capitalised names of a block outside the tokens `taken` by mentions.
pub(super) fn find(
    source: &str,
    text: &BlockText,
    taken: &[bool],
    persons: &BTreeSet<String>,
    defined: &BTreeMap<&str, Class>,
) -> Vec<Found> {
    let words = lexicon();
    let opens = |i: usize| {
        !taken[i]
            && text.is_capital(i, source)
            && &text.lower[i] != "'s"
            && !is_turned(source, text, i)
            && !is_side(text, i)
            && (!words.function_words.contains(&text.lower[i]) || is_counted(source, text, i))
    };
    let mut seen_inside: Option<HashSet<&str>> = None;
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        if !opens(i) {
            i += 1;
            continue;
        }
        let end = run_end(source, text, taken, i);
        let tokens = without_wind(source, text, i..end);
        i = end;
        // "Temple is a city": a common noun is a name where the text defines it.
        let defined = defined.contains_key(slice(source, text, tokens.clone()));
        if !(defined || is_name(source, text, &tokens))
            || !persons.is_empty() && persons.contains(&fold(slice(source, text, tokens.clone())))
        {
            continue;
        }
        // A single capital that the sentence's beginning explains, unless the word stands inside
        // a sentence too.
        if tokens.len() == 1 && text.starts_sentence(tokens.start) {
            let inside = seen_inside.get_or_insert_with(|| capitals_inside(source, text));
            let listed = text.lower.get(tokens.end);
            let listed = listed.is_some_and(|w| matches!(w, "," | "–" | "—" | ":"));
            if !listed && !defined && !inside.contains(&text.lower[tokens.start]) {
                continue;
            }
        }
        let class =
            class_before(text, tokens.start).or_else(|| class_of_noun(&text.lower[tokens.end - 1]));
        found.push(Found {
            name: tokens.clone(),
            tokens,
            kind: MentionKind::Unknown,
            class,
        });
    }
    found
}

/// A name without the "Southern" that only the sentence's beginning writes with a capital.
fn without_wind(source: &str, text: &BlockText, tokens: Range<usize>) -> Range<usize> {
    let first = &text.lower[tokens.start];
    let wind = first == "central" || first.ends_with("ern") && opens_with_wind(first);
    let after_label = tokens.start > 0 && &text.lower[tokens.start - 1] == ":";
    let own = || {
        let name = slice(source, text, tokens.start..tokens.start + 2);
        lexicon().sided_names.contains(&fold(name))
    };
    if tokens.len() > 1 && wind && !own() && (after_label || text.starts_sentence(tokens.start)) {
        tokens.start + 1..tokens.end
    } else {
        tokens
    }
}

fn opens_with_wind(word: &str) -> bool {
    let winds = ["north", "south", "east", "west", "central"];
    winds.iter().any(|w| word.starts_with(w))
}

/// The end of the run of capitals from `i`: "of", "de", "la" may join them, "and" may not.
fn run_end(source: &str, text: &BlockText, taken: &[bool], i: usize) -> usize {
    let words = lexicon();
    let mut end = i + 1;
    let mut at = i + 1;
    while at < text.tokens.len() && at < i + 9 && !taken[at] {
        let word = &text.lower[at];
        let initial = word == "." && text.tokens[at - 1].span.len() <= 2;
        // "Holy See": inside a name a capital is no function word.
        let inside = at > i && end == at && word != "the" && text.lower[i].len() > 2;
        if text.is_capital(at, source)
            && word != "'s"
            && (inside || !words.function_words.contains(word))
        {
            at += 1;
            end = at;
        } else if word == "and" && is_joined(source, text, i, at) {
            at += 2;
            end = at;
        } else if initial
            || words.connectors.contains(word) && !matches!(word, "and" | "to" | "for" | "'s" | "&")
            || joins_names(source, text, at)
        {
            at += 1;
        } else {
            break;
        }
    }
    saint_end(source, text, i, without_address(text, i..end))
}

/// "The North of Russia" is a part of Russia.
fn is_side(text: &BlockText, i: usize) -> bool {
    let wind = lexicon().sides.contains(&text.lower[i]);
    let word = |i: Option<usize>| i.and_then(|i| text.lower.get(i)).map_or("", |w| w);
    wind && word(i.checked_sub(1)) == "the" && word(i.checked_add(1)) == "of"
}

/// Whether "X and Y" is one name.
pub(super) fn is_joined(source: &str, text: &BlockText, start: usize, and: usize) -> bool {
    and + 1 < text.tokens.len()
        && lexicon()
            .joined_names
            .contains(&fold(slice(source, text, start..and + 2)))
}

fn is_name(source: &str, text: &BlockText, tokens: &Range<usize>) -> bool {
    let words = lexicon();
    let first = &text.lower[tokens.start];
    if words.titles.contains(first) && first != "saint" {
        return false;
    }
    if tokens.len() == 1 {
        let short = slice(source, text, tokens.clone());
        let acronym = short.chars().count() <= 5 && !short.chars().any(char::is_lowercase);
        return short.chars().count() >= 3
            && !acronym
            && !words.not_places.contains(first)
            && !words.demonyms.contains_key(first)
            && class_of_noun(first).is_none();
    }
    // "North West England" is a name, "May 2008" none.
    let named = tokens.clone().any(|t| {
        let word = &text.lower[t];
        text.tokens[t].kind == TokenKind::Word
            && !words.not_places.contains(word)
            && !words.connectors.contains(word)
            && class_of_noun(word).is_none()
    });
    named
        && tokens.clone().all(|t| {
            let word = &text.lower[t];
            opens_with_wind(word) || !words.not_places.contains(word)
        })
}

fn capitals_inside<'t>(source: &str, text: &'t BlockText) -> HashSet<&'t str> {
    (0..text.tokens.len())
        .filter(|i| text.is_capital(*i, source) && !text.starts_sentence(*i))
        .map(|i| &text.lower[i])
        .collect()
}
