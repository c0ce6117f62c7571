//! What part of the earth a map shows, and where a position lands on it.
//!
//! The projection is azimuthal equidistant on a sphere about the map's centre (Snyder 1987,
//! p. 195): distances and azimuths from the centre are true, and at a region's size the rest
//! errs by less than a line's width. North is up at the centre.

use choro_geometry::{Bounds, Position};

/// Mean radius of the earth, metres (IUGG).
const RADIUS: f64 = 6_371_008.8;

/// A point of the map in pixels: `x` to the right, `y` down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pixel {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A rectangle of the map in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Box2 {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Box2 {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn contains(&self, p: Pixel) -> bool {
        (self.left..=self.right).contains(&p.x) && (self.top..=self.bottom).contains(&p.y)
    }

    pub(crate) fn within(&self, outer: &Self) -> bool {
        outer.left <= self.left
            && self.right <= outer.right
            && outer.top <= self.top
            && self.bottom <= outer.bottom
    }
}

/// A part of the earth on a sheet of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The position at the middle of the sheet.
    pub centre: Position,
    /// Metres to the pixel.
    pub metres_per_pixel: f64,
    /// Width of the sheet, pixels.
    pub width: f64,
    /// Height of the sheet, pixels.
    pub height: f64,
    sin_lat: f64,
    cos_lat: f64,
    /// Axes of the sheet at its centre: to the right, up, and out of the globe.
    east: [f64; 3],
    north: [f64; 3],
    out: [f64; 3],
}

/// A position as a vector of length one from the middle of the globe: projecting it takes no
/// trigonometry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Direction([f64; 3]);

impl Direction {
    /// `None` off the globe.
    pub(crate) fn of(position: Position) -> Option<Self> {
        if !position.is_valid() {
            return None;
        }
        let (sin_lat, cos_lat) = position.lat.to_radians().sin_cos();
        let (sin_lon, cos_lon) = position.lon.to_radians().sin_cos();
        Some(Self([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]))
    }
}

impl View {
    /// A view about `centre` in which at least `radius` metres are seen to every side.
    pub fn about(centre: Position, radius: f64, width: f64, height: f64) -> Self {
        let half = width.min(height) / 2.0;
        Self::scaled(centre, radius.max(100.0) / half, width, height)
    }

    /// A view that shows all of `bounds` with `margin` pixels around it, and at least `least`
    /// metres from top to bottom.
    pub fn fitting(bounds: Bounds, margin: f64, least: f64, width: f64, height: f64) -> Self {
        let centre = Position::new(
            f64::midpoint(bounds.min.lon, bounds.max.lon),
            f64::midpoint(bounds.min.lat, bounds.max.lat),
        );
        let unit = Self::scaled(centre, 1.0, 0.0, 0.0);
        let (mut across, mut up) = (0.0_f64, least / 2.0);
        for step in 0..=8 {
            let part = f64::from(step) / 8.0;
            let lon = bounds.min.lon + part * (bounds.max.lon - bounds.min.lon);
            let lat = bounds.min.lat + part * (bounds.max.lat - bounds.min.lat);
            for position in [
                Position::new(lon, bounds.min.lat),
                Position::new(lon, bounds.max.lat),
                Position::new(bounds.min.lon, lat),
                Position::new(bounds.max.lon, lat),
            ] {
                if let Some(p) = unit.project(position) {
                    across = across.max(p.x.abs());
                    up = up.max(p.y.abs());
                }
            }
        }
        let scale = (2.0 * across / (width - 2.0 * margin).max(1.0))
            .max(2.0 * up / (height - 2.0 * margin).max(1.0));
        Self::scaled(centre, scale.max(0.5), width, height)
    }

    fn scaled(centre: Position, metres_per_pixel: f64, width: f64, height: f64) -> Self {
        let (sin_lat, cos_lat) = centre.lat.to_radians().sin_cos();
        let (sin_lon, cos_lon) = centre.lon.to_radians().sin_cos();
        Self {
            east: [-sin_lon, cos_lon, 0.0],
            north: [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
            out: [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat],
            centre,
            metres_per_pixel,
            width,
            height,
            sin_lat,
            cos_lat,
        }
    }

    /// Where a position lands; `None` near the antipode of the centre and off the globe.
    pub(crate) fn project(&self, position: Position) -> Option<Pixel> {
        self.land(&Direction::of(position)?)
    }

    /// Where a direction lands; `None` near the antipode of the centre.
    pub(crate) fn land(&self, Direction(to): &Direction) -> Option<Pixel> {
        let along = |axis: &[f64; 3]| axis[0] * to[0] + axis[1] * to[1] + axis[2] * to[2];
        let [east, north, cos_c] = [along(&self.east), along(&self.north), along(&self.out)];
        let square = east * east + north * north;
        // c / sin c: near the centre by its series, whose next term is less than 1e-13.
        let stretch = if cos_c > 0.0 && square < 0.003 {
            1.0 + square * (1.0 / 6.0 + square * (0.075 + square * (5.0 / 112.0 + square / 33.0)))
        } else {
            let sin_c = square.sqrt();
            let c = sin_c.atan2(cos_c);
            if c > 3.0 {
                return None;
            }
            c / sin_c
        };
        let pixels = RADIUS * stretch / self.metres_per_pixel;
        Some(Pixel {
            x: self.width / 2.0 + pixels * east,
            y: self.height / 2.0 - pixels * north,
        })
    }

    /// The position of a pixel: the inverse of `project`.
    pub(crate) fn position(&self, pixel: Pixel) -> Position {
        let x = (pixel.x - self.width / 2.0) * self.metres_per_pixel / RADIUS;
        let y = (self.height / 2.0 - pixel.y) * self.metres_per_pixel / RADIUS;
        let c = x.hypot(y);
        if c < 1e-12 {
            return self.centre;
        }
        let (sin_c, cos_c) = c.sin_cos();
        let lat = (cos_c * self.sin_lat + y * sin_c * self.cos_lat / c)
            .clamp(-1.0, 1.0)
            .asin();
        let lon = (x * sin_c).atan2(c * self.cos_lat * cos_c - y * self.sin_lat * sin_c);
        let lon = self.centre.lon + lon.to_degrees();
        Position::new((lon + 540.0).rem_euclid(360.0) - 180.0, lat.to_degrees())
    }

    /// A box of longitudes and latitudes that holds all of the sheet. Longitudes may lie beyond
    /// ±180° where the sheet crosses the antimeridian.
    pub(crate) fn bounds(&self) -> Bounds {
        let mut bounds = Bounds {
            min: self.centre,
            max: self.centre,
        };
        for step in 0..=12 {
            let part = f64::from(step) / 12.0;
            let (x, y) = (part * self.width, part * self.height);
            for pixel in [
                Pixel { x, y: 0.0 },
                Pixel { x, y: self.height },
                Pixel { x: 0.0, y },
                Pixel { x: self.width, y },
            ] {
                let mut p = self.position(pixel);
                while p.lon - self.centre.lon > 180.0 {
                    p.lon -= 360.0;
                }
                while p.lon - self.centre.lon < -180.0 {
                    p.lon += 360.0;
                }
                bounds.min.lon = bounds.min.lon.min(p.lon);
                bounds.max.lon = bounds.max.lon.max(p.lon);
                bounds.min.lat = bounds.min.lat.min(p.lat);
                bounds.max.lat = bounds.max.lat.max(p.lat);
            }
        }
        bounds
    }

    /// The sheet itself.
    pub(crate) fn sheet(&self) -> Box2 {
        Box2 {
            left: 0.0,
            top: 0.0,
            right: self.width,
            bottom: self.height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projecting_there_and_back_is_the_same_place() {
        let view = View::about(Position::new(129.7, 41.7), 80_000.0, 600.0, 400.0);
        for (lon, lat) in [(129.7, 41.7), (130.4, 42.3), (128.9, 41.2)] {
            let there = view.project(Position::new(lon, lat)).expect("near");
            let back = view.position(there);
            assert!(
                (back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9,
                "{back:?}"
            );
        }
    }

    #[test]
    fn far_and_near_positions_keep_their_distance_from_the_centre() {
        let view = View::about(Position::new(0.0, 0.0), 10_000_000.0, 400.0, 400.0);
        // Along the equator a degree is a degree however far; about 3.1° the formula changes.
        for lon in [0.0, 1.0, 3.13, 3.15, 60.0, 89.0, 91.0, 170.0] {
            let p = view.project(Position::new(lon, 0.0)).expect("seen");
            let metres = (p.x - 200.0) * view.metres_per_pixel;
            assert!((metres - RADIUS * lon.to_radians()).abs() < 1e-4, "{lon}");
        }
        assert_eq!(view.project(Position::new(179.0, 0.0)), None);
    }

    #[test]
    fn north_is_up_and_distances_from_the_centre_are_true() {
        let view = View::about(Position::new(129.0, 41.0), 100_000.0, 400.0, 400.0);
        let p = view.project(Position::new(129.0, 41.5)).expect("near");
        assert!((p.x - 200.0).abs() < 1e-6 && p.y < 200.0);
        let metres = (200.0 - p.y) * view.metres_per_pixel;
        assert!((metres - 55_597.0).abs() < 100.0, "{metres}");
    }

    #[test]
    fn bounds_are_shown_whole() {
        let bounds = Bounds {
            min: Position::new(128.0, 40.5),
            max: Position::new(130.7, 43.0),
        };
        let view = View::fitting(bounds, 10.0, 1000.0, 600.0, 500.0);
        for corner in [bounds.min, bounds.max] {
            assert!(view.sheet().contains(view.project(corner).expect("near")));
        }
    }
}
