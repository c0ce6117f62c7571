#![doc = include_str!("../../../resources/rules/QTY409.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{MeasureKind, MeasureTag};

/// A density this many times what the figures give is another: areas of land and in all, and
/// figures of neighbouring years, differ by less.
const APART: f64 = 1.5;
/// Figures beside which a density is looked at; of more, some will fit.
const MOST: usize = 4;
/// What is more is no count of people, but digits that a copy brought along.
const MOST_PEOPLE: f64 = 1e11;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus.passages().iter().filter_map(report).collect()
}

/// Of a paragraph with one density: whether any of its populations on any of its areas gives it.
fn report(passage: &Passage<'_>) -> Option<Finding> {
    let of = |kind: MeasureKind| {
        let measures = passage.tags.measures.iter();
        measures
            .filter(move |m| m.kind == kind && m.conversion_of.is_none())
            .collect::<Vec<&MeasureTag>>()
    };
    let densities = of(MeasureKind::Density);
    let [density] = densities[..] else {
        return None;
    };
    let (people, areas) = (of(MeasureKind::Persons), of(MeasureKind::Area));
    let few = |list: &[&MeasureTag]| (1..=MOST).contains(&list.len());
    let exact = |m: &&MeasureTag| {
        m.amount.low == m.amount.high && m.amount.low > 0.0 && m.amount.low < MOST_PEOPLE
    };
    let all = people.iter().chain(&areas).chain([&density]);
    if !few(&people) || !few(&areas) || !all.clone().all(exact) {
        return None;
    }
    let said = density.si.low;
    let ratio = |p: &MeasureTag, a: &MeasureTag| said / (p.si.low / a.si.low);
    let pairs = || {
        people
            .iter()
            .flat_map(|p| areas.iter().map(move |a| (*p, *a)))
    };
    let fits = |r: f64| (1.0 / APART..=APART).contains(&r);
    if pairs().any(|(p, a)| fits(ratio(p, a))) {
        return None;
    }
    let (begins, ends) = about(passage, density);
    let near = |m: &MeasureTag| (begins..ends).contains(&m.at.first);
    // The figures that come nearest are those to show.
    let near_pairs = pairs().filter(|(p, a)| near(p) && near(a));
    let (p, a) = near_pairs.min_by(|x, y| {
        let off = |pair: &(&MeasureTag, &MeasureTag)| ratio(pair.0, pair.1).ln().abs();
        off(x).total_cmp(&off(y))
    })?;
    let words = |m: &MeasureTag| passage.words(m.at.span);
    let factor = density.si.low / density.amount.low;
    let right = p.si.low / a.si.low / factor;
    let message = format!(
        "{} on {} are {} people per {}, not {}",
        words(p),
        words(a),
        crate::wording::number(right.round()),
        density.unit.trim_start_matches("persons/"),
        passage.words(density.number.span)
    );
    let mut finding = passage.report("QTY409", Severity::Warning, density.at.span, message);
    finding.measured = Some(format!("{:.2} times what the figures give", ratio(p, a)));
    finding.threshold = Some(format!("{:.2} to {APART} times", 1.0 / APART));
    finding
        .related
        .push(passage.related(p.at.span, "these people"));
    finding
        .related
        .push(passage.related(a.at.span, "on this area"));
    finding.help = Some(format!(
        "write “{}”, or mend the figures it follows from",
        crate::wording::number(right.round())
    ));
    Some(finding)
}

/// The tokens of the sentences in which figures are of what a density is: its own, the two before
/// and the one after.
fn about(passage: &Passage<'_>, density: &MeasureTag) -> (usize, usize) {
    let sentences = &passage.sentences;
    let own = sentences.iter().position(|s| s.contains(&density.at.first));
    let at = own.unwrap_or(0);
    let begins = sentences.get(at.saturating_sub(2)).map_or(0, |s| s.start);
    let ends = sentences.get(at + 1).or(sentences.last());
    (begins, ends.map_or(passage.tokens.len(), |s| s.end))
}
