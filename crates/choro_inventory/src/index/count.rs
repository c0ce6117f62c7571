//! Counting by columns.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Bits, Column, Index, NONE, column};

/// Combinations of labels up to which counts stand in a plain table.
const TABLE: usize = 1 << 22;

/// What sites are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The province.
    Province,
    /// The whole type, `military/radar`.
    Type,
    /// The first part of the type, `military`.
    Group,
    /// The present state.
    Status,
    /// The folder path.
    Folder,
    /// The file.
    File,
}

impl Key {
    /// Every key.
    pub const ALL: [Key; 6] = [
        Key::Province,
        Key::Type,
        Key::Group,
        Key::Status,
        Key::Folder,
        Key::File,
    ];

    /// The word for it in questions and as the head of its column.
    pub fn name(self) -> &'static str {
        match self {
            Key::Province => "province",
            Key::Type => "type",
            Key::Group => "group",
            Key::Status => "status",
            Key::Folder => "folder",
            Key::File => "file",
        }
    }
}

/// How many sites have one combination of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The values, one for each key; empty where a site has none.
    pub values: Vec<String>,
    /// How many sites.
    pub sites: usize,
}

/// Counts by some keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The keys.
    pub keys: Vec<Key>,
    /// A row for each combination that occurs, sorted by the values; those without come last.
    pub rows: Vec<Count>,
}

/// Labels of a key, sorted, and the number of each site's.
type Values<'a> = (Cow<'a, [String]>, Cow<'a, [u32]>);

impl Index<'_> {
    /// How many of all sites have which combination of values.
    pub fn count(&self, keys: &[Key]) -> Counts {
        self.count_of(keys, None)
    }

    /// The same of some sites.
    pub(crate) fn count_of(&self, keys: &[Key], of: Option<&Bits>) -> Counts {
        let columns: Vec<Values<'_>> = keys.iter().map(|key| self.column(*key)).collect();
        // A combination as one number; the last value of each column stands for none.
        let combinations = columns
            .iter()
            .try_fold(1usize, |n, (labels, _)| n.checked_mul(labels.len() + 1));
        let combined = |site: usize| {
            columns.iter().fold(0u64, |sum, (labels, of)| {
                let size = labels.len() as u64 + 1;
                sum * size + u64::from(of[site]).min(size - 1)
            })
        };
        let mut counted: Vec<(u64, usize)> = match combinations.filter(|n| *n <= TABLE) {
            Some(size) => {
                let mut table = vec![0usize; size];
                self.each(of, |site| table[combined(site) as usize] += 1);
                (0..).zip(table).filter(|(_, n)| *n > 0).collect()
            }
            None => {
                let mut table: HashMap<u64, usize> = HashMap::new();
                self.each(of, |site| *table.entry(combined(site)).or_default() += 1);
                table.into_iter().collect()
            }
        };
        counted.sort_unstable();
        let row = |(combined, sites): (u64, usize)| {
            let mut left = combined;
            let mut values: Vec<String> = columns
                .iter()
                .rev()
                .map(|(labels, _)| {
                    let size = labels.len() as u64 + 1;
                    let value = left % size;
                    left /= size;
                    labels.get(value as usize).cloned().unwrap_or_default()
                })
                .collect();
            values.reverse();
            Count { values, sites }
        };
        Counts {
            keys: keys.to_vec(),
            rows: counted.into_iter().map(row).collect(),
        }
    }

    fn each(&self, of: Option<&Bits>, mut visit: impl FnMut(usize)) {
        match of {
            Some(bits) => bits.iter().for_each(|site| visit(site as usize)),
            None => (0..self.sites.len()).for_each(visit),
        }
    }

    fn column(&self, key: Key) -> Values<'_> {
        let owned = |Column { labels, of }| (Cow::Owned(labels), Cow::Owned(of));
        match key {
            Key::Type => (
                Cow::Borrowed(&self.kinds.labels),
                Cow::Borrowed(&self.kinds.of),
            ),
            Key::Province => owned(self.provinces()),
            Key::Group => owned(relabelled(&self.kinds.of, &self.kinds.labels, |kind| {
                kind.split('/').next().unwrap_or(kind).to_owned()
            })),
            Key::Folder => owned(relabelled(&self.path, &self.paths, |path| path.join("/"))),
            Key::Status => owned(column(
                self.sites
                    .iter()
                    .map(|site| site.state_now().map_or("", crate::State::name)),
            )),
            Key::File => owned(column(self.sites.iter().map(|site| site.source.as_ref()))),
        }
    }

    fn provinces(&self) -> Column {
        let of: Vec<u32> = (0..self.sites.len())
            .map(|site| self.province_at(site))
            .collect();
        relabelled(&of, self.divisions(), Clone::clone)
    }
}

/// A column with other labels, sorted, equal ones joined; an empty one is none.
fn relabelled<T>(of: &[u32], old: &[T], label: impl Fn(&T) -> String) -> Column {
    let names: Vec<String> = old.iter().map(label).collect();
    let Column { labels, of: new } = column(names.iter().map(String::as_str));
    let renumbered = of
        .iter()
        .map(|at| new.get(*at as usize).copied().unwrap_or(NONE));
    Column {
        of: renumbered.collect(),
        labels,
    }
}
