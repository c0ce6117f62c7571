//! Tests of where a site lies.

use choro_geometry::{Outcome, Position, PreparedShape, Shape, distance_m, judge_between};

use super::PlaceName;
use super::fault::QueryFault;
use super::ground::{Gazetteer, Ground, NoGround, Wanted};
use crate::Index;
use crate::index::Bits;

/// Metres from a line within which sites are along it, where the question says nothing.
pub(super) const ALONG_M: f64 = 1_000.0;
/// Share of the way between two places that a site between them may be off it.
const BETWEEN_SHARE: f64 = 0.35;

/// The shapes of the places a question names.
pub(super) struct Grounds<'g> {
    pub(super) gazetteer: &'g dyn Gazetteer,
    /// What the names were taken for, in order of asking.
    pub(super) taken: Vec<String>,
}

impl Grounds<'_> {
    fn shape(&mut self, place: &PlaceName, wanted: Wanted) -> Result<Shape, QueryFault> {
        if let Some(at) = place.at {
            return match wanted {
                Wanted::Any => Ok(Shape::Point(at)),
                Wanted::Area => Err(shapeless(place, wanted, &place.text)),
                Wanted::Line => Err(shapeless(place, wanted, &place.text)),
            };
        }
        let Ground { name, shape } = self
            .gazetteer
            .ground(&place.text, wanted)
            .map_err(|none| no_ground(place, wanted, none))?;
        let fits = match wanted {
            Wanted::Any => true,
            Wanted::Area => matches!(shape, Shape::Polygons(_)),
            Wanted::Line => matches!(shape, Shape::Lines(_)),
        };
        if !fits {
            return Err(shapeless(place, wanted, &name));
        }
        let said = format!("{}: {name}", place.text);
        if !self.taken.contains(&said) {
            self.taken.push(said);
        }
        Ok(shape)
    }

    /// One position for a place.
    pub(super) fn position(&mut self, place: &PlaceName) -> Result<Position, QueryFault> {
        let shape = self.shape(place, Wanted::Any)?;
        let found = shape.representative_point();
        found.ok_or_else(|| shapeless(place, Wanted::Any, &place.text))
    }

    pub(super) fn within(
        &mut self,
        index: &Index<'_>,
        metres: f64,
        place: &PlaceName,
    ) -> Result<Bits, QueryFault> {
        let shape = PreparedShape::new(&self.shape(place, Wanted::Any)?);
        let mut found = Bits::none(index.sites.len());
        index
            .points
            .near(&shape, metres, &mut |site| found.insert(site));
        Ok(found)
    }

    pub(super) fn inside(
        &mut self,
        index: &Index<'_>,
        place: &PlaceName,
    ) -> Result<Bits, QueryFault> {
        let shape = PreparedShape::new(&self.shape(place, Wanted::Area)?);
        let mut found = Bits::none(index.sites.len());
        index.points.inside(&shape, &mut |site| found.insert(site));
        Ok(found)
    }

    pub(super) fn along(
        &mut self,
        index: &Index<'_>,
        line: &PlaceName,
        metres: f64,
    ) -> Result<Bits, QueryFault> {
        let shape = PreparedShape::new(&self.shape(line, Wanted::Line)?);
        let mut found = Bits::none(index.sites.len());
        index
            .points
            .near(&shape, metres, &mut |site| found.insert(site));
        Ok(found)
    }

    /// Sites between two places: beside the straight way, past neither end.
    pub(super) fn between(
        &mut self,
        index: &Index<'_>,
        ends: [&PlaceName; 2],
        width: Option<f64>,
    ) -> Result<Bits, QueryFault> {
        let (a, b) = (self.position(ends[0])?, self.position(ends[1])?);
        let length = distance_m(a, b);
        let width = width.unwrap_or(BETWEEN_SHARE * length);
        let mut found = Bits::none(index.sites.len());
        // The way bends away from a straight line in degrees by far less than a tenth of it.
        let way = PreparedShape::new(&Shape::Lines(vec![vec![a, b]]));
        index.points.near(&way, width + 0.1 * length, &mut |site| {
            let Some(position) = index.sites[site as usize].position else {
                return;
            };
            let judged = judge_between(position, a, b, 0.0);
            let measure = |name| judged.measured.iter().find(|m| m.name == name);
            let off = measure("offset").map_or(f64::INFINITY, |m| m.value);
            let share = measure("share of the way").map_or(-1.0, |m| m.value);
            if judged.outcome != Outcome::Contradicted
                && (0.0..=1.0).contains(&share)
                && off <= width
            {
                found.insert(site);
            }
        });
        Ok(found)
    }
}

fn no_ground(place: &PlaceName, wanted: Wanted, none: NoGround) -> QueryFault {
    let text = &place.text;
    match none {
        NoGround::Unknown(near) if near.is_empty() => {
            QueryFault::new(place.span, format!("no place called `{text}` is known"))
        }
        NoGround::Unknown(near) => QueryFault::new(
            place.span,
            format!(
                "no place called `{text}` is known; there is {}",
                near.join(", ")
            ),
        ),
        NoGround::Several(places) => QueryFault::new(
            place.span,
            format!("`{text}` may be {}: name one by its key", places.join(", ")),
        ),
        NoGround::NoShape(name) => shapeless(place, wanted, &name),
    }
}

fn shapeless(place: &PlaceName, wanted: Wanted, name: &str) -> QueryFault {
    let message = match wanted {
        Wanted::Any => format!("where {name} lies is not known"),
        Wanted::Area => format!(
            "{name} has no outline; write `within 10 km of {}`",
            place.text
        ),
        Wanted::Line => format!("{name} is no line; write `within 10 km of {}`", place.text),
    };
    QueryFault::new(place.span, message)
}
