//! Files written as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Puts `bytes` in the place of the file at `path` by one rename; folders on the way are made. The
/// new file has the permissions of the old one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new()
        .prefix(".choro-")
        .tempfile_in(folder)?;
    beside.write_all(bytes)?;
    match fs::metadata(path) {
        Ok(metadata) => beside.as_file().set_permissions(metadata.permissions())?,
        Err(_) => readable(beside.as_file())?,
    }
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
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
