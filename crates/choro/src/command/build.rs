//! `choro build`: the atlas of a project, written as a whole.

use crate::args::Build;
use crate::command::compiled;
use crate::command::findings::{self, Told};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::progress::Bar;
use crate::rules;
use crate::terminal::Terminal;
use choro_check::Suppressed;
use choro_diagnostic::Finding;
use choro_pipeline::{Compiled, publish, up_to_date};
use choro_project::{Project, Staging};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

pub(crate) fn run(
    build: &Build,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    rules::verify(&build.findings)?;
    let place = Place::find(build.folder.as_deref().or(named), &[])?;
    let format = build.findings.output_format.into();
    let mut project = match place.open(&[])? {
        Ok(project) => project,
        Err(faults) => {
            output::write(&findings::text(
                format,
                &faults,
                &Told::default(),
                &place,
                terminal,
            ))?;
            return Ok(exit::input());
        }
    };
    findings::apply(&build.findings, &mut project.config)?;
    let built = once(&place, &project, terminal)?;
    let shown = findings::shown(
        &built.findings,
        &built.input_findings,
        &project,
        terminal.verbose,
    );
    let mut remarks = vec![findings::remark(&project).to_owned()];
    remarks.extend(findings::let_stand_words(&built.suppressed));
    remarks.retain(|remark| !remark.is_empty());
    let told = Told {
        documents: built.documents,
        remark: &remarks.join("; "),
        facts: &[],
        set_aside: Some(&findings::set_aside(&built.suppressed)),
        known: None,
    };
    output::write(&findings::text(format, &shown, &told, &place, terminal))?;
    findings::say_remark(&project, terminal);
    findings::say_unshown(&built.input_findings, &shown, terminal);
    terminal.say(&built.line);
    let fail_on = project.config.check.fail_on;
    Ok(exit::of(&built.findings, &built.input_findings, fail_on))
}

/// What a build gave.
pub(crate) struct Built {
    pub(crate) documents: usize,
    pub(crate) findings: Vec<Finding>,
    pub(crate) suppressed: Vec<Suppressed>,
    pub(crate) input_findings: Vec<Finding>,
    /// What was done, on one line.
    pub(crate) line: String,
}

/// Builds a project, unless its output is that of its inputs already.
pub(crate) fn once(place: &Place, project: &Project, terminal: &Terminal) -> anyhow::Result<Built> {
    let start = Instant::now();
    let folder = place.root.join(&project.config.output.directory);
    Staging::recover(&folder)?;
    if let Some(stamp) = up_to_date(project, &place.world, &place.root) {
        return Ok(Built {
            line: format!(
                "{} is up to date: {}",
                folder.display(),
                counted(stamp.documents, stamp.claims)
            ),
            documents: stamp.documents,
            findings: stamp.findings,
            suppressed: stamp.suppressed,
            input_findings: stamp.input_findings,
        });
    }
    let compiled = compiled::run(place, project, terminal);
    let published = {
        let bar = Bar::new(terminal.shows_progress());
        publish(&compiled, project, &place.root, &bar)?
    };
    if let Some(cache) = place.cache() {
        cache.prune();
    }
    let documents = compiled.atlas.documents.len();
    let claims = compiled
        .atlas
        .documents
        .iter()
        .map(|d| d.claims.len())
        .sum();
    let Compiled {
        mut atlas,
        suppressed,
        input_findings,
        ..
    } = compiled;
    let findings = std::mem::take(&mut atlas.findings);
    // Freeing tens of thousands of places takes a while, for which nobody need wait.
    std::thread::spawn(move || drop(atlas));
    Ok(Built {
        line: format!(
            "wrote {} files to {} in {:.1} s: {}",
            published.files,
            published.folder.display(),
            start.elapsed().as_secs_f64(),
            counted(documents, claims)
        ),
        documents,
        findings,
        suppressed,
        input_findings,
    })
}

fn counted(documents: usize, claims: usize) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    format!(
        "{documents} document{}, {claims} claim{}",
        plural(documents),
        plural(claims)
    )
}
