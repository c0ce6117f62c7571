//! Claims on prose of any region: encyclopaedia leads and country data sheets, against what a
//! person read in them.
//!
//! The texts stay outside ([`texts`]); the truth here holds their byte offsets, kinds, names and
//! values only ([`truth`]).

pub mod fit;
pub mod texts;
pub mod truth;

use crate::claims::{Difference, Score, line};
use choro_claim::{Claim, Kind};
use choro_gazetteer::Gazetteer;
use fit::fits;
use std::collections::BTreeMap;
use truth::Truth;

/// The kinds that geometry or a number decides.
pub const GEOMETRIC: [Kind; 12] = [
    Kind::Direction,
    Kind::Distance,
    Kind::Borders,
    Kind::LocatedIn,
    Kind::CapitalOf,
    Kind::PositionIn,
    Kind::OnFeature,
    Kind::Near,
    Kind::Area,
    Kind::Population,
    Kind::Elevation,
    Kind::Coordinates,
];

/// The claims the program reads in a text.
pub fn read(name: &str, text: &str, gazetteer: &Gazetteer) -> Vec<Claim> {
    let (document, _) = choro_document::read(name, text.as_bytes());
    let mentions = choro_mention::read(&document, gazetteer);
    choro_claim::extract(&document, &mentions, gazetteer)
}

/// Compares the claims of texts, by name, with the truth about these texts. Claims of kinds not
/// among `kinds` are left out; those that touch words a person doubted count neither way.
pub fn score(
    texts: &BTreeMap<String, String>,
    truth: &[Truth],
    kinds: &[Kind],
    gazetteer: &Gazetteer,
) -> Score {
    let mut score = Score::default();
    for (name, text) in texts {
        let mut claims = read(name, text, gazetteer);
        claims.retain(|c| kinds.contains(&c.kind));
        let of_text: Vec<&Truth> = truth
            .iter()
            .filter(|t| t.doc == *name && kinds.iter().any(|k| k.as_str() == t.kind))
            .collect();
        compare(name, text, &of_text, &claims, &mut score);
    }
    score
}

fn compare(name: &str, text: &str, truth: &[&Truth], claims: &[Claim], score: &mut Score) {
    let mut used = vec![false; claims.len()];
    for t in truth.iter().filter(|t| !t.doubtful) {
        let kind = Kind::from_name(&t.kind).map_or("unknown", Kind::as_str);
        let tally = score.tallies.entry(kind).or_default();
        tally.gold += 1;
        let found = (0..claims.len()).find(|i| !used[*i] && fits(t, &claims[*i]));
        if let Some(i) = found {
            used[i] = true;
            tally.found += 1;
        } else {
            let quote = text.get(t.start..t.end).unwrap_or("");
            score.differences.push(Difference::Miss(format!(
                "{name} {} | {quote:?} | S {} | O {} | V {} {}",
                t.kind, t.subject, t.object, t.value, t.unit
            )));
        }
    }
    for (claim, used) in claims.iter().zip(&used) {
        let right = *used || truth.iter().any(|t| !t.doubtful && fits(t, claim));
        let doubted = || {
            truth
                .iter()
                .any(|t| t.doubtful && t.kind == claim.kind.as_str() && fit::touches(t, claim))
        };
        if !right && doubted() {
            continue;
        }
        let tally = score.tallies.entry(claim.kind.as_str()).or_default();
        tally.read += 1;
        if right {
            tally.right += 1;
        } else {
            score
                .differences
                .push(Difference::Extra(format!("{name} {}", line(claim))));
        }
    }
}
