//! "The town lies in a flat plain"; "at the foot of the Alps"; "the province is mountainous".

use super::readings;
use crate::data::{QUALITIES, Terrain};
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::Claim;
use choro_elevation::Survey;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::Position;

/// Steps in which the ground about a place is looked at, metres.
const WIDE_STEP_M: f64 = 250.0;
const STEP_M: f64 = 500.0;
/// The side of the lattice of positions that a region is judged by.
const LATTICE: usize = 16;

/// What a statement says of the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ground {
    /// It lies at the foot of heights.
    Foot,
    /// It is level.
    Level,
    /// There are mountains in it or about it.
    Mountains,
}

pub(super) fn terrain(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if know.relief.is_empty() {
        return Ruling::not_checked("no elevation grid is loaded");
    }
    let Some(ground) = ground(claim) else {
        return Ruling::undetermined("vague", "what is said of the ground cannot be measured");
    };
    readings::of_one(know, &claim.subject, |s| {
        let ruling = if is_narrow(know, s) {
            of_point(ground, know, s)
        } else {
            of_region(ground, know, s)
        };
        let from = know.point(s).and_then(|at| know.relief.file_at(at));
        ruling.with_evidence(from.into_iter().map(|file| file.source.clone()).collect())
    })
}

/// Whether what holds of its position holds of the place: it is a settlement, a site or a peak, and
/// no region of which only a position is known.
pub(super) fn is_narrow(know: &Knowledge<'_>, id: PlaceId) -> bool {
    let class = know.place(id).class;
    let site = matches!(
        class,
        Class::Peak
            | Class::Station
            | Class::Bridge
            | Class::Crossing
            | Class::Port
            | Class::Airport
            | Class::Military
            | Class::Monument
            | Class::Industry
            | Class::Mine
            | Class::Spring
            | Class::Site
    );
    class.is_settlement() || (site && know.is_pointlike(id))
}

/// Whether words have one of a list.
fn says(words: &str, list: &[String]) -> bool {
    let words = words.to_lowercase();
    let mut spoken = words.split(|c: char| !c.is_alphanumeric() && c != '-');
    spoken.any(|word| list.iter().any(|known| known == word))
}

/// Whether words narrow what is said to a part of a place: "… in the north".
pub(super) fn is_of_a_part(words: &str) -> bool {
    says(words, &QUALITIES.terrain.partly)
}

/// What the words say, where they say it of the whole place and say one thing.
fn ground(claim: &Claim) -> Option<Ground> {
    let words = &QUALITIES.terrain;
    let quote = claim.evidence.quote.as_str();
    let (level, mountains) = (says(quote, &words.level), says(quote, &words.mountains));
    match claim.value.as_str() {
        _ if is_of_a_part(quote) => None,
        "at foot" if says(quote, &words.low) => None,
        "at foot" => mountains.then_some(Ground::Foot),
        "terrain" if level && !mountains => Some(Ground::Level),
        "terrain" | "surrounded" if mountains && !level => Some(Ground::Mountains),
        _ => None,
    }
}

fn of_point(ground: Ground, know: &Knowledge<'_>, place: PlaceId) -> Ruling {
    let limits = &know.limits.terrain;
    let name = know.name(place);
    let missing = || Ruling::missing(format!("no heights are known about {name}"));
    let Some(at) = know.point(place) else {
        return Ruling::missing(format!("no position known for {name}"));
    };
    match ground {
        Ground::Level => {
            let radius = know.radius_m(place).clamp(2_000.0, 5_000.0);
            let shares = know
                .relief
                .share_below(at, radius, limits.level_degrees)
                .zip(know.relief.share_below(at, radius, limits.sloping_degrees));
            let (Some(shares), Some(survey)) =
                (shares, know.relief.survey(at, radius, WIDE_STEP_M))
            else {
                return missing();
            };
            level(limits, name, shares, &survey)
        }
        Ground::Foot | Ground::Mountains => {
            let reach = limits.foot_km * 1_000.0;
            match know.relief.survey(at, reach, WIDE_STEP_M) {
                Some(survey) => heights(limits, name, know.relief.slope(at), ground, &survey),
                None => missing(),
            }
        }
    }
}

/// By the shares of the ground that slope less than what is level, and less than what is sloping.
fn level(limits: &Terrain, name: &str, (level, gentle): (f64, f64), survey: &Survey) -> Ruling {
    let words = format!(
        "{:.0} % of the ground about {name} slopes by less than {}°, {:.0} % by less than {}°; \
         heights differ by {:.0} m",
        100.0 * level,
        limits.level_degrees,
        100.0 * gentle,
        limits.sloping_degrees,
        survey.range()
    );
    let ruling = if level >= 0.5 {
        Ruling::supported("measured", words)
    } else if gentle <= limits.little && survey.range() >= limits.broken_m {
        Ruling::contradicted("measured", Fault::Terrain, words)
    } else {
        Ruling::undetermined("too-close", words)
    };
    ruling
        .with_measured(format!("{:.0} % level", 100.0 * level))
        .with_threshold(format!("{:.0} % gentle", 100.0 * limits.little))
}

/// By what rises within reach: 500 m are mountains, and less than 100 m nowhere are none.
fn heights(
    limits: &Terrain,
    name: &str,
    slope: Option<f64>,
    ground: Ground,
    survey: &Survey,
) -> Ruling {
    let words = format!(
        "{name} stands at {:.0} m; within {:.0} km the ground lies between {:.0} m and {:.0} m",
        survey.own, limits.foot_km, survey.lowest, survey.highest
    );
    let rise = match ground {
        Ground::Foot => survey.rise(),
        _ => survey.range(),
    };
    let at_foot = ground != Ground::Foot || slope.is_some_and(|s| s < limits.foot_degrees);
    let ruling = if rise >= limits.foot_m && at_foot {
        Ruling::supported("measured", words)
    } else if survey.range() < limits.without_m && survey.covered > 0.95 {
        Ruling::contradicted("measured", Fault::Terrain, words)
    } else {
        Ruling::undetermined("too-close", words)
    };
    ruling
        .with_measured(format!("{rise:.0} m"))
        .with_threshold(format!("{:.0} m", limits.without_m))
}

/// A region by the share of it that is mountain: where heights within 7 km differ by more than
/// 300 m, the local elevation range of Kapos et al., "Developing a map of the world's mountain
/// forests" (2000).
fn of_region(ground: Ground, know: &Knowledge<'_>, place: PlaceId) -> Ruling {
    let name = know.name(place);
    let limits = &know.limits.terrain;
    let Some(positions) = know.region(place).and_then(|region| {
        let bounds = know.place(place).region()?.shape.bounds()?;
        let inside = lattice(bounds.min, bounds.max).filter(|at| region.contains(*at));
        Some(inside.collect::<Vec<_>>())
    }) else {
        return Ruling::missing(format!("no outline known for {name}"));
    };
    let surveys: Vec<Survey> = positions
        .iter()
        .filter_map(|at| know.relief.survey(*at, limits.local_km * 1_000.0, STEP_M))
        .collect();
    if positions.is_empty() || (surveys.len() as f64) < 0.9 * positions.len() as f64 {
        return Ruling::missing(format!("no heights are known of much of {name}"));
    }
    let mountain = |survey: &&Survey| survey.range() > limits.local_m;
    let share = surveys.iter().filter(mountain).count() as f64 / surveys.len() as f64;
    let words = format!("{:.0} % of {name} is mountain", 100.0 * share);
    let fitting = if ground == Ground::Level {
        1.0 - share
    } else {
        share
    };
    let ruling = if ground == Ground::Foot {
        Ruling::undetermined("vague", words)
    } else if fitting >= 0.5 {
        Ruling::supported("measured", words)
    } else if fitting <= limits.little {
        Ruling::contradicted("measured", Fault::Terrain, words)
    } else {
        Ruling::undetermined("too-close", words)
    };
    ruling
        .with_measured(format!("{:.0} %", 100.0 * share))
        .with_threshold(format!("{:.0} %", 100.0 * limits.little))
}

/// Positions of a box in rows and columns.
fn lattice(min: Position, max: Position) -> impl Iterator<Item = Position> {
    let part = |i: usize| (i as f64 + 0.5) / LATTICE as f64;
    (0..LATTICE).flat_map(move |row| {
        (0..LATTICE).map(move |column| {
            Position::new(
                min.lon + part(column) * (max.lon - min.lon),
                min.lat + part(row) * (max.lat - min.lat),
            )
        })
    })
}
