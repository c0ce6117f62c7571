#![doc = include_str!("../../../resources/rules/GEO114.md")]

use crate::corpus::{Case, Corpus, about};
use crate::data::THRESHOLDS;
use crate::wording::{bearing, distance};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{
    Bank, Position, PreparedShape, Shape, Wind, angle_between, azimuth, distance_m, judge_bank,
};
use choro_quantity::{Hedge, Polarity};

/// A river that ends this near a sea, a lake or a greater river flows into it, metres.
const MOUTH_M: f64 = 5_000.0;
/// A bank of the other side lies at least this many degrees off the wind named.
const OTHER_SIDE: f64 = 120.0;

/// Which bank a text means.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// By the current.
    Hand(Bank),
    /// By the compass.
    Facing(Wind),
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::OnFeature)
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let know = &corpus.know;
    let claim = case.claim;
    let (side, words) = side(&claim.evidence.quote)?;
    let object = claim.object.as_ref()?;
    let (place, river) = (claim.subject.place?, object.place?);
    let sure = claim.subject.confidence.min(object.confidence) >= THRESHOLDS.confidence.error
        && claim.subject.readings.len() < 2
        && object.readings.len() < 2;
    let plain = claim.polarity == Polarity::Affirmed && claim.hedge == Hedge::Asserted;
    if !sure || !plain || !know.is_pointlike(place) || know.place(river).class != Class::River {
        return None;
    }
    let at = know.point(place)?;
    let course = know.extent(river).filter(|shape| shape.is_line())?;
    let accuracy = know.accuracy_m(river) + know.accuracy_m(place) + settled_m(corpus, place);
    let near = course.nearest(at)?;
    let seen = azimuth(near.position, at);
    let wrong = match side {
        Side::Facing(wind) => {
            near.distance_m > accuracy && angle_between(seen, wind.azimuth()) > OTHER_SIDE
        }
        Side::Hand(bank) => {
            let downstream = downstream(corpus, river)?;
            judge_bank(at, &downstream, bank, accuracy).is_contradicted()
        }
    };
    if !wrong {
        return None;
    }
    let (place, river) = (know.name(place), know.name(river));
    let message = format!("{place} does not lie on the {words} of {river}");
    let mut finding = about("GEO114", Severity::Warning, case, message);
    finding.measured = Some(format!(
        "{} from the river, {}",
        distance(near.distance_m),
        bearing(seen)
    ));
    finding.threshold = Some(format!("{} from the river", distance(accuracy)));
    finding.reference = Some(know.references(&[object.place?]).join("; "));
    finding.help = Some(format!("write “{}”", other(side)));
    Some(finding)
}

/// How far a settlement reaches from its point: it may stand on both banks.
fn settled_m(corpus: &Corpus<'_>, place: PlaceId) -> f64 {
    if corpus.know.place(place).class.is_settlement() {
        corpus.know.radius_m(place)
    } else {
        0.0
    }
}

/// The bank that a quote names: "on the left bank of the Rhine".
fn side(quote: &str) -> Option<(Side, String)> {
    let lower = quote.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let at = words
        .iter()
        .position(|w| matches!(*w, "bank" | "shore" | "side"))?;
    let which = words.get(at.checked_sub(1)?)?;
    let side = match *which {
        "left" => Side::Hand(Bank::Left),
        "right" => Side::Hand(Bank::Right),
        wind => Side::Facing(Wind::from_words(wind.strip_suffix("ern").unwrap_or(wind))?),
    };
    Some((side, format!("{which} {}", words[at])))
}

fn other(side: Side) -> String {
    match side {
        Side::Hand(Bank::Left) => "right bank".to_owned(),
        Side::Hand(Bank::Right) => "left bank".to_owned(),
        Side::Facing(wind) => format!("{} bank", wind.opposite().words()),
    }
}

/// The course drawn from source to mouth, where one end alone meets a sea, a lake or another river.
fn downstream(corpus: &Corpus<'_>, river: PlaceId) -> Option<PreparedShape> {
    let know = &corpus.know;
    let mut footprints = know.place(river).footprints.iter();
    let line = footprints.find_map(|f| match &f.shape {
        Shape::Lines(lines) if lines.len() == 1 => lines.first(),
        _ => None,
    })?;
    let (first, last) = (*line.first()?, *line.last()?);
    let (begins, ends) = (
        meets_water(corpus, river, first),
        meets_water(corpus, river, last),
    );
    let course = match (begins, ends) {
        (false, true) => line.clone(),
        (true, false) => line.iter().rev().copied().collect(),
        _ => return None,
    };
    Some(Shape::Lines(vec![course]).prepared())
}

fn meets_water(corpus: &Corpus<'_>, river: PlaceId, end: Position) -> bool {
    let know = &corpus.know;
    [Class::Sea, Class::Lake, Class::River]
        .into_iter()
        .flat_map(|class| know.gazetteer.of_class(class))
        .filter(|id| *id != river)
        .filter(|id| {
            let near = know
                .point(*id)
                .is_none_or(|p| distance_m(p, end) < 3_000_000.0);
            near && know.extent(*id).is_some_and(|shape| !shape.is_point())
        })
        .any(|id| {
            know.extent(id)
                .and_then(|shape| shape.distance_m(end))
                .is_some_and(|metres| metres <= MOUTH_M)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bank_is_read_from_the_words() {
        let read = |quote| side(quote).map(|(side, _)| side);
        assert!(read("stands on the left bank of the Rhine") == Some(Side::Hand(Bank::Left)));
        assert!(read("on the northern bank of the Po") == Some(Side::Facing(Wind::N)));
        assert!(read("on the banks of the Po").is_none());
        assert!(read("on the bank of the Po").is_none());
    }
}
