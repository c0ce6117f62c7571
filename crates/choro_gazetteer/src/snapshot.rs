//! The gazetteer as bytes, for the cache.

use crate::Gazetteer;

/// First bytes of a snapshot: a name and the version of the layout.
const MAGIC: &[u8] = b"choro-gazetteer 2\n";

impl Gazetteer {
    /// The gazetteer with its indexes as bytes. Equal gazetteers give equal bytes.
    pub fn to_snapshot(&self) -> Vec<u8> {
        // Serialising plain data into a growing vector has no way to fail.
        postcard::to_extend(self, MAGIC.to_vec()).unwrap_or_default()
    }

    /// Reads a snapshot; `None` where the bytes are not one of this version.
    pub fn from_snapshot(bytes: &[u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MAGIC)?;
        let (gazetteer, rest) = postcard::take_from_bytes::<Self>(body).ok()?;
        (rest.is_empty() && gazetteer.is_sound()).then_some(gazetteer)
    }
}
