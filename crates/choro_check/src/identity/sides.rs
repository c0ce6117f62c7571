//! Neighbours that a sentence puts on several sides.

use super::graph::Relation;
use super::{Judged, Reading};
use crate::ruling::Ruling;
use choro_claim::{Annotated, Claim, Kind};

/// Where a neighbour lies on one of the sides that a sentence names ("Karnataka to the east and
/// south"), leaves the others open: its border may bend.
pub(super) fn soften(text: &Annotated, judged: &mut [Option<Judged>], relations: &mut [Relation]) {
    for at in 0..judged.len() {
        let claim = &text.claims[at];
        if claim.kind != Kind::Borders {
            continue;
        }
        let beside: Vec<usize> = (0..judged.len())
            .filter(|other| *other != at && is_beside(&text.claims[*other], claim))
            .filter(|other| relation(judged[*other].as_ref()) == relation(judged[at].as_ref()))
            .collect();
        for other in beside {
            let borne: Vec<bool> = readings(judged[other].as_ref())
                .map(|r| r.ruling.is_supported())
                .collect();
            let Some(own) = &mut judged[at] else { continue };
            let fit = &mut relations[own.relation].fit;
            let readings = own.readings.iter_mut().zip(borne);
            for (reading, _) in readings.filter(|(r, borne)| *borne && r.ruling.is_contradicted()) {
                fit[reading.subject][reading.object] -= reading.told;
                reading.told = 0.0;
                reading.softened = true;
                reading.ruling = open(&reading.ruling);
            }
        }
    }
}

fn is_beside(other: &Claim, claim: &Claim) -> bool {
    other.kind == Kind::Borders && other.sentence == claim.sentence && other.value != claim.value
}

fn relation(judged: Option<&Judged>) -> Option<usize> {
    judged.map(|j| j.relation)
}

fn readings(judged: Option<&Judged>) -> impl Iterator<Item = &Reading> {
    judged.into_iter().flat_map(|j| &j.readings)
}

/// A ruling left open so.
pub(super) fn open(ruling: &Ruling) -> Ruling {
    let words = format!("{}; it is said to lie on several sides", ruling.explanation);
    let mut open = Ruling::undetermined("too-close", words);
    open.evidence.clone_from(&ruling.evidence);
    open.measured.clone_from(&ruling.measured);
    open.subject = ruling.subject;
    open.object = ruling.object;
    open
}
