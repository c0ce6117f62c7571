//! Shapes on the square of the Mercator map, with the weight of every corner.

use crate::feature::Feature;
use crate::simplify::{Course, Junctions, Key, weights};
use choro_geometry::{Position, Shape};
use std::f64::consts::PI;

/// The latitude at which the Mercator map is as high as it is wide.
const MAX_LATITUDE: f64 = 85.051_128_779_806_6;
/// Steps of [`Key`] across the world.
const STEPS: f64 = 1e8;

/// A corner: `x` to the east and `y` to the south, both in widths of the world, and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Corner {
    pub(crate) at: [f64; 2],
    pub(crate) weight: f32,
}

/// A shape on the map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outline {
    /// Where a point is.
    Point([f64; 2]),
    /// Lines.
    Lines(Vec<Vec<Corner>>),
    /// Polygons, each with its outer ring first.
    Areas(Vec<Vec<Vec<Corner>>>),
}

/// A run of positions on the map.
struct Run {
    points: Vec<[f64; 2]>,
    keys: Vec<Key>,
    closed: bool,
}

impl Run {
    fn of(positions: &[Position], closed: bool) -> Self {
        let mut run = Self {
            points: Vec::with_capacity(positions.len()),
            keys: Vec::with_capacity(positions.len()),
            closed,
        };
        let (mut turns, mut before) = (0.0, f64::NAN);
        for position in positions.iter().filter(|p| p.is_valid()) {
            // A step of more than half the world is one across the antimeridian.
            if position.lon - before > 180.0 {
                turns -= 1.0;
            } else if position.lon - before < -180.0 {
                turns += 1.0;
            }
            before = position.lon;
            let [x, y] = projected(*position);
            let key = [
                ((x + turns) * STEPS).round() as i32,
                (y * STEPS).round() as i32,
            ];
            if run.keys.last() != Some(&key) {
                run.points.push([x + turns, y]);
                run.keys.push(key);
            }
        }
        if closed && run.keys.len() > 1 && run.keys.first() == run.keys.last() {
            run.keys.pop();
            run.points.pop();
        }
        run
    }

    fn course(&self) -> Course<'_> {
        Course {
            keys: &self.keys,
            closed: self.closed,
        }
    }

    fn weighed(&self, junctions: &Junctions) -> Vec<Corner> {
        let weights = weights(self.course(), &self.points, junctions);
        let corners = self.points.iter().zip(weights);
        corners
            .map(|(at, weight)| Corner { at: *at, weight })
            .collect()
    }
}

/// Where a position lies on the Mercator map, in widths of the world from its north-west corner
/// (EPSG:3857, scaled).
pub(crate) fn projected(position: Position) -> [f64; 2] {
    let lat = position.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let y = 0.5 - (PI / 4.0 + lat / 2.0).tan().ln() / (2.0 * PI);
    [position.lon / 360.0 + 0.5, y.clamp(0.0, 1.0)]
}

/// Where a point lies on the map, never on its eastern or southern edge.
fn on_map(position: Position) -> [f64; 2] {
    let [x, y] = projected(position);
    [x.rem_euclid(1.0), y.min(1.0 - f64::EPSILON)]
}

/// The outlines of features on the map, each at its own index; `None` for those that are nowhere.
pub(crate) fn outlines(features: &[Feature]) -> Vec<Option<Outline>> {
    let runs: Vec<Vec<Vec<Run>>> = features.iter().map(|f| runs(&f.shape)).collect();
    let all = runs.iter().flatten().flatten();
    let junctions = Junctions::of(all.map(Run::course));
    let outlines = features.iter().zip(runs);
    outlines
        .map(|(feature, runs)| match &feature.shape {
            Shape::Point(p) => p.is_valid().then(|| Outline::Point(on_map(*p))),
            Shape::Lines(_) => {
                let runs = runs.iter().flatten();
                let lines: Vec<_> = runs.map(|run| run.weighed(&junctions)).collect();
                (!lines.is_empty()).then_some(Outline::Lines(lines))
            }
            Shape::Polygons(_) => {
                let areas: Vec<Vec<_>> = runs
                    .iter()
                    .map(|rings| rings.iter().map(|run| run.weighed(&junctions)).collect())
                    .collect();
                (!areas.is_empty()).then_some(Outline::Areas(areas))
            }
        })
        .collect()
}

/// The runs of a shape, polygon by polygon; those that span nothing are left out.
fn runs(shape: &Shape) -> Vec<Vec<Run>> {
    match shape {
        Shape::Point(_) => Vec::new(),
        Shape::Lines(lines) => {
            let runs = lines.iter().map(|line| Run::of(line, false));
            runs.filter(|run| run.keys.len() > 1)
                .map(|run| vec![run])
                .collect()
        }
        Shape::Polygons(polygons) => {
            let rings = polygons.iter().map(|polygon| {
                let rings = std::iter::once(&polygon.outer).chain(&polygon.holes);
                let runs: Vec<Run> = rings.map(|ring| Run::of(ring, true)).collect();
                let outer = runs.first().is_some_and(|run| run.keys.len() > 2);
                let spanning = runs.into_iter().filter(|run| run.keys.len() > 2);
                if outer {
                    spanning.collect()
                } else {
                    Vec::new()
                }
            });
            rings.filter(|rings: &Vec<Run>| !rings.is_empty()).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_a_square() {
        assert_eq!(projected(Position::new(-180.0, 90.0)), [0.0, 0.0]);
        assert_eq!(projected(Position::new(180.0, -90.0)), [1.0, 1.0]);
        let [x, y] = projected(Position::new(0.0, 0.0));
        assert!((x - 0.5).abs() < 1e-15 && (y - 0.5).abs() < 1e-15);
        // 41.850° N, -87.650° E: the worked example of slippy-map coordinates.
        let [x, y] = projected(Position::new(-87.65, 41.85));
        assert!((x * 256.0 - 65.671).abs() < 1e-3 && (y * 256.0 - 95.174).abs() < 1e-3);
    }

    #[test]
    fn a_line_across_the_antimeridian_goes_on() {
        let line = [179.0, -179.0].map(|lon| Position::new(lon, 0.0));
        let run = Run::of(&line, false);
        assert!((run.points[1][0] - run.points[0][0] - 2.0 / 360.0).abs() < 1e-12);
    }
}
