//! The directories over the keys.

use super::table::Table;
use super::{BuildError, bytes, pair_bytes};
use crate::directory::{hash, sort, upper};
use crate::segment::{Letters, filed, letter_bits};
use choro_name::skeleton;
use std::ops::Range;

/// Each directory's table of starts, and its rows, as bytes.
pub(crate) struct Directories {
    pub(crate) whole: (Vec<u8>, Vec<u8>),
    pub(crate) bones: (Vec<u8>, Vec<u8>),
    pub(crate) segments: (Vec<u8>, Vec<u8>),
}

/// The hashes of some keys, in their order.
#[derive(Default)]
struct Hashes {
    whole: Vec<u32>,
    bones: Vec<u32>,
    /// The lower halves of the hashes of skeletons.
    further: Vec<u32>,
    letters: Vec<u32>,
    segments: Vec<u32>,
    /// The key of each segment.
    owners: Vec<u32>,
}

impl Hashes {
    fn of(table: &Table, keys: Range<usize>) -> Self {
        let mut hashes = Self::default();
        let mut letters = Letters::new("");
        for at in keys {
            let key = table.key(at);
            hashes.whole.push(upper(hash(0, key.as_bytes())));
            let bones = hash(0, skeleton(key).as_bytes());
            hashes.bones.push(upper(bones));
            hashes.further.push(bones as u32);
            hashes.letters.push(letter_bits(key));
            letters.set(key);
            for segment in filed(&letters) {
                hashes.segments.push(upper(segment));
                hashes.owners.push(at as u32);
            }
        }
        hashes
    }

    fn append(&mut self, mut other: Self) {
        self.whole.append(&mut other.whole);
        self.bones.append(&mut other.bones);
        self.further.append(&mut other.further);
        self.letters.append(&mut other.letters);
        self.segments.append(&mut other.segments);
        self.owners.append(&mut other.owners);
    }
}

pub(crate) fn file(table: &Table, threads: usize) -> Result<Directories, BuildError> {
    let keys = table.keys();
    // Each key has up to three segments, whose rows are numbered too.
    if keys > u32::MAX as usize / 3 {
        return Err(BuildError::TooMany);
    }
    let share = keys.div_ceil(threads.max(1)).max(1);
    let hashes = std::thread::scope(|scope| {
        let working: Vec<_> = (0..keys)
            .step_by(share)
            .map(|start| start..(start + share).min(keys))
            .map(|range| scope.spawn(|| Hashes::of(table, range)))
            .collect();
        let mut all = Hashes::default();
        for part in working {
            match part.join() {
                Ok(part) => all.append(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    let Hashes {
        whole,
        bones,
        further,
        letters,
        segments,
        owners,
    } = hashes;
    let whole = directory(whole, bytes);
    let bones = directory(bones, |keys| {
        paired(keys, |key| (further[key as usize], key))
    });
    drop(further);
    let segments = directory(segments, |rows| {
        paired(rows, |row| {
            let key = owners[row as usize];
            (letters[key as usize], key)
        })
    });
    Ok(Directories {
        whole,
        bones,
        segments,
    })
}

fn directory(hashes: Vec<u32>, rows: impl Fn(&[u32]) -> Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let (starts, order) = sort(&hashes);
    drop(hashes);
    (bytes(&starts), rows(&order))
}

fn paired(order: &[u32], pair: impl Fn(u32) -> (u32, u32)) -> Vec<u8> {
    let pairs: Vec<(u32, u32)> = order.iter().map(|row| pair(*row)).collect();
    pair_bytes(&pairs)
}
