//! What an OpenStreetMap extract or a timetable holds of the network: the key of each way, point and named line,
//! one a line, for comparison with other tools; on the error stream what could not be read and the
//! seconds it took.
//!
//! `cargo run --release -p choro_way --example drawn -- FILE.osm.pbf|FILE.zip [rail ferry road]`
#![allow(clippy::print_stdout, reason = "a program that prints")]

use choro_way::format::{gtfs, osm_pbf};
use choro_way::{Limits, Mode, Modes};
use std::io::Write as _;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file is wanted")?;
    let mut modes: Vec<Mode> = arguments.filter_map(|word| Mode::by_name(&word)).collect();
    if modes.is_empty() {
        modes = vec![Mode::Rail, Mode::Ferry];
    }
    let start = Instant::now();
    let bytes = std::fs::read(&path)?;
    let read = if osm_pbf::is_pbf(&bytes) {
        osm_pbf::read
    } else {
        gtfs::read
    };
    let (ways, findings) = read(&path, &bytes, Modes::of(&modes), &Limits::default());
    let seconds = start.elapsed().as_secs_f64();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for way in &ways.ways {
        let track = &way.track;
        let (mode, nodes) = (track.mode.name(), way.nodes.len());
        writeln!(
            out,
            "{} {mode} {} {nodes} {}",
            way.key, track.kind, track.when
        )?;
    }
    for point in &ways.points {
        let name = point.names.first().map_or("", |name| &name.text);
        writeln!(out, "{} {:?} {name}", point.key, point.kind)?;
    }
    for course in &ways.courses {
        let name = course.names.first().map_or("", |name| &name.text);
        let (parts, stops) = (course.ways.len(), course.stops.len());
        writeln!(out, "{} course {parts} {stops} {name}", course.key)?;
    }
    for finding in &findings {
        eprintln!(
            "{:?} {} {}",
            finding.severity, finding.code, finding.message
        );
    }
    eprintln!("{} nodes, {seconds:.4} s", ways.nodes.len());
    Ok(())
}
