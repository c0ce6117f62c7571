//! What briefs are made from, gathered once for all of them.

use choro_atlas::{Atlas, Index};
use choro_gazetteer::{PlaceId, SourceId};
use choro_inventory::Site;
use choro_layer::Source;
use choro_map::Ground;
use choro_quantity::When;
use choro_text::LineIndex;
use std::collections::BTreeSet;

/// An atlas turned round and made ready for briefs.
pub struct Material<'a> {
    pub(crate) atlas: &'a Atlas,
    pub(crate) index: Index<'a>,
    pub(crate) ground: Ground,
    pub(crate) sites: &'a [Site],
    pub(crate) withheld: BTreeSet<PlaceId>,
    /// Sources of lines, crossings and sites that are none of the gazetteer's.
    pub(crate) lists: &'a [Source],
    lines: Vec<LineIndex>,
}

/// What a brief is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How far the sites around are looked for, metres; more than 0.
    pub radius_m: f64,
    /// The time of which it speaks; unstated for now.
    pub as_of: When,
}

impl<'a> Material<'a> {
    /// Gathers what briefs need. `sites` are the project's sites as they may go out, `lists` the
    /// sources of files that are none of the gazetteer's: of sites, lines and crossings, and `withheld` the places of which a brief
    /// may not speak.
    pub fn new(
        atlas: &'a Atlas,
        sites: &'a [Site],
        lists: &'a [Source],
        withheld: BTreeSet<PlaceId>,
    ) -> Self {
        let shown = atlas.gazetteer.places().iter();
        let shown = shown.filter(|place| !withheld.contains(&place.id));
        Self {
            index: Index::new(atlas),
            ground: Ground::new(shown, &atlas.network),
            lines: atlas.originals.iter().map(|o| LineIndex::new(o)).collect(),
            atlas,
            sites,
            withheld,
            lists,
        }
    }

    /// Whether a brief may speak of a place.
    pub fn may_tell(&self, place: PlaceId) -> bool {
        !self.withheld.contains(&place)
    }

    /// Line of a byte of a document's original file, from 1.
    pub(crate) fn line(&self, document: usize, byte: usize) -> usize {
        self.lines.get(document).map_or(1, |lines| lines.line(byte))
    }

    /// The source of an id.
    pub(crate) fn source(&self, id: SourceId) -> &Source {
        self.atlas.gazetteer.source(id)
    }
}
