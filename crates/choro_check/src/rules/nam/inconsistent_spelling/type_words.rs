//! One thing under two type words of its name: "X Economic Zone", "X Special Economic Area".

use crate::corpus::{Corpus, on_words};
use crate::rules::nam::{names, original};
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::Class;
use choro_name::fold;
use std::collections::BTreeMap;

/// Names of zones that are called otherwise before.
pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
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
    fn names_come_apart_at_their_type_words() {
        let (base, noun, class) = take_apart("Rason Special Economic Area").unwrap();
        assert_eq!(
            (base.as_str(), noun.as_str(), class),
            ("rason", "special economic area", Class::Zone)
        );
        assert_eq!(take_apart("Rason"), None);
    }
}
