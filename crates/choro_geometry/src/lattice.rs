//! Areas on a lattice of integers, made valid.
//!
//! Rounding and leaving out corners may make rings cross themselves and each other. Here every
//! crossing becomes a corner of the lattice, and what is left are polygons that are valid (OGC
//! 06-103r4 §6.1.11): rings touch in points at most, and a hole lies in its outer ring.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::point::IntPoint;
use std::collections::BTreeMap;

/// A ring on a lattice: its corners in order, the first not repeated at the end.
pub type LatticeRing = Vec<[i32; 2]>;

/// Valid polygons, each with its outer ring first, that cover what the given ones cover; empty
/// where nothing is covered.
///
/// Each polygon comes with its outer ring first; rings may run either way round, cross or repeat
/// themselves, and stand open. Outer rings have a positive [`lattice_area`], holes a negative one.
/// Coordinates lie within ±2³⁰.
pub fn valid_on_lattice(polygons: &[Vec<LatticeRing>]) -> Vec<Vec<LatticeRing>> {
    let mut valid = overlaid(polygons);
    for _ in 0..PASSES {
        let again = overlaid(&valid);
        if again == valid {
            break;
        }
        valid = again;
    }
    valid
}

/// Corners moved onto the lattice may make new crossings, so that one pass may not be all.
const PASSES: usize = 4;

fn overlaid(polygons: &[Vec<LatticeRing>]) -> Vec<Vec<LatticeRing>> {
    let corners = polygons.iter().flatten().map(Vec::len).sum();
    // Corners within straight edges show where a ring touches itself.
    let options = IntOverlayOptions::keep_output_points();
    let mut overlay = Overlay::new_custom(corners, options, Solver::default());
    for polygon in polygons {
        for (at, ring) in polygon.iter().enumerate() {
            let area = lattice_area(ring);
            if ring.len() < 3 || area == 0 {
                continue;
            }
            let points = ring.iter().map(|[x, y]| IntPoint::new(*x, *y));
            if (area > 0) == (at == 0) {
                overlay.add_path_iter(points, ShapeType::Subject);
            } else {
                overlay.add_path_iter(points.rev(), ShapeType::Subject);
            }
        }
    }
    let shapes = overlay.overlay(OverlayRule::Subject, FillRule::Positive);
    let mut polygons = Vec::new();
    for shape in shapes {
        let (mut outers, mut holes) = (Vec::new(), Vec::new());
        for contour in shape {
            for ring in loops(contour.iter().map(|p| [p.x, p.y])) {
                match lattice_area(&ring) {
                    ..0 => holes.push(ring),
                    0 => {}
                    1.. => outers.push(vec![ring]),
                }
            }
        }
        for hole in holes {
            let around = |rings: &&mut Vec<LatticeRing>| encloses(&rings[0], &hole);
            if let Some(rings) = outers.iter_mut().find(around) {
                rings.push(hole);
            }
        }
        polygons.extend(outers);
    }
    polygons
}

/// The simple rings of one that touches itself in corners, without corners within straight edges.
fn loops(ring: impl Iterator<Item = [i32; 2]>) -> Vec<LatticeRing> {
    let mut found = Vec::new();
    let mut path: LatticeRing = Vec::new();
    let mut at: BTreeMap<[i32; 2], usize> = BTreeMap::new();
    for corner in ring {
        if let Some(&start) = at.get(&corner) {
            let done: LatticeRing = path.drain(start..).collect();
            for left in &done {
                at.remove(left);
            }
            found.push(done);
        }
        at.insert(corner, path.len());
        path.push(corner);
    }
    found.push(path);
    found.iter().map(|ring| without_straight(ring)).collect()
}

fn without_straight(ring: &[[i32; 2]]) -> LatticeRing {
    let count = ring.len();
    let kept = (0..count).filter(|&at| {
        let (before, after) = (ring[(at + count - 1) % count], ring[(at + 1) % count]);
        lattice_area(&[before, ring[at], after]) != 0
    });
    kept.map(|at| ring[at]).collect()
}

/// Whether a ring that does not cross `outer` lies in it: by a corner, or the middle of an edge,
/// that is not on it.
fn encloses(outer: &[[i32; 2]], ring: &[[i32; 2]]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let doubled = |p: &[i32; 2]| [2 * i64::from(p[0]), 2 * i64::from(p[1])];
    let corners = ring.iter().map(doubled);
    let middles = ring
        .iter()
        .zip(next)
        .map(|(p, q)| [0, 1].map(|axis| i64::from(p[axis]) + i64::from(q[axis])));
    corners
        .chain(middles)
        .find_map(|point| side(outer, point))
        .unwrap_or(false)
}

/// Whether a point, in halves of a step, lies within a ring; `None` on it.
fn side(ring: &[[i32; 2]], [x, y]: [i64; 2]) -> Option<bool> {
    let next = ring.iter().cycle().skip(1);
    let mut inside = false;
    for (p, q) in ring.iter().zip(next) {
        let [px, py] = p.map(|c| 2 * i64::from(c));
        let [qx, qy] = q.map(|c| 2 * i64::from(c));
        let cross = (qx - px) * (y - py) - (qy - py) * (x - px);
        let beside = x.clamp(px.min(qx), px.max(qx)) == x && y.clamp(py.min(qy), py.max(qy)) == y;
        if cross == 0 && beside {
            return None;
        }
        if (py > y) != (qy > y) && (cross > 0) == (qy > py) {
            inside = !inside;
        }
    }
    Some(inside)
}

/// Twice the signed area of a ring: positive where it runs from the first axis towards the second.
pub fn lattice_area(ring: &[[i32; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let cross = |(p, q): (&[i32; 2], &[i32; 2])| {
        i64::from(p[0]) * i64::from(q[1]) - i64::from(q[0]) * i64::from(p[1])
    };
    ring.iter().zip(next).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, LineString, MultiPolygon, Polygon, Validation};
    use proptest::prelude::*;

    fn float(polygons: &[Vec<LatticeRing>]) -> MultiPolygon<f64> {
        let line = |ring: &LatticeRing| {
            let corners = ring.iter().map(|p| (f64::from(p[0]), f64::from(p[1])));
            LineString::from(corners.collect::<Vec<_>>())
        };
        let polygons = polygons.iter().map(|rings| {
            let holes = rings[1..].iter().map(line).collect();
            Polygon::new(line(&rings[0]), holes)
        });
        MultiPolygon(polygons.collect())
    }

    #[test]
    fn what_is_valid_stays_and_what_crosses_is_cut() {
        let square = vec![[0, 0], [10, 0], [10, 10], [0, 10]];
        let hole = vec![[2, 2], [4, 2], [4, 4], [2, 4]];
        for rings in [
            vec![square.clone(), hole.clone()],
            vec![
                square.iter().rev().copied().collect(),
                hole.iter().rev().copied().collect(),
            ],
        ] {
            let valid = valid_on_lattice(&[rings]);
            assert_eq!(valid.len(), 1);
            assert_eq!(valid[0].len(), 2);
            assert_eq!(lattice_area(&valid[0][0]), 200);
            assert_eq!(lattice_area(&valid[0][1]), -8);
        }
        // A hole that leaves its ring takes away only what it covers of it.
        let out = vec![[8, 4], [14, 4], [14, 6], [8, 6]];
        let valid = valid_on_lattice(&[vec![square.clone(), out]]);
        assert_eq!(float(&valid).unsigned_area(), 96.0);
        // Polygons over each other become one.
        let other = vec![[5, 5], [15, 5], [15, 15], [5, 15]];
        let valid = valid_on_lattice(&[vec![square], vec![other]]);
        assert_eq!(float(&valid).unsigned_area(), 175.0);
        assert_eq!(
            valid_on_lattice(&[vec![vec![[0, 0], [5, 5], [9, 9]]]]).len(),
            0
        );
    }

    proptest! {
        #[test]
        fn any_rings_become_valid(
            rings in prop::collection::vec(prop::collection::vec((0..40i32, 0..40i32), 0..14), 1..4)
        ) {
            let rings: Vec<LatticeRing> =
                rings.into_iter().map(|r| r.into_iter().map(|(x, y)| [x, y]).collect()).collect();
            let valid = valid_on_lattice(&[rings]);
            for polygon in &valid {
                prop_assert!(lattice_area(&polygon[0]) > 0);
                prop_assert!(polygon[1..].iter().all(|hole| lattice_area(hole) < 0));
            }
            prop_assert!(float(&valid).is_valid(), "{valid:?}");
            prop_assert_eq!(valid_on_lattice(&valid).len(), valid.len());
        }
    }
}
