//! The places that a holder is compared with, and those of them that exceed it.

use super::{NAMED, Title};
use crate::data::Dimension;
use crate::knowledge::{Knowledge, Ranking};
use crate::wording::number;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Wind, further_along_m};
use choro_quantity::When;
use std::rc::Rc;

/// A value of a place in a dimension, the greater the more of it is meant.
pub(super) fn value(
    know: &Knowledge<'_>,
    id: PlaceId,
    dimension: Dimension,
    when: &When,
) -> Option<f64> {
    let attribute = |key: &str| {
        know.gazetteer
            .attribute(id, key, when)
            .and_then(|a| a.number)
    };
    match dimension {
        Dimension::Population => attribute("population"),
        Dimension::Area => know.area_m2(id),
        Dimension::Elevation => attribute("elevation"),
        Dimension::Length => attribute("length"),
        Dimension::Size | Dimension::Wind(_) => None,
    }
}

/// Places of a class in a scope.
pub(super) struct Rivals {
    class: Class,
    scope: PlaceId,
    /// In order of ids.
    pub(super) places: Rc<[PlaceId]>,
}

impl Rivals {
    pub(super) fn new(know: &Knowledge<'_>, class: Class, scope: PlaceId, when: &When) -> Self {
        let inside = know.of_class_in(class, scope, when);
        let fits = |id: &PlaceId| *id != scope && know.was_a(*id, class, when);
        let places = if inside.iter().all(fits) {
            inside
        } else {
            inside.iter().copied().filter(fits).collect()
        };
        Self {
            class,
            scope,
            places,
        }
    }

    /// Other places in the same scope.
    pub(super) fn with(&self, places: Rc<[PlaceId]>) -> Self {
        Self { places, ..*self }
    }

    /// With their values in a dimension, those of the most or the least first.
    fn ranked(
        &self,
        know: &Knowledge<'_>,
        dimension: Dimension,
        most: bool,
        when: &When,
    ) -> Ranking {
        know.ranked((self.class, self.scope, dimension, most), when, || {
            let figure = |id: &PlaceId| Some((value(know, *id, dimension, when)?, *id));
            let mut ranked: Vec<(f64, PlaceId)> = self.places.iter().filter_map(figure).collect();
            ranked.sort_by(|a, b| {
                let order = a.0.total_cmp(&b.0);
                (if most { order.reverse() } else { order }).then(a.1.cmp(&b.1))
            });
            ranked
        })
    }
}

/// The rivals that exceed the holder, the foremost first, as many as make a difference; `None`
/// where the holder has no value.
pub(super) fn ahead(
    know: &Knowledge<'_>,
    title: &Title,
    dimension: Dimension,
    holder: PlaceId,
    rivals: &Rivals,
    when: &When,
) -> Option<Vec<(PlaceId, String)>> {
    let enough = title.rank.max(NAMED);
    // Names are compared last: it costs most, and few rivals come that far.
    let other = |id: PlaceId| id != holder && !know.share_name(id, holder);
    if let Dimension::Wind(wind) = dimension {
        let wind = if title.most { wind } else { wind.opposite() };
        let from = know.point(holder)?;
        let reach = know.radius_m(holder);
        let further = |id: &PlaceId| {
            let to = know.point(*id)?;
            let metres = further_along_m(from, to, wind);
            (metres > reach + know.radius_m(*id)).then_some((metres, *id, to))
        };
        let mut found: Vec<_> = rivals.places.iter().filter_map(further).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let others = found.into_iter().filter(|(_, id, _)| other(*id));
        let told = others.map(|(_, id, to)| (id, along(to, wind)));
        return Some(told.take(enough).collect());
    }
    let own = value(know, holder, dimension, when)?;
    let slack = match dimension {
        Dimension::Area => know.limits.superlative.area * own,
        Dimension::Elevation => know.limits.superlative.elevation_m,
        _ => know.limits.superlative.population * own,
    };
    let exceeds = |theirs: f64| {
        let beyond = if title.most {
            theirs - own
        } else {
            own - theirs
        };
        beyond > slack
    };
    let ranked = rivals.ranked(know, dimension, title.most, when);
    let found = ranked
        .iter()
        .take_while(|(theirs, _)| exceeds(*theirs))
        .filter(|(_, id)| other(*id))
        .map(|(theirs, id)| (*id, shown(*theirs, dimension)));
    Some(found.take(enough).collect())
}

fn along(at: choro_geometry::Position, wind: Wind) -> String {
    let north = if at.lat < 0.0 { 'S' } else { 'N' };
    let east = if at.lon < 0.0 { 'W' } else { 'E' };
    match wind {
        Wind::E | Wind::W => format!("{:.2}° {east}", at.lon.abs()),
        _ => format!("{:.2}° {north}", at.lat.abs()),
    }
}

pub(super) fn shown(value: f64, dimension: Dimension) -> String {
    match dimension {
        Dimension::Area => format!("{} km²", number((value / 1e6).round())),
        Dimension::Elevation | Dimension::Length => format!("{} m", number(value)),
        _ => number(value),
    }
}
