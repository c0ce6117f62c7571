//! Figures: inhabitants in sentences, the rest in a table.

use super::asked::Asked;
use super::fact::{Cells, Fact, Item, words};
use choro_gazetteer::Attribute;

/// Figures that are said elsewhere, or are about the data and not the place.
const ELSEWHERE: [&str; 3] = ["population", "elevation", "accuracy"];

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Item::paragraph(inhabitants(asked)).into_iter().collect();
    items.extend(figures(asked));
    items
}

/// Inhabitants, each figure with its time, the earliest first. Figures of one time that differ are
/// told among the open questions.
fn inhabitants(asked: &Asked<'_>) -> Vec<Fact> {
    let figures = chosen(asked, |a| a.key == "population" && a.number.is_some());
    let fact = |figure: &Attribute| {
        Fact::new("population")
            .with("name", asked.name(asked.place.id))
            .with("number", figure.number.unwrap_or_default())
            .with("when", asked.wording.during(&figure.when))
            .from([asked.record(figure.source, asked.place.id)])
    };
    let agreed = figures
        .iter()
        .filter(|figure| !is_disputed(figure, &figures));
    agreed.map(|figure| fact(figure)).collect()
}

/// Whether another figure of the same key and time says something else.
pub(super) fn is_disputed(figure: &Attribute, all: &[&Attribute]) -> bool {
    all.iter().any(|other| {
        other.key == figure.key
            && other.when == figure.when
            && other.unit == figure.unit
            && other.number != figure.number
    })
}

/// Figures of a sort that had been taken by the time asked about, each once, in order of key, time
/// and rank.
pub(super) fn chosen<'m>(
    asked: &Asked<'m>,
    wanted: impl Fn(&Attribute) -> bool,
) -> Vec<&'m Attribute> {
    let mut figures: Vec<&Attribute> = Vec::new();
    for figure in asked.place.attributes.iter().filter(|a| wanted(a)) {
        let may = if figure.when.is_unstated() {
            asked.holds(&figure.when, figure.source)
        } else {
            asked.has_begun(&figure.when)
        };
        let same = |known: &&Attribute| {
            known.key == figure.key
                && known.when == figure.when
                && known.number == figure.number
                && known.unit == figure.unit
        };
        if may && !figures.iter().any(same) {
            figures.push(figure);
        }
    }
    figures.sort_by_key(|a| (&a.key, a.when.earliest, a.when.latest));
    figures
}

fn figures(asked: &Asked<'_>) -> Option<Item> {
    let is_figure = |a: &Attribute| {
        a.number.is_some() && !a.unit.is_empty() && !ELSEWHERE.contains(&a.key.as_str())
    };
    let figures = chosen(asked, is_figure);
    let agreed = figures
        .iter()
        .filter(|figure| !is_disputed(figure, &figures));
    let row = |figure: &&Attribute| Cells {
        cells: vec![
            label(asked, &figure.key),
            asked
                .wording
                .figure(figure.number.unwrap_or_default(), &figure.unit),
            asked.wording.time(&figure.when),
        ],
        evidence: vec![asked.record(figure.source, asked.place.id)],
    };
    Item::table(&["figure", "value", "time"], agreed.map(row).collect())
}

/// The word for a key of figures and facts.
pub(super) fn label(asked: &Asked<'_>, key: &str) -> String {
    let known = asked.wording.entry("facts", key);
    known.map_or_else(|| words(&key.replace(['_', '-'], " ")), str::to_owned)
}
