#![doc = include_str!("../../../resources/rules/NAM201.md")]

mod evidence;
mod type_words;
mod uses;

use crate::corpus::{Corpus, on_words};
use choro_diagnostic::{Finding, Fix, Location, Severity};
use choro_name::{bounded_distance, tolerated_edits};
use evidence::{Weight, marks, weight};
use std::collections::BTreeMap;
use uses::Use;

/// Endings that make another word of a name, not another spelling.
const DERIVED: [&str; 11] = [
    "s", "n", "an", "ian", "es", "i", "ese", "er", "ean", "ic", "ish",
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let named = uses::of_names(corpus);
    let mut findings: Vec<Finding> = named
        .iter()
        .flat_map(|(word, rare)| slips(corpus, word, rare, &named))
        .collect();
    for text in corpus.texts {
        for (word, rare) in uses::alone(text) {
            findings.extend(slips(corpus, &word, &rare, &named));
        }
    }
    findings.extend(marks(&named).into_iter().map(|(rare, usual)| {
        let weight = Weight {
            severity: Severity::Note,
            safe: true,
        };
        report(&rare, &usual, weight)
    }));
    findings.extend(type_words::find(corpus));
    findings
}

fn slips(
    corpus: &Corpus<'_>,
    word: &str,
    rare: &[Use<'_>],
    named: &BTreeMap<String, Vec<Use<'_>>>,
) -> Vec<Finding> {
    let mut usual: Vec<(&String, &Vec<Use<'_>>)> = named
        .iter()
        .filter(|(other, used)| {
            used.len() > rare.len() && is_near(word, other) && !is_derived(word, other)
        })
        .collect();
    usual.sort_by_key(|(_, used)| std::cmp::Reverse(used.len()));
    rare.iter()
        .filter_map(|slip| {
            usual.iter().find_map(|(_, used)| {
                let weight = weight(corpus, slip, rare, used)?;
                Some(report(slip, used, weight))
            })
        })
        .collect()
}

/// Whether two words are a slip of the pen apart: a letter, or two of nine.
fn is_near(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let limit = tolerated_edits(letters).max(1);
    bounded_distance(a, b, limit).is_some_and(|apart| apart > 0)
}

fn is_derived(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    let stem: usize = shared.map(|(c, _)| c.len_utf8()).sum();
    let (x, y) = (&a[stem..], &b[stem..]);
    let ending = |e: &str| e.is_empty() || DERIVED.contains(&e);
    // "Louisiane", "Louisiana": the ending of another language.
    let vowel = |e: &str| e.len() <= 1 && e.chars().all(|c| "aeiouy".contains(c));
    let stemmed = stem >= 4;
    let swapped = x.len() + y.len() > 1 && ending(x) && ending(y);
    stemmed && (swapped || x.is_empty() && ending(y) || y.is_empty() && ending(x))
        || vowel(x) && vowel(y)
}

fn report(slip: &Use<'_>, used: &[Use<'_>], weight: Weight) -> Finding {
    let here = used.iter().find(|u| u.document() == slip.document());
    let right = written_like(slip.surface, here.unwrap_or(&used[0]).surface);
    let times = match used.len() {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    };
    let message = format!("“{}”: the documents write “{right}” {times}", slip.surface);
    // A mark more or less may be another language's form.
    let severity = if slip.surface.is_ascii() == right.is_ascii() {
        weight.severity
    } else {
        Severity::Note
    };
    let span = slip.original(slip.name_span());
    let mut finding = on_words("NAM201", severity, slip.text, span, slip.name(), message);
    finding.help = Some(format!("write “{right}”"));
    finding.fix = Some(Fix::one(
        weight.safe,
        slip.original(slip.span),
        right.clone(),
    ));
    if let Some(first) = here.or(used.first()) {
        finding.related.push(Location {
            document: first.document().to_owned(),
            span: first.original(first.span),
            message: format!("“{right}” here"),
        });
    }
    finding
}

/// A word in capitals where the word it replaces is.
fn written_like(model: &str, word: &str) -> String {
    let capitals = model
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    if capitals {
        word.to_uppercase()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_are_no_slips() {
        assert!(is_derived("korea", "korean"));
        assert!(is_derived("hamgyongs", "hamgyong"));
        assert!(is_derived("arkansas", "arkansan"));
        assert!(is_derived("louisiana", "louisiane"));
        assert!(!is_derived("kyongson", "kyongsong"));
        assert!(!is_derived("katmandhu", "kathmandu"));
    }

    #[test]
    fn slips_are_short() {
        assert!(is_near("katmandhu", "kathmandu"));
        assert!(is_near("kyongson", "kyongsong"));
        assert!(!is_near("chongjin", "chongju"));
        assert!(!is_near("kilju", "kilju"));
    }
}
