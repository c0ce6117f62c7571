//! The index where it lies.

use crate::blob::{self, Layout, OpenError, Section, Words, stretch};
use crate::directory::{Tags, hash, rows};
use crate::edits::Edits;
use crate::entry::{bearer, entry};
use crate::segment::{allowed, asked, letter_bits, letters_agree};
use crate::{Attributes, Bearer};
use choro_name::skeleton;
use std::ops::Range;

/// A key of an index: its number in the order of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) u32);

/// Names and the entries that bear them, read from bytes where they lie.
///
/// Bytes that were changed after they were written may lead to wrong answers, never to a panic;
/// [`NameIndex::verify`] tells.
#[derive(Clone, Debug)]
pub struct NameIndex<B> {
    bytes: B,
    layout: Layout,
}

impl<B: AsRef<[u8]>> NameIndex<B> {
    /// Opens an index. Reads no more than its header.
    pub fn open(bytes: B) -> Result<Self, OpenError> {
        let layout = Layout::read(bytes.as_ref())?;
        Ok(Self { bytes, layout })
    }

    /// Whether the bytes are those that were written; reads all of them.
    pub fn verify(&self) -> Result<(), OpenError> {
        blob::is_whole(self.bytes.as_ref())
            .then_some(())
            .ok_or(OpenError::Broken)
    }

    /// The bytes it is read from.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    pub(crate) fn words(&self, section: Section) -> Words<'_> {
        Words(self.layout.section(self.bytes.as_ref(), section))
    }

    /// Different keys.
    pub fn keys(&self) -> usize {
        (self.words(Section::Keys).len() / 2).saturating_sub(1)
    }

    /// Entries, counted to the one of the highest number.
    pub fn entries(&self) -> usize {
        self.words(Section::Entries).len() / 6
    }

    /// Words and hyphened parts in the longest name.
    pub fn longest_name(&self) -> usize {
        self.layout.longest as usize
    }

    /// The text of a key; empty where the index has no such key.
    pub fn key(&self, key: KeyId) -> &str {
        std::str::from_utf8(self.key_bytes(key.0)).unwrap_or_default()
    }

    pub(crate) fn key_bytes(&self, key: u32) -> &[u8] {
        let text = self.words(Section::KeyText).0;
        let row = self.key_row(key, text.len(), |(start, _)| start);
        text.get(row).unwrap_or_default()
    }

    /// From what the key's row says to what the next one says, below `most`.
    fn key_row(&self, key: u32, most: usize, part: impl Fn((u32, u32)) -> u32) -> Range<usize> {
        let keys = self.words(Section::Keys);
        let (this, next) = (keys.pair(key as usize), keys.pair(key as usize + 1));
        stretch(this.map(&part), next.map(&part), most)
    }

    /// The attributes of an entry; of one that is not known, the default.
    pub fn attributes(&self, number: u32) -> Attributes {
        entry(self.words(Section::Entries), number)
    }

    /// The entries that bear a key, the most important first; one may stand several times, once
    /// for each role and time.
    pub fn bearers(&self, key: KeyId) -> impl Iterator<Item = Bearer> {
        let table = self.words(Section::Bearers);
        let (days, entries) = (self.words(Section::Days), self.words(Section::Entries));
        self.bearer_rows(key)
            .filter_map(move |row| Some(bearer(table.pair(row)?, days, entries)))
    }

    pub(crate) fn bearer_rows(&self, key: KeyId) -> Range<usize> {
        let most = self.words(Section::Bearers).len() / 2;
        self.key_row(key.0, most, |(_, bearers)| bearers)
    }

    /// The key that is exactly this folded text.
    pub fn find(&self, folded: &str) -> Option<KeyId> {
        let whole = self.words(Section::Whole);
        let starts = self.words(Section::WholeStarts);
        let sum = hash(0, folded.as_bytes());
        let tags = Tags::of(self.keys());
        rows(starts, sum, whole.len())
            .filter_map(|row| tags.untagged(whole.get(row)?, sum))
            .find(|key| self.key_bytes(*key) == folded.as_bytes())
            .map(KeyId)
    }

    /// Keys of the same skeleton as a folded text: the same name in another romanisation, as far
    /// as spelling shows. In order of keys. (Told by 64 bits of a hash.)
    pub fn alike(&self, folded: &str) -> impl Iterator<Item = KeyId> {
        let bones = self.words(Section::Bones);
        let sum = hash(0, skeleton(folded).as_bytes());
        rows(self.words(Section::BonesStarts), sum, bones.len() / 2)
            .filter_map(move |row| bones.pair(row))
            .filter(move |(lower, _)| *lower == sum as u32)
            .map(|(_, key)| KeyId(key))
    }

    /// Keys at most `edits` (0 to 2) edits from a folded text, with their number of edits, in
    /// order of keys. At least half of the letters must stand, so that of very short texts fewer
    /// edits are allowed.
    pub fn within_edits(&self, folded: &str, edits: usize) -> Vec<(KeyId, usize)> {
        let filed = self.words(Section::Segments);
        let starts = self.words(Section::SegmentStarts);
        let letters = letter_bits(folded);
        let mut sums: Vec<u64> = Vec::new();
        asked(folded, edits, |sum| sums.push(sum));
        sums.sort_unstable();
        sums.dedup();
        // A loop for each table: what one look waits for in memory, the next ones wait for with it.
        let found: Vec<Range<usize>> = sums
            .into_iter()
            .map(|sum| rows(starts, sum, filed.len() / 2))
            .collect();
        let mut alike: Vec<u32> = found
            .into_iter()
            .flatten()
            .filter_map(|at| filed.pair(at))
            .filter(|(other, _)| letters_agree(letters, *other, edits as u32))
            .map(|(_, key)| key)
            .collect();
        alike.sort_unstable();
        alike.dedup();
        let table = Edits::new(folded);
        let near = |key: u32| {
            let text = self.key(KeyId(key));
            let distance = table.to(text, edits)?;
            let enough = distance <= allowed(table.letters(), text.chars().count(), edits);
            enough.then_some((KeyId(key), distance))
        };
        let mut found: Vec<(KeyId, usize)> = alike.into_iter().filter_map(near).collect();
        if let Some(same) = self.find(folded)
            && let Err(at) = found.binary_search_by_key(&same, |(key, _)| *key)
        {
            found.insert(at, (same, 0));
        }
        found
    }

    /// The keys that begin with a folded text, as a range of their numbers.
    pub(crate) fn beginning(&self, folded: &str) -> Range<u32> {
        let keys = self.keys() as u32;
        let first = |below: &dyn Fn(&[u8]) -> bool| {
            let (mut low, mut high) = (0, keys);
            while low < high {
                let middle = u32::midpoint(low, high);
                if below(self.key_bytes(middle)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let start = folded.as_bytes();
        let low = first(&|key| key < start);
        let high = first(&|key| key < start || key.starts_with(start));
        low..high.max(low)
    }
}
