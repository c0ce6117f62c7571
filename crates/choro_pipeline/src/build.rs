//! From a project to an atlas: the phases in order.

use crate::decided::{Judged, OfDocument};
use crate::inputs::Inputs;
use crate::knowledge::Knowledge;
use crate::progress::{Phase, Progress};
use crate::wording::Wording;
use crate::{date, elevation, judge, parallel, reading, sites};
use choro_atlas::Atlas;
use choro_check::{References, SiteLists, Suppressed};
use choro_claim::Language;
use choro_diagnostic::{Finding, Severity, input};
use choro_project::{Cache, CacheKey, Lock, Project, World};

/// With what a project is compiled.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Earlier work; none for a single file outside any project.
    pub cache: Option<&'a Cache>,
    /// Is told how far the work is.
    pub progress: &'a dyn Progress,
}

/// A project compiled.
pub struct Compiled {
    /// The atlas. Its findings are those of the rules.
    pub atlas: Atlas,
    /// Findings of the rules that people let stand, with what passes over each.
    pub suppressed: Vec<Suppressed>,
    /// What is wrong with files: documents, references, the network, the lock, decisions. Sorted.
    pub input_findings: Vec<Finding>,
    /// With what words and patterns the documents were read.
    pub language: Language,
    /// The reference files to pin; `None` where `choro.lock` is there and cannot be read.
    pub lock: Option<Lock>,
    /// Identity of all inputs and the program.
    pub key: CacheKey,
    /// Identity of what the gazetteer and the network are made of, and the program.
    pub knowledge: CacheKey,
}

/// Compiles a project. Faults in its files are findings; what can be read is read.
pub fn compile(project: &Project, world: &dyn World, options: Options<'_>) -> Compiled {
    let Options { cache, progress } = options;
    let mut input_findings = project.findings.clone();

    progress.begin(Phase::Read, project.files(world).len());
    let inputs = Inputs::read(project, world, progress);
    input_findings.extend(inputs.findings.iter().cloned());

    progress.begin(Phase::Gazetteer, 1);
    let knowledge = Knowledge::compile(project, &inputs, cache);
    input_findings.extend(knowledge.findings.iter().cloned());
    let wording = Wording::of(project, &inputs);
    input_findings.extend(wording.findings.iter().cloned());
    progress.step();

    let paths: Vec<&String> = project
        .documents
        .iter()
        .filter(|path| inputs.files.contains_key(*path))
        .collect();
    progress.begin(Phase::Documents, paths.len());
    let today = world.today();
    let read = parallel::map(&paths, |path| {
        let decisions = OfDocument::of(project, path, &today);
        let read = reading::read(
            path,
            &inputs.files[*path],
            &knowledge,
            &wording,
            &decisions,
            cache,
        );
        progress.step();
        read
    });
    let mut documents = Vec::with_capacity(read.len());
    for (document, findings) in read {
        documents.push(document);
        input_findings.extend(findings);
    }

    progress.begin(Phase::Check, 1);
    let Knowledge {
        gazetteer,
        network,
        key: knowledge,
        ..
    } = knowledge;
    let settings = judge::settings(project, &today);
    let (relief, faults) = elevation::relief(project, &inputs, world);
    input_findings.extend(faults);
    let counted = documents
        .iter()
        .flat_map(|text| &text.claims)
        .any(|claim| choro_check::counts_sites(claim.kind));
    // Lists of sites may be long; they are taken up where something is held against them.
    let listed =
        (counted && !project.sites.is_empty()).then(|| sites::Listed::of(project, &inputs, cache));
    let references = References {
        gazetteer: &gazetteer,
        network: &network,
        relief: &relief,
        sites: listed
            .as_ref()
            .map_or_else(SiteLists::none, sites::Listed::lists),
        lexicon: wording.language.lexicon(),
        limits: wording.limits(),
    };
    let mut checked = choro_check::check(&documents, references, &settings);
    let of_sites = input_findings.extract_if(.., |found| input::is_about_sites(&found.code));
    let of_sites = checked.decide(of_sites.collect(), &settings);
    input_findings.extend(of_sites);
    input_findings.extend(elevation::faults(&relief));
    let judged = Judged {
        project,
        settings: &settings,
        texts: &documents,
        checked: &checked,
        complete: is_complete(project, &input_findings),
    };
    input_findings.extend(judged.findings(&today));
    input_findings.retain(|finding| judge::is_wanted(finding, &settings));
    progress.step();

    let (lock, faults) = lock(project, world, &inputs);
    input_findings.extend(faults);
    Finding::sort(&mut input_findings);
    let key = crate::stamp::key(project, &inputs, &today);
    let date = date::of_atlas(&documents, &gazetteer, world);
    let originals = originals(inputs, &paths);
    Compiled {
        atlas: Atlas {
            title: title(project),
            language: project.config.language.clone(),
            date,
            gazetteer,
            network,
            documents,
            originals,
            verdicts: checked.verdicts,
            findings: checked.findings,
        },
        suppressed: checked.suppressed,
        input_findings,
        language: wording.language,
        lock,
        key,
        knowledge,
    }
}

/// Whether all of the project was there to look at: its documents, and references that can be read.
fn is_complete(project: &Project, input_findings: &[Finding]) -> bool {
    let unread = input_findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    !project.narrowed && !project.references.is_empty() && !unread
}

fn title(project: &Project) -> String {
    match project.config.name.as_str() {
        "" => "Atlas".to_owned(),
        name => name.to_owned(),
    }
}

/// The lock to keep, and what differs from it. What was pinned stays pinned until a person takes it
/// out of `choro.lock`; new files join. `None` where the lock cannot be read.
fn lock(project: &Project, world: &dyn World, inputs: &Inputs) -> (Option<Lock>, Vec<Finding>) {
    let mut lock = Lock::of(project, |path| inputs.files.get(path)?.sha256.clone());
    let pinned = match Lock::read(world) {
        Ok(pinned) => pinned.unwrap_or_default(),
        Err(fault) => return (None, vec![*fault]),
    };
    let faults = pinned.compare(&lock);
    for (path, pin) in pinned.pins {
        let same =
            |now: &choro_project::Pin| now.sha256 == pin.sha256 && now.licence == pin.licence;
        if !lock.pins.get(&path).is_some_and(same) {
            lock.pins.insert(path, pin);
        }
    }
    (Some(lock), faults)
}

fn originals(mut inputs: Inputs, paths: &[&String]) -> Vec<Vec<u8>> {
    paths
        .iter()
        .map(|path| {
            let input = inputs.files.remove(*path);
            input.map(|input| input.bytes).unwrap_or_default()
        })
        .collect()
}
