//! Reconciling: which place of the gazetteer a row of a list means.
//!
//! In: a name with other spellings, a type, names of parents, a position and a date, as far as the
//! row has them. Out: candidates with scores, split into name, parent, type and position, with
//! reasons, and the one that can be taken for a match, if there is one. A wrong match is worse than
//! none: a second candidate close behind, a type that clashes or a name that is only nearly right
//! without anything else that agrees make it none.

mod area;
mod evidence;
mod question;
mod weights;

use crate::{Class, Gazetteer, PlaceId};
use area::Areas;
use choro_geometry::Position;
use choro_quantity::When;
use evidence::{Evidence, Standing};
use question::Question;
use serde::Serialize;
use std::collections::BTreeMap;
use weights::WEIGHTS;

/// What a row says of the place it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The name, in any spelling; an area after a comma is taken for one it lies in.
    pub name: String,
    /// Other names or spellings.
    pub other_names: Vec<String>,
    /// What kind of thing it is.
    pub class: Option<Class>,
    /// Names of what it lies in.
    pub parents: Vec<String>,
    /// Where it is.
    pub position: Option<Position>,
    /// Of what time the row speaks; unstated means now.
    pub when: When,
}

/// How far each kind of evidence speaks for a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Shares {
    /// Likeness of the names, 0 to 1; see [`choro_name::Comparison::score`].
    pub name: f64,
    /// 1 where a parent agrees, 0 where it clashes, none where nothing is known.
    pub parent: Option<f64>,
    /// 1 for exactly the type asked for, 0 for another, none where none is asked for.
    pub r#type: Option<f64>,
    /// Metres from the row's position: beyond the boundary of a unit (0 inside), else from the
    /// point. None where one of them is unknown.
    pub distance: Option<f64>,
}

/// A place that a row may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// The probability, 0 to 1, that the row means it.
    pub score: f64,
    /// What the score is made of.
    pub shares: Shares,
    /// Why, in words for people, the strongest first: the first decided.
    pub reasons: Vec<String>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reconciled {
    /// Candidates, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// Whether the first candidate can be taken for a match.
    pub is_match: bool,
    /// Why there is no match; empty where there is one.
    pub why_not: String,
}

impl Reconciled {
    /// The match, where there is one.
    pub fn matched(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.is_match)
    }

    fn none(why_not: &str) -> Self {
        Self {
            why_not: why_not.to_owned(),
            ..Self::default()
        }
    }
}

/// Answers queries from a gazetteer. Keeps what several rows ask for: units by class, parents by
/// name.
pub struct Reconciler<'g> {
    gazetteer: &'g Gazetteer,
    within: Option<PlaceId>,
    areas: BTreeMap<Class, Areas>,
    parents: BTreeMap<String, Vec<PlaceId>>,
}

impl<'g> Reconciler<'g> {
    /// A reconciler that offers all places, or those within one place only.
    pub fn new(gazetteer: &'g Gazetteer, within: Option<PlaceId>) -> Self {
        Self {
            gazetteer,
            within,
            areas: BTreeMap::new(),
            parents: BTreeMap::new(),
        }
    }

    /// The places a row may mean, and whether the first of them is a match.
    pub fn reconcile(&mut self, query: &Query) -> Reconciled {
        let question = Question::new(query);
        if question.forms.is_empty() {
            return Reconciled::none("the row has no name");
        }
        self.prepare(query, &question);
        let areas = query.class.and_then(|class| self.areas.get(&class));
        let parents: Vec<&[PlaceId]> = question
            .parents
            .iter()
            .filter_map(|name| self.parents.get(name).map(Vec::as_slice))
            .filter(|found| !found.is_empty())
            .collect();
        let standing = query
            .position
            .zip(areas)
            .map(|(position, areas)| Standing::new(areas, position));
        let evidence = Evidence {
            gazetteer: self.gazetteer,
            query,
            question: &question,
            parents: &parents,
            areas,
            standing: standing.as_ref(),
        };
        let weighed: Vec<(Candidate, f64)> = self
            .found(query, &question, standing.as_ref())
            .into_iter()
            .filter_map(|place| evidence.weigh(place))
            .collect();
        let rival = |place| standing.as_ref().and_then(|standing| standing.rival(place));
        decide(weighed, &question, self.gazetteer, rival)
    }

    /// Looks up what the query needs and earlier ones did not.
    fn prepare(&mut self, query: &Query, question: &Question) {
        let (gazetteer, within) = (self.gazetteer, self.within);
        if let Some(class) = query.class {
            self.areas
                .entry(class)
                .or_insert_with(|| Areas::new(gazetteer, class, |id| lies(gazetteer, id, within)));
        }
        for name in &question.parents {
            if !self.parents.contains_key(name) {
                let found = gazetteer.areas_called(name);
                self.parents.insert(name.clone(), found);
            }
        }
    }

    /// Places to be weighed: those of like names, and units at or near the position.
    fn found(
        &self,
        query: &Query,
        question: &Question,
        standing: Option<&Standing>,
    ) -> Vec<PlaceId> {
        let mut found: Vec<PlaceId> = question.like(self.gazetteer);
        if let Some(areas) = query.class.and_then(|class| self.areas.get(&class)) {
            // Few enough to be compared one by one, which also finds spellings farther off.
            found.extend(areas.comparable());
        }
        found.extend(standing.into_iter().flat_map(Standing::near));
        found.sort_unstable();
        found.dedup();
        found.retain(|id| lies(self.gazetteer, *id, self.within));
        found
    }
}

/// Whether a place lies in the area asked for, or no area is.
fn lies(gazetteer: &Gazetteer, id: PlaceId, within: Option<PlaceId>) -> bool {
    let Some(area) = within else { return true };
    if id == area {
        return false;
    }
    let now = When::default();
    gazetteer
        .is_part_of(id, area, &now)
        .unwrap_or_else(|| evidence::stands_in(gazetteer, id, area))
}

/// Scores from points, and whether the first is a match.
fn decide(
    mut weighed: Vec<(Candidate, f64)>,
    question: &Question,
    gazetteer: &Gazetteer,
    rival: impl Fn(PlaceId) -> Option<PlaceId>,
) -> Reconciled {
    let total: f64 = WEIGHTS.none.exp() + weighed.iter().map(|(_, sum)| sum.exp()).sum::<f64>();
    for (candidate, sum) in &mut weighed {
        candidate.score = (sum.exp() / total * 1000.0).round() / 1000.0;
    }
    weighed.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.place.cmp(&b.place)));
    let candidates: Vec<Candidate> = weighed
        .into_iter()
        .map(|(candidate, _)| candidate)
        .filter(|candidate| candidate.score >= WEIGHTS.shown)
        .collect();
    let Some(first) = candidates.first() else {
        return Reconciled::none("no place has a name like this");
    };
    let mut why_not = why_not(first, &candidates[1..], question, gazetteer);
    if why_not.is_empty()
        && first.shares.name <= 0.0
        && let Some(rival) = rival(first.place)
    {
        let name = |id| gazetteer.place(id).name();
        why_not = format!(
            "drawn in {}, but the centre of {} is nearer",
            name(first.place),
            name(rival)
        );
    }
    Reconciled {
        is_match: why_not.is_empty(),
        why_not,
        candidates,
    }
}

/// Why the likeliest candidate cannot be taken for a match; empty where it can.
fn why_not(
    first: &Candidate,
    others: &[Candidate],
    question: &Question,
    gazetteer: &Gazetteer,
) -> String {
    let name = |candidate: &Candidate| gazetteer.place(candidate.place).name().to_owned();
    let shares = &first.shares;
    if shares.r#type == Some(0.0) {
        return format!("{} is of another type", name(first));
    }
    if shares.name < WEIGHTS.name.enough && !question.of_other_kind {
        return format!("{} has another name", name(first));
    }
    // Boundaries of provinces move; a unit of the name drawn around the position has not.
    let is_there = shares.name >= 1.0 && shares.distance == Some(0.0);
    if shares.parent == Some(0.0) && !is_there {
        return format!("{} lies elsewhere than the row says", name(first));
    }
    if first.score < WEIGHTS.accept {
        let second = others.first();
        return match second.filter(|second| second.score * 4.0 >= first.score) {
            Some(second) => format!("{} or {}", name(first), name(second)),
            None => format!("{} is not sure enough", name(first)),
        };
    }
    let fits = |c: &&Candidate| c.shares.r#type != Some(0.0) && c.shares.parent != Some(0.0);
    if shares.name < 1.0
        && !question.of_other_kind
        && let Some(namesake) = others.iter().filter(fits).find(|c| c.shares.name >= 1.0)
    {
        return format!("{} bears exactly this name", name(namesake));
    }
    let seconded = shares.parent == Some(1.0) || shares.distance.is_some();
    if !seconded && (shares.name < 1.0 || question.is_short()) {
        return format!("only the name speaks for {}", name(first));
    }
    String::new()
}
