//! A world in which some files read otherwise than they stand: to see what a change would do.

use crate::world::{Entry, Kind, World, WorldError};
use std::collections::BTreeMap;

/// Another world with some of its files changed.
pub struct AmendedWorld<'w> {
    inner: &'w dyn World,
    files: BTreeMap<String, Vec<u8>>,
}

impl<'w> AmendedWorld<'w> {
    /// The world as it is.
    pub fn new(inner: &'w dyn World) -> Self {
        Self {
            inner,
            files: BTreeMap::new(),
        }
    }

    /// Lets a file that is there read otherwise. `path` is as the project has it.
    pub fn amend(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(path.into(), bytes);
    }

    /// The files that read otherwise.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }
}

impl World for AmendedWorld<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, WorldError> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.inner.read(path),
        }
    }

    fn head(&self, path: &str, length: usize) -> Result<Vec<u8>, WorldError> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes[..length.min(bytes.len())].to_vec()),
            None => self.inner.head(path, length),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        self.inner.list(folder)
    }

    fn kind(&self, path: &str) -> Option<Kind> {
        self.inner.kind(path)
    }

    fn today(&self) -> String {
        self.inner.today()
    }

    fn stated_date(&self) -> Option<String> {
        self.inner.stated_date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryWorld;

    #[test]
    fn an_amended_file_reads_otherwise_and_the_others_as_they_are() {
        let inner = MemoryWorld::new([("docs/a.md", "old"), ("docs/b.md", "other")]);
        let mut world = AmendedWorld::new(&inner);
        world.amend("docs/a.md", b"new".to_vec());
        assert_eq!(world.read("docs/a.md"), Ok(b"new".to_vec()));
        assert_eq!(world.head("docs/a.md", 2), Ok(b"ne".to_vec()));
        assert_eq!(world.read("docs/b.md"), Ok(b"other".to_vec()));
        assert_eq!(world.list("docs"), inner.list("docs"));
        assert_eq!(world.kind("docs/c.md"), None);
    }
}
