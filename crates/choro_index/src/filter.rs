//! Which entries a look-up may give.

use crate::{Attributes, Days};
use choro_geometry::{Bounds, Position, distance_m};

/// Conditions on entries, all of which must hold. The default lets all pass.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter {
    /// Lies in the box. An entry without position does not.
    pub within: Option<Bounds>,
    /// Lies within so many metres of the position. An entry without position does not.
    pub near: Option<(Position, f64)>,
    /// Is of one of these classes, a bit for each.
    pub classes: Option<u64>,
    /// The name was in use on one of these days. A name without days always was.
    pub days: Option<Days>,
}

impl Filter {
    /// Whether there is no condition.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an entry of these attributes passes, by a name in use on these days.
    pub fn passes(&self, attributes: &Attributes, days: Days) -> bool {
        let lies = |test: &dyn Fn(Position) -> bool| attributes.position.is_some_and(test);
        self.classes
            .is_none_or(|classes| classes & attributes.classes != 0)
            && self.days.is_none_or(|asked| asked.overlap(days))
            && self
                .within
                .is_none_or(|bounds| lies(&|at| bounds.contains(at)))
            && self.near.is_none_or(|(centre, metres)| {
                // The box is a quick first look; the geodesic decides.
                let point = Bounds {
                    min: centre,
                    max: centre,
                };
                let around = point.grown(metres);
                lies(&|at| around.contains(at) && distance_m(centre, at) <= metres)
            })
    }
}
