//! Plain text: lines in, blocks out.
//!
//! Lines are joined where a sentence goes on (`wrap`), then each block is given its kind
//! (`kind`). Front matter at the head is read, `<!-- choro: … -->` marks are taken out.

mod kind;
mod line;
mod wrap;

pub(crate) use line::is_address;

use super::{Draft, allowance};
use crate::BlockKind;
use crate::compose::Composer;
use crate::front_matter;
use crate::source::Source;
use choro_text::Span;
use kind::Setting;
use wrap::{Join, Shape, Unit};

/// Reads a plain text.
pub(crate) fn read(source: &Source<'_>) -> Draft {
    let mut draft = Draft::default();
    let from = front_matter::read(&source.text, &mut draft.head);
    draft.marks = allowance::find(&source.text[from..], from);
    // The marks are blanked for the search of lines, so that they join or part nothing.
    let blanked = blank(
        &source.text,
        &draft.marks.iter().map(|m| m.span).collect::<Vec<_>>(),
    );
    let text = blanked.as_deref().unwrap_or(&source.text);
    let shape = Shape::of(text, from);
    let mut settings = Vec::new();
    let (units, stopped) = wrap::units(text, from, shape);
    draft.stopped = stopped;
    for unit in units {
        if let Some(block) = compose(source, &unit, &draft.marks) {
            settings.push(Setting {
                blanks: unit.blanks,
                bullet: unit.bullet,
                row: unit.row,
            });
            draft.blocks.push(block);
        }
    }
    kind::classify(&mut draft.blocks, &settings);
    draft
}

/// `text` with the given spans overwritten by spaces; `None` where there are none.
fn blank(text: &str, spans: &[Span]) -> Option<String> {
    if spans.is_empty() {
        return None;
    }
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        blanked.push_str(&text[at..span.start]);
        blanked.extend(std::iter::repeat_n(' ', span.len()));
        at = span.end;
    }
    blanked.push_str(&text[at..]);
    Some(blanked)
}

fn compose(source: &Source<'_>, unit: &Unit, marks: &[allowance::Mark]) -> Option<crate::Block> {
    let mut composer = Composer::new(source);
    let mut before: Option<Span> = None;
    for (piece, join) in &unit.pieces {
        if let (Some(before), Join::Space) = (before, join) {
            composer.space(Span::new(before.end, piece.start));
        }
        before = Some(*piece);
        let mut at = piece.start;
        let first = marks.partition_point(|m| m.span.end <= piece.start);
        for mark in marks[first..]
            .iter()
            .take_while(|m| m.span.start < piece.end)
        {
            copy(
                &mut composer,
                source,
                Span::new(at, mark.span.start),
                unit.row,
            );
            composer.space(mark.span);
            at = mark.span.end;
        }
        copy(&mut composer, source, Span::new(at, piece.end), unit.row);
    }
    composer.finish(BlockKind::Paragraph)
}

/// Copies a span; in a row, tabs part cells.
fn copy(composer: &mut Composer<'_, '_>, source: &Source<'_>, span: Span, row: bool) {
    let mut at = span.start;
    if row {
        for (i, _) in span.slice(&source.text).match_indices('\t') {
            composer.copy(Span::new(at, span.start + i));
            composer.tab(span.start + i);
            at = span.start + i + 1;
        }
    }
    composer.copy(Span::new(at, span.end));
}
