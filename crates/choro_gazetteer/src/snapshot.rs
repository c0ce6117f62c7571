//! The gazetteer as bytes, for the cache.
//!
//! The index of names stands in it as it is: it is read where it lies and not decoded.

use crate::Gazetteer;
use crate::name_index::NameIndex;
use choro_index::SharedBytes;

/// First bytes of a snapshot: a name and the version of the layout.
const MAGIC: &[u8] = b"choro-gazetteer 4\n";

impl Gazetteer {
    /// The gazetteer with its indexes as bytes. Equal gazetteers give equal bytes.
    pub fn to_snapshot(&self) -> Vec<u8> {
        let names = self.names().as_bytes();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((names.len() as u64).to_le_bytes());
        bytes.extend_from_slice(names);
        // Serialising plain data into a growing vector has no way to fail.
        postcard::to_extend(self, bytes).unwrap_or_default()
    }

    /// Reads a snapshot; `None` where the bytes are not one of this version. The bytes are kept as
    /// long as the gazetteer: the index of names is read from them.
    pub fn from_snapshot(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Option<Self> {
        let shared = SharedBytes::new(bytes);
        let all = shared.as_ref();
        let (length, body) = all.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let start = all.len() - body.len();
        let names = shared.part(start..start.checked_add(length)?)?;
        let (gazetteer, rest) = postcard::take_from_bytes::<Self>(body.get(length..)?).ok()?;
        let gazetteer = gazetteer.with_names(NameIndex::open(names)?);
        (rest.is_empty() && gazetteer.is_sound()).then_some(gazetteer)
    }
}
