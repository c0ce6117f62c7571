//! What a question allows, remembered for the next one of its kind.

use super::Question;
use super::elimination::Elimination;
use super::hierarchy::Hierarchy;
use crate::{Graph, Modes, Stretch};
use choro_quantity::When;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Edges up to which a graph is prepared at the first question: it takes a moment, and of ways of
/// one length always the same is told.
const SMALL: usize = 20_000;

/// Searches of one kind after which a larger graph is prepared for them.
const OFTEN: u32 = 3;

/// Searches that an alternative takes, about.
const SEARCHES: usize = 3;

/// Kinds of questions that are remembered.
const KEPT: usize = 8;

/// What is remembered of questions, shared by copies of a graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profiles {
    kept: Arc<Mutex<Vec<Profile>>>,
    elimination: Arc<OnceLock<Arc<Elimination>>>,
}

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
    /// The graph prepared for these, and for lines to be avoided too; where it is.
    pub(crate) hierarchy: Option<Arc<Hierarchy>>,
    /// Whether no line is to be avoided.
    pub(crate) all: bool,
}

impl Graph {
    /// Prepares a graph for questions about these modes and this time, which takes seconds for a
    /// million edges, and less for a second choice of them. Without it that is done at the first
    /// question where the graph is small, else after some.
    pub fn prepare(&self, modes: Modes, when: &When) {
        self.profiles.get(self, modes, when, OFTEN);
    }
}

/// Searches that finding the routes takes, about.
pub(crate) fn searches(question: &Question) -> u32 {
    let searches = 1 + question.via.len() + SEARCHES * question.alternatives;
    u32::try_from(searches).unwrap_or(OFTEN)
}

/// What a question may use, for which a graph is searched so many times.
pub(crate) fn allowed(graph: &Graph, question: &Question, searches: u32) -> Allowed {
    let profiles = &graph.profiles;
    let mut allowed = profiles.get(graph, question.modes, &question.when, searches);
    let avoided = &question.avoid_lines;
    if !avoided.is_empty() {
        let avoids = |stretch: &Stretch| {
            let line = stretch.line.map(|line| line as usize);
            line.is_some_and(|line| avoided.contains(&line))
        };
        let open = allowed.tracks.iter().zip(&graph.tracks);
        allowed.tracks = open.map(|(open, s)| *open && !avoids(s)).collect();
        allowed.all = false;
    }
    allowed
}

fn tracks(graph: &Graph, modes: Modes, when: &When) -> Arc<[bool]> {
    let tracks = graph.tracks.iter();
    tracks
        .map(|stretch| {
            let track = &stretch.track;
            stretch.change || modes.has(track.mode) && track.in_use(when)
        })
        .collect()
}

impl Profiles {
    fn lock(&self) -> MutexGuard<'_, Vec<Profile>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
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
                allowed: tracks(graph, modes, when),
                asked: 0,
                hierarchy: None,
            },
        };
        profile.asked = profile.asked.saturating_add(count);
        let often = profile.asked >= OFTEN || graph.edges.len() <= SMALL;
        if profile.hierarchy.is_none() && often {
            // Another date may allow the very same.
            let same = kept.iter().find(|p| p.allowed == profile.allowed);
            let same = same.and_then(|p| p.hierarchy.clone());
            let accept = |edge: u32| profile.allowed[graph.edges[edge as usize].track as usize];
            let elimination = || {
                let made = self
                    .elimination
                    .get_or_init(|| Arc::new(Elimination::new(graph)));
                Arc::clone(made)
            };
            let new = || Arc::new(Hierarchy::new(graph, elimination(), accept));
            profile.hierarchy = Some(same.unwrap_or_else(new));
        }
        let allowed = Allowed {
            tracks: Arc::clone(&profile.allowed),
            hierarchy: profile.hierarchy.clone(),
            all: true,
        };
        kept.push(profile);
        if kept.len() > KEPT {
            kept.remove(0);
        }
        allowed
    }
}
