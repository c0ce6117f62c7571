//! Which places a document speaks of, as all its statements together have it.
//!
//! "Carmona lies in Cavite, 36 km south of Manila": the Carmona that lies in Cavite, and at that
//! distance, is meant by the direction too. Names, their readings and the statements that relate
//! them form a graph; how likely each reading is follows from all statements. No statement has a
//! voice in its own case: it is judged by what the others make of its places. Where these leave it
//! open, or where a place that no reference has may be meant ("Aurora is a town in South Dakota",
//! where the references only have Auroras elsewhere), neither support nor contradiction is worth
//! its name, and the statement stays undetermined.

mod graph;
mod name;
mod shares;
mod siblings;
mod sides;
mod statements;
mod telling;
mod unsure;

pub(crate) use name::{OWN, is_well_known};

use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::verdict::Outcome;
use choro_claim::{Annotated, Argument, Claim};
use choro_gazetteer::PlaceId;
use graph::{Graph, Relation};
use name::{Key, Name};
use shares::{Shares, unlisted};
use statements::{blank, kin, names, readings, related, taken};
use std::collections::{BTreeMap, BTreeSet};
use unsure::{arguments_mut, is_called_a_state, keep_likely, lies_in_small_scope, nothing, open};

/// How sure the places must be for a verdict, 0 to 1.
const SURE: f64 = 0.9;
/// How sure support must be, its own voice counted.
const BORNE_OUT: f64 = 0.8;
/// Readings less likely than this share of the likeliest are not meant.
const UNLIKELY: f64 = 0.05;

/// What the statements of a document say of the places it speaks of.
pub(crate) struct Identity {
    names: Vec<Name>,
    of: BTreeMap<Key, usize>,
    graph: Graph,
    /// Of each claim that tells places apart, its ruling under each reading.
    judged: Vec<Option<Judged>>,
}

/// A claim judged under every reading.
struct Judged {
    relation: usize,
    readings: Vec<Reading>,
}

/// The ruling on a claim for one place of its subject and one of its object.
struct Reading {
    subject: usize,
    object: usize,
    /// Without words.
    ruling: Ruling,
    /// Whether it was left open for what else the sentence says.
    softened: bool,
    /// What it says for this reading, as the logarithm of a likelihood ratio.
    told: f64,
}

impl Identity {
    /// Weighs all statements of a document.
    pub(crate) fn of(
        text: &Annotated,
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim, &Knowledge<'_>) -> Ruling,
    ) -> Self {
        let (names, of) = names(text, know);
        let mut ends: BTreeMap<(usize, Option<usize>), usize> = BTreeMap::new();
        let mut relations: Vec<Relation> = Vec::new();
        let mut judged = Vec::with_capacity(text.claims.len());
        for claim in &text.claims {
            let Some((subject, object)) = related(claim, &of) else {
                judged.push(None);
                continue;
            };
            let relation = *ends.entry((subject, object)).or_insert_with(|| {
                let end = object.map(|o| &names[o]);
                relations.push(Relation::new(subject, object, blank(&names[subject], end)));
                relations.len() - 1
            });
            let readings = readings(
                claim,
                &names[subject],
                object.map(|o| &names[o]),
                know,
                judge,
            );
            let fit = &mut relations[relation].fit;
            for reading in &readings {
                fit[reading.subject][reading.object] += reading.told;
            }
            judged.push(Some(Judged { relation, readings }));
        }
        sides::soften(text, &mut judged, &mut relations);
        kin(text, &of, &names, &ends, &mut relations, know);
        let graph = Graph::new(&names, relations);
        Self {
            names,
            of,
            graph,
            judged,
        }
    }

    /// The ruling on a claim, by what the other statements make of its places.
    pub(crate) fn ruling(
        &self,
        at: usize,
        text: &Annotated,
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim, &Knowledge<'_>) -> Ruling,
    ) -> Ruling {
        let claim = &text.claims[at];
        match &self.judged[at] {
            Some(judged) => self.weighed(at, judged, text, know, judge),
            None => self.narrowed(claim, text, know, judge),
        }
    }

    /// How likely the readings of an argument's name are, with their places.
    fn likely(&self, argument: &Argument) -> Option<Vec<(PlaceId, f64)>> {
        let name = *self.of.get(&Name::key(argument))?;
        let shares = self.graph.likely(name);
        Some(
            self.names[name]
                .readings
                .iter()
                .copied()
                .zip(shares)
                .collect(),
        )
    }

    /// The places that are surely meant.
    pub(crate) fn meant(&self) -> BTreeSet<PlaceId> {
        let all = self.names.iter().enumerate();
        all.flat_map(|(at, name)| name.readings.iter().copied().zip(self.graph.likely(at)))
            .filter(|(_, share)| *share >= SURE)
            .map(|(place, _)| place)
            .collect()
    }

    fn weighed(
        &self,
        at: usize,
        judged: &Judged,
        text: &Annotated,
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim, &Knowledge<'_>) -> Ruling,
    ) -> Ruling {
        let claim = &text.claims[at];
        let apart = siblings::without(at, text, &self.judged, &self.graph, &self.names);
        let shares = self.shares(apart.as_ref().unwrap_or(&self.graph), judged, claim, know);
        let worded = |reading: &Reading| {
            let (subject, object) = self.places(judged.relation, reading);
            let ruling = judge(&taken(claim, subject, object), know);
            if reading.softened {
                sides::open(&ruling)
            } else {
                ruling
            }
        };
        let best = |outcome: Outcome| {
            let mut of = shares.readings.iter().map(|(r, _)| r);
            of.find(|r| r.ruling.outcome == outcome)
                .map_or_else(nothing, |r| worded(r))
        };
        let borne_out = shares.of(Outcome::Supported, true) >= BORNE_OUT;
        let supported = shares.of(Outcome::Supported, false);
        // How far off each reading is, is measured only where it may decide.
        let most = shares.wrong_at_most();
        let wrong = if most >= SURE || borne_out && supported + most >= SURE {
            shares.wrong(claim, know)
        } else {
            0.0
        };
        if wrong >= SURE && !is_called_a_state(claim, text, know) {
            return best(Outcome::Contradicted).sure(wrong);
        }
        let told = supported + wrong;
        if told >= SURE && borne_out {
            return best(Outcome::Supported).sure(told);
        }
        let voiced = |(reading, weight): &(&Reading, f64)| weight + reading.told;
        let first = shares
            .readings
            .iter()
            .max_by(|a, b| voiced(a).total_cmp(&voiced(b)));
        match first {
            Some((reading, _)) if reading.ruling.outcome == Outcome::Undetermined => {
                worded(reading)
            }
            Some((reading, _)) => open(worded(reading), self.doubtful(claim), know),
            None => nothing(),
        }
    }

    /// How likely each reading of a claim is by what the other statements say, as a graph has them.
    fn shares<'j>(
        &self,
        graph: &Graph,
        judged: &'j Judged,
        claim: &Claim,
        know: &Knowledge<'_>,
    ) -> Shares<'j> {
        let relation = &graph.relations[judged.relation];
        let [mut subject, object] = graph.without(judged.relation);
        let swapped = |r: &Reading| r.ruling.fault == Some(Fault::SwappedCoordinate);
        let alone = |r: &Reading| {
            let sum = subject[r.subject] + object[r.object] + relation.fit[r.subject][r.object];
            // Figures that lead to a place once exchanged show by themselves that it is meant.
            if swapped(r) { sum } else { sum - r.told }
        };
        let mut readings: Vec<(&Reading, f64)> =
            judged.readings.iter().map(|r| (r, alone(r))).collect();
        readings.sort_by(|a, b| b.1.total_cmp(&a.1));
        self.drop_silent(&mut readings, judged.relation, know);
        let name = &self.names[relation.subject];
        let own = know.place(name.readings[0]).rank >= OWN;
        if telling::defines(claim.kind) && !own && !judged.readings.iter().any(swapped) {
            // What says which place is meant is not called wrong for a place's fame.
            let fame = name.prior.last().map_or(0.0, |known| known.min(0.0));
            if let Some(last) = subject.last_mut() {
                *last -= fame;
            }
        }
        Shares {
            readings,
            none: unlisted(&subject, &object, relation.object.is_some()),
            own,
        }
    }

    /// The places of a reading of what is related.
    fn places(&self, relation: usize, reading: &Reading) -> (PlaceId, Option<PlaceId>) {
        let relation = &self.graph.relations[relation];
        let subject = self.names[relation.subject].readings[reading.subject];
        let object = relation
            .object
            .map(|o| self.names[o].readings[reading.object]);
        (subject, object)
    }

    /// Leaves out readings that have nothing to measure and are a second record of the places of a
    /// likelier one, or of the likeliest that has.
    fn drop_silent(
        &self,
        weighed: &mut Vec<(&Reading, f64)>,
        relation: usize,
        know: &Knowledge<'_>,
    ) {
        let places = |r: &Reading| self.places(relation, r);
        let Some(first) = weighed
            .iter()
            .find(|(r, _)| !r.ruling.is_silent())
            .map(|(r, _)| places(r))
        else {
            return;
        };
        let one = |a: PlaceId, b: PlaceId| a == b || know.coincide(a, b);
        weighed.retain(|(r, _)| {
            let (subject, object) = places(r);
            let twin = one(subject, first.0) && object.zip(first.1).is_none_or(|(a, b)| one(a, b));
            !(r.ruling.is_silent() && twin)
        });
    }

    /// A claim that tells nothing of its places, judged for those that may be meant.
    fn narrowed(
        &self,
        claim: &Claim,
        text: &Annotated,
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim, &Knowledge<'_>) -> Ruling,
    ) -> Ruling {
        let mut narrow = claim.clone();
        for argument in arguments_mut(&mut narrow) {
            if let Some(likely) = self.likely(argument) {
                keep_likely(argument, &likely);
            }
        }
        let ruling = judge(&narrow, know);
        let sure = ruling.is_contradicted() && lies_in_small_scope(claim, &ruling, know);
        if !ruling.is_contradicted() || sure {
            return ruling;
        }
        let shares = claim.arguments().filter_map(|a| self.likely(a));
        let least = shares
            .map(|likely| likely.iter().map(|(_, share)| share).sum())
            .fold(1.0, f64::min);
        if least < SURE || is_called_a_state(claim, text, know) {
            return open(ruling, self.doubtful(claim), know);
        }
        ruling.sure(least)
    }

    /// The place of a claim that is the least sure.
    fn doubtful(&self, claim: &Claim) -> Option<PlaceId> {
        let first = |argument: &Argument| {
            let likely = self.likely(argument)?;
            likely.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))
        };
        claim
            .arguments()
            .filter_map(first)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(place, _)| place)
    }
}
