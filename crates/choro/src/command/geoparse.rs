//! `choro geoparse`: the places that documents mention.

use crate::args::{Geoparse, TableFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use choro_atlas::Atlas;
use choro_claim::Annotated;
use choro_gazetteer::Place;
use choro_mention::{Mention, MentionKind};
use choro_project::FailOn;
use serde::Serialize;
use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Report<'a> {
    mentions: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    place: Option<&'a str>,
    name: Option<&'a str>,
    class: Option<&'static str>,
    lat: Option<f64>,
    lon: Option<f64>,
    score: f64,
    reason: &'a str,
    candidates: Vec<Candidate<'a>>,
}

#[derive(Serialize)]
struct Candidate<'a> {
    place: &'a str,
    name: &'a str,
    class: &'static str,
    lat: Option<f64>,
    lon: Option<f64>,
    score: f64,
    reasons: &'a [Cow<'static, str>],
}

pub(crate) fn run(
    geoparse: &Geoparse,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let compiled = match compiled::open(named, &geoparse.paths, false, terminal)? {
        Ok(compiled) => compiled,
        Err(code) => return Ok(code),
    };
    let atlas = &compiled.atlas;
    let mentions: Vec<Entry<'_>> = atlas
        .documents
        .iter()
        .flat_map(|text| {
            let all = text.mentions.all.iter();
            all.map(move |mention| entry(atlas, text, mention))
        })
        .collect();
    match geoparse.output_format {
        TableFormat::Json => output::json(&Report { mentions })?,
        TableFormat::Csv => output::write(&output::csv(&HEADER, &rows(&mentions))?)?,
        TableFormat::Table => output::write(&output::table(&HEADER, &rows(&mentions)))?,
    }
    Ok(exit::of(&[], &compiled.input_findings, FailOn::Never))
}

fn entry<'a>(atlas: &'a Atlas, text: &'a Annotated, mention: &'a Mention) -> Entry<'a> {
    let block = &text.document.blocks[mention.block];
    let span = block.to_original(mention.span);
    let place = mention.chosen.and_then(|id| atlas.place(id));
    let at = place.and_then(|place| place.point);
    Entry {
        document: &text.document.path,
        start: span.start,
        end: span.end,
        text: &mention.text,
        kind: match mention.kind {
            MentionKind::Name => "name",
            MentionKind::Unknown => "unknown",
            MentionKind::Description => "description",
            MentionKind::Pronoun => "pronoun",
        },
        place: place.map(|place| place.key.as_str()),
        name: place.map(Place::name),
        class: place.map(|place| place.class.as_str()),
        lat: at.map(|at| at.lat),
        lon: at.map(|at| at.lon),
        score: mention.confidence,
        reason: &mention.reason,
        candidates: mention
            .candidates
            .iter()
            .filter_map(|candidate| {
                let place = atlas.place(candidate.place)?;
                Some(Candidate {
                    place: &place.key,
                    name: place.name(),
                    class: place.class.as_str(),
                    lat: place.point.map(|at| at.lat),
                    lon: place.point.map(|at| at.lon),
                    score: candidate.score,
                    reasons: &candidate.reasons,
                })
            })
            .collect(),
    }
}

const HEADER: [&str; 9] = [
    "document", "start", "end", "text", "kind", "place", "name", "position", "score",
];

fn rows(mentions: &[Entry<'_>]) -> Vec<Vec<String>> {
    mentions
        .iter()
        .map(|m| {
            vec![
                m.document.to_owned(),
                m.start.to_string(),
                m.end.to_string(),
                m.text.to_owned(),
                m.kind.to_owned(),
                m.place.unwrap_or_default().to_owned(),
                m.name.unwrap_or_default().to_owned(),
                output::position(m.lat.zip(m.lon)),
                format!("{:.2}", m.score),
            ]
        })
        .collect()
}
