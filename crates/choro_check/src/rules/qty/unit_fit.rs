#![doc = include_str!("../../../resources/rules/QTY412.md")]

use crate::corpus::Corpus;
use crate::figure_words::FIGURE_WORDS;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{MeasureKind, MeasureTag};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .passages()
        .iter()
        .flat_map(|passage| {
            let measures = passage.tags.measures.iter();
            measures.filter_map(move |measure| report(passage, measure))
        })
        .collect()
}

fn report(passage: &Passage<'_>, measure: &MeasureTag) -> Option<Finding> {
    if measure.conversion_of.is_some() || !is_physical(measure.kind) {
        return None;
    }
    let start = measure
        .modifier
        .map_or(measure.at.first, |m| m.first.min(measure.at.first));
    let of = start.checked_sub(1)?;
    if passage.lower(of) != "of" {
        return None;
    }
    let noun = passage.lower(of.checked_sub(1)?);
    let before = of.checked_sub(2).map(|at| passage.lower(at));
    let two = before.map_or_else(String::new, |word| format!("{word} {noun}"));
    let quantities = &FIGURE_WORDS.quantity;
    let named = |name: &str| {
        quantities
            .iter()
            .find(|q| q.names.iter().any(|n| n == name))
    };
    let quantity = named(&two).or_else(|| named(noun))?;
    if quantity.kinds.contains(&measure.kind) || goes_on(passage, measure) {
        return None;
    }
    let within = of
        .checked_sub(3)
        .is_some_and(|at| matches!(passage.lower(at), "in" | "within" | "over"));
    if within && matches!(measure.kind, MeasureKind::Length) {
        // "Within an area of 5 km": of that reach.
        return None;
    }
    let span = passage.span(of - 1..measure.at.end);
    let message = format!(
        "{} is no unit of {noun}",
        crate::wording::with_article(passage.words(unit(measure)).trim())
    );
    let mut finding = passage.report("QTY412", Severity::Warning, span, message);
    finding.measured = Some(passage.words(measure.at.span).to_owned());
    finding.threshold = Some(format!("a unit of {}", kind_words(quantity.kinds[0])));
    Some(finding)
}

/// The bytes of the unit.
fn unit(measure: &MeasureTag) -> choro_text::Span {
    let (number, all) = (measure.number.span, measure.at.span);
    let start = number.end.min(all.end);
    choro_text::Span::new(start, all.end)
}

fn is_physical(kind: MeasureKind) -> bool {
    matches!(
        kind,
        MeasureKind::Length
            | MeasureKind::Elevation
            | MeasureKind::Area
            | MeasureKind::Mass
            | MeasureKind::Volume
            | MeasureKind::Density
            | MeasureKind::Temperature
    )
}

/// Whether what follows makes a reach of it: "an area of 40 km by 20 km", "of 3 miles square".
fn goes_on(passage: &Passage<'_>, measure: &MeasureTag) -> bool {
    let sides = &FIGURE_WORDS.area.sides;
    let last = passage
        .tags
        .measures
        .iter()
        .filter(|m| m.at.first >= measure.at.end && m.at.first <= measure.at.end + 3)
        .map(|m| m.at.end)
        .max()
        .unwrap_or(measure.at.end);
    [measure.at.end, last, last + 1]
        .into_iter()
        .any(|at| sides.iter().any(|side| side == passage.lower(at)))
}

fn kind_words(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Area => "area, such as km²",
        MeasureKind::Length | MeasureKind::Elevation => "length, such as km",
        MeasureKind::Density => "density, such as people per km²",
        MeasureKind::Persons | MeasureKind::Households => "people",
        _ => "its own",
    }
}
