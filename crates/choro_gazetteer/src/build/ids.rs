//! Places by the ids of their records.

use super::OWN_RANK;
use super::entry::Entry;
use crate::PlaceId;
use choro_layer::Source;
use std::collections::BTreeMap;

/// Places by the bare ids of the project's own files; `None` where several have the id.
pub(super) fn own_ids<'e>(
    entries: &'e [Entry],
    groups: &[Vec<usize>],
) -> BTreeMap<&'e str, Option<PlaceId>> {
    let mut own: BTreeMap<&str, Option<PlaceId>> = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        let place = PlaceId(place as u32);
        for entry in group.iter().map(|at| &entries[*at]) {
            if entry.rank >= OWN_RANK {
                own.entry(entry.id())
                    .and_modify(|known| *known = known.filter(|known| *known == place))
                    .or_insert(Some(place));
            }
        }
    }
    own
}

/// Places by `SOURCE:RECORD` and by the ids of other gazetteers.
pub(super) fn by_id(
    entries: &[Entry],
    groups: &[Vec<usize>],
    sources: &[Source],
) -> BTreeMap<String, PlaceId> {
    let mut by_id = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        for entry in group.iter().map(|at| &entries[*at]) {
            let source = &sources[usize::from(entry.source.0)].id;
            by_id.insert(format!("{source}:{}", entry.id()), PlaceId(place as u32));
        }
    }
    for (place, group) in groups.iter().enumerate() {
        for id in group.iter().flat_map(|at| &entries[*at].ids) {
            by_id.entry(id.clone()).or_insert(PlaceId(place as u32));
        }
    }
    by_id
}
