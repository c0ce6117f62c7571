#![doc = include_str!("../../../resources/rules/GEO116.md")]

use super::stated_points::{StatedPoint, stated_points};
use crate::corpus::{Corpus, about, related};
use crate::data::THRESHOLDS;
use crate::wording::distance;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::distance_m;

/// Two points of one thing may be this far apart beyond its size, metres: gate and keep, quay and
/// mole.
const APART_M: f64 = 2_000.0;
/// Two things of one name that no reference knows are farther apart than this, metres.
const NAMESAKE_M: f64 = 150_000.0;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let points = stated_points(corpus);
    let mut findings = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let earlier = points[..at].iter().find_map(|other| {
            let room = room(corpus, other, point)?;
            let metres = distance_m(other.position, point.position);
            (metres > room).then_some((other, metres, room))
        });
        let Some((earlier, metres, room)) = earlier else {
            continue;
        };
        let name = point.case.claim.subject.text.trim();
        let message = format!("{name} is put at two points {} apart", distance(metres));
        let mut finding = about("GEO116", Severity::Warning, point.case, message);
        finding.measured = Some(distance(metres));
        finding.threshold = Some(distance(room));
        finding.related.push(related(
            earlier.case,
            format!("here at {}", earlier.case.claim.value),
        ));
        finding.help = Some("one of the two points is of something else, or mistyped".to_owned());
        findings.push(finding);
    }
    findings
}

/// How far apart the points of one thing may be, metres; none where they may be of two things.
fn room(corpus: &Corpus<'_>, a: &StatedPoint<'_>, b: &StatedPoint<'_>) -> Option<f64> {
    let know = &corpus.know;
    let written = a.radius_m + b.radius_m + APART_M;
    let (one, other) = (&a.case.claim.subject, &b.case.claim.subject);
    match (one.place, other.place) {
        (Some(x), Some(y)) => {
            let sure = one.confidence.min(other.confidence) >= THRESHOLDS.confidence.error;
            (x == y && sure && know.is_pointlike(x)).then(|| written + 2.0 * know.radius_m(x))
        }
        (None, None) => {
            let metres = distance_m(a.position, b.position);
            let same = a.name == b.name && a.named && b.named;
            let long = a.name.split_whitespace().count() >= 2;
            (same && long && metres <= NAMESAKE_M).then_some(written)
        }
        _ => None,
    }
}
