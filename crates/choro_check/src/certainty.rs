//! Whether a contradiction may be the resolver's fault: the text may mean a namesake that no
//! reference has.
//!
//! "Aurora is a town in South Dakota" says nothing wrong where the references only have Auroras
//! elsewhere. A place counts as meant where the project's own gazetteer has it, where another
//! statement of the document fits it, or where nothing else bears its name and it is well known.

use crate::agreement::{self, Agreement};
use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::measures;
use crate::ruling::{Fault, Ruling};
use crate::verdict::Outcome;
use choro_claim::{Annotated, Argument, Claim, Kind};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_name::fold;
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
/// What the other statements must say for a place to be taken for the one meant, in the measure
/// of [`Agreement`]: more than that it lies in the province named.
const ENOUGH: f64 = 0.7;
/// The same where its name alone leaves much doubt, or where the text gives it another position.
const ENOUGH_OF_DOUBTFUL: f64 = 1.5;
/// Places related to one another that lie within so many metres are hardly both namesakes of
/// those meant; what that is worth.
const BESIDE: [(f64, f64); 2] = [(40_000.0, 0.7), (100_000.0, 0.3)];
/// What the other statements say of a place that is not the one meant, however well known.
const AGAINST: f64 = -0.9;

/// Turns contradictions that rest on a doubtful reading into "unresolved", and support that two
/// far-off namesakes give by chance.
pub(crate) fn weigh(
    text: &Annotated,
    rulings: &mut [Ruling],
    agreement: &Agreement,
    know: &Knowledge<'_>,
) {
    for (at, (claim, ruling)) in text.claims.iter().zip(rulings).enumerate() {
        let doubtful = match ruling.outcome {
            Outcome::Contradicted if is_sure(claim, ruling, know) => None,
            Outcome::Contradicted => {
                of_a_federation(text, claim, know).or(doubtful(at, claim, ruling, agreement, know))
            }
            Outcome::Supported if claim.kind == Kind::Direction => {
                by_chance(at, ruling, agreement, know)
            }
            _ => None,
        };
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

/// Whether the fault itself shows which place is meant: figures of a position exchanged lead to it,
/// and a superlative speaks of a holder that is known to lie where it is compared.
fn is_sure(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    ruling.fault == Some(Fault::SwappedCoordinate) || lies_in_small_scope(claim, ruling, know)
}

/// A place of a contradiction that may not be the one meant.
fn doubtful(
    at: usize,
    claim: &Claim,
    ruling: &Ruling,
    agreement: &Agreement,
    know: &Knowledge<'_>,
) -> Option<PlaceId> {
    // A slip of half a thousand kilometres is rarer than a namesake that no reference has.
    let far_off = is_far_off(claim, ruling, know);
    let beside = beside(claim, ruling, know);
    arguments(claim)
        .filter_map(|argument| Some((argument, argument.place?)))
        .filter(|(_, place)| know.place(*place).rank < OWN)
        .find_map(|(argument, chosen)| {
            let judged = [ruling.subject, ruling.object].into_iter().flatten();
            let place = judged
                .clone()
                .find(|id| argument.readings.contains(id))
                .unwrap_or(chosen);
            let others = agreement.of_others(at, place);
            let vague =
                is_vague(argument, place, know) || ruling.fault == Some(Fault::FarCoordinate);
            let known = !vague && !far_off && others > AGAINST && is_well_known(know, place);
            let enough = if vague { ENOUGH_OF_DOUBTFUL } else { ENOUGH };
            (!known && others + beside < enough).then_some(place)
        })
}

/// A country that is called "the state": a state of it may be meant.
fn of_a_federation(text: &Annotated, claim: &Claim, know: &Knowledge<'_>) -> Option<PlaceId> {
    arguments(claim)
        .filter(|a| {
            a.mention
                .is_some_and(|m| text.mentions.get(m).text.ends_with("state"))
        })
        .filter_map(|a| a.place)
        .find(|id| know.place(*id).class == Class::Country)
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
    argument.confidence < THRESHOLDS.confidence.warning || !by_name || !of_class
}

/// What it says for two places that they lie side by side; a distance much shorter than theirs
/// does not take them for neighbours.
fn beside(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> f64 {
    let apart = agreement::apart(ruling, know).filter(|metres| match claim.kind {
        Kind::Direction | Kind::Borders => true,
        Kind::Distance => {
            measures::stated_distance_m(claim, know).is_some_and(|said| said > *metres)
        }
        _ => false,
    });
    let within = BESIDE
        .into_iter()
        .find(|(limit, _)| apart.is_some_and(|metres| metres <= *limit));
    within.map_or(0.0, |(_, worth)| worth)
}

/// A place of a direction between far-off places that may not be the one meant.
fn by_chance(
    at: usize,
    ruling: &Ruling,
    agreement: &Agreement,
    know: &Knowledge<'_>,
) -> Option<PlaceId> {
    if agreement::apart(ruling, know).is_none_or(|metres| metres <= FAR_M) {
        return None;
    }
    [ruling.subject, ruling.object]
        .into_iter()
        .flatten()
        .find(|id| agreement.of_others(at, *id) < ENOUGH && !is_well_known(know, *id))
}

/// Whether coordinates lie so far from the place taken, or the two places related are so far apart,
/// that another place of the name is likelier meant; never for the project's own.
fn is_far_off(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let own = ruling.subject.is_some_and(|id| know.place(id).rank >= OWN);
    let off = || match claim.kind {
        Kind::Coordinates => {
            let (lat, lon) = claim.value.split_once(',')?;
            let stated = Position::new(lon.parse().ok()?, lat.parse().ok()?);
            Some(distance_m(stated, know.point(ruling.subject?)?))
        }
        Kind::Distance | Kind::Near => agreement::apart(ruling, know),
        Kind::LocatedIn | Kind::OnFeature => know
            .extent(ruling.object?)?
            .distance_m(know.point(ruling.subject?)?),
        _ => None,
    };
    !own && off().is_some_and(|metres| metres > NAMESAKE_M)
}

/// A superlative speaks of a holder that is known to lie where it is compared.
fn lies_in_small_scope(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let scope = ruling.object.map(|id| know.place(id).class);
    claim.kind == Kind::Superlative && scope.is_some_and(|class| class != Class::Country)
}

fn arguments(claim: &Claim) -> impl Iterator<Item = &Argument> {
    std::iter::once(&claim.subject)
        .chain(&claim.object)
        .chain(&claim.others)
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
