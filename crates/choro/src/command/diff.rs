//! `choro diff`: what changed between two releases of a list of sites, or between two atlases.

mod map;
mod page;
mod release;
mod report;
mod told;

use crate::args::{Diff, DiffFormat};
use crate::output;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_inventory::{DifferenceOptions, What, difference};
use release::Release;
use report::Report;
use std::process::ExitCode;

/// The sort of change of that name.
pub(crate) fn sort(name: &str) -> Result<String, String> {
    if What::NAMES.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!("there are {}", What::NAMES.join(", ")))
}

pub(crate) fn run(diff: &Diff, terminal: &Terminal) -> anyhow::Result<ExitCode> {
    if !(diff.least_move >= 0.0 && diff.least_move.is_finite()) {
        bail!("--least-move takes metres, from 0 on");
    }
    // The two are read side by side.
    let (old, new) = std::thread::scope(|scope| {
        let old = scope.spawn(|| Release::read(&diff.old, terminal));
        let new = Release::read(&diff.new, terminal);
        (old.join(), new)
    });
    let old = old.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    let (old, new) = (old, new?);
    let options = DifferenceOptions {
        least_move_m: diff.least_move,
    };
    let found = difference(&old.sites, &new.sites, &options);
    let report = Report::new(&old, &new, found, diff);
    match diff.format {
        DiffFormat::Table => output::write(&report.table())?,
        DiffFormat::Csv => output::write(&output::csv(&told::HEADER, &report.rows())?)?,
        DiffFormat::Json => output::json(&report.json())?,
        DiffFormat::Geojson => output::write(&report.geojson()?)?,
        DiffFormat::Html => output::write(&page::page(&report))?,
    }
    Ok(ExitCode::SUCCESS)
}
