//! Reads the files given and says how long each took and what it held:
//! `cargo run --release -p choro_layer --example measure -- FILE…`
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::time::Instant;

use choro_layer::{Format, Options, Source, read};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            println!("{path}: cannot be read");
            continue;
        };
        let Some(format) = Format::sniff(&path, &bytes) else {
            println!("{path}: of no known format");
            continue;
        };
        let source = Source {
            id: "measured".into(),
            path: path.clone(),
            ..Source::default()
        };
        let options = Options::default();
        let mut best = f64::INFINITY;
        let (layer, findings) = read(format, &bytes, &source, &options);
        for _ in 0..3 {
            let start = Instant::now();
            let again = read(format, &bytes, &source, &options);
            best = best.min(start.elapsed().as_secs_f64());
            drop(again);
        }
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &findings {
            *codes.entry(&finding.code).or_default() += 1;
        }
        let megabytes = bytes.len() as f64 / 1e6;
        println!(
            "{path}: {} {megabytes:.1} MB, {:.1} ms, {:.0} MB/s, {} records, findings {codes:?}",
            format.name(),
            best * 1e3,
            megabytes / best,
            layer.records.len()
        );
    }
}
