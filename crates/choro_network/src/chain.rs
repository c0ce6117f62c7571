//! How likely each reading of each station of a line is, all stations weighed together.
//!
//! A line is read as a chain of places in running order; stations in between may stay without one.
//! A chain weighs the product of what speaks for each of its places and of how well the straight
//! line from each to the next fits the kilometres. Summed over all chains (forwards and backwards,
//! Baum–Welch's way), the share of the chains through a place is the probability that the station
//! serves it. Namesakes are clutter in the sense of probabilistic data association (Bar-Shalom and
//! Tse 1975): the denser they lie, the less one of them near the line says.

use choro_geometry::{Position, distance_m};

/// Stations with candidates before the present one to which the kilometres are compared.
const REACH: usize = 8;
/// Chance that the next place of a chain stands anywhere: wrong kilometres, rows out of place.
const BREAK: f64 = 0.01;
/// Square metres over which a station may stand of which nothing is known but that it is on the
/// line: a disc of 200 km.
const ANYWHERE_M2: f64 = 1.26e11;
/// Rails for one straight kilometre: of short ways nearly one, of long ways 0.8 and less.
const STRAIGHT: f64 = 0.97;
const BENDING: f64 = 0.05;
const BEND_M: f64 = 3_000.0;
/// Spread of that share.
const SPREAD: f64 = 0.13;

/// A place that a station could serve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) position: Position,
    /// Metres by which the station may stand off it (one standard deviation).
    pub(crate) error_m: f64,
    /// Natural logarithm of what speaks for it against none, in square metres per namesake.
    pub(crate) weight: f64,
}

/// A station of a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Metres of rail from the start, where the table has them in order.
    pub(crate) rail_m: Option<f64>,
    /// What it could be; where the table says it, exactly that.
    pub(crate) readings: Vec<Reading>,
    /// Whether the table says where it is.
    pub(crate) fixed: bool,
}

/// The probability of each reading of each station; what is left to 1 is that of none.
/// `spacing_m` are the usual metres of rail from one station to the next.
pub(crate) fn probabilities(nodes: &[Node], spacing_m: f64) -> Vec<Vec<f64>> {
    let edges = edges(nodes, spacing_m);
    let (forward, total) = forward(nodes, &edges);
    let backward = backward(nodes, &edges);
    forward
        .iter()
        .zip(&backward)
        .map(|(before, after)| {
            let joined = before.iter().zip(after).map(|(b, a)| b + a - total);
            joined.map(|log| log.exp().min(1.0)).collect()
        })
        .collect()
}

/// One way from a reading of an earlier station: station, reading, logarithm of its density.
type Edge = (usize, usize, f64);

/// For each reading of each station the ways that lead to it.
fn edges(nodes: &[Node], spacing_m: f64) -> Vec<Vec<Vec<Edge>>> {
    let mut all = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let mut here = vec![Vec::new(); node.readings.len()];
        let mut looked = 0;
        for before in (0..at).rev() {
            let from = &nodes[before];
            if from.readings.is_empty() {
                continue;
            }
            let rails = Rails::between(from, node, at - before, spacing_m);
            for (index, reading) in node.readings.iter().enumerate() {
                for (earlier, place) in from.readings.iter().enumerate() {
                    if let Some(log) = rails.log_density(place, reading) {
                        here[index].push((before, earlier, log));
                    }
                }
            }
            looked += 1;
            // A station that the table places is never passed over.
            if looked == REACH || from.fixed {
                break;
            }
        }
        all.push(here);
    }
    all
}

/// The rails from one station to a later one.
struct Rails {
    /// Metres that a straight line between them should measure, and its spread.
    mean_m: f64,
    spread_m: f64,
    /// Metres of rail, where known.
    rail_m: Option<f64>,
}

impl Rails {
    fn between(from: &Node, to: &Node, stations: usize, spacing_m: f64) -> Self {
        let rail_m = from.rail_m.zip(to.rail_m).map(|(a, b)| (b - a).abs());
        match rail_m {
            Some(rail) => Self {
                mean_m: rail * (STRAIGHT - BENDING * (1.0 + rail / BEND_M).ln()).max(0.5),
                spread_m: SPREAD * rail,
                rail_m,
            },
            None => Self {
                mean_m: 0.75 * spacing_m * stations as f64,
                spread_m: 0.5 * spacing_m * stations as f64,
                rail_m,
            },
        }
    }

    /// Logarithm of the density, per square metre, with which `to` lies where it lies as seen from
    /// `from`; `None` where the rails are too short for it.
    fn log_density(&self, from: &Reading, to: &Reading) -> Option<f64> {
        let off = from.error_m.hypot(to.error_m);
        let spread = self.spread_m.hypot(off);
        let farthest = match self.rail_m {
            Some(rail) => rail + 2.5 * off,
            None => self.mean_m + 3.0 * spread,
        };
        // A degree of latitude is never shorter than 110.5 km.
        if (from.position.lat - to.position.lat).abs() * 110_500.0 > farthest {
            return None;
        }
        let straight = distance_m(from.position, to.position);
        if straight > farthest {
            return None;
        }
        let z = (straight - self.mean_m) / spread;
        let ring = std::f64::consts::TAU * straight.max(spread);
        Some(-0.5 * z * z - (spread * std::f64::consts::TAU.sqrt() * ring).ln())
    }
}

/// For each reading the logarithm of the weight of all chains that end in it, and that of all.
fn forward(nodes: &[Node], edges: &[Vec<Vec<Edge>>]) -> (Vec<Vec<f64>>, f64) {
    let start = -ANYWHERE_M2.ln();
    let jump = start + BREAK.ln();
    let mut weights: Vec<Vec<f64>> = Vec::with_capacity(nodes.len());
    // Weight of the chain without a place, and of all others so far.
    let (mut empty, mut ended) = (0.0, f64::NEG_INFINITY);
    for (node, ways) in nodes.iter().zip(edges) {
        let here: Vec<f64> = node
            .readings
            .iter()
            .zip(ways)
            .map(|(reading, ways)| {
                let led = ways
                    .iter()
                    .map(|(at, index, log)| weights[*at][*index] + log);
                let begun = [empty + start, ended + jump];
                reading.weight + log_sum(led.chain(begun))
            })
            .collect();
        let through = log_sum(here.iter().copied());
        if node.fixed && !here.is_empty() {
            (empty, ended) = (f64::NEG_INFINITY, through);
        } else {
            ended = log_sum([ended, through].into_iter());
        }
        weights.push(here);
    }
    (weights, log_sum([empty, ended].into_iter()))
}

/// For each reading the logarithm of the weight of all that can follow it.
fn backward(nodes: &[Node], edges: &[Vec<Vec<Edge>>]) -> Vec<Vec<f64>> {
    let jump = BREAK.ln() - ANYWHERE_M2.ln();
    let mut weights: Vec<Vec<f64>> = nodes
        .iter()
        .map(|node| vec![f64::NEG_INFINITY; node.readings.len()])
        .collect();
    // What the ways lead on to, for each reading, and what a break leads on to.
    let (mut end, mut broken) = (0.0, f64::NEG_INFINITY);
    for (at, node) in nodes.iter().enumerate().rev() {
        for weight in &mut weights[at] {
            *weight = log_sum([*weight, end, broken + jump].into_iter());
        }
        let own: Vec<f64> = (node.readings.iter().zip(&weights[at]))
            .map(|(reading, weight)| reading.weight + weight)
            .collect();
        for (ways, own) in edges[at].iter().zip(&own) {
            for (before, index, log) in ways {
                let known = &mut weights[*before][*index];
                *known = log_sum([*known, log + own].into_iter());
            }
        }
        let through = log_sum(own.into_iter());
        if node.fixed && !node.readings.is_empty() {
            (end, broken) = (f64::NEG_INFINITY, through);
        } else {
            broken = log_sum([broken, through].into_iter());
        }
    }
    weights
}

/// Logarithm of a sum of numbers given by their logarithms.
fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + logs.map(|log| (log - most).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn node(km: f64, readings: &[(f64, f64)]) -> Node {
        Node {
            rail_m: Some(km * 1_000.0),
            readings: readings
                .iter()
                .map(|(lon, lat)| Reading {
                    position: Position::new(*lon, *lat),
                    error_m: 1_500.0,
                    weight: 26.0,
                })
                .collect(),
            fixed: false,
        }
    }

    #[test]
    fn a_place_along_the_line_is_likelier_than_its_namesake() {
        let nodes = [
            node(0.0, &[(129.0, 41.0)]),
            node(10.0, &[(129.0, 41.08), (128.0, 40.2)]),
            node(20.0, &[(129.0, 41.16)]),
        ];
        let found = probabilities(&nodes, 10_000.0);
        assert!(found[1][0] > 0.95, "{found:?}");
        assert!(found[1][1] < 0.01, "{found:?}");
    }

    #[test]
    fn a_place_that_the_rails_cannot_reach_is_unlikely() {
        let nodes = [
            node(0.0, &[(129.0, 41.0)]),
            node(10.0, &[(129.0, 41.08)]),
            node(20.0, &[(131.0, 42.16)]),
            node(30.0, &[(129.0, 41.24)]),
        ];
        let found = probabilities(&nodes, 10_000.0);
        assert!(found[2][0] < 0.2, "{found:?}");
        assert!(found[3][0] > 0.9, "{found:?}");
    }

    #[test]
    fn what_the_table_places_is_certain() {
        let mut nodes = [node(0.0, &[(129.0, 41.0)]), node(10.0, &[(135.0, 45.0)])];
        nodes[1].fixed = true;
        let found = probabilities(&nodes, 10_000.0);
        assert!((found[1][0] - 1.0).abs() < 1e-9, "{found:?}");
    }

    proptest! {
        #[test]
        fn probabilities_of_a_station_sum_to_one_at_most(
            rows in prop::collection::vec(
                (0.0..300.0f64, prop::collection::vec((126.0..130.0f64, 38.0..42.0f64), 0..4)),
                0..12,
            ),
            fixed in 0..12usize,
        ) {
            let mut nodes: Vec<Node> = rows.iter().map(|(km, at)| node(*km, at)).collect();
            if let Some(node) = nodes.get_mut(fixed) {
                node.readings.truncate(1);
                node.fixed = true;
            }
            for station in probabilities(&nodes, 7_000.0) {
                let sum: f64 = station.iter().sum();
                prop_assert!(sum.is_finite() && (0.0..=1.0 + 1e-6).contains(&sum), "{}", sum);
            }
        }
    }
}
