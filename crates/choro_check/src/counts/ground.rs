//! The ground that sites are counted on: in an outline, around a place, along a line, on the way
//! between two places.

use crate::knowledge::Knowledge;
use crate::measures::readings;
use crate::ruling::Ruling;
use crate::wording::distance;
use choro_claim::Claim;
use choro_gazetteer::PlaceId;
use choro_geometry::{Bounds, Position, PreparedShape, Shape, distance_m, judge_between};
use choro_quantity::MeasureKind;
use choro_text::tokenise;
use std::sync::Arc;

/// A ground.
pub(super) struct Ground {
    form: Form,
    /// A box that holds it.
    pub(super) bounds: Option<Bounds>,
}

/// How a ground is drawn, with how far its edge may be off, in metres.
enum Form {
    /// Inside an outline.
    Inside(Arc<PreparedShape>, f64),
    /// Up to so many metres from a place or a line.
    Around(Arc<PreparedShape>, f64, f64),
    /// Beside the straight way between two places.
    Between {
        ends: [Position; 2],
        /// Metres from end to end.
        length: f64,
        /// Share of the length up to which a site is beside the way, and may be.
        beside: (f64, f64),
        /// How far past the ends a site may lie, as a share of the length.
        past: f64,
    },
}

impl Ground {
    /// The ground that a claim speaks of, its subject being this place; what is missing otherwise.
    pub(super) fn of(
        claim: &Claim,
        place: PlaceId,
        know: &Knowledge<'_>,
    ) -> Result<Self, Box<Ruling>> {
        let limits = &know.limits.counts;
        let name = know.name(place);
        let off = know.accuracy_m(place) + limits.border_m;
        let around = know.bounds(place);
        let (form, bounds) = match claim.qualifier("extent") {
            "between" | "from" => return between(claim, place, know),
            "along" => {
                let course = know.extent(place).filter(|shape| shape.is_line());
                let missing = || Ruling::missing(format!("no course known for {name}"));
                let course = course.ok_or_else(missing)?;
                let metres = limits.along_km * 1e3;
                let bounds = around.map(|bounds| bounds.grown(metres));
                (Form::Around(course, metres, off), bounds)
            }
            "within" => {
                let words = claim.qualifier("radius");
                let vague = || Ruling::undetermined("vague", format!("how far “{words}” is"));
                let metres = metres(words).ok_or_else(vague)?;
                let missing = || Ruling::missing(format!("no position known for {name}"));
                let centre = if know.is_pointlike(place) {
                    let point = know.point(place).ok_or_else(missing)?;
                    Arc::new(Shape::Point(point).prepared())
                } else {
                    know.extent(place).ok_or_else(missing)?
                };
                // People measure from the middle of a town or from its edge.
                let off = if know.is_pointlike(place) {
                    know.radius_m(place) + limits.border_m
                } else {
                    off
                };
                let bounds = around.map(|bounds| bounds.grown(metres));
                (Form::Around(centre, metres, off), bounds)
            }
            _ => {
                let missing = || Ruling::missing(format!("no outline known for {name}"));
                let region = know.region(place).ok_or_else(missing)?;
                (Form::Inside(region, off), around)
            }
        };
        Ok(Self { form, bounds })
    }

    /// Whether a position is on the ground; `None` where the edge is too near to tell.
    pub(super) fn holds(&self, at: Position) -> Option<bool> {
        match &self.form {
            Form::Inside(shape, off) => {
                let near = shape.boundary_distance_m(at).is_none_or(|m| m <= *off);
                (!near).then(|| shape.contains(at))
            }
            Form::Around(shape, metres, off) => {
                let away = shape.distance_m(at)?;
                ((away - metres).abs() > *off).then_some(away < *metres)
            }
            Form::Between {
                ends,
                length,
                beside,
                past,
            } => {
                let judged = judge_between(at, ends[0], ends[1], 0.0);
                let share = judged.measure("share of the way")?;
                let aside = judged.measure("offset")? / length;
                let beyond = (-share).max(share - 1.0);
                if beyond <= 0.0 && aside <= beside.0 {
                    Some(true)
                } else if beyond > *past || aside > beside.1 {
                    Some(false)
                } else {
                    None
                }
            }
        }
    }

    /// Where was counted, with the numbers.
    pub(super) fn words(&self) -> String {
        match &self.form {
            Form::Inside(_, off) => format!("inside the outline, {} either way", distance(*off)),
            Form::Around(_, metres, off) => {
                format!(
                    "within {}, {} either way",
                    distance(*metres),
                    distance(*off)
                )
            }
            Form::Between { length, beside, .. } => format!(
                "up to {} beside the straight way of {}",
                distance(beside.0 * length),
                distance(*length)
            ),
        }
    }
}

fn between(claim: &Claim, place: PlaceId, know: &Knowledge<'_>) -> Result<Ground, Box<Ruling>> {
    let Some(other) = claim.others.first() else {
        return Err(Box::new(Ruling::undetermined(
            "vague",
            "no second end is named",
        )));
    };
    let Some(second) = other.place else {
        return Err(Box::new(readings::unresolved(other)));
    };
    if ![place, second].iter().all(|id| know.is_pointlike(*id)) {
        let words = "between areas there is much room";
        return Err(Box::new(Ruling::undetermined("vague", words)));
    }
    let (Some(a), Some(b)) = (know.point(place), know.point(second)) else {
        let missing = Ruling::missing("not both ends have a known position");
        return Err(Box::new(missing));
    };
    let limits = &know.limits.counts;
    let length = distance_m(a, b);
    let radius = know.radius_m(place).max(know.radius_m(second));
    if length <= 2.0 * radius {
        let words = format!("its ends are {} apart", distance(length));
        return Err(Box::new(Ruling::undetermined("too-close", words)));
    }
    let form = Form::Between {
        ends: [a, b],
        length,
        beside: (
            limits.between_share,
            limits.between_share + limits.between_doubt,
        ),
        past: (radius + limits.border_m) / length + limits.past_share,
    };
    let bounds = Shape::Lines(vec![vec![a, b]]).bounds();
    Ok(Ground { form, bounds })
}

/// The metres of words that are one length.
fn metres(words: &str) -> Option<f64> {
    let tokens = tokenise(words);
    let tags = choro_quantity::tag(words, &tokens);
    let [measure] = tags.measures.as_slice() else {
        return None;
    };
    let exact = measure.kind == MeasureKind::Length && measure.si.low == measure.si.high;
    (exact && measure.si.low > 0.0).then_some(measure.si.low)
}
