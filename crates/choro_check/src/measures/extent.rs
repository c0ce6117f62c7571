//! "Milan is further north than Rome"; "Graz lies between Vienna and Zagreb"; "the Inn flows
//! into the Danube".

use super::readings;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::Claim;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Wind, judge_between, judge_border, judge_further};

/// A mouth or source this close, in metres, is there.
const MEETS_M: f64 = 10_000.0;
/// A river that passes this far from a region or sea, in metres, neither rises in it nor reaches it.
const STAYS_AWAY_M: f64 = 150_000.0;

pub(super) fn further(claim: &Claim, know: &Knowledge<'_>, wind: Wind) -> Ruling {
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (Some(a), Some(b)) = (know.point(s), know.point(o)) else {
            let without = if know.point(s).is_none() { s } else { o };
            return Ruling::missing(format!("no position known for {}", know.name(without)));
        };
        let judged = judge_further(a, b, wind, know.radius_m(s) + know.radius_m(o));
        let metres = judged.measure("further").unwrap_or(0.0);
        let how = if metres < 0.0 { "less" } else { "more" };
        let words = format!(
            "{} lies {} {how} to the {} than {}",
            know.name(s),
            distance(metres.abs()),
            wind.words(),
            know.name(o)
        );
        Ruling::judged(know, &judged, Fault::NotFurther, words)
            .with_evidence(know.references(&[s, o]))
            .instead(wind.opposite().words())
    })
}

pub(super) fn between(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(other) = claim.others.first() else {
        return Ruling::undetermined("vague", "the statement names no second end");
    };
    let Some(second) = other.place else {
        return readings::unresolved(other);
    };
    let ruling = readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (Some(p), Some(a), Some(b)) = (know.point(s), know.point(o), know.point(second)) else {
            return Ruling::missing("not all three positions are known");
        };
        if ![s, o, second].iter().all(|id| know.is_pointlike(*id)) {
            return Ruling::undetermined("vague", "between areas there is much room");
        }
        let radius = know.radius_m(s) + know.radius_m(o).max(know.radius_m(second));
        let judged = judge_between(p, a, b, radius);
        let (a, b) = (know.name(o), know.name(second));
        let words = format!("from {a} to {b}: {}", judged.summary());
        Ruling::judged(know, &judged, Fault::NotBetween, words)
            .with_evidence(know.references(&[s, o, second]))
    });
    if ruling.is_contradicted() && other.readings.len() > 1 {
        return Ruling::undetermined("unresolved", "the second end may be several places");
    }
    ruling
}

/// Where a river, range or coast goes: borne out where its course says so, else not decided.
pub(super) fn extends(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let along = claim.value.strip_prefix("along").map(str::trim);
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (Some(course), Some(other)) = (know.extent(s), know.extent(o)) else {
            let without = if know.extent(s).is_none() { s } else { o };
            return Ruling::missing(format!("no outline known for {}", know.name(without)));
        };
        let evidence = know.references(&[s, o]);
        if course.is_point() {
            return Ruling::missing(format!("no course known for {}", know.name(s)));
        }
        if let Some(wind) = along.and_then(Wind::from_letters)
            && other.is_region()
        {
            let accuracy = know.joint_accuracy_m(s, o).max(1_500.0);
            let judged = judge_border(&other, &course, Some(wind), accuracy);
            if judged.is_supported() {
                return Ruling::supported("measured", judged.summary()).with_evidence(evidence);
            }
            return Ruling::undetermined("too-close", judged.summary());
        }
        match course.distance_between_m(&other) {
            Some(metres) if metres <= MEETS_M => Ruling::supported(
                "measured",
                format!("its course comes within {}", distance(metres)),
            )
            .with_measured(distance(metres))
            .with_evidence(evidence),
            Some(metres) => stays_away(claim, know, (s, o), metres).with_evidence(evidence),
            None => Ruling::missing("no outline to measure"),
        }
    })
}

/// A course that stays away from where it is said to rise or flow to. Drawings leave out upper
/// courses, arms of the sea and what lies underground, so only a great distance from a region or
/// a sea is a word against it.
fn stays_away(
    claim: &Claim,
    know: &Knowledge<'_>,
    (course, end): (PlaceId, PlaceId),
    metres: f64,
) -> Ruling {
    let words = format!(
        "the course of {} as drawn stays {} away from {}",
        know.name(course),
        distance(metres),
        know.name(end)
    );
    let flows = matches!(claim.value.as_str(), "flows to" | "flow to" | "rises in");
    let river = know.place(course).class == Class::River;
    let wide = know.region(end).is_some();
    let limit = STAYS_AWAY_M + know.joint_accuracy_m(course, end).min(50_000.0);
    if !(flows && river && wide) || metres <= limit {
        return Ruling::missing(words);
    }
    Ruling::contradicted("measured", Fault::Course, words)
        .with_measured(distance(metres))
        .with_threshold(distance(limit))
        .with_margin((metres - limit) / 10_000.0)
}
