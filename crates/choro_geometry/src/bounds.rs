//! Boxes of longitude and latitude.

use crate::{Bounds, Position, Shape, ring};

impl Shape {
    /// The smallest box around the shape; None if it is empty.
    ///
    /// A shape across the antimeridian has `min.lon > max.lon`, as in RFC 7946 §5.2.
    pub fn bounds(&self) -> Option<Bounds> {
        let boxes: Vec<(Position, Position)> = match self {
            Self::Point(p) => p.is_valid().then_some((*p, *p)).into_iter().collect(),
            Self::Lines(lines) => lines
                .iter()
                .filter_map(|line| ring::extent(&ring::continuous(line)))
                .collect(),
            Self::Polygons(polygons) => polygons
                .iter()
                .filter_map(|polygon| ring::closed_extent(&polygon.outer))
                .collect(),
        };
        let south = boxes.iter().map(|b| b.0.lat).reduce(f64::min)?;
        let north = boxes.iter().map(|b| b.1.lat).reduce(f64::max)?;
        let (west, east) = narrowest(boxes.iter().map(|b| (b.0.lon, b.1.lon)).collect())?;
        Some(Bounds {
            min: Position::new(west, south),
            max: Position::new(east, north),
        })
    }
}

/// West and east end of the shortest arc holding all stretches: the circle less its widest gap.
fn narrowest(mut stretches: Vec<(f64, f64)>) -> Option<(f64, f64)> {
    for s in &mut stretches {
        let width = (s.1 - s.0).min(360.0);
        let west = ring::wrapped(s.0);
        *s = (west, west + width);
    }
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (&(first, reach), rest) = stretches.split_first()?;
    let (mut reach, mut widest) = (reach, (f64::NEG_INFINITY, 0.0, 0.0));
    for &(west, east) in rest {
        if west - reach > widest.0 {
            widest = (west - reach, west, reach);
        }
        reach = reach.max(east);
    }
    // The gap across the antimeridian wins ties, so that ordinary shapes stay ordinary.
    if first + 360.0 - reach >= widest.0 {
        if reach - first >= 360.0 {
            return Some((-180.0, 180.0));
        }
        return Some((first, ring::wrapped(reach)));
    }
    Some((widest.1, ring::wrapped(widest.2)))
}

impl Bounds {
    /// Whether a position lies in the box, which may run across the antimeridian.
    pub fn contains(&self, position: Position) -> bool {
        let lon = if self.min.lon <= self.max.lon {
            (self.min.lon..=self.max.lon).contains(&position.lon)
        } else {
            position.lon >= self.min.lon || position.lon <= self.max.lon
        };
        lon && (self.min.lat..=self.max.lat).contains(&position.lat)
    }

    /// Whether two boxes have a position in common.
    pub fn intersects(&self, other: &Self) -> bool {
        let lon = self.contains_lon(other.min.lon)
            || self.contains_lon(other.max.lon)
            || other.contains_lon(self.min.lon);
        lon && self.min.lat <= other.max.lat && other.min.lat <= self.max.lat
    }

    fn contains_lon(&self, lon: f64) -> bool {
        self.contains(Position::new(lon, self.min.lat))
    }

    /// The box grown by metres on every side.
    #[must_use]
    pub fn grown(&self, metres: f64) -> Self {
        let up = metres.max(0.0) / 110_500.0;
        let south = (self.min.lat - up).max(-90.0);
        let north = (self.max.lat + up).min(90.0);
        let narrow = south.abs().max(north.abs()).to_radians().cos();
        let side = if narrow > 1e-6 { up / narrow } else { 360.0 };
        let width = (self.max.lon - self.min.lon).rem_euclid(360.0);
        let whole = self.max.lon - self.min.lon >= 360.0 || width + 2.0 * side >= 360.0;
        let (west, east) = if whole {
            (-180.0, 180.0)
        } else {
            (
                ring::wrapped(self.min.lon - side),
                ring::wrapped(self.max.lon + side),
            )
        };
        Self {
            min: Position::new(west, south),
            max: Position::new(east, north),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Position> {
        points.iter().map(|p| Position::new(p.0, p.1)).collect()
    }

    #[test]
    fn ordinary_and_across_the_antimeridian() {
        let plain = Shape::Lines(vec![
            line(&[(5.0, 1.0), (7.0, 3.0)]),
            line(&[(-2.0, 0.0), (1.0, 1.0)]),
        ]);
        let bounds = plain.bounds().unwrap();
        assert_eq!(
            (bounds.min, bounds.max),
            (Position::new(-2.0, 0.0), Position::new(7.0, 3.0))
        );
        let fiji = Shape::Lines(vec![
            line(&[(177.0, -18.0), (180.0, -17.0)]),
            line(&[(-180.0, -17.0), (-178.0, -16.0)]),
        ]);
        let bounds = fiji.bounds().unwrap();
        assert_eq!((bounds.min.lon, bounds.max.lon), (177.0, -178.0));
        assert!(bounds.contains(Position::new(179.9, -17.0)));
        assert!(!bounds.contains(Position::new(0.0, -17.0)));
        let unsplit = Shape::Lines(vec![line(&[(177.0, -18.0), (-178.0, -17.0)])])
            .bounds()
            .unwrap();
        assert_eq!((unsplit.min.lon, unsplit.max.lon), (177.0, -178.0));
        assert!(unsplit.intersects(&bounds));
        assert_eq!(Shape::Lines(vec![]).bounds(), None);
    }

    #[test]
    fn growing() {
        let bounds = Shape::Point(Position::new(179.99, 60.0))
            .bounds()
            .unwrap()
            .grown(10_000.0);
        assert!(bounds.contains(Position::new(-179.9, 60.05)));
        assert!(!bounds.contains(Position::new(-179.7, 60.05)));
    }
}
