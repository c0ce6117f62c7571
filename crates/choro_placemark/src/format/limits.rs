//! Bounds for hostile files.

/// How much of a hostile file is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one document, unpacked.
    pub document_bytes: u64,
    /// Bytes of all of an archive, unpacked.
    pub archive_bytes: u64,
    /// Unpacked bytes per packed byte of an archive's entry.
    pub ratio: u64,
    /// Entries of an archive.
    pub entries: usize,
    /// Elements or JSON values inside each other.
    pub depth: usize,
    /// Bytes of one text, element kept verbatim or geometry.
    pub text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 4 << 30,
            archive_bytes: 8 << 30,
            ratio: 1000,
            entries: 100_000,
            depth: 256,
            text_bytes: 64 << 20,
        }
    }
}
