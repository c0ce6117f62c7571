//! The history of a place: what is dated of it, in order of time.

use crate::{Gazetteer, PlaceId, SourceId};
use choro_layer::FactKind;
use choro_quantity::{Date, When};

/// One dated statement of a place's history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Episode<'g> {
    /// What it speaks of.
    pub what: FactKind,
    /// When it held or happened.
    pub when: &'g When,
    /// The name, type, standing or event; of the other place its name.
    pub value: &'g str,
    /// The other place, of what it lay in or was the seat of.
    pub to: Option<PlaceId>,
    /// Language of a name, empty where unknown.
    pub language: &'g str,
    /// Who says so.
    pub source: SourceId,
    /// A remark of that source on that time.
    pub note: Option<&'g str>,
}

impl Gazetteer {
    /// All that is dated of a place but figures, in order of time; what has no beginning comes
    /// before what has one, and of one time names come first.
    pub fn history(&self, id: PlaceId) -> Vec<Episode<'_>> {
        let place = self.place(id);
        let episode = |what, when, value, source| Episode {
            what,
            when,
            value,
            to: None,
            language: "",
            source,
            note: self
                .attributes(id, "note")
                .find(|a| a.when == *when && a.source == source && !a.when.is_unstated())
                .map(|a| a.value.as_str()),
        };
        let names = place.names.iter().map(|n| Episode {
            language: &n.language,
            ..episode(FactKind::Name, &n.when, n.text.as_str(), n.source)
        });
        let related = |what, relations: &'_ [crate::Relation]| {
            relations
                .iter()
                .map(|r| (what, r.to, r.source))
                .enumerate()
                .map(|(at, (what, to, source))| (at, what, to, source))
                .collect::<Vec<_>>()
        };
        let parents = related(FactKind::Parent, &place.parents);
        let seats = related(FactKind::CapitalOf, &place.capital_of);
        let relations = parents
            .into_iter()
            .map(|(at, what, to, source)| (&place.parents[at].when, what, to, source))
            .chain(
                seats
                    .into_iter()
                    .map(|(at, what, to, source)| (&place.capital_of[at].when, what, to, source)),
            )
            .map(|(when, what, to, source)| Episode {
                to: Some(to),
                ..episode(what, when, self.place(to).name(), source)
            });
        let facts = place.attributes.iter().filter_map(|a| {
            let what = match a.key.as_str() {
                "type" => FactKind::Type,
                "status" => FactKind::Status,
                "event" => FactKind::Event,
                _ => return None,
            };
            Some(episode(what, &a.when, a.value.as_str(), a.source))
        });
        let footprints = place
            .footprints
            .iter()
            .map(|f| episode(FactKind::Footprint, &f.when, "", f.source));
        let mut all: Vec<Episode<'_>> = names
            .chain(relations)
            .chain(facts)
            .chain(footprints)
            .filter(|e| !e.when.is_unstated())
            .collect();
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all
    }
}

type Key<'e> = (Option<Date>, bool, Option<Date>, FactKind, &'e str);

/// Order of time: the first day, then the last, without end last.
fn key<'e>(e: &Episode<'e>) -> Key<'e> {
    let (first, last) = (e.when.earliest, e.when.latest);
    (first, last.is_none(), last, e.what, e.value)
}
