#![doc = include_str!("../../../resources/rules/QTY404.md")]

use crate::corpus::{Case, Corpus, about};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Attribute, Class, PlaceId};

/// Figures this near, as a share, are one and the same.
const SAME: f64 = 0.005;
/// A figure of the place's own this far off, as a share, is another.
const OTHER: f64 = 0.10;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Population)
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let know = &corpus.know;
    let subject = case.claim.subject.place?;
    let (low, high) = case.claim.amount.filter(|(low, high)| low == high)?;
    let value = f64::midpoint(low, high);
    let class = stated_class(case)?;
    if value < 1_000.0 || !class.is_settlement() {
        return None;
    }
    let (other, figure) = beside(corpus, case, subject)
        .into_iter()
        .find_map(|id| Some((id, figure_of_unit(corpus, case, id, class, value)?)))?;
    if own_figure_fits(corpus, case, class, value) {
        return None;
    }
    let unit = know.place(other).name();
    let unit_class = unit_class(corpus, other, class)?.noun();
    let message = format!(
        "{} is the figure of the {unit_class} of {unit}, not of the {}",
        crate::wording::number(value),
        class.noun()
    );
    let mut finding = about("QTY404", Severity::Warning, case, message);
    finding.measured = Some(crate::wording::dated(figure));
    finding.reference = Some(know.source(figure.source));
    finding.help = Some(format!("write that the {unit_class} has them"));
    Some(finding)
}

/// The class that the sentence gives the place: "Kyongsong is a county seat …".
fn stated_class(case: Case<'_>) -> Option<Class> {
    let said = Class::from_noun(case.claim.qualifier("unit-class"));
    said.or_else(|| described_class(case.sentence()))
        .or(case.claim.subject.class)
}

/// The noun of "is a … NOUN" in a sentence.
fn described_class(sentence: &str) -> Option<Class> {
    let words: Vec<String> = sentence
        .split_whitespace()
        .map(|w| {
            w.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let be = words.windows(2).position(|pair| {
        matches!(pair[0].as_str(), "is" | "was")
            && matches!(pair[1].as_str(), "a" | "an" | "the" | "one")
    })?;
    let tail: Vec<&str> = words[be + 2..].iter().take(5).map(String::as_str).collect();
    let clause = tail
        .iter()
        .position(|w| matches!(*w, "in" | "of" | "with" | "on" | "and"))
        .map_or(&tail[..], |end| &tail[..end]);
    (0..clause.len()).find_map(|start| Class::from_noun(&clause[start..].join(" ")))
}

/// Places of the name, above and below the subject: whose figure it may be.
fn beside(corpus: &Corpus<'_>, case: Case<'_>, subject: PlaceId) -> Vec<PlaceId> {
    let gazetteer = corpus.know.gazetteer;
    let mut found = vec![subject];
    found.extend(&case.claim.subject.readings);
    found.extend(gazetteer.by_name(case.claim.subject.text.trim()));
    found.extend(gazetteer.parents_at(subject, &case.claim.when));
    found.extend(gazetteer.children(subject).take(64));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|id| seen.insert(*id));
    found
}

/// A class of the place that is a division and no settlement of the stated class.
fn unit_class(corpus: &Corpus<'_>, id: PlaceId, stated: Class) -> Option<Class> {
    let place = corpus.know.place(id);
    let division = |class: &Class| {
        matches!(class, Class::Province | Class::County | Class::District)
            && !class.compatible(stated)
    };
    std::iter::once(place.class)
        .chain(place.also.iter().copied())
        .find(division)
}

fn figure_of_unit<'c>(
    corpus: &'c Corpus<'_>,
    case: Case<'_>,
    id: PlaceId,
    class: Class,
    value: f64,
) -> Option<&'c Attribute> {
    unit_class(corpus, id, class)?;
    let when = &case.claim.when;
    corpus
        .know
        .gazetteer
        .attributes(id, "population")
        .find(|a| {
            let equal = a.number.is_some_and(|n| (n / value - 1.0).abs() <= SAME);
            equal && (when.is_unstated() || a.when.is_unstated() || a.when.overlaps(when))
        })
}

/// Whether a settlement of the name is known to have this figure itself.
fn own_figure_fits(corpus: &Corpus<'_>, case: Case<'_>, class: Class, value: f64) -> bool {
    let gazetteer = corpus.know.gazetteer;
    let mut own = gazetteer.by_name(case.claim.subject.text.trim());
    own.extend(case.claim.subject.place);
    own.into_iter()
        .filter(|id| corpus.know.place(*id).is_a(class))
        .filter(|id| unit_class(corpus, *id, class).is_none())
        .any(|id| {
            gazetteer
                .attributes(id, "population")
                .any(|a| a.number.is_some_and(|n| (n / value - 1.0).abs() <= OTHER))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_of_a_description_is_found() {
        let class = |s| described_class(s);
        assert_eq!(
            class("Kyongsong is a county seat in North Hamgyong"),
            Some(Class::Town)
        );
        assert_eq!(
            class("Kyongsong is a county in North Hamgyong"),
            Some(Class::County)
        );
        assert_eq!(class("Its population is large"), None);
    }
}
