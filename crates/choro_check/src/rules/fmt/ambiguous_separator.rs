#![doc = include_str!("../../../resources/rules/FMT904.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_quantity::{MeasureKind, NumberTag};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .passages()
        .iter()
        .flat_map(|passage| {
            let numbers = passage.tags.numbers.iter();
            numbers.filter_map(move |number| report(passage, number))
        })
        .collect()
}

fn report(passage: &Passage<'_>, number: &NumberTag) -> Option<Finding> {
    if !number.separator_doubt || number.label || number.ordinal {
        return None;
    }
    let tokens = number.at.first..number.at.end;
    let at = tokens.clone().find(|at| is_doubtful(passage.lower(*at)))?;
    let figures = passage.lower(at);
    let measure = number.measure.and_then(|m| passage.tags.measures.get(m));
    let counted =
        measure.is_some_and(|m| matches!(m.kind, MeasureKind::Persons | MeasureKind::Households));
    let right = reading(figures, counted)?;
    // Three decimals of a measure are common; only a stop in what is counted is odd.
    let converted = measure.is_some_and(|m| m.conversion.is_some() || m.conversion_of.is_some());
    if measure.is_none() || (converted && !figures.contains(',')) {
        return None;
    }
    let span = passage.span(at..at + 1);
    let message = format!("the separator of {figures} may stand before thousands or decimals");
    let mut finding = passage.report("FMT904", Severity::Warning, span, message);
    finding.measured = Some(format!("taken for {right}"));
    finding.help = Some(format!("write “{right}”, if that is meant"));
    finding.fix = Some(Fix::one(false, passage.original(span), right));
    Some(finding)
}

/// Whether a number has one separator that English would not write so.
fn is_doubtful(figures: &str) -> bool {
    figures.contains([',', '.'])
        && figures
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

/// The English form of what is likely meant: 32,125 of "32.125 inhabitants", 1,465.1 of
/// "1465,1 km²". None where the English reading is the likely one: "1.465 km".
fn reading(figures: &str, counted: bool) -> Option<String> {
    let grouped = |text: &str| {
        let value: f64 = text.parse().ok()?;
        Some(crate::wording::number(value))
    };
    let (commas, stops) = (figures.matches(',').count(), figures.matches('.').count());
    match (commas, stops) {
        (0, 1) if counted => grouped(&figures.replace('.', "")),
        (0, 2..) => grouped(&figures.replace('.', "")),
        (1, 0) if !counted => {
            let (whole, part) = figures.split_once(',')?;
            Some(format!("{}.{part}", grouped(whole)?))
        }
        (1, 1..) if figures.rfind('.') < figures.find(',') => {
            let (whole, part) = figures.split_once(',')?;
            Some(format!("{}.{part}", grouped(&whole.replace('.', ""))?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_reading_is_offered() {
        assert_eq!(reading("32.125", true).as_deref(), Some("32,125"));
        assert_eq!(reading("1465,1", false).as_deref(), Some("1,465.1"));
        assert_eq!(reading("1.234,5", false).as_deref(), Some("1,234.5"));
        assert_eq!(reading("1.465", false), None);
    }
}
