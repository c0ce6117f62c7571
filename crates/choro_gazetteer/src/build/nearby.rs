//! Whether two entries can lie at one place.

use super::entry::Entry;
use crate::Class;
use choro_geometry::{PreparedShape, distance_m, population_radius_m};
use std::cell::OnceCell;

/// Settlements of one name no farther apart than this are one, metres.
pub(super) const SETTLEMENTS_M: f64 = 3_000.0;
/// Sites, springs, peaks: points that sources place within a kilometre or two, metres.
const SITES_M: f64 = 2_000.0;
/// Lines and polygons of natural features, drawn at small scales, metres.
const NATURAL_M: f64 = 20_000.0;
/// A point given for a unit, or a settlement for its unit, may lie this far outside it, metres.
const OUTSIDE_M: f64 = 5_000.0;
/// Points that stand for units of the same rank, metres.
const UNITS_M: f64 = 15_000.0;

/// Entries with their polygons prepared when first asked for.
pub(super) struct Ground<'e, 'a> {
    entries: &'e [Entry<'a>],
    prepared: Vec<OnceCell<Option<PreparedShape>>>,
}

impl<'e, 'a> Ground<'e, 'a> {
    pub(super) fn new(entries: &'e [Entry<'a>]) -> Self {
        Self {
            entries,
            prepared: entries.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn region(&self, at: usize) -> Option<&PreparedShape> {
        self.prepared[at]
            .get_or_init(|| {
                let entry = &self.entries[at];
                entry
                    .shape
                    .filter(|shape| shape.is_region())
                    .map(PreparedShape::new)
            })
            .as_ref()
    }

    /// Distance of two entries in metres, 0 where one lies in the other; `None` where either has
    /// no position.
    pub(super) fn distance_m(&self, a: usize, b: usize) -> Option<f64> {
        let (from, to) = (self.entries[a].position()?, self.entries[b].position()?);
        let direct = distance_m(from, to);
        let inside = |region: usize, point| {
            let reach = self.entries[region].bounds?.grown(OUTSIDE_M * 2.0);
            if !reach.contains(point) {
                return None;
            }
            self.region(region)?.distance_m(point)
        };
        Some(
            [inside(a, to), inside(b, from)]
                .into_iter()
                .flatten()
                .fold(direct, f64::min),
        )
    }

    /// Whether two entries of one name and compatible class are near enough to be one place;
    /// `None` where either has no position.
    pub(super) fn near(&self, a: usize, b: usize) -> Option<bool> {
        let (x, y) = (&self.entries[a], &self.entries[b]);
        let distance = self.distance_m(a, b)?;
        let slack = (x.accuracy + y.accuracy).clamp(0.0, 10_000.0);
        let limit = if x.is_unit() || y.is_unit() {
            if x.is_region() || y.is_region() {
                OUTSIDE_M + slack
            } else {
                UNITS_M + slack
            }
        } else if settled(x.class) && settled(y.class) {
            let radius = population_radius_m(x.population.max(y.population));
            SETTLEMENTS_M.max(radius)
        } else if natural(x.class) || natural(y.class) {
            if let (Some(mine), Some(theirs)) = (x.bounds, y.bounds)
                && mine.grown(NATURAL_M).intersects(&theirs)
            {
                return Some(true);
            }
            NATURAL_M
        } else {
            SITES_M
        };
        Some(distance <= limit)
    }

    /// Whether ids that name one thing may be believed: the two are not far apart.
    pub(super) fn believable(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.entries[a], &self.entries[b]);
        if x.is_region() && y.is_region() && x.source == y.source {
            return false;
        }
        let limit = if natural(x.class) {
            500_000.0
        } else {
            25_000.0
        };
        self.distance_m(a, b)
            .is_none_or(|distance| distance <= limit)
    }
}

fn settled(class: Class) -> bool {
    class.is_settlement() || class == Class::Unknown
}

/// Things that sources draw in pieces and at large: rivers, ranges, seas.
pub(super) fn natural(class: Class) -> bool {
    class.is_water()
        || class.is_line()
        || matches!(
            class,
            Class::Range | Class::Plateau | Class::Plain | Class::Land
        )
}
