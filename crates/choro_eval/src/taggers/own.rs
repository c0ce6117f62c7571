//! Our tagger's answers.

use super::texts::Text;
use super::truth::Answer;
use choro_quantity::{DateKind, DateTag, Tags, tag};
use choro_text::{Span, tokenise};

/// What the tagger finds in a text: measures, numbers that belong to none, and times.
pub fn answers(text: &Text) -> Vec<Answer> {
    let tags = tag(&text.text, &tokenise(&text.text));
    let mut found = quantities(text, &tags);
    found.extend(
        tags.dates
            .iter()
            .filter(|d| !d.maybe_number)
            .map(|d| time(text, d)),
    );
    found
}

fn quantities(text: &Text, tags: &Tags) -> Vec<Answer> {
    let measures = tags.measures.iter().map(|m| Answer {
        low: Some(m.amount.low),
        high: Some(m.amount.high),
        unit: m.unit.clone(),
        ..answer(text, m.at.span)
    });
    // Ranks, labels and figures that may be years are no quantities.
    let counts = tags
        .numbers
        .iter()
        .filter(|n| n.measure.is_none() && !n.ordinal && !n.label && !n.maybe_year)
        .map(|n| Answer {
            low: Some(n.amount.low),
            high: Some(n.amount.high),
            ..answer(text, n.at.span)
        });
    measures.chain(counts).collect()
}

fn time(text: &Text, date: &DateTag) -> Answer {
    let now = date.kind == DateKind::Present && date.offset_years.is_none();
    let edtf = if now { "present" } else { &date.when.edtf };
    Answer {
        edtf: Some(edtf.to_owned()),
        ..answer(text, date.core.span)
    }
}

fn answer(text: &Text, span: Span) -> Answer {
    Answer {
        text: text.name.clone(),
        start: span.start,
        end: span.end,
        ..Answer::default()
    }
}
