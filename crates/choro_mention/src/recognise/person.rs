//! Names of persons, so that they are not taken for places.
//!
//! "President Kim Il Sung" and "her daughter Maria Lund" name persons; a name once told as a
//! person's by a title, kin or verb is a person's throughout the document.

use super::{class_of_noun, slice};
use crate::BlockText;
use crate::lexicon::lexicon;
use choro_document::Document;
use choro_gazetteer::Class;
use choro_name::fold;
use std::collections::BTreeSet;
use std::ops::Range;

/// Folded names of persons in the document.
pub(super) fn names(document: &Document, texts: &[Option<&BlockText>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (block, text) in document.blocks.iter().zip(texts) {
        let Some(text) = text else { continue };
        for run in capital_runs(&block.text, text) {
            if let Some(name) = person_in(text, run) {
                names.insert(fold(slice(&block.text, text, name)));
            }
        }
    }
    names
}

/// Maximal runs of capitalised words, function words left out.
fn capital_runs(source: &str, text: &BlockText) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        let start = i;
        while i < text.tokens.len()
            && text.is_capital(i, source)
            && !lexicon().function_words.contains(&text.lower[i])
        {
            i += 1;
        }
        if i > start {
            runs.push(start..i);
        } else {
            i += 1;
        }
    }
    runs
}

fn person_in(text: &BlockText, run: Range<usize>) -> Option<Range<usize>> {
    let words = lexicon();
    // "King County", "Prince Edward Island": named after one.
    let last = class_of_noun(&text.lower[run.end - 1]);
    let holds = |c: Class| c.is_division() || c.is_settlement() || c == Class::Island;
    if run.len() > 1 && last.is_some_and(holds) {
        return None;
    }
    let mut start = run.start;
    let mut told = false;
    while start < run.end && words.titles.contains(&text.lower[start]) {
        start += 1;
        told = true;
    }
    if start == run.end || run.end - start > 4 {
        return None;
    }
    let before = |n: usize| run.start.checked_sub(n).map(|i| &text.lower[i]);
    let after = |n: usize| text.lower.get(run.end + n);
    let title = before(1).is_some_and(|w| words.titles.contains(w));
    let kin_before = before(1).is_some_and(|w| words.kin.contains(w))
        || before(1) == Some(",") && before(2).is_some_and(|w| words.kin.contains(w));
    let kin_after =
        after(0) == Some(",") && (1..5).any(|n| after(n).is_some_and(|w| words.kin.contains(w)));
    let acts = after(0).is_some_and(|w| words.person_verbs.contains(w))
        || after(0) == Some("was") && after(1) == Some("born")
        || after(0) == Some(",") && after(1) == Some("was") && after(2) == Some("born");
    let of_person = before(1) == Some("of")
        && before(2).is_some_and(|w| {
            matches!(
                w,
                "birthplace"
                    | "hometown"
                    | "tomb"
                    | "grave"
                    | "death"
                    | "birth"
                    | "statue"
                    | "life"
            )
        });
    let several = run.end - start >= 2;
    (told || title || (several && (kin_before || kin_after || acts || of_person)))
        .then_some(start..run.end)
}
