//! Which of its namesakes a name means, as all the statements of a document together have it.
//!
//! "Carmona lies in Cavite, 36 km south of Manila": the Carmona that lies in Cavite, and at that
//! distance, is meant by the direction too. Each statement is judged for each place its words may
//! mean; what fits the others best is what a statement is then judged by. No statement has a voice
//! in its own case.

use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use choro_claim::{Annotated, Argument, Claim, Kind};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::distance_m;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Readings looked at of each argument.
const MOST: usize = 8;
/// A direction from nearer than this, metres, tells of a place about as much as a distance.
const CLOSE_M: f64 = 50_000.0;
/// A direction from farther than this, metres, tells nothing: half of the world lies north of a
/// place.
const FAR_M: f64 = 300_000.0;
/// What a statement that fits says for a place: as much as one that does not says against it.
const FITS: f64 = 1.0;
/// Lying in a province: namesakes may lie there as well.
const IN_PROVINCE: f64 = 0.6;
/// Lying in a country, or in a direction from a place neither close nor far.
const WEAK: f64 = 0.3;
/// How much worse than the best a reading may fit and still be meant.
const NEARLY: f64 = 0.25;

/// What the statements of a document say for and against places.
pub(crate) struct Agreement {
    total: BTreeMap<PlaceId, f64>,
    /// Of each claim, what it says itself.
    own: Vec<BTreeMap<PlaceId, f64>>,
}

impl Agreement {
    /// Weighs every statement of a document for each place its words may mean.
    pub(crate) fn of(
        text: &Annotated,
        rulings: &[Ruling],
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim) -> Ruling,
    ) -> Self {
        let mut agreement = Self {
            total: BTreeMap::new(),
            own: vec![BTreeMap::new(); text.claims.len()],
        };
        // What a name relates to is looked at when it is known which places are spoken of: pairs of
        // namesakes fit each other anywhere.
        let telling = || text.claims.iter().zip(rulings).enumerate();
        for (at, (claim, ruling)) in telling().filter(|(_, (c, r))| is_telling(c, r)) {
            let said = of_subject(claim, ruling, know, judge);
            agreement.add(at, said);
        }
        for (at, (claim, ruling)) in telling().filter(|(_, (c, r))| is_telling(c, r)) {
            let mut claim = claim.clone();
            if let Some(readings) = agreement.best(at, &claim.subject, know) {
                narrow(&mut claim.subject, readings);
            }
            let said = of_object(&claim, ruling, know, judge);
            agreement.add(at, said);
        }
        agreement
    }

    fn add(&mut self, at: usize, said: Vec<(PlaceId, f64)>) {
        for (place, weight) in said {
            if let Entry::Vacant(own) = self.own[at].entry(place) {
                own.insert(weight);
                *self.total.entry(place).or_default() += weight;
            }
        }
    }

    /// What the other statements than this one say of a place: above 0 for it, below against it.
    pub(crate) fn of_others(&self, claim: usize, place: PlaceId) -> f64 {
        let all = self.total.get(&place).copied().unwrap_or(0.0);
        let own = self.own.get(claim).and_then(|own| own.get(&place));
        all - own.copied().unwrap_or(0.0)
    }

    /// The claim with only those readings that fit the other statements best; `None` where these
    /// tell nothing.
    pub(crate) fn narrowed(&self, at: usize, claim: &Claim, know: &Knowledge<'_>) -> Option<Claim> {
        if !tells(claim.kind) {
            return None;
        }
        let subject = self.best(at, &claim.subject, know);
        let object = claim.object.as_ref().and_then(|o| self.best(at, o, know));
        if subject.is_none() && object.is_none() {
            return None;
        }
        let mut claim = claim.clone();
        if let Some(readings) = subject {
            narrow(&mut claim.subject, readings);
        }
        if let (Some(argument), Some(readings)) = (claim.object.as_mut(), object) {
            narrow(argument, readings);
        }
        Some(claim)
    }

    /// The readings that fit best, where some do and others do not.
    fn best(&self, at: usize, argument: &Argument, know: &Knowledge<'_>) -> Option<Vec<PlaceId>> {
        let all = readings(argument);
        let fit = |place: &PlaceId| self.of_others(at, *place);
        let first = all
            .iter()
            .copied()
            .max_by(|a, b| fit(a).total_cmp(&fit(b)).then(b.cmp(a)))?;
        let most = fit(&first);
        if most < WEAK {
            return None;
        }
        let kept: Vec<PlaceId> = all
            .iter()
            .copied()
            .filter(|p| fit(p) >= most - NEARLY || know.coincide(*p, first))
            .collect();
        (kept.len() < all.len()).then_some(kept)
    }
}

fn narrow(argument: &mut Argument, readings: Vec<PlaceId>) {
    if !argument.place.is_some_and(|p| readings.contains(&p)) {
        argument.place = readings.first().copied();
    }
    argument.readings = readings;
}

/// The places an argument may mean, the chosen one first.
fn readings(argument: &Argument) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = argument.place.into_iter().collect();
    for id in &argument.readings {
        if !found.contains(id) {
            found.push(*id);
        }
    }
    found.truncate(MOST);
    found
}

/// Whether statements of this kind tell one namesake from another.
fn tells(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Coordinates
            | Kind::Direction
            | Kind::Distance
            | Kind::LocatedIn
            | Kind::PartWhole
            | Kind::PositionIn
            | Kind::CapitalOf
            | Kind::OnFeature
            | Kind::Near
            | Kind::Borders
    )
}

fn is_telling(claim: &Claim, ruling: &Ruling) -> bool {
    tells(claim.kind) && !matches!(ruling.reason, "data-missing" | "not-checked" | "unresolved")
}

/// What one statement says of each place its subject may be.
fn of_subject(
    claim: &Claim,
    ruling: &Ruling,
    know: &Knowledge<'_>,
    judge: &impl Fn(&Claim) -> Ruling,
) -> Vec<(PlaceId, f64)> {
    let places = readings(&claim.subject);
    if let [place] = places.as_slice() {
        return vec![(*place, voice(claim, ruling, know))];
    }
    let said = |place: PlaceId| {
        let mut one = claim.clone();
        narrow(&mut one.subject, vec![place]);
        (place, voice(claim, &judge(&one), know))
    };
    places.into_iter().map(said).collect()
}

/// What one statement says of each place its object may be.
fn of_object(
    claim: &Claim,
    ruling: &Ruling,
    know: &Knowledge<'_>,
    judge: &impl Fn(&Claim) -> Ruling,
) -> Vec<(PlaceId, f64)> {
    let Some(object) = &claim.object else {
        return Vec::new();
    };
    let places = readings(object);
    if let ([place], [_]) = (places.as_slice(), readings(&claim.subject).as_slice()) {
        return vec![(*place, voice(claim, ruling, know))];
    }
    let said = |place: PlaceId| {
        let mut one = claim.clone();
        narrow(one.object.get_or_insert_default(), vec![place]);
        (place, voice(claim, &judge(&one), know))
    };
    places.into_iter().map(said).collect()
}

/// What a ruling says of the places it was made on.
fn voice(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> f64 {
    if ruling.is_contradicted() {
        return -FITS;
    }
    if !ruling.is_supported() {
        return 0.0;
    }
    let class = ruling.object.map(|id| know.place(id).class);
    match claim.kind {
        Kind::Direction => match apart(ruling, know) {
            Some(metres) if metres <= CLOSE_M => FITS,
            Some(metres) if metres <= FAR_M => WEAK,
            _ => 0.0,
        },
        Kind::LocatedIn | Kind::PartWhole | Kind::PositionIn => match class {
            Some(Class::Country) => WEAK,
            Some(Class::Province) => IN_PROVINCE,
            _ => FITS,
        },
        _ => FITS,
    }
}

/// How far the two places of a ruling lie apart, metres.
pub(crate) fn apart(ruling: &Ruling, know: &Knowledge<'_>) -> Option<f64> {
    let (a, b) = (know.point(ruling.subject?)?, know.point(ruling.object?)?);
    Some(distance_m(a, b))
}
