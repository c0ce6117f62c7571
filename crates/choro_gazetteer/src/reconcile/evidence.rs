//! What speaks for and against a candidate.

use super::area::{Areas, Seen};
use super::question::{Question, is_with_generic, one_rank};
use super::weights::WEIGHTS;
use super::{Candidate, Query, Shares};
use crate::{Gazetteer, Place, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_name::{Comparison, Relation, compare, fold, weighted_distance};
use choro_quantity::When;

/// Letters that may differ, as a share, in names that are compared one by one.
const FAR_OFF: f64 = 0.35;
/// Score of a name that is that far off.
const FAR_OFF_SCORE: f64 = 0.1;

/// Where the row lies among the units asked for.
pub(super) struct Standing {
    seen: Vec<Seen>,
}

impl Standing {
    pub(super) fn new(areas: &Areas, position: Position) -> Self {
        Self {
            seen: areas.around(position),
        }
    }

    /// The units at or near the position.
    pub(super) fn near(&self) -> impl Iterator<Item = PlaceId> {
        self.seen.iter().map(|seen| seen.place)
    }

    fn of(&self, place: PlaceId) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.place == place)
    }

    /// How likely the position lies in the unit, 0 to 1, by the drawn boundaries alone. What the
    /// unit around it leaves is shared out among its neighbours.
    fn sureness(&self, seen: &Seen) -> f64 {
        let others = |seen: &Seen| {
            let at = seen.place;
            self.seen.iter().filter(move |other| other.place != at)
        };
        let doubts = |of: &Seen| {
            others(of)
                .map(|other| doubt(other.outside_m()))
                .sum::<f64>()
        };
        match self.holder() {
            None => doubt(seen.boundary_m),
            Some(holder) => {
                let left = doubt(self.margin_m(holder));
                if holder.place == seen.place {
                    1.0 - left
                } else {
                    left * doubt(seen.outside_m()) / doubts(holder)
                }
            }
        }
    }

    /// From the position to where another unit begins: one's own boundary may also be a coast.
    fn margin_m(&self, seen: &Seen) -> f64 {
        let others = self.seen.iter().filter(|other| other.place != seen.place);
        others.map(Seen::outside_m).fold(f64::INFINITY, f64::min)
    }

    /// The unit whose centre is clearly nearer than that of the unit drawn around the position, where its
    /// border is not far: so near a border a fault of the drawing is possible.
    pub(super) fn rival(&self, place: PlaceId) -> Option<PlaceId> {
        let own = self.of(place)?;
        let nearest = self
            .seen
            .iter()
            .min_by(|a, b| a.centre_m.total_cmp(&b.centre_m))?;
        let near = self.margin_m(own) < WEIGHTS.position.sure_km * 1000.0;
        let nearer = nearest.centre_m < WEIGHTS.position.rival_share * own.centre_m;
        (near && nearer).then_some(nearest.place)
    }

    /// The logarithm of the distance, in radii, to the centre that is nearest by that measure.
    fn least_radii(&self) -> f64 {
        let radii = self.seen.iter().map(|seen| seen.radii);
        radii.fold(f64::INFINITY, f64::min).ln_1p()
    }

    /// The unit drawn around the position, if there is one.
    fn holder(&self) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.inside)
    }
}

/// How often a unit drawn that far from a position holds it after all: one half at the boundary.
fn doubt(metres: f64) -> f64 {
    let km = metres / 1000.0;
    let w = &WEIGHTS.position;
    0.5 * (w.near * (-km / w.near_km).exp() + (1.0 - w.near) * (-km / w.far_km).exp())
}

/// Everything a candidate is weighed by.
pub(super) struct Evidence<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) query: &'a Query,
    pub(super) question: &'a Question,
    pub(super) parents: &'a [&'a [PlaceId]],
    pub(super) areas: Option<&'a Areas>,
    pub(super) standing: Option<&'a Standing>,
}

/// Points with what is to be said of them.
#[derive(Default)]
struct Points {
    sum: f64,
    reasons: Vec<(f64, String)>,
}

impl Points {
    fn add(&mut self, points: f64, reason: impl Into<String>) {
        self.sum += points;
        self.reasons.push((points, reason.into()));
    }
}

impl Evidence<'_> {
    /// The candidate with its points, or nothing where neither name nor position speak for it.
    pub(super) fn weigh(&self, id: PlaceId) -> Option<(Candidate, f64)> {
        let place = self.gazetteer.place(id);
        let mut points = Points::default();
        let shares = Shares {
            name: self.name(place, &mut points)?,
            r#type: self.class(place, &mut points),
            parent: self.parent(place, &mut points),
            distance: self.position(place, &mut points),
        };
        points
            .reasons
            .sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let candidate = Candidate {
            place: id,
            score: 0.0,
            shares,
            reasons: points
                .reasons
                .into_iter()
                .map(|(_, reason)| reason)
                .collect(),
        };
        Some((candidate, points.sum))
    }

    fn name(&self, place: &Place, points: &mut Points) -> Option<f64> {
        let weights = &WEIGHTS.name;
        let mut best: Option<(f64, Comparison, &str, &str, bool)> = None;
        for form in &self.question.forms {
            for name in &place.names {
                let mut found = compare(&form.text, &name.text);
                let eponym = if form.is_eponym { weights.eponym } else { 0.0 };
                let worth = match found.relation {
                    Relation::Same => weights.same - eponym,
                    Relation::Variant if is_with_generic(&form.text, &name.text, place) => {
                        found.score = 1.0;
                        weights.same - eponym
                    }
                    Relation::Variant | Relation::NearMiss => {
                        weights.likeness * found.score - eponym
                    }
                    Relation::Different => continue,
                };
                if best.as_ref().is_none_or(|(known, ..)| worth > *known) {
                    best = Some((worth, found, &form.text, &name.text, form.is_eponym));
                }
            }
        }
        if let Some((worth, found, asked, known, is_eponym)) = best {
            points.add(worth, name_reason(&found, asked, known, is_eponym));
            return Some(found.score);
        }
        let asked = &self.question.forms[0].text;
        if !self.question.of_other_kind
            && self.areas.is_some_and(|areas| areas.holds(place.id))
            && is_far_off(asked, place)
        {
            let worth = weights.likeness * FAR_OFF_SCORE;
            points.add(
                worth,
                format!("‘{}’ is spelt somewhat like ‘{asked}’", place.name()),
            );
            return Some(FAR_OFF_SCORE);
        }
        self.standing.and_then(|standing| standing.of(place.id))?;
        let worth = if self.question.of_other_kind {
            weights.unlike_other_kind
        } else {
            weights.unlike
        };
        points.add(worth, format!("‘{asked}’ is not its name"));
        Some(0.0)
    }

    fn class(&self, place: &Place, points: &mut Points) -> Option<f64> {
        let asked = self.query.class.or(self.question.implied)?;
        let weights = &WEIGHTS.r#type;
        let own = || std::iter::once(&place.class).chain(&place.also).copied();
        if own().any(|own| own == asked) {
            points.add(weights.exact, format!("is a {}", asked.noun()));
            return Some(1.0);
        }
        let ranks = |own| one_rank(own, asked) && asked.is_division() && place.region().is_some();
        if own().any(ranks) {
            let noun = place.class.noun();
            points.add(
                weights.rank,
                format!("is a {noun}, of the rank of a {}", asked.noun()),
            );
            return Some(0.9);
        }
        if place.is_a(asked) {
            return Some(0.7);
        }
        let noun = place.class.noun();
        let clashes = if self.query.class.is_some() {
            weights.clashes
        } else {
            weights.implied_clashes
        };
        points.add(clashes, format!("is a {noun}, not a {}", asked.noun()));
        Some(0.0)
    }

    fn parent(&self, place: &Place, points: &mut Points) -> Option<f64> {
        let weights = &WEIGHTS.parent;
        let stated = self.question.stated.iter().find(|name| {
            place
                .names
                .iter()
                .any(|own| compare(name, &own.text).relation <= Relation::Variant)
        });
        if let Some(name) = stated {
            points.add(
                weights.stated,
                format!("the row says that it lies in {name}"),
            );
            return Some(1.0);
        }
        let mut found = None;
        for (named, areas) in self.question.parents.iter().zip(self.parents) {
            let holding = |area: &&PlaceId| self.may_hold(**area, place);
            let areas: Vec<PlaceId> = areas.iter().filter(holding).copied().collect();
            let Some(first) = areas.first() else { continue };
            let agrees = areas.iter().any(|area| self.lies_in(place.id, *area));
            let known = self.gazetteer.place(*first).name();
            if agrees {
                points.add(weights.agrees, format!("lies in {known}"));
                found = Some(found.unwrap_or(1.0_f64));
            } else if self.lies_elsewhere(place.id, &areas) {
                points.add(weights.clashes, format!("does not lie in {named}"));
                found = Some(0.0);
            }
        }
        found
    }

    /// Whether the area can be what a place lies in: not itself, nor a unit of no higher rank, as the
    /// village Hambuk is for a county, where the row means a province.
    fn may_hold(&self, area: PlaceId, place: &Place) -> bool {
        let (own, other) = (
            place.class.level(),
            self.gazetteer.place(area).class.level(),
        );
        area != place.id && (own == 0 || other == 0 || other > own)
    }

    fn lies_in(&self, id: PlaceId, area: PlaceId) -> bool {
        self.gazetteer.is_part_of(id, area, &self.query.when) == Some(true)
            || stands_in(self.gazetteer, id, area)
    }

    /// Known to lie in none of the areas: it lies in another of their class, or its point outside.
    fn lies_elsewhere(&self, id: PlaceId, areas: &[PlaceId]) -> bool {
        areas.iter().all(|area| {
            self.gazetteer.is_part_of(id, *area, &self.query.when) == Some(false)
                || (self.gazetteer.place(*area).region().is_some()
                    && self.gazetteer.place(id).point.is_some())
        })
    }

    fn position(&self, place: &Place, points: &mut Points) -> Option<f64> {
        let position = self.query.position?;
        let weights = &WEIGHTS.position;
        let unit =
            self.areas.is_some_and(|areas| areas.holds(place.id)) && place.region().is_some();
        if let Some(standing) = self.standing.filter(|_| unit) {
            let Some(seen) = standing.of(place.id) else {
                points.add(weights.clashes, "far from the row's position");
                return Some(f64::INFINITY);
            };
            let sure = standing.sureness(seen);
            // Only beside the other units: far from every centre is still in one of them.
            let centre = weights.centre * (seen.radii.ln_1p() - standing.least_radii());
            // A fault of the boundary reaches as far as its doubt; beyond that it is a clash.
            let worth = (weights.inside + sure.ln() - centre).max(weights.clashes);
            points.add(worth, unit_reason(standing, seen, self.gazetteer));
            return Some(if seen.inside { 0.0 } else { seen.boundary_m });
        }
        let metres = nearest_m(place, position)?;
        let km = metres / 1000.0;
        let worth = if km > weights.clash_km {
            weights.clashes
        } else {
            weights.point + weights.point_loss * (-km / weights.point_km).exp_m1()
        };
        points.add(worth, format!("{km:.1} km from the row's position"));
        Some(metres)
    }
}

/// Metres to a place: to its line or area where it is drawn, else to its point.
fn nearest_m(place: &Place, position: Position) -> Option<f64> {
    let drawn = place.footprints.iter().find(|f| !f.shape.is_point());
    drawn
        .and_then(|footprint| footprint.shape.distance_m(position))
        .or_else(|| place.point.map(|point| distance_m(point, position)))
}

fn name_reason(found: &Comparison, asked: &str, known: &str, is_eponym: bool) -> String {
    let named = if is_eponym { "named after" } else { "called" };
    match found.relation {
        Relation::Same if fold(asked) == asked.to_lowercase() => format!("{named} ‘{known}’"),
        _ => format!("{named} ‘{known}’: {}", found.reason),
    }
}

fn unit_reason(standing: &Standing, seen: &Seen, gazetteer: &Gazetteer) -> String {
    let km = seen.boundary_m / 1000.0;
    let centre = seen.centre_m / 1000.0;
    if seen.inside {
        return format!("the row lies in it, {centre:.0} km from its centre");
    }
    let holder = standing.holder().map_or_else(String::new, |holder| {
        format!(", drawn in {}", gazetteer.place(holder.place).name())
    });
    format!("the row lies {km:.1} km outside, {centre:.0} km from its centre{holder}")
}

/// Whether a name is spelt somewhat like one of the place's, beyond what a slip explains.
fn is_far_off(asked: &str, place: &Place) -> bool {
    let asked = fold(&choro_name::split_generic(asked).base);
    let letters = asked.chars().count() as f64;
    place.names.iter().any(|name| {
        let known = fold(&choro_name::split_generic(&name.text).base);
        known.chars().next() == asked.chars().next()
            && weighted_distance(&asked, &known) <= FAR_OFF * letters
    })
}

/// Whether the point of a place stands in the area.
pub(super) fn stands_in(gazetteer: &Gazetteer, id: PlaceId, area: PlaceId) -> bool {
    let point = gazetteer.place(id).point;
    let region = gazetteer.place(area).region();
    point
        .zip(region)
        .is_some_and(|(point, region)| region.shape.contains(point))
        && gazetteer.is_part_of(id, area, &When::default()) != Some(true)
}
