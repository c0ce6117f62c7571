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

pub(crate) use name::{OWN, is_well_known};

use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::verdict::Outcome;
use choro_claim::{Annotated, Argument, Claim, Kind};
use choro_gazetteer::{Class, PlaceId};
use graph::{Graph, Relation};
use name::{Key, Name};
use shares::{Shares, unlisted};
use statements::{blank, kin, names, readings, related};
use std::collections::{BTreeMap, BTreeSet};

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
    ruling: Ruling,
    /// What it says for this reading, as the logarithm of a likelihood ratio.
    told: f64,
}

impl Identity {
    /// Weighs all statements of a document.
    pub(crate) fn of(
        text: &Annotated,
        know: &Knowledge<'_>,
        judge: &impl Fn(&Claim) -> Ruling,
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
        judge: &impl Fn(&Claim) -> Ruling,
    ) -> Ruling {
        let claim = &text.claims[at];
        match &self.judged[at] {
            Some(judged) => self.weighed(at, judged, text, know),
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
    ) -> Ruling {
        let claim = &text.claims[at];
        let apart = siblings::without(at, text, &self.judged, &self.graph, &self.names);
        let shares = self.shares(apart.as_ref().unwrap_or(&self.graph), judged, claim, know);
        let best = |outcome: Outcome| {
            let mut of = shares.readings.iter().map(|(r, _)| &r.ruling);
            of.find(|ruling| ruling.outcome == outcome)
                .map_or_else(nothing, Ruling::clone)
        };
        let wrong = shares.wrong(claim, know);
        if wrong >= SURE && !is_called_a_state(claim, text, know) {
            return best(Outcome::Contradicted).sure(wrong);
        }
        let told = shares.of(Outcome::Supported, false) + wrong;
        if told >= SURE && shares.of(Outcome::Supported, true) >= BORNE_OUT {
            return best(Outcome::Supported).sure(told);
        }
        let voiced = |(reading, weight): &(&Reading, f64)| weight + reading.told;
        let first = shares
            .readings
            .iter()
            .max_by(|a, b| voiced(a).total_cmp(&voiced(b)));
        match first {
            Some((reading, _)) if reading.ruling.outcome == Outcome::Undetermined => {
                reading.ruling.clone()
            }
            Some((reading, _)) => open(reading.ruling.clone(), self.doubtful(claim), know),
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
        self.drop_silent(&mut readings, relation, know);
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

    /// Leaves out readings that have nothing to measure and are a second record of the places of a
    /// likelier one, or of the likeliest that has.
    fn drop_silent(
        &self,
        weighed: &mut Vec<(&Reading, f64)>,
        relation: &Relation,
        know: &Knowledge<'_>,
    ) {
        let places = |r: &Reading| {
            let subject = self.names[relation.subject].readings[r.subject];
            let object = relation.object.map(|o| self.names[o].readings[r.object]);
            (subject, object)
        };
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
        judge: &impl Fn(&Claim) -> Ruling,
    ) -> Ruling {
        let mut narrow = claim.clone();
        for argument in arguments_mut(&mut narrow) {
            if let Some(likely) = self.likely(argument) {
                keep_likely(argument, &likely);
            }
        }
        let ruling = judge(&narrow);
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

/// Leaves an argument the readings that may be meant, the likeliest first.
fn keep_likely(argument: &mut Argument, likely: &[(PlaceId, f64)]) {
    let most = likely.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let mut kept: Vec<(PlaceId, f64)> = likely
        .iter()
        .copied()
        .filter(|(_, share)| *share >= UNLIKELY * most)
        .collect();
    kept.sort_by(|a, b| b.1.total_cmp(&a.1));
    if let Some((first, _)) = kept.first() {
        argument.place = Some(*first);
        argument.readings = kept.into_iter().map(|(place, _)| place).collect();
    }
}

/// A verdict taken back for want of certainty of a place.
fn open(mut ruling: Ruling, doubtful: Option<PlaceId>, know: &Knowledge<'_>) -> Ruling {
    let Some(place) = doubtful else {
        return nothing();
    };
    ruling.explanation = format!(
        "{}; but nothing else shows that this {} is meant",
        ruling.explanation,
        know.name(place)
    );
    ruling.outcome = Outcome::Undetermined;
    ruling.reason = "unresolved";
    ruling.fault = None;
    ruling
}

fn nothing() -> Ruling {
    Ruling::undetermined("unresolved", "no place was found for it")
}

/// A superlative speaks of a holder that is known to lie where it is compared.
fn lies_in_small_scope(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let scope = ruling.object.map(|id| know.place(id).class);
    claim.kind == Kind::Superlative && scope.is_some_and(|class| class != Class::Country)
}

/// Whether a country is called "the state": a state of it may be meant.
fn is_called_a_state(claim: &Claim, text: &Annotated, know: &Knowledge<'_>) -> bool {
    let words = |a: &Argument| a.mention.map(|id| text.mentions.get(id).text.as_str());
    claim
        .arguments()
        .filter(|a| words(a).is_some_and(|words| words.ends_with("state")))
        .filter_map(|a| a.place)
        .any(|id| know.place(id).class == Class::Country)
}

fn arguments_mut(claim: &mut Claim) -> impl Iterator<Item = &mut Argument> {
    std::iter::once(&mut claim.subject)
        .chain(&mut claim.object)
        .chain(&mut claim.others)
}
