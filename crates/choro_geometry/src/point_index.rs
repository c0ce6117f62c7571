//! Many positions, packed for questions of nearness and containment.
//!
//! A balanced binary tree without pointers over the positions in the order of a Hilbert curve: a
//! node is a range of them with its box. Questions that a node answers as a whole ask none of its
//! positions.

mod region;

use crate::chord::earth_centred;
use crate::{Bounds, Position, distance_m};

/// Positions of a leaf.
const LEAF: usize = 8;
/// Smallest radius of curvature of WGS 84 in metres, b²/a.
const SHARPEST: f64 = 6_335_439.0;
/// More metres than any geodesic has.
const WHOLE_EARTH: f64 = 20_040_000.0;

/// Many positions, each with a number, packed for questions about them.
///
/// ```
/// use choro_geometry::{PointIndex, Position};
/// let cities = [(129.78, 41.80), (129.20, 40.67), (125.75, 39.03)];
/// let index = PointIndex::new((0..).zip(cities.map(|(lon, lat)| Position::new(lon, lat))));
/// let mut near = Vec::new();
/// index.within(Position::new(129.7, 41.6), 30_000.0, &mut |number| near.push(number));
/// assert_eq!(near, [0]);
/// assert_eq!(index.nearest(Position::new(126.0, 39.0), 1, &mut |_| true)[0].0, 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct PointIndex {
    numbers: Vec<u32>,
    positions: Vec<Position>,
    /// Earth-centred, in metres.
    centred: Vec<[f64; 3]>,
    /// Box of each node; the children of node `n` are `2n + 1` and `2n + 2`.
    boxes: Vec<Bounds>,
}

/// A node: its place among the boxes, and its range of positions.
#[derive(Clone, Copy)]
struct Node {
    at: usize,
    from: usize,
    to: usize,
}

impl Node {
    fn is_leaf(self) -> bool {
        self.to - self.from <= LEAF
    }

    fn children(self) -> [Node; 2] {
        let middle = self.from + (self.to - self.from) / 2;
        [
            Node {
                at: 2 * self.at + 1,
                to: middle,
                ..self
            },
            Node {
                at: 2 * self.at + 2,
                from: middle,
                ..self
            },
        ]
    }
}

impl PointIndex {
    /// Packs positions with their numbers; those that are not valid are left out.
    pub fn new(positions: impl IntoIterator<Item = (u32, Position)>) -> Self {
        let valid = positions.into_iter().filter(|(_, p)| p.is_valid());
        let entries = arranged(&valid.collect::<Vec<(u32, Position)>>());
        let mut index = Self {
            numbers: entries.iter().map(|entry| entry.0).collect(),
            positions: entries.iter().map(|entry| entry.1).collect(),
            centred: entries.iter().map(|entry| earth_centred(entry.1)).collect(),
            boxes: Vec::new(),
        };
        if let Some(root) = index.root() {
            index.enclose(root);
        }
        index
    }

    /// How many positions there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    fn root(&self) -> Option<Node> {
        let to = self.len();
        (to > 0).then_some(Node { at: 0, from: 0, to })
    }

    /// Works out the boxes of a node and those below it.
    fn enclose(&mut self, node: Node) -> Bounds {
        let bounds = if node.is_leaf() {
            let positions = &self.positions[node.from..node.to];
            let start = Bounds {
                min: positions[0],
                max: positions[0],
            };
            positions
                .iter()
                .fold(start, |b, p| joined(b, Bounds { min: *p, max: *p }))
        } else {
            let [left, right] = node.children();
            let left = self.enclose(left);
            joined(left, self.enclose(right))
        };
        if self.boxes.len() <= node.at {
            self.boxes.resize(node.at + 1, bounds);
        }
        self.boxes[node.at] = bounds;
        bounds
    }

    fn take(&self, node: Node, take: &mut dyn FnMut(u32)) {
        self.numbers[node.from..node.to]
            .iter()
            .for_each(|number| take(*number));
    }

    /// Takes the numbers of all positions in a box, which may run across the antimeridian.
    pub fn in_bounds(&self, bounds: &Bounds, take: &mut dyn FnMut(u32)) {
        self.search(bounds, &mut |at| take(self.numbers[at]));
    }

    /// Takes the numbers of all positions at most `metres` away, geodesic, in no particular order.
    pub fn within(&self, centre: Position, metres: f64, take: &mut dyn FnMut(u32)) {
        if !centre.is_valid() || metres.is_nan() || metres < 0.0 {
            return;
        }
        let ball = Ball::new(centre, metres);
        let bounds = Bounds {
            min: centre,
            max: centre,
        };
        self.search(&bounds.grown(metres + 1.0), &mut |at| {
            if ball.holds(self.centred[at], || self.positions[at]) {
                take(self.numbers[at]);
            }
        });
    }

    /// The `most` accepted positions nearest to a position, nearest first, with their geodesic
    /// distances in metres; of equally near ones the lower number first.
    pub fn nearest(
        &self,
        centre: Position,
        most: usize,
        accept: &mut dyn FnMut(u32) -> bool,
    ) -> Vec<(u32, f64)> {
        let mut reach = 1_000.0;
        loop {
            let mut found: Vec<(u32, f64)> = Vec::new();
            let ball = Ball::new(centre, reach);
            let bounds = Bounds {
                min: centre,
                max: centre,
            };
            if !centre.is_valid() || most == 0 {
                return found;
            }
            self.search(&bounds.grown(reach + 1.0), &mut |at| {
                let (number, position) = (self.numbers[at], self.positions[at]);
                if ball.holds(self.centred[at], || position) && accept(number) {
                    found.push((number, distance_m(centre, position)));
                }
            });
            if found.len() >= most || reach >= WHOLE_EARTH {
                found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
                found.truncate(most);
                return found;
            }
            reach = (reach * 2.0).min(WHOLE_EARTH);
        }
    }

    /// Visits the places of all positions in a box.
    fn search(&self, bounds: &Bounds, visit: &mut dyn FnMut(usize)) {
        let mut open: Vec<Node> = self.root().into_iter().collect();
        while let Some(node) = open.pop() {
            let own = &self.boxes[node.at];
            if !bounds.intersects(own) {
                continue;
            }
            if bounds.contains(own.min) && bounds.contains(own.max) && is_narrow(own, bounds) {
                (node.from..node.to).for_each(&mut *visit);
            } else if node.is_leaf() {
                let inside = |at: &usize| bounds.contains(self.positions[*at]);
                (node.from..node.to).filter(inside).for_each(&mut *visit);
            } else {
                open.extend(node.children());
            }
        }
    }
}

/// Whether a box with both corners in another lies in it, and does not span the gap of a box
/// across the antimeridian.
fn is_narrow(own: &Bounds, bounds: &Bounds) -> bool {
    bounds.min.lon <= bounds.max.lon
        || own.min.lon >= bounds.min.lon
        || own.max.lon <= bounds.max.lon
}

fn joined(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        min: Position::new(a.min.lon.min(b.min.lon), a.min.lat.min(b.min.lat)),
        max: Position::new(a.max.lon.max(b.max.lon), a.max.lat.max(b.max.lat)),
    }
}

/// Positions in the order of a Hilbert curve over them (Hilbert 1891): what is near on the curve is
/// near on the ground, so that any run of them has a small box. One sorting is quicker than halving
/// again and again.
fn arranged(entries: &[(u32, Position)]) -> Vec<(u32, Position)> {
    let bounds = entries.iter().map(|(_, p)| Bounds { min: *p, max: *p });
    let Some(bounds) = bounds.reduce(joined) else {
        return Vec::new();
    };
    let middle = f64::midpoint(bounds.min.lat, bounds.max.lat);
    let narrow = middle.to_radians().cos().max(0.01);
    let wide = (bounds.max.lon - bounds.min.lon) * narrow;
    let unit = f64::from(u16::MAX) / wide.max(bounds.max.lat - bounds.min.lat).max(1e-9);
    let cell = |degrees: f64| (degrees * unit) as u16;
    let mut order: Vec<(u32, u32)> = (0..)
        .zip(entries)
        .map(|(at, (_, p))| {
            let x = cell((p.lon - bounds.min.lon) * narrow);
            (along_curve(x, cell(p.lat - bounds.min.lat)), at)
        })
        .collect();
    order.sort_unstable();
    order.iter().map(|(_, at)| entries[*at as usize]).collect()
}

/// How far along the Hilbert curve a cell of a square of 2¹⁶ by 2¹⁶ lies.
fn along_curve(x: u16, y: u16) -> u32 {
    let (mut x, mut y, mut along) = (x, y, 0);
    for bit in (0..16).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        along = along << 2 | u32::from((3 * right) ^ up);
        if up == 0 {
            // The lower quarters are the curve turned over a diagonal.
            if right == 1 {
                (x, y) = (!x, !y);
            }
            (x, y) = (y, x);
        }
    }
    along
}

/// A circle on the earth. A geodesic is nowhere more curved than a circle of the radius
/// [`SHARPEST`], so that by Schur's theorem its chord is no shorter than that circle's: most
/// positions are told by their chord alone.
struct Ball {
    centre: Position,
    metres: f64,
    centred: [f64; 3],
    /// Squared chord up to which a position surely lies inside.
    surely: f64,
}

impl Ball {
    fn new(centre: Position, metres: f64) -> Self {
        let half = metres / (2.0 * SHARPEST);
        let surely = if half < std::f64::consts::FRAC_PI_2 {
            2.0 * SHARPEST * half.sin()
        } else {
            0.0
        };
        Self {
            centre,
            metres,
            centred: earth_centred(centre),
            surely: surely * surely,
        }
    }

    fn holds(&self, point: [f64; 3], position: impl FnOnce() -> Position) -> bool {
        let [x, y, z] = self.centred;
        let (x, y, z) = (point[0] - x, point[1] - y, point[2] - z);
        let chord = x * x + y * y + z * z;
        chord <= self.surely
            || chord <= self.metres * self.metres
                && distance_m(self.centre, position()) <= self.metres
    }
}

#[cfg(test)]
mod tests;
