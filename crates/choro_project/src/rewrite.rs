//! Documents written again in place: only the project's own, and whole or not at all.

use crate::config::LayerSettings;
use crate::{DiskWorld, Project};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Folders whose files are not the project's to change.
const OTHERS: [&str; 2] = ["reference", ".choro"];

/// Why a document is not written.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    /// It lies outside the project's folder, or a link leads there.
    #[error("`{0}` lies outside the project")]
    Outside(String),
    /// It lies among references, or in the output.
    #[error("`{0}` is not the project's own")]
    Foreign(String),
    /// It is marked read-only.
    #[error("`{0}` is read-only")]
    ReadOnly(String),
    /// It is no longer what was read.
    #[error("`{0}` was changed meanwhile")]
    Changed(String),
    /// The system refuses.
    #[error("`{path}` cannot be written: {source}")]
    Io {
        /// The document.
        path: String,
        /// The system's words.
        source: io::Error,
    },
}

impl DiskWorld {
    /// The file that a document of the project is, where it may be written: inside the project's
    /// folder also when links are followed, neither among references nor in the output, and not
    /// read-only.
    pub fn own_document(&self, project: &Project, path: &str) -> Result<PathBuf, RewriteError> {
        let io = |source| RewriteError::Io {
            path: path.to_owned(),
            source,
        };
        let root = self.root().canonicalize().map_err(io)?;
        let file = self.root().join(path).canonicalize().map_err(io)?;
        let Ok(within) = file.strip_prefix(&root) else {
            return Err(RewriteError::Outside(path.to_owned()));
        };
        // A path that goes out and comes back in is no path of the project's either.
        if Path::new(path).is_absolute() || path.split('/').any(|part| part == "..") {
            return Err(RewriteError::Outside(path.to_owned()));
        }
        let output = Path::new(&project.config.output.directory);
        let named = project.config.references.iter().map(folder_of);
        let mut others = OTHERS.iter().map(Path::new).chain([output]).chain(named);
        let foreign = |folder: &Path| !folder.as_os_str().is_empty() && within.starts_with(folder);
        if others.any(foreign) {
            return Err(RewriteError::Foreign(path.to_owned()));
        }
        let metadata = fs::metadata(&file).map_err(io)?;
        if metadata.permissions().readonly() {
            return Err(RewriteError::ReadOnly(path.to_owned()));
        }
        Ok(file)
    }

    /// Writes a document of the project again, if it still holds `old`. The new file takes the
    /// place of the old one by a rename, with its permissions.
    pub fn rewrite(
        &self,
        project: &Project,
        path: &str,
        old: &[u8],
        new: &[u8],
    ) -> Result<(), RewriteError> {
        let file = self.own_document(project, path)?;
        let io = |source| RewriteError::Io {
            path: path.to_owned(),
            source,
        };
        if fs::read(&file).map_err(io)? != old {
            return Err(RewriteError::Changed(path.to_owned()));
        }
        let folder = file.parent().unwrap_or(self.root());
        let mut beside = tempfile::Builder::new()
            .prefix(".choro-")
            .tempfile_in(folder)
            .map_err(io)?;
        beside.write_all(new).map_err(io)?;
        let permissions = fs::metadata(&file).map_err(io)?.permissions();
        beside.as_file().set_permissions(permissions).map_err(io)?;
        beside.as_file().sync_all().map_err(io)?;
        beside.persist(&file).map_err(|error| io(error.error))?;
        Ok(())
    }
}

/// The path of a reference, which may be a folder of files.
fn folder_of(settings: &LayerSettings) -> &Path {
    Path::new(settings.path.value.trim_start_matches("./"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(files: &[&str]) -> (tempfile::TempDir, DiskWorld) {
        let folder = tempfile::tempdir().expect("folder");
        for path in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("parent")).expect("folder");
            fs::write(path, "old").expect("file");
        }
        let world = DiskWorld::new(folder.path());
        (folder, world)
    }

    fn write(world: &DiskWorld, path: &str) -> Result<(), RewriteError> {
        let project = Project::default();
        world.rewrite(&project, path, b"old", b"new")
    }

    #[test]
    fn a_document_of_the_project_is_replaced_and_nothing_is_left_beside_it() {
        let (folder, world) = world(&["docs/a.md"]);
        write(&world, "docs/a.md").expect("written");
        assert_eq!(world.root(), folder.path());
        assert_eq!(
            fs::read(folder.path().join("docs/a.md")).expect("read"),
            b"new"
        );
        let beside = fs::read_dir(folder.path().join("docs")).expect("docs");
        assert_eq!(beside.count(), 1);
        assert!(matches!(
            write(&world, "docs/a.md"),
            Err(RewriteError::Changed(_))
        ));
    }

    #[test]
    fn what_is_not_the_projects_own_is_not_written() {
        let (folder, world) = world(&["docs/a.md", "reference/b.md", "public/c.md", "d.md"]);
        for path in ["reference/b.md", "public/c.md"] {
            assert!(
                matches!(write(&world, path), Err(RewriteError::Foreign(_))),
                "{path}"
            );
        }
        let outside = tempfile::tempdir().expect("folder");
        fs::write(outside.path().join("x.md"), "old").expect("file");
        let absolute = outside.path().join("x.md");
        let name = folder.path().file_name().expect("name").to_string_lossy();
        let round = format!("../{name}/d.md");
        for path in [absolute.to_str().expect("path"), round.as_str()] {
            assert!(
                matches!(write(&world, path), Err(RewriteError::Outside(_))),
                "{path}"
            );
        }
        assert!(matches!(
            write(&world, "docs/none.md"),
            Err(RewriteError::Io { .. })
        ));
        assert_eq!(
            fs::read(folder.path().join("reference/b.md")).expect("read"),
            b"old"
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_marks_respected() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, world) = world(&["docs/a.md", "docs/fixed.md", "reference/b.md"]);
        symlink(
            folder.path().join("reference/b.md"),
            folder.path().join("docs/b.md"),
        )
        .expect("link");
        symlink(
            folder.path().join("docs/a.md"),
            folder.path().join("docs/l.md"),
        )
        .expect("link");
        assert!(matches!(
            write(&world, "docs/b.md"),
            Err(RewriteError::Foreign(_))
        ));
        let fixed = folder.path().join("docs/fixed.md");
        fs::set_permissions(&fixed, fs::Permissions::from_mode(0o444)).expect("permissions");
        assert!(matches!(
            write(&world, "docs/fixed.md"),
            Err(RewriteError::ReadOnly(_))
        ));
        let own = folder.path().join("docs/a.md");
        fs::set_permissions(&own, fs::Permissions::from_mode(0o640)).expect("permissions");
        write(&world, "docs/l.md").expect("written through the link");
        assert_eq!(fs::read(&own).expect("read"), b"new");
        let mode = fs::metadata(&own).expect("metadata").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        let link = fs::symlink_metadata(folder.path().join("docs/l.md")).expect("link");
        assert!(link.is_symlink());
    }
}
