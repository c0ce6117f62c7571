//! How well lists are reconciled: counties by name and by position, and cities of other countries.

mod cities;
mod lists;

use super::calibration::Reliability;
use choro_gazetteer::reconcile::{Query, Reconciled, Reconciler};
use choro_gazetteer::{Gazetteer, PlaceId};
pub use cities::{both, cities};
pub use lists::{counties, half_of_korea, korea, markets};
use std::fmt::Write;
use std::time::Instant;

/// Rows asked for, with what they should give.
pub struct Task {
    /// What it is called in the report.
    pub name: String,
    /// Queries with the key of the right place. Where the gazetteer has no such place nothing may
    /// match; without a key the truth is open and the row does not count.
    pub rows: Vec<(Query, Option<String>)>,
}

/// What came of a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Rows whose right place is in the gazetteer.
    pub rows: usize,
    /// Of these, with the right place first.
    pub first: usize,
    /// Matches that are right.
    pub right: usize,
    /// Matches that are wrong.
    pub wrong: usize,
    /// Of these, matches with a second record of the right town: records that our own merging takes
    /// for one place where it sees all their names. See [`both`].
    pub twice: usize,
    /// Rows whose right place is not in the gazetteer.
    pub absent: usize,
    /// Of these, matched with something all the same.
    pub absent_matched: usize,
    /// For each row with candidates the score of the first, and whether it is right.
    pub held: Vec<(f64, bool)>,
    /// A line for each row that is not a right match.
    pub others: Vec<String>,
    /// Rows asked in a second.
    pub rows_per_second: f64,
}

/// Asks all rows of a task. `known` tells second records of one place.
pub fn score(gazetteer: &Gazetteer, task: &Task, known: Option<&Gazetteer>) -> Score {
    let mut reconciler = Reconciler::new(gazetteer, None);
    let mut score = Score::default();
    let begun = Instant::now();
    let answers: Vec<Reconciled> = task
        .rows
        .iter()
        .map(|(query, _)| reconciler.reconcile(query))
        .collect();
    score.rows_per_second = task.rows.len() as f64 / begun.elapsed().as_secs_f64().max(1e-9);
    for ((query, key), found) in task.rows.iter().zip(&answers) {
        let Some(key) = key.as_deref() else { continue };
        let truth = gazetteer.by_key(key);
        let first = found.candidates.first();
        let matched = found.matched().map(|candidate| candidate.place);
        score.held.extend(
            first.map(|first| (first.score, truth.is_some_and(|truth| truth == first.place))),
        );
        let Some(truth) = truth else {
            score.absent += 1;
            score.absent_matched += usize::from(matched.is_some());
            continue;
        };
        score.rows += 1;
        score.first += usize::from(first.map(|candidate| candidate.place) == Some(truth));
        score.right += usize::from(matched == Some(truth));
        if let Some(place) = matched.filter(|place| *place != truth) {
            score.wrong += 1;
            let other = &gazetteer.place(place).key;
            let one = known.is_some_and(|known| {
                known.by_key(key).is_some() && known.by_key(key) == known.by_key(other)
            });
            score.twice += usize::from(one);
        }
        if matched != Some(truth) {
            score.others.push(line(gazetteer, query, found, truth));
        }
    }
    score
}

/// A row that is not a right match, for people.
fn line(gazetteer: &Gazetteer, query: &Query, found: &Reconciled, truth: PlaceId) -> String {
    let shown = found.candidates.iter().take(3).map(|c| {
        let place = gazetteer.place(c.place);
        let reasons = c.reasons.join("; ");
        format!(
            "{} [{}] {:.3} ({reasons})",
            place.name(),
            place.key,
            c.score
        )
    });
    let shown: Vec<String> = shown.collect();
    format!(
        "{} ‘{}’ {:?}, right: {} [{}]; {}; {}",
        if found.is_match { "WRONG" } else { "none" },
        query.name,
        query.parents,
        gazetteer.place(truth).name(),
        gazetteer.place(truth).key,
        found.why_not,
        shown.join(" | ")
    )
}

/// Countries whose cities are asked for where none is named.
const COUNTRIES: [&str; 4] = ["CN", "RU", "JP", "CH"];

/// `choro_eval names reconcile`: each task in a line, with `--rows` the rows without a right match,
/// with `--reliability` how often scores hold. With `--korea` or codes of countries only these.
pub fn report(args: &[String]) -> Result<String, String> {
    let missing = "the shared data or xz are missing";
    let has = |name: &str| args.iter().any(|a| a == name);
    let only: Vec<&str> = args
        .iter()
        .map(String::as_str)
        .filter(|a| !["--rows", "--reliability"].contains(a))
        .collect();
    let mut text = format!(
        "{:<36}{:>6}{:>7}{:>7}{:>7}{:>7}{:>12}{:>14}{:>8}\n",
        "task", "rows", "first", "right", "wrong", "twice", "wrong/1000", "absent", "rows/s"
    );
    let mut held = Vec::new();
    let mut add = |gazetteer: &Gazetteer, task: &Task, known: Option<&Gazetteer>| {
        let score = score(gazetteer, task, known);
        let per = (score.wrong - score.twice) as f64 * 1000.0 / score.rows.max(1) as f64;
        let absent = format!("{} of {}", score.absent_matched, score.absent);
        let _ = writeln!(
            text,
            "{:<36}{:>6}{:>7}{:>7}{:>7}{:>7}{per:>12.1}{absent:>14}{:>8.0}",
            task.name,
            score.rows,
            score.first,
            score.right,
            score.wrong,
            score.twice,
            score.rows_per_second
        );
        for line in score.others.iter().filter(|_| has("--rows")) {
            let _ = writeln!(text, "  {line}");
        }
        held.extend(score.held);
    };
    if only.is_empty() || only.contains(&"--korea") {
        let korea = korea().ok_or(missing)?;
        for (positions, provinces) in [(false, true), (true, true), (false, false), (true, false)] {
            add(
                &korea,
                &counties(positions, provinces).ok_or(missing)?,
                None,
            );
        }
        for positions in [true, false] {
            add(&korea, &markets(positions).ok_or(missing)?, None);
        }
        let half = half_of_korea().ok_or(missing)?;
        for (positions, provinces) in [(false, true), (true, false)] {
            let mut task = counties(positions, provinces).ok_or(missing)?;
            task.name = format!("half: {}", task.name);
            add(&half, &task, None);
        }
    }
    let countries: Vec<&str> = if only.is_empty() {
        COUNTRIES.to_vec()
    } else {
        only.into_iter().filter(|a| !a.starts_with("--")).collect()
    };
    for country in countries {
        let known = both(country).ok_or(missing)?;
        for positions in [false, true] {
            let (gazetteer, task) = cities(country, positions).ok_or(missing)?;
            add(&gazetteer, &task, Some(&known));
        }
    }
    if has("--reliability") {
        let _ = write!(text, "\n{}", Reliability::of(held).table());
    }
    Ok(text)
}
