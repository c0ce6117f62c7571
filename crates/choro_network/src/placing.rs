//! Where the stations of all lines stand: each line as a whole, lines joined where one changes
//! trains.
//!
//! Nothing is interpolated: a station stands at a place of the gazetteer that bears its name, or it
//! stays open and says why.

use crate::candidates::{Candidate, Candidates};
use crate::chain::{self, Node};
use crate::draft::Draft;
use crate::town::near_town;
use crate::{Placing, Stop, detour, reasons};
use choro_gazetteer::Gazetteer;
use choro_geometry::{Position, distance_m};
use choro_name::fold;

/// Least probability at which a station is placed, and at which it also counts on other lines.
const SURE: f64 = 0.9;
const SURE_ELSEWHERE: f64 = 0.97;
/// Least probability with which another line must allow what one is sure of.
const ALLOWED: f64 = 0.02;
/// Records nearer to each other than this are one settlement to a railway, metres.
const ONE_PLACE_M: f64 = 5_000.0;
/// Rails to the station of the town that a "New X" or "West X" may be placed by, metres.
const APART_M: f64 = 3_000.0;
/// Stated errors are twice the standard deviation: nineteen stations of twenty are nearer.
const STATED: f64 = 2.0;
/// Metres of rail between stations where a table has no kilometres.
const SPACING_M: f64 = 7_000.0;
/// How much longer than the rails a straight line may measure: reference points of towns are not
/// their stations.
const SLACK: f64 = 1.15;
/// And by how many metres more.
const SLACK_M: f64 = 12_000.0;

/// A station while it is being placed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Station {
    pub(crate) node: Node,
    pub(crate) candidates: Candidates,
    /// How likely each candidate is.
    likely: Vec<f64>,
    /// Candidate taken over from another line.
    elsewhere: bool,
}

impl Station {
    /// A station whose candidates are to be weighed.
    pub(crate) fn open(candidates: Candidates, rail_m: Option<f64>) -> Self {
        let readings = candidates.all.iter().map(|c| c.reading).collect();
        Self {
            node: Node {
                rail_m,
                readings,
                fixed: false,
            },
            candidates,
            ..Self::default()
        }
    }

    /// A station that the table places.
    pub(crate) fn stated(candidate: Candidate, rail_m: Option<f64>) -> Self {
        let mut station = Self::open(
            Candidates {
                all: vec![candidate],
                unit: None,
            },
            rail_m,
        );
        station.node.fixed = true;
        station
    }

    /// The likeliest settlement: the best of its records, and their joint probability.
    fn best(&self) -> Option<(usize, f64)> {
        let around = |at: usize| -> f64 {
            let here = self.node.readings[at].position;
            let near = |(other, _): &(usize, &f64)| {
                distance_m(self.node.readings[*other].position, here) <= ONE_PLACE_M
            };
            let joint = self.likely.iter().enumerate().filter(near);
            joint.map(|(_, p)| p).sum()
        };
        (0..self.likely.len())
            .max_by(|a, b| {
                let score = |at: usize| (around(at) * 1e3).round() + self.likely[at];
                score(*a).total_cmp(&score(*b)).then(b.cmp(a))
            })
            .map(|at| (at, around(at)))
    }
}

/// Places the stations of all lines.
pub(crate) fn place(drafts: &mut [Draft<'_>], gazetteer: &Gazetteer) {
    for draft in drafts.iter_mut() {
        weigh(&mut draft.stations);
    }
    for (line, at, candidate) in known_elsewhere(drafts) {
        let station = &mut drafts[line].stations[at];
        let rail_m = station.node.rail_m;
        *station = Station::stated(candidate, rail_m);
        station.elsewhere = true;
    }
    for draft in drafts.iter_mut() {
        if draft.stations.iter().any(|station| station.elsewhere) {
            weigh(&mut draft.stations);
        }
        settle(draft, gazetteer);
        detour::reopen(draft);
        settle_apart(draft);
    }
}

/// Works out how likely each candidate of each station of a line is.
fn weigh(stations: &mut [Station]) {
    let mut gaps: Vec<f64> = stations
        .windows(2)
        .filter_map(|pair| Some((pair[1].node.rail_m? - pair[0].node.rail_m?).abs()))
        .collect();
    gaps.sort_by(f64::total_cmp);
    let spacing = gaps.get(gaps.len() / 2).copied().unwrap_or(SPACING_M);
    let nodes: Vec<Node> = stations
        .iter()
        .map(|station| station.node.clone())
        .collect();
    let all = chain::probabilities(&nodes, spacing);
    for (station, likely) in stations.iter_mut().zip(all) {
        station.likely = likely;
    }
}

/// Stations that are open on one line and sure on another that one changes to there, with what
/// they are: line, station, candidate.
fn known_elsewhere(drafts: &[Draft<'_>]) -> Vec<(usize, usize, Candidate)> {
    let mut found = Vec::new();
    for (line, draft) in drafts.iter().enumerate() {
        for (at, stop) in draft.stops.iter().enumerate() {
            let station = &draft.stations[at];
            if station.node.fixed {
                continue;
            }
            let sure = drafts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != line)
                .filter_map(|(_, other)| {
                    let there = same_station(draft, stop, other)?;
                    let (best, likely) = there.best()?;
                    (likely >= SURE_ELSEWHERE).then(|| there.candidates.all[best].clone())
                })
                .max_by(|a, b| a.reading.weight.total_cmp(&b.reading.weight));
            let Some(candidate) = sure else { continue };
            let allowed: f64 = (station.node.readings.iter().zip(&station.likely))
                .filter(|(reading, _)| {
                    distance_m(reading.position, candidate.reading.position) <= ONE_PLACE_M
                })
                .map(|(_, likely)| likely)
                .sum();
            if allowed >= ALLOWED {
                found.push((line, at, candidate));
            }
        }
    }
    found
}

/// The station of another line that is this one: it bears the name, and one of the two says that
/// one changes to the other line.
fn same_station<'d>(draft: &Draft<'_>, stop: &Stop, other: &'d Draft<'_>) -> Option<&'d Station> {
    let spellings = |stop: &Stop| -> Vec<String> {
        let all = std::iter::once(&stop.name).chain(&stop.names);
        all.map(|name| fold(name)).collect()
    };
    let own = spellings(stop);
    let at = other.stops.iter().position(|there| {
        spellings(there).iter().any(|name| own.contains(name))
            && (stop.transfers.iter().any(|line| other.is_named(line))
                || there.transfers.iter().any(|line| draft.is_named(line)))
    })?;
    Some(&other.stations[at])
}

/// Gives each stop its place, or the reason why it has none.
fn settle(draft: &mut Draft<'_>, gazetteer: &Gazetteer) {
    let stations = &draft.stations;
    for (at, (stop, station)) in draft.stops.iter_mut().zip(stations).enumerate() {
        if stop.placing == Placing::Stated {
            continue;
        }
        match station.best().filter(|(_, likely)| *likely >= SURE) {
            Some((best, _)) => {
                let candidate = &station.candidates.all[best];
                let here = candidate.reading.position;
                // Where several records stand for the settlement, the station may be at any.
                let spread: f64 = (station.node.readings.iter().zip(&station.likely))
                    .map(|(reading, likely)| (distance_m(reading.position, here), likely))
                    .filter(|(metres, _)| *metres <= ONE_PLACE_M)
                    .map(|(metres, likely)| likely * metres.powi(2))
                    .sum();
                stop.place = candidate.place;
                stop.position = Some(here);
                stop.placing = Placing::Derived {
                    error_m: STATED * candidate.reading.error_m.hypot(spread.sqrt()),
                };
            }
            None => {
                let sure = |other: &Station| other.best().is_some_and(|(_, p)| p >= SURE);
                let reason = reasons::open(stations, at, gazetteer, &sure);
                stop.placing = Placing::Open { reason };
            }
        }
    }
}

impl Station {
    /// How likely each candidate is, with the candidate.
    pub(crate) fn weighed(&self) -> impl Iterator<Item = (&Candidate, f64)> {
        self.candidates.all.iter().zip(self.likely.iter().copied())
    }

    /// Where the likeliest candidate stands.
    pub(crate) fn likeliest(&self) -> Option<Position> {
        self.best().map(|(at, _)| self.node.readings[at].position)
    }
}

/// "New X" and "West X" stand at X where the rails put them close to the station of X.
fn settle_apart(draft: &mut Draft<'_>) {
    for at in 0..draft.stops.len() {
        let stop = &draft.stops[at];
        if !matches!(stop.placing, Placing::Open { .. }) {
            continue;
        }
        let towns: Vec<String> = (std::iter::once(&stop.name).chain(&stop.names))
            .filter_map(|name| near_town(name))
            .collect();
        let Some(here) = draft.stations[at].node.rail_m else {
            continue;
        };
        let town = draft.stops.iter().enumerate().find_map(|(other, there)| {
            let Placing::Derived { error_m } = there.placing else {
                return None;
            };
            let rails = (draft.stations[other].node.rail_m? - here).abs();
            let names = std::iter::once(&there.name).chain(&there.names);
            let named = names.into_iter().any(|name| {
                let name = crate::town::without_epithet(name).unwrap_or_else(|| name.clone());
                towns.contains(&fold(&name))
            });
            (named && rails <= APART_M).then_some((there.place, there.position, error_m + rails))
        });
        if let Some((place, position, error_m)) = town {
            let stop = &mut draft.stops[at];
            stop.place = place;
            stop.position = position;
            stop.placing = Placing::Derived { error_m };
        }
    }
}

/// Whether a position may be that of the unplaced station `at`, by the rails to the placed ones
/// on either side of it.
pub(crate) fn fits(stops: &[Stop], at: usize, position: Position) -> bool {
    least_m(stops, at, position) <= 0.0
}

/// Metres that lie at least between a position and the unplaced station `at`, by the rails to the
/// placed ones on either side of it; 0 where these tell nothing.
pub(crate) fn least_m(stops: &[Stop], at: usize, position: Position) -> f64 {
    let beyond = |other: &Stop| {
        let (Some(there), Some(a), Some(b)) = (other.position, other.km, stops[at].km) else {
            return 0.0;
        };
        let reach = (a - b).abs() * 1_000.0 * SLACK + SLACK_M.max(other.error_m());
        distance_m(there, position) - reach
    };
    let before = stops[..at].iter().rev().find(|s| s.position.is_some());
    let after = stops[at + 1..].iter().find(|s| s.position.is_some());
    let both = before.into_iter().chain(after).map(beyond);
    both.fold(0.0, f64::max)
}
