//! Writing the outputs, as a whole or not at all.

use crate::progress::{Phase, Progress};
use crate::{Compiled, PipelineError, Stamp, parallel};
use choro_diagnostic::Finding;
use choro_inventory::Site;
use choro_project::{Cache, CacheKey, DiskWorld, LOCK_FILE, Project, Staging};
use choro_site::{Part, Plan};
use std::path::{Path, PathBuf};

/// The atlas as a GeoPackage, in the output folder.
const GEOPACKAGE: &str = "atlas.gpkg";

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The output folder.
    pub folder: PathBuf,
    /// Files in it.
    pub files: usize,
}

/// Writes the site and the GeoPackage of a compiled project into its output folder, then
/// `choro.lock`. Whoever reads the folder meanwhile sees the old output or the new one.
pub fn publish(
    compiled: &Compiled,
    project: &Project,
    root: &Path,
    progress: &dyn Progress,
) -> Result<Published, PipelineError> {
    let folder = root.join(&project.config.output.directory);
    let staging = Staging::begin(&folder)?;
    let package = staging.path(GEOPACKAGE)?;
    let cache = Cache::open(root);
    let world = DiskWorld::new(root);
    let sites = crate::sites(project, &world, Some(&cache)).inventory.sites;
    progress.begin(Phase::Publish, 2);
    let mut files = std::thread::scope(|scope| {
        let packed = scope.spawn(|| write_geopackage(compiled, &package, &cache));
        let files = write_site(compiled, &sites, &staging, &cache)?;
        progress.step();
        match packed.join() {
            Ok(packed) => packed?,
            Err(panic) => std::panic::resume_unwind(panic),
        }
        Ok::<_, PipelineError>(files)
    })?;
    let length = std::fs::metadata(&package).map_or(0, |file| file.len());
    files.push((GEOPACKAGE.to_owned(), length));
    progress.step();
    staging.commit()?;
    let written = files.len();
    let changed = write_lock(compiled, root)?;
    let of_lock = |finding: &Finding| finding.primary.document == LOCK_FILE;
    // What was said of a lock that has just been written anew may point to the wrong lines.
    if !(changed && compiled.input_findings.iter().any(of_lock)) {
        Stamp::new(compiled, files, root).write(root)?;
    }
    Ok(Published {
        folder,
        files: written,
    })
}

/// Writes the GeoPackage: what the documents do not change is copied from an earlier build.
fn write_geopackage(compiled: &Compiled, path: &Path, cache: &Cache) -> Result<(), PipelineError> {
    let key = CacheKey::new("geopackage", &[compiled.knowledge.as_bytes()]);
    let failed = |source| PipelineError::Write {
        path: path.to_owned(),
        source,
    };
    if let Some(beginning) = cache.get(&key) {
        std::fs::write(path, beginning).map_err(failed)?;
    } else {
        choro_export::begin_geopackage(&compiled.atlas, path)?;
        cache.put(&key, &std::fs::read(path).map_err(failed)?);
    }
    Ok(choro_export::finish_geopackage(&compiled.atlas, path)?)
}

/// Writes the pages, each as soon as it is made; their paths and lengths in order.
fn write_site(
    compiled: &Compiled,
    sites: &[Site],
    staging: &Staging,
    cache: &Cache,
) -> Result<Vec<(String, u64)>, PipelineError> {
    let plan = Plan::new(&compiled.atlas, sites);
    let written = parallel::map(&plan.parts(), |part| {
        let mut files = Vec::new();
        for (path, bytes) in made(&plan, *part, compiled, cache) {
            staging.write(&path, &bytes)?;
            files.push((path, bytes.len() as u64));
        }
        Ok::<_, PipelineError>(files)
    });
    let mut files = Vec::new();
    for part in written {
        files.extend(part?);
    }
    files.sort();
    Ok(files)
}

/// The files of a part: those that take long come from an earlier build of the same knowledge.
fn made(plan: &Plan<'_>, part: Part, compiled: &Compiled, cache: &Cache) -> Vec<(String, Vec<u8>)> {
    let Some(identity) = plan.identity(part) else {
        return plan.files(part);
    };
    let key = CacheKey::new("map", &[compiled.knowledge.as_bytes(), identity.as_bytes()]);
    let kept = cache.get(&key);
    if let Some(files) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return files;
    }
    let files = plan.files(part);
    if let Ok(bytes) = postcard::to_stdvec(&files) {
        cache.put(&key, &bytes);
    }
    files
}

/// Writes `choro.lock` where the project has references of others; whether it changed.
fn write_lock(compiled: &Compiled, root: &Path) -> Result<bool, PipelineError> {
    let path = root.join(LOCK_FILE);
    let before = std::fs::read(&path).ok();
    let Some(lock) = &compiled.lock else {
        return Ok(false);
    };
    if lock.pins.is_empty() && before.is_none() {
        return Ok(false);
    }
    lock.write(root).map_err(|source| PipelineError::Write {
        path: path.clone(),
        source,
    })?;
    Ok(before != std::fs::read(&path).ok())
}
