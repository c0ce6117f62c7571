//! The table of keys with their bearers.

use super::BuildError;
use super::keys::{KeyRow, Part};
use crate::blob::{BLOCK, Section, Writer};
use crate::entry::EntryWords;

/// The table.
#[derive(Default)]
pub(crate) struct Table {
    keys: Keys,
    bearers: Vec<(u32, u32)>,
    /// Weights as bits of f32.
    weights: Vec<u32>,
}

/// The keys of the table.
#[derive(Default)]
pub(crate) struct Keys {
    text: String,
    /// Where each key and its bearers begin, and the ends of the last.
    starts: Vec<(u32, u32)>,
}

impl Keys {
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn key(&self, at: usize) -> &str {
        &self.text[self.starts[at].0 as usize..self.starts[at + 1].0 as usize]
    }
}

impl Table {
    /// Writes the sections of the table; its keys are left.
    pub(crate) fn write(self, writer: &mut Writer) -> Keys {
        writer.bytes(Section::KeyText, self.keys.text.as_bytes());
        writer.pairs(Section::Keys, self.keys.starts.iter().copied());
        let blocks = largest(&self.weights);
        writer.words(Section::RangeWeights, largest(&blocks));
        writer.words(Section::BlockWeights, blocks);
        writer.words(Section::KeyWeights, self.weights);
        writer.pairs(Section::Bearers, self.bearers);
        self.keys
    }

    /// Adds a key with its bearers, the most important first.
    fn push(&mut self, key: &str, bearers: &mut Vec<(u32, u32)>, entries: &[EntryWords]) {
        let weight = |entry: u32| f32::from_bits(entries[entry as usize][4]);
        bearers.sort_unstable_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.cmp(b)));
        bearers.dedup();
        let start = (self.keys.text.len() as u32, self.bearers.len() as u32);
        self.keys.starts.push(start);
        self.keys.text.push_str(key);
        let first = bearers.first().map_or(0.0, |(entry, _)| weight(*entry));
        self.weights.push(first.to_bits());
        self.bearers.append(bearers);
    }

    fn close(&mut self) -> Result<(), BuildError> {
        let end = |length: usize| u32::try_from(length).map_err(|_| BuildError::TooMany);
        let ends = (end(self.keys.text.len())?, end(self.bearers.len())?);
        self.keys.starts.push(ends);
        Ok(())
    }
}

/// The largest weight of each block. Weights are not negative: their bits are in their order.
fn largest(weights: &[u32]) -> Vec<u32> {
    let blocks = weights.chunks(BLOCK);
    blocks
        .map(|block| block.iter().copied().max().unwrap_or(0))
        .collect()
}

/// Merges parts that are each in order.
pub(crate) fn merge(parts: Vec<Part>, entries: &[EntryWords]) -> Result<Table, BuildError> {
    let mut table = Table::default();
    let mut heads = vec![0usize; parts.len()];
    let mut bearers: Vec<(u32, u32)> = Vec::new();
    let head =
        |heads: &[usize], at: usize| -> Option<KeyRow> { parts[at].rows().get(heads[at]).copied() };
    loop {
        let mut least: Option<(usize, KeyRow)> = None;
        for (at, part) in parts.iter().enumerate() {
            let Some(row) = head(&heads, at) else {
                continue;
            };
            let lower =
                |(known, its): &(usize, KeyRow)| part.order(&row, &parts[*known], its).is_lt();
            if least.as_ref().is_none_or(lower) {
                least = Some((at, row));
            }
        }
        let Some((from, first)) = least else { break };
        for (at, part) in parts.iter().enumerate() {
            while let Some(row) = head(&heads, at)
                && part.order(&row, &parts[from], &first).is_eq()
            {
                bearers.push(row.bearer);
                heads[at] += 1;
            }
        }
        table.push(parts[from].text(&first), &mut bearers, entries);
        if table.keys.text.len() > u32::MAX as usize {
            return Err(BuildError::TooMany);
        }
    }
    table.close()?;
    Ok(table)
}
