//! `choro reconcile`: the rows of a list matched to places of the gazetteer.

mod columns;
mod table;

use crate::args::{Reconcile, ReconciledFormat};
use crate::command::compiled;
use crate::output;
use crate::terminal::Terminal;
use crate::typed;
use anyhow::Context;
use choro_gazetteer::Gazetteer;
use choro_gazetteer::reconcile::{Candidate, Reconciled, Reconciler, Shares};
use columns::Columns;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use table::Table;

/// Candidates shown for a row.
const SHOWN: usize = 5;

/// The columns added to a list.
const ADDED: [&str; 5] = [
    "match",
    "match_name",
    "match_score",
    "match_reasons",
    "match_candidates",
];

#[derive(Serialize)]
struct Report<'a> {
    rows: Vec<Row<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Row<'a> {
    line: usize,
    row: BTreeMap<&'a str, &'a str>,
    r#match: Option<&'a str>,
    why_not: &'a str,
    candidates: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    place: &'a str,
    name: &'a str,
    class: &'static str,
    score: f64,
    shares: Shares,
    reasons: &'a [String],
}

#[derive(Clone, Copy, Default, Serialize)]
struct Summary {
    rows: usize,
    matched: usize,
    /// With candidates, none of them sure enough.
    undecided: usize,
    /// Without candidates.
    unknown: usize,
}

pub(crate) fn run(
    asked: &Reconcile,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let text = read(&asked.file)?;
    let table = Table::read(&text);
    let columns = Columns::find(&table.header, asked.name.as_deref(), &asked.columns)?;
    let class = asked.class.as_deref().map(typed::class).transpose()?;
    let gazetteer = match compiled::gazetteer(named, terminal)? {
        Ok(gazetteer) => gazetteer,
        Err(code) => return Ok(code),
    };
    let within = asked
        .within
        .as_deref()
        .map(|area| typed::area(&gazetteer, area))
        .transpose()?;
    let mut reconciler = Reconciler::new(&gazetteer, within);
    let mut answers: Vec<Reconciled> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        for fault in table.fault(row).into_iter().chain(columns.faults(row)) {
            terminal.say(&format!("{}:{}: {fault}", asked.file.display(), row.line));
        }
        answers.push(reconciler.reconcile(&columns.query(row, class)));
    }
    let summary = summary(&answers);
    match asked.output_format {
        ReconciledFormat::Csv => output::write(&list(&table, &answers, &gazetteer))?,
        ReconciledFormat::Json => {
            output::json(&report(&table, &answers, &gazetteer, summary))?;
        }
    }
    terminal.say(&format!(
        "{} rows: {} matched, {} undecided, {} unknown",
        summary.rows, summary.matched, summary.undecided, summary.unknown
    ));
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin()
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
    } else {
        bytes =
            std::fs::read(file).with_context(|| format!("`{}` cannot be read", file.display()))?;
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow::anyhow!("`{}` is not UTF-8: save it as UTF-8", file.display()))?;
    Ok(text)
}

fn summary(answers: &[Reconciled]) -> Summary {
    let mut summary = Summary::default();
    for answer in answers {
        summary.rows += 1;
        summary.matched += usize::from(answer.is_match);
        let is_unknown = answer.candidates.is_empty();
        summary.unknown += usize::from(is_unknown);
        summary.undecided += usize::from(!answer.is_match && !is_unknown);
    }
    summary
}

/// The list itself, each row followed by what was found.
fn list(table: &Table, answers: &[Reconciled], gazetteer: &Gazetteer) -> String {
    let mut text = table.start();
    table.write(&mut text, &table.header, &ADDED.map(str::to_owned));
    for (row, answer) in table.rows.iter().zip(answers) {
        let first = answer.matched().map(|c| (gazetteer.place(c.place), c));
        let reasons = first.map_or_else(|| answer.why_not.clone(), |(_, c)| c.reasons.join("; "));
        let added = [
            first.map_or_else(String::new, |(place, _)| place.key.clone()),
            first.map_or_else(String::new, |(place, _)| place.name().to_owned()),
            first.map_or_else(String::new, |(_, c)| c.score.to_string()),
            reasons,
            candidates(answer, gazetteer),
        ];
        table.write(&mut text, row, &added);
    }
    text
}

fn candidates(answer: &Reconciled, gazetteer: &Gazetteer) -> String {
    let shown: Vec<String> = answer
        .candidates
        .iter()
        .take(SHOWN)
        .map(|Candidate { place, score, .. }| {
            let place = gazetteer.place(*place);
            format!("{} ({}) {score}", place.name(), place.key)
        })
        .collect();
    shown.join(" | ")
}

fn report<'a>(
    table: &'a Table<'a>,
    answers: &'a [Reconciled],
    gazetteer: &'a Gazetteer,
    summary: Summary,
) -> Report<'a> {
    let entry = |candidate: &'a Candidate| {
        let place = gazetteer.place(candidate.place);
        Entry {
            place: &place.key,
            name: place.name(),
            class: place.class.as_str(),
            score: candidate.score,
            shares: candidate.shares,
            reasons: &candidate.reasons,
        }
    };
    let rows = table.rows.iter().zip(answers).map(|(row, answer)| Row {
        line: row.line,
        row: table.named(row),
        r#match: answer
            .matched()
            .map(|c| gazetteer.place(c.place).key.as_str()),
        why_not: &answer.why_not,
        candidates: answer.candidates.iter().take(SHOWN).map(entry).collect(),
    });
    Report {
        rows: rows.collect(),
        summary,
    }
}
