//! Romanisation against pairs of Hangul and McCune–Reischauer from gazetteers.
//!
//! The truth has slips of its own (letters left out, names of other places): of names that it has
//! twice, it spells about one in forty in two ways, so no rule can be right on all.

pub mod misses;

use crate::seeds::shared;
use choro_name::romanisation::{System, candidates, system};
use std::path::PathBuf;
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

/// A name of the truth.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Id of the feature in GeoNames.
    pub id: String,
    /// In Hangul.
    pub hangul: String,
    /// With breves and apostrophes.
    pub marked: String,
    /// Without breves.
    pub ascii: String,
    /// Other names of the place in Hangul.
    pub others: Vec<String>,
}

/// How many names there were and how many were right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forward {
    /// Names.
    pub names: usize,
    /// Spelt as the truth spells them, whatever sign stands for the apostrophe.
    pub exact: usize,
    /// Spelt with the same letters; hyphens, spaces, apostrophes and capitals may differ.
    pub letters: usize,
}

/// How many names there were and how many were read back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Back {
    /// Names.
    pub names: usize,
    /// The right one was the first candidate.
    pub first: usize,
    /// The right one was among the first five.
    pub five: usize,
}

/// Where the truth stands.
pub fn pairs_file() -> PathBuf {
    shared().join("data/romanisation/hangul_mr_pairs_kp.dev.tsv")
}

/// The pairs of the truth.
///
/// # Errors
/// Where the file is not there, or a line has too few columns.
pub fn pairs() -> Result<Vec<Pair>, String> {
    let path = pairs_file();
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .skip(1)
        .enumerate()
        .map(|(at, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns[..] {
                [id, hangul, marked, ascii, others, ..] => Ok(Pair {
                    id: id.to_owned(),
                    hangul: hangul.to_owned(),
                    marked: marked.to_owned(),
                    ascii: ascii.to_owned(),
                    others: others
                        .split('|')
                        .filter(|name| !name.is_empty())
                        .map(str::to_owned)
                        .collect(),
                }),
                _ => Err(format!("{}:{}: too few columns", path.display(), at + 2)),
            }
        })
        .collect()
}

fn one_apostrophe(spelling: &str) -> String {
    spelling
        .nfc()
        .map(|c| if c == '\'' { '’' } else { c })
        .collect()
}

fn letters(spelling: &str) -> String {
    let small = spelling.to_lowercase();
    let letters = small.nfc().filter(|c| !matches!(c, '-' | ' ' | '\'' | '’'));
    letters.collect()
}

/// Spells all names and compares with the truth's spelling.
pub fn forward(system: &System, pairs: &[Pair], truth: fn(&Pair) -> &str) -> Forward {
    let mut score = Forward::default();
    for pair in pairs {
        let spelling = system.transliterate(&pair.hangul);
        score.names += 1;
        score.exact += usize::from(one_apostrophe(&spelling) == one_apostrophe(truth(pair)));
        score.letters += usize::from(letters(&spelling) == letters(truth(pair)));
    }
    score
}

/// The same where the truth may as well be of another name of the place in Hangul.
pub fn forward_any(system: &System, pairs: &[Pair]) -> Forward {
    let mut score = Forward::default();
    for pair in pairs {
        let names = pair.others.iter().chain([&pair.hangul]);
        let spellings: Vec<String> = names.map(|name| system.transliterate(name)).collect();
        let any = |same: fn(&str) -> String| {
            let mut found = spellings.iter().map(|spelling| same(spelling));
            usize::from(found.any(|spelling| spelling == same(&pair.marked)))
        };
        score.names += 1;
        score.exact += any(one_apostrophe);
        score.letters += any(letters);
    }
    score
}

/// Reads spellings back and looks for the name they were made of. Names with other letters than
/// Hangul are left out.
pub fn back(pairs: &[Pair], language: &str, spell: impl Fn(&Pair) -> String) -> Back {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let mut score = Back::default();
    for pair in pairs.iter().filter(|p| p.hangul.chars().all(is_hangul)) {
        let found = candidates(&spell(pair), language, 5);
        let place = found.iter().position(|c| c.text == pair.hangul);
        score.names += 1;
        score.first += usize::from(place == Some(0));
        score.five += usize::from(place.is_some());
    }
    score
}

/// Names spelt in a second.
fn speed(system: &System, pairs: &[Pair]) -> f64 {
    let rounds = (200_000 / pairs.len().max(1)).max(1);
    let start = Instant::now();
    let mut bytes = 0;
    for _ in 0..rounds {
        for pair in pairs {
            bytes += system.transliterate(&pair.hangul).len();
        }
    }
    assert!(bytes > 0, "nothing was spelt");
    (rounds * pairs.len()) as f64 / start.elapsed().as_secs_f64()
}

/// The rates as a table. `--every N` reads back every N-th name only.
///
/// # Errors
/// Where the truth cannot be read or a system is missing.
pub fn report(options: &[String]) -> Result<String, String> {
    let at = options.iter().position(|o| o == "--every");
    let every = match at {
        Some(at) => options.get(at + 1).and_then(|n| n.parse().ok()),
        None => Some(1),
    };
    let every: usize = every
        .filter(|n| *n > 0)
        .ok_or("--every needs a number above 0")?;
    let pairs = pairs()?;
    let named = |id: &str| system(id).ok_or_else(|| format!("there is no system `{id}`"));
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let mut text = format!(
        "{:<28}{:>8}{:>9}{:>9}\n",
        "written", "names", "exact", "letters"
    );
    let marked = forward(named("mccune-reischauer")?, &pairs, |p| &p.marked);
    let plain = forward(named("mccune-reischauer-plain")?, &pairs, |p| &p.ascii);
    let any = forward_any(named("mccune-reischauer")?, &pairs);
    for (title, score) in [
        ("mccune-reischauer", marked),
        ("mccune-reischauer-plain", plain),
        ("… or of the other Hangul", any),
    ] {
        text.push_str(&format!(
            "{title:<28}{:>8}{:>7.2} %{:>7.2} %\n",
            score.names,
            percent(score.exact, score.names),
            percent(score.letters, score.names)
        ));
    }
    let classed = misses::classed()?;
    let fall = misses::fall(named("mccune-reischauer")?, &pairs, &classed);
    text.push_str(&format!("\n{}", misses::words(&fall)));
    let sample: Vec<Pair> = pairs.iter().step_by(every).cloned().collect();
    text.push_str(&format!(
        "\n{:<28}{:>8}{:>9}{:>9}\n",
        "read back", "names", "first", "five"
    ));
    let mut row = |title: &str, score: Back| {
        text.push_str(&format!(
            "{title:<28}{:>8}{:>7.2} %{:>7.2} %\n",
            score.names,
            percent(score.first, score.names),
            percent(score.five, score.names)
        ));
    };
    row(
        "the truth, marked",
        back(&sample, "ko", |p| p.marked.clone()),
    );
    row(
        "the truth, without breves",
        back(&sample, "ko", |p| p.ascii.clone()),
    );
    for id in [
        "mccune-reischauer",
        "mccune-reischauer-plain",
        "revised",
        "dprk",
        "dprk-plain",
    ] {
        let system = named(id)?;
        row(id, back(&sample, "ko", |p| system.transliterate(&p.hangul)));
    }
    let speed = speed(named("mccune-reischauer")?, &pairs);
    text.push_str(&format!(
        "\n{speed:.0} names a second in McCune–Reischauer\n"
    ));
    Ok(text)
}
