//! A block's strings, with which of them matter.

use super::block::{Block, TagIndices};
use super::wire::{Malformed, Numbers};
use crate::osm::{Interest, Tags};

const KEY: u8 = 1;
const VALUE: u8 = 2;

/// The strings of a block.
#[derive(Clone, Debug)]
pub(super) struct Strings<'a> {
    strings: Vec<&'a [u8]>,
    /// For each string whether it may be the key or the value of a wanted element.
    marks: Vec<u8>,
    /// Whether any string may be the key of one.
    pub(super) any: bool,
}

impl<'a> Strings<'a> {
    pub(super) fn of(block: &Block<'a>, interest: Interest) -> Result<Self, Malformed> {
        let strings = block.strings()?;
        let marks: Vec<u8> = strings
            .iter()
            .map(|text| {
                let key = if interest.has_key(text) { KEY } else { 0 };
                let value = if interest.has_value(text) { VALUE } else { 0 };
                key | value
            })
            .collect();
        let any = marks.iter().any(|mark| mark & KEY != 0);
        Ok(Self {
            strings,
            marks,
            any,
        })
    }

    /// Whether the tag may be that of a wanted element.
    #[inline]
    pub(super) fn may_matter(&self, (key, value): (usize, usize)) -> bool {
        let mark = |at: usize| self.marks.get(at).copied().unwrap_or(0);
        mark(key) & KEY != 0 && mark(value) & VALUE != 0
    }

    /// The text at an index; `None` where the block has no such.
    pub(super) fn text(&self, at: usize) -> Option<String> {
        let bytes = self.strings.get(at)?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }

    pub(super) fn tags(&self, indices: TagIndices<'_>) -> Result<Tags, Malformed> {
        let pairs = indices.pairs().map(|pair| self.pair(pair));
        pairs.collect::<Result<Vec<_>, _>>().map(Tags)
    }

    /// The tags of a dense node, which begin at the place given.
    pub(super) fn dense_tags(&self, mut at: Numbers<'_>) -> Result<Tags, Malformed> {
        let mut pairs = Vec::new();
        while let Some(key) = at.next().filter(|key| *key != 0) {
            let value = at.next().ok_or(Malformed)?;
            pairs.push(self.pair((key as usize, value as usize))?);
        }
        Ok(Tags(pairs))
    }

    fn pair(&self, (key, value): (usize, usize)) -> Result<(String, String), Malformed> {
        self.text(key).zip(self.text(value)).ok_or(Malformed)
    }
}
