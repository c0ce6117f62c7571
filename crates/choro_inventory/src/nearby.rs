//! Which positions lie near another.

use choro_geometry::Position;

/// Height of a row of positions, degrees of latitude (about 550 m).
const ROW: f64 = 0.005;
/// Metres of a degree of latitude, and of longitude at the equator; enough for looking around,
/// not for telling distances.
pub(crate) const DEGREE_M: f64 = 111_195.0;

/// Positions in rows of latitude, each row ordered by longitude.
#[derive(Debug)]
pub(crate) struct Nearby {
    lowest: i32,
    /// Where each row begins in `points`, and where the last ends.
    starts: Vec<u32>,
    points: Vec<(Position, u32)>,
}

impl Nearby {
    /// The valid ones of some numbered positions.
    pub(crate) fn new(positions: impl Iterator<Item = (u32, Position)>) -> Self {
        let mut points: Vec<(Position, u32)> = positions
            .filter(|(_, at)| at.is_valid())
            .map(|(index, at)| (at, index))
            .collect();
        points.sort_by(|a, b| {
            (row(a.0.lat).cmp(&row(b.0.lat)))
                .then(a.0.lon.total_cmp(&b.0.lon))
                .then(a.1.cmp(&b.1))
        });
        let lowest = points.first().map_or(0, |p| row(p.0.lat));
        let highest = points.last().map_or(-1, |p| row(p.0.lat));
        let mut starts = Vec::with_capacity((highest - lowest + 2).max(1) as usize);
        for (at, point) in points.iter().enumerate() {
            while starts.len() <= (row(point.0.lat) - lowest) as usize {
                starts.push(at as u32);
            }
        }
        starts.push(points.len() as u32);
        Self {
            lowest,
            starts,
            points,
        }
    }

    /// Calls `each` with every position within about `radius_m` of `at`: its number and rough
    /// distance in metres.
    pub(crate) fn within(&self, at: Position, radius_m: f64, mut each: impl FnMut(u32, f64)) {
        let rows = self.starts.len() as i32 - 1;
        let reach = radius_m / DEGREE_M;
        let first = (row(at.lat - reach) - self.lowest).max(0);
        let last = (row(at.lat + reach) - self.lowest).min(rows - 1);
        let narrow = (at.lat.abs() + reach).min(89.9).to_radians().cos();
        let wide = (reach / narrow).min(180.0);
        for row in first..=last {
            let row = row as usize;
            let line = &self.points[self.starts[row] as usize..self.starts[row + 1] as usize];
            for turn in [-360.0, 0.0, 360.0] {
                let (west, east) = (at.lon + turn - wide, at.lon + turn + wide);
                if east < -180.0 || west > 180.0 {
                    continue;
                }
                let from = line.partition_point(|p| p.0.lon < west);
                for (point, index) in line[from..].iter().take_while(|p| p.0.lon <= east) {
                    let metres = rough_m(at, *point);
                    if metres <= radius_m {
                        each(*index, metres);
                    }
                }
            }
        }
    }

    /// The radius in metres around `at` in which `count` positions lie, to a factor of two, at
    /// most `most_m`; and how many there are within it.
    pub(crate) fn room(&self, at: Position, count: usize, most_m: f64) -> (f64, usize) {
        let mut radius = 10.0_f64;
        loop {
            let mut found = 0;
            self.within(at, radius, |_, _| found += 1);
            if found >= count || radius >= most_m {
                return (radius, found);
            }
            radius = (radius * 2.0).min(most_m);
        }
    }
}

fn row(lat: f64) -> i32 {
    (lat / ROW).floor() as i32
}

/// The distance in metres between two positions on a sphere, as if the ground were flat.
pub(crate) fn rough_m(a: Position, b: Position) -> f64 {
    let (east, north) = offset_m(a, b);
    east.hypot(north)
}

/// Metres east and north from `a` to `b`, as if the ground were flat.
pub(crate) fn offset_m(a: Position, b: Position) -> (f64, f64) {
    let turn = (b.lon - a.lon + 540.0).rem_euclid(360.0) - 180.0;
    let narrow = f64::midpoint(a.lat, b.lat).to_radians().cos();
    (turn * narrow * DEGREE_M, (b.lat - a.lat) * DEGREE_M)
}

/// The position `offset` metres east and north of another.
pub(crate) fn shifted(at: Position, offset: (f64, f64)) -> Position {
    let narrow = at.lat.to_radians().cos().max(1e-6);
    Position::new(
        at.lon + offset.0 / narrow / DEGREE_M,
        at.lat + offset.1 / DEGREE_M,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_near_is_passed_over(
            points in prop::collection::vec((-180.0..180.0f64, -80.0..80.0f64), 1..60),
            at in (-180.0..180.0f64, -80.0..80.0f64),
            radius in 1.0..3e6f64,
        ) {
            let all: Vec<Position> = points.iter().map(|p| Position::new(p.0, p.1)).collect();
            let at = Position::new(at.0, at.1);
            let nearby = Nearby::new(all.iter().enumerate().map(|(i, p)| (i as u32, *p)));
            let mut found = Vec::new();
            nearby.within(at, radius, |index, _| found.push(index as usize));
            found.sort_unstable();
            let near: Vec<usize> = (0..all.len()).filter(|i| rough_m(at, all[*i]) <= radius * 0.9).collect();
            for index in near {
                prop_assert!(found.contains(&index), "{} of {:?}", index, found);
            }
        }
    }

    #[test]
    fn the_date_line_parts_nothing() {
        let nearby = Nearby::new([(7, Position::new(179.9999, 10.0))].into_iter());
        let mut found = Vec::new();
        nearby.within(Position::new(-179.9999, 10.0), 50.0, |i, _| found.push(i));
        assert_eq!(found, [7]);
        assert_eq!(nearby.room(Position::new(0.0, 0.0), 1, 100.0), (100.0, 0));
    }
}
