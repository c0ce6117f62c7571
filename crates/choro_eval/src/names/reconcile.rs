//! How well lists are reconciled: counties by name and by position, and cities of other countries.

use super::named::{Dice, text};
use crate::seeds::shared;
use choro_gazetteer::reconcile::{Query, Reconciler};
use choro_gazetteer::{Class, Gazetteer};
use choro_geometry::Position;
use choro_layer::{Format, Options, Source, read};
use serde::Deserialize;
use std::fmt::Write;

/// Rows asked for, with what they should give.
pub struct Task {
    /// What it is called in the report.
    pub name: String,
    /// Queries with the key of the right place; without one the truth is open and only a match
    /// counts as neither.
    pub rows: Vec<(Query, Option<String>)>,
}

/// What came of a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Rows with a known truth.
    pub rows: usize,
    /// Of these, with the right place first.
    pub first: usize,
    /// Matches that are right.
    pub right: usize,
    /// Matches that are wrong.
    pub wrong: usize,
    /// A line for each row that is not a right match.
    pub others: Vec<String>,
}

/// Asks all rows of a task.
pub fn score(gazetteer: &Gazetteer, task: &Task) -> Score {
    let mut reconciler = Reconciler::new(gazetteer, None);
    let mut score = Score::default();
    for (query, truth) in &task.rows {
        let found = reconciler.reconcile(query);
        let Some(truth) = truth.as_deref().and_then(|key| gazetteer.by_key(key)) else {
            continue;
        };
        let first = found.candidates.first().map(|candidate| candidate.place);
        score.rows += 1;
        score.first += usize::from(first == Some(truth));
        let matched = found.matched().map(|candidate| candidate.place);
        score.right += usize::from(matched == Some(truth));
        score.wrong += usize::from(matched.is_some_and(|place| place != truth));
        if matched != Some(truth) {
            let shown: Vec<String> = found
                .candidates
                .iter()
                .take(3)
                .map(|c| {
                    let place = gazetteer.place(c.place);
                    let reasons = c.reasons.join("; ");
                    format!(
                        "{} [{}] {:.3} ({reasons})",
                        place.name(),
                        place.key,
                        c.score
                    )
                })
                .collect();
            score.others.push(format!(
                "{} ‘{}’ {:?}, right: {} [{}]; {}; {}",
                if matched.is_some() { "WRONG" } else { "none" },
                query.name,
                query.parents,
                gazetteer.place(truth).name(),
                gazetteer.place(truth).key,
                found.why_not,
                shown.join(" | ")
            ));
        }
    }
    score
}

fn layer(id: &str, path: &str, format: Format, accuracy: f64) -> Option<choro_layer::Layer> {
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

/// Who's On First for the DPRK; `None` where the data are missing.
pub fn korea() -> Option<Gazetteer> {
    let places = "gazetteer/wof_kp_places.tsv";
    let polygons = "gazetteer/wof_kp_polygons.geojson";
    let layers = vec![
        layer("wof", places, Format::WhosOnFirst, 1500.0)?,
        layer("wof", polygons, Format::WhosOnFirst, 1500.0)?,
    ];
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
const COUNTIES: &str = include_str!("../../gold/counties.tsv");
/// The county each market lies in, as `COUNTIES`.
const MARKETS: &str = include_str!("../../gold/markets.tsv");

fn truth(table: &str, id: &str) -> Option<String> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .find(|(known, _)| *known == id)
        .and_then(|(_, rest)| rest.split('\t').next())
        .filter(|key| !key.is_empty())
        .map(|key| format!("wof:{key}"))
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

/// Rows of a table of cities drawn for a country.
const DRAWN: usize = 1_000;

/// Alternate names of cities in a list of 2020, to be found in a gazetteer of 2026 that has only
/// the names shown: the same ids are the truth. A city that is not in the gazetteer must not match.
pub fn cities(country: &str, positions: bool) -> Option<(Gazetteer, Task)> {
    let old = super::named::cities()?.remove(country)?;
    let gazetteer = today(country)?;
    let mut dice = Dice::new(7);
    let mut rows = Vec::new();
    for _ in 0..DRAWN {
        let city = &old[dice.roll(old.len())];
        let query = Query {
            name: city.names[dice.roll(city.names.len())].clone(),
            class: Some(Class::Settlement),
            position: positions.then_some(Position::new(city.lon, city.lat)),
            ..Query::default()
        };
        rows.push((query, Some(format!("geonames:{}", city.id))));
    }
    let with = if positions { "name, position" } else { "name" };
    let name = format!("cities {country} by {with}");
    Some((gazetteer, Task { name, rows }))
}

#[derive(Deserialize)]
struct City {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
}

fn today(country: &str) -> Option<Gazetteer> {
    let cities: std::collections::BTreeMap<String, City> =
        serde_json::from_str(&text("gazetteer/geonames_cities500_2026.json.xz")?).ok()?;
    let mut table = String::new();
    for city in cities.values().filter(|city| city.countrycode == country) {
        // The columns of GeoNames; no alternate names, which would make it too easy.
        let _ = writeln!(
            table,
            "{}\t{}\t\t\t{}\t{}\tP\tPPL\t{country}\t\t\t\t\t\t{}\t\t\t\t2026-01-01",
            city.geonameid, city.name, city.latitude, city.longitude, city.population
        );
    }
    let source = Source {
        id: "geonames".into(),
        path: "cities.txt".into(),
        rank: 10,
        accuracy: 1000.0,
        ..Source::default()
    };
    let layer = read(
        Format::GeoNames,
        table.as_bytes(),
        &source,
        &Options::default(),
    )
    .0;
    Some(Gazetteer::build(vec![layer]).0)
}

/// Countries whose cities are asked for.
const COUNTRIES: [&str; 4] = ["CN", "RU", "JP", "CH"];

/// `choro_eval names reconcile`: each task in a line, with `--rows` the rows without a right match.
/// With `--korea` or a country's code only that.
pub fn report(args: &[String]) -> Result<String, String> {
    let missing = "the shared data or xz are missing";
    let has = |name: &str| args.iter().any(|a| a == name);
    let only: Vec<&String> = args.iter().filter(|a| *a != "--rows").collect();
    let asked = |name: &str| only.is_empty() || only.iter().any(|a| *a == name);
    let mut text = format!(
        "{:<36}{:>6}{:>7}{:>7}{:>7}{:>12}\n",
        "task", "rows", "first", "right", "wrong", "wrong/1000"
    );
    let mut add = |gazetteer: &Gazetteer, task: &Task| {
        let score = score(gazetteer, task);
        let per = score.wrong as f64 * 1000.0 / score.rows.max(1) as f64;
        let _ = writeln!(
            text,
            "{:<36}{:>6}{:>7}{:>7}{:>7}{per:>12.1}",
            task.name, score.rows, score.first, score.right, score.wrong
        );
        for line in score.others.iter().filter(|_| has("--rows")) {
            let _ = writeln!(text, "  {line}");
        }
    };
    if asked("--korea") {
        let korea = korea().ok_or(missing)?;
        for (positions, provinces) in [(false, true), (true, true), (false, false), (true, false)] {
            add(&korea, &counties(positions, provinces).ok_or(missing)?);
        }
        for positions in [true, false] {
            add(&korea, &markets(positions).ok_or(missing)?);
        }
    }
    for country in COUNTRIES.into_iter().filter(|country| asked(country)) {
        for positions in [false, true] {
            let (gazetteer, task) = cities(country, positions).ok_or(missing)?;
            add(&gazetteer, &task);
        }
    }
    Ok(text)
}
