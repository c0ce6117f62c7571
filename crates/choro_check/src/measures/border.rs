//! "The region borders Ryanggang to the west"; "the Tumen forms the border with China".

use super::{direction, readings};
use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::Claim;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{
    Adjacency, Judgement, Position, PreparedShape, Wind, adjacency, angle_between, azimuth,
    azimuth_and_distance, destination, judge_forms_border, judge_region_direction,
    normalise_azimuth,
};

/// A neighbour this close to a town, in metres, may be what it "borders".
const BESIDE_M: f64 = 30_000.0;
/// Degrees off the side stated from which a neighbour without outline is on another.
const OPPOSITE: f64 = 120.0;
/// Points looked at between two regions.
const STEPS: u32 = 24;

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let wind = Wind::from_letters(&claim.value);
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let ruling = match wind {
            Some(wind) => side(know, s, o, wind, Fault::BorderSide),
            None => touches(know, s, o),
        };
        ruling.with_evidence(know.references(&[s, o]))
    })
}

/// Whether the neighbour lies on this side of a region.
pub(crate) fn side(
    know: &Knowledge<'_>,
    of: PlaceId,
    neighbour: PlaceId,
    wind: Wind,
    fault: Fault,
) -> Ruling {
    if holds(know, of, neighbour) {
        return Ruling::undetermined("vague", "one of the two lies in the other");
    }
    if know.region(of).is_none() {
        return beside(know, of, neighbour, wind);
    }
    let Some(judged) = direction::judge_side(know, of, neighbour, wind) else {
        return no_outline(know, of, neighbour);
    };
    if judged.reason == Some(choro_geometry::Reason::NotAdjacent) {
        return apart(know, of, neighbour, &judged);
    }
    let words = know.words(|| {
        format!(
            "claimed {} ({:.0}°); {}",
            wind.letters(),
            wind.azimuth(),
            judged.summary()
        )
    });
    let ruling = Ruling::judged(know, &judged, fault, words);
    match found_side(&judged) {
        Some(found) => ruling.instead(found.words()),
        None => ruling,
    }
}

/// The side the neighbour does lie on: the mean of what was measured.
fn found_side(judged: &Judgement) -> Option<Wind> {
    let bearings: Vec<f64> = ["shared line", "neighbour", "outward normal"]
        .iter()
        .filter_map(|name| judged.measure(name))
        .collect();
    let (sin, cos) = bearings.iter().fold((0.0, 0.0), |(s, c), b| {
        (s + b.to_radians().sin(), c + b.to_radians().cos())
    });
    (sin.hypot(cos) > 0.1 * bearings.len().max(1) as f64)
        .then(|| Wind::nearest_of_eight(normalise_azimuth(sin.atan2(cos).to_degrees())))
}

fn touches(know: &Knowledge<'_>, of: PlaceId, neighbour: PlaceId) -> Ruling {
    if holds(know, of, neighbour) {
        return Ruling::undetermined("vague", "one of the two lies in the other");
    }
    let (Some(a), Some(b)) = (know.extent(of), know.extent(neighbour)) else {
        return no_outline(know, of, neighbour);
    };
    match adjacency(&a, &b, know.joint_accuracy_m(of, neighbour)) {
        Adjacency::Adjacent { length_m } => {
            let length = crate::wording::distance(length_m);
            Ruling::supported("measured", format!("they share a line of {length}"))
                .with_measured(length)
        }
        Adjacency::Close { gap_m } => Ruling::undetermined(
            "too-close",
            format!(
                "a gap of {} may be the outlines'",
                crate::wording::distance(gap_m)
            ),
        ),
        Adjacency::Apart { .. } => {
            let judged = know.region(of).zip(know.extent(neighbour)).map(|(a, b)| {
                choro_geometry::judge_border(&a, &b, None, know.joint_accuracy_m(of, neighbour))
            });
            match judged {
                Some(judged) => apart(know, of, neighbour, &judged),
                None => no_outline(know, of, neighbour),
            }
        }
        Adjacency::Unmeasurable => no_outline(know, of, neighbour),
    }
}

/// No shared line: wrong of two divisions, unknown of anything drawn coarsely.
fn apart(know: &Knowledge<'_>, of: PlaceId, neighbour: PlaceId, judged: &Judgement) -> Ruling {
    let (a, b) = (know.place(of), know.place(neighbour));
    let gap = judged
        .measure("gap")
        .map_or_else(String::new, crate::wording::distance);
    let words = format!("{} and {} are {gap} apart", a.name(), b.name());
    let solid = |id: PlaceId| {
        let place = know.place(id);
        place.class.is_division() && know.region(id).is_some()
    };
    if solid(of) && solid(neighbour) && !by_sea(know, of, neighbour) {
        Ruling::judged(know, judged, Fault::NotAdjacent, words)
    } else {
        Ruling::missing(format!(
            "{words} as drawn, but one of them has no sure outline, or they may share one at sea"
        ))
    }
}

/// Whether a sea and no division of their rank lies between two regions: their waters may meet.
fn by_sea(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> bool {
    let Some((from, to)) = facing(know, a, b) else {
        return false;
    };
    let (bearing, metres) = azimuth_and_distance(from, to);
    let way: Vec<Position> = (1..STEPS)
        .map(|step| destination(from, bearing, metres * f64::from(step) / f64::from(STEPS)))
        .collect();
    let class = know.place(a).class;
    let crosses = |class, at: &Position| {
        let mut regions = know.regions_around(class, *at);
        regions.any(|id| id != a && id != b)
    };
    way.iter().any(|at| crosses(Class::Sea, at)) && !way.iter().any(|at| crosses(class, at))
}

/// Where two regions come nearest to each other, found from one side and the other in turn.
fn facing(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> Option<(Position, Position)> {
    let (first, second) = (know.region(a)?, know.region(b)?);
    let mut from = first.representative_point()?;
    let mut to = second.nearest(from)?.position;
    for _ in 0..3 {
        from = first.nearest(to)?.position;
        to = second.nearest(from)?.position;
    }
    Some((from, to))
}

/// A town without outline "borders" what lies beside it: the side is wrong only where it is nearly
/// the opposite one.
fn beside(know: &Knowledge<'_>, of: PlaceId, neighbour: PlaceId, wind: Wind) -> Ruling {
    let (Some(from), Some(shape)) = (know.point(of), know.extent(neighbour)) else {
        return no_outline(know, of, neighbour);
    };
    let Some(nearest) = shape.nearest(from).filter(|n| n.distance_m <= BESIDE_M) else {
        return no_outline(know, of, neighbour);
    };
    let found = azimuth(from, nearest.position);
    let off = angle_between(found, wind.azimuth());
    let blurred = know.joint_error_m(of, neighbour);
    if nearest.distance_m > blurred && off > OPPOSITE && !reaches(know, of, &shape, wind) {
        // Townships are not round, but a neighbour to the north hardly lies in the south.
        let words = format!(
            "claimed {} ({:.0}°); {} bears {found:.0}°",
            wind.letters(),
            wind.azimuth(),
            know.name(neighbour)
        );
        return Ruling::contradicted("measured", Fault::BorderSide, words)
            .with_margin((off - OPPOSITE) / THRESHOLDS.margin.degrees)
            .with_measured(format!("{found:.0}°"))
            .with_threshold(format!("{OPPOSITE:.0}°"))
            .instead(Wind::nearest_of_eight(found).words());
    }
    if nearest.distance_m > 1.0 && off <= wind.support_half_angle() {
        Ruling::supported("measured", format!("its nearest point bears {found:.0}°"))
    } else {
        no_outline(know, of, neighbour)
    }
}

/// Whether any of an area lies on that side of a town; of a town nothing does but its centre.
fn reaches(know: &Knowledge<'_>, of: PlaceId, shape: &PreparedShape, wind: Wind) -> bool {
    let town = know.extent(of);
    let judged = town.map(|town| judge_region_direction(&town, shape, wind, know.radius_m(of)));
    !shape.is_point() && judged.is_none_or(|judged| !judged.is_contradicted())
}

fn no_outline(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> Ruling {
    Ruling::missing(know.words(|| {
        let without = if know.region(a).is_none() { a } else { b };
        format!("no outline known for {}", know.name(without))
    }))
}

/// Whether one of the two lies in the other.
fn holds(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> bool {
    let now = choro_quantity::When::default();
    know.gazetteer.is_part_of(a, b, &now) == Some(true)
        || know.gazetteer.is_part_of(b, a, &now) == Some(true)
}

/// The share of the common border that runs along the subject.
pub(super) fn along(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(other) = claim.others.first().and_then(|o| o.place) else {
        return readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
            let (Some(line), Some(region)) = (know.extent(s), know.region(o)) else {
                return no_outline(know, o, s);
            };
            let accuracy = know.joint_accuracy_m(s, o);
            match adjacency(&region, &line, accuracy) {
                Adjacency::Adjacent { .. } => {
                    Ruling::supported("measured", "it runs along the boundary")
                }
                _ => Ruling::missing("the second side of the border is not known"),
            }
            .with_evidence(know.references(&[s, o]))
        });
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (Some(line), Some(a), Some(b)) = (know.extent(s), know.region(o), know.region(other))
        else {
            return no_outline(know, o, other);
        };
        if line.is_point() {
            return Ruling::missing(format!("no course known for {}", know.name(s)));
        }
        let accuracy = know.joint_accuracy_m(s, o).max(know.accuracy_m(other));
        let judged = judge_forms_border(&line, &a, &b, accuracy.max(1_500.0));
        let words = judged.summary();
        if judged.is_contradicted() {
            return Ruling::undetermined(
                "too-close",
                format!("{words}; rivers are drawn coarsely"),
            );
        }
        Ruling::judged(know, &judged, Fault::OffFeature, words)
            .with_evidence(know.references(&[s, o, other]))
    })
}
