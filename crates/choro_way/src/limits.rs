//! Bounds for hostile files.

/// How much of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all of a file, unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of one table of a timetable, unpacked.
    pub table_bytes: u64,
    /// Unpacked bytes per packed byte.
    pub ratio: u64,
    /// Elements, rows or stops that are kept.
    pub kept: usize,
    /// Nodes that all ways kept may have together, and members all relations.
    pub nodes: usize,
    /// Bytes of the texts that are kept.
    pub text_bytes: usize,
}

impl Default for Limits {
    /// Enough for a continent's railways or a country's roads.
    fn default() -> Self {
        Self {
            unpacked_bytes: 256 << 30,
            table_bytes: 4 << 30,
            ratio: 1000,
            kept: 50_000_000,
            nodes: 400_000_000,
            text_bytes: 4 << 30,
        }
    }
}
