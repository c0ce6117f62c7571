//! Questions asked one after the other, with the time each takes.

use crate::sites::chance::Chance;
use choro_network::route::{Question, Route, routes};
use choro_network::{Graph, Modes, Network, StationId};
use choro_quantity::When;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// What was asked and answered.
pub(super) struct Asked {
    pub(super) from: StationId,
    pub(super) to: StationId,
    /// The shortest route, where there is one.
    pub(super) route: Option<Route>,
    pub(super) took: Duration,
}

/// The shortest way from one station to another, today.
pub(super) fn question(from: StationId, to: StationId, modes: Modes) -> Question {
    Question {
        from: vec![from],
        to: vec![to],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes,
        when: When::default(),
        alternatives: 0,
    }
}

/// Asks for the shortest way between pairs of some stations drawn by a seed, each `again` times: the
/// quickest answer counts, as the others were held up by what else the machine did.
pub(super) fn ask(
    network: &Network,
    graph: &Graph,
    stations: &[StationId],
    (pairs, again, seed): (usize, usize, u64),
    modes: Modes,
) -> Vec<Asked> {
    let mut chance = Chance::new(seed, 1, 0);
    let mut drawn = || stations[chance.below(stations.len())];
    (0..pairs)
        .map(|_| {
            let (from, to) = (drawn(), drawn());
            let question = question(from, to, modes);
            let (mut took, mut route) = (Duration::MAX, None);
            for _ in 0..again {
                let start = Instant::now();
                let found = routes(network, graph, &question);
                took = took.min(start.elapsed());
                route = found.into_iter().next();
            }
            Asked {
                from,
                to,
                route,
                took,
            }
        })
        .collect()
}

/// One line on how long the answers took.
pub(super) fn tell(out: &mut String, what: &str, asked: &[Asked]) {
    let mut times: Vec<f64> = asked.iter().map(|a| 1e3 * a.took.as_secs_f64()).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let found = asked.iter().filter(|asked| asked.route.is_some()).count();
    if times.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{what:<28}{:>6} asked {found:>6} found   median {:>8.3} ms   p99 {:>8.3} ms",
        asked.len(),
        at(0.5),
        at(0.99)
    );
}
