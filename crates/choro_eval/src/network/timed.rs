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
    /// Routes found, the shortest included.
    pub(super) routes: usize,
    pub(super) took: Duration,
}

/// Questions for the shortest way between pairs of some stations drawn by a seed, today.
pub(super) fn drawn(
    stations: &[StationId],
    (pairs, seed): (usize, u64),
    modes: Modes,
) -> Vec<Question> {
    let mut chance = Chance::new(seed, 1, 0);
    let mut drawn = || stations[chance.below(stations.len())];
    (0..pairs)
        .map(|_| Question {
            from: vec![drawn()],
            to: vec![drawn()],
            via: Vec::new(),
            avoid: Vec::new(),
            avoid_lines: Vec::new(),
            modes,
            when: When::default(),
            alternatives: 0,
        })
        .collect()
}

/// Asks each question so many times: the quickest answer counts, as the others were held up by what
/// else the machine did.
pub(super) fn ask(
    network: &Network,
    graph: &Graph,
    questions: &[Question],
    again: usize,
) -> Vec<Asked> {
    (questions.iter())
        .map(|question| {
            let (mut took, mut found) = (Duration::MAX, Vec::new());
            for _ in 0..again {
                let start = Instant::now();
                found = routes(network, graph, question);
                took = took.min(start.elapsed());
            }
            Asked {
                from: question.from[0],
                to: question.to[0],
                routes: found.len(),
                route: found.into_iter().next(),
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
    let found: usize = asked.iter().map(|asked| asked.routes).sum();
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
