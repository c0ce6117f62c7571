//! What an atlas has on each place: statements, findings, documents, lines and crossings.

use crate::{Atlas, Statement};
use choro_diagnostic::Finding;
use choro_gazetteer::{Class, Place, PlaceId, SourceId};
use choro_layer::Source;
use choro_network::Stop;
use std::collections::{BTreeMap, BTreeSet};

/// All that the atlas has on one place.
#[derive(Default)]
pub struct About<'a> {
    /// Statements that name it as subject, object or further place, in document order.
    pub statements: Vec<Statement<'a>>,
    /// Indexes of the findings that concern it.
    pub findings: Vec<usize>,
    /// How often each document (by index) mentions it.
    pub mentions: BTreeMap<usize, usize>,
    /// Lines that stop there, or within it where it is a county, district or city: index of the
    /// line and of the stop.
    pub stops: Vec<(usize, usize)>,
    /// Indexes of the crossings at it.
    pub crossings: Vec<usize>,
}

/// The atlas turned round: from places to what concerns them. Made once, in linear time.
pub struct Index<'a> {
    places: BTreeMap<PlaceId, About<'a>>,
    subjects: BTreeMap<String, BTreeSet<PlaceId>>,
    of_claim: BTreeMap<&'a str, Vec<usize>>,
    documents: BTreeMap<&'a str, usize>,
    nothing: About<'a>,
}

/// The place that a stop serves, and the smaller units it lies in today.
fn served(atlas: &Atlas, stop: &Stop) -> BTreeSet<PlaceId> {
    let place = stop.place.and_then(|id| atlas.place(id));
    let parents = place.into_iter().flat_map(|place| &place.parents);
    let now = parents.filter(|parent| parent.when.latest.is_none());
    let units = now.filter(|parent| {
        let unit = atlas.place(parent.to).map(|unit| unit.class);
        matches!(unit, Some(Class::County | Class::District | Class::City))
    });
    let units = units.map(|parent| parent.to);
    stop.place.into_iter().chain(units).collect()
}

impl<'a> Index<'a> {
    /// Turns `atlas` round.
    pub fn new(atlas: &'a Atlas) -> Self {
        let mut index = Self {
            places: BTreeMap::new(),
            subjects: BTreeMap::new(),
            of_claim: BTreeMap::new(),
            documents: atlas
                .documents
                .iter()
                .enumerate()
                .map(|(i, d)| (d.document.path.as_str(), i))
                .collect(),
            nothing: About::default(),
        };
        index.add_documents(atlas);
        index.add_findings(atlas);
        for (l, line) in atlas.network.lines.iter().enumerate() {
            for (s, stop) in line.stops.iter().enumerate() {
                for place in served(atlas, stop) {
                    index.entry(place).stops.push((l, s));
                }
            }
        }
        for (c, crossing) in atlas.network.crossings.iter().enumerate() {
            let ends: BTreeSet<PlaceId> = [crossing.from.1, crossing.to.1]
                .into_iter()
                .flatten()
                .collect();
            for place in ends {
                index.entry(place).crossings.push(c);
            }
        }
        index
    }

    fn entry(&mut self, place: PlaceId) -> &mut About<'a> {
        self.places.entry(place).or_default()
    }

    fn add_documents(&mut self, atlas: &'a Atlas) {
        for (d, text) in atlas.documents.iter().enumerate() {
            for place in text.mentions.all.iter().filter_map(|m| m.chosen) {
                *self.entry(place).mentions.entry(d).or_default() += 1;
            }
        }
        for statement in atlas.statements() {
            let claim = statement.claim;
            let places: BTreeSet<PlaceId> = claim.arguments().filter_map(|a| a.place).collect();
            for place in &places {
                self.entry(*place).statements.push(statement);
            }
            self.subjects.insert(claim.label(), places);
        }
    }

    fn add_findings(&mut self, atlas: &'a Atlas) {
        for (f, finding) in atlas.findings.iter().enumerate() {
            if let Some(claim) = &finding.claim {
                self.of_claim.entry(claim).or_default().push(f);
            }
            for place in self.places_of(atlas, finding) {
                self.entry(place).findings.push(f);
            }
        }
    }

    /// The places a finding concerns: those of its claim, or those mentioned in its span.
    pub fn places_of(&self, atlas: &Atlas, finding: &Finding) -> BTreeSet<PlaceId> {
        if let Some(places) = finding.claim.as_ref().and_then(|c| self.subjects.get(c)) {
            return places.clone();
        }
        let Some(text) = self
            .document(&finding.primary.document)
            .and_then(|document| atlas.documents.get(document))
        else {
            return BTreeSet::new();
        };
        let span = finding.primary.span;
        let near: BTreeSet<usize> = text
            .document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.span.overlaps(span))
            .map(|(i, _)| i)
            .collect();
        text.mentions
            .all
            .iter()
            .filter(|m| near.contains(&m.block))
            .filter(|m| {
                text.document.blocks[m.block]
                    .map
                    .to_original(m.span)
                    .overlaps(span)
            })
            .filter_map(|m| m.chosen)
            .collect()
    }

    /// What is known to concern a place; empty where nothing is.
    pub fn about(&self, place: PlaceId) -> &About<'a> {
        self.places.get(&place).unwrap_or(&self.nothing)
    }

    /// The places that anything concerns, in order of their ids.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + '_ {
        self.places.keys().copied()
    }

    /// Index of the document with this path.
    pub fn document(&self, path: &str) -> Option<usize> {
        self.documents.get(path).copied()
    }

    /// Indexes of the findings that judge a claim, by its label (`DOCUMENT#N`).
    pub fn findings_of(&self, claim: &str) -> &[usize] {
        self.of_claim.get(claim).map_or(&[], Vec::as_slice)
    }
}

impl Atlas {
    /// The place with this id, where the gazetteer has it.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.gazetteer.places().get(id.0 as usize)
    }

    /// The source with this id, where the gazetteer has it.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.gazetteer.sources().get(id.0 as usize)
    }

    /// Every place that `place` has ever been stated to lie in, directly or through others, in
    /// order of their ids.
    pub fn ever_within(&self, place: PlaceId) -> BTreeSet<PlaceId> {
        let mut found = BTreeSet::new();
        let mut open = vec![place];
        while let Some(next) = open.pop() {
            for relation in self.place(next).map_or(&[][..], |p| &p.parents) {
                if relation.to != place && found.insert(relation.to) {
                    open.push(relation.to);
                }
            }
        }
        found
    }
}
