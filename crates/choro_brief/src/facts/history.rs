//! What is dated of a place, in order of time, and what documents tell of its past.

use super::asked::Asked;
use super::fact::{Cells, Fact, Item, words};
use super::statements;
use choro_gazetteer::{Episode, language_name};
use choro_layer::FactKind;

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = chronicle(asked).into_iter().collect();
    items.extend(statements::history(asked));
    items
}

/// All that is said of a place that was not there at the time.
pub(super) fn absent(asked: &Asked<'_>) -> Vec<Item> {
    let fact = Fact::new("absent")
        .with("name", asked.name(asked.place.id))
        .with("when", asked.wording.during(asked.when()))
        .from(asked.own_record(asked.place.id));
    let history = asked.gazetteer().history(asked.place.id);
    let witnesses = history
        .iter()
        .filter(|e| matches!(e.what, FactKind::Event | FactKind::Status))
        .map(|e| asked.record(e.source, asked.place.id));
    Item::paragraph(vec![fact.from(witnesses)])
        .into_iter()
        .collect()
}

fn chronicle(asked: &Asked<'_>) -> Option<Item> {
    let history = asked.gazetteer().history(asked.place.id);
    let told = history
        .iter()
        .filter(|episode| episode.what != FactKind::Footprint)
        .filter(|episode| asked.has_begun(episode.when));
    Item::table(
        &["time", "what-held"],
        told.map(|episode| row(asked, episode)).collect(),
    )
}

fn row(asked: &Asked<'_>, episode: &Episode<'_>) -> Cells {
    let other = episode.to.map(|to| asked.name(to));
    let value = other.unwrap_or_else(|| match episode.what {
        FactKind::Event => asked
            .wording
            .word("events", &words(episode.value))
            .to_owned(),
        _ => words(episode.value),
    });
    let what = match episode.what {
        FactKind::Name => "called",
        FactKind::Parent => "within",
        FactKind::Type => "type",
        FactKind::CapitalOf => "seat-of",
        FactKind::Status => "status",
        FactKind::Event | FactKind::Footprint => "event",
    };
    let mut text = asked
        .wording
        .word("chronicle", what)
        .replace("{value}", &value);
    let known = asked.wording.entry("languages", episode.language);
    let language = known.unwrap_or(language_name(episode.language)).to_owned();
    let note = episode.note.map(words).unwrap_or_default();
    let more: Vec<String> = [language, note]
        .into_iter()
        .filter(|more| !more.is_empty())
        .collect();
    if !more.is_empty() {
        text = format!("{text} ({})", more.join("; "));
    }
    Cells {
        cells: vec![asked.wording.time(episode.when), text],
        evidence: vec![asked.record(episode.source, asked.place.id)],
    }
}
