//! Named lines: route relations, and the relations that take them together.

use super::element::{Drawn, Relation};
use super::feature::{Interest, RelationKind};
use super::report::note;
use super::stops::Stops;
use super::{Element, life, name};
use crate::{Course, Mode, State, Way};
use choro_diagnostic::{Faults, input};
use std::collections::{BTreeMap, BTreeSet};

/// All named lines that have a part in the file, in the order of their keys.
pub(super) fn courses(
    drawn: &Drawn,
    interest: Interest,
    ways: &[Way],
    by_way: &BTreeMap<i64, Vec<u32>>,
    stops: &Stops<'_>,
    faults: &mut Faults,
) -> Vec<Course> {
    let mut found: BTreeMap<i64, Course> = BTreeMap::new();
    let mut masters = Vec::new();
    let mut lost = Lost::default();
    for relation in &drawn.relations {
        match interest.relation(&relation.tags) {
            Some(RelationKind::Course(mode)) if is_whole(relation) => {
                let mut course = course(relation, mode, faults);
                course.ways = course_ways(relation, mode, ways, by_way, &mut lost);
                let calls = stops.called_at(&relation.members);
                course.stops = calls.points;
                lost.beyond += calls.beyond;
                lost.stops += calls.lost;
                found.insert(relation.id, course);
            }
            Some(RelationKind::Course(mode) | RelationKind::Master(mode)) => {
                masters.push((relation, mode));
            }
            _ => {}
        }
    }
    let mut taken = Vec::new();
    for (relation, mode) in masters {
        let mut course = course(relation, mode, faults);
        let parts = parts(relation, drawn, &found);
        let mut known = BTreeSet::new();
        let all = parts.iter().flat_map(|part| &part.ways).copied();
        course.ways = all.filter(|way| known.insert(*way)).collect();
        // The first of the longest: branches are named lines of their own.
        let longest = parts
            .iter()
            .rev()
            .max_by_key(|part| part.stops.len())
            .map(|part| part.stops.clone());
        course.stops = longest.unwrap_or_default();
        taken.push(course);
    }
    let mut courses: Vec<Course> = found.into_values().chain(taken).collect();
    let all = courses.len();
    courses.retain(|course| !course.ways.is_empty() || !course.stops.is_empty());
    lost.courses = all - courses.len();
    lost.tell(faults);
    courses.sort_by(|a, b| a.key.cmp(&b.key));
    courses
}

/// Whether a named line is drawn by itself; long ones are relations of named lines.
fn is_whole(relation: &Relation) -> bool {
    let mut members = relation.members.iter();
    !members.all(|member| matches!(member.element, Element::Relation(_)))
}

/// What named lines have beyond the file.
#[derive(Debug, Default)]
struct Lost {
    courses: usize,
    ways: usize,
    /// Stops that are not in the file.
    beyond: usize,
    /// Stops that belong to no station.
    stops: usize,
}

impl Lost {
    fn tell(&self, faults: &mut Faults) {
        for (count, what) in [
            (
                self.courses,
                "named lines have no way and no stop in the file; left out",
            ),
            (self.ways, "ways of named lines are not in the file"),
            (self.beyond, "stops of named lines are not in the file"),
            (
                self.stops,
                "stops of named lines belong to no station of the file",
            ),
        ] {
            if count > 0 {
                note(faults, input::PARTLY_DRAWN, &format!("{count} {what}"));
            }
        }
    }
}

fn course(relation: &Relation, mode: Mode, faults: &mut Faults) -> Course {
    let key = Element::Relation(relation.id).key();
    let tags = &relation.tags;
    Course {
        names: name::names(tags, &key, faults),
        reference: tags.get("ref").unwrap_or_default().to_owned(),
        mode,
        operator: tags.get("operator").unwrap_or_default().to_owned(),
        when: life::when(tags, "route", State::InUse, &key, faults),
        ways: Vec::new(),
        stops: Vec::new(),
        key,
    }
}

/// The ways of a relation that its vehicles move along, in its order.
fn course_ways(
    relation: &Relation,
    mode: Mode,
    ways: &[Way],
    by_way: &BTreeMap<i64, Vec<u32>>,
    lost: &mut Lost,
) -> Vec<u32> {
    let mut found = Vec::new();
    for member in &relation.members {
        let Element::Way(id) = member.element else {
            continue;
        };
        if member.role.starts_with("platform") || member.role.starts_with("stop") {
            continue;
        }
        match by_way.get(&id) {
            Some(parts) => {
                let parts = parts.iter().copied();
                found.extend(parts.filter(|part| ways[*part as usize].track.mode == mode));
            }
            None => lost.ways += 1,
        }
    }
    found
}

/// The named lines below a relation that takes lines together, however deep, each once.
fn parts<'a>(
    relation: &Relation,
    drawn: &Drawn,
    courses: &'a BTreeMap<i64, Course>,
) -> Vec<&'a Course> {
    let below = |relation: &Relation| -> Vec<i64> {
        let members = relation.members.iter().rev();
        let ids = members.filter_map(|member| match member.element {
            Element::Relation(id) => Some(id),
            _ => None,
        });
        ids.collect()
    };
    let mut known = BTreeSet::from([relation.id]);
    let mut left = below(relation);
    let mut found = Vec::new();
    while let Some(id) = left.pop() {
        if !known.insert(id) {
            continue;
        }
        if let Some(course) = courses.get(&id) {
            found.push(course);
        } else if let Ok(at) = drawn.relations.binary_search_by_key(&id, |known| known.id) {
            left.extend(below(&drawn.relations[at]));
        }
    }
    found
}
