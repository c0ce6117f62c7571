//! Which lines serve a place.

use crate::{Line, Network, Stop, placing};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, PreparedShape, distance_m, population_radius_m, shape_radius_m};
use choro_name::{Relation, compare, fold, split_generic};
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// Stations whose position is uncertain by more than this serve only the place they derive from
/// and what is wider, metres.
const SERVED_M: f64 = 5_000.0;

/// Whether a line serves a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Service {
    /// It stops there.
    Yes {
        /// Index of the stop in [`Line::stops`].
        stop: usize,
    },
    /// None of its stops is there.
    No {
        /// Index of the nearest stop whose position is known.
        nearest: usize,
        /// Geodesic distance from the place to that stop, metres.
        metres: f64,
        /// Metres that lie at least between the place and any stop of the line: less than `metres`
        /// by what is uncertain of derived positions, and by where stops without one may be.
        at_least_m: f64,
    },
    /// Where the place or the line's stops are is not known well enough.
    Unknown,
}

impl Network {
    /// The line of that name, in any spelling and romanisation, with or without its generic:
    /// "P'yŏngra Line", "Pyongra line", "Pyongna". `None` where no line has it, or two could.
    pub fn line_by_name(&self, name: &str) -> Option<&Line> {
        let wanted = fold(name);
        let base = fold(&split_generic(name).base);
        let spelt = |line: &&Line, wanted: &str, bare: bool| {
            spellings(line).any(|known| {
                let known = if bare {
                    fold(&split_generic(known).base)
                } else {
                    fold(known)
                };
                known == wanted
            })
        };
        if wanted.is_empty() {
            return None;
        }
        self.lines
            .iter()
            .find(|line| spelt(line, &wanted, false))
            .or_else(|| {
                (!base.is_empty())
                    .then(|| self.lines.iter().find(|line| spelt(line, &base, true)))
                    .flatten()
            })
            .or_else(|| self.line_by_variant(name))
    }

    /// The one line of which the name is a variant.
    fn line_by_variant(&self, name: &str) -> Option<&Line> {
        let mut best: Option<(f64, &Line)> = None;
        let mut rivals = false;
        for line in &self.lines {
            let score = spellings(line)
                .map(|known| compare(name, known))
                .filter(|c| matches!(c.relation, Relation::Same | Relation::Variant))
                .map(|c| c.score)
                .fold(0.0, f64::max);
            if score <= 0.0 {
                continue;
            }
            match best {
                Some((most, known)) if score == most => rivals |= known.name != line.name,
                Some((most, _)) if score < most => {}
                _ => {
                    best = Some((score, line));
                    rivals = false;
                }
            }
        }
        best.filter(|_| !rivals).map(|(_, line)| line)
    }

    /// The line that a place of the gazetteer is: one of a railway's names.
    pub fn line_of_place(&self, place: PlaceId, gazetteer: &Gazetteer) -> Option<&Line> {
        gazetteer
            .place(place)
            .names
            .iter()
            .find_map(|name| self.line_by_name(&name.text))
    }

    /// The lines that stop at a place, or within it, in order of their names.
    pub fn lines_serving(&self, place: PlaceId, gazetteer: &Gazetteer) -> Vec<&Line> {
        let ground = Ground::of(place, gazetteer);
        self.lines
            .iter()
            .filter(|line| stop_at(line, &ground, gazetteer).is_some())
            .collect()
    }

    /// Whether a line serves a place; where it does not, how far its nearest stop is.
    pub fn serves(&self, line: &Line, place: PlaceId, gazetteer: &Gazetteer) -> Service {
        let ground = Ground::of(place, gazetteer);
        if let Some(stop) = stop_at(line, &ground, gazetteer) {
            return Service::Yes { stop };
        }
        let Some(centre) = ground.centre else {
            return Service::Unknown;
        };
        // A station of nearly that name that could stand there may be the place's own.
        let doubtful = line.stops.iter().enumerate().any(|(at, stop)| {
            stop.position.is_none()
                && stop_names(stop).any(|name| ground.resembles(name))
                && placing::fits(&line.stops, at, centre)
        });
        let nearest = line
            .stops
            .iter()
            .enumerate()
            .filter_map(|(at, stop)| Some((ground.distance_m(stop.position?), at)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((metres, nearest)) if !doubtful && metres.is_finite() => Service::No {
                nearest,
                metres,
                at_least_m: at_least_m(line, &ground, centre),
            },
            _ => Service::Unknown,
        }
    }
}

/// Metres that lie at least between a place and any stop of a line.
fn at_least_m(line: &Line, ground: &Ground<'_>, centre: Position) -> f64 {
    let stops = line.stops.iter().enumerate();
    let least = stops.map(|(at, stop)| match stop.position {
        Some(position) => ground.distance_m(position) - stop.error_m(),
        None => placing::least_m(&line.stops, at, centre),
    });
    least.fold(f64::INFINITY, f64::min).max(0.0)
}

fn spellings(line: &Line) -> impl Iterator<Item = &str> {
    std::iter::once(line.name.as_str()).chain(line.names.iter().map(String::as_str))
}

fn stop_names(stop: &Stop) -> impl Iterator<Item = &str> {
    std::iter::once(stop.name.as_str()).chain(stop.names.iter().map(String::as_str))
}

/// Whether two places share a name but for the generic: a county and its seat.
pub(crate) fn same_name(gazetteer: &Gazetteer, a: PlaceId, b: PlaceId) -> bool {
    let bases = |id: PlaceId| -> Vec<String> {
        let names = &gazetteer.place(id).names;
        names
            .iter()
            .map(|name| fold(&split_generic(&name.text).base))
            .filter(|base| !base.is_empty())
            .collect()
    };
    let of_b = bases(b);
    bases(a).iter().any(|base| of_b.contains(base))
}

/// The ground a place covers.
pub(crate) struct Ground<'g> {
    place: PlaceId,
    names: Vec<&'g str>,
    folded: Vec<String>,
    centre: Option<Position>,
    region: Option<PreparedShape>,
    /// Metres round the centre that count as the place; of a region, beyond its edge.
    radius: f64,
}

impl<'g> Ground<'g> {
    pub(crate) fn of(id: PlaceId, gazetteer: &'g Gazetteer) -> Self {
        let place = gazetteer.place(id);
        let names: Vec<&str> = place.names.iter().map(|name| name.text.as_str()).collect();
        let folded = names
            .iter()
            .flat_map(|name| [fold(name), fold(&split_generic(name).base)])
            .filter(|name| !name.is_empty())
            .collect();
        let region = place.region();
        let population = gazetteer
            .attribute(id, "population", &When::default())
            .and_then(|figure| figure.number);
        let accuracy = place.footprints.first().map_or(0.0, |f| f.accuracy);
        // A station lies at the edge of a town rather than at its centre.
        let town = population_radius_m(population.unwrap_or(0.0)) + 2_000.0;
        let radius = match region {
            Some(region) => region.accuracy.min(shape_radius_m(&region.shape)),
            None => town + accuracy.min(3_000.0),
        };
        Self {
            place: id,
            names,
            folded,
            centre: place.point,
            region: region.map(|footprint| PreparedShape::new(&footprint.shape)),
            radius,
        }
    }

    /// Metres from the place's edge, or its point where it has no region.
    fn distance_m(&self, position: Position) -> f64 {
        let region = self.region.as_ref().and_then(|r| r.distance_m(position));
        let centre = || self.centre.map(|centre| distance_m(centre, position));
        region.or_else(centre).unwrap_or(f64::INFINITY)
    }

    /// Metres from the place to a position known to within `error_m`, where it is on its ground:
    /// what is said to stand near the edge may stand beyond it.
    pub(crate) fn holds(&self, position: Position, error_m: f64) -> Option<f64> {
        let metres = self.distance_m(position);
        let sure = error_m <= self.radius.max(SERVED_M);
        (metres <= self.radius && sure).then_some(metres)
    }

    fn bears(&self, name: &str) -> bool {
        self.folded.contains(&fold(name))
    }

    fn resembles(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|known| compare(known, name).relation != Relation::Different)
    }
}

/// The stop of a line that serves a place: linked to it or to a part of it, on its ground, or of
/// its name where the rails allow it.
fn stop_at(line: &Line, ground: &Ground<'_>, gazetteer: &Gazetteer) -> Option<usize> {
    let linked = line
        .stops
        .iter()
        .position(|stop| stop.place == Some(ground.place));
    let part = || {
        line.stops.iter().position(|stop| {
            stop.place.is_some_and(|place| {
                gazetteer.is_part_of(place, ground.place, &When::default()) == Some(true)
                    || gazetteer.is_part_of(ground.place, place, &When::default()) == Some(true)
                        && same_name(gazetteer, ground.place, place)
            })
        })
    };
    let near = || {
        let on_ground = |stop: &Stop| ground.holds(stop.position?, stop.error_m());
        line.stops
            .iter()
            .enumerate()
            .filter_map(|(at, stop)| Some((on_ground(stop)?, at)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, at)| at)
    };
    let named = || {
        line.stops.iter().enumerate().find_map(|(at, stop)| {
            let here = match (stop.position, ground.centre) {
                (Some(there), Some(_)) => ground.distance_m(there) < 15_000.0,
                (None, Some(centre)) => placing::fits(&line.stops, at, centre),
                (_, None) => true,
            };
            (here && stop_names(stop).any(|name| ground.bears(name))).then_some(at)
        })
    };
    linked.or_else(part).or_else(near).or_else(named)
}
