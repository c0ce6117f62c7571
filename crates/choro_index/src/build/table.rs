//! The table of keys with their bearers.

use super::BuildError;
use super::keys::{KeyRow, Part};
use crate::blob::BLOCK;
use crate::entry::EntryWords;

/// The table, section by section.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) text: String,
    pub(crate) starts: Vec<u32>,
    pub(crate) bearer_starts: Vec<u32>,
    pub(crate) bearers: Vec<(u32, u32)>,
    /// Weights as bits of f32.
    pub(crate) weights: Vec<u32>,
    pub(crate) block_weights: Vec<u32>,
    pub(crate) range_weights: Vec<u32>,
}

impl Table {
    pub(crate) fn keys(&self) -> usize {
        self.weights.len()
    }

    pub(crate) fn key(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Adds a key with its bearers, the most important first.
    fn push(&mut self, key: &str, bearers: &mut Vec<(u32, u32)>, entries: &[EntryWords]) {
        let weight = |entry: u32| f32::from_bits(entries[entry as usize][4]);
        bearers.sort_unstable_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.cmp(b)));
        bearers.dedup();
        self.starts.push(self.text.len() as u32);
        self.text.push_str(key);
        self.bearer_starts.push(self.bearers.len() as u32);
        let first = bearers.first().map_or(0.0, |(entry, _)| weight(*entry));
        self.weights.push(first.to_bits());
        self.bearers.append(bearers);
    }

    fn close(&mut self) -> Result<(), BuildError> {
        let end = |length: usize| u32::try_from(length).map_err(|_| BuildError::TooMany);
        self.starts.push(end(self.text.len())?);
        self.bearer_starts.push(end(self.bearers.len())?);
        self.block_weights = largest(&self.weights);
        self.range_weights = largest(&self.block_weights);
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
        if table.text.len() > u32::MAX as usize {
            return Err(BuildError::TooMany);
        }
    }
    table.close()?;
    Ok(table)
}
