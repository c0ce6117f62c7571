//! Whether the rest of a document bears out what a name was taken for.
//!
//! A gazetteer never has every place. "Denton, in Norfolk" is not the Denton it knows in Texas; that
//! none of the other places named is anywhere near says so. A choice that nothing bears out keeps
//! its candidates but loses its confidence, so that no statement is called wrong on its account.

use crate::{Mention, MentionKind};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_geometry::distance_m;
use choro_quantity::When;
use std::collections::{BTreeMap, BTreeSet};

/// Places named together are mostly within this distance, metres.
const TOGETHER: f64 = 250_000.0;
/// Confidence of a choice that nothing else in the document bears out.
const UNANCHORED: f64 = 0.5;
/// What is left of a candidate's score where another is borne out and it is not: below the fifth
/// of the best that a reading must have.
const FORLORN: f64 = 0.15;
/// Distinct places beyond which a document is a list, and each bears out the next.
const MOST: usize = 1_500;
/// Importance from which a place without near namesakes needs no witness: a city of some hundred
/// thousands, a province.
const DOMINANT: f64 = 0.68;
/// Rank from which a source is the project's own, and its choice of places a bearing in itself.
const OWN: u32 = 100;

/// Prefers candidates that other names of the document bear out, leaves out the others where one
/// is, and lowers the confidence of choices that nothing bears out.
pub(super) fn weigh(gazetteer: &Gazetteer, all: &mut [Mention]) {
    let chosen: BTreeSet<PlaceId> = all
        .iter()
        .filter(|m| m.kind == MentionKind::Name)
        .filter_map(|m| m.chosen)
        .collect();
    let mut witnesses = Witnesses {
        gazetteer,
        chosen,
        known: BTreeMap::new(),
    };
    for mention in all.iter_mut().filter(|m| m.kind == MentionKind::Name) {
        prefer(&mut witnesses, mention);
        let Some(place) = mention.chosen else {
            continue;
        };
        let second = mention.candidates.get(1).map_or(0.0, |c| c.score);
        let best = mention.candidates.first().map_or(1.0, |c| c.score);
        let dominant = second < 0.4 * best && gazetteer.importance(place) >= DOMINANT;
        let known = gazetteer.place(place).class == Class::Country;
        if !witnesses.bear_out(place, mention.chosen) && !dominant && !known {
            mention.confidence = mention.confidence.min(UNANCHORED);
            mention.reason.push_str("; nothing else named is near it");
        }
    }
}

/// Among several candidates, those borne out come first; the rest keep a little of their score.
fn prefer(witnesses: &mut Witnesses<'_>, mention: &mut Mention) {
    if mention.candidates.len() < 2 {
        return;
    }
    let own = mention.chosen;
    let borne: Vec<bool> = mention
        .candidates
        .iter()
        .map(|c| witnesses.bear_out(c.place, own))
        .collect();
    if borne.iter().all(|b| *b) || !borne.iter().any(|b| *b) {
        return;
    }
    for (candidate, borne) in mention.candidates.iter_mut().zip(borne) {
        if !borne {
            candidate.score *= FORLORN;
            candidate
                .reasons
                .push("nothing else named is near it".to_owned());
        }
    }
    mention
        .candidates
        .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    if mention.chosen != Some(mention.candidates[0].place) {
        mention.chosen = Some(mention.candidates[0].place);
        mention.reason = mention.candidates[0].reasons.join("; ");
    }
}

/// The places that a document names, as they were first taken.
struct Witnesses<'g> {
    gazetteer: &'g Gazetteer,
    chosen: BTreeSet<PlaceId>,
    /// What was found before: for a place, and what the mention asking was taken for.
    known: BTreeMap<(PlaceId, Option<PlaceId>), bool>,
}

impl Witnesses<'_> {
    /// Whether a place is the project's own, or another name than the one asking bears it out.
    fn bear_out(&mut self, place: PlaceId, asking: Option<PlaceId>) -> bool {
        if self.gazetteer.place(place).rank >= OWN || self.chosen.len() > MOST {
            return true;
        }
        if let Some(known) = self.known.get(&(place, asking)) {
            return *known;
        }
        let above = self.gazetteer.ancestors_at(place, &When::default());
        let found = self.chosen.iter().any(|other| {
            *other != place
                && Some(*other) != asking
                && bears_out(self.gazetteer, place, &above, *other)
        });
        self.known.insert((place, asking), found);
        found
    }
}

fn bears_out(gazetteer: &Gazetteer, place: PlaceId, above: &[PlaceId], other: PlaceId) -> bool {
    let (a, b) = (gazetteer.place(place), gazetteer.place(other));
    // A country holds too much to bear out a place in it.
    if a.class == Class::Country || b.class == Class::Country {
        return a.class == b.class;
    }
    if above.contains(&other)
        || gazetteer
            .ancestors_at(other, &When::default())
            .contains(&place)
    {
        return true;
    }
    match (a.point, b.point) {
        (Some(a), Some(b)) => {
            // Two and a half degrees of latitude are more than the distance sought.
            (a.lat - b.lat).abs() < 2.5 && distance_m(a, b) <= TOGETHER
        }
        _ => {
            let near = |x: &choro_gazetteer::Place, y: &choro_gazetteer::Place| {
                let shape = x.footprints.first().map(|f| &f.shape);
                shape
                    .zip(y.point)
                    .and_then(|(s, p)| s.distance_m(p))
                    .is_some_and(|d| d <= TOGETHER)
            };
            near(a, b) || near(b, a)
        }
    }
}
