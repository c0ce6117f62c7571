//! Output that is replaced as a whole or not at all.
//!
//! A tree is written into `.choro/stage-NAME` beside the output folder and takes its place by
//! renaming: old aside, new in, old away. Killed before, the old output is whole; killed between
//! the two renames, the next [`Staging::begin`] (or [`Staging::recover`]) puts the old one back;
//! killed after, the new one is whole. Guards against killed processes, not against power failure.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Marks a folder as output, which the next output may replace.
const MARKER: &str = ".choro-output";
const MARKER_TEXT: &[u8] = b"Written by choro, and replaced as a whole by its next run.\n";

/// Why output cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum StagingError {
    /// The path of a file leads out of the output folder, or is none.
    #[error("`{0}` is not a path within the output folder")]
    Escape(String),
    /// A folder of that name exists and was not written by choro.
    #[error(
        "`{0}` exists and was not written by choro: move it away or name another output folder"
    )]
    Foreign(PathBuf),
    /// The output is a file, or has no name of its own.
    #[error("`{0}` cannot be an output folder")]
    NotAFolder(PathBuf),
    /// Another process is writing the same output.
    #[error("another choro is writing `{0}`")]
    Busy(PathBuf),
    /// The system refuses.
    #[error("cannot write `{path}`: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

/// The folders that take part, all on one file system.
#[derive(Debug)]
struct Places {
    output: PathBuf,
    room: PathBuf,
    stage: PathBuf,
    old: PathBuf,
    lock: PathBuf,
}

/// Output being written. Dropped without [`Staging::commit`], it leaves the old output as it was.
#[derive(Debug)]
pub struct Staging {
    places: Places,
    /// Held while writing; the system lets go of it when the process ends, however it ends.
    lock: File,
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> StagingError + '_ {
    move |source| StagingError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Removes a folder or file; that there is none is as good.
fn remove(path: &Path) -> Result<(), StagingError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path).map_err(failed(path)),
        Ok(_) => fs::remove_file(path).map_err(failed(path)),
        Err(_) => Ok(()),
    }
}

impl Places {
    fn new(output: &Path) -> Result<Self, StagingError> {
        let output = std::path::absolute(output).map_err(failed(output))?;
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(StagingError::NotAFolder(output));
        };
        let room = parent.join(".choro");
        let beside = |prefix: &str| {
            let mut beside = std::ffi::OsString::from(prefix);
            beside.push(name);
            room.join(beside)
        };
        Ok(Self {
            stage: beside("stage-"),
            old: beside("old-"),
            lock: beside("lock-"),
            room: room.clone(),
            output,
        })
    }

    fn lock(&self) -> Result<File, StagingError> {
        fs::create_dir_all(&self.room).map_err(failed(&self.room))?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&self.lock)
            .map_err(failed(&self.lock))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StagingError::Busy(self.output.clone())),
            // A file system without locks: writing goes on unguarded.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(file)
            }
            Err(TryLockError::Error(error)) => Err(failed(&self.lock)(error)),
        }
    }

    /// Ends or undoes a swap that was cut short, and clears what was left half-written.
    fn recover(&self) -> Result<(), StagingError> {
        if fs::symlink_metadata(&self.old).is_ok() {
            if fs::symlink_metadata(&self.output).is_ok() {
                remove(&self.old)?;
            } else {
                fs::rename(&self.old, &self.output).map_err(failed(&self.output))?;
            }
        }
        remove(&self.stage)
    }

    /// Refuses to replace what choro did not write.
    fn check_output(&self) -> Result<(), StagingError> {
        let Ok(metadata) = fs::symlink_metadata(&self.output) else {
            return Ok(());
        };
        if !metadata.is_dir() {
            return Err(StagingError::NotAFolder(self.output.clone()));
        }
        let mut entries = fs::read_dir(&self.output).map_err(failed(&self.output))?;
        if entries.next().is_some() && !self.output.join(MARKER).is_file() {
            return Err(StagingError::Foreign(self.output.clone()));
        }
        Ok(())
    }
}

impl Staging {
    /// Begins output that is to become the folder `output`. Puts back what an earlier run that
    /// was killed left aside. Nothing is seen under `output` before [`Staging::commit`].
    pub fn begin(output: &Path) -> Result<Self, StagingError> {
        let places = Places::new(output)?;
        let lock = places.lock()?;
        // From here on the lock is let go of whatever fails.
        let staging = Self { places, lock };
        let places = &staging.places;
        places.recover()?;
        places.check_output()?;
        fs::create_dir_all(&places.stage).map_err(failed(&places.stage))?;
        staging.write(MARKER, MARKER_TEXT)?;
        Ok(staging)
    }

    /// Puts back the output of `output` where an earlier run was killed amid the swap: for those
    /// that read output. Does nothing while another process writes.
    pub fn recover(output: &Path) -> Result<(), StagingError> {
        let places = Places::new(output)?;
        if !places.room.is_dir() {
            return Ok(());
        }
        match places.lock() {
            Ok(lock) => {
                let recovered = places.recover();
                let _ = lock.unlock();
                recovered
            }
            Err(StagingError::Busy(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Writes one file; its folders are made. `relative` is a path with `/` within the output.
    pub fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) -> Result<(), StagingError> {
        let path = self.path(relative)?;
        fs::write(&path, bytes).map_err(failed(&path))
    }

    /// Where a file is to be written by a tool that needs a real one; its folders are made.
    pub fn path(&self, relative: &str) -> Result<PathBuf, StagingError> {
        let escape = || StagingError::Escape(relative.to_owned());
        if relative.contains(['\\', '\0', ':']) {
            return Err(escape());
        }
        let mut path = self.places.stage.clone();
        for part in relative.split('/') {
            if matches!(part, "" | "." | "..") {
                return Err(escape());
            }
            path.push(part);
        }
        let folder = path.parent().ok_or_else(escape)?;
        fs::create_dir_all(folder).map_err(failed(folder))?;
        Ok(path)
    }

    /// Puts what was written in the place of the old output. On failure the old output is back.
    pub fn commit(self) -> Result<(), StagingError> {
        let Places {
            output, stage, old, ..
        } = &self.places;
        let replaces = fs::symlink_metadata(output).is_ok();
        if replaces {
            fs::rename(output, old).map_err(failed(output))?;
        }
        if let Err(error) = fs::rename(stage, output) {
            if replaces {
                fs::rename(old, output).map_err(failed(output))?;
            }
            return Err(failed(output)(error));
        }
        // The new output is whole; what cannot be removed now is removed by the next run.
        let _ = remove(old);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a commit there is nothing left to remove.
        let _ = remove(&self.places.stage);
        // Closing would do, were it not for children started meanwhile, which share the file
        // until they run their own program.
        let _ = self.lock.unlock();
    }
}
