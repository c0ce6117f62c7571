//! What `choro route` accepts.

use choro_network::Mode;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// A journey, and how it is shown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Route {
    /// Where it begins: a place or station under any of its names, or the key of a place
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    /// Where it ends
    #[arg(value_name = "TO", required_unless_present = "reach")]
    pub(crate) to: Option<String>,
    /// What may be used: rail, road, ferry; several with commas. All where not given
    #[arg(long, value_name = "MODE", value_delimiter = ',', value_parser = mode)]
    pub(crate) mode: Vec<Mode>,
    /// At what time, in EDTF: 1944-06, 1930, 1941/1945. Now where not given
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Go through this place or station; more than once, in this order
    #[arg(long, value_name = "PLACE")]
    pub(crate) via: Vec<String>,
    /// Do not pass this place or station, or use this line; more than once
    #[arg(long, value_name = "PLACE")]
    pub(crate) avoid: Vec<String>,
    /// How many other routes to show, at most
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=10))]
    pub(crate) alternatives: u8,
    /// List the stations within so many kilometres along the network instead: 200km
    #[arg(long, value_name = "KM", conflicts_with_all = ["to", "via", "alternatives"], value_parser = kilometres)]
    pub(crate) reach: Option<f64>,
    /// List every station passed
    #[arg(long)]
    pub(crate) stations: bool,
    /// How the answer is shown
    #[arg(long, value_enum, default_value_t = RouteFormat::Text, value_name = "FORMAT")]
    pub(crate) format: RouteFormat,
    /// Write to this file instead; its ending may say the format
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RouteFormat {
    /// For people
    Text,
    /// All that is known of each leg
    Json,
    /// Legs as lines, stations as points
    Geojson,
    /// For navigation devices
    Gpx,
    /// Strip diagram
    Svg,
}

fn mode(typed: &str) -> Result<Mode, String> {
    let names = || Mode::ALL.map(|(name, _)| name).join(", ");
    Mode::by_name(typed).ok_or_else(|| format!("modes are {}", names()))
}

pub(super) fn kilometres(typed: &str) -> Result<f64, String> {
    let number = typed.trim().trim_end_matches("km").trim_end();
    match number.parse::<f64>() {
        Ok(km) if km > 0.0 && km <= 50_000.0 => Ok(km),
        _ => Err("write kilometres, as in 200km".to_owned()),
    }
}
