//! "Ghent is a city in Flanders"; "Bornholm is part of Denmark".

use super::{readings, speaks_of_history};
use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::Claim;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{LyingIn, distance_m, judge_containment};
use choro_quantity::When;

/// A river or range that passes this far from a region, in metres, does not lie in it.
const PASSES_BY_M: f64 = 25_000.0;
/// Outlines of countries leave out islands as far off as this, in metres.
const ISLANDS_M: f64 = 400_000.0;

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>, spoken: &When) -> Ruling {
    let when = if claim.when.is_unstated() {
        spoken
    } else {
        &claim.when
    };
    let history = speaks_of_history(claim);
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let ruling = know.lying_in(s, o, when, || judge(know, s, o, when));
        if ruling.fault == Some(Fault::FormerParent) && claim.when.is_unstated() && history {
            return Ruling::supported("hierarchy", ruling.explanation)
                .with_evidence(ruling.evidence);
        }
        ruling
    })
}

fn judge(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId, when: &When) -> Ruling {
    let (s, o) = (know.name(subject), know.name(object));
    let edge = know.gazetteer.is_part_of(subject, object, when);
    if edge == Some(true) {
        let words = know.words(|| format!("the references place {s} in {o}"));
        return Ruling::supported("hierarchy", words).with_evidence(parents_sources(know, subject));
    }
    if let Some(until) = ended(know, subject, object)
        && !when.is_unstated()
    {
        let words = know.words(|| format!("{s} lay in {o} until {until}, but not in {when}"));
        return Ruling::contradicted("hierarchy", Fault::FormerParent, words)
            .with_margin(1.0)
            .with_evidence(parents_sources(know, subject));
    }
    if know.gazetteer.is_part_of(object, subject, when) == Some(true) {
        let words = know.words(|| format!("{o} lies in {s}, not the other way round"));
        return Ruling::undetermined("vague", words);
    }
    if let Some(since) = begins_later(know, subject, object, when) {
        // The past is often told by the units of today.
        return Ruling::undetermined(
            "hierarchy",
            format!("{s} lies in {o} since {since}; where it lay in {when} is another matter"),
        )
        .with_evidence(parents_sources(know, subject));
    }
    let measured = geometry(know, subject, object, when);
    if measured.is_supported() || measured.reason == "too-close" {
        return measured;
    }
    if let Some(until) = ended(know, subject, object) {
        let words = know.words(|| format!("{s} lay in {o} until {until}"));
        return Ruling::undetermined("hierarchy", words);
    }
    if edge == Some(false) && !measured.is_contradicted() && both_units(know, subject, object) {
        let elsewhere = elsewhere(know, subject, object, when);
        let words = know.words(|| match elsewhere {
            Some(other) => format!(
                "the references place {s} in {}, not in {o}",
                know.name(other)
            ),
            None => format!("the references do not place {s} in {o}"),
        });
        let ruling = Ruling::contradicted("hierarchy", Fault::NotContained, words)
            .with_margin(0.5)
            .with_evidence(parents_sources(know, subject));
        return match elsewhere {
            Some(other) => ruling.instead(know.name(other)),
            None => ruling,
        };
    }
    if !measured.is_contradicted() || know.is_wordless() {
        return measured;
    }
    match elsewhere(know, subject, object, when) {
        Some(other) => measured.instead(know.name(other)),
        None => measured,
    }
}

/// When a dated relation of the two ended.
fn ended(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> Option<i32> {
    know.place(subject)
        .parents
        .iter()
        .filter(|r| r.to == object)
        .filter_map(|r| r.when.latest)
        .map(|day| day.year)
        .max()
}

/// Since when the two are related, where that is known and later than the time spoken of.
fn begins_later(
    know: &Knowledge<'_>,
    subject: PlaceId,
    object: PlaceId,
    when: &When,
) -> Option<i32> {
    let parents = know.place(subject).parents.iter();
    let related = || parents.clone().filter(|r| r.to == object);
    let later = related().all(|r| when.before(&r.when));
    let first = related().filter_map(|r| r.when.earliest).min()?;
    later.then_some(first.year)
}

/// The unit of the object's class that the subject does lie in.
fn elsewhere(
    know: &Knowledge<'_>,
    subject: PlaceId,
    object: PlaceId,
    when: &When,
) -> Option<PlaceId> {
    let class = know.place(object).class;
    know.gazetteer
        .ancestors_at(subject, when)
        .into_iter()
        .find(|up| *up != object && know.place(*up).class == class)
}

/// Whether both are settlements or divisions, of which hierarchies speak.
fn both_units(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> bool {
    let unit = |class: Class| class.is_division() || class.is_settlement();
    unit(know.place(subject).class) && know.place(object).class.is_division()
}

fn parents_sources(know: &Knowledge<'_>, id: PlaceId) -> Vec<String> {
    if know.is_wordless() {
        return Vec::new();
    }
    let mut found: Vec<String> = know
        .place(id)
        .parents
        .iter()
        .map(|r| know.source(r.source))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// By outlines. One of today is no word against a place in the distant past, when the unit may
/// have reached farther.
fn geometry(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId, when: &When) -> Ruling {
    let ruling = drawn(know, subject, object, when);
    if ruling.is_contradicted() && !know.outline_speaks_of(object, when) {
        let o = know.name(object);
        let words = know.words(|| format!("the outline of {o} in {when} is not known"));
        return Ruling::missing(words);
    }
    ruling
}

fn drawn(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId, when: &When) -> Ruling {
    let evidence = know.references(&[subject, object]);
    let (s, o) = (know.place(subject), know.place(object));
    let Some(region) = know.region_at(object, when) else {
        return within_settlement(know, subject, object).with_evidence(evidence);
    };
    let pointlike = know.is_pointlike(subject);
    let shape = if pointlike {
        know.point(subject)
            .map(|p| std::sync::Arc::new(choro_geometry::Shape::Point(p).prepared()))
    } else {
        know.extent(subject)
    };
    let Some(shape) = shape else {
        return Ruling::missing(format!("no position known for {}", s.name()));
    };
    let limits = &know.limits.located;
    let mut tolerance = know.accuracy_m(subject).min(5_000.0) + know.accuracy_m(object);
    tolerance = tolerance.max(limits.tolerance_m);
    if !o.class.is_division() && !o.class.is_settlement() {
        tolerance = tolerance.max(limits.coarse_tolerance_m);
    }
    if o.class.is_water() && (s.class.is_settlement() || s.class.is_division()) {
        return Ruling::undetermined("vague", "what is meant is hardly the water itself")
            .with_evidence(evidence);
    }
    let deviation = (5.0 * tolerance).max(10_000.0);
    if pointlike && know.is_wordless() && is_far_off(know, subject, object, deviation, when) {
        return far_off(s.class, o.class);
    }
    if shape.is_line() {
        return line_in_region(know, subject, object).with_evidence(evidence);
    }
    let inside = know.point(subject).is_some_and(|p| region.contains(p));
    let lying_in = if inside {
        LyingIn::Unknown
    } else {
        lying_in(know, subject, object)
    };
    let judged = judge_containment(&shape, &region, tolerance, lying_in);
    let outside = judged.measure("outside").unwrap_or(0.0);
    let words = know.words(|| {
        if outside > 0.0 {
            format!(
                "{} lies {} outside {}",
                s.name(),
                distance(outside),
                o.name()
            )
        } else {
            format!("{} lies inside {}", s.name(), o.name())
        }
    });
    if judged.is_contradicted() && s.class.level() > o.class.level() && o.class.level() > 0 {
        let words = know.words(|| format!("{words}, which is of lower rank"));
        return Ruling::undetermined("vague", words);
    }
    if judged.is_contradicted() && outside <= ISLANDS_M && is_at_sea(know, subject, object) {
        let words = know.words(|| format!("{words}, but small islands are not drawn"));
        return Ruling::undetermined("too-close", words).with_evidence(evidence);
    }
    Ruling::judged(know, &judged, Fault::NotContained, words)
        .with_measured(know.words(|| format!("{} outside", distance(outside.max(0.0)))))
        .with_evidence(evidence)
}

/// Whether the box around an outline of today shows that a place lies farther outside than small
/// islands and a deviation of so many metres: measuring the distance would say no more.
fn is_far_off(
    know: &Knowledge<'_>,
    subject: PlaceId,
    object: PlaceId,
    deviation: f64,
    when: &When,
) -> bool {
    /// By so much of itself a distance may be shorter than that by which a box is grown, as long as
    /// it is not near a pole, where boxes say little.
    const ROOM: f64 = 1.1;
    const POLAR: f64 = 84.0;
    let reach = ROOM * deviation.max(ISLANDS_M);
    let of_today = when.is_unstated() && !know.is_dated(object);
    let point = know.point(subject);
    let point = point.filter(|at| at.is_valid() && at.lat.abs() < POLAR);
    of_today && point.is_some_and(|at| know.is_outside_box(at, object, reach))
}

/// The ruling on a place so far off that it lies in no sense in a unit, without words.
fn far_off(subject: Class, object: Class) -> Ruling {
    if subject.level() > object.level() && object.level() > 0 {
        return Ruling::undetermined("vague", "");
    }
    Ruling::contradicted("measured", Fault::NotContained, "")
}

/// Whether a place lies in no country as drawn, and is said to lie in one.
fn is_at_sea(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> bool {
    let country = know.place(object).class == Class::Country;
    country && know.point(subject).is_some() && know.holders(Class::Country, subject).is_empty()
}

/// The unit of the object's class that holds the subject, as seen from the object.
fn lying_in(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> LyingIn {
    let class = know.place(object).class;
    if !class.is_division() || know.region(object).is_none() {
        return LyingIn::Unknown;
    }
    let holders = know.holders(class, subject);
    match holders.iter().find(|id| **id != object) {
        None => LyingIn::Unknown,
        Some(id) if know.are_apart(*id, object) => LyingIn::Apart,
        Some(_) => LyingIn::Touching,
    }
}

fn line_in_region(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> Ruling {
    let (Some(line), Some(region)) = (know.extent(subject), know.region(object)) else {
        return Ruling::missing("no course known for it");
    };
    match line.distance_between_m(&region) {
        Some(metres) if metres <= know.limits.located.tolerance_m => {
            Ruling::supported("measured", "it runs through or along it")
        }
        Some(metres) if metres > PASSES_BY_M => Ruling::contradicted(
            "measured",
            Fault::NotContained,
            format!("{} passes {} away", know.name(subject), distance(metres)),
        )
        .with_measured(distance(metres))
        .with_margin((metres - PASSES_BY_M) / THRESHOLDS.margin.metres),
        _ => Ruling::undetermined("too-close", "it passes close by, as drawn"),
    }
}

/// A settlement without outline holds what lies within its radius.
fn within_settlement(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> Ruling {
    let no_outline = || format!("no outline known for {}", know.name(object));
    let (Some(a), Some(b)) = (know.point(subject), know.point(object)) else {
        return Ruling::missing(know.words(no_outline));
    };
    if !know.place(object).class.is_settlement() {
        return Ruling::missing(know.words(no_outline));
    }
    let metres = distance_m(a, b);
    let radius = know.radius_m(object) + know.accuracy_m(subject).min(5_000.0);
    let (s, o) = (know.name(subject), know.name(object));
    let words = know.words(|| format!("{s} lies {} from the centre of {o}", distance(metres)));
    let limit = radius + know.limits.located.settlement_km * 1_000.0;
    if metres <= radius + 2_000.0 {
        Ruling::supported("measured", words)
    } else if metres > limit && !know.place(subject).class.is_settlement() {
        // "A town in York" may lie in a county of that name; a monument does not.
        Ruling::contradicted("measured", Fault::NotContained, words)
            .with_margin((metres - limit) / THRESHOLDS.margin.metres)
            .with_threshold(know.words(|| distance(limit)))
    } else {
        Ruling::missing(know.words(|| format!("{words}; its outline is not known")))
    }
    .with_measured(know.words(|| distance(metres)))
}
