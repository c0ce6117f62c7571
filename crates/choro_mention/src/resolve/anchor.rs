//! Whether the rest of a document bears out what a name was taken for.
//!
//! A gazetteer never has every place. "Denton, in Norfolk" is not the Denton it knows in Texas; that
//! none of the other places named is anywhere near says so. A choice that nothing bears out keeps
//! its candidates but loses its confidence, so that no statement is called wrong on its account.

use crate::{Mention, MentionKind};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_geometry::{Position, is_within_m};
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
    let mut witnesses = Witnesses::new(gazetteer, chosen);
    for mention in all.iter_mut().filter(|m| m.kind == MentionKind::Name) {
        prefer(&mut witnesses, mention);
        let Some(place) = mention.chosen else {
            continue;
        };
        let second = mention.candidates.get(1).map_or(0.0, |c| c.score);
        let best = mention.candidates.first().map_or(1.0, |c| c.score);
        let dominant = second < 0.4 * best && gazetteer.importance(place) >= DOMINANT;
        let known = is_country(gazetteer, place);
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
                .push("nothing else named is near it".into());
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
    /// Those of them that lie in a place.
    below: BTreeMap<PlaceId, Vec<PlaceId>>,
    /// Those with a position, but for countries, from south to north.
    placed: Vec<(Position, PlaceId)>,
    /// Those without, but for countries.
    unplaced: Vec<PlaceId>,
    /// What was found before: for a place, and what the mention asking was taken for.
    known: BTreeMap<(PlaceId, Option<PlaceId>), bool>,
}

impl<'g> Witnesses<'g> {
    fn new(gazetteer: &'g Gazetteer, chosen: BTreeSet<PlaceId>) -> Self {
        let mut below: BTreeMap<PlaceId, Vec<PlaceId>> = BTreeMap::new();
        let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
        for id in chosen.iter().filter(|id| !is_country(gazetteer, **id)) {
            for above in gazetteer.above(*id) {
                below.entry(*above).or_default().push(*id);
            }
            match gazetteer.place(*id).point {
                Some(point) => placed.push((point, *id)),
                None => unplaced.push(*id),
            }
        }
        placed.sort_by(|(a, x), (b, y)| a.lat.total_cmp(&b.lat).then(x.cmp(y)));
        Self {
            gazetteer,
            chosen,
            below,
            placed,
            unplaced,
            known: BTreeMap::new(),
        }
    }

    /// Whether a place is the project's own, or another name than the one asking bears it out.
    fn bear_out(&mut self, place: PlaceId, asking: Option<PlaceId>) -> bool {
        if self.gazetteer.place(place).rank >= OWN || self.chosen.len() > MOST {
            return true;
        }
        if let Some(known) = self.known.get(&(place, asking)) {
            return *known;
        }
        let others = |id: &PlaceId| *id != place && Some(*id) != asking;
        let found = if is_country(self.gazetteer, place) {
            let mut others = self.chosen.iter().filter(|id| others(id));
            others.any(|id| is_country(self.gazetteer, *id))
        } else {
            // A country holds too much to bear out a place in it.
            let named = |id: &PlaceId| self.chosen.contains(id) && !is_country(self.gazetteer, *id);
            let mut above = self.gazetteer.above(place).iter();
            let mut below = self.below.get(&place).into_iter().flatten();
            above.any(|id| others(id) && named(id))
                || below.any(others)
                || self.is_near_any(place, others)
        };
        self.known.insert((place, asking), found);
        found
    }

    /// Whether one of the `others` that are no countries lies near the place.
    fn is_near_any(&self, place: PlaceId, others: impl Fn(&PlaceId) -> bool) -> bool {
        /// Degrees of latitude that are more than the distance sought.
        const FAR: f64 = 2.5;
        let outlined =
            |id: &PlaceId| others(id) && (self.reaches(place, *id) || self.reaches(*id, place));
        let Some(point) = self.gazetteer.place(place).point else {
            let mut all = self.placed.iter().map(|(_, id)| id).chain(&self.unplaced);
            return all.any(outlined);
        };
        let from = self
            .placed
            .partition_point(|(at, _)| at.lat <= point.lat - FAR);
        let beside = self.placed[from..].iter();
        let mut beside = beside.take_while(|(at, _)| at.lat < point.lat + FAR);
        beside.any(|(at, id)| others(id) && is_within_m(*at, point, TOGETHER))
            || self.unplaced.iter().any(outlined)
    }

    /// Whether the first shape of a place comes near the position of another.
    fn reaches(&self, place: PlaceId, other: PlaceId) -> bool {
        let shape = self.gazetteer.prepared(place, 0);
        let metres = shape
            .zip(self.gazetteer.place(other).point)
            .and_then(|(shape, point)| shape.distance_m(point));
        metres.is_some_and(|metres| metres <= TOGETHER)
    }
}

fn is_country(gazetteer: &Gazetteer, id: PlaceId) -> bool {
    gazetteer.place(id).class == Class::Country
}
