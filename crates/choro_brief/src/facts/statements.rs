//! What documents tell of a place that no reference can be held against: in their own words.
//!
//! A sentence of a document may say several things, in words that lean on those around it
//! ("the offices were then moved"). So it is quoted whole, hedges and all, and set apart from what
//! the brief itself states. A sentence of which any part is contradicted or disputed is not
//! quoted here; it stands among the open questions.

use super::asked::Asked;
use super::fact::{Fact, Item, words};
use choro_atlas::Statement;
use choro_claim::Kind;
use choro_gazetteer::PlaceId;
use choro_quantity::Hedge;

const SETTING: [Kind; 7] = [
    Kind::Terrain,
    Kind::Superlative,
    Kind::FormsBorder,
    Kind::Extends,
    Kind::Converges,
    Kind::View,
    Kind::PositionIn,
];
const HISTORY: [Kind; 4] = [Kind::Event, Kind::Formerly, Kind::StatusAt, Kind::Kinship];
const ECONOMY: [Kind; 4] = [Kind::Economy, Kind::Produces, Kind::Capacity, Kind::Share];
const FEATURES: [Kind; 4] = [
    Kind::HasFeature,
    Kind::UnitAt,
    Kind::MilitaryReach,
    Kind::Count,
];

/// What documents tell of the lie of the land.
pub(super) fn setting(asked: &Asked<'_>) -> Vec<Item> {
    quoted(asked, &SETTING)
}

/// What they tell of the past.
pub(super) fn history(asked: &Asked<'_>) -> Vec<Item> {
    quoted(asked, &HISTORY)
}

/// What they tell of its economy.
pub(super) fn economy(asked: &Asked<'_>) -> Vec<Item> {
    quoted(asked, &ECONOMY)
}

/// What they tell of things that stand there.
pub(super) fn features(asked: &Asked<'_>) -> Vec<Item> {
    quoted(asked, &FEATURES)
}

/// The sentences that hold a statement of these kinds about the place, in document order, each
/// once. A sentence that holds kinds of several sections stands in the first of them.
fn quoted(asked: &Asked<'_>, kinds: &[Kind]) -> Vec<Item> {
    let documents = &asked.material.atlas.documents;
    let statements = about(asked);
    let mut told: Vec<(usize, usize)> = Vec::new();
    let mut items = Vec::new();
    for statement in &statements {
        let kind = statement.claim.kind;
        if !kinds.contains(&kind) || !asked.may_state(statement) {
            continue;
        }
        let sentence = statement.claim.sentence;
        let place = (statement.document, sentence.start);
        let elsewhere = statements.iter().any(|other| {
            (other.document, other.claim.sentence.start) == place
                && rank(other.claim.kind) < rank(kind)
        });
        if elsewhere || told.contains(&place) {
            continue;
        }
        told.push(place);
        let quote = words(&documents[statement.document].document.words(sentence));
        if quote.is_empty() {
            continue;
        }
        items.push(Item::Quotation(
            Fact::new("quotation")
                .with("document", title(asked, statement.document))
                .with("quote", quote.clone())
                .with("hedge", hedge(asked, statement.claim.hedge))
                .from([asked.passage(statement, &quote)]),
        ));
    }
    items
}

/// The word for a hedge, which may stand in a sentence before the one that is quoted; empty where the
/// author says so without reserve.
fn hedge(asked: &Asked<'_>, hedge: Hedge) -> String {
    match hedge {
        Hedge::Asserted => String::new(),
        hedge => asked.wording.word("hedges", &hedge.to_string()).to_owned(),
    }
}

/// Which section a kind belongs to, in their order; kinds of none come last.
fn rank(kind: Kind) -> usize {
    let sections: [&[Kind]; 4] = [&SETTING, &HISTORY, &ECONOMY, &FEATURES];
    let section = sections.iter().position(|kinds| kinds.contains(&kind));
    section.unwrap_or(sections.len())
}

/// Statements whose subject or object is the place, or a thing that stands in it.
pub(super) fn about<'m>(asked: &Asked<'m>) -> Vec<Statement<'m>> {
    let own = &asked.about().statements;
    let mut all: Vec<Statement<'m>> = own.iter().filter(|s| concerns(asked, s)).copied().collect();
    for id in things(asked) {
        let about = &asked.material.index.about(id).statements;
        let subject = |s: &&Statement<'m>| s.claim.subject.place == Some(id);
        all.extend(about.iter().filter(subject).copied());
    }
    all.sort_by_key(|s| (s.document, s.claim.id));
    all.dedup_by_key(|s| (s.document, s.claim.id));
    all
}

fn concerns(asked: &Asked<'_>, statement: &Statement<'_>) -> bool {
    let claim = statement.claim;
    let object = claim.object.as_ref().and_then(|object| object.place);
    [claim.subject.place, object].contains(&Some(asked.place.id))
}

/// Things that stand in the place: sites, not units or settlements of their own.
fn things<'m>(asked: &Asked<'m>) -> impl Iterator<Item = PlaceId> + 'm {
    let (gazetteer, material) = (asked.gazetteer(), asked.material);
    gazetteer.children(asked.place.id).filter(move |id| {
        let class = gazetteer.place(*id).class;
        class.level() == 0 && material.may_tell(*id)
    })
}

/// What a document calls itself.
pub(super) fn title(asked: &Asked<'_>, document: usize) -> String {
    let document = &asked.material.atlas.documents[document].document;
    words(document.title.as_ref().unwrap_or(&document.path))
}
