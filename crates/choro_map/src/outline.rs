//! Lines and rings prepared for many maps: what lies far off a sheet is left out before anything
//! is projected, because projecting costs a hundred times what comparing does.

use crate::ground::around;
use crate::view::{Direction, View};
use choro_geometry::{Bounds, Position};

/// Degrees that may lie between two positions kept of a stretch off the sheet. A straight edge
/// that long strays at most 500 m from its parallel, less than the margin of a [`Window`].
const STRIDE: f64 = 2.0;
/// Degrees of latitude around a sheet that belong to its window.
const MARGIN: f64 = 0.02;
/// Pixels beyond the sheet that belong to its window: more than maps are cut at.
const BLEED: f64 = 8.0;
/// Metres in a degree of latitude.
const DEGREE: f64 = 111_195.0;
/// Metres from the middle to a corner up to which a sheet has a window.
const FARTHEST: f64 = 2_000_000.0;
/// Degrees of latitude beyond which longitudes say too little.
const POLAR: f64 = 80.0;

/// A line, or a ring whose last position is followed by its first.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    points: Vec<(Position, Direction)>,
    bounds: Option<Bounds>,
    /// Whether comparing longitudes is enough: all positions are on the globe and no edge leads
    /// over the antimeridian.
    plain: bool,
}

/// A box of longitudes and latitudes around a sheet, with a margin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window(Option<Bounds>);

impl Window {
    pub(crate) fn of(view: &View) -> Self {
        let reach = view.width.hypot(view.height) / 2.0 * view.metres_per_pixel;
        let mut bounds = view.bounds();
        let up = MARGIN + BLEED * view.metres_per_pixel / DEGREE;
        let poleward = bounds.max.lat.abs().max(bounds.min.lat.abs());
        let across = up / poleward.to_radians().cos().max(0.1);
        bounds.min = Position::new(bounds.min.lon - across, bounds.min.lat - up);
        bounds.max = Position::new(bounds.max.lon + across, bounds.max.lat + up);
        let fits = reach < FARTHEST && bounds.max.lat < POLAR && -POLAR < bounds.min.lat;
        Self(fits.then_some(bounds))
    }
}

impl Outline {
    /// The positions that are on the globe.
    pub(crate) fn new(positions: &[Position]) -> Self {
        let points: Vec<(Position, Direction)> = positions
            .iter()
            .filter_map(|p| Some((*p, Direction::of(*p)?)))
            .collect();
        let after = points.iter().cycle().skip(1);
        let plain = points
            .iter()
            .zip(after)
            .all(|((p, _), (q, _))| (p.lon - q.lon).abs() <= 180.0);
        Self {
            bounds: around(points.iter().map(|(p, _)| p)),
            points,
            plain,
        }
    }

    /// Directions that look the same on the window's sheet as all of them; none where nothing can
    /// be seen.
    pub(crate) fn seen(&self, window: &Window) -> Vec<Direction> {
        let (Some(window), Some(bounds), true) = (window.0, self.bounds, self.plain) else {
            return self.all();
        };
        let mut turned = [-360.0, 0.0, 360.0]
            .into_iter()
            .map(|turn| Bounds {
                min: Position::new(window.min.lon + turn, window.min.lat),
                max: Position::new(window.max.lon + turn, window.max.lat),
            })
            .filter(|w| overlap(w, &bounds));
        match (turned.next(), turned.next()) {
            (None, _) => Vec::new(),
            (Some(window), None) => thinned_outside(&self.points, &window),
            _ => self.all(),
        }
    }

    fn all(&self) -> Vec<Direction> {
        self.points
            .iter()
            .map(|(_, direction)| *direction)
            .collect()
    }
}

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a.min.lon <= b.max.lon
        && b.min.lon <= a.max.lon
        && a.min.lat <= b.max.lat
        && b.min.lat <= a.max.lat
}

/// Which sides of the window a position lies beyond, one bit each (Cohen & Sutherland).
fn beyond(p: Position, window: &Bounds) -> u8 {
    u8::from(p.lon < window.min.lon)
        | u8::from(p.lon > window.max.lon) << 1
        | u8::from(p.lat < window.min.lat) << 2
        | u8::from(p.lat > window.max.lat) << 3
}

/// The same course, with fewer positions where it stays beyond one side of the window.
fn thinned_outside(points: &[(Position, Direction)], window: &Bounds) -> Vec<Direction> {
    let mut kept: Vec<Direction> = Vec::new();
    let Some((first, _)) = points.first() else {
        return kept;
    };
    let mut last = *first;
    // Sides that all positions since the last one kept lie beyond, itself included.
    let mut sides = 0;
    let mut here = beyond(*first, window);
    for (i, (p, direction)) in points.iter().enumerate() {
        let next = points.get(i + 1).map(|(next, _)| *next);
        let there = next.map_or(0, |next| beyond(next, window));
        let near = next.is_some_and(|next| {
            (next.lon - last.lon).abs() <= STRIDE && (next.lat - last.lat).abs() <= STRIDE
        });
        if sides & here & there != 0 && near {
            sides &= here;
        } else {
            kept.push(*direction);
            last = *p;
            sides = here;
        }
        here = there;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    /// A coast with many bends around the sheet and through it, from far west to far east.
    fn coast() -> Vec<Position> {
        (0..20_000)
            .map(|i| {
                let t = f64::from(i) / 20_000.0;
                Position::new(60.0 + 110.0 * t, 41.0 + 12.0 * (t * 150.0).sin() * t)
            })
            .collect()
    }

    fn view() -> View {
        View::about(Position::new(129.7, 41.7), 80_000.0, 440.0, 360.0)
    }

    #[test]
    fn what_is_seen_is_the_same_and_the_rest_is_short() {
        let (view, points) = (view(), coast());
        let outline = Outline::new(&points);
        let seen = outline.seen(&Window::of(&view));
        assert!(seen.len() < 600, "{}", seen.len());
        let points = outline.all();
        let all = path::visible_lines(&view, std::slice::from_ref(&points));
        assert_eq!(path::visible_lines(&view, std::slice::from_ref(&seen)), all);
        assert!(!all.is_empty());
        assert_eq!(
            path::closed(&path::visible_rings(&view, &[seen])),
            path::closed(&path::visible_rings(&view, &[points]))
        );
    }

    #[test]
    fn a_ring_around_the_sheet_still_covers_it() {
        let ring: Vec<Position> = (0..=3600)
            .map(|i| {
                let (sin, cos) = (f64::from(i) / 10.0).to_radians().sin_cos();
                Position::new(129.7 + 45.0 * cos, 41.7 + 30.0 * sin)
            })
            .collect();
        let outline = Outline::new(&ring);
        let seen = outline.seen(&Window::of(&view()));
        assert!(seen.len() < 200, "{}", seen.len());
        let drawn = path::visible_rings(&view(), &[seen]);
        assert_eq!(drawn.len(), 1);
        assert_eq!(path::closed(&drawn).matches(['l', 'M']).count(), 2);
    }

    #[test]
    fn what_lies_elsewhere_is_not_seen_and_the_antimeridian_is_no_edge() {
        let square = |west: f64| {
            Outline::new(
                &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
                    .map(|(x, y)| Position::new(west + x, 41.0 + y)),
            )
        };
        assert!(square(100.0).seen(&Window::of(&view())).is_empty());
        let fiji = View::about(Position::new(179.9, 41.5), 80_000.0, 440.0, 360.0);
        assert_eq!(square(-180.0).seen(&Window::of(&fiji)).len(), 4);
        assert_eq!(square(179.0).seen(&Window::of(&fiji)).len(), 4);
        assert!(square(100.0).seen(&Window::of(&fiji)).is_empty());
    }
}
