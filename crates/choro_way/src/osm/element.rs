//! Elements as they came out of a file.

use super::Tags;
use choro_geometry::Position;

/// Which element: a kind and a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Element {
    Node(i64),
    Way(i64),
    Relation(i64),
}

impl Element {
    /// `node/4711`.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Node(id) => format!("node/{id}"),
            Self::Way(id) => format!("way/{id}"),
            Self::Relation(id) => format!("relation/{id}"),
        }
    }
}

/// A node with tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    /// `None` where the file has none that is on the globe.
    pub(crate) position: Option<Position>,
}

/// A way as drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Way {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    /// Ids of its nodes.
    pub(crate) nodes: Vec<i64>,
}

/// A relation of elements.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Relation {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    pub(crate) members: Vec<Member>,
}

/// A member of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) element: Element,
    pub(crate) role: String,
}

/// What was kept of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn {
    /// Nodes that may be points or stops, by id.
    pub(crate) nodes: Vec<Node>,
    /// By id.
    pub(crate) ways: Vec<Way>,
    /// By id.
    pub(crate) relations: Vec<Relation>,
    /// Where the nodes of the ways lie.
    pub(crate) table: Table,
}

/// Where nodes lie.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    ids: Vec<i64>,
    /// Ten-millionths of degrees, longitude first; [`UNKNOWN`] where not known.
    positions: Vec<[i32; 2]>,
}

const UNKNOWN: [i32; 2] = [i32::MIN; 2];

impl Table {
    /// A table of these nodes, none of whose positions is known yet.
    pub(crate) fn of(mut ids: Vec<i64>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        ids.shrink_to_fit();
        let positions = vec![UNKNOWN; ids.len()];
        Self { ids, positions }
    }

    /// The row of the node, looked for near `hint` first: files have nodes in order.
    pub(crate) fn row(&self, id: i64, hint: usize) -> Result<usize, usize> {
        /// Rows looked at one by one before the rest is searched by halves.
        const NEAR: usize = 8;
        let near = hint..(hint + NEAR).min(self.ids.len());
        if near.start > 0 && self.ids.get(near.start - 1).is_none_or(|last| *last >= id) {
            return self.ids.binary_search(&id);
        }
        for row in near.clone() {
            match self.ids[row].cmp(&id) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Ok(row),
                std::cmp::Ordering::Greater => return Err(row),
            }
        }
        let found = self.ids[near.end..].binary_search(&id);
        found
            .map(|row| row + near.end)
            .map_err(|row| row + near.end)
    }

    pub(crate) fn put(&mut self, row: usize, position: [i32; 2]) {
        self.positions[row] = position;
    }

    /// Where the node lies; `None` where the file does not say.
    pub(crate) fn position(&self, id: i64) -> Option<Position> {
        self.at(self.known(id)?)
    }

    /// The row of the node; `None` where the file does not say where it lies.
    pub(crate) fn known(&self, id: i64) -> Option<usize> {
        let row = self.ids.binary_search(&id).ok()?;
        (self.positions[row] != UNKNOWN).then_some(row)
    }

    /// Where the node of the row lies.
    pub(crate) fn at(&self, row: usize) -> Option<Position> {
        let position = *self.positions.get(row)?;
        (position != UNKNOWN).then(|| degrees(position))
    }

    /// How many nodes it has rows for.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// Degrees from ten-millionths of them, longitude first.
pub(crate) fn degrees([lon, lat]: [i32; 2]) -> Position {
    Position::new(f64::from(lon) / 1e7, f64::from(lat) / 1e7)
}
