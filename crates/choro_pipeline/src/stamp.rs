//! Whether the output is already that of the inputs.
//!
//! After publishing, `.choro/stamp` keeps the identity of the inputs, the findings, and the name
//! and length of every file written. A build whose inputs have that identity, and whose output
//! folder still holds those files, has nothing to do.

use crate::inputs::Inputs;
use crate::progress::Silent;
use crate::{PipelineError, VERSION};
use choro_check::Suppressed;
use choro_diagnostic::Finding;
use choro_project::{CONFIG_FILE, CacheKey, FailOn, LOCK_FILE, Project, World};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What is kept of a build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    key: [u8; 32],
    lock: Option<[u8; 32]>,
    files: Vec<(String, u64)>,
    /// Documents of the atlas.
    pub documents: usize,
    /// Claims of the atlas.
    pub claims: usize,
    /// The findings of the rules.
    pub findings: Vec<Finding>,
    /// Those that people let stand, with what passes over each.
    pub suppressed: Vec<Suppressed>,
    /// The findings about input files.
    pub input_findings: Vec<Finding>,
}

const STAMP: &str = ".choro/stamp";

/// The stamp of the last build, where its inputs were those of now and its output is whole.
pub fn up_to_date(project: &Project, world: &dyn World, root: &Path) -> Option<Stamp> {
    let stamp: Stamp = postcard::from_bytes(&std::fs::read(root.join(STAMP)).ok()?).ok()?;
    let output = root.join(&project.config.output.directory);
    let whole = stamp.files.iter().all(|(path, length)| {
        std::fs::metadata(output.join(path)).is_ok_and(|file| file.len() == *length)
    });
    if !whole {
        return None;
    }
    let inputs = Inputs::read(project, world, &Silent);
    let same =
        inputs.findings.is_empty() && key(project, &inputs, &world.today()).as_bytes() == stamp.key;
    (same && lock_hash(root) == stamp.lock).then_some(stamp)
}

fn lock_hash(root: &Path) -> Option<[u8; 32]> {
    let bytes = std::fs::read(root.join(LOCK_FILE)).ok()?;
    Some(*blake3::hash(&bytes).as_bytes())
}

impl Stamp {
    pub(crate) fn new(compiled: &crate::Compiled, files: Vec<(String, u64)>, root: &Path) -> Self {
        let mut key = [0; 32];
        key.copy_from_slice(compiled.key.as_bytes());
        let documents = &compiled.atlas.documents;
        Self {
            key,
            lock: lock_hash(root),
            files,
            documents: documents.len(),
            claims: documents.iter().map(|text| text.claims.len()).sum(),
            findings: compiled.atlas.findings.clone(),
            suppressed: compiled.suppressed.clone(),
            input_findings: compiled.input_findings.clone(),
        }
    }

    pub(crate) fn write(&self, root: &Path) -> Result<(), PipelineError> {
        let path = root.join(STAMP);
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        std::fs::write(&path, bytes).map_err(|source| PipelineError::Write { path, source })
    }
}

/// The identity of all that an atlas is made of, on the day `today`, an ISO date.
pub(crate) fn key(project: &Project, inputs: &Inputs, today: &str) -> CacheKey {
    let allowed = project.config.allow.iter();
    let last_days = allowed
        .filter_map(|allow| allow.expires.as_deref())
        .chain(project.decisions.last_days());
    // Of the date only what has expired by it matters.
    let over: Vec<u8> = last_days.map(|last| u8::from(last < today)).collect();
    let epoch = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_default();
    let mut project = Project {
        findings: Vec::new(),
        ..project.clone()
    };
    // What fails a command changes nothing in the atlas.
    project.config.check.fail_on = FailOn::Never;
    let mut parts: Vec<Vec<u8>> = vec![
        VERSION.as_bytes().to_vec(),
        epoch.into_bytes(),
        format!("{project:?}").into_bytes(),
        over,
    ];
    for (path, input) in &inputs.files {
        if path != CONFIG_FILE {
            parts.push(path.clone().into_bytes());
            parts.push(input.hash.to_vec());
        }
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    CacheKey::new("atlas", &parts)
}
