//! What comes from outside, through one trait: once for disk, once for memory.

use std::collections::BTreeMap;

/// The largest file that is read, bytes.
pub const MAX_FILE: u64 = 512 * 1024 * 1024;

/// Why something outside cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorldError {
    /// There is nothing of that name.
    #[error("`{0}` is not there")]
    Missing(String),
    /// A folder where a file was asked for, a device, a pipe.
    #[error("`{0}` is not a file")]
    NotAFile(String),
    /// A file where a folder was asked for.
    #[error("`{0}` is not a folder")]
    NotAFolder(String),
    /// Larger than [`MAX_FILE`].
    #[error("`{path}` has {length} bytes; at most {MAX_FILE} are read")]
    TooLarge {
        /// Path as asked for.
        path: String,
        /// Bytes.
        length: u64,
    },
    /// The system refuses.
    #[error("`{path}` cannot be read: {reason}")]
    Refused {
        /// Path as asked for.
        path: String,
        /// The system's words.
        reason: String,
    },
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without folder.
    pub name: String,
    /// Whether it is a folder.
    pub folder: bool,
}

/// The outside: files of a project, and the date.
///
/// Paths are relative to the project's folder, with `/`, and may lead outside (`../x`) or be
/// absolute: what `choro.toml` or the command line names is read wherever it is.
pub trait World: Send + Sync {
    /// The bytes of a file, at most [`MAX_FILE`] of them.
    fn read(&self, path: &str) -> Result<Vec<u8>, WorldError>;

    /// Up to `length` first bytes of a file, to see what it is.
    fn head(&self, path: &str, length: usize) -> Result<Vec<u8>, WorldError>;

    /// The entries of a folder, sorted by name. Links that lead out of the project or to folders,
    /// and what is neither file nor folder, are not among them.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError>;

    /// What a path leads to; `None` where nothing is, or neither file nor folder.
    fn kind(&self, path: &str) -> Option<Kind>;

    /// The date that whoever builds states for the output, ISO 8601; `None` unless a number of
    /// seconds stands in `SOURCE_DATE_EPOCH`.
    fn stated_date(&self) -> Option<String>;

    /// The date today, ISO 8601: the stated one where there is one. Only for what expires;
    /// output never carries it.
    fn today(&self) -> String;
}

/// A world in memory, for tests and for checking text that is in no file.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorld {
    files: BTreeMap<String, Vec<u8>>,
    today: String,
}

impl MemoryWorld {
    /// A world with these files; folders are there as far as files are in them.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, bytes)| (path.into(), bytes.into()))
            .collect();
        Self {
            files,
            today: "2026-01-01".to_owned(),
        }
    }

    /// The same world on another day, an ISO date.
    #[must_use]
    pub fn on(mut self, today: &str) -> Self {
        today.clone_into(&mut self.today);
        self
    }

    /// Puts a file in, in place of the one of that path.
    pub fn put(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    fn bytes(&self, path: &str) -> Result<&Vec<u8>, WorldError> {
        let normal = crate::path::normal(path).unwrap_or_default();
        self.files
            .get(&normal)
            .ok_or_else(|| match self.kind(path) {
                Some(_) => WorldError::NotAFile(path.to_owned()),
                None => WorldError::Missing(path.to_owned()),
            })
    }

    /// The paths of all files below `folder`, relative to it.
    fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().filter_map(move |path| match folder {
            "" => Some(path.as_str()),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        })
    }
}

impl World for MemoryWorld {
    fn read(&self, path: &str) -> Result<Vec<u8>, WorldError> {
        self.bytes(path).cloned()
    }

    fn head(&self, path: &str, length: usize) -> Result<Vec<u8>, WorldError> {
        self.bytes(path)
            .map(|bytes| bytes[..length.min(bytes.len())].to_vec())
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let normal = crate::path::normal(folder).unwrap_or_default();
        match self.kind(folder) {
            Some(Kind::Folder) => {}
            Some(Kind::File) => return Err(WorldError::NotAFolder(folder.to_owned())),
            None => return Err(WorldError::Missing(folder.to_owned())),
        }
        let mut entries: Vec<Entry> = self
            .below(&normal)
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => Entry {
                    name: name.to_owned(),
                    folder: true,
                },
                None => Entry {
                    name: rest.to_owned(),
                    folder: false,
                },
            })
            .collect();
        entries.sort();
        entries.dedup();
        Ok(entries)
    }

    fn kind(&self, path: &str) -> Option<Kind> {
        let normal = crate::path::normal(path)?;
        if self.files.contains_key(&normal) {
            Some(Kind::File)
        } else if normal.is_empty() || self.below(&normal).next().is_some() {
            Some(Kind::Folder)
        } else {
            None
        }
    }

    fn stated_date(&self) -> Option<String> {
        None
    }

    fn today(&self) -> String {
        self.today.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_there_as_far_as_files_are() {
        let world = MemoryWorld::new([("docs/a.md", "A"), ("docs/b/c.md", "C"), ("x", "")]);
        let names: Vec<_> = world
            .list("docs")
            .expect("docs")
            .into_iter()
            .map(|e| e.name)
            .collect();
        assert_eq!(names, ["a.md", "b"]);
        assert_eq!(world.kind("docs/b"), Some(Kind::Folder));
        assert_eq!(world.read("docs/../docs/a.md"), Ok(b"A".to_vec()));
        assert_eq!(
            world.read("docs"),
            Err(WorldError::NotAFile("docs".to_owned()))
        );
        assert_eq!(world.list("x"), Err(WorldError::NotAFolder("x".to_owned())));
        assert_eq!(world.read("y"), Err(WorldError::Missing("y".to_owned())));
    }
}
