//! The world on disk.

use crate::CONFIG_FILE;
use crate::world::{Entry, Kind, MAX_FILE, World, WorldError};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The nearest folder at or above `start` that holds `choro.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    start
        .ancestors()
        .find(|folder| folder.join(CONFIG_FILE).is_file())
        .map(Path::to_owned)
}

/// The files of one folder and, where named, of others.
#[derive(Clone, Debug)]
pub struct DiskWorld {
    root: PathBuf,
}

impl DiskWorld {
    /// The world seen from `root`, the project's folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Opens a regular file; pipes and devices, which might never end, are not.
    fn open(&self, path: &str) -> Result<(File, u64), WorldError> {
        let full = self.full(path);
        let metadata = fs::metadata(&full).map_err(|error| refused(path, &error))?;
        if !metadata.is_file() {
            return Err(WorldError::NotAFile(path.to_owned()));
        }
        let file = File::open(&full).map_err(|error| refused(path, &error))?;
        Ok((file, metadata.len()))
    }

    /// Whether a link leads to a file within the project. Linked folders are left out: they may
    /// lead round in a circle.
    fn is_inner_link(&self, full: &Path) -> bool {
        let (Ok(target), Ok(root)) = (full.canonicalize(), self.root.canonicalize()) else {
            return false;
        };
        target.is_file() && target.starts_with(root)
    }
}

fn refused(path: &str, error: &std::io::Error) -> WorldError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => WorldError::Missing(path.to_owned()),
        _ => WorldError::Refused {
            path: path.to_owned(),
            reason: error.to_string(),
        },
    }
}

impl World for DiskWorld {
    fn read(&self, path: &str) -> Result<Vec<u8>, WorldError> {
        let (file, length) = self.open(path)?;
        let too_large = |length| WorldError::TooLarge {
            path: path.to_owned(),
            length,
        };
        if length > MAX_FILE {
            return Err(too_large(length));
        }
        let mut bytes = Vec::with_capacity(length as usize);
        // A file may grow while it is read.
        file.take(MAX_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| refused(path, &error))?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(too_large(bytes.len() as u64));
        }
        Ok(bytes)
    }

    fn head(&self, path: &str, length: usize) -> Result<Vec<u8>, WorldError> {
        let (file, _) = self.open(path)?;
        let mut bytes = Vec::new();
        file.take(length as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| refused(path, &error))?;
        Ok(bytes)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let full = self.full(folder);
        if full.is_file() {
            return Err(WorldError::NotAFolder(folder.to_owned()));
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(&full).map_err(|error| refused(folder, &error))? {
            let entry = entry.map_err(|error| refused(folder, &error))?;
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            if kind.is_dir() {
                entries.push(Entry { name, folder: true });
            } else if kind.is_file() || (kind.is_symlink() && self.is_inner_link(&entry.path())) {
                entries.push(Entry {
                    name,
                    folder: false,
                });
            }
        }
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &str) -> Option<Kind> {
        let metadata = fs::metadata(self.full(path)).ok()?;
        if metadata.is_file() {
            Some(Kind::File)
        } else if metadata.is_dir() {
            Some(Kind::Folder)
        } else {
            None
        }
    }

    fn stated_date(&self) -> Option<String> {
        let seconds: u64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
        Some(civil_date(seconds / 86_400))
    }

    fn today(&self) -> String {
        self.stated_date().unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            civil_date(now.map_or(0, |since| since.as_secs() / 86_400))
        })
    }
}

/// The ISO date of a day counted from 1970-01-01, in the Gregorian calendar (years in eras of 400,
/// counted from March).
fn civil_date(days: u64) -> String {
    // The era of 400 years is 146,097 days; 1970-01-01 is day 719,468 from 0000-03-01.
    let days = days.min(2_900_000) + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil_date(0), "1970-01-01");
        assert_eq!(civil_date(11_016), "2000-02-29");
        assert_eq!(civil_date(20_778), "2026-11-21");
    }

    #[test]
    fn the_root_is_found_from_below() {
        let folder = tempfile::tempdir().expect("folder");
        let deep = folder.path().join("docs/a");
        fs::create_dir_all(&deep).expect("docs");
        assert_eq!(
            find_root(&deep).filter(|root| root.starts_with(folder.path())),
            None
        );
        fs::write(folder.path().join(CONFIG_FILE), "").expect("choro.toml");
        assert_eq!(find_root(&deep).as_deref(), Some(folder.path()));
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().expect("folder");
        fs::create_dir(folder.path().join("docs")).expect("docs");
        let world = DiskWorld::new(folder.path());
        assert_eq!(
            world.read("x.md"),
            Err(WorldError::Missing("x.md".to_owned()))
        );
        assert_eq!(
            world.read("docs"),
            Err(WorldError::NotAFile("docs".to_owned()))
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_or_round_are_not_listed() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().expect("folder");
        fs::write(outside.path().join("secret.md"), "x").expect("file");
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("a.md"), "a").expect("file");
        symlink(folder.path().join("a.md"), folder.path().join("b.md")).expect("link");
        symlink(outside.path().join("secret.md"), folder.path().join("c.md")).expect("link");
        symlink(folder.path(), folder.path().join("round")).expect("link");
        let listed = DiskWorld::new(folder.path()).list("").expect("list");
        let names: Vec<_> = listed.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["a.md", "b.md"]);
    }
}
