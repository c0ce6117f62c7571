#![doc = include_str!("../../../resources/rules/XCL806.md")]

use crate::corpus::{Case, Corpus, about};
use choro_claim::{Annotated, Kind};
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::PlaceId;
use choro_quantity::{Hedge, Polarity};
use choro_text::Span;
use std::collections::BTreeMap;

/// A text that names so many neighbours of its topic is taken to list them.
const LISTED: usize = 2;

/// The document about a place, with the neighbours it gives it.
struct Brief<'c> {
    text: &'c Annotated,
    neighbours: Vec<(PlaceId, Case<'c>)>,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut briefs: BTreeMap<PlaceId, Brief<'_>> = BTreeMap::new();
    for text in corpus.texts {
        let topic = text.mentions.topic.as_ref().and_then(|t| t.place);
        if let Some(place) = topic {
            briefs.entry(place).or_insert(Brief {
                text,
                neighbours: Vec::new(),
            });
        }
    }
    for case in corpus.cases() {
        let claim = case.claim;
        let plain = claim.kind == Kind::Borders
            && claim.polarity == Polarity::Affirmed
            && claim.hedge == Hedge::Asserted
            && !claim.past;
        let ends = claim
            .subject
            .place
            .zip(claim.object.as_ref().and_then(|o| o.place));
        if let Some((topic, neighbour)) = ends.filter(|_| plain)
            && let Some(brief) = briefs.get_mut(&topic)
            && std::ptr::eq(brief.text, case.text)
        {
            brief.neighbours.push((neighbour, case));
        }
    }
    let mut findings = Vec::new();
    for (place, brief) in &briefs {
        for (neighbour, case) in &brief.neighbours {
            if let Some(other) = briefs.get(neighbour) {
                findings.extend(report(corpus, *place, *neighbour, *case, other));
            }
        }
    }
    findings
}

fn report(
    corpus: &Corpus<'_>,
    place: PlaceId,
    neighbour: PlaceId,
    case: Case<'_>,
    other: &Brief<'_>,
) -> Option<Finding> {
    let know = &corpus.know;
    let one_level = know.place(place).class == know.place(neighbour).class;
    // Of what holds it, or lies in it, or is called alike, it may have been meant.
    let speaks_of_it = other.text.mentions.all.iter().any(|m| {
        let about_it = |id: PlaceId| id == place || know.coincide(id, place);
        m.readings().into_iter().any(about_it)
    });
    if !one_level || other.neighbours.len() < LISTED || speaks_of_it {
        return None;
    }
    let (a, b) = (know.name(place), know.name(neighbour));
    let message =
        format!("{b} is called a neighbour of {a} here; the text on {b} does not name {a}");
    let mut finding = about("XCL806", Severity::Note, case, message);
    let (_, listed) = other.neighbours.first()?;
    let last = other.neighbours.last().map(|(_, case)| case.own_words())?;
    let from = listed.claim.evidence.span;
    finding.related.push(Location {
        document: other.text.document.path.clone(),
        span: Span::new(from.start, from.end.max(last.end)),
        message: format!("the neighbours of {b}"),
    });
    finding.help = Some(format!("add {a} there, if it is one"));
    Some(finding)
}
