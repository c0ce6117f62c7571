//! How well stations without coordinates are placed.
//!
//! Two tables of stations are placed from reference gazetteers and compared with positions settled
//! by hand (`gold/stations.tsv`); the stations of the example project that state a coordinate are
//! placed again without it. Records that are themselves stations are kept out of the gazetteer.

mod along;

use crate::seeds::shared;
use choro_gazetteer::{Class, Gazetteer};
use choro_geometry::{Position, distance_m};
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Placing, Tables};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use along::Along;

/// A placed station counts as right within so many metres of the settlement it serves.
pub const NEAR_M: f64 = 5_000.0;

/// Where a station stands, as settled by hand.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Half of the truth it belongs to: `tune`, `check`, or the name of another set.
    pub part: String,
    /// Table of the row.
    pub file: String,
    /// Line of the row, from 1.
    pub line: usize,
    /// Name of the station.
    pub station: String,
    /// The settlement served, or where the station must be.
    pub position: Position,
    /// Whether a record of the references bears its name.
    pub known: bool,
}

/// What became of one station.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The truth.
    pub truth: Truth,
    /// Metres off and the stated error of the position, where it was placed.
    pub placed: Option<(f64, f64)>,
    /// Why it is open, or the place it was derived from.
    pub words: String,
}

/// Counts of one part of the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Placed within [`NEAR_M`].
    pub right: usize,
    /// Placed farther off.
    pub wrong: usize,
    /// Left open although a record bears the name.
    pub missed: usize,
    /// Left open, and no record bears the name.
    pub rightly_open: usize,
    /// Placed within the error stated with the position.
    pub within_error: usize,
}

/// The outcome of the whole measurement.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Stations of all tables: rows, and how many were placed.
    pub lines: Vec<(String, usize, usize)>,
    /// For each of them what is seen from station to station.
    pub along: Vec<Along>,
    /// Every station with truth.
    pub trials: Vec<Trial>,
    /// Messages about faults in the tables.
    pub findings: Vec<String>,
}

impl Score {
    /// Counts by part of the truth.
    pub fn tallies(&self) -> BTreeMap<&str, Tally> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for trial in &self.trials {
            let tally = tallies.entry(trial.truth.part.as_str()).or_default();
            match trial.placed {
                Some((off, error)) => {
                    tally.within_error += usize::from(off <= error);
                    if off <= NEAR_M {
                        tally.right += 1;
                    } else {
                        tally.wrong += 1;
                    }
                }
                None if trial.truth.known => tally.missed += 1,
                None => tally.rightly_open += 1,
            }
        }
        tallies
    }
}

/// The station tables of the gold set, relative to the folder of shared data.
const TABLES: [&str; 2] = ["kp_rail_stations_pyongra_etc.csv", "kp_rail_pukpu_line.csv"];

/// `choro_eval names stations [--all] [--findings]`: counts; every station with truth; every fault
/// found in the tables.
pub fn report(args: &[String]) -> Result<String, String> {
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let score = score()?;
    let mut lines = Vec::new();
    if has("--all") {
        lines.extend(score.trials.iter().map(|trial| {
            let what = match trial.placed {
                Some((off, error)) => {
                    format!("{:5.1} km off, ±{:.1}", off / 1e3, error / 1e3)
                }
                None => "open".to_owned(),
            };
            let Truth { part, station, .. } = &trial.truth;
            format!("{part:<8}{station:<24}{what:<20}{}", trial.words)
        }));
    }
    if has("--findings") {
        lines.extend(score.findings.iter().cloned());
    }
    lines.push(format!("{:<60}{:>9}{:>8}", "line", "stations", "placed"));
    for (name, stations, placed) in &score.lines {
        lines.push(format!("{name:<60}{stations:>9}{placed:>8}"));
    }
    lines.push(format!(
        "{:<60}{:>6}{:>9}{:>8}{:>14}{:>40}{:>16}",
        "from placed to placed station",
        "pairs",
        "too far",
        "surely",
        "out of order",
        "rails − straight: median, nine in ten",
        "rails/straight"
    ));
    for ((name, ..), along) in score.lines.iter().zip(&score.along) {
        lines.push(format!(
            "{name:<60}{:>6}{:>9}{:>8}{:>14}{:>25.1} km, {:>6.1} km{:>9.2} … {:.2}",
            along.pairs,
            along.too_far,
            along.surely_too_far,
            along.turned,
            Along::at(&along.longer_m, 0.5) / 1e3,
            Along::at(&along.longer_m, 0.9) / 1e3,
            Along::at(&along.winding, 0.5),
            Along::at(&along.winding, 0.95)
        ));
    }
    lines.push(format!(
        "{:<8}{:>9}{:>8}{:>7}{:>7}{:>6}{:>13}{:>14}",
        "part", "stations", "placed", "right", "wrong", "open", "rightly open", "within error"
    ));
    for (part, tally) in score.tallies() {
        let placed = tally.right + tally.wrong;
        let stations = placed + tally.missed + tally.rightly_open;
        lines.push(format!(
            "{part:<8}{stations:>9}{placed:>8}{:>7}{:>7}{:>6}{:>13}{:>14}",
            tally.right,
            tally.wrong,
            tally.missed + tally.rightly_open,
            tally.rightly_open,
            tally.within_error
        ));
    }
    Ok(lines.join("\n") + "\n")
}

/// Places the stations and compares; an error names the file that is missing or unreadable.
pub fn score() -> Result<Score, String> {
    let gazetteer = references()?;
    let rail = shared().join("data/rail");
    let tables = TABLES
        .iter()
        .map(|name| Ok(layer(name, Format::Csv, 10, &bytes(&rail.join(name))?)))
        .collect::<Result<Vec<_>, String>>()?;
    let mut score = Score::default();
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/stations.tsv");
    let text = String::from_utf8(bytes(&gold)?).map_err(|e| e.to_string())?;
    compare(&mut score, &gazetteer, &tables, &truths(&text));
    let (bare, stated) = example()?;
    compare(&mut score, &gazetteer, &[bare], &stated);
    Ok(score)
}

/// Places the stations of the tables and adds what came of it.
fn compare(score: &mut Score, gazetteer: &Gazetteer, tables: &[Layer], truths: &[Truth]) {
    for table in tables {
        let (network, findings) = Network::build(
            &Tables {
                stations: vec![table.clone()],
                ..Tables::default()
            },
            gazetteer,
        );
        score
            .findings
            .extend(findings.iter().map(|f| format!("{} {}", f.code, f.message)));
        for line in &network.lines {
            let placed = line.stops.iter().filter(|s| s.position.is_some()).count();
            let title = format!("{}: {}", table.source.path, line.name);
            score.lines.push((title, line.stops.len(), placed));
            score.along.push(Along::of(line));
            let stops = line.stops.iter().map(|stop| (line.name.as_str(), stop));
            for (name, stop) in stops {
                let truth = truths.iter().find(|truth| {
                    truth.file == table.source.path
                        && row(table, truth.line) == Some((name, stop.name.as_str()))
                });
                if let Some(truth) = truth {
                    score.trials.push(trial(truth, stop, gazetteer));
                }
            }
        }
    }
}

fn trial(truth: &Truth, stop: &choro_network::Stop, gazetteer: &Gazetteer) -> Trial {
    let from = stop.place.map(|id| {
        let place = gazetteer.place(id);
        format!("{} ({})", place.name(), place.key)
    });
    let (error, words) = match &stop.placing {
        Placing::Stated => (0.0, String::new()),
        Placing::Derived { error_m, .. } => (*error_m, from.unwrap_or_default()),
        Placing::Open { reason } => (0.0, reason.clone()),
    };
    Trial {
        truth: truth.clone(),
        placed: stop
            .position
            .map(|at| (distance_m(at, truth.position), error)),
        words,
    }
}

/// Line and station that the record on a line of a table names.
fn row(table: &Layer, line: usize) -> Option<(&str, &str)> {
    let record = table.records.iter().find(|record| record.line == line)?;
    let of = record.attributes.iter().find(|a| a.key == "line")?;
    let name = record.names.first()?.text.as_str();
    let outer = name.split_once('(').map_or(name, |(outer, _)| outer);
    Some((of.value.as_str(), outer.trim()))
}

fn references() -> Result<Gazetteer, String> {
    let data = shared().join("data/gazetteer");
    let mut layers = Vec::new();
    for (name, format, rank) in [
        ("wof_kp_places.tsv", Format::WhosOnFirst, 20),
        ("geonames_cities1000_neasia.txt", Format::GeoNames, 30),
    ] {
        let mut layer = layer(name, format, rank, &bytes(&data.join(name))?);
        layer.source.accuracy = 1_500.0;
        layer
            .records
            .retain(|record| Class::from_type(&record.feature_type) != Some(Class::Station));
        layers.push(layer);
    }
    Ok(Gazetteer::build(layers).0)
}

fn layer(name: &str, format: Format, rank: u32, bytes: &[u8]) -> Layer {
    let source = Source {
        id: name.split('.').next().unwrap_or(name).to_owned(),
        path: name.to_owned(),
        rank,
        ..Source::default()
    };
    read(format, bytes, &source, &Options::default()).0
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The rows of the gold file: file, line, station, half, lat, lon, records.
fn truths(text: &str) -> Vec<Truth> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, line, station, part, lat, lon, records] = cells[..] else {
            return None;
        };
        Some(Truth {
            part: part.to_owned(),
            file: file.to_owned(),
            line: line.parse().ok()?,
            station: station.to_owned(),
            position: Position {
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
            },
            known: records != "-",
        })
    })
    .collect()
}

/// The stations of the example project without the coordinates and places they state, and these.
fn example() -> Result<(Layer, Vec<Truth>), String> {
    const NAME: &str = "stations.csv";
    let folder: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/hamgyong/network");
    let mut table = layer(NAME, Format::Csv, 100, &bytes(&folder.join(NAME))?);
    let mut truths = Vec::new();
    for record in &mut table.records {
        let position = record.point.take().or(match record.shape.take() {
            Some(choro_geometry::Shape::Point(point)) => Some(point),
            _ => None,
        });
        record.attributes.retain(|a| a.key != "place");
        if let Some(position) = position {
            truths.push(Truth {
                part: "example".to_owned(),
                file: NAME.to_owned(),
                line: record.line,
                station: record.names.first().map_or("", |n| &n.text).to_owned(),
                position,
                known: true,
            });
        }
    }
    Ok((table, truths))
}
