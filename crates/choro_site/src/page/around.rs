//! The sites around a settlement, by type.

use super::Site;
use crate::words;
use choro_gazetteer::Place;
use choro_geometry::{PointIndex, Position, Wind, azimuth_and_distance};
use choro_inventory::Site as Listed;
use serde::Serialize;
use std::collections::BTreeMap;

/// How far sites are looked for, metres.
const RADIUS_M: f64 = 20_000.0;

/// The sites of the project's lists, by position.
pub(crate) struct Sites<'a> {
    listed: &'a [Listed],
    index: PointIndex,
}

impl<'a> Sites<'a> {
    pub(crate) fn of(listed: &'a [Listed]) -> Self {
        let placed = (0..).zip(listed);
        let placed = placed.filter_map(|(number, site)| Some((number, site.position?)));
        Self {
            listed,
            index: PointIndex::new(placed),
        }
    }

    /// The sites around a position, each with its distance in metres, the nearest first.
    fn near(&self, at: Position) -> Vec<(f64, &'a Listed)> {
        let mut near = Vec::new();
        self.index.within(at, RADIUS_M, &mut |number| {
            let site = &self.listed[number as usize];
            let to = site.position.unwrap_or(at);
            near.push((azimuth_and_distance(at, to).1, site));
        });
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        near
    }
}

/// The sites around, type by type.
#[derive(Serialize)]
pub(super) struct Around {
    within: String,
    all: usize,
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
        let near = self.sites.near(at);
        let mut types: BTreeMap<&str, Vec<(f64, &Listed)>> = BTreeMap::new();
        for (metres, site) in &near {
            types.entry(&site.kind).or_default().push((*metres, site));
        }
        let mut rows: Vec<TypeRow> = types
            .into_iter()
            .map(|(kind, sites)| {
                let (metres, nearest) = sites[0];
                let towards = nearest.position.map(|to| azimuth_and_distance(at, to).0);
                let wind = towards.filter(|_| metres > 0.0).map(Wind::nearest);
                TypeRow {
                    name: type_name(kind),
                    number: sites.len(),
                    nearest: nearest.name.clone(),
                    far: words::far(metres, wind),
                    source: self.list_title(&nearest.source),
                }
            })
            .collect();
        rows.sort_by(|a, b| b.number.cmp(&a.number).then_with(|| a.name.cmp(&b.name)));
        (!rows.is_empty()).then(|| Around {
            within: words::number(RADIUS_M / 1000.0, 0),
            all: near.len(),
            types: rows,
        })
    }
}

impl Site<'_> {
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
