//! How far shapes lie from one another.

use crate::chord::{Chord, earth_centred};
use crate::prepared::wrap;
use crate::{Position, PreparedShape, ring};

impl PreparedShape {
    /// Whether the line or boundary passes within straight `metres` of an earth-centred point.
    pub(crate) fn passes_within(&self, point: [f64; 3], metres: f64) -> bool {
        self.tree()
            .locate_within_distance(point, metres * metres)
            .next()
            .is_some()
    }

    /// Smallest distance in metres between two shapes, to about ten metres; 0 if one
    /// lies in or crosses the other. None if one is empty.
    pub fn distance_between_m(&self, other: &Self) -> Option<f64> {
        if self.has_outline_in(other) || other.has_outline_in(self) {
            return Some(0.0);
        }
        let (few, many) = self.simpler_first(other);
        let mut open: Vec<(Chord, f64)> = Vec::with_capacity(few.tree().size());
        let mut best: Option<(f64, Position)> = None;
        for chord in few.tree() {
            let (gap, middle) = many.gap_from_middle(chord)?;
            if best.is_none_or(|best| gap < best.0) {
                best = Some((gap, middle));
            }
            open.push((*chord, gap));
        }
        let mut best = best?;
        // A chord can come no closer than its middle does less half its length; what may still
        // win is halved.
        while let Some((chord, gap)) = open.pop() {
            let (half, fine) = (chord.length() / 2.0, (best.0 / 100.0).max(5.0));
            if best.0 <= 5.0 || half <= fine || gap - half >= best.0 - fine {
                continue;
            }
            let middle = ring::along(chord.from, chord.to, 0.5);
            for piece in [Chord::new(chord.from, middle), Chord::new(middle, chord.to)] {
                let (gap, middle) = many.gap_from_middle(&piece)?;
                if gap < best.0 {
                    best = (gap, middle);
                }
                open.push((piece, gap));
            }
        }
        if best.0 <= 10.0 && !(self.is_point() && other.is_point()) {
            return Some(0.0);
        }
        few.polished(many, wrap(best.1))
    }

    /// The distance in metres to the other's outline, going to and fro from a position of this
    /// one that is nearly the nearest.
    fn polished(&self, other: &Self, from: Position) -> Option<f64> {
        let mut there = other.nearest(from)?;
        for _ in 0..16 {
            let here = self.nearest(there.position)?;
            let next = other.nearest(here.position)?;
            if next.distance_m > there.distance_m - 0.1 {
                break;
            }
            there = next;
        }
        Some(there.distance_m)
    }

    /// Whether a line, ring or point begins inside the other's polygons.
    fn has_outline_in(&self, other: &Self) -> bool {
        other.is_region()
            && self
                .outlines()
                .filter_map(|line| line.first())
                .any(|p| other.contains(wrap(*p)))
    }

    /// Straight distance in metres from the middle of a chord, and that middle.
    fn gap_from_middle(&self, chord: &Chord) -> Option<(f64, Position)> {
        let middle = ring::along(chord.from, chord.to, 0.5);
        let point = earth_centred(middle);
        let nearest = self.tree().nearest_neighbor(&point)?;
        Some((nearest.nearest(point).1.sqrt(), middle))
    }

    /// Whether two shapes lie farther than so many metres from each other: what
    /// [`PreparedShape::distance_between_m`] says, without measuring where a look at the middles of
    /// edges tells. False if one is empty.
    pub fn is_farther_m(&self, other: &Self, metres: f64) -> bool {
        /// By so much of itself a distance on the ground differs at most from a straight one, as
        /// long as it is not some thousands of kilometres.
        const BENT: f64 = 0.01;
        /// Metres by which edges dip below the ground, and to which gaps are measured.
        const ROUGH_M: f64 = 30.0;
        if self.has_outline_in(other) || other.has_outline_in(self) {
            return false;
        }
        let (few, many) = self.simpler_first(other);
        let mut maybe_near = few.tree().size() == 0;
        for chord in few.tree() {
            let middle = earth_centred(ring::along(chord.from, chord.to, 0.5));
            let reach = metres * (1.0 + BENT) + ROUGH_M;
            if !many.passes_within(middle, reach + chord.length() / 2.0) {
                continue;
            }
            let sure = metres * (1.0 - BENT) - ROUGH_M;
            if sure > 0.0 && many.passes_within(middle, sure) {
                return false;
            }
            maybe_near = true;
        }
        if maybe_near || many.tree().size() == 0 {
            let gap = self.distance_between_m(other);
            return gap.is_some_and(|gap| gap.is_finite() && gap > metres);
        }
        true
    }

    /// The two, the one of fewer edges first.
    fn simpler_first<'s>(&'s self, other: &'s Self) -> (&'s Self, &'s Self) {
        if self.tree().size() <= other.tree().size() {
            (self, other)
        } else {
            (other, self)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Polygon, Position, PreparedShape, Shape};
    use proptest::prelude::*;

    fn rectangle(west: f64, south: f64, width: f64, height: f64) -> PreparedShape {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        let at = |(x, y)| Position::new(west + x * width, south + y * height);
        Shape::Polygons(vec![Polygon {
            outer: corners.map(at).to_vec(),
            holes: vec![],
        }])
        .prepared()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn farther_is_what_the_distance_says(
            west in 0.0..4.0f64, south in 40.0..44.0f64, width in 0.1..2.0f64, share in 0.2..2.0f64,
        ) {
            let (a, b) = (rectangle(1.0, 41.0, 1.0, 1.0), rectangle(west, south, width, 0.3));
            let gap = a.distance_between_m(&b).unwrap();
            let metres = gap * share + 10.0 * share;
            prop_assert_eq!(a.is_farther_m(&b, metres), gap > metres);
            let gap = b.distance_between_m(&a).unwrap();
            prop_assert_eq!(b.is_farther_m(&a, metres), gap > metres);
        }
    }

    #[test]
    fn nothing_is_far_from_no_shape() {
        let none = Shape::Lines(vec![]).prepared();
        assert!(!none.is_farther_m(&rectangle(0.0, 0.0, 1.0, 1.0), 1.0));
        assert!(!rectangle(0.0, 0.0, 1.0, 1.0).is_farther_m(&none, 1.0));
    }
}
