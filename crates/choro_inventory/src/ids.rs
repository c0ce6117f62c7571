//! Ids of sites.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use choro_geometry::Position;

/// The number of the second site of one name and position.
const FIRST_REPEAT: u32 = 2;

/// Ids given so far, as numbers, each with the next number for a site called the same. Were two
/// ids ever one number, the later would only be made longer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ids(HashMap<u64, u32>);

impl Ids {
    pub(crate) fn of<'s>(ids: impl Iterator<Item = &'s str>) -> Self {
        Self(ids.map(|id| (number(id), FIRST_REPEAT)).collect())
    }

    /// An id for a site: its own where nothing has it, else what it is called behind a prefix,
    /// and where it lies.
    pub(crate) fn give(
        &mut self,
        own: &str,
        prefix: &str,
        name: &str,
        position: Option<Position>,
    ) -> String {
        if !own.is_empty() && self.take(own) {
            return own.to_owned();
        }
        let mut stem = [prefix, if own.is_empty() { name } else { own }].concat();
        if self.take(&stem) {
            return stem;
        }
        if let Some(at) = position {
            stem.push_str(&format!("@{:.4},{:.4}", at.lat, at.lon));
            if self.take(&stem) {
                return stem;
            }
        }
        let key = number(&stem);
        let mut repeat = self.0.get(&key).copied().unwrap_or(FIRST_REPEAT);
        loop {
            let id = format!("{stem}~{repeat}");
            repeat += 1;
            if self.take(&id) {
                self.0.insert(key, repeat);
                return id;
            }
        }
    }

    /// Whether nothing had this id before.
    fn take(&mut self, id: &str) -> bool {
        match self.0.entry(number(id)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(FIRST_REPEAT);
                true
            }
        }
    }
}

fn number(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
