//! What was found out once and is asked for again: of pairs of places, and of the places of a class
//! in another.

use super::{Knowledge, Part};
use crate::data::Dimension;
use crate::ruling::Ruling;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Bounds, Position, border_tolerance_m};
use choro_name::{Relation, compare, fold};
use choro_quantity::When;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Outlines are apart where the gap is wider than so many tolerances, as in [`choro_geometry::Adjacency`].
const APART: f64 = 5.0;
/// They surely are where the boxes around them leave so many times as much.
const BOXES_APART: f64 = 1.02;

/// Rulings kept, after which all are forgotten: some megabytes.
const MOST: usize = 1 << 14;

/// The order of the places of a class in another by a dimension, the most or the least first.
pub(crate) type Order = (Class, PlaceId, Dimension, bool);

/// Places with a figure, in the order of it.
pub(crate) type Ranking = Rc<[(f64, PlaceId)]>;

/// Answers by what was asked.
type Kept<Q, A> = RefCell<HashMap<Q, A>>;

/// What was found out before.
#[derive(Default)]
pub(super) struct Found {
    /// Without words, whether a place lies in another today.
    lying_in: Kept<(PlaceId, PlaceId), Ruling>,
    /// Whether two places share a name.
    names: Kept<(PlaceId, PlaceId), bool>,
    /// Whether a place needs no other word of a text to be taken for the one meant.
    famous: Kept<PlaceId, bool>,
    /// Whether the outlines that two places have today lie apart.
    apart: Kept<(PlaceId, PlaceId), bool>,
    /// The places of a class that hold a place today.
    holders: Kept<(Class, PlaceId), Rc<[PlaceId]>>,
    /// The places of a class in another, now.
    inside: Kept<(Class, PlaceId), Rc<[PlaceId]>>,
    /// The same in order of a figure of now.
    ranked: Kept<Order, Ranking>,
}

impl Knowledge<'_> {
    /// Whether the outlines that two places have are too far apart to touch.
    pub(crate) fn are_apart(&self, a: PlaceId, b: PlaceId) -> bool {
        let Some((x, y)) = self.region(a).zip(self.region(b)) else {
            return false;
        };
        let limit = APART * border_tolerance_m(&x, &y, self.joint_accuracy_m(a, b));
        if self.is_dated(a) || self.is_dated(b) {
            return x.is_farther_m(&y, limit);
        }
        if let Some(known) = self.found.apart.borrow().get(&(a, b)) {
            return *known;
        }
        let apart = self.boxes_apart(a, b, BOXES_APART * limit) || x.is_farther_m(&y, limit);
        self.found.apart.borrow_mut().insert((a, b), apart);
        apart
    }

    /// Whether a place is famous, as found before or as `find` finds it.
    pub(crate) fn famous(&self, id: PlaceId, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.found.famous.borrow().get(&id) {
            return *known;
        }
        let famous = find();
        self.found.famous.borrow_mut().insert(id, famous);
        famous
    }

    /// Whether places are drawn as at that time already.
    pub(crate) fn is_of(&self, when: &When) -> bool {
        self.when == *when
    }

    /// The ruling, without words, on a place lying in another today, as found before or as `judge`
    /// finds it; others are not kept.
    pub(crate) fn lying_in(
        &self,
        place: PlaceId,
        other: PlaceId,
        when: &When,
        judge: impl FnOnce() -> Ruling,
    ) -> Ruling {
        if !self.wordless || !when.is_unstated() || !self.when.is_unstated() {
            return judge();
        }
        if let Some(known) = self.found.lying_in.borrow().get(&(place, other)) {
            return known.clone();
        }
        let ruling = judge();
        let mut known = self.found.lying_in.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert((place, other), ruling.clone());
        ruling
    }

    /// Whether the outline taken of a place is one of the time asked for, not that of today.
    pub(crate) fn is_dated(&self, id: PlaceId) -> bool {
        self.dated_region(id, &self.when).is_some()
    }

    /// Whether the boxes around the outlines of today leave more than so many metres between them.
    fn boxes_apart(&self, a: PlaceId, b: PlaceId, metres: f64) -> bool {
        match (self.drawn_box(a), self.drawn_box(b)) {
            (Some(a), Some(b)) => !a.grown(metres).intersects(&b),
            _ => false,
        }
    }

    /// Whether a position lies farther than so many metres outside the box around the outline that a
    /// place has today; false where it has none.
    pub(crate) fn is_outside_box(&self, at: Position, id: PlaceId, metres: f64) -> bool {
        let bounds = self.drawn_box(id);
        bounds.is_some_and(|bounds| !bounds.grown(metres).contains(at))
    }

    /// The box around the outline that a place has today.
    fn drawn_box(&self, id: PlaceId) -> Option<Bounds> {
        let drawn = self.gazetteer.drawn(self.place(id).class);
        let at = drawn.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(drawn[at].1)
    }

    /// Whether two places share a name, as a town and its county do.
    pub(crate) fn share_name(&self, a: PlaceId, b: PlaceId) -> bool {
        let pair = (a.min(b), a.max(b));
        if let Some(known) = self.found.names.borrow().get(&pair) {
            return *known;
        }
        let shared = self.have_like_names(a, b);
        self.found.names.borrow_mut().insert(pair, shared);
        shared
    }

    fn have_like_names(&self, a: PlaceId, b: PlaceId) -> bool {
        let names = |id: PlaceId| self.place(id).names.iter().take(8).map(|n| n.text.as_str());
        let folded: Vec<String> = names(b).map(fold).collect();
        let alike =
            |x: &str, y: &str| matches!(compare(x, y).relation, Relation::Same | Relation::Variant);
        // Comparing costs far more than folding.
        names(a).any(|x| folded.contains(&fold(x)))
            || names(a).any(|x| names(b).any(|y| alike(x, y)))
    }

    /// The places of exactly a class that lie in a scope at a time, by hierarchy or by outline, in
    /// order of ids.
    pub(crate) fn of_class_in(&self, class: Class, scope: PlaceId, when: &When) -> Rc<[PlaceId]> {
        if !when.is_unstated() || self.is_dated(scope) {
            return self.found_in(class, scope, when).into();
        }
        let key = (class, scope);
        if let Some(known) = self.found.inside.borrow().get(&key) {
            return Rc::clone(known);
        }
        let inside: Rc<[PlaceId]> = self.found_in(class, scope, when).into();
        let mut known = self.found.inside.borrow_mut();
        known.insert(key, Rc::clone(&inside));
        inside
    }

    /// The same, looked for among what the hierarchy ever placed below the scope, what lies in the box
    /// around its outline, and what has no position.
    fn found_in(&self, class: Class, scope: PlaceId, when: &When) -> Vec<PlaceId> {
        let mut maybe = self.gazetteer.ever_below(scope);
        let drawn = self.footprint(scope, Part::Region);
        if let Some(bounds) = drawn.and_then(|f| f.shape.bounds()) {
            maybe.extend(self.gazetteer.within_bounds(bounds));
            maybe.extend(self.gazetteer.without_point());
        }
        maybe.push(scope);
        maybe.retain(|id| self.place(*id).is_exactly(class));
        maybe.sort_unstable();
        maybe.dedup();
        maybe.retain(|id| self.lies_in(*id, scope, when) == Some(true));
        maybe
    }

    /// The places of a class that hold the position of a place, as drawn, in order of ids.
    pub(crate) fn holders(&self, class: Class, id: PlaceId) -> Rc<[PlaceId]> {
        let around = || self.point(id).map(|at| self.regions_around(class, at));
        if !self.when.is_unstated() {
            return around().into_iter().flatten().collect();
        }
        if let Some(known) = self.found.holders.borrow().get(&(class, id)) {
            return Rc::clone(known);
        }
        let holders: Rc<[PlaceId]> = around().into_iter().flatten().collect();
        let mut known = self.found.holders.borrow_mut();
        known.insert((class, id), Rc::clone(&holders));
        holders
    }

    /// An order of places as found before for today's figures, else as `rank` finds it.
    pub(crate) fn ranked(
        &self,
        order: Order,
        when: &When,
        rank: impl FnOnce() -> Vec<(f64, PlaceId)>,
    ) -> Ranking {
        if !when.is_unstated() || !self.when.is_unstated() {
            return rank().into();
        }
        if let Some(known) = self.found.ranked.borrow().get(&order) {
            return Rc::clone(known);
        }
        let ranked: Ranking = rank().into();
        self.found
            .ranked
            .borrow_mut()
            .insert(order, Rc::clone(&ranked));
        ranked
    }
}
