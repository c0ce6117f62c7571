//! `choro search`: a place of the gazetteer by its name, in any spelling.

use crate::args::{self, TableFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use crate::typed;
use anyhow::bail;
use choro_gazetteer::{Found, Gazetteer, PlaceId, Search};
use choro_geometry::Position;
use choro_name::joined;
use choro_quantity::When;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// Places named as hints where nothing was found.
const HINTS: usize = 3;

#[derive(Serialize)]
struct Report<'a> {
    places: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    place: &'a str,
    name: &'a str,
    class: &'static str,
    lat: Option<f64>,
    lon: Option<f64>,
    within: Vec<&'a str>,
    names: Vec<&'a str>,
    score: f64,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<f64>,
}

pub(crate) fn run(
    asked: &args::Search,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let class = asked.kind.as_deref().map(typed::class).transpose()?;
    let date = typed::date(asked.date.as_deref())?;
    let gazetteer = match compiled::gazetteer(named, terminal)? {
        Ok(gazetteer) => gazetteer,
        Err(code) => return Ok(code),
    };
    let near = asked.near.as_deref().map(|near| position(&gazetteer, near));
    let within = asked
        .within
        .as_deref()
        .map(|area| typed::area(&gazetteer, area));
    let search = Search {
        name: asked.name.join(" "),
        near: near.transpose()?,
        within: within.transpose()?,
        date,
        class,
    };
    let found = gazetteer.search(&search, asked.limit);
    let nothing = found.is_empty();
    let places: Vec<Entry<'_>> = found
        .into_iter()
        .map(|found| entry(&gazetteer, found, &search.date))
        .collect();
    show(asked.output_format, places)?;
    let name = &search.name;
    if nothing {
        terminal.say(&missing(&gazetteer, &search));
        return Ok(exit::findings());
    }
    let unhyphened = joined(name).unwrap_or_default();
    if gazetteer.by_name(name).is_empty() && gazetteer.by_name(&unhyphened).is_empty() {
        terminal.say(&format!(
            "no place of the gazetteer is called `{name}`; these come near it"
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn show(format: TableFormat, places: Vec<Entry<'_>>) -> anyhow::Result<()> {
    let distances = places.iter().any(|place| place.distance_m.is_some());
    let mut header = vec!["name", "class", "position", "within", "place", "why"];
    if distances {
        header.insert(3, "distance");
    }
    match format {
        TableFormat::Json => output::json(&Report { places }),
        TableFormat::Csv => output::write(&output::csv(&header, &rows(&places, distances))?),
        TableFormat::Table if places.is_empty() => Ok(()),
        TableFormat::Table => output::write(&output::table(&header, &rows(&places, distances))),
    }
}

/// What is said where nothing was found: what stands in the way, and what comes nearest.
fn missing(gazetteer: &Gazetteer, search: &Search) -> String {
    let name = &search.name;
    let anywhere = Search {
        name: name.clone(),
        ..Search::default()
    };
    let elsewhere = gazetteer.search(&anywhere, HINTS);
    if !elsewhere.is_empty() {
        let ids = elsewhere.iter().map(|found| found.id);
        return format!(
            "no place called `{name}` is what was asked for; without the conditions there is {}",
            typed::listed(gazetteer, ids)
        );
    }
    let near = gazetteer.nearest_names(name, HINTS);
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!(
            "; nearest in spelling: {}",
            typed::listed(gazetteer, near.into_iter())
        )
    };
    format!("no place of the gazetteer is called `{name}`{hint}")
}

/// A position as typed: latitude and longitude, or a place by name or key.
fn position(gazetteer: &Gazetteer, typed: &str) -> anyhow::Result<Position> {
    let numbers: Option<Vec<f64>> = typed.split(',').map(|n| n.trim().parse().ok()).collect();
    if let Some(numbers) = numbers {
        let [lat, lon] = numbers.as_slice() else {
            bail!("--near `{typed}` is not latitude and longitude, as in `40.67,129.20`");
        };
        let at = Position::new(*lon, *lat);
        if !at.is_valid() {
            bail!("--near `{typed}`: latitude goes from -90 to 90 and longitude from -180 to 180");
        }
        return Ok(at);
    }
    let id = place(gazetteer, typed)?;
    match gazetteer.place(id).point {
        Some(at) => Ok(at),
        None => bail!("--near `{typed}`: the gazetteer does not say where it is"),
    }
}

/// The place of a key, or the one that a name likeliest means.
fn place(gazetteer: &Gazetteer, typed: &str) -> anyhow::Result<PlaceId> {
    let by_name = || gazetteer.by_name(typed).first().copied();
    match gazetteer.by_key(typed).or_else(by_name) {
        Some(id) => Ok(id),
        None => bail!("{}", typed::unknown(gazetteer, "--near", typed)),
    }
}

fn entry<'g>(gazetteer: &'g Gazetteer, found: Found, date: &When) -> Entry<'g> {
    let place = gazetteer.place(found.id);
    Entry {
        place: &place.key,
        name: place.name(),
        class: place.class.as_str(),
        lat: place.point.map(|at| at.lat),
        lon: place.point.map(|at| at.lon),
        within: gazetteer
            .ancestors_at(found.id, date)
            .into_iter()
            .map(|up| gazetteer.place(up).name())
            .collect(),
        names: place.names.iter().map(|name| name.text.as_str()).collect(),
        score: found.score,
        reason: found.reason,
        // To the metre: positions are hardly known better.
        distance_m: found.distance_m.map(f64::round),
    }
}

fn rows(places: &[Entry<'_>], distances: bool) -> Vec<Vec<String>> {
    let row = |place: &Entry<'_>| {
        let mut row = vec![
            place.name.to_owned(),
            place.class.to_owned(),
            output::position(place.lat.zip(place.lon)),
            output::clipped(&place.within.join(", "), 48),
            place.place.to_owned(),
            place.reason.clone(),
        ];
        if distances {
            row.insert(3, place.distance_m.map(kilometres).unwrap_or_default());
        }
        row
    };
    places.iter().map(row).collect()
}

/// Metres as people say them.
fn kilometres(metres: f64) -> String {
    match metres {
        ..10_000.0 => format!("{:.1} km", metres / 1000.0),
        _ => format!("{:.0} km", metres / 1000.0),
    }
}
