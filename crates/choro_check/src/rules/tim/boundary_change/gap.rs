//! A state of things given as one stretch of time that the references know to be broken: "until
//! 2010 it bordered the lake", while the shore was apart from 1993 to 2004 already.

use crate::corpus::{Case, Corpus};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{PlaceId, Relation};
use choro_quantity::{Date, When};

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let bounded = claim.when.latest.is_some() && !claim.when.is_unstated();
    let unit = claim.subject.place.filter(|_| bounded)?;
    let sentence = case.block()?.to_logical(claim.sentence)?;
    let part = case
        .text
        .mentions
        .of_block(claim.block)
        .filter(|m| sentence.covers(m.span))
        .filter_map(|m| m.chosen)
        .find_map(|part| Some((part, gap(corpus, part, unit, &claim.when)?)));
    let (part, (from, to, relation)) = part?;
    let (part, unit) = (corpus.know.name(part), corpus.know.name(unit));
    let message = format!(
        "{part} did not lie in {unit} all of that time: it was apart from {} to {}",
        from.year, to.year
    );
    let mut finding = crate::corpus::about("TIM308", Severity::Note, case, message);
    finding.reference = Some(corpus.know.source(relation.source));
    finding.help = Some("give both times".to_owned());
    Some(finding)
}

/// Days between which the place did not lie in a unit that it lay in before and after, both within
/// a time whose end is the last end of the relation.
fn gap<'g>(
    corpus: &Corpus<'g>,
    place: PlaceId,
    unit: PlaceId,
    when: &When,
) -> Option<(Date, Date, &'g Relation)> {
    let mut held: Vec<&Relation> = corpus
        .know
        .place(place)
        .parents
        .iter()
        .filter(|r| r.to == unit && !r.when.is_unstated())
        .collect();
    held.sort_by_key(|r| (r.when.earliest, r.when.latest));
    let last = held.last()?.when.latest?;
    // The text must speak of this very ending.
    let same_end = when
        .latest
        .is_some_and(|end| end.year.abs_diff(last.year) <= 1);
    held.windows(2).find_map(|pair| {
        let (end, again) = (pair[0].when.latest?, pair[1].when.earliest?);
        let inside = when.contains(end) && when.contains(again);
        (same_end && inside && again.year > end.year).then_some((end, again, pair[1]))
    })
}
