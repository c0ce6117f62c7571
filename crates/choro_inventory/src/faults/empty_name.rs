//! INP035: sites without a name. One finding a file.

use choro_diagnostic::{Severity, Spot, faults, input};

use super::report::Report;
use crate::Site;

pub(super) fn look(sites: &[Site], report: &mut Report<'_>) {
    let unnamed: Vec<&Site> = sites.iter().filter(|site| site.name.is_empty()).collect();
    let Some(first) = unnamed.first() else {
        return;
    };
    let spots: Vec<Spot> = unnamed
        .iter()
        .map(|site| Spot {
            line: site.placemark.feature.line,
            span: site.placemark.feature.span,
        })
        .collect();
    let lines = if spots[0].line == 0 {
        String::new()
    } else {
        format!(" ({})", faults::lines(&spots, spots.len()))
    };
    let sites = if unnamed.len() == 1 {
        "site has"
    } else {
        "sites have"
    };
    let message = format!("{} {sites} no name{lines}", unnamed.len());
    report.file(
        input::EMPTY_NAME,
        Severity::Note,
        (first, "unnamed"),
        &message,
    );
}
