//! Cutting lines and rings to a square of the map.

use crate::outline::{Corner, Outline};

/// A square of the map, in widths of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Square {
    pub(crate) low: [f64; 2],
    pub(crate) high: [f64; 2],
}

impl Square {
    /// A tile with a margin, given as a share of its width, on every side.
    pub(crate) fn of_tile(zoom: u8, x: u32, y: u32, margin: f64) -> Self {
        let width = 0.5_f64.powi(i32::from(zoom));
        let corner = [f64::from(x) * width, f64::from(y) * width];
        Self {
            low: corner.map(|c| c - margin * width),
            high: corner.map(|c| c + (1.0 + margin) * width),
        }
    }

    /// Whether a coordinate lies in it; of two squares side by side only in one.
    pub(crate) fn holds(&self, axis: usize, coordinate: f64) -> bool {
        (self.low[axis]..self.high[axis]).contains(&coordinate)
    }

    fn is_corner(&self, at: [f64; 2]) -> bool {
        (0..2).all(|axis| at[axis] == self.low[axis] || at[axis] == self.high[axis])
    }
}

/// What of an outline lies in a square; `None` where nothing does.
pub(crate) fn clipped(outline: &Outline, square: &Square) -> Option<Outline> {
    match outline {
        Outline::Point(at) => {
            let inside = (0..2).all(|axis| square.holds(axis, at[axis]));
            inside.then(|| outline.clone())
        }
        Outline::Lines(lines) => {
            let parts: Vec<_> = lines
                .iter()
                .flat_map(|line| line_within(line, square))
                .collect();
            (!parts.is_empty()).then_some(Outline::Lines(parts))
        }
        Outline::Areas(areas) => {
            let clipped = areas.iter().map(|rings| area_within(rings, square));
            let kept: Vec<_> = clipped.filter(|rings| !rings.is_empty()).collect();
            (!kept.is_empty()).then_some(Outline::Areas(kept))
        }
    }
}

/// Whether an outline covers all of a square.
pub(crate) fn covers(outline: &Outline, square: &Square) -> bool {
    let Outline::Areas(areas) = outline else {
        return false;
    };
    areas.iter().any(|rings| {
        let [ring] = rings.as_slice() else {
            return false;
        };
        let whole = (square.high[0] - square.low[0]) * (square.high[1] - square.low[1]);
        ring.iter().all(|corner| square.is_corner(corner.at)) && area(ring).abs() > 0.99 * whole
    })
}

fn area(ring: &[Corner]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let cross = |(p, q): (&Corner, &Corner)| p.at[0] * q.at[1] - q.at[0] * p.at[1];
    // Products of coordinates cancel; the error is far below a tile's area at zoom 16.
    ring.iter().zip(next).map(cross).sum::<f64>() / 2.0
}

fn area_within(rings: &[Vec<Corner>], square: &Square) -> Vec<Vec<Corner>> {
    let mut kept = Vec::new();
    for (at, ring) in rings.iter().enumerate() {
        let part = ring_within(ring, square);
        if part.len() > 2 {
            kept.push(part);
        } else if at == 0 {
            return Vec::new();
        }
    }
    kept
}

/// A ring within a square, by one side after the other (Sutherland and Hodgman 1974). Edges that
/// run to and fro along the square's sides enclose nothing.
fn ring_within(ring: &[Corner], square: &Square) -> Vec<Corner> {
    let inside = |at: &[f64; 2]| {
        (0..2).all(|axis| square.low[axis] <= at[axis] && at[axis] <= square.high[axis])
    };
    if ring.iter().all(|corner| inside(&corner.at)) {
        return ring.to_vec();
    }
    let mut rest = ring.to_vec();
    for axis in 0..2 {
        rest = beside(&rest, axis, square.low[axis], 1.0);
        rest = beside(&rest, axis, square.high[axis], -1.0);
    }
    rest.dedup_by_key(|corner| corner.at);
    while rest.len() > 1 && rest[0].at == rest[rest.len() - 1].at {
        rest.pop();
    }
    rest
}

/// The part of a ring where `sign · coordinate ≥ sign · limit`.
fn beside(ring: &[Corner], axis: usize, limit: f64, sign: f64) -> Vec<Corner> {
    let mut out = Vec::with_capacity(ring.len() + 4);
    let depth = |corner: &Corner| sign * (corner.at[axis] - limit);
    for (at, p) in ring.iter().enumerate() {
        let q = &ring[(at + 1) % ring.len()];
        let (from, to) = (depth(p), depth(q));
        if from >= 0.0 {
            out.push(*p);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            out.push(crossing(p, q, axis, limit));
        }
    }
    out
}

fn crossing(p: &Corner, q: &Corner, axis: usize, limit: f64) -> Corner {
    let share = (limit - p.at[axis]) / (q.at[axis] - p.at[axis]);
    let other = 1 - axis;
    let mut at = [limit; 2];
    at[other] = p.at[other] + (q.at[other] - p.at[other]) * share;
    Corner {
        at,
        weight: f32::INFINITY,
    }
}

/// The parts of a line within a square, edge by edge (Liang and Barsky 1984).
fn line_within(line: &[Corner], square: &Square) -> Vec<Vec<Corner>> {
    let mut parts: Vec<Vec<Corner>> = Vec::new();
    let mut goes_on = false;
    for ends in line.windows(2) {
        let Some((enters, leaves)) = stretch_within(&ends[0], &ends[1], square) else {
            goes_on = false;
            continue;
        };
        let along = |share: f64| match share {
            0.0 => ends[0],
            1.0 => ends[1],
            _ => Corner {
                at: [0, 1]
                    .map(|axis| ends[0].at[axis] + (ends[1].at[axis] - ends[0].at[axis]) * share),
                weight: f32::INFINITY,
            },
        };
        match parts.last_mut() {
            Some(part) if goes_on => part.push(along(leaves)),
            _ => parts.push(vec![along(enters), along(leaves)]),
        }
        goes_on = leaves == 1.0;
    }
    parts
}

/// From which to which share an edge lies in a square.
fn stretch_within(p: &Corner, q: &Corner, square: &Square) -> Option<(f64, f64)> {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let step = q.at[axis] - p.at[axis];
        let (to_low, to_high) = (
            square.low[axis] - p.at[axis],
            square.high[axis] - p.at[axis],
        );
        if step == 0.0 {
            if to_low > 0.0 || to_high < 0.0 {
                return None;
            }
            continue;
        }
        let (first, last) = if step > 0.0 {
            (to_low, to_high)
        } else {
            (to_high, to_low)
        };
        enters = enters.max(first / step);
        leaves = leaves.min(last / step);
    }
    (enters < leaves).then_some((enters, leaves))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners(at: &[[f64; 2]]) -> Vec<Corner> {
        at.iter()
            .map(|at| Corner {
                at: *at,
                weight: 1.0,
            })
            .collect()
    }

    const UNIT: Square = Square {
        low: [0.0, 0.0],
        high: [1.0, 1.0],
    };

    #[test]
    fn an_area_around_the_square_covers_it() {
        let star = corners(&[
            [-5.0, 0.4],
            [0.5, -3.0],
            [6.0, 0.5],
            [2.0, 1.5],
            [0.5, 4.0],
            [-1.0, 1.2],
        ]);
        let part = clipped(&Outline::Areas(vec![vec![star]]), &UNIT).expect("inside");
        assert!(covers(&part, &UNIT), "{part:?}");
        let half = corners(&[[-1.0, -1.0], [0.5, -1.0], [0.5, 2.0], [-1.0, 2.0]]);
        let part = clipped(&Outline::Areas(vec![vec![half]]), &UNIT).expect("inside");
        assert!(!covers(&part, &UNIT));
        let Outline::Areas(areas) = part else {
            unreachable!()
        };
        assert!((area(&areas[0][0]).abs() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_line_is_cut_into_what_is_seen_of_it() {
        let line = corners(&[[-0.5, 0.5], [0.5, 0.5], [0.5, 1.5], [0.7, 1.5], [0.7, 0.2]]);
        let Some(Outline::Lines(parts)) = clipped(&Outline::Lines(vec![line]), &UNIT) else {
            panic!("seen");
        };
        let ends: Vec<_> = parts.iter().map(|p| (p[0].at, p[p.len() - 1].at)).collect();
        assert_eq!(ends, [([0.0, 0.5], [0.5, 1.0]), ([0.7, 1.0], [0.7, 0.2])]);
        let outside = Outline::Lines(vec![corners(&[[-1.0, -1.0], [2.0, -0.5]])]);
        assert_eq!(clipped(&outside, &UNIT), None);
    }
}
