//! A block's strings, with which of them matter.

use super::block::{Block, TagIndices};
use super::wire::{Malformed, Numbers};
use crate::osm::{Interest, Tags};

/// Bytes of a key or value, at most: OpenStreetMap allows 255 characters.
const TEXT_BYTES: usize = 1_024;
/// Tags of one element, at most.
const TAGS: usize = 2_000;
/// Bytes of a role that are kept: all that is asked of it is how it begins.
const ROLE_BYTES: usize = 32;

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

    /// The beginning of the role at an index.
    pub(super) fn role(&self, at: usize) -> Result<String, Malformed> {
        let bytes = self.strings.get(at).ok_or(Malformed)?;
        let start = &bytes[..bytes.len().min(ROLE_BYTES)];
        Ok(String::from_utf8_lossy(start).into_owned())
    }

    /// The text at an index; none where the block has no such or it is far too long.
    fn text(&self, at: usize) -> Result<String, Malformed> {
        let bytes = self.strings.get(at).filter(|text| text.len() <= TEXT_BYTES);
        let bytes = bytes.ok_or(Malformed)?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    pub(super) fn tags(&self, indices: TagIndices<'_>) -> Result<Tags, Malformed> {
        let mut pairs = Vec::new();
        for pair in indices.pairs() {
            self.push(pair, &mut pairs)?;
        }
        Ok(Tags(pairs))
    }

    /// The tags of a dense node, which begin at the place given.
    pub(super) fn dense_tags(&self, mut at: Numbers<'_>) -> Result<Tags, Malformed> {
        let mut pairs = Vec::new();
        while let Some(key) = at.next().filter(|key| *key != 0) {
            let value = at.next().ok_or(Malformed)?;
            self.push((key as usize, value as usize), &mut pairs)?;
        }
        Ok(Tags(pairs))
    }

    fn push(
        &self,
        (key, value): (usize, usize),
        pairs: &mut Vec<(String, String)>,
    ) -> Result<(), Malformed> {
        if pairs.len() == TAGS {
            return Err(Malformed);
        }
        pairs.push((self.text(key)?, self.text(value)?));
        Ok(())
    }
}
