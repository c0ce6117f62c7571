//! The run of bytes: a header that says where each section lies, then the sections.
//!
//! Header: magic, version, number of sections, words in the longest name, a BLAKE3 hash of all
//! that follows the header, offset and length of each section, and a hash of the header itself.
//! Opening checks the header; every later reading checks its bounds, so that bytes broken or made
//! to harm give wrong answers or none, and never a panic.

use std::ops::Range;

const MAGIC: &[u8; 12] = b"choro-names\n";
/// Layout of the sections. Changes whenever keys, skeletons or hashes are made another way.
const VERSION: u32 = 2;
const HASH: usize = 32;

/// The sections, in order.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// Keys in order, end to end.
    KeyText,
    /// Two u32 each: where each key begins in the text and where its bearers begin; and the ends
    /// of the last.
    Keys,
    /// Two u32 each: entry, and role and days.
    Bearers,
    /// f32: importance of the most important bearer of each key.
    KeyWeights,
    /// f32: the largest weight of each [`BLOCK`] keys.
    BlockWeights,
    /// f32: the largest weight of each [`BLOCK`] blocks.
    RangeWeights,
    /// Directory of whole keys.
    WholeStarts,
    /// u32: keys, above them as many further bits of the hash as there is room for.
    Whole,
    /// Directory of skeletons.
    BonesStarts,
    /// Two u32 each: further bits of the hash, key.
    Bones,
    /// Directory of segments.
    SegmentStarts,
    /// Two u32 each: letters of the key, key.
    Segments,
    /// See [`crate::entry`].
    Entries,
    /// Two i32 each: first and last day.
    Days,
}

const SECTIONS: usize = 14;
const HEADER: usize = MAGIC.len() + 12 + HASH + SECTIONS * 16 + HASH;

/// Keys in a block, blocks in a range.
pub(crate) const BLOCK: usize = 64;

/// Why bytes cannot be opened as an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Something else altogether.
    #[error("not an index of names")]
    Foreign,
    /// Written by another version of the program.
    #[error("an index of names of layout {0}; this program reads layout {VERSION}")]
    Version(u32),
    /// Cut short, or changed since it was written.
    #[error("a broken index of names")]
    Broken,
}

/// An index being written: sections follow each other as they are given, so that what they were
/// made of need not be held.
pub(crate) struct Writer {
    bytes: Vec<u8>,
    table: [Range<usize>; SECTIONS],
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            bytes: vec![0; HEADER.next_multiple_of(8)],
            table: [const { 0..0 }; SECTIONS],
        }
    }

    /// Writes a section of bytes.
    pub(crate) fn bytes(&mut self, section: Section, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.close(section, start);
    }

    /// Writes a section of words.
    pub(crate) fn words(&mut self, section: Section, words: impl IntoIterator<Item = u32>) {
        let start = self.bytes.len();
        for word in words {
            self.bytes.extend_from_slice(&word.to_le_bytes());
        }
        self.close(section, start);
    }

    /// Writes a section of words two by two.
    pub(crate) fn pairs(&mut self, section: Section, pairs: impl IntoIterator<Item = (u32, u32)>) {
        let start = self.bytes.len();
        for (low, high) in pairs {
            let pair = u64::from(low) | u64::from(high) << 32;
            self.bytes.extend_from_slice(&pair.to_le_bytes());
        }
        self.close(section, start);
    }

    fn close(&mut self, section: Section, start: usize) {
        self.table[section as usize] = start..self.bytes.len();
        let end = self.bytes.len().next_multiple_of(8);
        self.bytes.resize(end, 0);
    }

    /// Writes the header; `longest` is the number of words in the longest name.
    pub(crate) fn finish(mut self, longest: u32) -> Vec<u8> {
        let mut header = MAGIC.to_vec();
        for number in [VERSION, SECTIONS as u32, longest] {
            header.extend(number.to_le_bytes());
        }
        let body = &self.bytes[HEADER.next_multiple_of(8)..];
        header.extend(blake3::hash(body).as_bytes());
        for range in &self.table {
            header.extend((range.start as u64).to_le_bytes());
            header.extend((range.len() as u64).to_le_bytes());
        }
        let sum = blake3::hash(&header);
        header.extend(sum.as_bytes());
        self.bytes[..HEADER].copy_from_slice(&header);
        self.bytes
    }
}

/// Where the sections lie, and the words in the longest name.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    sections: [Range<usize>; SECTIONS],
    pub(crate) longest: u32,
}

impl Layout {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        if !bytes.starts_with(MAGIC) {
            return Err(OpenError::Foreign);
        }
        let number = |at: usize| u32_at(bytes, MAGIC.len() + at).ok_or(OpenError::Broken);
        if number(0)? != VERSION {
            return Err(OpenError::Version(number(0)?));
        }
        let header = bytes.get(..HEADER).ok_or(OpenError::Broken)?;
        let (header, sum) = header.split_at(HEADER - HASH);
        if blake3::hash(header).as_bytes() != sum || number(4)? != SECTIONS as u32 {
            return Err(OpenError::Broken);
        }
        let table = &header[MAGIC.len() + 12 + HASH..];
        let mut sections = [const { 0..0 }; SECTIONS];
        for (section, row) in sections.iter_mut().zip(table.chunks_exact(16)) {
            let word = |at: usize| {
                let word = row.get(at..at + 8)?.try_into().ok()?;
                usize::try_from(u64::from_le_bytes(word)).ok()
            };
            let within = word(0)
                .zip(word(8))
                .and_then(|(start, length)| Some(start..start.checked_add(length)?))
                .filter(|range| range.end <= bytes.len());
            *section = within.ok_or(OpenError::Broken)?;
        }
        Ok(Self {
            sections,
            longest: number(8)?,
        })
    }

    /// The bytes of a section; none where `bytes` are no longer those that were opened.
    pub(crate) fn section<'b>(&self, bytes: &'b [u8], section: Section) -> &'b [u8] {
        let range = self.sections[section as usize].clone();
        bytes.get(range).unwrap_or_default()
    }
}

/// Whether all that follows the header is what was written.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let at = MAGIC.len() + 12;
    let body = bytes.get(HEADER.next_multiple_of(8)..);
    body.is_some_and(|body| {
        bytes.get(at..at + HASH) == Some(blake3::hash(body).as_bytes().as_slice())
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A section of u32, f32 or i32.
#[derive(Clone, Copy)]
pub(crate) struct Words<'b>(pub(crate) &'b [u8]);

impl Words<'_> {
    pub(crate) fn len(self) -> usize {
        self.0.len() / 4
    }

    pub(crate) fn get(self, at: usize) -> Option<u32> {
        u32_at(self.0, at.checked_mul(4)?)
    }

    /// Two words side by side.
    pub(crate) fn pair(self, at: usize) -> Option<(u32, u32)> {
        let start = at.checked_mul(8)?;
        let eight = self.0.get(start..start.checked_add(8)?)?;
        let pair = u64::from_le_bytes(eight.try_into().ok()?);
        Some((pair as u32, (pair >> 32) as u32))
    }

    /// A weight; 0 where there is none or it is not a number.
    pub(crate) fn weight(self, at: usize) -> f32 {
        let weight = f32::from_bits(self.get(at).unwrap_or(0));
        if weight.is_nan() { 0.0 } else { weight }
    }

    /// From the word `at` to the next one, kept below `most`: a row of another section.
    pub(crate) fn row(self, at: usize, most: usize) -> Range<usize> {
        stretch(self.get(at), self.get(at + 1), most)
    }
}

/// From one place to another, kept below `most`; nothing where either is missing.
pub(crate) fn stretch(start: Option<u32>, end: Option<u32>, most: usize) -> Range<usize> {
    let end = end.map_or(0, |end| end as usize).min(most);
    let start = start.map_or(0, |start| start as usize).min(end);
    start..end
}
