//! From the folders and files named on the command line to a project.

use crate::rules;
use anyhow::{Context, bail};
use choro_diagnostic::Finding;
use choro_diagnostic::input::MISSING_FILE;
use choro_project::{Cache, DiskWorld, Project, RewriteError, find_root};
use choro_text::Span;
use std::path::{Component, Path, PathBuf};

/// A project on disk, or a few files outside any.
pub(crate) struct Place {
    /// The folder that paths in output are relative to.
    pub(crate) root: PathBuf,
    /// The files.
    pub(crate) world: DiskWorld,
    /// Whether there is a project: then its references are used, and work is kept.
    pub(crate) is_project: bool,
}

impl Place {
    /// The project in a folder named on the command line.
    pub(crate) fn of_folder(folder: &Path) -> anyhow::Result<Self> {
        if !folder.is_dir() {
            bail!("`{}` is not a folder", folder.display());
        }
        let root = absolute(folder)?;
        Ok(Self {
            world: DiskWorld::new(&root),
            root,
            is_project: true,
        })
    }

    /// The project that is named, or found above the present folder, or above the first of the
    /// files; else the present folder without one.
    pub(crate) fn find(named: Option<&Path>, files: &[PathBuf]) -> anyhow::Result<Self> {
        if let Some(folder) = named {
            return Self::of_folder(folder);
        }
        let here = std::env::current_dir().context("the present folder cannot be had")?;
        let above = |path: &PathBuf| {
            let folder = if path.is_dir() {
                Some(path.as_path())
            } else {
                path.parent()
            };
            find_root(folder?)
        };
        let root = find_root(&here).or_else(|| files.first().and_then(above));
        Ok(Self {
            is_project: root.is_some() || files.is_empty(),
            world: DiskWorld::new(root.as_deref().unwrap_or(&here)),
            root: root.unwrap_or(here),
        })
    }

    /// The project with its documents, or with only those named.
    pub(crate) fn open(&self, files: &[PathBuf]) -> anyhow::Result<Result<Project, Vec<Finding>>> {
        let missing: Vec<Finding> = files
            .iter()
            .filter(|path| !path.exists())
            .map(|path| missing(path))
            .collect();
        if !missing.is_empty() {
            return Ok(Err(missing));
        }
        let paths: Vec<String> = files
            .iter()
            .map(|path| self.relative(path))
            .collect::<anyhow::Result<_>>()?;
        // The folder of the project itself stands for the project, its output left aside.
        let paths = match paths.as_slice() {
            [whole] if self.is_project && whole == "." => Vec::new(),
            _ => paths,
        };
        if !self.is_project {
            return Ok(Project::of_documents(&self.world, &paths));
        }
        let project = Project::open(&self.world).and_then(known_codes);
        Ok(if paths.is_empty() {
            project
        } else {
            match project {
                Ok(project) => project.with_documents(&self.world, &paths),
                Err(faults) => Err(faults),
            }
        })
    }

    /// The project without its documents, which need not be there.
    pub(crate) fn open_references(&self) -> Result<Project, Vec<Finding>> {
        Project::open_references(&self.world).and_then(known_codes)
    }

    /// Whether a document may be written: only a project's own.
    pub(crate) fn own_document(&self, project: &Project, path: &str) -> Result<(), RewriteError> {
        if !self.is_project {
            return Err(RewriteError::Outside(path.to_owned()));
        }
        self.world.own_document(project, path).map(|_| ())
    }

    /// Where work is kept.
    pub(crate) fn cache(&self) -> Option<Cache> {
        self.is_project.then(|| Cache::open(&self.root))
    }

    /// A path as the project writes it: relative to its folder where it lies in it.
    fn relative(&self, path: &Path) -> anyhow::Result<String> {
        let absolute = absolute(path)?;
        let within = absolute.strip_prefix(&self.root).unwrap_or(&absolute);
        let text = within
            .to_str()
            .with_context(|| format!("the name of `{}` is not Unicode", path.display()))?;
        Ok(if text.is_empty() {
            ".".to_owned()
        } else {
            text.replace(std::path::MAIN_SEPARATOR, "/")
        })
    }
}

/// The project, if every code that its configuration states is that of a rule, and its
/// romanisation is known.
fn known_codes(project: Project) -> Result<Project, Vec<Finding>> {
    let mut faults = rules::unknown(&project.config);
    faults.extend(rules::unknown_romanisation(&project.config));
    if faults.is_empty() {
        Ok(project)
    } else {
        Err(faults)
    }
}

/// A path of the command line that leads nowhere, as it was typed.
fn missing(path: &Path) -> Finding {
    let typed = path.display().to_string();
    let message = format!("`{typed}` is not there");
    let mut finding = Finding::input(MISSING_FILE, &typed, Span::default(), message);
    finding.help = Some(match std::env::current_dir() {
        Ok(here) if path.is_relative() => format!(
            "paths on the command line are relative to the present folder, {}",
            here.display()
        ),
        _ => "correct the path".to_owned(),
    });
    finding
}

/// The path from the root of the file system, without `.` and `..`.
fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    let whole =
        std::path::absolute(path).with_context(|| format!("`{}` is not a path", path.display()))?;
    let mut normal = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    Ok(normal)
}
