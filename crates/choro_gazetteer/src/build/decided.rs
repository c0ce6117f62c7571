//! What people decided: which records are one place, and which are not.

use super::entry::Entry;
use super::groups::{Cause, Groups};
use crate::Decision;
use choro_diagnostic::{Finding, Location, Severity, decision};
use choro_layer::Source;
use choro_name::bounded_distance;
use std::collections::BTreeMap;

/// Edits between a key that no record has and the one suggested for it.
const SLIP: usize = 2;

/// Joins and parts entries as people decided. Keys that no record has, and decisions against
/// earlier ones, are told.
pub(super) fn join(
    entries: &[Entry],
    sources: &[Source],
    decisions: &[Decision],
    groups: &mut Groups,
    findings: &mut Vec<Finding>,
) {
    if decisions.is_empty() {
        return;
    }
    let keys = keys(entries, sources);
    let known: Vec<Vec<(usize, &Location)>> = decisions
        .iter()
        .map(|decision| found(decision, &keys, sources, findings))
        .collect();
    // What is parted is parted before anything is joined: a wrong join is the greater harm.
    for (_, records) in decisions.iter().zip(&known).filter(|(d, _)| !d.same) {
        for (n, (a, _)) in records.iter().enumerate() {
            for (b, at) in &records[n + 1..] {
                if a == b {
                    findings.push(conflict(
                        at,
                        "the keys mean one record: it cannot be two places",
                    ));
                } else {
                    groups.keep_apart(*a, *b);
                }
            }
        }
    }
    for (n, records) in known.iter().enumerate().filter(|(n, _)| decisions[*n].same) {
        let Some(((first, _), others)) = records.split_first() else {
            continue;
        };
        for (other, at) in others {
            groups.join(*first, *other, Cause::Decided(n));
            if !groups.together(*first, *other) {
                findings.push(conflict(
                    at,
                    "the records are decided to be one place and, elsewhere, to be two; they stay two",
                ));
            }
        }
    }
}

/// The entries by the keys of all their records: `SOURCE:RECORD`.
fn keys(entries: &[Entry], sources: &[Source]) -> BTreeMap<String, usize> {
    let key = |(at, entry): (usize, &Entry)| {
        let source = &sources[usize::from(entry.source.0)].id;
        (format!("{source}:{}", entry.id()), at)
    };
    entries.iter().enumerate().map(key).collect()
}

/// The entries a decision is about; a key that none has is told.
fn found<'d>(
    decision: &'d Decision,
    keys: &BTreeMap<String, usize>,
    sources: &[Source],
    findings: &mut Vec<Finding>,
) -> Vec<(usize, &'d Location)> {
    let mut found = Vec::new();
    for (key, at) in &decision.records {
        match keys.get(key.trim()) {
            Some(entry) => found.push((*entry, at)),
            None => findings.push(stale(key, at, keys, sources)),
        }
    }
    found
}

fn stale(key: &str, at: &Location, keys: &BTreeMap<String, usize>, sources: &[Source]) -> Finding {
    let message = format!("no record has the key `{key}`; the decision is without effect on it");
    let mut finding = Finding::new(decision::STALE, Severity::Warning, message, at.clone());
    let source = key.split_once(':').map_or(key, |(source, _)| source);
    finding.help = Some(if sources.iter().any(|known| known.id == source) {
        match nearest(key, keys) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`{source}` is a source, but has no such record now; take the key out"),
        }
    } else {
        let known: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        format!(
            "a key is `SOURCE:RECORD`; the sources are {}",
            known.join(", ")
        )
    });
    finding
}

/// The key of the same source that is fewest edits away.
fn nearest<'k>(key: &str, keys: &'k BTreeMap<String, usize>) -> Option<&'k str> {
    let (source, _) = key.split_once(':')?;
    let start = format!("{source}:");
    keys.range(start.clone()..)
        .map(|(known, _)| known.as_str())
        .take_while(|known| known.starts_with(&start))
        .filter_map(|known| Some((bounded_distance(key, known, SLIP)?, known)))
        .min()
        .map(|(_, known)| known)
}

fn conflict(at: &Location, message: &str) -> Finding {
    let mut finding = Finding::new(decision::CONFLICT, Severity::Warning, message, at.clone());
    finding.help = Some("Take one of the decisions back.".to_owned());
    finding
}
