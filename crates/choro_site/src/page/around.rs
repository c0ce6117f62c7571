//! The sites around a settlement, by type.

use super::Site;
use crate::words;
use choro_gazetteer::Place;
use choro_geometry::{PointIndex, Position, Wind, azimuth_and_distance};
use choro_inventory::Site as Listed;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How far sites are looked for, metres.
const RADIUS_M: f64 = 20_000.0;

/// The sites of the project's lists, by position and type.
pub(crate) struct Sites<'a> {
    listed: &'a [Listed],
    index: PointIndex,
    /// The types there are, each once.
    types: Vec<&'a str>,
    /// For each site, the number of its type.
    type_of: Vec<u32>,
}

/// What there is of one type around a position: how many, and the nearest.
#[derive(Clone, Copy)]
struct Found {
    number: usize,
    nearest: u32,
    /// Of the nearest; square of its distance on a plane, in degrees of latitude.
    square: f64,
}

impl<'a> Sites<'a> {
    pub(crate) fn of(listed: &'a [Listed]) -> Self {
        let types: BTreeSet<&str> = listed.iter().map(|site| &*site.kind).collect();
        let types: Vec<&str> = types.into_iter().collect();
        let of = |site: &Listed| types.binary_search(&&*site.kind).unwrap_or(0) as u32;
        let placed = (0..).zip(listed);
        let placed = placed.filter_map(|(number, site)| Some((number, site.position?)));
        Self {
            type_of: listed.iter().map(of).collect(),
            index: PointIndex::new(placed),
            listed,
            types,
        }
    }

    /// What lies around a position, by number of the type. There may be thousands: the nearest are
    /// found on a plane, which over so short a way is as good as the ellipsoid.
    fn near(&self, at: Position) -> BTreeMap<u32, Found> {
        let mut found: BTreeMap<u32, Found> = BTreeMap::new();
        let shrink = at.lat.to_radians().cos();
        self.index.within(at, RADIUS_M, &mut |number| {
            let to = self.listed[number as usize].position.unwrap_or(at);
            let east = (to.lon - at.lon + 540.0).rem_euclid(360.0) - 180.0;
            let (east, north) = (east * shrink, to.lat - at.lat);
            let square = east * east + north * north;
            let own = Found {
                number: 0,
                nearest: number,
                square,
            };
            let known = found.entry(self.type_of[number as usize]).or_insert(own);
            known.number += 1;
            if (square, number) < (known.square, known.nearest) {
                (known.square, known.nearest) = (square, number);
            }
        });
        found
    }
}

/// The sites around, type by type.
#[derive(Serialize)]
pub(super) struct Around {
    within: String,
    types: Vec<TypeRow>,
}

#[derive(Serialize)]
struct TypeRow {
    name: String,
    number: usize,
    nearest: String,
    /// "12 km north-east".
    far: String,
    source: String,
}

impl Site<'_> {
    /// The sites around a settlement; none where no list has any.
    pub(super) fn sites_around(&self, place: &Place) -> Option<Around> {
        let at = place.point.filter(|_| place.class.is_settlement())?;
        let found = self.sites.near(at);
        let mut rows: Vec<TypeRow> = found
            .iter()
            .map(|(kind, found)| {
                let nearest = &self.sites.listed[found.nearest as usize];
                let to = nearest.position.unwrap_or(at);
                let (towards, metres) = azimuth_and_distance(at, to);
                let wind = (metres > 0.0).then(|| Wind::nearest(towards));
                TypeRow {
                    name: type_name(self.sites.types[*kind as usize]),
                    number: found.number,
                    nearest: nearest.name.clone(),
                    far: words::far(metres, wind),
                    source: self.list_title(&nearest.source),
                }
            })
            .collect();
        rows.sort_by(|a, b| b.number.cmp(&a.number).then_with(|| a.name.cmp(&b.name)));
        (!rows.is_empty()).then(|| Around {
            within: words::number(RADIUS_M / 1000.0, 0),
            types: rows,
        })
    }

    /// Title of the list of sites that a file is.
    fn list_title(&self, path: &str) -> String {
        let sources = self.atlas.gazetteer.sources();
        let known = sources
            .iter()
            .find(|s| s.path == path && !s.title.is_empty());
        known.map_or(path, |source| &source.title).to_owned()
    }
}

/// `military/air-defence` → "air defence"; what no type is known for is "other".
fn type_name(kind: &str) -> String {
    match kind.rsplit('/').next() {
        None | Some("") => "other".to_owned(),
        Some(last) => last.replace('-', " "),
    }
}
