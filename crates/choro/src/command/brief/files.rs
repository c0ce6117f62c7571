//! The names of the files of briefs.

use crate::args::BriefFormat;
use choro_brief::{Block, Brief, Figure};
use choro_gazetteer::{Gazetteer, PlaceId};
use std::collections::{BTreeMap, BTreeSet};

/// A file name for each place, no two alike on any file system.
pub(super) struct Names(BTreeMap<PlaceId, String>);

impl Names {
    /// Names after the keys of the places: the record's part alone where that tells them apart.
    pub(super) fn of(gazetteer: &Gazetteer, places: &[PlaceId], format: BriefFormat) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for id in places {
            let key = &gazetteer.place(*id).key;
            let record = key
                .split_once(':')
                .map_or(key.as_str(), |(_, record)| record);
            let tries = [slug(record), slug(key)];
            let numbered = (2..).map(|number| format!("{}-{number}", slug(key)));
            let free = tries.into_iter().chain(numbered).find(|name| {
                // Drawings are named after their brief: `x-sites` may not be another's name.
                !name.is_empty() && taken.insert(name.clone())
            });
            let name = free.unwrap_or_default();
            names.insert(*id, format!("{name}.{}", format.ending()));
        }
        Self(names)
    }

    /// The file of a place, where it has one.
    pub(super) fn of_place(&self, place: PlaceId) -> Option<&str> {
        self.0.get(&place).map(String::as_str)
    }
}

/// Lower-case letters, digits and hyphens; what else a text holds becomes a hyphen.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(80) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The drawings of a brief.
pub(super) fn figures(brief: &Brief) -> impl Iterator<Item = &Figure> {
    let blocks = brief.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    })
}
