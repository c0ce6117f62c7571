//! What a question allows, remembered for the next one of its kind.

use super::Question;
use super::hierarchy::Hierarchy;
use crate::{Graph, Modes};
use choro_quantity::When;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Edges up to which a graph is small: searching it is nearly as quick as to prepare it.
const SMALL: usize = 5_000;

/// Questions of one kind after which a large graph is prepared for them.
const OFTEN: u32 = 3;

/// The same for a small graph.
const OFTEN_SMALL: u32 = 100;

/// Kinds of questions that are remembered.
const KEPT: usize = 8;

/// What is remembered of questions, shared by copies of a graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles(Arc<Mutex<Vec<Profile>>>);

#[derive(Debug)]
struct Profile {
    modes: Modes,
    when: When,
    allowed: Arc<[bool]>,
    asked: u32,
    hierarchy: Option<Arc<Hierarchy>>,
}

/// What a question may use.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    /// For each of [`Graph::tracks`].
    pub(crate) tracks: Arc<[bool]>,
    /// The graph prepared for exactly these, where it is.
    pub(crate) hierarchy: Option<Arc<Hierarchy>>,
}

impl Graph {
    /// Prepares a graph for questions about these modes and this time, which takes seconds
    /// for a million edges; without it that is done after some such questions were asked, many where
    /// the graph is small. Questions that avoid stations or lines, or want alternatives, gain nothing by it.
    pub fn prepare(&self, modes: Modes, when: &When) {
        self.profiles.get(self, modes, when, OFTEN_SMALL.max(OFTEN));
    }

    /// Whether so few edges are searched at once that no preparation is worth it.
    pub(crate) fn is_small(&self) -> bool {
        self.edges.len() <= SMALL
    }
}

/// What a question may use.
pub(crate) fn allowed(graph: &Graph, question: &Question) -> Allowed {
    if !question.avoid_lines.is_empty() {
        let tracks = tracks(graph, question.modes, &question.when, &question.avoid_lines);
        return Allowed {
            tracks: tracks.into(),
            hierarchy: None,
        };
    }
    let plain = question.avoid.is_empty() && question.alternatives == 0;
    let count = u32::from(plain);
    let profiles = &graph.profiles;
    let mut allowed = profiles.get(graph, question.modes, &question.when, count);
    if !question.avoid.is_empty() {
        allowed.hierarchy = None;
    }
    allowed
}

fn tracks(graph: &Graph, modes: Modes, when: &When, avoid_lines: &[usize]) -> Vec<bool> {
    let tracks = graph.tracks.iter();
    tracks
        .map(|stretch| {
            let avoided = |line: u32| avoid_lines.contains(&(line as usize));
            let used = modes.has(stretch.track.mode)
                && stretch.track.in_use(when)
                && !stretch.line.is_some_and(avoided);
            stretch.change || used
        })
        .collect()
}

impl Profiles {
    fn lock(&self) -> MutexGuard<'_, Vec<Profile>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is allowed, counted as asked so many times more.
    fn get(&self, graph: &Graph, modes: Modes, when: &When, count: u32) -> Allowed {
        let mut kept = self.lock();
        let known = kept
            .iter()
            .position(|p| p.modes == modes && p.when == *when);
        // The one asked for last stands last.
        let mut profile = match known {
            Some(at) => kept.remove(at),
            None => Profile {
                modes,
                when: when.clone(),
                allowed: tracks(graph, modes, when, &[]).into(),
                asked: 0,
                hierarchy: None,
            },
        };
        profile.asked = profile.asked.saturating_add(count);
        let often = if graph.is_small() { OFTEN_SMALL } else { OFTEN };
        if profile.hierarchy.is_none() && profile.asked >= often {
            // Another date may allow the very same.
            let same = kept.iter().find(|p| p.allowed == profile.allowed);
            let same = same.and_then(|p| p.hierarchy.clone());
            let accept = |edge: u32| profile.allowed[graph.edges[edge as usize].track as usize];
            let new = || Arc::new(Hierarchy::new(graph, accept));
            profile.hierarchy = Some(same.unwrap_or_else(new));
        }
        let allowed = Allowed {
            tracks: Arc::clone(&profile.allowed),
            hierarchy: profile.hierarchy.clone(),
        };
        kept.push(profile);
        if kept.len() > KEPT {
            kept.remove(0);
        }
        allowed
    }
}
