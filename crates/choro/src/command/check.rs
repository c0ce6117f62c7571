//! `choro check`: documents against the references.

use crate::args::Check;
use crate::command::{compiled, findings, fixes};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::rules;
use crate::terminal::Terminal;
use choro_pipeline::Compiled;
use choro_project::Project;
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
            output::write(&findings::text(format, &faults, 0, "", &place, terminal))?;
            return Ok(exit::input());
        }
    };
    findings::apply(&check.findings, &mut project.config)?;
    if check.diff || check.fix {
        return mend(check, &place, &project, terminal);
    }
    let compiled = compiled::run(&place, &project, terminal);
    let code = report(check, &place, &project, &compiled, "", terminal)?;
    fixes::say_available(&compiled.atlas.findings, terminal);
    Ok(code)
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
        report(check, place, project, compiled, &mended.words(), terminal)?
    };
    mended.say(check.diff, terminal);
    Ok(code)
}

/// Shows the findings; `remark` is added to what the summary says.
fn report(
    check: &Check,
    place: &Place,
    project: &Project,
    compiled: &Compiled,
    remark: &str,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let format = check.findings.output_format.into();
    let found = &compiled.atlas.findings;
    let shown = findings::shown(found, &compiled.input_findings, project, terminal.verbose);
    let documents = compiled.atlas.documents.len();
    let remarks = [findings::remark(project), remark];
    let remarks: Vec<&str> = remarks.into_iter().filter(|r| !r.is_empty()).collect();
    let remark = remarks.join("; ");
    output::write(&findings::text(
        format, &shown, documents, &remark, place, terminal,
    ))?;
    findings::say_remark(project, terminal);
    findings::say_unshown(&compiled.input_findings, &shown, terminal);
    let fail_on = project.config.check.fail_on;
    Ok(exit::of(found, &compiled.input_findings, fail_on))
}
