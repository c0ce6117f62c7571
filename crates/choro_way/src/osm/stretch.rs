//! Ways as lines between the nodes of the network.

use super::element::{Drawn, Table, Way as Raw};
use super::feature::{Interest, Role};
use super::life::Staged;
use super::report::note;
use super::{Element, name, track};
use crate::{Mode, Way};
use choro_diagnostic::{Faults, input};
use choro_geometry::Position;

/// The nodes of a network and which rows of the table they were.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) positions: Vec<Position>,
    /// For each row of the table its index among the positions; `u32::MAX` where no way needs it.
    rows: Vec<u32>,
}

impl Nodes {
    /// The index of the node, where a way passes through it.
    pub(super) fn of(&self, id: i64, table: &Table) -> Option<u32> {
        let index = *self.rows.get(table.known(id)?)?;
        (index != u32::MAX).then_some(index)
    }

    /// A node of its own.
    pub(super) fn add(&mut self, position: Position) -> u32 {
        self.positions.push(position);
        self.positions.len() as u32 - 1
    }
}

/// The stretches of way with the ids of the ways they were, in the order of their keys, and the
/// nodes they pass through.
pub(super) fn stretches(
    drawn: &Drawn,
    interest: Interest,
    faults: &mut Faults,
) -> (Vec<(i64, Way)>, Nodes) {
    let mut found = Vec::new();
    let mut cut = Cut::default();
    for raw in &drawn.ways {
        let ways = interest.ways(&raw.tags).into_iter();
        let roles: Vec<(Mode, Staged<'_>)> = ways
            .filter_map(|role| match role {
                Role::Way(mode, staged) => Some((mode, staged)),
                Role::Point(..) => None,
            })
            .collect();
        if roles.is_empty() {
            continue;
        }
        let runs = cut.runs(raw, &drawn.table);
        for (at, (mode, staged)) in roles.into_iter().enumerate() {
            let key = Element::Way(raw.id).key();
            let track = track::track(&raw.tags, mode, staged, &key, faults);
            let names = name::names(&raw.tags, &key, faults);
            for (piece, run) in runs.iter().enumerate() {
                let mut key = key.clone();
                if at > 0 {
                    key = format!("{key}/{}", mode.name());
                }
                if piece > 0 {
                    key = format!("{key}/{}", piece + 1);
                }
                let way = Way {
                    key,
                    names: names.clone(),
                    nodes: run.clone(),
                    track: track.clone(),
                };
                found.push((raw.id, way));
            }
        }
    }
    cut.tell(faults);
    found.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
    let nodes = numbered(&mut found, &drawn.table);
    (found, nodes)
}

/// Ways that are not whole, by their ids.
#[derive(Debug, Default)]
struct Cut {
    /// With nodes that are not in the file, as at the edges of extracts.
    beyond: Vec<i64>,
    /// Without two nodes that are apart.
    empty: Vec<i64>,
}

impl Cut {
    /// The rows of the nodes of a way, cut where a node is not in the file: nobody knows how the
    /// way runs there.
    fn runs(&mut self, raw: &Raw, table: &Table) -> Vec<Vec<u32>> {
        let mut runs: Vec<Vec<u32>> = vec![Vec::new()];
        let mut whole = true;
        for node in &raw.nodes {
            let Some(row) = table.known(*node) else {
                whole = false;
                runs.push(Vec::new());
                continue;
            };
            let Some(run) = runs.last_mut() else { continue };
            if run.last() != Some(&(row as u32)) {
                run.push(row as u32);
            }
        }
        runs.retain(|run| run.len() > 1);
        if !whole {
            self.beyond.push(raw.id);
        } else if runs.is_empty() {
            self.empty.push(raw.id);
        }
        runs
    }

    fn tell(&self, faults: &mut Faults) {
        /// Ways that are named.
        const NAMED: usize = 5;
        for (ids, code, what) in [
            (
                &self.beyond,
                input::PARTLY_DRAWN,
                "have nodes that are not in the file and are cut there",
            ),
            (
                &self.empty,
                input::BAD_GEOMETRY,
                "have no two nodes that are apart and are left out",
            ),
        ] {
            if ids.is_empty() {
                continue;
            }
            let named: Vec<String> = ids
                .iter()
                .take(NAMED)
                .map(|id| format!("way/{id}"))
                .collect();
            let more = if ids.len() > NAMED { ", …" } else { "" };
            let reason = format!("{} ways {what} ({}{more})", ids.len(), named.join(", "));
            note(faults, code, &reason);
        }
    }
}

/// Numbers the nodes that the ways pass through, in the order of their ids.
fn numbered(ways: &mut [(i64, Way)], table: &Table) -> Nodes {
    let mut rows = vec![u32::MAX; table.len()];
    for row in ways.iter().flat_map(|(_, way)| &way.nodes) {
        rows[*row as usize] = 0;
    }
    let mut positions = Vec::new();
    for (row, index) in rows.iter_mut().enumerate() {
        if let (0, Some(position)) = (*index, table.at(row)) {
            *index = positions.len() as u32;
            positions.push(position);
        }
    }
    for row in ways.iter_mut().flat_map(|(_, way)| &mut way.nodes) {
        *row = rows[*row as usize];
    }
    Nodes { positions, rows }
}
