//! The directories over the keys, one after the other: none needs what another was made of.

use super::BuildError;
use super::table::Keys;
use crate::blob::{Section, Writer};
use crate::directory::{Tags, hash, sort, upper};
use crate::segment::{Letters, filed, letter_bits, segment_count};
use choro_name::skeleton;
use std::ops::Range;

pub(crate) fn file(keys: &Keys, threads: usize, writer: &mut Writer) -> Result<(), BuildError> {
    // Each key has up to three segments, whose rows are numbered too.
    if keys.len() > u32::MAX as usize / 3 {
        return Err(BuildError::TooMany);
    }
    whole(keys, threads, writer);
    bones(keys, threads, writer);
    segments(keys, threads, writer);
    Ok(())
}

fn whole(keys: &Keys, threads: usize, writer: &mut Writer) {
    let hashes = of_all(keys, threads, |key, hashes| {
        hashes.push(hash(0, key.as_bytes()));
    });
    let tags = Tags::of(keys.len());
    let (starts, order) = sort(hashes.iter().copied().map(upper));
    writer.words(Section::WholeStarts, starts);
    let row = |key: &u32| tags.tagged(*key, hashes[*key as usize]);
    writer.words(Section::Whole, order.iter().map(row));
}

fn bones(keys: &Keys, threads: usize, writer: &mut Writer) {
    let hashes = of_all(keys, threads, |key, hashes| {
        hashes.push(hash(0, skeleton(key).as_bytes()));
    });
    let (starts, order) = sort(hashes.iter().copied().map(upper));
    writer.words(Section::BonesStarts, starts);
    let row = |key: &u32| (hashes[*key as usize] as u32, *key);
    writer.pairs(Section::Bones, order.iter().map(row));
}

fn segments(keys: &Keys, threads: usize, writer: &mut Writer) {
    let hashes = of_all(keys, threads, |key, hashes| {
        hashes.extend(filed(&Letters::new(key)).map(upper));
    });
    let mut letters = Vec::with_capacity(keys.len());
    let mut owners = Vec::with_capacity(hashes.len());
    for at in 0..keys.len() {
        let key = keys.key(at);
        letters.push(letter_bits(key));
        let its = segment_count(key.chars().take(3).count());
        owners.extend(std::iter::repeat_n(at as u32, its));
    }
    let (starts, order) = sort(hashes.iter().copied());
    writer.words(Section::SegmentStarts, starts);
    let row = |row: &u32| {
        let key = owners[*row as usize];
        (letters[key as usize], key)
    };
    writer.pairs(Section::Segments, order.iter().map(row));
}

/// What `take` makes of all keys, in their order, by as many threads.
fn of_all<T: Send>(keys: &Keys, threads: usize, take: impl Fn(&str, &mut Vec<T>) + Sync) -> Vec<T> {
    let all = keys.len();
    let share = all.div_ceil(threads.max(1)).max(1);
    let part = |range: Range<usize>| {
        let mut made = Vec::with_capacity(range.len());
        range.for_each(|at| take(keys.key(at), &mut made));
        made
    };
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..all)
            .step_by(share)
            .map(|start| start..(start + share).min(all))
            .map(|range| scope.spawn(|| part(range)))
            .collect();
        let mut made: Vec<T> = Vec::new();
        for part in working {
            match part.join() {
                Ok(mut part) => made.append(&mut part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    })
}
