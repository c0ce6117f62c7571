//! The elements of a file that belong to the network.

mod nodes;

use super::blob::Blob;
use super::block::{Block, Element as Raw, Kinds, Relation, Way};
use super::stage::Blocks;
use super::strings::Strings;
use super::wire::Malformed;
use crate::Limits;
use crate::osm::{self, Drawn, Element, Interest, Member, RelationKind, Table, outer};
use choro_diagnostic::{Faults, Severity, Spot, input};

/// All elements of the network of the file at `path` that the blocks hold.
pub(super) fn gather(
    blobs: Vec<Blob<'_>>,
    sorted: bool,
    interest: Interest,
    limits: &Limits,
    path: &str,
    faults: &mut Faults,
) -> Drawn {
    let mut blocks = Blocks::of(blobs, sorted, limits);
    loop {
        let mut found = Gathering::new(interest, limits, path);
        blocks.each(Kinds::RELATIONS, faults, |block| found.relations(block));
        found.after_relations();
        blocks.each(Kinds::WAYS, faults, |block| found.ways(block));
        found.after_ways();
        blocks.each(Kinds::NODES, faults, |block| found.nodes(block));
        found.after_nodes();
        if !blocks.misled() {
            found
                .faults
                .finish()
                .into_iter()
                .for_each(|f| faults.push(f));
            return found.drawn;
        }
    }
}

/// What was found so far.
struct Gathering<'l> {
    interest: Interest,
    limits: &'l Limits,
    drawn: Drawn,
    /// Ways that bound areas, whatever their tags; sorted.
    bounds: Vec<i64>,
    /// Nodes that named lines stop at, whatever their tags; sorted.
    stops: Vec<i64>,
    /// Nodes of the ways kept.
    needed: Vec<i64>,
    /// Positions that stand with the ways.
    located: Vec<(i64, [i32; 2])>,
    /// Bytes of the tags kept.
    text: usize,
    /// Members of the relations kept.
    members: usize,
    full: bool,
    faults: Faults,
}

impl<'l> Gathering<'l> {
    fn new(interest: Interest, limits: &'l Limits, path: &str) -> Self {
        Self {
            interest,
            limits,
            drawn: Drawn::default(),
            bounds: Vec::new(),
            stops: Vec::new(),
            needed: Vec::new(),
            located: Vec::new(),
            text: 0,
            members: 0,
            full: false,
            faults: Faults::of(path),
        }
    }

    fn relations(&mut self, block: &Block<'_>) {
        self.each(block, |this, strings, element| match element {
            Raw::Relation(bytes) => this.relation(strings, bytes),
            _ => Ok(()),
        });
    }

    fn ways(&mut self, block: &Block<'_>) {
        self.each(block, |this, strings, element| match element {
            Raw::Way(bytes) => this.way(block, strings, bytes),
            _ => Ok(()),
        });
    }

    fn nodes(&mut self, block: &Block<'_>) {
        let mut hint = 0;
        self.each(block, |this, strings, element| match element {
            Raw::Node(bytes) => this.node(block, strings, bytes),
            Raw::DenseNodes(bytes) => this.dense_nodes(block, strings, bytes, &mut hint),
            _ => Ok(()),
        });
    }

    /// Gives the elements of the block to `visit`; those that are malformed are told.
    fn each<'b>(
        &mut self,
        block: &Block<'b>,
        mut visit: impl FnMut(&mut Self, &Strings<'b>, Raw<'b>) -> Result<(), Malformed>,
    ) {
        let strings = match Strings::of(block, self.interest) {
            Ok(strings) => strings,
            Err(error) => return self.malformed("the strings of a block", error),
        };
        for element in block.elements().flatten() {
            if let Err(error) = visit(self, &strings, element) {
                self.malformed("an element", error);
            }
        }
    }

    fn malformed(&mut self, what: &str, error: Malformed) {
        let reason = format!("{what} is left out: {error}");
        self.tell(input::MALFORMED_RECORD, Severity::Warning, &reason);
    }

    fn tell(&mut self, code: &'static str, severity: Severity, reason: &str) {
        self.faults.report(code, severity, Spot::default(), reason);
    }

    /// Whether one more element, with these tags, may be kept.
    fn has_room(&mut self, tags: &osm::Tags) -> bool {
        let kept = self.drawn.nodes.len() + self.drawn.ways.len() + self.drawn.relations.len();
        self.text += tags.iter().map(|(k, v)| k.len() + v.len()).sum::<usize>();
        let room = kept < self.limits.kept
            && self.text <= self.limits.text_bytes
            && self.needed.len().max(self.members) < self.limits.nodes;
        if !room && !self.full {
            self.full = true;
            let reason = "more of the network than is read of one file; the rest is left out";
            self.tell(input::TOO_LARGE, Severity::Error, reason);
        }
        room
    }

    fn relation(&mut self, strings: &Strings<'_>, bytes: &[u8]) -> Result<(), Malformed> {
        let raw = Relation::of(bytes)?;
        let tags = strings.tags(raw.tags)?;
        let Some(kind) = self.interest.relation(&tags) else {
            return Ok(());
        };
        if !self.has_room(&tags) {
            return Ok(());
        }
        let mut members = Vec::new();
        for ((id, role), kind) in raw
            .members
            .sums()
            .zip(raw.roles.numbers())
            .zip(raw.kinds.numbers())
        {
            members.push(Member {
                element: match kind {
                    0 => Element::Node(id),
                    1 => Element::Way(id),
                    2 => Element::Relation(id),
                    _ => return Err(Malformed),
                },
                role: strings.role(role as usize)?,
            });
        }
        self.members += members.len();
        match kind {
            RelationKind::Area => self.bounds.extend(members.iter().filter_map(outer)),
            RelationKind::Course(_) => self.stops.extend(members.iter().filter_map(stop)),
            RelationKind::Master(_) | RelationKind::StopArea => {}
        }
        self.drawn.relations.push(osm::Relation {
            id: raw.id,
            tags,
            members,
        });
        Ok(())
    }

    fn after_relations(&mut self) {
        sort_ids(&mut self.bounds);
        sort_ids(&mut self.stops);
        let mut relations = std::mem::take(&mut self.drawn.relations);
        self.sort(&mut relations, "relation", |relation| relation.id);
        self.drawn.relations = relations;
    }

    fn way(
        &mut self,
        block: &Block<'_>,
        strings: &Strings<'_>,
        bytes: &[u8],
    ) -> Result<(), Malformed> {
        let raw = Way::of(bytes)?;
        let bounds = self.bounds.binary_search(&raw.id).is_ok();
        let mut tags = raw.tags.pairs();
        let may_matter = strings.any && tags.any(|tag| strings.may_matter(tag));
        if !bounds && !may_matter {
            return Ok(());
        }
        let tags = strings.tags(raw.tags)?;
        if (!bounds && self.interest.ways(&tags).is_empty()) || !self.has_room(&tags) {
            return Ok(());
        }
        let nodes: Vec<i64> = raw.nodes.sums().collect();
        let positions = raw.lons.sums().zip(raw.lats.sums());
        let positions = positions.map(|(lon, lat)| block.position(lon, lat));
        for (id, position) in nodes.iter().zip(positions) {
            self.located
                .extend(position.map(|position| (*id, position)));
        }
        self.needed.extend(&nodes);
        self.drawn.ways.push(osm::Way {
            id: raw.id,
            tags,
            nodes,
        });
        Ok(())
    }

    fn after_ways(&mut self) {
        let mut needed = std::mem::take(&mut self.needed);
        needed.extend(&self.stops);
        self.drawn.table = Table::of(needed);
        for (id, position) in std::mem::take(&mut self.located) {
            if let Ok(row) = self.drawn.table.row(id, 0) {
                self.drawn.table.put(row, position);
            }
        }
        let mut ways = std::mem::take(&mut self.drawn.ways);
        self.sort(&mut ways, "way", |way| way.id);
        self.drawn.ways = ways;
    }

    fn after_nodes(&mut self) {
        let mut nodes = std::mem::take(&mut self.drawn.nodes);
        self.sort(&mut nodes, "node", |node| node.id);
        self.drawn.nodes = nodes;
    }

    /// Sorts elements by their ids; of several with one id the one that was read first stays.
    fn sort<T>(&mut self, elements: &mut Vec<T>, word: &str, id: impl Fn(&T) -> i64) {
        elements.sort_by_key(&id);
        let mut twice = Vec::new();
        elements.dedup_by(|next, first| {
            let same = id(next) == id(first);
            if same {
                twice.push(id(first));
            }
            same
        });
        for id in twice {
            let reason = format!("{word}/{id} is there more than once; one of them is used");
            self.tell(input::DUPLICATE_ID, Severity::Warning, &reason);
        }
    }
}

/// The node that a named line stops at, where the member is one.
fn stop(member: &Member) -> Option<i64> {
    let stops = member.role.starts_with("stop") || member.role.starts_with("platform");
    match member.element {
        Element::Node(id) if stops => Some(id),
        _ => None,
    }
}

fn sort_ids(ids: &mut Vec<i64>) {
    ids.sort_unstable();
    ids.dedup();
}
