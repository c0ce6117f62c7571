//! `choro claims --coverage`: how much of each document was understood and could be checked.

use crate::args::ClaimsFormat;
use crate::output;
use anyhow::bail;
use choro_atlas::{Atlas, Coverage};
use serde::Serialize;

/// A document with how much of it was understood.
#[derive(Serialize)]
pub(super) struct Covered<'a> {
    document: &'a str,
    #[serde(flatten)]
    coverage: Coverage,
}

#[derive(Serialize)]
struct Report<'a> {
    coverage: Vec<Covered<'a>>,
    total: Coverage,
}

/// Every document, in order.
pub(super) fn documents(atlas: &Atlas) -> Vec<Covered<'_>> {
    let documents = atlas.documents.iter().zip(atlas.coverage());
    documents
        .map(|(text, coverage)| Covered {
            document: &text.document.path,
            coverage,
        })
        .collect()
}

pub(super) fn write(atlas: &Atlas, format: ClaimsFormat) -> anyhow::Result<()> {
    let covered = documents(atlas);
    let total = atlas.whole_coverage();
    match format {
        ClaimsFormat::Json => output::json(&Report {
            coverage: covered,
            total,
        }),
        ClaimsFormat::Csv => {
            let rows: Vec<Vec<String>> = covered
                .iter()
                .map(|c| row(c.document, &c.coverage))
                .collect();
            output::write(&output::csv(&HEADER, &rows)?)
        }
        ClaimsFormat::Table => {
            let mut rows: Vec<Vec<String>> = covered
                .iter()
                .map(|c| row(c.document, &c.coverage))
                .collect();
            if rows.len() > 1 {
                rows.push(row("all", &total));
            }
            let table = output::table(&HEADER, &rows);
            output::write(&format!("{table}\n{total}\n"))
        }
        ClaimsFormat::WebAnnotation => {
            bail!("--coverage is shown as table, json or csv: it is about no words in particular")
        }
    }
}

const HEADER: [&str; 7] = [
    "document",
    "sentences",
    "with_claim",
    "claims",
    "checked",
    "undetermined",
    "because",
];

fn row(document: &str, coverage: &Coverage) -> Vec<String> {
    let reasons: Vec<String> = coverage
        .reasons()
        .into_iter()
        .map(|(reason, count)| format!("{count} {reason}"))
        .collect();
    vec![
        document.to_owned(),
        coverage.sentences.to_string(),
        coverage.with_claim.to_string(),
        coverage.claims.to_string(),
        coverage.checked.to_string(),
        coverage.unchecked().to_string(),
        reasons.join(", "),
    ]
}
