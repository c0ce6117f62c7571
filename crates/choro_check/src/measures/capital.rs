//! "Hyesan is the capital of Ryanggang"; "Kyongsong is a county seat".

use super::{readings, speaks_of_history};
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::{Argument, Claim};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::distance_m;
use choro_quantity::When;

/// Two records this close are one place: a town and the unit about it.
const SAME_M: f64 = 10_000.0;

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>, spoken: &When) -> Ruling {
    let when = if claim.when.is_unstated() {
        spoken
    } else {
        &claim.when
    };
    match &claim.object {
        Some(object) if object.place.is_none() && object.mention.is_none() => {
            readings::of_one(know, &claim.subject, |s| {
                seat_of_something(know, s, &claim.when)
            })
        }
        object => {
            if let Some(unfit) = no_seat(know, &claim.subject) {
                return unfit;
            }
            let seats = seats_among(know, &claim.subject);
            let ruling = readings::of_two(know, &seats, object.as_ref(), |s, o| {
                judge(know, s, o, when)
            });
            if ruling.is_contradicted()
                && ((claim.when.is_unstated() && speaks_of_history(claim)) || !is_named(claim))
            {
                return Ruling::undetermined("vague", ruling.explanation);
            }
            ruling
        }
    }
}

/// The ruling on a subject that can be no seat: most likely other words were meant than those read
/// as the subject.
fn no_seat(know: &Knowledge<'_>, subject: &Argument) -> Option<Ruling> {
    let chosen = subject.place.filter(|p| !may_be_seat(know, *p))?;
    let (name, class) = (know.name(chosen), know.place(chosen).class.noun());
    let words = format!("{name} is a {class}, which is no seat of anything");
    Some(Ruling::undetermined("vague", words))
}

/// The subject with those of its readings that can be a seat: a river of the same name absolves no
/// town.
fn seats_among(know: &Knowledge<'_>, subject: &Argument) -> Argument {
    let mut seats = subject.clone();
    seats.readings.retain(|p| may_be_seat(know, *p));
    seats
}

/// Whether a place is a settlement or a unit, or may be one as far as the references say.
fn may_be_seat(know: &Knowledge<'_>, place: PlaceId) -> bool {
    let place = know.place(place);
    let mut classes = std::iter::once(&place.class).chain(&place.also);
    classes.any(|c| c.is_settlement() || c.is_division() || *c == Class::Unknown)
}

/// Whether the unit is named in the words themselves: "the capital of the republic" may be that
/// of a republic named elsewhere, or of none.
fn is_named(claim: &Claim) -> bool {
    let object = claim.object.as_ref().map_or("", |o| o.text.trim());
    object
        .split_whitespace()
        .next()
        .is_some_and(|word| claim.evidence.quote.contains(word))
}

/// "A county seat": of which county is not said.
fn seat_of_something(know: &Knowledge<'_>, place: PlaceId, when: &When) -> Ruling {
    let of = &know.place(place).capital_of;
    match of
        .iter()
        .find(|r| when.is_unstated() || r.when.overlaps(when))
    {
        Some(relation) => {
            let unit = know.name(relation.to);
            Ruling::supported("table", format!("it is the seat of {unit}"))
                .with_evidence(vec![know.source(relation.source)])
        }
        None => Ruling::missing(format!(
            "the references do not say what {} is the seat of",
            know.name(place)
        )),
    }
}

/// Whether what makes a place the capital of a unit is a word about that time: dated, or not of
/// the distant past.
fn speaks_of(know: &Knowledge<'_>, capital: PlaceId, unit: PlaceId, when: &When) -> bool {
    let of = know.place(capital).capital_of.iter();
    of.filter(|r| r.to == unit).any(|r| {
        if r.when.is_unstated() {
            know.gazetteer.may_speak_of(r.source, when)
        } else {
            r.when.overlaps(when)
        }
    })
}

fn judge(know: &Knowledge<'_>, subject: PlaceId, unit: PlaceId, when: &When) -> Ruling {
    let (s, u) = (know.name(subject), know.name(unit));
    let own = know.place(subject).capital_of.iter().find(|r| r.to == unit);
    let known = know.gazetteer.capital(unit, when);
    let source = |id: PlaceId| {
        if know.is_wordless() {
            return Vec::new();
        }
        let of = know.place(id).capital_of.iter().filter(|r| r.to == unit);
        let mut found: Vec<String> = of.map(|r| know.source(r.source)).collect();
        found.sort();
        found.dedup();
        found
    };
    match known {
        Some(capital) if capital == subject || one_place(know, capital, subject) => {
            Ruling::supported("table", know.words(|| format!("{s} is the capital of {u}")))
                .with_evidence(source(capital))
        }
        Some(capital) => {
            let c = know.name(capital);
            if let Some(own) = own {
                return Ruling::undetermined(
                    "hierarchy",
                    format!(
                        "{s} is known as the capital of {u} in {}, {c} now",
                        own.when
                    ),
                )
                .with_evidence(source(capital));
            }
            if !speaks_of(know, capital, unit, when) {
                return Ruling::missing(know.words(|| {
                    format!("{c} is the capital of {u} by sources that do not say since when")
                }))
                .with_evidence(source(capital));
            }
            let apart = match (know.point(capital), know.point(subject)) {
                (Some(a), Some(b)) => distance_m(a, b),
                _ => 0.0,
            };
            if apart < SAME_M {
                let words = know.words(|| format!("{c}, close by, is the capital"));
                return Ruling::undetermined("too-close", words);
            }
            Ruling::contradicted(
                "table",
                Fault::Capital,
                know.words(|| format!("the capital of {u} is {c}, not {s}")),
            )
            .with_margin(if know.place(unit).class.is_division() {
                2.0
            } else {
                0.5
            })
            .with_evidence(source(capital))
            .instead(c)
        }
        None => Ruling::missing(know.words(|| format!("the references name no capital of {u}"))),
    }
}

/// A unit and its settlement, kept as two records.
fn one_place(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> bool {
    let near = match (know.point(a), know.point(b)) {
        (Some(p), Some(q)) => distance_m(p, q) < 3.0 * SAME_M,
        _ => true,
    };
    near && know.share_name(a, b)
}
