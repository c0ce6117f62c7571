//! How much each corner of a line matters, once for all zooms.
//!
//! The measure is the area of the triangle that a corner spans with its neighbours when it is the
//! next to go (Visvalingam and Whyatt 1993). Borders are cut where they meet, and each stretch is
//! measured in the same direction whichever area it belongs to, so that neighbours agree.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// A position on a lattice fine enough to tell any two corners apart, coarse enough to hold those
/// for one that sources have rounded differently: a hundred-millionth of the world's width.
pub(crate) type Key = [i32; 2];

/// A line or a closed ring, the first corner of a ring not repeated at its end.
#[derive(Clone, Copy)]
pub(crate) struct Course<'a> {
    pub(crate) keys: &'a [Key],
    pub(crate) closed: bool,
}

/// Where courses meet, part, begin or end.
pub(crate) struct Junctions(HashSet<Key>);

impl Junctions {
    pub(crate) fn of<'a>(courses: impl Iterator<Item = Course<'a>>) -> Self {
        let mut sides: HashMap<Key, (Key, Key)> = HashMap::new();
        let mut found = HashSet::new();
        for course in courses {
            let count = course.keys.len();
            for (at, key) in course.keys.iter().enumerate() {
                if !course.closed && (at == 0 || at + 1 == count) {
                    found.insert(*key);
                    continue;
                }
                let before = course.keys[(at + count - 1) % count];
                let after = course.keys[(at + 1) % count];
                let pair = (before.min(after), before.max(after));
                if *sides.entry(*key).or_insert(pair) != pair {
                    found.insert(*key);
                }
            }
        }
        Self(found)
    }
}

/// The weight of every corner of a course: the area, in squares of the world's width, of the
/// triangle lost with it. Corners that always stay weigh infinitely.
pub(crate) fn weights(course: Course<'_>, points: &[[f64; 2]], junctions: &Junctions) -> Vec<f32> {
    let count = course.keys.len();
    let mut weights = vec![f32::INFINITY; count];
    let mut cuts: Vec<usize> = (0..count)
        .filter(|at| junctions.0.contains(&course.keys[*at]))
        .collect();
    if course.closed && cuts.is_empty() {
        cuts = anchors(course.keys);
    }
    if course.closed {
        // Once round: the last stretch leads back to the first cut.
        cuts.extend(cuts.first().map(|first| first + count));
    }
    for ends in cuts.windows(2) {
        let mut stretch: Vec<usize> = (ends[0]..=ends[1]).map(|at| at % count).collect();
        if runs_backwards(&stretch, course.keys) {
            stretch.reverse();
        }
        let line: Vec<[f64; 2]> = stretch.iter().map(|at| points[*at]).collect();
        let inner = 1..stretch.len().saturating_sub(1);
        let areas = areas(&line);
        for at in inner {
            weights[stretch[at]] = areas[at];
        }
    }
    weights
}

/// Two corners of a ring without junctions that depend on its shape alone: the first in order, and
/// the one farthest from it.
fn anchors(keys: &[Key]) -> Vec<usize> {
    let first = (0..keys.len()).min_by_key(|at| keys[*at]);
    let Some(first) = first else {
        return Vec::new();
    };
    let far = |key: Key| {
        let [x, y] = [0, 1].map(|axis| i128::from(key[axis]) - i128::from(keys[first][axis]));
        x * x + y * y
    };
    let last = (0..keys.len()).max_by_key(|at| (far(keys[*at]), keys[*at]));
    let mut found = vec![first, last.unwrap_or(first)];
    found.sort_unstable();
    found.dedup();
    found
}

fn runs_backwards(stretch: &[usize], keys: &[Key]) -> bool {
    let forwards = stretch.iter().map(|at| keys[*at]);
    let backwards = stretch.iter().rev().map(|at| keys[*at]);
    backwards.lt(forwards)
}

/// Visvalingam's areas of a line's corners, never smaller than those that went before.
fn areas(line: &[[f64; 2]]) -> Vec<f32> {
    let count = line.len();
    let mut areas = vec![f32::INFINITY; count];
    let mut before: Vec<usize> = (0..count).map(|at| at.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=count).collect();
    let triangle = |a: usize, b: usize, c: usize| {
        let [p, q, r] = [line[a], line[b], line[c]];
        (((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) / 2.0).abs()
    };
    let mut current = vec![f64::INFINITY; count];
    let mut queue = BinaryHeap::new();
    // Areas are not negative: their bits are in the same order.
    let inner = 1..count.saturating_sub(1);
    inner.for_each(|at| {
        current[at] = triangle(at - 1, at, at + 1);
        queue.push(Reverse((current[at].to_bits(), at)));
    });
    let mut least = 0.0_f64;
    while let Some(Reverse((bits, at))) = queue.pop() {
        if bits != current[at].to_bits() {
            continue;
        }
        least = least.max(current[at]);
        areas[at] = least as f32;
        current[at] = f64::NAN;
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for side in [left, right] {
            if side > 0 && side + 1 < count {
                current[side] = triangle(before[side], side, after[side]);
                queue.push(Reverse((current[side].to_bits(), side)));
            }
        }
    }
    areas
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(keys: &[Key]) -> Vec<[f64; 2]> {
        keys.iter()
            .map(|[x, y]| [f64::from(*x), f64::from(*y)])
            .collect()
    }

    #[test]
    fn a_flat_corner_goes_first() {
        let areas = areas(&[[0.0, 0.0], [1.0, 0.1], [2.0, 5.0], [3.0, 0.0]]);
        assert!(areas[1] < areas[2] && areas[0].is_infinite() && areas[3].is_infinite());
    }

    proptest! {
        #[test]
        fn neighbours_agree_on_their_border(
            border in prop::collection::vec((0..50i32, 0..50i32), 3..30), turn in 0..30usize,
        ) {
            let mut border: Vec<Key> = border.into_iter().map(|(x, y)| [x, y]).collect();
            border.sort_unstable();
            border.dedup();
            prop_assume!(border.len() > 2);
            // One area to the left of the border, one to the right, each beginning elsewhere.
            let mut left = border.clone();
            left.push([-50, 25]);
            let mut right: Vec<Key> = border.iter().rev().copied().collect();
            right.push([90, 25]);
            let places = right.len();
            right.rotate_left(turn % places);
            let ring = |keys| Course { keys, closed: true };
            let junctions = Junctions::of([ring(&left), ring(&right)].into_iter());
            let of_left = weights(ring(&left), &points(&left), &junctions);
            let of_right = weights(ring(&right), &points(&right), &junctions);
            for (key, weight) in left.iter().zip(&of_left) {
                if let Some(at) = right.iter().position(|other| other == key) {
                    prop_assert_eq!(*weight, of_right[at]);
                }
            }
        }

        #[test]
        fn a_ring_weighs_the_same_wherever_it_begins(
            ring in prop::collection::vec((0..50i32, 0..50i32), 3..20), turn in 0..20usize,
        ) {
            let mut keys: Vec<Key> = Vec::new();
            for (x, y) in ring {
                if !keys.contains(&[x, y]) {
                    keys.push([x, y]);
                }
            }
            prop_assume!(keys.len() > 3);
            let mut turned: Vec<Key> = keys.iter().rev().copied().collect();
            let places = keys.len();
            turned.rotate_left(turn % places);
            let ring = |keys| Course { keys, closed: true };
            let junctions = Junctions::of([ring(&keys), ring(&turned)].into_iter());
            let (one, other) = (
                weights(ring(&keys), &points(&keys), &junctions),
                weights(ring(&turned), &points(&turned), &junctions),
            );
            for (key, weight) in keys.iter().zip(one) {
                let at = turned.iter().position(|k| k == key);
                prop_assert_eq!(Some(weight), at.map(|at| other[at]));
            }
        }
    }
}
