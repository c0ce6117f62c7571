#![doc = include_str!("../../../resources/rules/NAM205.md")]

use super::{bare, names, original};
use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Class;
use choro_mention::{Mention, MentionKind};
use choro_name::{Relation, fold};
use std::collections::BTreeSet;

/// Distinct unknown names looked up; a text of more has no gazetteer.
const MOST: usize = 400;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut looked_up: BTreeSet<String> = BTreeSet::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let name = fold(bare(mention));
        let unknown = mention.kind == MentionKind::Unknown
            && mention.candidates.is_empty()
            && mention.antecedent.is_none();
        if !unknown || !seen.insert((&text.document.path, name.clone())) {
            continue;
        }
        if looked_up.len() >= MOST {
            break;
        }
        looked_up.insert(name);
        findings.extend(report(corpus, text, mention));
    }
    findings
}

fn report(corpus: &Corpus<'_>, text: &Annotated, mention: &Mention) -> Option<Finding> {
    let class = mention.class.filter(|class| is_listed(*class))?;
    let name = bare(mention);
    let know = &corpus.know;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < THRESHOLDS.names.unknown_letters
        || is_of_people(name)
        || !know.gazetteer.by_name(name).is_empty()
    {
        return None;
    }
    // What may be a slip is another rule's.
    let alike = know.gazetteer.similar(name, 1);
    if alike.iter().any(|(_, c)| c.relation != Relation::Different) {
        return None;
    }
    let message = format!("no reference knows a {} “{name}”", class.noun());
    let span = original(text, mention, mention.span);
    let mut finding = on_words("NAM205", Severity::Note, text, span, name, message);
    finding.help = Some("check the name, or add the place under gazetteer/".to_owned());
    Some(finding)
}

/// Whether references list all things of the class that a text is likely to speak of: they have
/// the towns and rivers of a region, not its factories.
fn is_listed(class: Class) -> bool {
    class.is_division()
        || class.is_settlement()
        || class.is_water()
        || matches!(
            class,
            Class::Range | Class::Peak | Class::Plateau | Class::Island | Class::Cape | Class::Port
        )
}

/// Whether a word of the name is one of bodies of people: "Rovers Football Club".
fn is_of_people(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let word = fold(word);
        QUALITIES.names.bodies.contains(&word)
    })
}
