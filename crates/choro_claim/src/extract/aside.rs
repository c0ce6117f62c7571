//! What stands aside in a sentence: between brackets or commas.

use super::view::SentenceView;

/// Tokens that what stands between commas may take.
const LONGEST_ASIDE: usize = 45;

/// Where an aside that may begin at `at` can end, nearest first: after brackets; with commas, after
/// each comma that follows one right here ("Aksu (…), formerly Yermak (…), is").
pub(super) fn asides(sentence: &SentenceView<'_>, at: usize, commas: bool) -> Vec<usize> {
    let bracketed = after_brackets(sentence, at);
    let mut found = vec![bracketed];
    if !commas || sentence.lower(bracketed) != "," {
        return found;
    }
    let mut i = bracketed + 1;
    found.push(i);
    // "Easton, Maryland is a town".
    let states = sentence.view.grammar.lists.get("state-name");
    let is_state = |end: &usize| {
        let name = sentence.view.words(i..*end).to_lowercase();
        states.is_some_and(|states| states.contains(&name))
    };
    // "X (…), officially known as Y (…) is": another name, without a comma behind it.
    if matches!(
        sentence.lower(i),
        "also"
            | "officially"
            | "formerly"
            | "previously"
            | "historically"
            | "commonly"
            | "known"
            | "or"
    ) {
        found.extend(verb_outside_brackets(sentence, i));
    }
    let last = sentence.end.min(i + 3);
    found.extend((i + 1..=last).filter(is_state));
    while i < sentence.end.min(bracketed + LONGEST_ASIDE) {
        match sentence.lower(i) {
            "(" => i = after_brackets(sentence, i).max(i + 1),
            ";" => break,
            "," => {
                i += 1;
                found.push(i);
            }
            _ => i += 1,
        }
    }
    found
}

/// The first "is" or "was" behind a token, brackets left out; none past a comma.
fn verb_outside_brackets(sentence: &SentenceView<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    while i < sentence.end.min(at + LONGEST_ASIDE) {
        match sentence.lower(i) {
            "(" | "[" => i = after_brackets(sentence, i).max(i + 1),
            "," | ";" => return None,
            "is" | "was" => return Some(i),
            _ => i += 1,
        }
    }
    None
}

/// The token after brackets that open here, and after those that follow them.
fn after_brackets(sentence: &SentenceView<'_>, mut at: usize) -> usize {
    // A pronunciation between strokes.
    if sentence.lower(at) == "/"
        && let Some(close) = (at + 1..sentence.end.min(at + 30)).find(|i| sentence.lower(*i) == "/")
    {
        at = close + 1;
        at += usize::from(sentence.lower(at).contains('-'));
    }
    while matches!(sentence.lower(at), "(" | "[") {
        let mut depth = 0_usize;
        let close = (at..sentence.end).find(|i| {
            match sentence.lower(*i) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        match close {
            Some(close) => at = close + 1,
            None => break,
        }
    }
    at
}
