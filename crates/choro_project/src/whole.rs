//! Files written as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that takes the place of the one at its path when it is complete, and leaves it alone
/// when it never is.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    beside: tempfile::NamedTempFile,
}

impl WholeFile {
    /// Begins the file to be at `path`; folders on the way are made.
    pub fn create(path: &Path) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder)?;
        let beside = tempfile::Builder::new()
            .prefix(".choro-")
            .tempfile_in(folder)?;
        Ok(Self {
            path: path.to_owned(),
            beside,
        })
    }

    /// The file to be written to.
    pub fn file(&mut self) -> &mut fs::File {
        self.beside.as_file_mut()
    }

    /// A path beside the file that is free for a working file.
    pub fn scratch(&self) -> PathBuf {
        let mut name = self.beside.path().as_os_str().to_owned();
        name.push("-work");
        PathBuf::from(name)
    }

    /// Puts the file in its place by one rename, with the permissions of the one there before.
    pub fn complete(self) -> io::Result<()> {
        match fs::metadata(&self.path) {
            Ok(metadata) => self
                .beside
                .as_file()
                .set_permissions(metadata.permissions())?,
            Err(_) => readable(self.beside.as_file())?,
        }
        self.beside.as_file().sync_all()?;
        self.beside
            .persist(&self.path)
            .map_err(|error| error.error)?;
        Ok(())
    }
}

/// Puts `bytes` in the place of the file at `path` by one rename; folders on the way are made. The
/// new file has the permissions of the old one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut whole = WholeFile::create(path)?;
    whole.file().write_all(bytes)?;
    whole.complete()
}

/// Makes a new file readable as others are: temporary files are their owner's alone.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}
