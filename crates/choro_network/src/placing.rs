//! Which place each station of a line serves.
//!
//! Many places share a name; those of one line lie along it. Of all the places that the stations'
//! names could mean, the chain is taken that names the most and best known places while no two of
//! them lie further apart than the rails between them are long.

use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_quantity::When;

/// How much longer than the rails a straight line may measure: reference points of towns are not
/// their stations.
const SLACK: f64 = 1.15;
/// And by how many metres more.
const SLACK_M: f64 = 12_000.0;
/// Placed stations before the present one that are looked at.
const REACH: usize = 6;
/// Straight metres between neighbours of unknown distance that cost as much as one place is worth.
const WORTH_M: f64 = 60_000.0;

/// A place that a station could serve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    pub(crate) place: Option<PlaceId>,
    pub(crate) position: Position,
    /// How much speaks for it by itself.
    pub(crate) weight: f64,
}

/// The best chain that ends in an option: its worth, and the station and option before.
type End = (f64, Option<(usize, usize)>);

/// A station before it is placed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Station {
    /// Kilometres from the start, where the table has them and they are in order.
    pub(crate) km: Option<f64>,
    /// What it could be.
    pub(crate) options: Vec<Choice>,
    /// Whether the table itself says where it is: the options are then all it can be.
    pub(crate) fixed: bool,
}

/// The chosen option of each station, `None` where none fits the line.
pub(crate) fn place(stations: &[Station]) -> Vec<Option<usize>> {
    let mut ends: Vec<Vec<End>> = Vec::with_capacity(stations.len());
    for (at, station) in stations.iter().enumerate() {
        let mut here = Vec::with_capacity(station.options.len());
        for option in &station.options {
            // A chain may begin anywhere; what lies before it stays unplaced.
            let mut best = (option.weight, None);
            let mut looked = 0;
            for before in (0..at).rev() {
                if stations[before].options.is_empty() {
                    continue;
                }
                looked += 1;
                if looked > REACH {
                    break;
                }
                for (index, earlier) in stations[before].options.iter().enumerate() {
                    let Some(cost) = cost(&stations[before], earlier, station, option) else {
                        continue;
                    };
                    let worth = ends[before][index].0 + option.weight - cost;
                    if worth > best.0 {
                        best = (worth, Some((before, index)));
                    }
                }
                // A station that the table places is never passed over.
                if stations[before].fixed {
                    break;
                }
            }
            here.push(best);
        }
        ends.push(here);
    }
    trace(stations, &ends)
}

fn trace(stations: &[Station], ends: &[Vec<End>]) -> Vec<Option<usize>> {
    let mut chosen = vec![None; stations.len()];
    let mut last: Option<(usize, usize)> = None;
    let mut most = f64::NEG_INFINITY;
    for (at, options) in ends.iter().enumerate() {
        for (index, (worth, _)) in options.iter().enumerate() {
            if *worth > most {
                most = *worth;
                last = Some((at, index));
            }
        }
    }
    while let Some((at, index)) = last {
        chosen[at] = Some(index);
        last = ends[at][index].1;
    }
    // What the table places itself stands, whether the chain passes it or not.
    for (choice, station) in chosen.iter_mut().zip(stations) {
        if station.fixed && choice.is_none() && !station.options.is_empty() {
            *choice = Some(0);
        }
    }
    chosen
}

/// What it costs that `later` follows `earlier`; `None` where the rails are too short for it.
fn cost(from: &Station, earlier: &Choice, to: &Station, later: &Choice) -> Option<f64> {
    let straight = distance_m(earlier.position, later.position);
    if let (Some(a), Some(b)) = (from.km, to.km) {
        let rails = (b - a).abs() * 1_000.0;
        if !(from.fixed && to.fixed) && straight > rails * SLACK + SLACK_M {
            return None;
        }
        // Rails wind, but a station a hundred kilometres on is not round the corner.
        let winding = (rails * 0.4 - straight).max(0.0);
        let over = (straight - rails).max(0.0);
        return Some((winding + 4.0 * over) / WORTH_M);
    }
    Some(straight / WORTH_M)
}

/// Whether a position may be that of the unplaced station `at`, by the rails to the placed ones
/// on either side of it.
pub(crate) fn fits(stops: &[crate::Stop], at: usize, position: Position) -> bool {
    let near = |other: &crate::Stop| {
        let (Some(there), Some(a), Some(b)) = (other.position, other.km, stops[at].km) else {
            return true;
        };
        distance_m(there, position) <= (a - b).abs() * 1_000.0 * SLACK + SLACK_M
    };
    let before = stops[..at].iter().rev().find(|s| s.position.is_some());
    let after = stops[at + 1..].iter().find(|s| s.position.is_some());
    before.is_none_or(near) && after.is_none_or(near)
}

/// Places of a name that a station may serve, with their weights; at most sixteen.
pub(crate) fn options(
    gazetteer: &Gazetteer,
    names: &[&str],
    province: Option<PlaceId>,
) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for name in names {
        for id in gazetteer.by_name(name) {
            let place = gazetteer.place(id);
            let Some(position) = place.point else {
                continue;
            };
            let serves = place.class.is_settlement()
                || place.class.level() > 0 && place.class.is_division()
                || place.class == choro_gazetteer::Class::Station;
            if !serves || found.iter().any(|known| known.place == Some(id)) {
                continue;
            }
            let within = province.map(|p| gazetteer.is_part_of(id, p, &When::default()));
            let inside = match within {
                Some(Some(true)) => 0.6,
                Some(Some(false)) => -0.8,
                _ => 0.0,
            };
            // A settlement is the nearer answer than the unit round it.
            let near = if place.class.is_division() { 0.0 } else { 0.1 };
            found.push(Choice {
                place: Some(id),
                position,
                weight: 0.5 + gazetteer.importance(id) + inside + near,
            });
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place)));
    found.truncate(16);
    found
}
