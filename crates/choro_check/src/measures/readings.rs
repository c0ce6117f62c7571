//! All readings of subject and object: a statement is wrong only where every one of them fails.

use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use choro_claim::Argument;
use choro_gazetteer::PlaceId;

/// Readings looked at of each argument; a name with more says too little.
const MOST: usize = 8;

/// The places an argument may mean, the chosen one first.
fn places(argument: &Argument) -> Places {
    let mut found = Places::default();
    for id in argument.place.iter().chain(&argument.readings) {
        if found.count < MOST && !found.contains(id) {
            found.ids[found.count] = *id;
            found.count += 1;
        }
    }
    found
}

/// A few places.
struct Places {
    ids: [PlaceId; MOST],
    count: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            ids: [PlaceId(0); MOST],
            count: 0,
        }
    }
}

impl std::ops::Deref for Places {
    type Target = [PlaceId];

    fn deref(&self) -> &[PlaceId] {
        &self.ids[..self.count]
    }
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
    together(places(subject).iter().filter_map(|s| {
        let s = *s;
        let mut ruling = judge(s);
        ruling.subject = ruling.subject.or(Some(s));
        let silent = s != chosen && ruling.is_silent() && know.coincide(s, chosen);
        (!silent).then_some(ruling)
    }))
}

/// Judges every pair of readings of two places.
pub(crate) fn of_two(
    know: &Knowledge<'_>,
    subject: &Argument,
    object: Option<&Argument>,
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
        .flat_map(|s| objects.iter().map(move |o| (*s, *o)));
    together(pairs.filter_map(|(s, o)| {
        let mut ruling = if s == o {
            let words = || format!("both are taken for one place, {}", know.name(s));
            Ruling::undetermined("vague", know.words(words))
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
    let mut wrong: Option<Ruling> = None;
    let mut undecided: Option<Ruling> = None;
    for ruling in rulings {
        if ruling.is_supported() {
            return ruling;
        }
        let kept = if ruling.is_contradicted() {
            &mut wrong
        } else {
            &mut undecided
        };
        kept.get_or_insert(ruling);
    }
    let all = undecided.or(wrong);
    all.unwrap_or_else(|| Ruling::undetermined("unresolved", "no place was found for it"))
}
