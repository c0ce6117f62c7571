//! The statements of a document as a graph takes them: the names they relate, judged under every
//! reading.

use super::graph::Relation;
use super::name::{Key, Name};
use super::{Reading, telling};
use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use choro_claim::{Annotated, Argument, Claim};
use choro_gazetteer::PlaceId;
use std::collections::{BTreeMap, BTreeSet};

/// Both ends of a relation taken for one place, as a likelihood.
const SAME: f64 = 0.01;

/// The names of all arguments.
pub(super) fn names(text: &Annotated, know: &Knowledge<'_>) -> (Vec<Name>, BTreeMap<Key, usize>) {
    let mut names = Vec::new();
    let mut of = BTreeMap::new();
    for argument in text.claims.iter().flat_map(Claim::arguments) {
        let key = Name::key(argument);
        if !of.contains_key(&key)
            && let Some(name) = Name::of(argument, text, know)
        {
            of.insert(key, names.len());
            names.push(name);
        }
    }
    (names, of)
}

/// The names that a claim relates, where it tells places apart and both are known.
pub(super) fn related(claim: &Claim, of: &BTreeMap<Key, usize>) -> Option<(usize, Option<usize>)> {
    if !telling::tells(claim.kind) {
        return None;
    }
    let subject = *of.get(&Name::key(&claim.subject))?;
    match &claim.object {
        None => Some((subject, None)),
        Some(object) => {
            let object = *of.get(&Name::key(object))?;
            (object != subject).then_some((subject, Some(object)))
        }
    }
}

/// A table for the readings of one name or two, and for none of them, that says nothing.
pub(super) fn blank(subject: &Name, object: Option<&Name>) -> Vec<Vec<f64>> {
    let columns = object.map_or(1, |o| o.prior.len());
    vec![vec![0.0; columns]; subject.prior.len()]
}

/// Judges a claim for every reading.
pub(super) fn readings(
    claim: &Claim,
    subject: &Name,
    object: Option<&Name>,
    know: &Knowledge<'_>,
    judge: &impl Fn(&Claim, &Knowledge<'_>) -> Ruling,
) -> Vec<Reading> {
    // Few of the rulings are ever shown.
    let know = &know.wordless();
    let mut probe = claim.clone();
    let mut found = Vec::new();
    for (row, s) in subject.readings.iter().enumerate() {
        take(&mut probe.subject, *s);
        let columns = object.map_or(1, |o| o.readings.len());
        for column in 0..columns {
            if let (Some(end), Some(name)) = (probe.object.as_mut(), object) {
                take(end, name.readings[column]);
            }
            let ruling = judge(&probe, know);
            let told = telling::likelihood(claim, &ruling, know);
            found.push(Reading {
                subject: row,
                object: column,
                ruling,
                told,
                softened: false,
            });
        }
    }
    found
}

/// A claim as it is where its words mean one reading of its subject and object.
pub(super) fn taken(claim: &Claim, subject: PlaceId, object: Option<PlaceId>) -> Claim {
    let mut taken = claim.clone();
    take(&mut taken.subject, subject);
    if let Some((end, place)) = taken.object.as_mut().zip(object) {
        take(end, place);
    }
    taken
}

fn take(argument: &mut Argument, place: PlaceId) {
    argument.place = Some(place);
    argument.readings.clear();
    argument.readings.push(place);
}

/// Adds to the relations of neighbours how far their readings lie apart.
pub(super) fn kin(
    text: &Annotated,
    of: &BTreeMap<Key, usize>,
    names: &[Name],
    ends: &BTreeMap<(usize, Option<usize>), usize>,
    relations: &mut [Relation],
    know: &Knowledge<'_>,
) {
    let mut done = BTreeSet::new();
    let neighbours = text.claims.iter().filter(|c| telling::relates(c.kind));
    for (subject, object) in neighbours.filter_map(|claim| related(claim, of)) {
        let (Some(object), Some(at)) = (object, ends.get(&(subject, object))) else {
            continue;
        };
        if !done.insert(*at) {
            continue;
        }
        for (row, s) in names[subject].readings.iter().enumerate() {
            for (column, o) in names[object].readings.iter().enumerate() {
                let fit = if s == o {
                    SAME.ln()
                } else {
                    telling::kinship(know, *s, *o)
                };
                relations[*at].fit[row][column] += fit;
            }
        }
    }
}
