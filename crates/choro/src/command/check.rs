//! `choro check`: documents against the references.

use crate::args::{Check, FindingFormat};
use crate::command::baseline::{self, Baseline};
use crate::command::findings::{self, Told};
use crate::command::{compiled, fixes, statistics};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::rules;
use crate::terminal::Terminal;
use anyhow::Context;
use choro_diagnostic::Finding;
use choro_pipeline::Compiled;
use choro_project::{FailOn, Project};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(
    check: &Check,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    rules::verify(&check.findings)?;
    let place = Place::find(named, &check.paths)?;
    let format = check.findings.output_format.into();
    let mut project = match place.open(&check.paths)? {
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
    findings::apply(&check.findings, &mut project.config)?;
    if check.diff || check.fix {
        return mend(check, &place, &project, terminal);
    }
    let baseline = check.baseline.as_deref().map(Baseline::read).transpose()?;
    let mut compiled = compiled::run(&place, &project, terminal);
    if let Some(path) = &check.write_baseline {
        return write_baseline(path, &compiled, &place, terminal);
    }
    let mut passed_over = Beside::default();
    if let Some(baseline) = baseline {
        let done = baseline.subtract(&mut compiled.atlas.findings);
        passed_over.baseline = Some(done.passed_over);
        if done.gone > 0 && check.paths.is_empty() {
            terminal.say(&format!(
                "findings of the baseline that are made no more: {}; --write-baseline writes it anew",
                done.gone
            ));
        }
    }
    let code = report(check, &place, &project, &compiled, &passed_over, terminal)?;
    fixes::say_available(&fixes::fixable(&compiled), terminal);
    Ok(code)
}

/// Lists the findings of the rules in a file.
fn write_baseline(
    path: &Path,
    compiled: &Compiled,
    place: &Place,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    findings::say_inputs(compiled, place, terminal);
    let found = &compiled.atlas.findings;
    choro_project::write_whole(path, baseline::text(found).as_bytes())
        .with_context(|| format!("`{}` cannot be written", path.display()))?;
    let noun = if found.len() == 1 {
        "finding"
    } else {
        "findings"
    };
    terminal.say(&format!(
        "listed {} {noun} in {}",
        found.len(),
        path.display()
    ));
    Ok(exit::of(&[], &compiled.input_findings, FailOn::Never))
}

/// Applies fixes, or shows what they would change, and reports on what is left.
fn mend(
    check: &Check,
    place: &Place,
    project: &Project,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let mended = fixes::mend(place, project, check.unsafe_fixes, terminal);
    let compiled = &mended.compiled;
    let code = if check.diff {
        for (path, change) in &mended.documents {
            output::write_bytes(&change.diff(path))?;
        }
        let fail_on = project.config.check.fail_on;
        exit::of(&compiled.atlas.findings, &compiled.input_findings, fail_on)
    } else {
        for (path, change) in &mended.documents {
            place
                .world
                .rewrite(project, path, &change.old, &change.new)?;
        }
        let beside = Beside {
            fixed: mended.fixed,
            baseline: None,
        };
        report(check, place, project, compiled, &beside, terminal)?
    };
    mended.say(check.diff, terminal);
    Ok(code)
}

/// What a run did beside finding what it shows.
#[derive(Default)]
struct Beside {
    /// Findings mended.
    fixed: usize,
    /// Findings that the baseline passed over, where there is one.
    baseline: Option<Vec<Finding>>,
}

impl Beside {
    /// What the summary says of it, in words.
    fn words(&self) -> Vec<String> {
        let baseline = self.baseline.as_ref();
        let baseline = baseline.map(|known| format!("{} of the baseline passed over", known.len()));
        let fixed = (self.fixed > 0).then(|| format!("{} fixed", self.fixed));
        [baseline, fixed].into_iter().flatten().collect()
    }
}

/// Shows the findings.
fn report(
    check: &Check,
    place: &Place,
    project: &Project,
    compiled: &Compiled,
    beside: &Beside,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let format = check.findings.output_format.into();
    let found = &compiled.atlas.findings;
    let shown = findings::shown(found, &compiled.input_findings, project, terminal.verbose);
    let documents = compiled.atlas.documents.len();
    let (dismissed, excepted) = findings::let_stand(&compiled.suppressed);
    let mut remarks = vec![findings::remark(project).to_owned()];
    remarks.extend(findings::let_stand_words(&compiled.suppressed));
    remarks.extend(beside.words());
    remarks.retain(|remark| !remark.is_empty());
    // Counting sentences takes as long as reading them: only where it is told.
    let is_told = !terminal.quiet || check.findings.output_format == FindingFormat::Json;
    let coverage = is_told.then(|| compiled.atlas.whole_coverage());
    let facts = [
        ("dismissed", json!(dismissed)),
        ("excepted", json!(excepted)),
        ("baseline", json!(beside.baseline.as_ref().map(Vec::len))),
        ("coverage", json!(coverage)),
    ];
    if check.statistics {
        statistics::write(check.findings.output_format, &shown, documents)?;
    } else {
        let told = Told {
            documents,
            remark: &remarks.join("; "),
            facts: &facts,
            set_aside: Some(&findings::set_aside(&compiled.suppressed)),
            known: beside.baseline.as_deref(),
        };
        output::write(&findings::text(format, &shown, &told, place, terminal))?;
    }
    if let Some(coverage) = coverage {
        terminal.say(&coverage.to_string());
    }
    findings::say_remark(project, terminal);
    findings::say_unshown(&compiled.input_findings, &shown, terminal);
    let fail_on = project.config.check.fail_on;
    Ok(exit::of(found, &compiled.input_findings, fail_on))
}
