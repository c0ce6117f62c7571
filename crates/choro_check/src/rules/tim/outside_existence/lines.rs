//! "In 1930 the line served X" of a line that came to X in 1937.

use super::{dates_in, is_present};
use crate::chronicle::{CHRONICLE, holds};
use crate::corpus::{Case, Corpus, about};
use crate::data::THRESHOLDS;
use crate::railways::{line_called, served};
use choro_claim::{Argument, Kind};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::PlaceId;
use choro_network::Line;
use choro_quantity::{DateKind, DateRelation, DateTag, Hedge, Polarity, When};
use choro_text::Span;

pub(super) fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let (words, ends) = match claim.kind {
        Kind::LineServes => (
            claim.object.as_ref()?.text.as_str(),
            [Some(&claim.subject), None],
        ),
        Kind::LineConnects => {
            let ends = [Some(&claim.subject), claim.object.as_ref()];
            (claim.qualifier("line"), ends)
        }
        _ => return None,
    };
    if claim.polarity != Polarity::Affirmed || claim.hedge != Hedge::Asserted {
        return None;
    }
    let line = line_called(corpus.know.network, words)?;
    let when = spoken(corpus, case)?;
    let mut ends = ends.into_iter().flatten();
    ends.find_map(|end| absent(corpus, line, end, &when))
        .map(|(place, served)| finding(corpus, case, line, place, (&when, &served)))
}

/// The place an end means and when the line was in use there, where that is another time for all
/// that the end may mean.
fn absent(
    corpus: &Corpus<'_>,
    line: &Line,
    end: &Argument,
    when: &When,
) -> Option<(PlaceId, When)> {
    let place = end.place?;
    let know = &corpus.know;
    let outside = |place: PlaceId| {
        let served = served(know.network, line, place, know.gazetteer)?;
        let apart = served.before(when) || when.before(&served);
        apart.then_some(served)
    };
    let sure = end.confidence >= THRESHOLDS.confidence.warning;
    let all = sure
        && end
            .readings
            .iter()
            .all(|reading| outside(*reading).is_some());
    all.then(|| outside(place))
        .flatten()
        .map(|served| (place, served))
}

/// Of what time the statement speaks: its own, that of the only date of its sentence, or that of the
/// document where it is in the present.
fn spoken(corpus: &Corpus<'_>, case: Case<'_>) -> Option<When> {
    let claim = case.claim;
    let dates = dates_in(corpus, case);
    let when = match (dates.as_slice(), claim.when.is_unstated()) {
        ([], true) if !claim.past && is_present(claim) => case.text.document.date.clone(),
        // A second date of the sentence may be the one that is meant.
        ([_], false) => claim.when.clone(),
        ([only], true) if is_of_all(case, only) => only.when.clone(),
        _ => return None,
    };
    let closed = when.earliest.is_some() && when.latest.is_some();
    let rough = when.edtf.contains(['~', '?', '%']);
    (closed && !rough).then_some(when)
}

/// Whether a date is that of the whole sentence or follows the very words of the statement: "In 1840
/// the line served X", "the line served X in 1840"; of "planned in 1840, the line serves X" it is not.
fn is_of_all(case: Case<'_>, date: &DateTag) -> bool {
    let logical = |span| case.block().and_then(|block| block.to_logical(span));
    let Some((sentence, words)) =
        logical(case.claim.sentence).zip(logical(case.claim.evidence.span))
    else {
        return false;
    };
    let held = matches!(date.relation, DateRelation::At | DateRelation::Between);
    let follows = |start: usize| {
        let Some(block) = case.block().filter(|_| start <= date.at.span.start) else {
            return false;
        };
        let between = Span::new(start, date.at.span.start).slice(&block.text);
        let mut words = between.split_whitespace();
        words.all(|word| holds(&CHRONICLE.words.dating, &word.to_lowercase()))
    };
    let near = follows(sentence.start) || follows(words.end);
    held && near && date.kind == DateKind::Calendar && !date.maybe_number
}

fn finding(
    corpus: &Corpus<'_>,
    case: Case<'_>,
    line: &Line,
    place: PlaceId,
    (when, served): (&When, &When),
) -> Finding {
    let (name, place) = (&line.name, corpus.know.name(place));
    let message = if served.before(when) {
        format!("the {name} did not serve {place} any more in {when}")
    } else {
        format!("the {name} did not serve {place} yet in {when}")
    };
    let mut finding = about("TIM302", Severity::Warning, case, message);
    finding.measured = Some(when.to_string());
    finding.threshold = Some(format!("in use there {served}"));
    let of_line = line.sections.iter().map(|section| section.source.as_str());
    let sources: std::collections::BTreeSet<&str> = of_line.collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    finding.reference = Some(sources.join(", "));
    finding.help = Some("name the line of that time, or mend the date".to_owned());
    finding
}
