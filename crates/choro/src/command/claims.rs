//! `choro claims`: every claim with its verdict.

use crate::args::{Claims, TableFormat};
use crate::command::compiled;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use choro_atlas::{Atlas, Statement};
use choro_claim::Argument;
use choro_pipeline::coverage;
use choro_project::FailOn;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Ledger<'a> {
    claims: Vec<Entry<'a>>,
    coverage: Vec<Covered<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    document: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    kind: &'a str,
    subject: Party<'a>,
    object: Option<Party<'a>>,
    others: Vec<Party<'a>>,
    value: &'a str,
    unit: &'a str,
    approximate: bool,
    when: &'a str,
    past: bool,
    hedge: String,
    polarity: String,
    source: &'a str,
    qualifiers: &'a BTreeMap<String, String>,
    verdict: &'a str,
    reason: &'a str,
    explanation: &'a str,
    measured: Option<&'a str>,
    threshold: Option<&'a str>,
    margin: Option<f64>,
    evidence: &'a [String],
    pattern: &'a str,
}

#[derive(Serialize)]
struct Party<'a> {
    text: &'a str,
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct Covered<'a> {
    document: &'a str,
    sentences: usize,
    with_claim: usize,
}

pub(crate) fn run(
    claims: &Claims,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let compiled = match compiled::open(named, &claims.paths, terminal)? {
        Ok(compiled) => compiled,
        Err(code) => return Ok(code),
    };
    let entries: Vec<Entry<'_>> = compiled
        .atlas
        .statements()
        .map(|statement| entry(&compiled.atlas, &statement))
        .collect();
    match claims.output_format {
        TableFormat::Json => {
            let ledger = Ledger {
                claims: entries,
                coverage: covered(&compiled.atlas),
            };
            output::json(&ledger)?;
        }
        TableFormat::Csv => output::write(&output::csv(&HEADER, &rows(&entries))?)?,
        TableFormat::Table => output::write(&tables(&entries, &compiled.atlas))?,
    }
    // Claims are a list, not a judgement: only unreadable input fails.
    Ok(exit::of(&[], &compiled.input_findings, FailOn::Never))
}

fn entry<'a>(atlas: &'a Atlas, statement: &Statement<'a>) -> Entry<'a> {
    let (claim, verdict) = (statement.claim, statement.verdict);
    Entry {
        id: claim.label(),
        document: &claim.evidence.document,
        start: claim.evidence.span.start,
        end: claim.evidence.span.end,
        quote: &claim.evidence.quote,
        kind: claim.kind.as_str(),
        subject: party(atlas, &claim.subject),
        object: claim.object.as_ref().map(|object| party(atlas, object)),
        others: claim
            .others
            .iter()
            .map(|other| party(atlas, other))
            .collect(),
        value: &claim.value,
        unit: &claim.unit,
        approximate: claim.approximate,
        when: &claim.when.edtf,
        past: claim.past,
        hedge: claim.hedge.to_string(),
        polarity: claim.polarity.to_string(),
        source: &claim.source,
        qualifiers: &claim.qualifiers,
        verdict: verdict.outcome.as_str(),
        reason: &verdict.reason,
        explanation: &verdict.explanation,
        measured: verdict.measured.as_deref(),
        threshold: verdict.threshold.as_deref(),
        margin: verdict.margin.filter(|margin| margin.is_finite()),
        evidence: &verdict.evidence,
        pattern: &claim.pattern,
    }
}

fn party<'a>(atlas: &'a Atlas, argument: &'a Argument) -> Party<'a> {
    Party {
        text: &argument.text,
        place: argument
            .place
            .and_then(|id| Some(atlas.place(id)?.key.as_str())),
    }
}

fn covered(atlas: &Atlas) -> Vec<Covered<'_>> {
    atlas
        .documents
        .iter()
        .map(|text| {
            let counted = coverage(text);
            Covered {
                document: &text.document.path,
                sentences: counted.sentences,
                with_claim: counted.with_claim,
            }
        })
        .collect()
}

const HEADER: [&str; 18] = [
    "id",
    "document",
    "start",
    "end",
    "quote",
    "kind",
    "subject",
    "subject_place",
    "object",
    "object_place",
    "value",
    "unit",
    "when",
    "hedge",
    "polarity",
    "verdict",
    "reason",
    "measured",
];

fn rows(entries: &[Entry<'_>]) -> Vec<Vec<String>> {
    entries
        .iter()
        .map(|e| {
            let object = e.object.as_ref();
            vec![
                e.id.clone(),
                e.document.to_owned(),
                e.start.to_string(),
                e.end.to_string(),
                e.quote.to_owned(),
                e.kind.to_owned(),
                e.subject.text.to_owned(),
                e.subject.place.unwrap_or_default().to_owned(),
                object.map_or("", |o| o.text).to_owned(),
                object.and_then(|o| o.place).unwrap_or_default().to_owned(),
                e.value.to_owned(),
                e.unit.to_owned(),
                e.when.to_owned(),
                e.hedge.clone(),
                e.polarity.clone(),
                e.verdict.to_owned(),
                e.reason.to_owned(),
                e.measured.unwrap_or_default().to_owned(),
            ]
        })
        .collect()
}

/// One table per document, with the line on how much of it was understood.
fn tables(entries: &[Entry<'_>], atlas: &Atlas) -> String {
    let mut out = String::new();
    for text in &atlas.documents {
        let path = text.document.path.as_str();
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{path}\n"));
        let rows: Vec<Vec<String>> = entries
            .iter()
            .filter(|entry| entry.document == path)
            .map(row)
            .collect();
        if !rows.is_empty() {
            out.push_str(&output::table(
                &[
                    "#", "kind", "subject", "object", "value", "when", "verdict", "words",
                ],
                &rows,
            ));
        }
        out.push_str(&format!("{}\n", coverage(text)));
    }
    out
}

fn row(entry: &Entry<'_>) -> Vec<String> {
    let number = entry.id.rsplit_once('#').map_or("", |(_, number)| number);
    let value = format!("{} {}", entry.value, entry.unit);
    let verdict = match entry.reason {
        "" => entry.verdict.to_owned(),
        reason => format!("{} ({reason})", entry.verdict),
    };
    vec![
        number.to_owned(),
        entry.kind.to_owned(),
        output::clipped(entry.subject.text, 24),
        output::clipped(entry.object.as_ref().map_or("", |o| o.text), 24),
        output::clipped(value.trim(), 18),
        output::clipped(entry.when, 12),
        verdict,
        output::clipped(entry.quote, 60),
    ]
}
