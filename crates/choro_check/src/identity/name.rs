//! A name of a document with the places it may mean, and how likely each is before anything that
//! the document says of it is heard.

use crate::knowledge::Knowledge;
use choro_claim::{Annotated, Argument};
use choro_gazetteer::{Class, PlaceId};
use choro_name::fold;
use choro_quantity::When;
use std::collections::BTreeSet;

/// Rank of the project's own gazetteer.
pub(crate) const OWN: u32 = 100;
/// A settlement of so many people is known without further words.
const WELL_KNOWN: f64 = 150_000.0;
/// Readings looked at of each name.
const MOST: usize = 8;
/// How likely it is, beside the places listed, that one is meant that no reference has: of the
/// project's own places, of known ones, of others for each namesake, and where the words are hardly
/// a name of the place.
const UNLISTED: [f64; 4] = [0.001, 0.02, 0.25, 2.5];

/// A name and its readings.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The places it may mean, the likeliest by itself first.
    pub(super) readings: Vec<PlaceId>,
    /// The logarithm of how likely each is, and last that none of them is meant.
    pub(super) prior: Vec<f64>,
}

/// What tells one name of a document from another: its words and the class they assert.
pub(super) type Key = (String, Option<Class>);

impl Name {
    pub(super) fn key(argument: &Argument) -> Key {
        (fold(&argument.text), argument.class)
    }

    /// The name of an argument; `None` where no place is known for it.
    pub(super) fn of(argument: &Argument, text: &Annotated, know: &Knowledge<'_>) -> Option<Self> {
        argument.place?;
        let scored = scored(argument, text);
        let best = scored.first().map_or(1.0, |(_, score)| *score).max(1e-6);
        let readings: Vec<PlaceId> = scored.iter().map(|(place, _)| *place).collect();
        let mut prior: Vec<f64> = scored
            .iter()
            .map(|(_, score)| (score / best).max(1e-3).ln())
            .collect();
        prior.push(unlisted(argument, text, &readings, know).ln());
        Some(Self { readings, prior })
    }
}

/// The places an argument may mean with their scores, best first.
fn scored(argument: &Argument, text: &Annotated) -> Vec<(PlaceId, f64)> {
    let mention = argument.mention.map(|id| text.mentions.get(id));
    let candidates = mention.map_or(&[][..], |m| &m.candidates);
    let mut found: Vec<(PlaceId, f64)> = candidates.iter().map(|c| (c.place, c.score)).collect();
    for (order, id) in argument.place.iter().chain(&argument.readings).enumerate() {
        if found.iter().all(|(place, _)| place != id) {
            let last = found.last().map_or(1.0, |(_, score)| *score);
            found.push((*id, if order == 0 { 1.0 } else { last }));
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(MOST);
    found
}

fn unlisted(
    argument: &Argument,
    text: &Annotated,
    readings: &[PlaceId],
    know: &Knowledge<'_>,
) -> f64 {
    let [own, known, other, vague] = UNLISTED;
    let Some(first) = readings.first().copied() else {
        return other;
    };
    let decided = argument
        .mention
        .is_some_and(|id| text.mentions.decided.contains(&id));
    if decided || know.place(first).rank >= OWN {
        own
    } else if is_vague(argument, first, know) {
        vague
    } else if is_well_known(know, first) {
        known
    } else {
        other * (readings.len() as f64).sqrt()
    }
}

/// Whether words leave much doubt of the place they are taken for: they are no sure name of it, or
/// of a smaller place that is mostly called otherwise, or call it what it is not.
fn is_vague(argument: &Argument, place: PlaceId, know: &Knowledge<'_>) -> bool {
    let known = know.place(place);
    let (said, shown) = (fold(&argument.text), fold(known.name()));
    let words = |name: &str| {
        name.split(' ')
            .map(str::to_owned)
            .collect::<BTreeSet<String>>()
    };
    let (some, all) = (words(&said), words(&shown));
    let by_name = some.is_subset(&all) || all.is_subset(&some);
    let is = |class: Class| {
        let own = std::iter::once(&known.class).chain(&known.also);
        own.into_iter().any(|c| Class::compatible(*c, class))
    };
    let of_class = argument.class.is_none_or(is);
    !by_name || !of_class
}

/// Whether the place needs no other word of the text to be taken for the one meant.
pub(crate) fn is_well_known(know: &Knowledge<'_>, id: PlaceId) -> bool {
    know.famous(id, || is_famous(know, id))
}

fn is_famous(know: &Knowledge<'_>, id: PlaceId) -> bool {
    let place = know.place(id);
    if place.rank >= OWN {
        return true;
    }
    let people = people_of(know, id);
    let known = matches!(
        place.class,
        Class::Country | Class::Province | Class::Sea | Class::Range | Class::Plateau
    ) || people >= WELL_KNOWN;
    known
        && know.gazetteer.by_name(place.name()).iter().all(|other| {
            *other == id || know.coincide(*other, id) || is_minor(know, *other, place.class, people)
        })
}

/// Whether a namesake is too small to be thought of: a settlement of a twentieth of the people, or
/// of unknown size, beside a place of many; beside a country any town but a large one.
fn is_minor(know: &Knowledge<'_>, other: PlaceId, class: Class, people: f64) -> bool {
    let namesake = know.place(other);
    let theirs = people_of(know, other);
    if class == Class::Country && namesake.class.is_settlement() {
        return theirs < WELL_KNOWN;
    }
    let comparable = namesake.class == class && !class.is_settlement();
    !comparable && people >= WELL_KNOWN && theirs * 20.0 < people
}

pub(super) fn people_of(know: &Knowledge<'_>, id: PlaceId) -> f64 {
    know.gazetteer
        .attribute(id, "population", &When::default())
        .and_then(|a| a.number)
        .unwrap_or(0.0)
}
