//! Openings and closings of lines as the text tells them, against the dates of the network's tables.

use super::Told;
use crate::chronicle::{CHRONICLE, holds};
use crate::corpus::Corpus;
use crate::railways::{line_called, openings};
use choro_diagnostic::{Finding, Severity};
use choro_network::Line;
use choro_quantity::{Date, When};

/// What a text tells of a line, where the line's tables leave no room for it.
pub(super) fn judge(corpus: &Corpus<'_>, told: &Told<'_, '_>) -> Option<Finding> {
    let happening = &told.happening;
    let line = line_called(corpus.know.network, &happening.subject)?;
    let (first, last) = openings(line)?;
    let when = &happening.when;
    if when.edtf.contains(['~', '?', '%']) {
        return None;
    }
    let too_early = when.latest.is_some_and(|latest| latest < first);
    let too_late = when.earliest.is_some_and(|earliest| earliest > last);
    let is = |words: &[String]| holds(words, &happening.verb);
    let lines = &CHRONICLE.lines;
    // Works begin long before the trains run, and what is there may be built upon or closed later.
    let wrong = is(&lines.begun) && too_late
        || is(&lines.opened) && (too_early || too_late)
        || is(&lines.closed) && too_early;
    wrong.then(|| report(told, line, (first, last)))
}

fn report(told: &Told<'_, '_>, line: &Line, (first, last): (Date, Date)) -> Finding {
    let happening = &told.happening;
    let (name, verb, when) = (&line.name, &happening.verb, &happening.when);
    let opened = shown(line, first, last);
    let message = format!("the {name} cannot have been {verb} in {when}: it was opened {opened}");
    let span = happening.span;
    let passage = told.passage;
    let mut finding = passage.report("TIM301", Severity::Warning, span, message);
    finding.measured = Some(when.to_string());
    finding.threshold = Some(format!("opened {opened}"));
    finding.reference = Some(sources(line));
    finding.help =
        Some("one of the dates is wrong, or another line or stretch is meant".to_owned());
    finding
}

/// The openings as the tables write them: "in 1937-11", "from 1917-11 to 1935-11".
fn shown(line: &Line, first: Date, last: Date) -> String {
    let tracks = || {
        line.sections
            .iter()
            .flat_map(choro_network::Section::tracks)
    };
    let written = |day: Date| {
        let when = tracks().map(|t| &t.when).find(|w| w.earliest == Some(day));
        let start = |when: &When| when.edtf.split('/').next().unwrap_or("").to_owned();
        when.map_or_else(|| day.to_string(), start)
    };
    if first == last {
        format!("in {}", written(first))
    } else {
        format!("from {} to {}", written(first), written(last))
    }
}

fn sources(line: &Line) -> String {
    let mut sources: Vec<&str> = line.sections.iter().map(|s| s.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.join(", ")
}
