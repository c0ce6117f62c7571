//! Kilometres that fit neither the order of the rows nor the places.

use super::fault;
use crate::draft::Draft;
use crate::{Placing, Stop};
use choro_diagnostic::input::STATION_OUT_OF_ORDER;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::distance_m;

/// Metres by which a stated position may be off its station where its source says nothing better.
const STATED_M: f64 = 2_000.0;

/// Rows whose kilometres do not fit their order.
pub(super) fn out_of_order(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
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
        let line = draft.rows[at].line;
        let code = STATION_OUT_OF_ORDER;
        let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, help);
        finding.notes.extend(meant(draft, at, km));
        finding
            .notes
            .push("the kilometres of this row are left out of account".to_owned());
        findings.push(finding);
    }
}

/// What the row may have meant: two rows in each other's place, or a slip in the figure.
fn meant(draft: &Draft<'_>, at: usize, km: f64) -> Option<String> {
    let ordered = |at: &usize| draft.ordered[*at] && draft.stops[*at].km.is_some();
    let before = (0..at).rev().find(ordered);
    let after = (at + 1..draft.stops.len()).find(ordered);
    let of = |at: Option<usize>| at.and_then(|at| draft.stops[at].km);
    // Past one neighbour, and short of the one beyond it: the two have changed places.
    let beyond = after.and_then(|after| (after + 1..draft.stops.len()).find(ordered));
    let ahead = before.and_then(|before| (0..before).rev().find(ordered));
    for (swapped, far) in [(after, beyond), (before, ahead)] {
        let (Some(near), Some(other)) = (of(swapped), swapped) else {
            continue;
        };
        if is_between(km, near, of(far)) && other.abs_diff(at) == 1 {
            let name = &draft.stops[other].name;
            return Some(format!(
                "this row and that of {name} may have changed places"
            ));
        }
    }
    let (low, high) = (of(before)?, of(after)?);
    let fitting: Vec<String> = slips(km)
        .into_iter()
        .filter(|slip| is_between(*slip, low, Some(high)))
        .map(|slip| format!("{slip}"))
        .collect();
    let likely = match fitting.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one} or {other}"),
        _ => return None,
    };
    Some(format!("{likely} km may be meant"))
}

/// Whether a figure lies strictly between two others, or beyond the one where there is no second.
fn is_between(km: f64, a: f64, b: Option<f64>) -> bool {
    b.is_some_and(|b| (a - km) * (km - b) > 0.0)
}

/// Figures of which `km` is a slip of the pen: a nought or a repeated digit lost, a digit too many,
/// two digits exchanged.
fn slips(km: f64) -> Vec<f64> {
    let text = format!("{km}");
    let digits: Vec<char> = text.chars().collect();
    let mut spelt: Vec<String> = Vec::new();
    for at in 0..digits.len() {
        let (head, tail) = (&text[..at], &text[at..]);
        spelt.push(format!("{head}0{tail}"));
        if !digits[at].is_ascii_digit() {
            continue;
        }
        spelt.push(format!("{head}{}{tail}", digits[at]));
        spelt.push(format!("{head}{}", &text[at + digits[at].len_utf8()..]));
        if let Some(next) = digits.get(at + 1).filter(|next| **next != '.') {
            let rest: String = digits[at + 2..].iter().collect();
            spelt.push(format!("{head}{next}{}{rest}", digits[at]));
        }
    }
    let mut figures: Vec<f64> = spelt.iter().filter_map(|text| text.parse().ok()).collect();
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    figures.retain(|figure| *figure != km);
    figures
}

/// Neighbours whose places lie further apart than the rails between them are long.
pub(super) fn too_short(draft: &Draft<'_>, findings: &mut Vec<Finding>) {
    let sure: Vec<usize> = (0..draft.stops.len())
        .filter(|at| draft.ordered[*at] && draft.stops[*at].position.is_some())
        .collect();
    for pair in sure.windows(2) {
        let (a, b) = (&draft.stops[pair[0]], &draft.stops[pair[1]]);
        let (Some(from), Some(to), Some(start), Some(end)) = (a.position, b.position, a.km, b.km)
        else {
            continue;
        };
        let straight = distance_m(from, to);
        let rails = (end - start).abs() * 1_000.0;
        let off = [a, b].map(|stop| match stop.placing {
            Placing::Derived { error_m } => error_m,
            _ => (2.0 * draft.layer.source.accuracy).max(STATED_M),
        });
        if straight - off[0] - off[1] <= rails {
            continue;
        }
        let message = format!(
            "{} and {} lie {:.0} km apart in a straight line, {:.1} km by the rails of the table",
            a.name,
            b.name,
            straight / 1_000.0,
            rails / 1_000.0
        );
        let help = "correct the kilometres, or the place or coordinate of the one that is wrong";
        let (code, line) = (STATION_OUT_OF_ORDER, draft.rows[pair[1]].line);
        let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, help);
        finding.notes.push(format!(
            "allowed for: {:.0} km by which the two positions may be off",
            (off[0] + off[1]) / 1_000.0
        ));
        finding
            .notes
            .push("both positions are kept as they are".to_owned());
        findings.push(finding);
    }
}
