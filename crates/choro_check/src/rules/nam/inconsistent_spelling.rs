#![doc = include_str!("../../../resources/rules/NAM201.md")]

mod evidence;
mod near;
mod type_words;
mod uses;

use crate::corpus::{Corpus, on_words};
use choro_diagnostic::{Finding, Fix, Location, Severity};
use evidence::{Weight, marks, weight};
use near::Near;
use uses::Use;

/// Endings that make another word of a name, not another spelling.
const DERIVED: [&str; 11] = [
    "s", "n", "an", "ian", "es", "i", "ese", "er", "ean", "ic", "ish",
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let named = uses::of_names(corpus);
    let near = Near::new(
        named
            .iter()
            .map(|(word, uses)| (word.as_str(), uses.as_slice())),
    );
    let mut findings: Vec<Finding> = named
        .iter()
        .flat_map(|(word, rare)| slips(corpus, word, rare, &near))
        .collect();
    for text in corpus.texts {
        for (word, rare) in uses::alone(text) {
            findings.extend(slips(corpus, &word, &rare, &near));
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
    named: &Near<'_, &[Use<'_>]>,
) -> Vec<Finding> {
    let mut usual: Vec<&[Use<'_>]> = named
        .of(word)
        .filter(|(other, used)| used.len() > rare.len() && !is_derived(word, other))
        .map(|(_, used)| *used)
        .collect();
    usual.sort_by_key(|used| std::cmp::Reverse(used.len()));
    rare.iter()
        .filter_map(|slip| {
            usual.iter().find_map(|used| {
                let weight = weight(corpus, slip, rare, used)?;
                Some(report(slip, used, weight))
            })
        })
        .collect()
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
}
