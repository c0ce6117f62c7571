//! `choro place`: all that is known of one place, on a card.

mod at_date;
mod card;
mod page;
mod words;

use crate::args::{Place as Asked, TextFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use crate::typed;
use anyhow::bail;
use card::Card;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_quantity::When;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// Candidates and near names that are listed.
const LISTED: usize = 12;

/// What a name stands for.
enum Found {
    /// One place.
    One(PlaceId),
    /// Several places of the name.
    Several(Vec<PlaceId>),
    /// None; these have names like it.
    Near(Vec<PlaceId>),
}

/// A place that may be meant.
#[derive(Serialize)]
struct Candidate<'a> {
    place: &'a str,
    name: &'a str,
    class: &'static str,
    within: Vec<&'a str>,
}

#[derive(Serialize)]
struct NotOne<'a> {
    error: &'static str,
    candidates: Vec<Candidate<'a>>,
}

pub(crate) fn run(
    asked: &Asked,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let when = typed::date(asked.date.as_deref())?;
    let gazetteer = match compiled::gazetteer(named, terminal)? {
        Ok(gazetteer) => gazetteer,
        Err(code) => return Ok(code),
    };
    let name = asked.name.join(" ");
    match found(&gazetteer, &name) {
        Found::One(id) => {
            let card = Card::of(&gazetteer, id, &when);
            match asked.output_format {
                TextFormat::Json => output::json(&card)?,
                TextFormat::Text => output::write(&page::text(&card, terminal))?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Found::Several(ids) => {
            let words = format!(
                "{} places are called `{name}`; name one by its key",
                ids.len()
            );
            not_one(&gazetteer, "ambiguous", &ids, asked, terminal, &words)
        }
        Found::Near(ids) => {
            let mut words = format!("no place of the gazetteer is called `{name}`");
            if !ids.is_empty() {
                words.push_str("; these come near it");
            }
            not_one(&gazetteer, "not-found", &ids, asked, terminal, &words)
        }
    }
}

/// The place of a key (`places:kimchaek`), of an id that only one place has, or of a name.
fn found(gazetteer: &Gazetteer, name: &str) -> Found {
    if let Some(id) = gazetteer.by_key(name) {
        return Found::One(id);
    }
    let mut of_id: Vec<PlaceId> = gazetteer
        .sources()
        .iter()
        .filter_map(|source| gazetteer.by_key(&format!("{}:{name}", source.id)))
        .collect();
    of_id.sort_unstable();
    of_id.dedup();
    let named = gazetteer.by_name(name);
    match (of_id.as_slice(), named.as_slice()) {
        ([only], _) | ([], [only]) => Found::One(*only),
        (_, []) => Found::Near(near(gazetteer, name)),
        _ => Found::Several(named),
    }
}

/// The key of the one place that a key, an id or a name stands for.
pub(crate) fn key_of(gazetteer: &Gazetteer, name: &str) -> anyhow::Result<String> {
    let listed = |ids: &[PlaceId]| {
        let ids = ids.iter().take(LISTED);
        let lines = ids.map(|id| {
            let place = gazetteer.place(*id);
            format!("\n  {} {} ({})", place.key, place.name(), place.class)
        });
        lines.collect::<String>()
    };
    match found(gazetteer, name) {
        Found::One(id) => Ok(gazetteer.place(id).key.clone()),
        Found::Several(ids) => bail!(
            "{} places are called `{name}`; name one by its key:{}",
            ids.len(),
            listed(&ids)
        ),
        Found::Near(ids) if ids.is_empty() => bail!("no place of the gazetteer is called `{name}`"),
        Found::Near(ids) => bail!(
            "no place of the gazetteer is called `{name}`; these come near it:{}",
            listed(&ids)
        ),
    }
}

fn near(gazetteer: &Gazetteer, name: &str) -> Vec<PlaceId> {
    let alike = gazetteer.similar(name, LISTED).into_iter();
    let mut near: Vec<PlaceId> = alike.map(|(id, _)| id).collect();
    for id in gazetteer.by_prefix(name, LISTED) {
        if !near.contains(&id) {
            near.push(id);
        }
    }
    near
}

/// Lists candidates: on standard output as JSON, else beside it as words.
fn not_one(
    gazetteer: &Gazetteer,
    error: &'static str,
    ids: &[PlaceId],
    asked: &Asked,
    terminal: &Terminal,
    words: &str,
) -> anyhow::Result<ExitCode> {
    let more = ids.len().saturating_sub(LISTED);
    let candidates: Vec<Candidate<'_>> = ids
        .iter()
        .take(LISTED)
        .map(|id| candidate(gazetteer, *id))
        .collect();
    terminal.say(words);
    match asked.output_format {
        TextFormat::Json => output::json(&NotOne { error, candidates })?,
        TextFormat::Text => {
            let rows: Vec<Vec<String>> = candidates.iter().map(row).collect();
            if !rows.is_empty() {
                output::write(&output::table(&["place", "name", "class", "within"], &rows))?;
            }
            if more > 0 {
                terminal.say(&format!("and {more} more; `choro search` lists them all"));
            }
        }
    }
    Ok(exit::findings())
}

fn candidate(gazetteer: &Gazetteer, id: PlaceId) -> Candidate<'_> {
    let place = gazetteer.place(id);
    let above = gazetteer.ancestors_at(id, &When::default());
    Candidate {
        place: &place.key,
        name: place.name(),
        class: place.class.as_str(),
        within: above
            .into_iter()
            .map(|up| gazetteer.place(up).name())
            .collect(),
    }
}

fn row(candidate: &Candidate<'_>) -> Vec<String> {
    vec![
        candidate.place.to_owned(),
        candidate.name.to_owned(),
        candidate.class.to_owned(),
        output::clipped(&candidate.within.join(", "), 40),
    ]
}
