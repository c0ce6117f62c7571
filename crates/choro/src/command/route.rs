//! `choro route`: which way leads from one place to another, at a date.

mod ends;
mod none;
mod reached;
mod strip;
mod text;
mod told;
mod written;

use crate::args::{Route as Asked, RouteFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use crate::typed;
use anyhow::{Context, bail};
use choro_gazetteer::Gazetteer;
use choro_network::route::{Question, routes};
use choro_network::{Graph, Modes, Network};
use choro_project::write_whole;
use ends::{End, Ends};
use std::path::Path;
use std::process::ExitCode;
use told::Told;

/// A question with the words it was asked in.
struct Journey {
    question: Question,
    from: End,
    /// Where it ends; none where the question is what lies within reach.
    to: Option<End>,
}

pub(crate) fn run(
    asked: &Asked,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let format = format(asked)?;
    let (gazetteer, network) = match compiled::knowledge(named, terminal)? {
        Ok(known) => known,
        Err(code) => return Ok(code),
    };
    if network.stations.is_empty() {
        bail!("the project has no stations; tables of them go into network/ (docs/formats.md)");
    }
    let journey = journey(asked, &gazetteer, &network)?;
    for end in std::iter::once(&journey.from).chain(&journey.to) {
        if let Some(words) = end.told(&network) {
            terminal.say(&words);
        }
    }
    let graph = Graph::new(&network);
    let (bytes, found) = match asked.reach {
        Some(km) => reached::answer(&network, &graph, &journey, km, format, terminal)?,
        None => answer(
            asked, &gazetteer, &network, &graph, &journey, format, terminal,
        )?,
    };
    match &asked.output {
        None => output::write_bytes(&bytes)?,
        Some(path) => write_whole(path, &bytes)
            .with_context(|| format!("`{}` cannot be written", path.display()))?,
    }
    Ok(if found {
        ExitCode::SUCCESS
    } else {
        exit::findings()
    })
}

fn journey(asked: &Asked, gazetteer: &Gazetteer, network: &Network) -> anyhow::Result<Journey> {
    let ends = Ends { gazetteer, network };
    let from = ends.of(&asked.from)?;
    let to = asked.to.as_deref().map(|to| ends.of(to)).transpose()?;
    let mut question = Question {
        from: from.stations.clone(),
        to: to.iter().flat_map(|end| end.stations.clone()).collect(),
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: match asked.mode.as_slice() {
            [] => Modes::ALL,
            modes => Modes::of(modes),
        },
        when: typed::date(asked.date.as_deref())?,
        alternatives: usize::from(asked.alternatives),
    };
    for via in &asked.via {
        question.via.push(ends.of(via)?.stations);
    }
    for avoided in &asked.avoid {
        match network.line_by_name(avoided) {
            Some(line) => {
                let at = network.lines.iter().position(|l| std::ptr::eq(l, line));
                question.avoid_lines.extend(at);
            }
            None => question.avoid.extend(ends.exactly(avoided)?),
        }
    }
    Ok(Journey { question, from, to })
}

fn answer(
    asked: &Asked,
    gazetteer: &Gazetteer,
    network: &Network,
    graph: &Graph,
    journey: &Journey,
    format: RouteFormat,
    terminal: &Terminal,
) -> anyhow::Result<(Vec<u8>, bool)> {
    let found = routes(network, graph, &journey.question);
    if found.is_empty() {
        terminal.say(&none::why(network, graph, journey));
    }
    let told = Told::new(gazetteer, network, graph, journey, &found);
    let bytes = match format {
        RouteFormat::Text => text::shown(&told, asked.stations).into_bytes(),
        RouteFormat::Json => output::json_text(&told)?.into_bytes(),
        RouteFormat::Geojson | RouteFormat::Gpx => {
            let (bytes, losses) = written::file(graph, &told, &found, format)?;
            for loss in &losses {
                terminal.say(loss);
            }
            bytes
        }
        RouteFormat::Svg => strip::drawn(&told).into_bytes(),
    };
    Ok((bytes, !found.is_empty()))
}

/// The format asked for, else the one the output's ending says.
fn format(asked: &Asked) -> anyhow::Result<RouteFormat> {
    let Some(path) = asked
        .output
        .as_ref()
        .filter(|_| asked.format == RouteFormat::Text)
    else {
        return Ok(asked.format);
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    Ok(match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("json") => RouteFormat::Json,
        Some("geojson") => RouteFormat::Geojson,
        Some("gpx") => RouteFormat::Gpx,
        Some("svg") => RouteFormat::Svg,
        Some("txt") | None => RouteFormat::Text,
        Some(other) => {
            bail!("`.{other}` says no format; --format does: text, json, geojson, gpx, svg")
        }
    })
}
