//! What maps are drawn on: areas, lines and settlements of an atlas, gathered once.
//!
//! Every geometry is kept at four levels of detail, so that a map of a whole country does not
//! look at every bend of every brook.

use crate::outline::{Outline, Window};
use crate::view::Direction;
use choro_gazetteer::{Class, Place, PlaceId};
use choro_geometry::{Bounds, Position, Shape};
use choro_network::Network;
use std::sync::OnceLock;

/// Metres between points that a level of detail keeps at least.
const LEVELS: [f64; 4] = [0.0, 150.0, 600.0, 2500.0];
/// Metres in a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// All that maps are drawn from.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    pub(crate) features: Vec<Feature>,
    pub(crate) spots: Vec<Spot>,
    pub(crate) lines: Vec<Route>,
    pub(crate) crossings: Vec<(Position, String)>,
}

/// An area or line with its name.
#[derive(Clone, Debug)]
pub(crate) struct Feature {
    pub(crate) place: PlaceId,
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) bounds: Bounds,
    /// Whether it is lines and not rings.
    pub(crate) open: bool,
    parts: Vec<Vec<Position>>,
    /// The parts at each level of detail, made when a map first asks for it.
    levels: [OnceLock<Vec<Outline>>; LEVELS.len()],
}

/// A settlement.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) place: PlaceId,
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) at: Position,
    pub(crate) importance: f64,
}

/// A railway line as positions of its stations.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) positions: Vec<Position>,
}

impl Ground {
    /// Gathers what can be drawn of `places` and `network`.
    pub fn new<'a>(places: impl IntoIterator<Item = &'a Place>, network: &Network) -> Self {
        let mut ground = Self::default();
        for place in places {
            if let Some(feature) = Feature::of(place) {
                ground.features.push(feature);
            }
            if let Some(spot) = Spot::of(place) {
                ground.spots.push(spot);
            }
        }
        ground.features.sort_by_key(|f| (order(f.class), f.place));
        ground.spots.sort_by(|a, b| {
            b.importance
                .total_cmp(&a.importance)
                .then_with(|| a.place.cmp(&b.place))
        });
        for line in &network.lines {
            let positions: Vec<Position> = line.stops.iter().filter_map(|s| s.position).collect();
            if positions.len() > 1 {
                ground.lines.push(Route { positions });
            }
        }
        ground.crossings = network
            .crossings
            .iter()
            .filter_map(|c| c.position.map(|p| (p, c.name.clone())))
            .collect();
        ground
    }
}

/// Which is drawn first.
fn order(class: Class) -> u8 {
    match class {
        Class::Country => 0,
        Class::Province => 1,
        Class::County => 2,
        Class::Sea => 3,
        Class::Lake => 4,
        Class::River => 5,
        Class::Coast => 6,
        _ => 7,
    }
}

impl Feature {
    fn of(place: &Place) -> Option<Self> {
        let shape = &place
            .footprints
            .iter()
            .find(|f| drawn(place, &f.shape))?
            .shape;
        Some(Self {
            place: place.id,
            name: place.name().to_owned(),
            class: place.class,
            bounds: bounds(shape)?,
            open: matches!(shape, Shape::Lines(_)),
            parts: parts(shape),
            levels: Default::default(),
        })
    }

    /// What a sheet can show of its lines or rings, at the detail that a pixel of `metres` can.
    pub(crate) fn seen(&self, metres: f64, window: &Window) -> Vec<Vec<Direction>> {
        let fit = LEVELS
            .iter()
            .rposition(|level| *level <= 0.5 * metres)
            .unwrap_or(0);
        let outlines = self.levels[fit].get_or_init(|| {
            let thinned = self.parts.iter().map(|part| thin(part, LEVELS[fit]));
            thinned.map(|part| Outline::new(&part)).collect()
        });
        let seen = outlines.iter().map(|outline| outline.seen(window));
        seen.filter(|points| !points.is_empty()).collect()
    }

    /// Whether any part may lie in a view's bounds.
    pub(crate) fn touches(&self, view: &Bounds) -> bool {
        let apart = |min: f64, max: f64| self.bounds.max.lon < min || max < self.bounds.min.lon;
        self.bounds.min.lat <= view.max.lat
            && view.min.lat <= self.bounds.max.lat
            && [-360.0, 0.0, 360.0]
                .iter()
                .any(|turn| !apart(view.min.lon + turn, view.max.lon + turn))
    }
}

fn drawn(place: &Place, shape: &Shape) -> bool {
    match shape {
        Shape::Point(_) => false,
        Shape::Lines(_) => {
            matches!(place.class, Class::River | Class::Coast | Class::Railway)
        }
        Shape::Polygons(_) => matches!(
            place.class,
            Class::Country
                | Class::Province
                | Class::County
                | Class::City
                | Class::Zone
                | Class::Lake
                | Class::Sea
        ),
    }
}

impl Spot {
    fn of(place: &Place) -> Option<Self> {
        let at = place.point.filter(|p| p.is_valid())?;
        let weight = match place.class {
            Class::City => 3.0,
            Class::Town => 1.5,
            Class::Settlement => 0.5,
            Class::Village => 0.0,
            _ => return None,
        };
        let people = place
            .attributes
            .iter()
            .filter(|a| a.key == "population")
            .filter_map(|a| a.number)
            .fold(0.0_f64, f64::max);
        let seat = if place.capital_of.is_empty() {
            0.0
        } else {
            2.0
        };
        let own = if place.rank >= 100 { 0.5 } else { 0.0 };
        let importance = weight + seat + own + people.max(1.0).log10();
        Some(Self {
            place: place.id,
            name: place.name().to_owned(),
            class: place.class,
            at,
            importance,
        })
    }
}

/// The smallest box around all positions of a shape; `None` where there are none.
pub(crate) fn bounds(shape: &Shape) -> Option<Bounds> {
    match shape {
        Shape::Point(p) => around([*p].iter()),
        Shape::Lines(lines) => around(lines.iter().flatten()),
        Shape::Polygons(polygons) => around(polygons.iter().flat_map(|p| &p.outer)),
    }
}

/// The smallest box around valid positions.
pub(crate) fn around<'a>(positions: impl Iterator<Item = &'a Position>) -> Option<Bounds> {
    positions
        .filter(|p| p.is_valid())
        .fold(None, |sofar: Option<Bounds>, p| {
            let Some(mut b) = sofar else {
                return Some(Bounds { min: *p, max: *p });
            };
            b.min = Position::new(b.min.lon.min(p.lon), b.min.lat.min(p.lat));
            b.max = Position::new(b.max.lon.max(p.lon), b.max.lat.max(p.lat));
            Some(b)
        })
}

/// The lines of a shape, or its rings: each outer one before its holes.
pub(crate) fn parts(shape: &Shape) -> Vec<Vec<Position>> {
    match shape {
        Shape::Point(_) => Vec::new(),
        Shape::Lines(lines) => lines.clone(),
        Shape::Polygons(polygons) => polygons
            .iter()
            .flat_map(|p| std::iter::once(&p.outer).chain(&p.holes).cloned())
            .collect(),
    }
}

fn thin(line: &[Position], metres: f64) -> Vec<Position> {
    if metres <= 0.0 {
        return line.to_vec();
    }
    let degrees = metres / DEGREE;
    let mut kept: Vec<Position> = Vec::new();
    for (i, p) in line.iter().enumerate() {
        let far = kept.last().is_none_or(|l| {
            let east = (p.lon - l.lon) * p.lat.to_radians().cos();
            let north = p.lat - l.lat;
            north * north + east * east >= degrees * degrees
        });
        if far || i + 1 == line.len() {
            kept.push(*p);
        }
    }
    kept
}
