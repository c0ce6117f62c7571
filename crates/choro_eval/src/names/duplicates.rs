//! Which records of Who's On First, North Korea, are one place: against pairs judged by hand.
//!
//! The pairs stand in `gold/duplicates.tsv`, 200 for tuning and 101 held out. A pair is
//! found where the gazetteer built from Who's On First alone has both records in one place.

use crate::seeds;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A pair of records and a person's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Ids of the two records.
    pub records: [String; 2],
    /// Whether they are one place.
    pub same: bool,
    /// `tune` or `held`.
    pub part: String,
    /// Why, in a few words.
    pub reason: String,
}

/// Agreement of program and person on the pairs of one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Pairs that both take for one place.
    pub found: usize,
    /// Pairs that only the person takes for one.
    pub missed: usize,
    /// Pairs that only the program takes for one.
    pub wrong: usize,
    /// Pairs that both take for two places.
    pub apart: usize,
}

impl Agreement {
    /// Share of the program's joins that are right, from 0 to 1; 1 where it made none.
    pub fn precision(self) -> f64 {
        share(self.found, self.found + self.wrong)
    }

    /// Share of the person's joins that were made, from 0 to 1.
    pub fn recall(self) -> f64 {
        share(self.found, self.found + self.missed)
    }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 {
        1.0
    } else {
        part as f64 / of as f64
    }
}

/// The file with the judgements.
pub fn gold() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/duplicates.tsv")
}

/// Reads the judgements. The error names the line that cannot be read.
pub fn judged(path: &Path) -> Result<Vec<Judged>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut rows = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#'));
    rows.next();
    rows.map(|(at, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [a, b, label, part, _, reason] = cells[..] else {
            return Err(format!("{}:{}: not six cells", path.display(), at + 1));
        };
        Ok(Judged {
            records: [a.to_owned(), b.to_owned()],
            same: label == "same",
            part: part.to_owned(),
            reason: reason.to_owned(),
        })
    })
    .collect()
}

/// Who's On First, North Korea: its table and its outlines. The error names the file missing.
pub fn whos_on_first() -> Result<Vec<Layer>, String> {
    ["wof_kp_places.tsv", "wof_kp_polygons.geojson"]
        .into_iter()
        .map(|name| {
            let path = seeds::shared().join("data/gazetteer").join(name);
            let bytes = std::fs::read(&path).map_err(|_| format!("{} missing", path.display()))?;
            let source = Source {
                id: "wof".to_owned(),
                path: name.to_owned(),
                accuracy: 1500.0,
                rank: 20,
                ..Source::default()
            };
            Ok(read(Format::WhosOnFirst, &bytes, &source, &Options::default()).0)
        })
        .collect()
}

/// Whether the gazetteer has both records in one place.
pub fn is_one(gazetteer: &Gazetteer, pair: &Judged) -> bool {
    let [a, b] = pair
        .records
        .each_ref()
        .map(|id| gazetteer.by_key(&format!("wof:{id}")));
    a.is_some() && a == b
}

/// How far program and person agree on the pairs.
pub fn agreement<'p>(
    gazetteer: &Gazetteer,
    pairs: impl IntoIterator<Item = &'p Judged>,
) -> Agreement {
    let mut agreement = Agreement::default();
    for pair in pairs {
        let count = match (pair.same, is_one(gazetteer, pair)) {
            (true, true) => &mut agreement.found,
            (true, false) => &mut agreement.missed,
            (false, true) => &mut agreement.wrong,
            (false, false) => &mut agreement.apart,
        };
        *count += 1;
    }
    agreement
}

/// The report of `choro_eval names duplicates [--misses]`: agreement on each part, and with
/// `--misses` the pairs on which program and person differ.
pub(super) fn report(options: &[String]) -> Result<String, String> {
    let pairs = judged(&gold())?;
    let layers = whos_on_first()?;
    let records: usize = layers.iter().map(|layer| layer.records.len()).sum();
    let begun = Instant::now();
    let (gazetteer, _) = Gazetteer::build(layers);
    let took = begun.elapsed();
    let mut report = format!(
        "{:<6}{:>7}{:>7}{:>8}{:>7}{:>11}{:>8}\n",
        "part", "pairs", "found", "missed", "wrong", "precision", "recall"
    );
    for part in ["tune", "held"] {
        let of_part: Vec<&Judged> = pairs.iter().filter(|pair| pair.part == part).collect();
        let a = agreement(&gazetteer, of_part.iter().copied());
        let (precision, recall) = (100.0 * a.precision(), 100.0 * a.recall());
        report.push_str(&format!(
            "{part:<6}{:>7}{:>7}{:>8}{:>7}{precision:>9.1} %{recall:>6.1} %\n",
            of_part.len(),
            a.found,
            a.missed,
            a.wrong,
        ));
        if !options.iter().any(|option| option == "--misses") {
            continue;
        }
        let differs = |pair: &&Judged| pair.same != is_one(&gazetteer, pair);
        for pair in of_part.into_iter().filter(differs) {
            let said = if pair.same { "one" } else { "two" };
            let (why, records) = (&pair.reason, pair.records.join(" "));
            report.push_str(&format!("  {said} by hand ({why}): {records}\n"));
        }
    }
    report.push_str(&format!(
        "{records} records, {} places, built in {:.2} s\n",
        gazetteer.places().len(),
        took.as_secs_f64()
    ));
    Ok(report)
}
