//! Claims as tables: aligned for people, CSV for programs.

use super::entry::{Entry, Party};
use crate::output;
use choro_atlas::Atlas;

const CSV: [&str; 24] = [
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
    "threshold",
    "margin",
    "reference",
    "explanation",
    "others",
    "source",
];

/// All claims as CSV with a header row.
pub(super) fn csv(entries: &[Entry<'_>]) -> anyhow::Result<String> {
    let rows: Vec<Vec<String>> = entries.iter().map(csv_row).collect();
    output::csv(&CSV, &rows)
}

fn csv_row(e: &Entry<'_>) -> Vec<String> {
    let object = e.object.as_ref();
    let others: Vec<&str> = e.others.iter().map(named).collect();
    let cells = [
        e.id.as_str(),
        e.document,
        &e.start.to_string(),
        &e.end.to_string(),
        e.quote,
        e.kind,
        e.subject.text,
        e.subject.place.unwrap_or_default(),
        object.map_or("", |o| o.text),
        object.and_then(|o| o.place).unwrap_or_default(),
        e.value,
        e.unit,
        e.when,
        &e.hedge,
        &e.polarity,
        e.verdict,
        e.reason,
        e.measured.unwrap_or_default(),
        e.threshold.unwrap_or_default(),
        &e.margin
            .map_or(String::new(), |margin| format!("{margin:.2}")),
        &e.evidence.join("; "),
        e.explanation,
        &others.join("; "),
        e.source,
    ];
    cells.map(str::to_owned).to_vec()
}

/// The place of a party, else its words.
fn named<'a>(party: &Party<'a>) -> &'a str {
    party.place.unwrap_or(party.text)
}

/// One table per document that has claims to show, each with the line on how much of the document was
/// understood.
pub(super) fn text(entries: &[Entry<'_>], atlas: &Atlas, filtered: bool) -> String {
    let mut out = String::new();
    for (text, coverage) in atlas.documents.iter().zip(atlas.coverage()) {
        let path = text.document.path.as_str();
        let own = entries.iter().filter(|entry| entry.document == path);
        let rows: Vec<Vec<String>> = own.map(row).collect();
        if rows.is_empty() && filtered {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{path}\n"));
        if !rows.is_empty() {
            out.push_str(&output::table(&HEADER, &rows));
        }
        if !filtered {
            out.push_str(&format!("{coverage}\n"));
        }
    }
    out
}

const HEADER: [&str; 10] = [
    "#",
    "kind",
    "subject",
    "object",
    "value",
    "verdict",
    "measured",
    "limit",
    "reference",
    "words",
];

fn row(entry: &Entry<'_>) -> Vec<String> {
    let number = entry.id.rsplit_once('#').map_or("", |(_, number)| number);
    let parts = [entry.value, entry.unit, entry.when];
    let value: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let verdict = match entry.reason {
        "" => entry.verdict.to_owned(),
        reason => format!("{} ({reason})", entry.verdict),
    };
    vec![
        number.to_owned(),
        entry.kind.to_owned(),
        output::clipped(entry.subject.text, 24),
        output::clipped(entry.object.as_ref().map_or("", |o| o.text), 24),
        output::clipped(&value.join(" "), 24),
        verdict,
        output::clipped(entry.measured.unwrap_or_default(), 32),
        output::clipped(entry.threshold.unwrap_or_default(), 12),
        output::clipped(&entry.evidence.join("; "), 28),
        output::clipped(entry.quote, 60),
    ]
}
