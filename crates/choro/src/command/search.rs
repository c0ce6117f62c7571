//! `choro search`: a place of the gazetteer by its name, in any spelling.

use crate::args::{Search, TableFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_quantity::When;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// The score of a place that has the name asked for as the beginning of one: below the name itself.
const PREFIX_SCORE: f64 = 0.5;

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
}

pub(crate) fn run(
    search: &Search,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let gazetteer = match compiled::gazetteer(named, terminal)? {
        Ok(gazetteer) => gazetteer,
        Err(code) => return Ok(code),
    };
    let name = search.name.join(" ");
    let places: Vec<Entry<'_>> = found(&gazetteer, &name, search.limit)
        .into_iter()
        .map(|(id, score, reason)| entry(&gazetteer, id, score, reason))
        .collect();
    let nothing = places.is_empty();
    let exact = !gazetteer.by_name(&name).is_empty();
    match search.output_format {
        TableFormat::Json => {
            let mut text = serde_json::to_string_pretty(&Report { places })?;
            text.push('\n');
            output::write(&text)?;
        }
        TableFormat::Csv => output::write(&output::csv(&HEADER, &rows(&places))?)?,
        TableFormat::Table if nothing => {}
        TableFormat::Table => output::write(&output::table(&HEADER, &rows(&places)))?,
    }
    if nothing {
        terminal.say(&format!("no place of the gazetteer is called `{name}`"));
        return Ok(exit::findings());
    }
    if !exact {
        terminal.say(&format!(
            "no place of the gazetteer is called `{name}`; these come near it"
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Places of the name itself, then those of similar names; where no place has the name, also those
/// of longer names that begin with it.
fn found(gazetteer: &Gazetteer, name: &str, limit: usize) -> Vec<(PlaceId, f64, String)> {
    let mut found: Vec<(PlaceId, f64, String)> = gazetteer
        .by_name(name)
        .into_iter()
        .map(|id| (id, 1.0, "this name".to_owned()))
        .collect();
    if found.is_empty() {
        let longer = gazetteer.by_prefix(name, limit);
        let shown = |id| (id, PREFIX_SCORE, "a name begins so".to_owned());
        found.extend(longer.into_iter().map(shown));
    }
    for (id, comparison) in gazetteer.similar(name, limit) {
        if !found.iter().any(|(known, ..)| *known == id) {
            found.push((id, comparison.score, comparison.reason));
        }
    }
    found.truncate(limit);
    found
}

fn entry(gazetteer: &Gazetteer, id: PlaceId, score: f64, reason: String) -> Entry<'_> {
    let place = gazetteer.place(id);
    Entry {
        place: &place.key,
        name: place.name(),
        class: place.class.as_str(),
        lat: place.point.map(|at| at.lat),
        lon: place.point.map(|at| at.lon),
        within: gazetteer
            .ancestors_at(id, &When::default())
            .into_iter()
            .map(|up| gazetteer.place(up).name())
            .collect(),
        names: place.names.iter().map(|name| name.text.as_str()).collect(),
        score,
        reason,
    }
}

const HEADER: [&str; 6] = ["name", "class", "position", "within", "place", "why"];

fn rows(places: &[Entry<'_>]) -> Vec<Vec<String>> {
    places
        .iter()
        .map(|place| {
            vec![
                place.name.to_owned(),
                place.class.to_owned(),
                output::position(place.lat.zip(place.lon)),
                output::clipped(&place.within.join(", "), 48),
                place.place.to_owned(),
                place.reason.clone(),
            ]
        })
        .collect()
}
