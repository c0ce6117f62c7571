//! "Springfield, Illinois" and "Moura in Portugal": a unit named right after a place says which of
//! its namesakes is meant.

use crate::{Mention, MentionKind};
use choro_document::Document;
use choro_gazetteer::{Gazetteer, PlaceId};

/// What is left of a candidate's score where another lies in the unit named after it.
const ELSEWHERE: f64 = 0.15;
/// Confidence where none does: the place meant may be one that no reference has.
const NONE_INSIDE: f64 = 0.5;
/// Rank from which a source is the project's own.
const OWN: u32 = 100;

/// Weighs the candidates of each name by the unit named right after it, from the end of each chain
/// ("X, Y, Z") to its beginning.
pub(super) fn weigh(document: &Document, gazetteer: &Gazetteer, all: &mut [Mention]) {
    for i in (0..all.len().saturating_sub(1)).rev() {
        let (left, right) = all.split_at_mut(i + 1);
        let (place, unit) = (&mut left[i], &right[0]);
        if place.kind != MentionKind::Name
            || unit.kind != MentionKind::Name
            || !is_address(document, place, unit)
        {
            continue;
        }
        let units: Vec<PlaceId> = unit
            .candidates
            .iter()
            .map(|c| c.place)
            .filter(|p| gazetteer.place(*p).class.is_division())
            .take(4)
            .collect();
        if !units.is_empty() {
            narrow(gazetteer, place, &units);
        }
    }
}

fn is_address(document: &Document, place: &Mention, unit: &Mention) -> bool {
    if place.block != unit.block || place.span.end > unit.span.start {
        return false;
    }
    let text = &document.blocks[place.block].text;
    let between = text
        .get(place.span.end..unit.span.start)
        .unwrap_or(";")
        .trim();
    matches!(between, "," | "in" | ", in" | "in the" | ", in the")
}

fn narrow(gazetteer: &Gazetteer, place: &mut Mention, units: &[PlaceId]) {
    let inside: Vec<bool> = place
        .candidates
        .iter()
        .map(|c| {
            let mut above = gazetteer.above(c.place).iter();
            above.any(|above| units.contains(above))
        })
        .collect();
    if !inside.contains(&true) {
        let own = place.chosen.is_some_and(|p| gazetteer.place(p).rank >= OWN);
        if !own {
            place.confidence = place.confidence.min(NONE_INSIDE);
            place
                .reason
                .push_str("; not known in the unit named after it");
        }
        return;
    }
    for (candidate, inside) in place.candidates.iter_mut().zip(inside) {
        if inside {
            candidate.reasons.push("in the unit named after it".into());
        } else {
            candidate.score *= ELSEWHERE;
        }
    }
    place
        .candidates
        .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    if place.chosen != Some(place.candidates[0].place) {
        place.chosen = Some(place.candidates[0].place);
        place.reason = place.candidates[0].reasons.join("; ");
    }
}
