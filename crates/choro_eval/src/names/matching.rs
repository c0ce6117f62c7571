//! How well two names are compared: the score against names of one place and of its neighbours.
//!
//! A name of a place is compared with the other names of that place and with all names of the two
//! hundred places nearest to it; of each place the likest name counts. A case is a place with a
//! name that is a variant or a slip away; it is true where it is the place itself. Neighbours that
//! bear a name of the place, letter by letter, are left out: no comparison of names tells
//! namesakes apart.

use super::calibration::Reliability;
use super::fit::{Case, fit};
use super::named::{Dice, Named, Neighbourhood, cities, whos_on_first};
use choro_name::{Comparison, Likeness, Relation, compare, evidence, fold, likeness};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Neighbours that a name is compared with.
const NEIGHBOURS: usize = 200;
/// Places drawn from each set.
const PLACES: usize = 600;
/// Sets the weights are fitted on: countries of GeoNames, and half of Who's On First.
const FITTED_ON: [&str; 6] = ["RU", "CN", "JP", "DE", "IR", "US"];
/// Sets they are measured on.
const MEASURED_ON: [&str; 7] = ["KR", "CH", "FR", "KZ", "UA", "VN", "TR"];

/// A place found like a name.
#[derive(Clone, Debug)]
pub struct Found {
    /// How the names are alike.
    pub likeness: Likeness,
    /// The score of the comparison.
    pub score: f64,
    /// Whether it is the place asked for.
    pub is_true: bool,
    /// The two names.
    pub names: (String, String),
}

/// What a set of places gives.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Places found.
    pub found: Vec<Found>,
    /// Names asked for.
    pub asked: usize,
    /// Of these, whose own place bears another name that is the same, a variant or a slip away.
    pub alike: usize,
    /// Of these, where the own place is the likest of all.
    pub first: usize,
}

/// Compares names of places drawn from a set with names of the places themselves and around them.
pub fn measure(places: &[Named], seed: u64, draw: impl Fn(&Named) -> bool) -> Outcome {
    let around = Neighbourhood::new(places);
    let mut dice = Dice::new(seed);
    let mut outcome = Outcome::default();
    let drawn: Vec<usize> = (0..places.len())
        .filter(|at| places[*at].names.len() > 1 && draw(&places[*at]))
        .collect();
    let wanted = PLACES.min(drawn.len());
    for _ in 0..wanted {
        let at = drawn[dice.roll(drawn.len())];
        let place = &places[at];
        let asked = &place.names[dice.roll(place.names.len())];
        ask(&mut outcome, asked, place, &neighbours(places, &around, at));
    }
    outcome
}

/// The places around that are no namesakes.
fn neighbours<'p>(places: &'p [Named], around: &Neighbourhood<'_>, at: usize) -> Vec<&'p Named> {
    let own: BTreeSet<String> = places[at].names.iter().map(|name| fold(name)).collect();
    around
        .nearest(at, NEIGHBOURS)
        .into_iter()
        .map(|at| &places[at])
        .filter(|other| !other.names.iter().any(|name| own.contains(&fold(name))))
        .collect()
}

fn ask(outcome: &mut Outcome, asked: &str, place: &Named, neighbours: &[&Named]) {
    let folded = fold(asked);
    let likest = |names: &[String]| {
        let found = names
            .iter()
            .filter(|name| fold(name) != folded)
            .map(|name| (compare(asked, name), name.clone()))
            .filter(|(found, _)| found.relation != Relation::Different);
        found.max_by(|(a, x), (b, y)| order(a, b).then(y.cmp(x)))
    };
    let own = likest(&place.names);
    let others: Vec<(Comparison, String)> = neighbours
        .iter()
        .filter_map(|other| likest(&other.names))
        .collect();
    outcome.asked += 1;
    outcome.alike += usize::from(own.is_some());
    let beaten = |own: &Comparison| others.iter().any(|(other, _)| order(other, own).is_ge());
    outcome.first += usize::from(own.as_ref().is_some_and(|(own, _)| !beaten(own)));
    let cases = own
        .into_iter()
        .map(|found| (found, true))
        .chain(others.into_iter().map(|found| (found, false)));
    for ((found, name), is_true) in cases {
        outcome.found.push(Found {
            likeness: likeness(asked, &name),
            score: found.score,
            is_true,
            names: (asked.to_owned(), name),
        });
    }
}

fn order(a: &Comparison, b: &Comparison) -> std::cmp::Ordering {
    a.score.total_cmp(&b.score)
}

/// Half of the places of a source, by the last digit of the id before the check digit.
fn half(place: &Named, odd: bool) -> bool {
    let digit = place.id.bytes().rev().nth(1).unwrap_or_default();
    (digit % 2 == 1) == odd
}

/// The sets for fitting (`true`) or measuring, by name; `None` where the data are missing.
pub fn outcomes(fitting: bool) -> Option<BTreeMap<String, Outcome>> {
    let korea = whos_on_first()?;
    let cities = cities()?;
    let countries: &[&str] = if fitting { &FITTED_ON } else { &MEASURED_ON };
    let mut outcomes = BTreeMap::new();
    let half = |place: &Named| half(place, fitting);
    outcomes.insert("KP (half)".to_owned(), measure(&korea, 1, half));
    for country in countries {
        if let Some(places) = cities.get(*country) {
            outcomes.insert((*country).to_owned(), measure(places, 1, |_| true));
        }
    }
    Some(outcomes)
}

/// `choro_eval names matching`: how far scores hold on the sets the weights were fitted on, and on
/// those they were not; with `--fit` the weights themselves, with `--pairs` every pair.
pub fn report(args: &[String]) -> Result<String, String> {
    let has = |name: &str| args.iter().any(|a| a == name);
    let missing = "the shared data or xz are missing";
    if has("--fit") {
        return Ok(weights(&outcomes(true).ok_or(missing)?));
    }
    let mut text = String::new();
    for (fitting, title) in [(true, "fitted on"), (false, "measured on")] {
        let outcomes = outcomes(fitting).ok_or(missing)?;
        let _ = writeln!(text, "{title}\n");
        table(&mut text, &outcomes, has("--pairs"));
        let _ = writeln!(text);
    }
    Ok(text)
}

/// The weights that explain best which pairs are one place's.
fn weights(outcomes: &BTreeMap<String, Outcome>) -> String {
    let cases: Vec<Case> = outcomes
        .values()
        .flat_map(|outcome| &outcome.found)
        .map(|found| Case {
            numbers: evidence(&found.likeness),
            is_true: found.is_true,
        })
        .collect();
    let mut text = String::new();
    for (name, weight) in fit(&cases) {
        let _ = writeln!(text, "{name} = {weight:.3}");
    }
    text
}

fn table(text: &mut String, outcomes: &BTreeMap<String, Outcome>, pairs: bool) {
    let all = || outcomes.values().flat_map(|outcome| &outcome.found);
    for found in all().filter(|_| pairs) {
        let _ = writeln!(
            text,
            "{:.3} {} {:?} ‘{}’ ‘{}’ {}",
            found.score,
            if found.is_true { "true " } else { "false" },
            found.likeness.mechanism,
            found.names.0,
            found.names.1,
            found.likeness.reason
        );
    }
    let _ = writeln!(
        text,
        "{:<12}{:>7}{:>8}{:>8}{:>8}",
        "set", "asked", "alike", "first", "error"
    );
    for (name, outcome) in outcomes {
        let reliability = Reliability::of(outcome.found.iter().map(|f| (f.score, f.is_true)));
        let _ = writeln!(
            text,
            "{name:<12}{:>7}{:>8}{:>8}{:>8.3}",
            outcome.asked,
            outcome.alike,
            outcome.first,
            reliability.error()
        );
    }
    let _ = writeln!(text);
    *text += &Reliability::of(all().map(|f| (f.score, f.is_true))).table();
}
