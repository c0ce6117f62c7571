//! How well quantities and times are found: `choro_eval taggers`, beside taggers of others.
//!
//! The truth (`gold/quantities.jsonl`, `gold/times.jsonl`) was marked by hand in the seed texts
//! and twenty texts from outside: spans and values, no words. In nine of the outside texts no slip
//! of the tagger was mended; they are counted apart. Answers of other taggers are read from
//! files and judged by the same rules.

pub mod own;
pub mod score;
pub mod texts;
pub mod truth;

use score::Tally;
use std::path::Path;
use std::time::Instant;
use texts::Text;
use truth::{Answer, What};

/// Readings of the texts for the speed of our tagger: one is over too soon to be measured.
const READINGS: u32 = 50;

/// `taggers`, `taggers texts FOLDER`, `taggers judge NAME ANSWERS…` or `taggers --misses`.
///
/// # Errors
/// Where texts or truth are missing, or an answer cannot be read.
pub fn report(options: &[String]) -> Result<String, String> {
    let texts = texts::all()?;
    match options {
        [what, folder] if what == "texts" => write_texts(&texts, Path::new(folder)),
        [what, name, answers @ ..] if what == "judge" => {
            let mut found = Vec::new();
            for path in answers {
                found.extend(crate::gold::lines::<Answer>(Path::new(path))?);
            }
            judged(name, &found, false)
        }
        _ => {
            let started = Instant::now();
            let mut found = Vec::new();
            for _ in 0..READINGS {
                found = texts.iter().flat_map(own::answers).collect();
            }
            let seconds = started.elapsed().as_secs_f64() / f64::from(READINGS);
            let bytes: usize = texts.iter().map(|t| t.text.len()).sum();
            let misses = options.iter().any(|o| o == "--misses");
            let mut out = heading();
            out.push_str(&judged("choro", &found, misses)?);
            out.push_str(&format!(
                "{:<14}{:.4} s for {} texts, {:.1} MB/s\n",
                "choro",
                seconds,
                texts.len(),
                bytes as f64 / 1e6 / seconds.max(1e-9)
            ));
            Ok(out)
        }
    }
}

fn heading() -> String {
    format!(
        "{:<14}{:<12}{:<6}{:>6}{:>7}{:>7}{:>6}{:>9}{:>9}{:>11}\n",
        "tagger",
        "what",
        "texts",
        "truth",
        "found",
        "right",
        "unit",
        "answers",
        "recall",
        "precision"
    )
}

/// The rows of one tagger: what it answers of the two, for the texts in view and those held out.
fn judged(name: &str, found: &[Answer], misses: bool) -> Result<String, String> {
    let mut out = String::new();
    let times = truth::of(What::Times)?;
    for what in [What::Quantities, What::Times] {
        let truth = truth::of(what)?;
        let answers: Vec<&Answer> = found.iter().filter(|a| a.what() == what).collect();
        if answers.is_empty() {
            continue;
        }
        for held in [false, true] {
            let score = score::of(&truth, &times, &answers, held);
            out.push_str(&row(name, what, held, &score.tally));
            if misses {
                score
                    .lines
                    .iter()
                    .for_each(|l| out.push_str(&format!("  {l}\n")));
            }
        }
    }
    Ok(out)
}

fn row(name: &str, what: What, held: bool, t: &Tally) -> String {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let unit = if t.units == 0 {
        "-".to_owned()
    } else {
        format!("{:.0}%", 100.0 * t.units_right as f64 / t.units as f64)
    };
    format!(
        "{name:<14}{:<12}{:<6}{:>6}{:>7}{:>7}{unit:>6}{:>9}{:>9}{:>11}\n",
        what.as_str(),
        if held { "held" } else { "seen" },
        t.truth,
        t.found,
        t.right,
        t.answers,
        percent(t.recall()),
        percent(t.precision()),
    )
}

/// Writes each text as a file, for taggers of others.
fn write_texts(texts: &[Text], folder: &Path) -> Result<String, String> {
    let write = |text: &Text| {
        let path = folder.join(&text.name);
        std::fs::write(&path, &text.text).map_err(|e| format!("{}: {e}", path.display()))
    };
    texts.iter().try_for_each(write)?;
    Ok(format!("{} texts\n", texts.len()))
}
