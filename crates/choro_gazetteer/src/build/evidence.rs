//! What speaks for the records of a place being one: for people to read.

use super::entry::Entry;
use super::groups::{Cause, Tie};
use super::nearby::Ground;
use super::script::{self, Script};
use crate::{Decision, Merge, MergeReason, SourceRecord};
use choro_name::skeleton;
use std::collections::BTreeMap;

/// How sure a join is that rests on an id both records have.
const BY_ID: f64 = 0.99;
/// How sure one is that rests on name, class and position in two sources, at no distance; it
/// falls to [`BY_NAME_FAR`] where they lie as far apart as is allowed.
const BY_NAME: f64 = 0.98;
const BY_NAME_FAR: f64 = 0.85;
/// Kilometres over which it falls.
const FALL_KM: f64 = 10.0;
/// A row of a table without positions, joined to the only unit it can mean.
const BY_EXCLUSION: f64 = 0.9;

/// For each group why its entries are one place.
pub(super) fn merges(
    entries: &[Entry],
    groups: &[Vec<usize>],
    ties: &[Tie],
    decisions: &[Decision],
    ground: &Ground,
) -> Vec<Vec<Merge>> {
    let mut group_of = vec![0; entries.len()];
    for (group, members) in groups.iter().enumerate() {
        for at in members {
            group_of[*at] = group;
        }
    }
    let parents = Parents::new(entries);
    let mut merges: Vec<Vec<Merge>> = vec![Vec::new(); groups.len()];
    for tie in ties {
        merges[group_of[tie.a]].push(merge(entries, tie, decisions, ground, &parents));
    }
    merges
}

fn merge(
    entries: &[Entry],
    tie: &Tie,
    decisions: &[Decision],
    ground: &Ground,
    parents: &Parents,
) -> Merge {
    let (a, b) = (tie.a.min(tie.b), tie.a.max(tie.b));
    let (x, y) = (&entries[a], &entries[b]);
    let metres = ground.distance_m(a, b);
    let mut reasons = Vec::new();
    match &tie.cause {
        Cause::Decided(n) => reasons.push(MergeReason::Decided(decisions[*n].because.clone())),
        Cause::Id(id) => reasons.push(MergeReason::Id(id.clone())),
        Cause::City => reasons.push(MergeReason::UnitOfCity),
        Cause::OnlyOne => reasons.push(MergeReason::OnlyOne),
        Cause::Name | Cause::Twins(_) => {}
    }
    reasons.extend(name(x, y));
    reasons.extend(metres.map(|metres| match metres {
        m if m < 1.0 && (x.is_region() || y.is_region()) => MergeReason::Inside,
        m => MergeReason::Apart(m),
    }));
    reasons.extend(parents.shared(x, y).map(MergeReason::Parent));
    let record = |entry: &Entry| SourceRecord {
        source: entry.source,
        record: entry.id().to_owned(),
    };
    Merge {
        record: record(y),
        with: record(x),
        score: score(&tie.cause, metres),
        reasons,
    }
}

fn score(cause: &Cause, metres: Option<f64>) -> f64 {
    match cause {
        Cause::Decided(_) => 1.0,
        Cause::Id(_) => BY_ID,
        Cause::Twins(log_odds) => 1.0 / (1.0 + (-log_odds).exp()),
        Cause::OnlyOne => BY_EXCLUSION,
        Cause::Name | Cause::City => {
            let far = (metres.unwrap_or_default() / 1000.0 / FALL_KM).clamp(0.0, 1.0);
            BY_NAME + far * (BY_NAME_FAR - BY_NAME)
        }
    }
}

/// What the names of the two have in common: in a script of its own before in Latin letters, the
/// first names before others.
fn name(x: &Entry, y: &Entry) -> Option<MergeReason> {
    let rest = |text: &str| script::of(text).is_some_and(|s| s != Script::Latin);
    let mut other_script = None;
    let mut other = None;
    for mine in &x.names {
        for theirs in &y.names {
            if mine.name.text != theirs.name.text && !same_whole(&mine.keys, &theirs.keys) {
                continue;
            }
            let text = &mine.name.text;
            if rest(text) {
                other_script.get_or_insert_with(|| MergeReason::OtherScript(text.clone()));
            } else {
                other.get_or_insert_with(|| MergeReason::OtherName(text.clone()));
            }
        }
    }
    if let (Some(mine), Some(theirs)) = (x.names.first(), y.names.first())
        && same_whole(&mine.keys, &theirs.keys)
        && other_script.is_none()
    {
        return Some(MergeReason::Name(mine.name.text.clone()));
    }
    other_script.or(other).or_else(|| spellings(x, y))
}

fn same_whole(mine: &[choro_name::Key], theirs: &[choro_name::Key]) -> bool {
    let whole =
        |keys: &[choro_name::Key]| keys.iter().find(|key| key.whole).map(|k| k.text.clone());
    matches!((whole(mine), whole(theirs)), (Some(a), Some(b)) if a == b)
}

/// Two names of the two that have one skeleton.
fn spellings(x: &Entry, y: &Entry) -> Option<MergeReason> {
    let mut bones: BTreeMap<String, &str> = BTreeMap::new();
    for name in &x.names {
        for key in &name.keys {
            bones.entry(skeleton(&key.text)).or_insert(&name.name.text);
        }
    }
    y.names.iter().find_map(|name| {
        let mine = name
            .keys
            .iter()
            .find_map(|key| bones.get(&skeleton(&key.text)))?;
        Some(MergeReason::Spellings(
            (*mine).to_owned(),
            name.name.text.clone(),
        ))
    })
}

/// What the records say they lie in.
struct Parents<'e, 'a> {
    entries: &'e [Entry<'a>],
    by_id: BTreeMap<(u16, &'e str), usize>,
}

impl<'e, 'a> Parents<'e, 'a> {
    fn new(entries: &'e [Entry<'a>]) -> Self {
        let by_id = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.is_unit())
            .map(|(at, entry)| ((entry.source.0, entry.id()), at))
            .collect();
        Self { entries, by_id }
    }

    /// The name of a parent that both state.
    fn shared(&self, x: &Entry, y: &Entry) -> Option<String> {
        let theirs: Vec<(String, Vec<String>)> = self.stated(y);
        self.stated(x).into_iter().find_map(|(name, mine)| {
            let same = theirs
                .iter()
                .any(|(_, keys)| keys.iter().any(|key| mine.contains(key)));
            same.then_some(name)
        })
    }

    /// The names of stated parents with the skeletons they are known by.
    fn stated(&self, entry: &Entry) -> Vec<(String, Vec<String>)> {
        let parents = entry.records.iter().flat_map(|record| &record.parents);
        parents
            .map(
                |parent| match self.by_id.get(&(entry.source.0, parent.to.as_str())) {
                    Some(at) => {
                        let unit = &self.entries[*at];
                        let keys = unit.names.iter().flat_map(|name| &name.keys);
                        let bones = keys.map(|key| skeleton(&key.text)).collect();
                        (unit.first_name().to_owned(), bones)
                    }
                    None => {
                        let keys = choro_name::keys(&parent.to);
                        (
                            parent.to.clone(),
                            keys.iter().map(|key| skeleton(key)).collect(),
                        )
                    }
                },
            )
            .collect()
    }
}
