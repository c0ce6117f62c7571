#![doc = include_str!("../../../resources/rules/NAM201.md")]

use super::{names, original};
use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Location, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_mention::Mention;
use choro_name::{bounded_distance, fold};
use choro_text::{Span, TokenKind, tokenise};
use std::collections::{BTreeMap, BTreeSet};

/// Endings that make another word of a name, not another spelling.
const DERIVED: [&str; 7] = ["s", "n", "an", "ian", "es", "i", "ese"];

/// One word of a name where it stands.
struct Use<'c> {
    text: &'c Annotated,
    mention: &'c Mention,
    /// Bytes of the block's logical text.
    span: Span,
    surface: &'c str,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut uses: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    for (text, mention) in names(corpus) {
        for token in tokenise(&mention.text) {
            let surface = token.text(&mention.text);
            let word = fold(surface);
            let proper = token.kind == TokenKind::Word && surface.starts_with(char::is_uppercase);
            if proper
                && word.chars().count() >= THRESHOLDS.names.letters
                && Class::from_noun(&word).is_none()
            {
                let at = mention.span.start;
                let span = Span::new(at + token.span.start, at + token.span.end);
                uses.entry(word).or_default().push(Use {
                    text,
                    mention,
                    span,
                    surface,
                });
            }
        }
    }
    let mut findings: Vec<Finding> = uses
        .iter()
        .filter(|(_, rare)| rare.len() <= THRESHOLDS.names.slip)
        .flat_map(|(word, rare)| slips(corpus, word, rare, &uses))
        .collect();
    findings.extend(generics(corpus));
    findings
}

fn slips(
    corpus: &Corpus<'_>,
    word: &str,
    rare: &[Use<'_>],
    uses: &BTreeMap<String, Vec<Use<'_>>>,
) -> Vec<Finding> {
    let usual = uses
        .iter()
        .filter(|(other, used)| {
            used.len() >= THRESHOLDS.names.usual.max(rare.len() + 2)
                && bounded_distance(word, other, 1) == Some(1)
                && !derived(word, other)
        })
        .max_by_key(|(_, used)| used.len());
    let Some((_, used)) = usual else {
        return Vec::new();
    };
    rare.iter()
        .filter_map(|slip| Some(report(slip, used, weight(corpus, slip, used)?)))
        .collect()
}

fn derived(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // "Louisiane", "Louisiana": the ending of another language.
    let vowel = |word: &str| word.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    if a.len() == b.len() && vowel(a) && vowel(b) && a.get(..a.len() - 1) == b.get(..b.len() - 1) {
        return true;
    }
    long.strip_prefix(short)
        .is_some_and(|ending| DERIVED.contains(&ending))
}

/// Confidence of a place chosen because its name is a letter off.
const GUESSED: f64 = 0.6;

/// How surely the rare spelling is a slip of the usual one: an error where both name one place or
/// stand beside the same proper words, a warning where the document has the usual one three times.
/// None where the text gives it as another name, or where another place bears it.
fn weight(corpus: &Corpus<'_>, slip: &Use<'_>, used: &[Use<'_>]) -> Option<Severity> {
    if is_another_name(slip) {
        return None;
    }
    let known = corpus.know.gazetteer.by_name(slip.surface);
    let places: BTreeSet<PlaceId> = used.iter().filter_map(|u| u.mention.chosen).collect();
    if known.iter().any(|id| !places.contains(id)) {
        return None;
    }
    // A place it was only guessed for by likeness says nothing more than the likeness does.
    if let Some(own) = slip
        .mention
        .chosen
        .filter(|_| slip.mention.confidence > GUESSED)
    {
        return places.contains(&own).then_some(Severity::Error);
    }
    let rest = |u: &Use<'_>| fold(&u.mention.text.replace(u.surface, ""));
    let wanted = rest(slip);
    let proper = wanted
        .split(' ')
        .any(|word| word.len() > 2 && Class::from_noun(word).is_none());
    if proper && used.iter().any(|u| rest(u) == wanted) {
        return Some(Severity::Error);
    }
    let path = &slip.text.document.path;
    let here = used
        .iter()
        .filter(|u| &u.text.document.path == path)
        .count();
    // Near spellings with nothing else in common are often two places.
    (here >= THRESHOLDS.names.usual).then_some(Severity::Warning)
}

/// Whether the words before it give it as another name: "formerly", "Italian:", a quotation mark.
fn is_another_name(slip: &Use<'_>) -> bool {
    let Some(block) = slip.text.document.blocks.get(slip.mention.block) else {
        return false;
    };
    let before = Span::new(0, slip.mention.span.start).slice(&block.text);
    let mut words: Vec<&str> = before.split_whitespace().rev().take(5).collect();
    words.reverse();
    let near = words.join(" ").to_lowercase();
    let another = &QUALITIES.names.another;
    another.iter().any(|cue| near.contains(cue.as_str()))
}

fn report(slip: &Use<'_>, used: &[Use<'_>], weight: Severity) -> Finding {
    let right = used
        .iter()
        .find(|u| u.text.document.path == slip.text.document.path)
        .map_or(used[0].surface, |u| u.surface);
    let message = format!(
        "“{}”: the documents write “{right}” {} times",
        slip.surface,
        used.len()
    );
    let span = original(slip.text, slip.mention, slip.mention.span);
    let text = slip.text;
    // A mark more or less may be another language's form.
    let severity = if slip.surface.is_ascii() == right.is_ascii() {
        weight
    } else {
        Severity::Note
    };
    let mut finding = on_words("NAM201", severity, text, span, &slip.mention.text, message);
    finding.help = Some(format!("write “{right}”"));
    finding.fix = Some(Fix {
        safe: slip.mention.chosen.is_some(),
        span: original(text, slip.mention, slip.span),
        text: right.to_owned(),
    });
    if let Some(first) = used.first() {
        finding.related.push(Location {
            document: first.text.document.path.clone(),
            span: original(first.text, first.mention, first.span),
            message: format!("“{right}” here"),
        });
    }
    finding
}

/// One thing under two type words of its name: "X Economic Zone", "X Special Economic Area".
fn generics(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut first: BTreeMap<(String, Class), (String, Location)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let Some((base, noun, class)) = take_apart(&mention.text) else {
            continue;
        };
        // Nature is spoken of more freely: a range is "mountains" too.
        if class != Class::Zone {
            continue;
        }
        let span = original(text, mention, mention.span);
        let place = Location {
            document: text.document.path.clone(),
            span,
            message: format!("“{}” here", mention.text),
        };
        match first.get(&(base.clone(), class)) {
            None => {
                first.insert((base, class), (noun, place));
            }
            Some((known, _)) if *known == noun => {}
            Some((_, earlier)) => {
                let message = format!("“{}” is called otherwise above", mention.text);
                let quote = &mention.text;
                let mut finding = on_words("NAM201", Severity::Note, text, span, quote, message);
                finding.related.push(earlier.clone());
                finding.help = Some("keep to one form of the name".to_owned());
                findings.push(finding);
            }
        }
    }
    findings
}

/// The folded base and type words of a name that ends in capitalised type words.
fn take_apart(name: &str) -> Option<(String, String, Class)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..words.len()).find_map(|at| {
        let noun = words[at..].join(" ");
        let capital = words[at..]
            .iter()
            .all(|w| w.starts_with(char::is_uppercase));
        let class = Class::from_noun(&noun).filter(|_| capital)?;
        Some((fold(&words[..at].join(" ")), fold(&noun), class))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_are_no_slips() {
        assert!(derived("korea", "korean"));
        assert!(derived("hamgyongs", "hamgyong"));
        assert!(!derived("kyongson", "kyongsong"));
    }

    #[test]
    fn names_come_apart_at_their_type_words() {
        let (base, noun, class) = take_apart("Rason Special Economic Area").unwrap();
        assert_eq!(
            (base.as_str(), noun.as_str(), class),
            ("rason", "special economic area", Class::Zone)
        );
        assert_eq!(take_apart("Rason"), None);
    }
}
