//! Statements that one word makes of several places: "north of Bentonville and Rogers".

use super::graph::{Graph, Relation};
use super::name::Name;
use super::{Judged, Reading};
use choro_claim::Annotated;

/// What all say of the places but for a statement and those made by the same word: a word that is
/// wrong of one place is as likely wrong of the others. `None` where it makes no others or is wrong of
/// no reading.
pub(super) fn without(
    at: usize,
    text: &Annotated,
    judged: &[Option<Judged>],
    graph: &Graph,
    names: &[Name],
) -> Option<Graph> {
    let claim = &text.claims[at];
    let own = judged[at].as_ref()?;
    let focus = claim.focus?;
    if !own.readings.iter().any(|r| r.ruling.is_contradicted()) {
        return None;
    }
    let same_word = text.claims.iter().zip(judged).filter(|(other, _)| {
        other.id != claim.id && other.kind == claim.kind && other.focus == Some(focus)
    });
    let others: Vec<&Judged> = same_word
        .filter_map(|(_, judged)| judged.as_ref())
        .filter(|judged| judged.relation != own.relation)
        .collect();
    if others.is_empty() {
        return None;
    }
    let mut relations: Vec<Relation> = graph.relations.iter().map(Relation::untold).collect();
    for other in others {
        let fit = &mut relations[other.relation].fit;
        for Reading {
            subject,
            object,
            told,
            ..
        } in &other.readings
        {
            fit[*subject][*object] -= told;
        }
    }
    Some(Graph::new(names, relations))
}
