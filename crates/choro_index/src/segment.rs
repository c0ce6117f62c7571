//! Thirds of keys, by which keys a few edits away are found.
//!
//! A key is cut into one segment more than the edits allowed, so that two edits leave at least one
//! segment of three whole; it stands in the other spelling at most a few letters further on. (Li,
//! Deng, Wang, Feng: "PASS-JOIN: a partition-based method for similarity joins", VLDB 2011, with
//! its bounds for how far.) Two letters swapped across the seam of two segments spoil both: such
//! keys are found by asking also with the letters at the seams swapped back.

use crate::directory::hash;
use std::ops::Range;

/// The largest number of edits looked for.
pub(crate) const MOST_EDITS: usize = 2;

/// How many edits two spellings of so many letters may be apart, at most `limit`: at least half of
/// the shorter must stand.
pub(crate) fn allowed(letters: usize, other: usize, limit: usize) -> usize {
    (letters.min(other) / 2).min(limit).min(MOST_EDITS)
}

/// How many segments a key of so many letters has.
pub(crate) fn segment_count(letters: usize) -> usize {
    match letters {
        0 | 1 => 0,
        2 => 2,
        _ => 3,
    }
}

/// The segments of a key of so many letters: none for one letter, halves for two, else thirds, the
/// longer ones last.
fn segments(letters: usize) -> impl Iterator<Item = Range<usize>> + Clone {
    let count = segment_count(letters);
    let (short, longer) = (letters / count.max(1), letters % count.max(1));
    (0..count).map(move |at| {
        let start = at * short + (at + longer).saturating_sub(count);
        start..start + short + usize::from(at + longer >= count)
    })
}

/// Text with the byte at which each letter begins.
pub(crate) struct Letters<'t> {
    text: &'t str,
    starts: Vec<u32>,
}

impl<'t> Letters<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut starts = Vec::with_capacity(text.len() + 1);
        starts.extend(text.char_indices().map(|(at, _)| at as u32));
        starts.push(text.len() as u32);
        Self { text, starts }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn slice(&self, range: Range<usize>) -> &'t [u8] {
        let (start, end) = (self.starts[range.start], self.starts[range.end]);
        &self.text.as_bytes()[start as usize..end as usize]
    }
}

fn segment_hash(letters: usize, at: usize, segment: &[u8]) -> u64 {
    hash((letters as u64) << 8 | at as u64, segment)
}

/// The hashes under which a key is filed.
pub(crate) fn filed(key: &Letters<'_>) -> impl Iterator<Item = u64> {
    let all = segments(key.len()).enumerate();
    all.map(|(at, segment)| segment_hash(key.len(), at, key.slice(segment)))
}

/// Gives every hash under which keys within `limit` edits of the text are filed, some twice.
pub(crate) fn asked(text: &str, limit: usize, mut ask: impl FnMut(u64)) {
    let letters = Letters::new(text);
    let own = letters.len();
    for other in own.saturating_sub(limit).max(2)..=own + limit {
        let edits = allowed(own, other, limit);
        let longer = own as isize - other as isize;
        if longer.unsigned_abs() > edits || edits == 0 {
            continue;
        }
        probe(&letters, other, edits, None, &mut ask);
        if longer.unsigned_abs() >= edits {
            continue;
        }
        for seam in segments(other).skip(1).map(|segment| segment.start) {
            for shift in [0, longer] {
                let first = (seam as isize + shift - 1) as usize;
                if let Some(swapped) = swapped(&letters, first) {
                    let swapped = Letters::new(&swapped);
                    probe(&swapped, other, edits - 1, Some(first), &mut ask);
                }
                if longer == 0 {
                    break;
                }
            }
        }
    }
}

/// Asks for keys of `other` letters that hold a segment of the text, shifted no further than
/// `edits` allow; where two letters were swapped, only for segments that hold one of them.
fn probe(
    text: &Letters<'_>,
    other: usize,
    edits: usize,
    swapped: Option<usize>,
    ask: &mut impl FnMut(u64),
) {
    let longer = text.len() as isize - other as isize;
    let all = segments(other);
    let most = all.clone().count() as isize - 1;
    for (at, segment) in all.enumerate() {
        let (before, after) = (at as isize, most - at as isize);
        for shift in (-before).max(longer - after)..=before.min(longer + after) {
            let needed = shift.unsigned_abs() + (longer - shift).unsigned_abs();
            let start = segment.start as isize + shift;
            let end = segment.end as isize + shift;
            if needed > edits || start < 0 || end as usize > text.len() {
                continue;
            }
            let (start, end) = (start as usize, end as usize);
            if swapped.is_none_or(|first| start <= first + 1 && first < end) {
                ask(segment_hash(other, at, text.slice(start..end)));
            }
        }
    }
}

/// The text with the letter and its neighbour swapped, where they differ.
fn swapped(text: &Letters<'_>, first: usize) -> Option<String> {
    if first.checked_add(2)? > text.len() {
        return None;
    }
    let start = text.starts[first] as usize;
    let middle = text.starts[first + 1] as usize;
    let end = text.starts[first + 2] as usize;
    let (one, two) = (&text.text[start..middle], &text.text[middle..end]);
    let rest = (&text.text[..start], &text.text[end..]);
    (one != two).then(|| [rest.0, two, one, rest.1].concat())
}

/// A bit for each letter of a key. Letters other than a to z share all bits.
pub(crate) fn letter_bits(key: &str) -> u32 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        c => (c as u32).wrapping_mul(0x9e37_79b9) >> 27,
    };
    key.chars().fold(0, |bits, c| bits | 1 << bit(c))
}

/// Whether keys with these letters can be within so many edits: an edit takes away at most one
/// letter and brings in one.
pub(crate) fn letters_agree(a: u32, b: u32, edits: u32) -> bool {
    (a & !b).count_ones() <= edits && (b & !a).count_ones() <= edits
}
