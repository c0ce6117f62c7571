//! What is wrong in a table of stations, told with the line; one file for each sort of fault.

mod kilometres;
mod names;
mod rows;

use crate::Placing;
use crate::draft::Draft;
use choro_diagnostic::input::STATION_WITHOUT_PLACE;
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::Gazetteer;
use choro_layer::Layer;
use choro_text::Span;

/// Stations named in one finding.
const NAMED: usize = 12;

/// A finding about a row of a table.
pub(crate) fn fault(
    code: &str,
    severity: Severity,
    layer: &Layer,
    line: usize,
    message: &str,
    help: &str,
) -> Finding {
    let primary = Location {
        document: layer.source.path.clone(),
        span: Span::default(),
        message: String::new(),
    };
    let mut finding = Finding::new(code, severity, format!("line {line}: {message}"), primary);
    finding.help = Some(help.to_owned());
    finding
}

/// All faults of the tables, once their stations are placed.
pub(crate) fn report(drafts: &[Draft<'_>], gazetteer: &Gazetteer, findings: &mut Vec<Finding>) {
    for draft in drafts {
        kilometres::out_of_order(draft, findings);
        kilometres::too_short(draft, findings);
        rows::repeated(draft, findings);
        unplaced(draft, findings);
    }
    names::disagreeing(drafts, gazetteer, findings);
    names::slips(drafts, gazetteer, findings);
    rows::unknown_transfers(drafts, findings);
}

/// Stations that stay without a place, one finding for a line.
fn unplaced(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let open: Vec<usize> = (0..draft.stops.len())
        .filter(|at| matches!(draft.stops[*at].placing, Placing::Open { .. }))
        .collect();
    let Some(first) = open.first() else {
        return;
    };
    let message = format!(
        "{} of {} stations of {} have no place: {}",
        open.len(),
        draft.stops.len(),
        draft.name,
        listed(open.iter().map(|at| draft.stops[*at].name.as_str()))
    );
    let help = "give `place`, or `lat` and `lon`, where they matter";
    let (code, line) = (STATION_WITHOUT_PLACE, draft.rows[*first].line);
    let mut finding = fault(code, Severity::Note, draft.layer, line, &message, help);
    finding.notes = open
        .iter()
        .take(NAMED)
        .filter_map(|at| match &draft.stops[*at].placing {
            Placing::Open { reason } => Some(format!("{}: {reason}", draft.stops[*at].name)),
            _ => None,
        })
        .collect();
    findings.push(finding);
}

/// The first of many names, separated by commas.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.take(NAMED + 1).collect();
    if names.len() > NAMED {
        names[NAMED] = "…";
    }
    names.join(", ")
}
