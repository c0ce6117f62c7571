//! Findings with the lines they are about, as rustc shows its errors.
//!
//! ```text
//! error[GEO103]: Ryanggang is not east of North Hamgyong
//!  --> docs/region.md:3:1
//!   |
//! 3 | Ryanggang lies east of North Hamgyong, as maps show.
//!   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ said here
//!   |
//!   = note: bearing from North Hamgyong to Ryanggang: 262 degrees (west)
//!   = help: write `west`
//! ```

use super::clip::wrap;
use super::excerpt::{Excerpt, Mark, excerpts};
use super::positions::Positions;
use super::{Options, Sources, Summary, one_line};
use crate::{Finding, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Narrower terminals are treated as this wide, in columns.
const NARROWEST: usize = 50;
/// `= warning: ` and a line number of six digits, in columns.
const NOTE_INDENT: usize = 16;

/// What the judgement rests on: the limit beyond which it is called wrong, and the reference with
/// its version.
fn basis(finding: &Finding) -> Option<String> {
    let limit = finding.threshold.as_ref().map(|t| format!("limit {t}"));
    let reference = finding
        .reference
        .as_ref()
        .map(|r| format!("reference: {r}"));
    match (limit, reference) {
        (Some(limit), Some(reference)) => Some(format!("{limit}; {reference}")),
        (one, other) => one.or(other),
    }
}

/// Shows the findings in the order given and a summary line. Lines of a document are cut so that
/// no line with text of a document is wider than `options.width`; notes are wrapped.
pub fn render(findings: &[Finding], sources: &dyn Sources, options: &Options) -> String {
    let width = options.width.max(NARROWEST);
    let renderer = if options.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Lines come cut already; the renderer's own cutting gives up on wide spans.
    let renderer = renderer.term_width(usize::from(u16::MAX));

    let mut positions = Positions::new(sources);
    let mut out = String::new();
    for finding in findings {
        out.push_str(&one(finding, &mut positions, &renderer, width));
        out.push_str("\n\n");
    }
    out.push_str(&Summary::of(findings, options.documents).to_string());
    out.push('\n');
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

fn one<'a>(
    finding: &'a Finding,
    positions: &mut Positions<'a>,
    renderer: &Renderer,
    width: usize,
) -> String {
    let mut notes: Vec<String> = Vec::new();
    let mut absent: Vec<&str> = Vec::new();
    let mut marks = Vec::new();
    let places = std::iter::once((&finding.primary, true))
        .chain(finding.related.iter().map(|place| (place, false)));
    for (place, primary) in places {
        match Mark::new(positions, place, primary) {
            Some(mut mark) => {
                notes.extend(mark.take_long_label(width));
                marks.push(mark);
            }
            None if primary => {
                absent.push(&place.document);
                notes.extend((!place.message.is_empty()).then(|| place.message.clone()));
            }
            None => notes.push(format!("{}: {}", place.document, place.message)),
        }
    }
    notes.extend(finding.notes.iter().cloned());
    notes.extend(basis(finding));

    let excerpts = excerpts(positions, marks, width);
    let mut group = Group::with_title(
        level(finding.severity)
            .primary_title(one_line(&finding.message))
            .id(finding.code.as_str()),
    );
    for document in absent {
        group = group.element(Origin::path(one_line(document)));
    }
    for (index, excerpt) in excerpts.iter().enumerate() {
        group = group.element(snippet(excerpt, index));
    }
    for note in &notes {
        group = group.element(Level::NOTE.message(wrap(&plain(note), width - NOTE_INDENT)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(wrap(&plain(help), width - NOTE_INDENT)));
    }
    let shown = with_origins(&renderer.render(&[group]), &excerpts);
    // Without lines of text there is no line number, and the arrow would stand a column too far
    // left to be like the others.
    if excerpts.is_empty() {
        shown.replace('\n', "\n ")
    } else {
        shown
    }
}

/// Each line of `text` made safe for a terminal, line breaks kept.
fn plain(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n")
}

/// What stands for the path of excerpt `index` until [`with_origins`]: U+0001 is in no output,
/// since the renderer shows control characters as pictures.
fn stand_in(index: usize) -> String {
    format!("\u{1}{index}\u{1}")
}

fn snippet(excerpt: &Excerpt, index: usize) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let marks = excerpt.marks.iter().map(|(span, primary, label)| {
        let kind = if *primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let label = (!label.is_empty()).then_some(label.as_str());
        kind.span(span.clone()).label(label)
    });
    Snippet::source(excerpt.text.as_str())
        .path(stand_in(index))
        .line_start(excerpt.first_line)
        .annotations(marks)
}

/// Puts the true place of each excerpt where the renderer wrote its stand-in with the line and
/// column in the cut text.
fn with_origins(shown: &str, excerpts: &[Excerpt]) -> String {
    let mut out = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some((before, after)) = rest.split_once('\u{1}') {
        out.push_str(before);
        let (index, after) = after.split_once('\u{1}').unwrap_or((after, ""));
        if let Some(excerpt) = index
            .parse()
            .ok()
            .and_then(|index: usize| excerpts.get(index))
        {
            out.push_str(&excerpt.origin);
        }
        rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::clip::text_width;
    use super::super::examples;
    use super::*;
    use crate::Location;
    use choro_text::Span;
    use proptest::prelude::*;

    #[test]
    fn findings_are_shown_like_compiler_errors() {
        let (findings, sources) = examples::atlas();
        let options = Options {
            documents: Some(5),
            ..Options::default()
        };
        insta::assert_snapshot!("full", render(&findings, &sources, &options));
    }

    #[test]
    fn a_narrow_terminal_still_shows_every_span() {
        let (findings, sources) = examples::atlas();
        let options = Options {
            width: 60,
            ..Options::default()
        };
        let text = render(&findings, &sources, &options);
        insta::assert_snapshot!("full_narrow", text);
        for line in text.lines().filter(|line| line.contains(" | ")) {
            assert!(text_width(line) <= 60, "{line}");
        }
    }

    #[test]
    fn colours_are_given_only_when_asked_for() {
        let (findings, sources) = examples::atlas();
        let coloured = render(
            &findings,
            &sources,
            &Options {
                colour: true,
                ..Options::default()
            },
        );
        let plain = render(&findings, &sources, &Options::default());
        assert!(coloured.contains("\x1b["));
        assert!(!plain.contains('\x1b'));
    }

    #[test]
    fn equal_findings_are_all_shown() {
        let (findings, sources) = examples::atlas();
        let twice = [findings[1].clone(), findings[1].clone()];
        let text = render(&twice, &sources, &Options::default());
        assert_eq!(text.matches("warning[NAM201]").count(), 2);
        assert!(text.ends_with("2 warnings in 1 document\n"));
    }

    #[test]
    fn marks_far_apart_are_shown_apart_and_long_labels_as_notes() {
        let text = format!("one\n{}two\n", "\n".repeat(500));
        let sources = examples::Files::from([("a.txt".to_owned(), text.into_bytes())]);
        let label = "a label that says so much that it would not fit beside the span";
        let mut finding = Finding::new(
            "GEO103",
            Severity::Error,
            "wrong",
            examples::place(&sources, "a.txt", b"one", label),
        );
        finding.related = vec![
            examples::place(&sources, "a.txt", b"two", "and this"),
            examples::place(&sources, "gone.txt", b"x", "and what is there"),
        ];
        let text = render(&[finding], &sources, &Options::default());
        assert!(
            text.contains(" --> a.txt:1:1\n") && text.contains("::: a.txt:502:1\n"),
            "{text}"
        );
        assert!(text.contains(&format!("= note: {label}")), "{text}");
        assert!(
            text.contains("= note: gone.txt: and what is there"),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn any_span_of_any_bytes_is_shown_within_the_width(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\n'), Just(b' ')], 0..900),
            places in prop::collection::vec((0usize..1000, 0usize..1000, "[a-z ]{0,30}"), 1..5),
            width in 60usize..140,
        ) {
            let sources = examples::Files::from([("a.txt".to_owned(), bytes)]);
            let mut locations = places.into_iter().map(|(start, end, message)| Location {
                document: "a.txt".to_owned(),
                span: Span::new(start, end),
                message,
            });
            let mut finding = Finding::new(
                "GEO103", Severity::Error, "wrong", locations.next().expect("one"));
            finding.related = locations.collect();
            let text = render(&[finding], &sources, &Options { width, ..Options::default() });
            prop_assert!(text.contains("--> a.txt:"), "{text}");
            for line in text.lines() {
                prop_assert!(text_width(line) <= width, "{line}");
            }
        }
    }
}
