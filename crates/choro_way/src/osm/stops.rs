//! Which point a named line calls at where its relation names a stop or platform.

use super::element::{Drawn, Node, Table};
use super::feature::{Interest, RelationKind};
use super::{Element, Member};
use crate::{Point, PointKind};
use choro_geometry::{Position, distance_m};
use std::collections::BTreeMap;

/// Metres between a stop and the station of the same name that it is taken for, at most.
const SAME_NAME_M: f64 = 1_000.0;

/// Where a named line calls.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// The points, in the order of the relation.
    pub(super) points: Vec<u32>,
    /// Stops that are not in the file.
    pub(super) beyond: usize,
    /// Stops that belong to no station.
    pub(super) lost: usize,
}

/// Stations of one name that a stop is held against.
const NAMESAKES: usize = 2_000;
/// Degrees of latitude beyond which nothing is as near as [`SAME_NAME_M`].
const NEAR_DEGREES: f64 = 0.01;

/// How stops lead to points.
pub(super) struct Stops<'a> {
    by_element: BTreeMap<Element, u32>,
    /// The one station of the stop area that an element is in; `None` where there are several.
    by_area: BTreeMap<Element, Option<u32>>,
    by_name: BTreeMap<&'a str, Vec<u32>>,
    nodes: &'a [Node],
    table: &'a Table,
    points: &'a [Point],
    positions: &'a [Position],
}

impl<'a> Stops<'a> {
    pub(super) fn of(
        drawn: &'a Drawn,
        by_element: BTreeMap<Element, u32>,
        points: &'a [Point],
        positions: &'a [Position],
        interest: Interest,
    ) -> Self {
        let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (index, point) in points.iter().enumerate() {
            if is_stop(point.kind) {
                for name in &point.names {
                    by_name.entry(&name.text).or_default().push(index as u32);
                }
            }
        }
        let mut by_area: BTreeMap<Element, Option<u32>> = BTreeMap::new();
        for relation in &drawn.relations {
            if interest.relation(&relation.tags) != Some(RelationKind::StopArea) {
                continue;
            }
            let members = || relation.members.iter().map(|member| member.element);
            let mut stations: Vec<u32> = members()
                .filter_map(|element| by_element.get(&element).copied())
                .filter(|index| is_stop(points[*index as usize].kind))
                .collect();
            stations.sort_unstable();
            stations.dedup();
            let station = match *stations.as_slice() {
                [one] => Some(one),
                _ => None,
            };
            for element in members() {
                let known = by_area.entry(element).or_insert(station);
                if *known != station {
                    *known = None;
                }
            }
        }
        Self {
            by_element,
            by_area,
            by_name,
            nodes: &drawn.nodes,
            table: &drawn.table,
            points,
            positions,
        }
    }

    /// Where a relation with these members calls.
    pub(super) fn called_at(&self, members: &[Member]) -> Calls {
        let mut found = self.of_role(members, "stop");
        // Platforms repeat the stops; they count where no stop leads anywhere.
        if found.points.is_empty() {
            found = self.of_role(members, "platform");
        }
        found
    }

    fn of_role(&self, members: &[Member], role: &str) -> Calls {
        let mut calls = Calls::default();
        for member in members {
            let point = match self.own(member.element) {
                Some(own) => Some(own),
                None if member.role.starts_with(role) => self.meant(member.element),
                None => continue,
            };
            match (point, member.element) {
                (Some(point), _) if calls.points.last() == Some(&point) => {}
                (Some(point), _) => calls.points.push(point),
                (None, Element::Node(id)) if self.table.known(id).is_none() => calls.beyond += 1,
                (None, _) => calls.lost += 1,
            }
        }
        calls
    }

    fn own(&self, element: Element) -> Option<u32> {
        let index = *self.by_element.get(&element)?;
        is_stop(self.points[index as usize].kind).then_some(index)
    }

    fn meant(&self, element: Element) -> Option<u32> {
        if let Some(Some(station)) = self.by_area.get(&element) {
            return Some(*station);
        }
        let Element::Node(id) = element else {
            return None;
        };
        let at = self.nodes.binary_search_by_key(&id, |node| node.id).ok()?;
        let node = &self.nodes[at];
        let (name, position) = (node.tags.get("name")?, node.position?);
        let named = self
            .by_name
            .get(name)
            .filter(|all| all.len() <= NAMESAKES)?;
        let near = |index: &&u32| {
            let node = self.points[**index as usize].node;
            (self.positions[node as usize].lat - position.lat).abs() <= NEAR_DEGREES
        };
        let apart = |index: &u32| {
            let node = self.points[*index as usize].node;
            distance_m(self.positions[node as usize], position)
        };
        named
            .iter()
            .filter(near)
            .map(|index| (apart(index), *index))
            .filter(|(metres, _)| *metres <= SAME_NAME_M)
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, index)| index)
    }
}

fn is_stop(kind: PointKind) -> bool {
    matches!(kind, PointKind::Station | PointKind::FerryTerminal)
}
