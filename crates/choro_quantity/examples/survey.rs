//! Prints what the taggers find in given files, or with `--count` only how much and how fast.
//!
//! `.jsonl` files are read for the "text" of each line.
#![expect(clippy::print_stdout, reason = "a driver")]

use std::time::Instant;

use choro_quantity::tag;
use choro_text::tokenise;

fn main() -> std::io::Result<()> {
    let mut count_only = false;
    for argument in std::env::args().skip(1) {
        if argument == "--count" {
            count_only = true;
            continue;
        }
        let raw = std::fs::read_to_string(&argument)?;
        let texts: Vec<String> = if std::path::Path::new(&argument)
            .extension()
            .is_some_and(|e| e == "jsonl")
        {
            raw.lines()
                .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
                .filter_map(|v| v["text"].as_str().map(str::to_owned))
                .collect()
        } else {
            vec![raw]
        };
        survey(&argument, &texts, count_only);
    }
    Ok(())
}

fn survey(name: &str, texts: &[String], count_only: bool) {
    let tokens: Vec<_> = texts.iter().map(|t| tokenise(t)).collect();
    let started = Instant::now();
    let tags: Vec<_> = texts.iter().zip(&tokens).map(|(t, k)| tag(t, k)).collect();
    let seconds = started.elapsed().as_secs_f64();
    let bytes: usize = texts.iter().map(String::len).sum();
    let sum = |f: &dyn Fn(&choro_quantity::Tags) -> usize| tags.iter().map(f).sum::<usize>();
    println!(
        "{name}: {} numbers, {} measures, {} dates, {} coordinates, {} winds, {} hedges; {:.1} MB/s",
        sum(&|t| t.numbers.len()),
        sum(&|t| t.measures.len()),
        sum(&|t| t.dates.len()),
        sum(&|t| t.coordinates.len()),
        sum(&|t| t.winds.len()),
        sum(&|t| t.hedges.len()),
        bytes as f64 / 1e6 / seconds.max(1e-9),
    );
    if count_only {
        return;
    }
    for (text, tags) in texts.iter().zip(&tags) {
        for n in &tags.numbers {
            let counted = n.counted.map_or("", |c| c.span.slice(text));
            println!(
                "{}\t{}\t{}\t{counted}\t{}",
                if n.measure.is_some() {
                    "measured"
                } else {
                    "number"
                },
                n.at.span.slice(text),
                n.amount,
                context(text, n.at)
            );
        }
        for m in &tags.measures {
            println!(
                "measure\t{}\t{} {}\t{:?}\t{}",
                m.at.span.slice(text),
                m.amount,
                m.unit,
                m.kind,
                context(text, m.at)
            );
        }
        for d in &tags.dates {
            let unclear = if d.maybe_number { "?" } else { "" };
            println!(
                "date\t{}\t{}{unclear}\t{:?}\t{}",
                d.at.span.slice(text),
                d.when,
                d.kind,
                context(text, d.at)
            );
        }
        for c in &tags.coordinates {
            println!(
                "coordinate\t{}\t{}\t{:?}",
                c.at.span.slice(text),
                c.canonical(),
                c.faults
            );
        }
        for w in &tags.winds {
            println!(
                "wind\t{}\t{w}\t{:?} {}\t{}",
                w.at.span.slice(text),
                w.form,
                w.capitalised,
                context(text, w.at)
            );
        }
        for h in &tags.hedges {
            println!(
                "hedge\t{}\t{:?}\t\t{}",
                h.at.span.slice(text),
                h.cue,
                context(text, h.at)
            );
        }
    }
}

/// The text around a tag on one line.
fn context(text: &str, at: choro_quantity::Extent) -> String {
    let start = (0..=at.span.start.saturating_sub(30))
        .rev()
        .find(|&i| text.is_char_boundary(i));
    let end = (at.span.end + 30..text.len()).find(|&i| text.is_char_boundary(i));
    let around = text
        .get(start.unwrap_or(0)..end.unwrap_or(text.len()))
        .unwrap_or("");
    around.split_whitespace().collect::<Vec<_>>().join(" ")
}
