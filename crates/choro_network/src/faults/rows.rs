//! Rows that stand twice, and changes to lines that no table has.

use super::{fault, listed};
use crate::draft::Draft;
use choro_diagnostic::input::{DUPLICATE_RECORD, UNKNOWN_RELATION};
use choro_diagnostic::{Finding, Severity};
use choro_name::{Relation, compare, fold};
use std::collections::BTreeMap;

/// Kilometres within which two rows of one name are one station.
const SAME_KM: f64 = 0.5;

/// Stations that have two rows on a line. The two ends of a ring may be one station.
pub(super) fn repeated(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    for (at, stop) in draft.stops.iter().enumerate() {
        let first = draft.stops[..at].iter().position(|other| {
            let near = match (other.km, stop.km) {
                (Some(a), Some(b)) => (a - b).abs() < SAME_KM,
                (None, None) => true,
                _ => false,
            };
            near && fold(&other.name) == fold(&stop.name)
        });
        let Some(first) = first else { continue };
        if first == 0 && at + 1 == draft.stops.len() && stop.km.is_none() {
            continue;
        }
        let message = format!(
            "{} of {} stands in line {} already",
            stop.name, draft.name, draft.rows[first].line
        );
        let help = "take out one of the two rows";
        let (code, line) = (DUPLICATE_RECORD, draft.rows[at].line);
        let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, help);
        finding.notes.push("both rows are kept".to_owned());
        findings.push(finding);
    }
}

/// Lines given as `transfer` that no table has: likely slips each by itself, all others in one
/// note for a table, as tables seldom hold every line of a country.
pub(super) fn unknown_transfers(drafts: &[Draft<'_>], findings: &mut Vec<Finding>) {
    let mut unknown: BTreeMap<&str, (&Draft<'_>, usize, Vec<&str>)> = BTreeMap::new();
    for draft in drafts {
        for (stop, row) in draft.stops.iter().zip(&draft.rows) {
            for name in &stop.transfers {
                if drafts.iter().any(|other| other.is_named(name)) {
                    continue;
                }
                if let Some(meant) = likely_meant(drafts, draft, &stop.name, name) {
                    let message = format!("{} changes to `{name}`, which no table has", stop.name);
                    let help = format!("perhaps `{meant}` is meant");
                    let (code, line) = (UNKNOWN_RELATION, row.line);
                    let layer = draft.layer;
                    findings.push(fault(code, Severity::Warning, layer, line, &message, &help));
                    continue;
                }
                let path = draft.layer.source.path.as_str();
                let (_, first, names) = unknown.entry(path).or_insert((draft, row.line, vec![]));
                *first = row.line.min(*first);
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
    }
    for (draft, line, mut names) in unknown.into_values() {
        names.sort_unstable();
        let message = format!(
            "{} {} given as `transfer` that no table has: {}",
            names.len(),
            if names.len() == 1 {
                "line is"
            } else {
                "lines are"
            },
            listed(names.into_iter())
        );
        let help = "add a table of the line, or correct its name; nothing else depends on it";
        let (code, layer) = (UNKNOWN_RELATION, draft.layer);
        findings.push(fault(code, Severity::Note, layer, line, &message, help));
    }
}

/// The one other line of which a name is a slip of the pen, and that has a station of this name.
fn likely_meant<'d>(
    drafts: &'d [Draft<'_>],
    own: &Draft<'_>,
    station: &str,
    name: &str,
) -> Option<&'d str> {
    let mut near = drafts
        .iter()
        .filter(|draft| {
            let slip = || compare(&draft.name, name).relation == Relation::NearMiss;
            let mut stops = draft.stops.iter();
            !draft.is_named(&own.name) && slip() && stops.any(|s| fold(&s.name) == fold(station))
        })
        .map(|draft| draft.name.as_str());
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}
