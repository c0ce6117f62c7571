//! Nodes: where the ways run, the points, and what named lines stop at.

use super::super::block::{Block, DenseNodes, Node};
use super::super::strings::Strings;
use super::super::wire::{Malformed, Numbers};
use super::Gathering;
use crate::osm::{self, degrees};
use choro_diagnostic::{Severity, input};
use choro_geometry::Position;

impl Gathering<'_> {
    pub(super) fn node(
        &mut self,
        block: &Block<'_>,
        strings: &Strings<'_>,
        bytes: &[u8],
    ) -> Result<(), Malformed> {
        let raw = Node::of(bytes)?;
        let position = block.position(raw.lon, raw.lat);
        let row = self.drawn.table.row(raw.id, 0);
        let mut tags = raw.tags.pairs();
        let may_matter = tags.any(|tag| strings.may_matter(tag));
        if let Ok(row) = row {
            self.put(raw.id, row, position);
        }
        if may_matter || self.is_stop(row, raw.id) {
            self.keep(raw.id, position, strings.tags(raw.tags)?);
        }
        Ok(())
    }

    pub(super) fn dense_nodes(
        &mut self,
        block: &Block<'_>,
        strings: &Strings<'_>,
        bytes: &[u8],
        hint: &mut usize,
    ) -> Result<(), Malformed> {
        let raw = DenseNodes::of(bytes)?;
        let columns = raw.ids.sums().zip(raw.lons.sums()).zip(raw.lats.sums());
        let mut tags = raw.tags.numbers();
        let scans = strings.any || !self.stops.is_empty();
        for ((id, lon), lat) in columns {
            let own = tags.clone();
            let may_matter = scans && pass_tags(&mut tags, strings);
            let row = self.drawn.table.row(id, *hint);
            let (Ok(at) | Err(at)) = row;
            *hint = at;
            if row.is_err() && !may_matter {
                continue;
            }
            let position = block.position(lon, lat);
            if let Ok(row) = row {
                self.put(id, row, position);
            }
            if may_matter || self.is_stop(row, id) {
                self.keep(id, position, strings.dense_tags(own)?);
            }
        }
        let counts = [raw.lons.count(), raw.lats.count()];
        if counts != [raw.ids.count(); 2] {
            return Err(Malformed);
        }
        Ok(())
    }

    fn put(&mut self, id: i64, row: usize, position: Option<[i32; 2]>) {
        match position {
            Some(position) => self.drawn.table.put(row, position),
            None => {
                let reason = format!("node/{id} does not lie on the globe");
                self.tell(input::BAD_COORDINATE, Severity::Warning, &reason);
            }
        }
    }

    fn is_stop(&self, row: Result<usize, usize>, id: i64) -> bool {
        row.is_ok() && self.stops.binary_search(&id).is_ok()
    }

    /// Keeps a node that is a point or that named lines stop at.
    fn keep(&mut self, id: i64, position: Option<[i32; 2]>, tags: osm::Tags) {
        let wanted = self.interest.point(&tags).is_some()
            || (!tags.0.is_empty() && self.stops.binary_search(&id).is_ok());
        if wanted && self.has_room(&tags) {
            let position: Option<Position> = position.map(degrees);
            self.drawn.nodes.push(osm::Node { id, tags, position });
        }
    }
}

/// Goes past the tags of one dense node; whether any may be that of a wanted element.
#[inline]
fn pass_tags(tags: &mut Numbers<'_>, strings: &Strings<'_>) -> bool {
    let mut found = false;
    while let Some(key) = tags.next().filter(|key| *key != 0) {
        let value = tags.next().unwrap_or_default();
        found |= strings.may_matter((key as usize, value as usize));
    }
    found
}
