#![doc = include_str!("../../../resources/rules/GEO115.md")]

use super::stated_points::{StatedPoint, stated_points};
use crate::corpus::{Corpus, about, related};
use choro_diagnostic::{Finding, Severity};
use choro_geometry::{distance_m, is_within_m};
use choro_text::Span;

/// Coordinates of fewer decimals, or farther apart than this in metres, are not the same point.
const DECIMALS: u32 = 2;
const SAME_M: f64 = 15.0;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let points: Vec<StatedPoint<'_>> = stated_points(corpus)
        .into_iter()
        .filter(|p| p.decimals >= DECIMALS && !p.name.is_empty())
        .collect();
    let mut findings = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let earlier = points[..at].iter().find(|other| {
            is_within_m(other.position, point.position, SAME_M)
                && !is_one_mark(other, point)
                && are_two(corpus, other, point)
        });
        let Some(earlier) = earlier else {
            continue;
        };
        let (one, other) = (shown(point), shown(earlier));
        let message = format!("{one} and {other} are given the same coordinates");
        let mut finding = about("GEO115", Severity::Warning, point.case, message);
        finding.measured = Some(format!(
            "{:.0} m apart",
            distance_m(earlier.position, point.position)
        ));
        finding.threshold = Some(format!("{SAME_M} m"));
        finding
            .related
            .push(related(earlier.case, format!("here of {other}")));
        finding.help = Some("look up both: one was perhaps copied from the other".to_owned());
        findings.push(finding);
    }
    findings
}

/// Whether the coordinates are written once, perhaps with the same in another notation behind them:
/// then it is the reading of them that has two places.
fn is_one_mark(a: &StatedPoint<'_>, b: &StatedPoint<'_>) -> bool {
    let one_sentence = a.case.text.document.path == b.case.text.document.path
        && a.case.claim.sentence == b.case.claim.sentence;
    let (Some(x), Some(y)) = (a.case.claim.focus, b.case.claim.focus) else {
        return one_sentence;
    };
    let (first, second) = if x.start <= y.start { (x, y) } else { (y, x) };
    let between = Span::new(first.end, second.start.max(first.end));
    one_sentence && !a.case.words(between).contains(char::is_alphabetic)
}

fn shown<'c>(point: &StatedPoint<'c>) -> &'c str {
    point.case.claim.subject.text.trim()
}

/// Whether the two are surely two things in two places: neither is a part of the other, and their
/// names share no word.
fn are_two(corpus: &Corpus<'_>, a: &StatedPoint<'_>, b: &StatedPoint<'_>) -> bool {
    let words = |p: &StatedPoint<'_>| -> Vec<String> {
        p.name.split_whitespace().map(str::to_owned).collect()
    };
    let (left, right) = (words(a), words(b));
    if left.iter().any(|w| w.len() > 3 && right.contains(w)) || a.name == b.name {
        return false;
    }
    let places = (a.case.claim.subject.place, b.case.claim.subject.place);
    let know = &corpus.know;
    let now = choro_quantity::When::default();
    match places {
        (Some(x), Some(y)) => {
            let inside = |p, q| know.lies_in(p, q, &now) == Some(true);
            x != y && !know.coincide(x, y) && !inside(x, y) && !inside(y, x)
        }
        // What no reference knows may be a part of the place, or it by another name.
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => true,
    }
}
