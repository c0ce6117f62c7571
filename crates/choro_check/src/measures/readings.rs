//! All readings of subject and object: a statement is wrong only where every one of them fails.

use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use choro_claim::Argument;
use choro_gazetteer::PlaceId;

/// Readings looked at of each argument; a name with more says too little.
const MOST: usize = 8;

/// The places an argument may mean, the chosen one first.
fn places(argument: &Argument) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = argument.place.into_iter().collect();
    for id in &argument.readings {
        if !found.contains(id) {
            found.push(*id);
        }
    }
    found.truncate(MOST);
    found
}

/// What is said of an argument that no place is known for.
pub(crate) fn unresolved(argument: &Argument) -> Ruling {
    let text = argument.text.trim();
    let words = if text.is_empty() {
        "the text names no place here".to_owned()
    } else {
        format!("no place known as “{text}” in the references")
    };
    Ruling::undetermined("unresolved", words)
}

/// Judges every reading of one place.
pub(crate) fn of_one(
    know: &Knowledge<'_>,
    subject: &Argument,
    judge: impl Fn(PlaceId) -> Ruling,
) -> Ruling {
    let Some(chosen) = subject.place else {
        return unresolved(subject);
    };
    together(places(subject).into_iter().filter_map(|s| {
        let mut ruling = judge(s);
        ruling.subject = ruling.subject.or(Some(s));
        let silent = s != chosen && ruling.is_silent() && know.coincide(s, chosen);
        (!silent).then_some(ruling)
    }))
}

/// How much farther apart than the nearest pair another pair may be and still be meant where a
/// text relates two places to one another, and metres added to it; and how much farther than the
/// pair chosen. Directions and distances are given from places nearby: a namesake on another
/// continent that happens to fit absolves nothing.
const FARTHER: (f64, f64) = (3.0, 100_000.0);
const FARTHER_THAN_CHOSEN: f64 = 1.5;

/// Judges the pairs of readings of two places that a text relates by distance or direction:
/// those about as near to each other as the nearest, or as the pair chosen.
pub(crate) fn of_neighbours(
    know: &Knowledge<'_>,
    subject: &Argument,
    object: Option<&Argument>,
    judge: impl Fn(PlaceId, PlaceId) -> Ruling,
) -> Ruling {
    let apart =
        |s: PlaceId, o: PlaceId| Some(choro_geometry::distance_m(know.point(s)?, know.point(o)?));
    let chosen = subject.place.zip(object.and_then(|o| o.place));
    let objects = object.map(places).unwrap_or_default();
    let nearest = places(subject)
        .iter()
        .flat_map(|s| objects.iter().map(move |o| (*s, *o)))
        .filter(|(s, o)| s != o && !know.coincide(*s, *o))
        .filter_map(|(s, o)| apart(s, o))
        .min_by(f64::total_cmp);
    let limit = chosen.and_then(|(s, o)| apart(s, o)).map(|metres| {
        let near = FARTHER.0 * nearest.unwrap_or(metres) + FARTHER.1;
        near.max(FARTHER_THAN_CHOSEN * metres)
    });
    let meant = |s, o| !matches!((limit, apart(s, o)), (Some(limit), Some(d)) if d > limit);
    pairs(know, subject, object, meant, judge)
}

/// Judges every pair of readings of two places.
pub(crate) fn of_two(
    know: &Knowledge<'_>,
    subject: &Argument,
    object: Option<&Argument>,
    judge: impl Fn(PlaceId, PlaceId) -> Ruling,
) -> Ruling {
    pairs(know, subject, object, |_, _| true, judge)
}

fn pairs(
    know: &Knowledge<'_>,
    subject: &Argument,
    object: Option<&Argument>,
    meant: impl Fn(PlaceId, PlaceId) -> bool,
    judge: impl Fn(PlaceId, PlaceId) -> Ruling,
) -> Ruling {
    let Some(object) = object else {
        return Ruling::undetermined("vague", "the statement names no second place");
    };
    let Some(first) = subject.place else {
        return unresolved(subject);
    };
    let Some(second) = object.place else {
        return unresolved(object);
    };
    let (subjects, objects) = (places(subject), places(object));
    let pairs = subjects
        .iter()
        .flat_map(|s| objects.iter().map(move |o| (*s, *o)))
        .filter(|(s, o)| meant(*s, *o));
    together(pairs.filter_map(|(s, o)| {
        let mut ruling = if s == o {
            let name = know.name(s);
            Ruling::undetermined("vague", format!("both are taken for one place, {name}"))
        } else {
            judge(s, o)
        };
        ruling.subject = Some(s);
        ruling.object = Some(o);
        let other = s != first || o != second;
        let silent = other
            && ruling.is_silent()
            && (s == first || know.coincide(s, first))
            && (o == second || know.coincide(o, second));
        (!silent).then_some(ruling)
    }))
}

/// The ruling on all readings together, the first being the one chosen: its own where it is
/// supported or all agree; else that of the first reading that is supported, or undetermined.
pub(super) fn together(rulings: impl Iterator<Item = Ruling>) -> Ruling {
    let mut first: Option<Ruling> = None;
    let mut undecided: Option<Ruling> = None;
    for ruling in rulings {
        if ruling.is_supported() {
            return ruling;
        }
        if !ruling.is_contradicted() && undecided.is_none() {
            undecided = Some(ruling.clone());
        }
        first.get_or_insert(ruling);
    }
    match (first, undecided) {
        (_, Some(undecided)) => undecided,
        (Some(first), None) => first,
        (None, None) => Ruling::undetermined("unresolved", "no place was found for it"),
    }
}
