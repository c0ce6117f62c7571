//! What a statement tells of the places its words may mean, as the logarithm of a likelihood
//! ratio: how much oftener a true statement is borne out by the places meant than by others of
//! their names.

use super::name::people_of;
use crate::knowledge::Knowledge;
use crate::measures::coordinates;
use crate::ruling::{Fault, Ruling};
use choro_claim::{Claim, Kind};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::distance_m;

/// Whether statements of this kind tell one namesake from another.
pub(super) fn tells(kind: Kind) -> bool {
    borne_out(kind, None) > 1.0
}

/// How much oftener statements of a kind are borne out by the places meant than by others.
fn borne_out(kind: Kind, of: Option<Class>) -> f64 {
    match kind {
        Kind::Coordinates => 30.0,
        Kind::CapitalOf => 20.0,
        Kind::LocatedIn | Kind::PartWhole => match of {
            Some(Class::Country) => 2.0,
            Some(Class::Province) => 6.0,
            _ => 12.0,
        },
        Kind::Distance | Kind::Near => 8.0,
        Kind::Population => 10.0,
        Kind::Borders | Kind::OnFeature | Kind::Elevation => 5.0,
        Kind::Direction | Kind::PositionIn => 3.0,
        _ => 1.0,
    }
}

/// How much rarer true statements of a kind are called wrong of the places meant than of others.
fn called_wrong(kind: Kind) -> f64 {
    match kind {
        // A town's figures and those of its district or of another year differ widely.
        Kind::Population => 0.3,
        Kind::Elevation => 0.2,
        _ => 0.03,
    }
}

/// What a ruling tells for the places it was made on.
pub(super) fn likelihood(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> f64 {
    let of = ruling.object.map(|id| know.place(id).class);
    // Figures that lead to a place once exchanged are hardly ever those of another.
    let leads_there = ruling.fault == Some(Fault::SwappedCoordinate);
    if ruling.is_supported() || leads_there {
        borne_out(claim.kind, of).ln()
    } else if ruling.is_contradicted() {
        called_wrong(claim.kind).ln()
    } else if ruling.reason == "by-road" {
        3.0_f64.ln()
    } else {
        0.0
    }
}

/// How much oftener than namesakes two places so far apart are related by direction, distance,
/// nearness or border, as the logarithm of a ratio. Large places are related to from farther.
pub(super) fn kinship(know: &Knowledge<'_>, subject: PlaceId, object: PlaceId) -> f64 {
    /// Of places side by side.
    const BESIDE: f64 = 14.0;
    /// The distance at which it is half of that, metres, of small places, and the exponent by
    /// which it falls.
    const HALF_M: f64 = 40_000.0;
    const FALL: f64 = 1.6;
    /// Of a region and a place in or outside it; a direction from a region to what it holds is
    /// hardly ever given.
    const REGION: f64 = 2.0;
    const INSIDE: f64 = 0.2;
    let pointlike = (know.is_pointlike(subject), know.is_pointlike(object));
    let (Some(a), Some(b)) = (know.point(subject), know.point(object)) else {
        return 0.0;
    };
    let holds = |region: PlaceId, at| know.region(region).is_some_and(|r| r.contains(at));
    match pointlike {
        (true, true) => {
            let people = people_of(know, object).max(people_of(know, subject));
            let half = HALF_M * (1.0 + people / 100_000.0).sqrt().min(10.0);
            let metres = distance_m(a, b);
            (BESIDE / (1.0 + (metres / half).powf(FALL))).ln()
        }
        (true, false) if holds(object, a) => INSIDE.ln(),
        (false, true) if holds(subject, b) => INSIDE.ln(),
        _ => REGION.ln(),
    }
}

/// Whether statements of this kind say which place is meant: "Salem is a town in Oregon".
pub(super) fn defines(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LocatedIn
            | Kind::PartWhole
            | Kind::PositionIn
            | Kind::Coordinates
            | Kind::CapitalOf
            | Kind::Population
    )
}

/// How much rarer a slip is that puts a place so far off than a namesake there, as the logarithm of
/// a ratio: the wrong one of neighbouring provinces is a slip, one overseas hardly is.
pub(super) fn remoteness(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> f64 {
    /// Metres at which the two are equally rare.
    const EQUAL_M: f64 = 50_000.0;
    /// Figures that are not on the globe are as far off as can be.
    const BEYOND_M: f64 = 20_000_000.0;
    let off = || match claim.kind {
        _ if ruling.fault == Some(Fault::SwappedCoordinate) => None,
        Kind::Coordinates => {
            let (stated, _) = coordinates::stated(&claim.value)?;
            let known = know.point(ruling.subject?)?;
            Some(if stated.is_valid() {
                distance_m(stated, known)
            } else {
                BEYOND_M
            })
        }
        Kind::LocatedIn | Kind::PartWhole | Kind::OnFeature => know
            .extent(ruling.object?)?
            .distance_m(know.point(ruling.subject?)?),
        Kind::Near => {
            let (a, b) = (know.point(ruling.subject?)?, know.point(ruling.object?)?);
            Some(distance_m(a, b))
        }
        _ => None,
    };
    off().map_or(0.0, |metres| (1.0 + metres / EQUAL_M).ln())
}

/// Whether a statement relates two places as neighbours are.
pub(super) fn relates(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Direction | Kind::Distance | Kind::Near | Kind::Borders
    )
}
