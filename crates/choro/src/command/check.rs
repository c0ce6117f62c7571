//! `choro check`: documents against the references.

use crate::args::Check;
use crate::command::{compiled, findings};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::rules;
use crate::terminal::Terminal;
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
    let compiled = compiled::run(&place, &project, terminal);
    let found = &compiled.atlas.findings;
    let shown = findings::shown(found, &compiled.input_findings, &project, terminal.verbose);
    let documents = compiled.atlas.documents.len();
    output::write(&findings::text(
        format,
        &shown,
        documents,
        findings::remark(&project),
        &place,
        terminal,
    ))?;
    findings::say_remark(&project, terminal);
    findings::say_unshown(&compiled.input_findings, &shown, terminal);
    let fail_on = project.config.check.fail_on;
    Ok(exit::of(found, &compiled.input_findings, fail_on))
}
