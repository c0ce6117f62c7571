//! What is on the tiles: areas, waters, lines, stations, names and sites of an atlas.

use super::years::{Changes, Years};
use super::{Chart, sites};
use crate::page::Site;
use choro_atlas::Atlas;
use choro_gazetteer::{Class, Place, PlaceId};
use choro_geometry::{Position, Shape};
use choro_inventory::Site as Listed;
use choro_network::{Line, StationId};
use choro_quantity::When;
use choro_tile::{Feature, Value};
use std::borrow::Cow;

/// The layers of the tiles, in the order of their indexes.
pub(super) const LAYERS: [&str; 6] = ["area", "water", "line", "stop", "place", "site"];
const AREA: usize = 0;
const WATER: usize = 1;
const LINE: usize = 2;
const STOP: usize = 3;
const PLACE: usize = 4;
pub(super) const SITE: usize = 5;

/// Numbers of places on the map are those of the gazetteer times this, so that each of their
/// periods has its own.
pub(super) const PERIODS: u64 = 256;

/// The number of the first period of a place on the map.
pub(crate) fn place_number(id: PlaceId) -> u64 {
    u64::from(id.0) * PERIODS
}

pub(super) fn feature(layer: usize, id: usize, shape: Shape, name: &str) -> Feature {
    Feature {
        layer,
        id: id as u64,
        shape,
        attributes: vec![("name".into(), name.into())],
        from: None,
        to: None,
        min_zoom: 0,
        importance: 0.0,
        rivalry: 0,
    }
}

/// All that is on the tiles.
pub(super) fn features(site: &Site<'_>, chart: &Chart<'_>) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut changes = Changes::of(&site.atlas.gazetteer);
    for place in site.atlas.gazetteer.places() {
        grounds(site, place, &mut features);
        if !sites::is_site(place) {
            names(site, chart, place, &mut changes, &mut features);
        }
    }
    features.sort_by_key(|feature| feature.layer);
    for (at, line) in site.atlas.network.lines.iter().enumerate() {
        line_features(site, at, line, &mut features);
    }
    stations(site, &mut features);
    features.extend(sites::features(site, chart.listed, &chart.sorts));
    features
}

impl Site<'_> {
    /// The way to a place's page from the root of the site, as an attribute.
    pub(super) fn page_attribute(&self, id: PlaceId) -> Option<(Cow<'static, str>, Value)> {
        let path = self.addresses.place(id)?;
        Some(("page".into(), path.into()))
    }
}

/// Whether a place is drawn as an area, and how high it stands: 0 a state, 1 a part of one, 2 less.
fn area_level(class: Class) -> Option<i64> {
    match class {
        Class::Country => Some(0),
        Class::Province => Some(1),
        Class::County | Class::City | Class::Zone => Some(2),
        _ => None,
    }
}

/// The areas and lines of a place, each outline for its own time.
fn grounds(site: &Site<'_>, place: &Place, features: &mut Vec<Feature>) {
    let level = area_level(place.class);
    let id = place_number(place.id) as usize;
    // Of outlines without a time the best one stands for all.
    let mut undated = false;
    for footprint in &place.footprints {
        let layer = match (&footprint.shape, place.class) {
            (Shape::Polygons(_), Class::Sea | Class::Lake) => WATER,
            (Shape::Polygons(_), _) if level.is_some() => AREA,
            (Shape::Lines(_), Class::River | Class::Coast) => WATER,
            (Shape::Lines(_), Class::Railway) => LINE,
            _ => continue,
        };
        if footprint.when.is_unstated() && std::mem::replace(&mut undated, true) {
            continue;
        }
        let mut drawn = feature(layer, id, footprint.shape.clone(), place.name());
        let kind = place.class.as_str();
        drawn.attributes.push(("kind".into(), kind.into()));
        drawn.attributes.extend(site.page_attribute(place.id));
        let years = Years::of(&footprint.when);
        let Some(level) = level.filter(|_| layer == AREA) else {
            drawn.from = years.from;
            drawn.to = years.to;
            features.push(drawn);
            continue;
        };
        for (years, level) in levels(site.atlas, place, level, years) {
            let mut then = drawn.clone();
            then.attributes.push(("level".into(), level.into()));
            (then.from, then.to) = (years.from, years.to);
            then.min_zoom = if level == 2 { 5 } else { 0 };
            features.push(then);
        }
    }
}

/// How high an area stood: a city that lay directly in a state stood as high as a province.
fn levels(atlas: &Atlas, place: &Place, level: i64, years: Years) -> Vec<(Years, i64)> {
    let state = |id: PlaceId| atlas.place(id).is_some_and(|p| p.class == Class::Country);
    let dated = place.parents.iter().filter(|r| !r.when.is_unstated());
    let mut found: Vec<(Years, i64)> = dated
        .map(|relation| {
            let level = if level == 2 && state(relation.to) {
                1
            } else {
                level
            };
            (Years::of(&relation.when), level)
        })
        .collect();
    if level != 2 || found.is_empty() || years != Years::default() {
        return vec![(years, level)];
    }
    found.sort();
    // A year of change belongs to what is new in it.
    for at in 1..found.len() {
        let next = found[at].0.from;
        let before = found[at - 1].0.to;
        if before.is_none() || before >= next {
            found[at - 1].0.to = next.map(|year| year - 1);
        }
    }
    found
}

/// The names of a place where they are written, for each of its periods.
fn names(
    site: &Site<'_>,
    chart: &Chart<'_>,
    place: &Place,
    changes: &mut Changes<'_>,
    features: &mut Vec<Feature>,
) {
    let point = place.point.filter(|p| p.is_valid());
    let Some(at) = point.or_else(|| middle(place)) else {
        return;
    };
    let Some((min_zoom, group)) = shown_from(place.class) else {
        return;
    };
    let kind = place.class.as_str();
    let importance = site.atlas.gazetteer.importance(place.id) as f32;
    for (number, period) in (0..PERIODS).zip(changes.periods(place, &chart.languages)) {
        let id = place_number(place.id) + number;
        let mut label = feature(PLACE, id as usize, Shape::Point(at), &period.name);
        label.attributes.push(("kind".into(), kind.into()));
        for (language, name) in period.names {
            label
                .attributes
                .push((format!("name:{language}").into(), name.into()));
        }
        let within = period.within.iter().filter_map(|id| site.atlas.place(*id));
        let within: Vec<&str> = within.map(Place::name).collect();
        if !within.is_empty() {
            label
                .attributes
                .push(("in".into(), within.join(", ").into()));
        }
        label.attributes.extend(site.page_attribute(place.id));
        (label.from, label.to) = (period.years.from, period.years.to);
        label.min_zoom = min_zoom;
        label.importance = importance;
        label.rivalry = (group * PERIODS + number) as u32;
        features.push(label);
    }
}

/// The zoom from which a class of place is named, and which classes it crowds with.
fn shown_from(class: Class) -> Option<(u8, u64)> {
    Some(match class {
        Class::Country | Class::Sea => (0, 0),
        Class::Province => (3, 1),
        Class::City => (3, 2),
        Class::County => (7, 1),
        Class::Town => (5, 2),
        Class::Village | Class::Settlement | Class::District => (6, 2),
        Class::River | Class::Coast | Class::Railway | Class::Road => return None,
        Class::Lake | Class::Peak | Class::Range | Class::Plateau | Class::Cape => (6, 3),
        Class::Island | Class::Region | Class::Plain | Class::Valley | Class::Zone => (6, 3),
        Class::Station => return None,
        _ => (8, 3),
    })
}

/// Where to write the name of an area of which no point is known.
fn middle(place: &Place) -> Option<Position> {
    let region = place.region()?;
    let bounds = region.shape.bounds()?;
    Some(Position::new(
        f64::midpoint(bounds.min.lon, bounds.max.lon),
        f64::midpoint(bounds.min.lat, bounds.max.lat),
    ))
}

/// A line as the stretches that were in use at the same times.
fn line_features(site: &Site<'_>, at: usize, line: &Line, features: &mut Vec<Feature>) {
    let mut runs: Vec<(Years, Vec<Position>)> = Vec::new();
    for (n, ends) in line.stops.windows(2).enumerate() {
        let when = line
            .sections
            .get(n)
            .map(|section| Years::of(&section.track.when));
        let years = when.unwrap_or_default();
        let [Some(from), Some(to)] = [ends[0].position, ends[1].position] else {
            continue;
        };
        match runs.last_mut() {
            Some((own, run)) if *own == years && run.last() == Some(&from) => run.push(to),
            _ => runs.push((years, vec![from, to])),
        }
    }
    for (years, run) in runs {
        let id = line_number(at) as usize;
        let mut drawn = feature(LINE, id, Shape::Lines(vec![run]), &line.name);
        drawn.attributes.push(("kind".into(), "line".into()));
        drawn
            .attributes
            .push(("page".into(), site.addresses.line(at).into()));
        (drawn.from, drawn.to) = (years.from, years.to);
        features.push(drawn);
    }
}

/// The number of a line on the map.
pub(crate) fn line_number(at: usize) -> u64 {
    (1 << 45) + at as u64
}

fn stations(site: &Site<'_>, features: &mut Vec<Feature>) {
    let network = &site.atlas.network;
    for (at, station) in network.stations.iter().enumerate() {
        let Some(position) = station.position else {
            continue;
        };
        let mut drawn = feature(STOP, at, Shape::Point(position), &station.name);
        drawn.attributes.push(("kind".into(), "station".into()));
        let page = site.addresses.station(StationId(at as u32));
        drawn
            .attributes
            .extend(page.map(|page| ("page".into(), page.into())));
        let years = Years::of(&station.when);
        (drawn.from, drawn.to) = (years.from, years.to);
        drawn.importance = station.stops.len() as f32;
        drawn.min_zoom = 6;
        features.push(drawn);
    }
    for (at, crossing) in network.crossings.iter().enumerate() {
        let Some(position) = crossing.position else {
            continue;
        };
        let mut drawn = feature(STOP, at, Shape::Point(position), &crossing.name);
        drawn.rivalry = 1;
        drawn.min_zoom = 4;
        drawn.attributes.push(("kind".into(), "crossing".into()));
        drawn
            .attributes
            .push(("mode".into(), crossing.mode.as_str().into()));
        drawn
            .attributes
            .push(("page".into(), site.addresses.crossing(at).into()));
        features.push(drawn);
    }
}

/// First and last year that anything on the map is dated to; `None` where nothing is.
pub(super) fn span(atlas: &Atlas, listed: &[Listed]) -> Option<(i32, i32)> {
    let places = atlas.gazetteer.places().iter();
    let of_places = places.flat_map(|place| {
        let names = place.names.iter().map(|name| &name.when);
        let parents = place.parents.iter().map(|relation| &relation.when);
        let footprints = place.footprints.iter().map(|footprint| &footprint.when);
        names.chain(parents).chain(footprints)
    });
    let of_sites = listed
        .iter()
        .flat_map(|site| &site.status)
        .map(|status| &status.when);
    let lines = atlas.network.lines.iter();
    let of_lines = lines
        .flat_map(|line| &line.sections)
        .map(|section| &section.track.when);
    let all = of_places.chain(of_sites).chain(of_lines);
    let years = |when: &When| [when.earliest, when.latest].into_iter().flatten();
    let mut years: Vec<i32> = all.flat_map(years).map(|date| date.year).collect();
    years.extend(
        atlas
            .date
            .get(..4)
            .and_then(|year| year.parse::<i32>().ok()),
    );
    years.sort_unstable();
    let (first, last) = (*years.first()?, *years.last()?);
    (first < last).then_some((first, last))
}
