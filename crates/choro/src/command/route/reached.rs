//! What lies within reach: stations by their kilometres along the network.

use super::Journey;
use crate::args::RouteFormat;
use crate::output;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_network::route::reach;
use choro_network::{Graph, Network};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    station: &'a str,
    km: f64,
    /// Whether a stretch of unknown length lies on the way.
    guessed: bool,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// The stations within `km` of the start, the nearest first, and whether there are any but those
/// of the start.
pub(super) fn answer(
    network: &Network,
    graph: &Graph,
    journey: &Journey,
    km: f64,
    format: RouteFormat,
    terminal: &Terminal,
) -> anyhow::Result<(Vec<u8>, bool)> {
    let found = reach(graph, &journey.question, km * 1_000.0);
    let rows: Vec<Row<'_>> = found
        .iter()
        .map(|reached| {
            let station = &network.stations[reached.station.0 as usize];
            Row {
                station: &station.name,
                km: (reached.metres / 100.0).round() / 10.0,
                guessed: reached.guessed,
                lat: station.position.map(|at| at.lat),
                lon: station.position.map(|at| at.lon),
            }
        })
        .collect();
    let text = match format {
        RouteFormat::Json => output::json_text(&rows)?,
        RouteFormat::Text => {
            let cells: Vec<Vec<String>> = rows
                .iter()
                .map(|row| {
                    let about = if row.guessed { "about " } else { "" };
                    vec![format!("{about}{:.1}", row.km), row.station.to_owned()]
                })
                .collect();
            output::table(&["km", "station"], &cells)
        }
        _ => bail!("what lies within reach is shown as text or json"),
    };
    let elsewhere = found.len() > journey.from.stations.len();
    if !elsewhere {
        let from = &journey.from.typed;
        terminal.say(&format!(
            "no other station is within {km} km of {from} along the lines"
        ));
    }
    Ok((text.into_bytes(), elsewhere))
}
