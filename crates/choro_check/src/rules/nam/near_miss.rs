#![doc = include_str!("../../../resources/rules/NAM202.md")]

use super::{names, original};
use crate::corpus::{Corpus, on_words};
use crate::data::THRESHOLDS;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_gazetteer::PlaceId;
use choro_geometry::is_within_m;
use choro_mention::Mention;
use choro_name::{Comparison, Relation, fold};
use std::collections::BTreeSet;

/// Distinct unknown names looked up; a text of more has no gazetteer.
const MOST: usize = 400;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        if seen.len() >= MOST {
            break;
        }
        let bears = |id| corpus.know.gazetteer.bearers(&mention.text).contains(&id);
        let name = fold(&mention.text);
        if !seen.contains(&name) && !mention.chosen.is_some_and(bears) {
            seen.insert(name);
            findings.extend(report(corpus, text, mention));
        }
    }
    findings
}

fn report(corpus: &Corpus<'_>, text: &Annotated, mention: &Mention) -> Option<Finding> {
    let class = mention.class?;
    let know = &corpus.know;
    let letters = mention.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < THRESHOLDS.names.letters || !know.gazetteer.bearers(&mention.text).is_empty() {
        return None;
    }
    let (place, likeness) = know
        .gazetteer
        .similar(&mention.text, 8)
        .into_iter()
        .filter(|(id, _)| mention.chosen.is_none_or(|chosen| chosen == *id))
        .find(|(id, likeness)| fits(corpus, text, *id, class, likeness))?;
    let name = know
        .place(place)
        .names
        .iter()
        .map(|n| (choro_name::compare(&n.text, &mention.text), n))
        .filter(|(c, _)| c.relation == Relation::NearMiss)
        .max_by(|a, b| a.0.score.total_cmp(&b.0.score))
        .map_or(know.name(place), |(_, n)| n.text.as_str());
    let message = format!(
        "no {} “{}” is known; the references have “{name}”, {}",
        class.noun(),
        mention.text,
        likeness.reason
    );
    let span = original(text, mention, mention.span);
    let quote = &mention.text;
    let mut finding = on_words("NAM202", Severity::Warning, text, span, quote, message);
    let sources = &know.place(place).records;
    finding.reference = sources.first().map(|r| know.source(r.source));
    finding.help = Some(format!("write “{name}” if that is meant"));
    finding.fix = Some(Fix::one(
        false,
        original(text, mention, mention.name),
        choro_name::split_generic(name).base,
    ));
    Some(finding)
}

/// A near miss of a place of the class, not far from what the document is about.
fn fits(
    corpus: &Corpus<'_>,
    text: &Annotated,
    id: PlaceId,
    class: choro_gazetteer::Class,
    likeness: &Comparison,
) -> bool {
    let know = &corpus.know;
    let topic = text.mentions.topic.as_ref().and_then(|t| t.place);
    let near = match (topic.and_then(|t| know.point(t)), know.point(id)) {
        (Some(a), Some(b)) => is_within_m(a, b, THRESHOLDS.names.near_miss_km * 1_000.0),
        _ => false,
    };
    let place = know.place(id);
    likeness.relation == Relation::NearMiss
        && likeness.score >= THRESHOLDS.names.near_miss_score
        && (place.class == class || place.also.contains(&class))
        && near
}
