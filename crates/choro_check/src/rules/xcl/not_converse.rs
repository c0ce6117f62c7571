#![doc = include_str!("../../../resources/rules/XCL803.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::referent::Referent;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::{Wind, angle_between};
use choro_quantity::Polarity;
use std::collections::BTreeMap;

/// Directions further apart than this cannot both hold.
const APART: f64 = 100.0;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut pairs: BTreeMap<(Referent, Referent), Vec<(Wind, Case<'_>)>> = BTreeMap::new();
    for case in corpus.cases() {
        let claim = case.claim;
        if claim.kind != Kind::Direction || claim.polarity == Polarity::Negated || claim.past {
            continue;
        }
        let figure = Referent::of(case.text, &claim.subject);
        let ground = claim.object.as_ref();
        let ground = ground.and_then(|o| Referent::of(case.text, o));
        let Some((figure, ground)) = figure.zip(ground).filter(|(a, b)| a != b) else {
            continue;
        };
        let Some(wind) = Wind::from_letters(&claim.value) else {
            continue;
        };
        let pointlike = |r: &Referent| r.place().is_none_or(|id| corpus.know.is_pointlike(id));
        if !pointlike(&figure) || !pointlike(&ground) {
            continue;
        }
        let (key, wind) = if figure < ground {
            ((figure, ground), wind)
        } else {
            ((ground, figure), wind.opposite())
        };
        pairs.entry(key).or_default().push((wind, case));
    }
    let mut findings = Vec::new();
    for ((a, b), said) in &pairs {
        for (at, (wind, case)) in said.iter().enumerate() {
            let clash = said[..at]
                .iter()
                .find(|(other, _)| angle_between(other.azimuth(), wind.azimuth()) > APART);
            if let Some((_, earlier)) = clash {
                let (a, b) = (a.name(&corpus.know), b.name(&corpus.know));
                let message = format!("two directions are given for {a} and {b}");
                let mut finding = about("XCL803", Severity::Warning, *case, message);
                finding
                    .related
                    .push(related(*earlier, "the other direction"));
                findings.push(finding);
            }
        }
    }
    findings
}
