//! Whether the placed stations of a line follow one another as its table says.

use choro_geometry::{Position, distance_m};
use choro_network::{Line, Stop};

/// What is seen along one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Along {
    /// Pairs of placed stations next to each other, with none placed between, whose kilometres are
    /// known.
    pub pairs: usize,
    /// Of these, those farther apart in a straight line than by rail.
    pub too_far: usize,
    /// The same, by more than the stated errors of both positions.
    pub surely_too_far: usize,
    /// Placed stations beyond which the line turns back to the next, by more than the errors of all
    /// three: out of order.
    pub turned: usize,
    /// For each pair the metres by rail less those in a straight line, in order of size.
    pub longer_m: Vec<f64>,
    /// For each pair the metres by rail per metre in a straight line, in order of size.
    pub winding: Vec<f64>,
}

impl Along {
    /// What is seen along a line.
    pub fn of(line: &Line) -> Self {
        let placed: Vec<(&Stop, Position)> = (line.stops.iter())
            .filter_map(|stop| Some((stop, stop.position?)))
            .collect();
        // A kilometre that fits no order is a fault of the table, not of the placing.
        let kilometres = line.chainages().into_iter().zip(&line.stops);
        let kilometres: Vec<Option<f64>> = kilometres
            .filter(|(_, stop)| stop.position.is_some())
            .map(|(chainage, _)| chainage.and_then(|chainage| chainage.km()))
            .collect();
        let mut along = Self::default();
        for (pair, ends) in placed.windows(2).zip(kilometres.windows(2)) {
            let [(a, from), (b, to)] = pair else { continue };
            let [Some(start), Some(end)] = ends else {
                continue;
            };
            let rails = (*end - *start).abs() * 1_000.0;
            let straight = distance_m(*from, *to);
            along.pairs += 1;
            along.too_far += usize::from(straight > rails);
            let error = a.error_m() + b.error_m();
            along.surely_too_far += usize::from(straight > rails + error);
            along.longer_m.push(rails - straight);
            if straight > 0.0 {
                along.winding.push(rails / straight);
            }
        }
        along.turned = placed.windows(3).filter(|three| turns(three)).count();
        along.longer_m.sort_by(f64::total_cmp);
        along.winding.sort_by(f64::total_cmp);
        along
    }

    /// The value below which a share of some values in order lies.
    pub fn at(values: &[f64], share: f64) -> f64 {
        let last = values.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        values.get(at).copied().unwrap_or(f64::NAN)
    }
}

/// Whether the middle one of three is farther from both others than these are from each other.
fn turns(three: &[(&Stop, Position)]) -> bool {
    let [(a, from), (b, by), (c, to)] = three else {
        return false;
    };
    let error = a.error_m() + 2.0 * b.error_m() + c.error_m();
    let near = distance_m(*from, *by).min(distance_m(*by, *to));
    near > distance_m(*from, *to) + error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stops: &[(f64, f64)]) -> Line {
        let stop = |(km, lon): &(f64, f64)| Stop {
            name: String::new(),
            names: Vec::new(),
            km: Some(*km),
            position: Some(Position::new(*lon, 0.0)),
            place: None,
            placing: choro_network::Placing::Stated,
            transfers: Vec::new(),
            station: choro_network::StationId::default(),
        };
        Line {
            stops: stops.iter().map(stop).collect(),
            ..Line::default()
        }
    }

    #[test]
    fn a_station_on_the_wrong_side_is_out_of_order_and_too_far() {
        // A tenth of a degree on the equator is 11.1 km.
        let right = Along::of(&line(&[(0.0, 0.0), (12.0, 0.1), (25.0, 0.2)]));
        assert_eq!((right.pairs, right.too_far, right.turned), (2, 0, 0));
        let wrong = Along::of(&line(&[(0.0, 0.0), (12.0, 0.3), (14.0, 0.1)]));
        assert_eq!((wrong.pairs, wrong.surely_too_far, wrong.turned), (2, 2, 1));
    }
}
