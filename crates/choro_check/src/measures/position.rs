//! "Turin lies in the north-west of Italy"; "in the far north-east of the province".

use super::readings;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::Claim;
use choro_geometry::{Part, Shape, Wind, judge_position_in, rank_in, whereabouts};

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let far = !claim.qualifier("degree").is_empty();
    let part = match (claim.value.as_str(), Wind::from_letters(&claim.value)) {
        ("C", _) => Part::Centre,
        (_, Some(wind)) if far => Part::Far(wind),
        (_, Some(wind)) => Part::Side(wind),
        _ => return Ruling::undetermined("vague", "no part of the region is named"),
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let Some(region) = know.region(o) else {
            let words = know.words(|| format!("no outline known for {}", know.name(o)));
            return Ruling::missing(words);
        };
        let Some(point) = know.point(s) else {
            let words = know.words(|| format!("no position known for {}", know.name(s)));
            return Ruling::missing(words);
        };
        let slack = know.accuracy_m(s) + know.accuracy_m(o);
        let outside =
            whereabouts(point, &region).map_or(f64::MAX, choro_geometry::Whereabouts::outside_m);
        if outside > slack.max(know.limits.located.tolerance_m) {
            let (s, o) = (know.name(s), know.name(o));
            let words = know.words(|| format!("{s} does not lie in {o} as drawn"));
            return Ruling::undetermined("vague", words);
        }
        let shape = Shape::Point(point).prepared();
        let accuracy = know.accuracy_m(s) + know.radius_m(s).min(20_000.0) / 2.0;
        let judged = judge_position_in(&shape, &region, part, accuracy);
        let words =
            know.words(|| format!("share of {} beyond it: {}", know.name(o), judged.summary()));
        let ruling = Ruling::judged(know, &judged, Fault::Position, words)
            .with_evidence(know.references(&[s, o]));
        if know.is_wordless() {
            return ruling;
        }
        match rank_in(&region, point).map(side) {
            Some(found) => ruling.instead(found),
            None => ruling,
        }
    })
}

/// The part that shares of area south and west of a place put it in.
fn side((south, west): (f64, f64)) -> String {
    let toward = |share: f64, low: &'static str, high: &'static str| match share {
        s if s >= 0.6 => high,
        s if s <= 0.4 => low,
        _ => "",
    };
    let words = [
        toward(south, "south", "north"),
        toward(west, "west", "east"),
    ]
    .into_iter()
    .filter(|w| !w.is_empty())
    .collect::<Vec<_>>()
    .join("-");
    if words.is_empty() {
        "centre".to_owned()
    } else {
        words
    }
}
