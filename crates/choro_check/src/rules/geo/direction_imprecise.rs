#![doc = include_str!("../../../resources/rules/GEO118.md")]

use crate::corpus::{Case, Corpus, about};
use crate::rules::geo::border_direction::suggest_wind;
use crate::wording::bearing;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::{Wind, angle_between, azimuth_and_distance};

/// Past this angle another of the eight winds is nearer.
const HALF_OF_EIGHTH: f64 = 22.5;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Direction && case.ruling.is_supported())
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let know = &corpus.know;
    let (figure, ground) = (case.ruling.subject?, case.ruling.object?);
    let said = Wind::from_letters(&case.claim.value)?;
    if !know.is_pointlike(figure) || !know.is_pointlike(ground) {
        return None;
    }
    let (found, metres) = azimuth_and_distance(know.point(ground)?, know.point(figure)?);
    let slack =
        choro_geometry::angular_slack(know.radius_m(figure) + know.radius_m(ground), metres);
    if angle_between(found, said.azimuth()) <= HALF_OF_EIGHTH + slack {
        return None;
    }
    let message = format!(
        "{} bears {} from {}",
        know.name(figure),
        bearing(found),
        know.name(ground)
    );
    let mut finding = about("GEO118", Severity::Note, case, message);
    finding.measured = Some(bearing(found));
    suggest_wind(&mut finding, case);
    Some(finding)
}
