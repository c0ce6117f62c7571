//! Files mapped into memory: bytes are fetched as they are read, and shared by all who read them.

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a file, mapped into memory.
#[derive(Debug)]
pub struct Mapped(Option<Mmap>);

impl Mapped {
    /// Maps a file. It must not be changed in place while it is mapped: the program's own files
    /// are written under another name and renamed, so that a mapped file stays as it was. Of files
    /// of others only what is read once from beginning to end is to be mapped.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // An empty file cannot be mapped.
        if file.metadata()?.len() == 0 {
            return Ok(Self(None));
        }
        map(&file).map(|bytes| Self(Some(bytes)))
    }
}

#[allow(
    unsafe_code,
    reason = "the one place where a file is mapped; its readers check every bound"
)]
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the mapping is read-only and of a regular file, of the cache or to be imported, which
    // this program never writes in place: a file is replaced by renaming a new file over it, and a file
    // removed stays readable while it is mapped. Should another program write into it all the
    // same, readers see other bytes, and all readers of mapped bytes (`choro_index`) check each
    // bound on each reading; should it be cut short, the system ends the process rather than
    // giving bytes of others.
    unsafe { Mmap::map(file) }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Mapped;

    #[test]
    fn a_mapped_file_reads_as_it_is_even_when_replaced() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a");
        std::fs::write(&path, b"old").expect("file");
        let mapped = Mapped::open(&path).expect("mapped");
        assert_eq!(mapped.as_ref(), b"old");
        let other = folder.path().join("b");
        std::fs::write(&other, b"new").expect("file");
        std::fs::rename(&other, &path).expect("renamed");
        assert_eq!(mapped.as_ref(), b"old");
        assert_eq!(Mapped::open(&path).expect("mapped").as_ref(), b"new");
    }

    #[test]
    fn an_empty_file_has_no_bytes_and_a_missing_one_is_an_error() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a");
        assert!(Mapped::open(&path).is_err());
        std::fs::write(&path, b"").expect("file");
        assert_eq!(Mapped::open(&path).expect("mapped").as_ref(), b"");
    }
}
