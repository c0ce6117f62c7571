//! Earlier work, by the hash of what it was made from.
//!
//! Entries live under `.choro/cache/VERSION/`. A cache never makes work fail: an entry that is
//! broken or cannot be read is a miss, one that cannot be written is not kept.

use crate::Mapped;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Identity of an entry: the hash of everything that determines its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CacheKey([u8; 32]);

impl CacheKey {
    /// The key of work named `phase` on these inputs. No two different lists of parts share one.
    pub fn new(phase: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in std::iter::once(phase.as_bytes()).chain(parts.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The key as a part of other keys.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn file_name(self) -> (String, String) {
        let hex = blake3::Hash::from_bytes(self.0).to_hex();
        (hex[..2].to_owned(), hex[2..].to_owned())
    }
}

/// First bytes of every entry.
const MAGIC: &[u8; 8] = b"choroc1\n";
/// Magic and the hash of the content.
const HEADER: usize = MAGIC.len() + 32;
/// Bytes that are kept by default: 512 MiB.
const CAPACITY: u64 = 512 * 1024 * 1024;

/// A folder of entries.
#[derive(Clone, Debug)]
pub struct Cache {
    /// The folder of all versions.
    base: PathBuf,
    /// The folder of this version.
    folder: PathBuf,
    capacity: u64,
}

impl Cache {
    /// The cache of the project in `root`, for entries of this version of the program.
    pub fn open(root: &Path) -> Self {
        let base = root.join(".choro").join("cache");
        Self {
            folder: base.join(env!("CARGO_PKG_VERSION")),
            base,
            capacity: CAPACITY,
        }
    }

    /// The same cache with at most `capacity` bytes kept by [`Cache::prune`].
    #[must_use]
    pub fn with_capacity(self, capacity: u64) -> Self {
        Self { capacity, ..self }
    }

    fn path(&self, key: &CacheKey) -> PathBuf {
        let (folder, name) = key.file_name();
        self.folder.join(folder).join(name)
    }

    /// The content kept under `key`, if it is there and unbroken.
    pub fn get(&self, key: &CacheKey) -> Option<Vec<u8>> {
        let path = self.path(key);
        let mut entry = fs::read(&path).ok()?;
        if !is_whole(&entry) {
            let _ = fs::remove_file(&path);
            return None;
        }
        touch(&path);
        Some(entry.split_off(HEADER))
    }

    /// The content kept under `key`, if it is there and unbroken, mapped into memory: what is not
    /// read of it takes none.
    pub fn map(&self, key: &CacheKey) -> Option<CachedBytes> {
        let path = self.path(key);
        let entry = Mapped::open(&path).ok()?;
        if !is_whole(entry.as_ref()) {
            let _ = fs::remove_file(&path);
            return None;
        }
        touch(&path);
        Some(CachedBytes(entry))
    }

    /// Keeps `content` under `key`; readers see all of it or nothing.
    pub fn put(&self, key: &CacheKey, content: &[u8]) {
        let path = self.path(key);
        let Some(folder) = path.parent() else { return };
        if fs::create_dir_all(folder).is_err() {
            return;
        }
        let Ok(mut file) = tempfile::NamedTempFile::new_in(folder) else {
            return;
        };
        let hash = blake3::hash(content);
        let written = [MAGIC.as_slice(), hash.as_bytes(), content]
            .into_iter()
            .all(|part| file.write_all(part).is_ok());
        if written {
            let _ = file.persist(path);
        }
    }

    /// Removes entries of other versions, and the longest unused ones until the rest fit the
    /// capacity. To be called once a build, after it.
    pub fn prune(&self) {
        for version in entries(&self.base) {
            if version != self.folder {
                let _ = fs::remove_dir_all(version);
            }
        }
        let mut found: Vec<(SystemTime, PathBuf, u64)> = entries(&self.folder)
            .iter()
            .flat_map(|folder| entries(folder))
            .filter_map(|path| {
                let metadata = fs::metadata(&path).ok()?;
                Some((metadata.modified().ok()?, path, metadata.len()))
            })
            .collect();
        found.sort();
        let mut total: u64 = found.iter().map(|(_, _, length)| length).sum();
        for (_, path, length) in found {
            if total <= self.capacity {
                break;
            }
            if fs::remove_file(path).is_ok() {
                total -= length;
            }
        }
    }
}

/// The content of an entry, mapped into memory.
#[derive(Debug)]
pub struct CachedBytes(Mapped);

impl AsRef<[u8]> for CachedBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref().get(HEADER..).unwrap_or_default()
    }
}

fn is_whole(entry: &[u8]) -> bool {
    entry.len() >= HEADER
        && entry.starts_with(MAGIC)
        && blake3::hash(&entry[HEADER..]).as_bytes() == &entry[MAGIC.len()..HEADER]
}

/// What is used stays longest; that the time cannot be set does no harm.
fn touch(path: &Path) {
    if let Ok(file) = File::options().append(true).open(path) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// What is in a folder; nothing where it cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).into_iter().flatten();
    listed
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("folder");
        let cache = Cache::open(folder.path());
        (folder, cache)
    }

    #[test]
    fn what_is_put_is_got() {
        let (_folder, cache) = cache();
        let key = CacheKey::new("read", &[b"docs/a.md", b"content"]);
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"blocks");
        assert_eq!(cache.get(&key), Some(b"blocks".to_vec()));
        let mapped = cache.map(&key).expect("kept");
        assert_eq!(mapped.as_ref(), b"blocks");
        cache.put(&key, b"");
        assert_eq!(mapped.as_ref(), b"blocks", "what is mapped stays as it was");
        assert_eq!(cache.get(&key), Some(Vec::new()));
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(
            CacheKey::new("p", &[b"ab", b"c"]),
            CacheKey::new("p", &[b"a", b"bc"])
        );
        assert_ne!(CacheKey::new("p", &[]), CacheKey::new("q", &[]));
    }

    #[test]
    fn a_broken_entry_is_a_miss() {
        let (_folder, cache) = cache();
        let key = CacheKey::new("read", &[b"x"]);
        for break_it in [
            |bytes: &mut Vec<u8>| bytes.truncate(HEADER + 2),
            |bytes: &mut Vec<u8>| bytes.clear(),
        ] {
            cache.put(&key, b"blocks");
            let mut bytes = fs::read(cache.path(&key)).expect("entry");
            break_it(&mut bytes);
            fs::write(cache.path(&key), &bytes).expect("broken");
            assert_eq!(cache.get(&key), None);
            fs::write(cache.path(&key), &bytes).expect("broken");
            assert!(cache.map(&key).is_none());
        }
        cache.put(&key, b"blocks");
        let mut bytes = fs::read(cache.path(&key)).expect("entry");
        bytes[HEADER] ^= 1;
        fs::write(cache.path(&key), bytes).expect("broken");
        assert_eq!(cache.get(&key), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_does_no_harm() {
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join(".choro"), "a file").expect("file");
        let cache = Cache::open(folder.path());
        let key = CacheKey::new("read", &[]);
        cache.put(&key, b"x");
        assert_eq!(cache.get(&key), None);
        cache.prune();
    }

    #[test]
    fn the_longest_unused_go_first_and_other_versions_altogether() {
        let (folder, cache) = cache();
        let keys: Vec<_> = (0u8..4).map(|i| CacheKey::new("read", &[&[i]])).collect();
        for (age, key) in keys.iter().enumerate() {
            cache.put(key, &[0; 100]);
            let file = File::options()
                .append(true)
                .open(cache.path(key))
                .expect("entry");
            let time = SystemTime::now() - Duration::from_secs(1000 - age as u64);
            file.set_modified(time).expect("time");
        }
        assert!(cache.get(&keys[0]).is_some());
        let other = folder.path().join(".choro/cache/0.0.1");
        fs::create_dir_all(&other).expect("other version");
        cache
            .clone()
            .with_capacity(2 * (100 + HEADER as u64))
            .prune();
        let kept: Vec<_> = keys.iter().map(|key| cache.get(key).is_some()).collect();
        assert_eq!(kept, [true, false, false, true]);
        assert!(!other.exists());
    }
}
