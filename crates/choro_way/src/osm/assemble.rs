//! A network from the elements that were kept of a file.

use super::element::Drawn;
use super::feature::{Interest, RelationKind, Role};
use super::life::Staged;
use super::report::note;
use super::stretch::{self, Nodes};
use super::{Element, Member, Tags, course, point, rings, stops};
use crate::{Point, PointKind, Way, Ways};
use choro_diagnostic::{Faults, input};
use choro_geometry::Position;
use std::collections::BTreeMap;

/// The network that the elements draw, and in `faults` what could not be used.
pub(crate) fn assemble(drawn: &Drawn, interest: Interest, faults: &mut Faults) -> Ways {
    let (stretches, mut nodes) = stretch::stretches(drawn, interest, faults);
    let points = points(drawn, interest, &mut nodes, faults);
    let mut by_way: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for (index, (id, _)) in stretches.iter().enumerate() {
        by_way.entry(*id).or_default().push(index as u32);
    }
    let elements = points.iter().enumerate();
    let by_element = elements
        .map(|(index, (element, _))| (*element, index as u32))
        .collect();
    let points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    let ways: Vec<Way> = stretches.into_iter().map(|(_, way)| way).collect();
    let stops = stops::Stops::of(drawn, by_element, &points, &nodes.positions, interest);
    let courses = course::courses(drawn, interest, &ways, &by_way, &stops, faults);
    Ways {
        nodes: nodes.positions,
        points,
        ways,
        courses,
    }
}

/// A point before it has a node.
struct Found<'a> {
    element: Element,
    tags: &'a Tags,
    kind: PointKind,
    staged: Staged<'a>,
    position: Position,
}

/// All points with the elements they were, in the order of their keys.
fn points(
    drawn: &Drawn,
    interest: Interest,
    nodes: &mut Nodes,
    faults: &mut Faults,
) -> Vec<(Element, Point)> {
    let mut found = Vec::new();
    let mut add = |element: Element, tags, position: Option<Position>| {
        let Some(Role::Point(kind, staged)) = interest.point(tags) else {
            return;
        };
        let Some(position) = position else {
            let reason = format!("{}: the file does not say where it lies", element.key());
            note(faults, input::BAD_GEOMETRY, &reason);
            return;
        };
        found.push(Found {
            element,
            tags,
            kind,
            staged,
            position,
        });
    };
    for node in &drawn.nodes {
        add(Element::Node(node.id), &node.tags, node.position);
    }
    let line = |way: &super::Way| -> Vec<Position> {
        let known = way.nodes.iter().filter_map(|id| drawn.table.position(*id));
        known.collect()
    };
    for way in &drawn.ways {
        if interest.point(&way.tags).is_some() {
            let middle = rings::middle(vec![line(way)]);
            add(Element::Way(way.id), &way.tags, middle);
        }
    }
    for relation in &drawn.relations {
        if interest.relation(&relation.tags) == Some(RelationKind::Area) {
            let lines = relation.members.iter().filter_map(|member| {
                let way = outer(member)?;
                let at = drawn.ways.binary_search_by_key(&way, |way| way.id).ok()?;
                Some(line(&drawn.ways[at]))
            });
            let middle = rings::middle(lines.collect());
            add(Element::Relation(relation.id), &relation.tags, middle);
        }
    }
    let mut points: Vec<(Element, Point)> = found
        .into_iter()
        .map(|found| {
            let passed = match found.element {
                Element::Node(id) => nodes.of(id, &drawn.table),
                _ => None,
            };
            let node = passed.unwrap_or_else(|| nodes.add(found.position));
            let key = found.element.key();
            let (kind, staged) = (found.kind, found.staged);
            let on_way = passed.is_some();
            let point = point::point(found.tags, kind, staged, key, node, on_way, faults);
            (found.element, point)
        })
        .collect();
    points.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
    points
}

/// The way that bounds an area from outside, where the member is one.
pub(crate) fn outer(member: &Member) -> Option<i64> {
    match member.element {
        Element::Way(id) if matches!(&*member.role, "outer" | "") => Some(id),
        _ => None,
    }
}
