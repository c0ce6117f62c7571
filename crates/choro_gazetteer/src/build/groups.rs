//! Groups of entries that mean one place: a union-find that knows what may not be joined.

use super::entry::Entry;
use crate::SourceId;
use std::collections::{BTreeMap, BTreeSet};

/// Why two entries were joined.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cause {
    /// A person decided so: which decision.
    Decided(usize),
    /// They claim one id.
    Id(String),
    /// They bear one name in one place.
    Name,
    /// One source has the thing twice; the logarithm of the odds.
    Twins(f64),
    /// The unit of a city and its settlement.
    City,
    /// A row without position, and the one unit it can mean.
    OnlyOne,
}

/// Two entries that were joined.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tie {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) cause: Cause,
}

/// Groups in the making.
pub(super) struct Groups {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// What made each group: one tie less than it has members.
    ties: Vec<Tie>,
    /// Pairs of entries that a person decided are two places.
    apart: Vec<(usize, usize)>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            members: (0..count).map(|at| vec![at]).collect(),
            ties: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// From now on the groups of the two are never joined.
    pub(super) fn keep_apart(&mut self, a: usize, b: usize) {
        self.apart.push((a, b));
    }

    /// Whether a person decided that the groups are two places.
    pub(super) fn kept_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.apart.iter().any(|(x, y)| {
            let pair = (self.root(*x), self.root(*y));
            pair == (a, b) || pair == (b, a)
        })
    }

    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    pub(super) fn members(&self, at: usize) -> &[usize] {
        &self.members[self.root(at)]
    }

    pub(super) fn together(&self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// Joins two groups unless a person decided against it; the one with the first entry leads.
    pub(super) fn join(&mut self, a: usize, b: usize, cause: Cause) {
        if self.together(a, b) || self.kept_apart(a, b) {
            return;
        }
        self.ties.push(Tie { a, b, cause });
        let (a, b) = (self.root(a), self.root(b));
        let (lead, other) = (a.min(b), a.max(b));
        self.parent[other] = lead;
        let moved = std::mem::take(&mut self.members[other]);
        self.members[lead].extend(moved);
        self.members[lead].sort_unstable();
    }

    /// Whether nothing forbids joining by name: no source has an entry in both groups, and no
    /// gazetteer knows them under two ids.
    pub(super) fn may_join(&self, entries: &[Entry], a: usize, b: usize) -> bool {
        let sources = |at: usize| -> BTreeSet<SourceId> {
            self.members(at)
                .iter()
                .map(|m| entries[*m].source)
                .collect()
        };
        sources(a).is_disjoint(&sources(b)) && !self.told_apart(entries, a, b)
    }

    /// Whether some gazetteer has two ids for them.
    fn told_apart(&self, entries: &[Entry], a: usize, b: usize) -> bool {
        let (mine, theirs) = (self.ids(entries, a), self.ids(entries, b));
        mine.iter().any(|(space, ids)| {
            theirs
                .get(space)
                .is_some_and(|others| ids.is_disjoint(others))
        })
    }

    /// Whether some gazetteer other than their own source has two ids for them. Their own source
    /// necessarily has: an id that starts each entry's list, in a space both use.
    pub(super) fn told_apart_elsewhere(&self, entries: &[Entry], a: usize, b: usize) -> bool {
        let own: BTreeSet<&str> = self
            .members(a)
            .iter()
            .chain(self.members(b))
            .flat_map(|m| {
                entries[*m]
                    .ids
                    .iter()
                    .filter(|id| id.ends_with(entries[*m].id()))
            })
            .filter_map(|id| id.split_once(':').map(|(space, _)| space))
            .collect();
        let (mine, theirs) = (self.ids(entries, a), self.ids(entries, b));
        mine.iter()
            .filter(|(space, _)| !own.contains(*space))
            .any(|(space, ids)| {
                theirs
                    .get(space)
                    .is_some_and(|others| ids.is_disjoint(others))
            })
    }

    /// Ids by the gazetteer that gave them.
    fn ids<'e>(&self, entries: &'e [Entry], at: usize) -> BTreeMap<&'e str, BTreeSet<&'e str>> {
        let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for id in self.members(at).iter().flat_map(|m| &entries[*m].ids) {
            if let Some((space, id)) = id.split_once(':') {
                ids.entry(space).or_default().insert(id);
            }
        }
        ids
    }

    /// All groups in order of their first entry, and what made them.
    pub(super) fn into_groups(self) -> (Vec<Vec<usize>>, Vec<Tie>) {
        let members = self.members.into_iter();
        (members.filter(|m| !m.is_empty()).collect(), self.ties)
    }
}
