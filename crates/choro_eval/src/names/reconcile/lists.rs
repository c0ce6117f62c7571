//! Lists of the DPRK: counties and markets, asked for in Who's On First.

use super::super::named::text;
use super::Task;
use crate::seeds::shared;
use choro_gazetteer::reconcile::Query;
use choro_gazetteer::{Class, Gazetteer};
use choro_geometry::Position;
use choro_layer::{Format, Layer, Options, Source, read};
use serde::Deserialize;

fn layer(id: &str, path: &str, format: Format, accuracy: f64) -> Option<Layer> {
    let bytes = std::fs::read(shared().join("data").join(path)).ok()?;
    let source = Source {
        id: id.into(),
        path: path.into(),
        rank: 10,
        accuracy,
        ..Source::default()
    };
    Some(read(format, &bytes, &source, &Options::default()).0)
}

fn whos_on_first() -> Option<Vec<Layer>> {
    let places = "gazetteer/wof_kp_places.tsv";
    let polygons = "gazetteer/wof_kp_polygons.geojson";
    Some(vec![
        layer("wof", places, Format::WhosOnFirst, 1500.0)?,
        layer("wof", polygons, Format::WhosOnFirst, 1500.0)?,
    ])
}

/// Who's On First for the DPRK; `None` where the data are missing.
pub fn korea() -> Option<Gazetteer> {
    Some(Gazetteer::build(whos_on_first()?).0)
}

/// The same without every second county of the list: asked for one of these nothing may match.
pub fn half_of_korea() -> Option<Gazetteer> {
    let left_out: Vec<&str> = rows_of(COUNTIES).map(|(_, key)| key).step_by(2).collect();
    let mut layers = whos_on_first()?;
    for layer in &mut layers {
        layer
            .records
            .retain(|record| !left_out.contains(&record.id.trim_start_matches("wof:")));
    }
    Some(Gazetteer::build(layers).0)
}

#[derive(Deserialize)]
struct County {
    id: String,
    name: Named,
    parent: Parent,
    geo: Point,
}

#[derive(Deserialize)]
struct Parent {
    name: Named,
}

#[derive(Deserialize)]
struct Named {
    en: String,
}

#[derive(Deserialize)]
struct Point {
    lat: String,
    lon: String,
}

/// Which county of Who's On First each county of the list is, `KP0910<TAB>1108746843` by line.
const COUNTIES: &str = include_str!("../../../gold/counties.tsv");
/// The county each market lies in, as `COUNTIES`.
const MARKETS: &str = include_str!("../../../gold/markets.tsv");

/// Ids of a list with the numbers in Who's On First that they mean.
fn rows_of(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, rest)| (id, rest.split('\t').next().unwrap_or_default()))
        .filter(|(_, key)| !key.is_empty())
}

fn truth(table: &'static str, id: &str) -> Option<String> {
    let found = rows_of(table).find(|(known, _)| *known == id);
    found.map(|(_, key)| format!("wof:{key}"))
}

/// The counties of open-admin-data, with and without positions.
pub fn counties(positions: bool, provinces: bool) -> Option<Task> {
    let list: Vec<County> = serde_json::from_str(&text("census/oad_kp_counties.json")?).ok()?;
    let row = |county: County| {
        let position = Position::new(county.geo.lon.parse().ok()?, county.geo.lat.parse().ok()?);
        let query = Query {
            name: county.name.en,
            class: Some(Class::County),
            parents: provinces
                .then_some(county.parent.name.en)
                .into_iter()
                .collect(),
            position: positions.then_some(position),
            ..Query::default()
        };
        Some((query, truth(COUNTIES, &county.id)))
    };
    let with = match (provinces, positions) {
        (true, true) => "name, province, position",
        (true, false) => "name, province",
        (false, true) => "name, position",
        (false, false) => "name",
    };
    Some(Task {
        name: format!("counties by {with}"),
        rows: list.into_iter().filter_map(row).collect(),
    })
}

/// The markets, to counties.
pub fn markets(positions: bool) -> Option<Task> {
    let text = text("sites/csis_markets_ne_kp_64.csv")?;
    let rows = text.lines().skip(1).filter_map(|line| {
        let cells = cells(line);
        let [id, name, hangul, lon, lat, ..] = &cells[..] else {
            return None;
        };
        let position = Position::new(lon.parse().ok()?, lat.parse().ok()?);
        let query = Query {
            name: name.clone(),
            other_names: vec![hangul.clone()],
            class: Some(Class::County),
            position: positions.then_some(position),
            ..Query::default()
        };
        Some((query, truth(MARKETS, id)))
    });
    let with = if positions { "name, position" } else { "name" };
    Some(Task {
        name: format!("markets by {with}"),
        rows: rows.collect(),
    })
}

/// Cells of a line of CSV, quotes taken off.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    cells
}
