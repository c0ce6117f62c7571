//! Whether a contradiction may be the resolver's fault: the text may mean a namesake that no
//! reference has.
//!
//! "Aurora is a town in South Dakota" says nothing wrong where the references only have Auroras
//! elsewhere. A place counts as meant where the project's own gazetteer has it, where another
//! statement of the document fits it, or where nothing else bears its name and it is well known.

use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use crate::verdict::Outcome;
use choro_claim::{Annotated, Claim, Kind};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_quantity::When;
use std::collections::BTreeSet;

/// Rank of the project's own gazetteer.
pub(crate) const OWN: u32 = 100;
/// Half of the world lies north of a place: a direction from farther than this, in metres, fits
/// too much to tell.
const FAR_M: f64 = 300_000.0;
/// Farther off than this, metres, a namesake is likelier than a slip.
const NAMESAKE_M: f64 = 500_000.0;
/// A settlement of so many people is known without further words.
const WELL_KNOWN: f64 = 150_000.0;

/// Turns contradictions that rest on a doubtful reading into "unresolved".
pub(crate) fn weigh(text: &Annotated, rulings: &mut [Ruling], know: &Knowledge<'_>) {
    let meant = meant(text, rulings, know);
    for (claim, ruling) in text.claims.iter().zip(rulings) {
        if ruling.outcome != Outcome::Contradicted || lies_in_small_scope(claim, ruling, know) {
            continue;
        }
        // A slip of half a thousand kilometres is rarer than a namesake that no reference has.
        let far_off = is_far_off(claim, ruling, know);
        let doubtful = places(claim)
            .into_iter()
            .find(|id| !meant.contains(id) && (far_off || !is_well_known(know, *id)));
        if let Some(place) = doubtful {
            let words = format!(
                "{}; but nothing else shows that this {} is meant",
                ruling.explanation,
                know.name(place)
            );
            ruling.outcome = Outcome::Undetermined;
            ruling.reason = "unresolved";
            ruling.explanation = words;
            ruling.fault = None;
        }
    }
}

/// Whether coordinates lie so far from the place taken, or the two places related by a distance are
/// so far apart, that another place of the name is likelier meant; never for the project's own.
fn is_far_off(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let own = ruling.subject.is_some_and(|id| know.place(id).rank >= OWN);
    let apart = || match claim.kind {
        Kind::Coordinates => {
            let (lat, lon) = claim.value.split_once(',')?;
            let stated = Position::new(lon.parse().ok()?, lat.parse().ok()?);
            Some(distance_m(stated, know.point(ruling.subject?)?))
        }
        Kind::Distance => Some(distance_m(
            know.point(ruling.subject?)?,
            know.point(ruling.object?)?,
        )),
        Kind::LocatedIn => know
            .extent(ruling.object?)?
            .distance_m(know.point(ruling.subject?)?),
        _ => None,
    };
    !own && apart().is_some_and(|metres| metres > NAMESAKE_M)
}

/// A superlative speaks of a holder that is known to lie where it is compared.
fn lies_in_small_scope(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let scope = ruling.object.map(|id| know.place(id).class);
    claim.kind == Kind::Superlative && scope.is_some_and(|class| class != Class::Country)
}

fn places(claim: &Claim) -> Vec<PlaceId> {
    std::iter::once(&claim.subject)
        .chain(&claim.object)
        .chain(&claim.others)
        .filter_map(|argument| argument.place)
        .collect()
}

/// The places that a statement of the document fits in particular, or that a person has said are
/// meant.
pub(crate) fn meant(
    text: &Annotated,
    rulings: &[Ruling],
    know: &Knowledge<'_>,
) -> BTreeSet<PlaceId> {
    let decided = text.mentions.decided.iter();
    let mut found: BTreeSet<PlaceId> = decided
        .filter_map(|id| text.mentions.get(*id).chosen)
        .collect();
    for (claim, ruling) in text.claims.iter().zip(rulings) {
        let telling = matches!(
            claim.kind,
            Kind::Coordinates
                | Kind::Direction
                | Kind::Distance
                | Kind::Borders
                | Kind::CapitalOf
                | Kind::OnFeature
                | Kind::PositionIn
                | Kind::LocatedIn
                | Kind::PartWhole
                | Kind::LineServes
        );
        // That a place lies in a country fits its namesakes there as well.
        let country = claim
            .object
            .as_ref()
            .and_then(|o| o.place)
            .is_some_and(|id| know.place(id).class == Class::Country);
        let far = claim.kind == Kind::Direction
            && match (ruling.subject, ruling.object) {
                (Some(a), Some(b)) => match (know.point(a), know.point(b)) {
                    (Some(a), Some(b)) => distance_m(a, b) > FAR_M,
                    _ => true,
                },
                _ => true,
            };
        if telling && ruling.outcome == Outcome::Supported && !country && !far {
            found.extend(ruling.subject);
            found.extend(ruling.object);
        }
    }
    found
}

/// Whether the place needs no other word of the text to be taken for the one meant.
pub(crate) fn is_well_known(know: &Knowledge<'_>, id: PlaceId) -> bool {
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
/// of unknown size, beside a place of many.
fn is_minor(know: &Knowledge<'_>, other: PlaceId, class: Class, people: f64) -> bool {
    let namesake = know.place(other);
    let theirs = people_of(know, other);
    let comparable = namesake.class == class && !class.is_settlement();
    !comparable && people >= WELL_KNOWN && theirs * 20.0 < people
}

fn people_of(know: &Knowledge<'_>, id: PlaceId) -> f64 {
    know.gazetteer
        .attribute(id, "population", &When::default())
        .and_then(|a| a.number)
        .unwrap_or(0.0)
}
