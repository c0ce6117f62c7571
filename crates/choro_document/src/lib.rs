//! Documents as blocks of text.
//!
//! In: the bytes of one prose file and its path. Out: a [`Document`] whose blocks (headings,
//! paragraphs, list items, captions, furniture) hold joined logical text with a map back to the
//! original bytes, and findings about what could not be read. Reading never fails: what is
//! readable is returned. Knows nothing of places or claims.

mod block;
mod compose;
mod date;
mod encoding;
mod format;
mod front_matter;
mod lexicon;
mod revision;
mod sheet;
mod source;

pub use block::{Allowance, Block, BlockKind, Document, Link};
pub use revision::{Refusal, Revision};

use choro_diagnostic::{Finding, Location, Severity, input};
use choro_text::{LineIndex, Span};
use encoding::Content;
use format::{Draft, Format, allowance};
use source::Source;

/// Damaged places shown one by one in a finding; the rest are counted.
const SHOWN_DAMAGE: usize = 8;
/// Longest block read as prose, bytes of logical text; a long novel is half of that.
const LONGEST_BLOCK: usize = 1 << 20;

/// Reads one prose file.
///
/// The format is chosen by the extension of `path` (`.txt`, `.md`, `.html` and their kin), and
/// by how the text begins where the extension is unknown. Findings:
///
/// - `INP004` (error): the file is not text; the document is empty.
/// - `INP005` (warning): bytes that do not decode; each became U+FFFD and the rest was kept.
/// - `INP011` (error): more than 2^20 blocks; what comes after them was not read. Or a block longer
///   than a megabyte, which is kept as furniture.
pub fn read(path: &str, bytes: &[u8]) -> (Document, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Content::Binary(why) = encoding::inspect(bytes) {
        findings.push(not_text(path, bytes, &why));
        let source = Source::empty("binary");
        return (assemble(path, bytes, &source, Draft::default()), findings);
    }
    let source = encoding::decode(bytes);
    findings.extend(damaged(path, bytes, &source));
    let draft = Format::of(path, &source.text).read(&source);
    findings.extend(draft.stopped.map(|at| cut_short(path, bytes, &source, at)));
    let mut document = assemble(path, bytes, &source, draft);
    findings.extend(set_aside_endless(&mut document));
    (document, findings)
}

/// Makes furniture of blocks too long to be prose, each with a finding: they stay in the document,
/// but nothing is read from them.
fn set_aside_endless(document: &mut Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in &mut document.blocks {
        if block.text.len() <= LONGEST_BLOCK || block.kind == BlockKind::Furniture {
            continue;
        }
        block.kind = BlockKind::Furniture;
        let message = format!(
            "one paragraph of {:.1} MB is no prose; no statements were read from it",
            block.text.len() as f64 / 1e6
        );
        let place = Location {
            document: document.path.clone(),
            span: Span::new(block.span.start, block.span.start + 1),
            message: "it begins here".to_owned(),
        };
        let mut finding = Finding::new(input::TOO_LARGE, Severity::Error, message, place);
        finding.help = Some("break it into paragraphs, or move the file out of `docs/`".to_owned());
        findings.push(finding);
    }
    findings
}

fn assemble(path: &str, bytes: &[u8], source: &Source<'_>, draft: Draft) -> Document {
    let Draft {
        mut blocks,
        head,
        marks,
        links,
        ..
    } = draft;
    let mut heading = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        block.heading = heading;
        if matches!(block.kind, BlockKind::Heading(_)) {
            heading = Some(i);
        }
    }
    let first_title = || {
        let title = blocks.iter().find(|b| b.kind == BlockKind::Heading(1))?;
        Some(title.text.clone())
    };
    Document {
        path: path.to_owned(),
        title: head.title.or_else(first_title),
        date: head.date,
        author: head.author,
        licence: head.licence,
        encoding: source.encoding.clone(),
        length: bytes.len(),
        allowances: allowance::attach(marks, &blocks, source),
        links: links
            .into_iter()
            .map(|(span, target)| Link {
                span: source.to_original(span),
                target,
            })
            .collect(),
        blocks,
    }
}

fn not_text(path: &str, bytes: &[u8], why: &str) -> Finding {
    let span = Span::new(0, bytes.len().min(16));
    let place = Location {
        document: path.to_owned(),
        span,
        message: "not text".to_owned(),
    };
    let mut finding = Finding::new(
        input::NOT_TEXT,
        Severity::Error,
        "the file is not text",
        place,
    );
    finding.notes.push(why.to_owned());
    finding.help =
        Some("convert it to text, Markdown or HTML, or move it out of `docs/`".to_owned());
    finding
}

fn cut_short(path: &str, bytes: &[u8], source: &Source<'_>, at: usize) -> Finding {
    let start = source.to_original(Span::new(at, at)).start.min(bytes.len());
    let span = Span::new(start, bytes.len());
    let place = Location {
        document: path.to_owned(),
        span,
        message: "not read".to_owned(),
    };
    let most = format::MOST_BLOCKS;
    let message = format!("the document has more than {most} blocks; the rest was not read");
    let mut finding = Finding::new(input::TOO_LARGE, Severity::Error, message, place);
    finding.help = Some("split the file".to_owned());
    finding
}

fn damaged(path: &str, bytes: &[u8], source: &Source<'_>) -> Option<Finding> {
    let first = *source.damage.first()?;
    let index = LineIndex::new(bytes);
    let describe = |span: &Span| {
        let line = index.line(span.start);
        format!("byte {}, line {line}", span.start)
    };
    let place = |span: &Span, message: String| Location {
        document: path.to_owned(),
        span: *span,
        message,
    };
    let message = format!(
        "bytes that are not {} at {}",
        source.encoding,
        describe(&first)
    );
    let mut finding = Finding::new(
        input::UNDECODABLE_BYTES,
        Severity::Warning,
        message,
        place(&first, "read as U+FFFD".to_owned()),
    );
    let others = &source.damage[1..];
    finding.related = others
        .iter()
        .take(SHOWN_DAMAGE)
        .map(|s| place(s, describe(s)))
        .collect();
    finding.notes.push(format!(
        "{} damaged places; everything else was kept",
        source.damage.len()
    ));
    finding.help = Some("save the file as UTF-8".to_owned());
    Some(finding)
}
