//! "Graz has 291,000 inhabitants (2020)"; "The lake covers 45 hectares"; "at 353 m".

use super::readings;
use crate::data::Figures;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::number;
use choro_claim::Claim;
use choro_gazetteer::{Attribute, Class, PlaceId};
use choro_quantity::{Hedge, MeasureKind, When};

/// The middle of what the claim states.
fn stated(claim: &Claim) -> Option<f64> {
    let (low, high) = claim.amount?;
    (low.is_finite() && high.is_finite()).then(|| f64::midpoint(low, high))
}

fn year(when: &When) -> Option<i32> {
    let (first, last) = (when.earliest?.year, when.latest?.year);
    (last - first <= 1).then_some(last)
}

pub(super) fn population(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(value) = stated(claim).filter(|v| *v > 0.0) else {
        return Ruling::undetermined("vague", "the number is a bound or a word");
    };
    readings::of_one(know, &claim.subject, |s| {
        let figures: Vec<&Attribute> = know
            .gazetteer
            .attributes(s, "population")
            .filter(|a| a.number.is_some_and(|n| n > 0.0))
            .collect();
        let rulings: Vec<Ruling> = figures
            .iter()
            .map(|figure| against(claim, know, s, value, figure))
            .collect();
        weighed(rulings).unwrap_or_else(|| {
            let words = || format!("no population known for {}", know.name(s));
            Ruling::missing(know.words(words))
        })
    })
}

/// Supported by one figure, contradicted only where no figure leaves room.
fn weighed(rulings: Vec<Ruling>) -> Option<Ruling> {
    let first = |want: fn(&Ruling) -> bool| rulings.iter().find(|r| want(r)).cloned();
    first(Ruling::is_supported)
        .or_else(|| first(|r| !r.is_contradicted() && r.reason == "too-close"))
        .or_else(|| first(Ruling::is_contradicted))
        .or_else(|| first(|_| true))
}

fn against(
    claim: &Claim,
    know: &Knowledge<'_>,
    place: PlaceId,
    value: f64,
    figure: &Attribute,
) -> Ruling {
    let reference = figure.number.unwrap_or(value);
    let ratio = value / reference;
    let limits = &know.limits.figures;
    let blurred = claim.approximate || claim.hedge != Hedge::Asserted;
    let tolerance = if blurred { limits.hedged } else { limits.same };
    let name = know.name(place);
    let words = know.words(|| {
        format!(
            "{name} has {} by {}; {ratio:.2} times that is stated",
            crate::wording::dated(figure),
            know.source(figure.source)
        )
    });
    let tagged = |ruling: Ruling| {
        if know.is_wordless() {
            return ruling;
        }
        ruling
            .with_measured(format!("{ratio:.2} times {}", number(reference)))
            .with_threshold(format!("{} to {}", limits.low, limits.high))
            .with_evidence(vec![know.source(figure.source)])
    };
    let years = match (year(&claim.when), year(&figure.when)) {
        (Some(said), Some(known)) => said.abs_diff(known),
        _ if claim.when.is_unstated() => 15,
        // A figure without a year is of the years before its source was issued.
        (Some(said), None) if is_recent(said, know, figure) => 15,
        _ => {
            let words = know.words(|| format!("{words}; its year is not known"));
            return tagged(Ruling::missing(words));
        }
    };
    let n = years.min(60) as i32;
    let low = limits.shrink.powi(n) * (1.0 - tolerance);
    let high = limits.grow.powi(n) * (1.0 + tolerance);
    let borne_out = if figure.when.is_unstated() {
        // How far the years lie apart is not known: only what hardly differs is the same figure.
        1.0 - limits.hedged..=1.0 + limits.hedged
    } else {
        low..=high
    };
    if borne_out.contains(&ratio) {
        return tagged(Ruling::supported("table", words));
    }
    let past = if ratio > 1.0 {
        ratio / limits.high.max(high)
    } else {
        limits.low.min(low) / ratio
    };
    // A figure without a year, or of another time, says what is likely and no more, but for a slip
    // of digits.
    let undated = figure.when.is_unstated();
    if past > 1.0 && (undated && is_digit_slip(ratio, limits.hedged) || !undated && years <= 10) {
        let ruling = Ruling::contradicted("table", Fault::Magnitude, words)
            .with_margin((past - 1.0) / 0.1)
            .instead(know.words(|| number(reference)));
        let ruling = match slip(ratio) {
            Some(slip) => ruling.noted(slip),
            None => ruling,
        };
        return tagged(ruling);
    }
    tagged(Ruling::undetermined("too-close", words))
}

/// Whether a number is ten, a hundred or a thousand times another, or a part, but for what may lie
/// between figures of one thing, a share: ten times what would be borne out.
fn is_digit_slip(ratio: f64, share: f64) -> bool {
    let digits = ratio.log10();
    let (whole, off) = (digits.round(), (digits - digits.round()).abs());
    (1.0..=6.0).contains(&whole.abs()) && off <= -(1.0 - share).log10()
}

/// Whether a year is one of the thirty before a figure's source was issued, or later.
fn is_recent(year: i32, know: &Knowledge<'_>, figure: &Attribute) -> bool {
    let version = &know.gazetteer.source(figure.source).version;
    let issued = version.get(..4).and_then(|y| y.parse::<i32>().ok());
    figure.when.is_unstated() && issued.is_some_and(|issued| issued - year <= 30)
}

/// The slip that a ratio shows, where it shows one.
fn slip(ratio: f64) -> Option<&'static str> {
    let like = |wanted: f64| (ratio / wanted - 1.0).abs() <= 0.05;
    [
        (10.0, "ten times the known figure: perhaps a digit too many"),
        (0.1, "a tenth of the known figure: perhaps a digit too few"),
        (2.59, "2.59 times: perhaps km² where square miles are meant"),
        (
            0.386,
            "0.386 times: perhaps square miles where km² are meant",
        ),
        (3.28, "3.28 times: perhaps feet where metres are meant"),
        (0.3048, "0.30 times: perhaps metres where feet are meant"),
    ]
    .into_iter()
    .find(|(wanted, _)| like(*wanted))
    .map(|(_, words)| words)
}

pub(super) fn area(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(unit) = know.unit(&claim.unit, MeasureKind::Area) else {
        return Ruling::undetermined("vague", "the unit is not one of area");
    };
    let Some(value) = stated(claim).filter(|v| *v > 0.0) else {
        return Ruling::undetermined("vague", "the number is a bound or a word");
    };
    readings::of_one(know, &claim.subject, |s| {
        let table = know.gazetteer.attribute(s, "area", &claim.when);
        let name = know.name(s);
        let (reference, evidence, sure) = match (table.and_then(|a| a.number), know.region(s)) {
            (Some(n), _) => {
                let source = table.map(|a| know.source(a.source));
                (n, source.into_iter().collect(), true)
            }
            (None, Some(region)) => (region.area_m2(), know.references(&[s]), false),
            (None, None) => return Ruling::missing(format!("no area known for {name}")),
        };
        if reference <= 0.0 {
            return Ruling::missing(format!("no area known for {name}"));
        }
        let shown = format!("{} km²", number(reference / 1e6));
        let words = format!("{name} covers {shown}");
        let ratio = value * unit / reference;
        let ruling = if !sure && by_outline(know, s, ratio) {
            let named = claim
                .subject
                .span
                .is_some_and(|span| claim.evidence.span.covers(span));
            off_outline(ratio, &words, 2.0 * know.limits.figures.hedged, named)
        } else {
            compared(&know.limits.figures, ratio, &words, sure)
        };
        ruling.with_evidence(evidence).instead(shown)
    })
}

pub(super) fn elevation(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(unit) = know.unit(&claim.unit, MeasureKind::Length) else {
        return Ruling::undetermined("vague", "the unit is not one of height");
    };
    let Some(value) = stated(claim) else {
        return Ruling::undetermined("vague", "the number is a bound or a word");
    };
    readings::of_one(know, &claim.subject, |s| {
        let known = know.gazetteer.attribute(s, "elevation", &When::default());
        let Some((figure, metres)) = known.and_then(|a| Some((a, a.number?))) else {
            return by_grid(value * unit, s, know);
        };
        let off = (value * unit - metres).abs();
        let words = format!("{} stands at {} m", know.name(s), number(metres));
        // A place has many heights: only what no part of it can have is wrong.
        let ruling = if off <= (0.1 * metres.abs()).max(50.0) {
            Ruling::supported("table", words)
        } else if off > (0.5 * metres.abs()).max(500.0) {
            let ruling = Ruling::contradicted("table", Fault::Height, words)
                .with_margin((off - 500.0) / 100.0)
                .instead(format!("{} m", number(metres)));
            match slip(value * unit / metres.max(1.0)) {
                Some(slip) => ruling.noted(slip),
                None => ruling,
            }
        } else {
            Ruling::undetermined("too-close", words)
        };
        ruling
            .with_measured(format!("{} m off", number(off)))
            .with_evidence(vec![know.source(figure.source)])
    })
}

/// A height that no record has, held against the ground: a grid knows neither which part of a place
/// is meant nor its towers, and so bears out or leaves open.
fn by_grid(metres: f64, place: PlaceId, know: &Knowledge<'_>) -> Ruling {
    let name = know.name(place);
    let radius = know.radius_m(place).clamp(500.0, 10_000.0);
    let survey = know
        .point(place)
        .and_then(|at| Some((know.relief.survey(at, radius, radius / 10.0)?, at)));
    let Some((survey, at)) = survey else {
        return Ruling::missing(format!("no elevation known for {name}"));
    };
    let words = format!(
        "the ground about {name} lies between {} m and {} m",
        number(survey.lowest.round()),
        number(survey.highest.round())
    );
    let file = know.relief.file_at(at);
    let off = (survey.lowest - metres)
        .max(metres - survey.highest)
        .max(0.0);
    let room = (0.1 * metres.abs()).max(50.0) + file.map_or(0.0, |file| file.accuracy_m);
    let ruling = if off <= room {
        Ruling::supported("measured", words)
    } else {
        Ruling::undetermined("too-close", words)
    };
    ruling
        .with_measured(format!("{} m off", number(off.round())))
        .with_evidence(file.into_iter().map(|file| file.source.clone()).collect())
}

/// Outlines say an area to this factor: coasts are drawn with or without their waters.
const OUTLINE: f64 = 3.0;

/// Whether the outline of a place is of what its area is told of, and the area far from it.
fn by_outline(know: &Knowledge<'_>, place: PlaceId, ratio: f64) -> bool {
    let class = know.place(place).class;
    let drawn = class.is_division() || matches!(class, Class::Lake | Class::Island);
    drawn && !(1.0 / OUTLINE..=OUTLINE).contains(&ratio)
}

/// An area that is far from the outline's: a slip of a digit where it is ten times, or a tenth of, what
/// the outline, `share` off, would bear out, and the statement names the place itself.
fn off_outline(ratio: f64, words: &str, share: f64, named: bool) -> Ruling {
    let words = format!("{words} as drawn; {ratio:.2} times that is stated");
    let past = ratio.max(1.0 / ratio) / OUTLINE;
    let digit = named && is_digit_slip(ratio, share) && ratio.log10().abs() < 1.5;
    let fault = if digit {
        Fault::Magnitude
    } else {
        Fault::AreaOfOutline
    };
    let ruling = Ruling::contradicted("measured", fault, words)
        .with_margin((past - 1.0) / 0.1)
        .with_measured(format!("{ratio:.2} times"))
        .with_threshold(format!("{:.2} to {OUTLINE} times", 1.0 / OUTLINE));
    match slip(ratio) {
        Some(slip) => ruling.noted(slip),
        None => ruling,
    }
}

/// By ratio to a reference; outlines alone (not `sure`) only support.
fn compared(limits: &Figures, ratio: f64, words: &str, sure: bool) -> Ruling {
    let words = format!("{words}; {ratio:.2} times that is stated");
    let near = if sure {
        limits.hedged
    } else {
        2.0 * limits.hedged
    };
    let ruling = if (1.0 - near..=1.0 + near).contains(&ratio) {
        Ruling::supported("table", words)
    } else if sure && !(limits.low..=limits.high).contains(&ratio) {
        let past = if ratio > 1.0 {
            ratio / limits.high
        } else {
            limits.low / ratio
        };
        let ruling =
            Ruling::contradicted("table", Fault::Magnitude, words).with_margin((past - 1.0) / 0.1);
        match slip(ratio) {
            Some(slip) => ruling.noted(slip),
            None => ruling,
        }
    } else {
        Ruling::undetermined("too-close", words)
    };
    ruling.with_measured(format!("{ratio:.2} times"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_show_their_slip() {
        assert!(slip(9.9).is_some_and(|s| s.contains("digit")));
        assert!(slip(2.6).is_some_and(|s| s.contains("square miles")));
        assert_eq!(slip(1.7), None);
        assert!(is_digit_slip(9.05, 0.1) && is_digit_slip(0.011, 0.1));
        assert!(!is_digit_slip(8.8, 0.1) && !is_digit_slip(3.0, 0.1));
        let limits = &crate::data::THRESHOLDS.figures;
        assert!(compared(limits, 1.05, "", true).is_supported());
        assert!(compared(limits, 3.0, "", true).is_contradicted());
        assert!(!compared(limits, 3.0, "", false).is_contradicted());
    }
}
