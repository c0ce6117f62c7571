//! What is wrong in a table of stations, told with the line.

use crate::draft::Draft;
use crate::{Placing, Stop};
use choro_diagnostic::input::{STATION_OUT_OF_ORDER, STATION_WITHOUT_PLACE};
use choro_diagnostic::{Finding, Location, Severity};
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

/// Rows whose kilometres do not fit their order.
pub(crate) fn order(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let stops = &draft.stops;
    for (at, stop) in stops.iter().enumerate() {
        let Some(km) = stop.km.filter(|_| !draft.ordered[at]) else {
            continue;
        };
        let neighbour = |stop: &Stop| stop.km.map(|km| format!("{} ({km} km)", stop.name));
        let before = stops[..at].iter().rev().find_map(neighbour);
        let after = stops[at + 1..].iter().find_map(neighbour);
        let between: Vec<String> = before.into_iter().chain(after).collect();
        let message = format!(
            "{} stands at {km} km, beside {}",
            stop.name,
            between.join(" and ")
        );
        let help = "correct the kilometres or the order of the rows; rows run along the line";
        let code = STATION_OUT_OF_ORDER;
        let line = draft.rows[at].line;
        let warning = Severity::Warning;
        findings.push(fault(code, warning, draft.layer, line, &message, help));
    }
}

/// Stations that stay without a place, one finding for a line.
pub(crate) fn unplaced(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let open: Vec<usize> = (0..draft.stops.len())
        .filter(|at| matches!(draft.stops[*at].placing, Placing::Open { .. }))
        .collect();
    let Some(first) = open.first() else {
        return;
    };
    let mut named: Vec<&str> = open
        .iter()
        .take(NAMED)
        .map(|at| draft.stops[*at].name.as_str())
        .collect();
    if open.len() > NAMED {
        named.push("…");
    }
    let message = format!(
        "{} of {} stations of {} have no place: {}",
        open.len(),
        draft.stops.len(),
        draft.name,
        named.join(", ")
    );
    let help = "give `place`, or `lat` and `lon`, where they matter";
    let (code, line) = (STATION_WITHOUT_PLACE, draft.rows[*first].line);
    findings.push(fault(
        code,
        Severity::Note,
        draft.layer,
        line,
        &message,
        help,
    ));
}
