//! The places that questions about sites name: those of the project's gazetteer and network, else
//! the sites themselves.

use super::reading::Asked;
use crate::typed;
use choro_gazetteer::{Class, Gazetteer, Place, PlaceId};
use choro_geometry::{Position, Shape};
use choro_inventory::{Division, Ground, NoGround, Site, Wanted};
use choro_name::fold;
use choro_network::{Line, Network};
use choro_quantity::When;

/// Places named as hints where nothing is called so.
const HINTS: usize = 3;

pub(super) struct Places<'a> {
    known: Option<&'a (Gazetteer, Network)>,
    sites: &'a [Site],
}

impl<'a> Places<'a> {
    pub(super) fn new(asked: &'a Asked) -> Self {
        Self {
            known: asked.known.as_ref(),
            sites: &asked.inventory.sites,
        }
    }

    /// The provinces: places of that class that still are, and cities directly under a country.
    pub(super) fn divisions(&self) -> Vec<Division> {
        let Some((gazetteer, _)) = self.known else {
            return Vec::new();
        };
        let now = When::default();
        let is_one = |place: &&Place| match place.class {
            Class::Province => true,
            Class::City => {
                place.region().is_some()
                    && gazetteer
                        .parents_at(place.id, &now)
                        .iter()
                        .any(|up| gazetteer.place(*up).class == Class::Country)
            }
            _ => false,
        };
        let division = |place: &Place| Division {
            name: place.name().to_owned(),
            names: place.names.iter().map(|name| name.text.clone()).collect(),
            shape: place.region().map(|footprint| footprint.shape.clone()),
            accuracy_m: place.region().map_or(0.0, |footprint| footprint.accuracy),
        };
        gazetteer
            .places()
            .iter()
            .filter(is_one)
            .map(division)
            .collect()
    }

    /// The one site of a name.
    fn site(&self, name: &str) -> Option<Ground> {
        let folded = fold(name);
        let called = |site: &&Site| site.id == name || fold(&site.name) == folded;
        let mut found = self.sites.iter().filter(called);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(Ground {
                name: format!("{} (a site, {})", only.name, only.source),
                shape: only.placemark.geometry.as_ref()?.shape()?,
            }),
            _ => None,
        }
    }
}

impl choro_inventory::Gazetteer for Places<'_> {
    fn ground(&self, name: &str, wanted: Wanted) -> Result<Ground, NoGround> {
        let Some((gazetteer, network)) = self.known else {
            return self.site(name).ok_or(NoGround::Unknown(Vec::new()));
        };
        if wanted == Wanted::Line
            && let Some(ground) = line(network, name)
        {
            return Ok(ground);
        }
        match one(gazetteer, name, wanted) {
            Ok(id) => {
                let place = gazetteer.place(id);
                let shown = typed::listed(gazetteer, std::iter::once(id));
                match shape(place, wanted) {
                    Some(shape) => Ok(Ground { name: shown, shape }),
                    None => Err(NoGround::NoShape(shown)),
                }
            }
            Err(none) => self.site(name).ok_or(none),
        }
    }
}

/// The place that a name or key means. For areas the highest unit called so; for others the
/// highest settlement before units that hold it, as people measure from towns.
fn one(gazetteer: &Gazetteer, name: &str, wanted: Wanted) -> Result<PlaceId, NoGround> {
    if let Some(id) = gazetteer.by_key(name) {
        return Ok(id);
    }
    let mut found = match wanted {
        Wanted::Area => gazetteer.areas_called(name),
        Wanted::Any | Wanted::Line => gazetteer.by_name(name),
    };
    let place = |id: &PlaceId| gazetteer.place(*id);
    found.retain(|id| shape(place(id), wanted).is_some());
    let rank = |id: &PlaceId| {
        let place = place(id);
        let lived_in = wanted == Wanted::Any && place.class.is_settlement();
        (lived_in, place.class.level(), place.rank)
    };
    let highest = found.iter().map(rank).max();
    found.retain(|id| Some(rank(id)) == highest);
    match found[..] {
        [only] => Ok(only),
        [] => {
            let near = gazetteer.nearest_names(name, HINTS);
            let listed = near
                .iter()
                .map(|id| typed::listed(gazetteer, std::iter::once(*id)));
            Err(NoGround::Unknown(listed.collect()))
        }
        _ => {
            let listed = found
                .iter()
                .map(|id| typed::listed(gazetteer, std::iter::once(*id)));
            Err(NoGround::Several(listed.collect()))
        }
    }
}

/// The shape to measure from: settlements are their centres, other places as they are drawn.
fn shape(place: &Place, wanted: Wanted) -> Option<Shape> {
    let mut drawn = place.footprints.iter().map(|footprint| &footprint.shape);
    match wanted {
        Wanted::Area => place.region().map(|footprint| footprint.shape.clone()),
        Wanted::Line => drawn
            .find(|shape| matches!(shape, Shape::Lines(_)))
            .cloned(),
        Wanted::Any => {
            let centre = place.point.map(Shape::Point);
            if place.class.is_settlement() && centre.is_some() {
                return centre;
            }
            let held = place.region().map(|footprint| footprint.shape.clone());
            held.or_else(|| drawn.next().cloned()).or(centre)
        }
    }
}

/// A railway line: straight from one station whose position is known to the next.
fn line(network: &Network, name: &str) -> Option<Ground> {
    let folded = fold(name);
    let called = |line: &&Line| {
        fold(&line.name) == folded || line.names.iter().any(|other| fold(other) == folded)
    };
    let mut found = network.lines.iter().filter(called);
    let (Some(only), None) = (found.next(), found.next()) else {
        return None;
    };
    let stops: Vec<Position> = only.stops.iter().filter_map(|stop| stop.position).collect();
    let name = format!(
        "{} (a line, {} of {} stations placed)",
        only.name,
        stops.len(),
        only.stops.len()
    );
    (stops.len() > 1).then(|| Ground {
        name,
        shape: Shape::Lines(vec![stops]),
    })
}
