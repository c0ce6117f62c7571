#![doc = include_str!("../../../resources/rules/SRC502.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::referent::Referent;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{Hedge, Polarity};
use std::collections::BTreeMap;

/// What two statements must share to be one: kind, subject, object, unit.
type Key<'c> = (Kind, Referent, Option<Referent>, &'c str);

/// Figures of fewer digits agree by chance.
const DIGITS: usize = 2;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut said: BTreeMap<Key<'_>, Vec<Case<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        if let Some(key) = key(case) {
            said.entry(key).or_default().push(case);
        }
    }
    let mut findings = Vec::new();
    for cases in said.values() {
        for case in cases.iter().filter(|case| is_bare(**case)) {
            let hedged = cases.iter().find(|other| {
                is_hedged(**other)
                    && other.claim.amount == case.claim.amount
                    && other.claim.when.overlaps(&case.claim.when)
            });
            findings.extend(hedged.map(|hedged| report(*case, *hedged)));
        }
    }
    findings
}

fn key(case: Case<'_>) -> Option<Key<'_>> {
    let claim = case.claim;
    let digits = claim.value.chars().filter(char::is_ascii_digit).count();
    // Distances, heights and the like are measured; only counts are told.
    let told = matches!(
        claim.kind,
        Kind::Population | Kind::Count | Kind::Produces | Kind::Share | Kind::Capacity
    );
    if !told || claim.polarity != Polarity::Affirmed || claim.amount.is_none() || digits < DIGITS {
        return None;
    }
    let subject = Referent::of(case.text, &claim.subject)?;
    let object = claim.object.as_ref();
    let object = object.and_then(|o| Referent::of(case.text, o));
    Some((claim.kind, subject, object, &claim.unit))
}

/// Whether somebody else's word or guess stands behind it; "about" only rounds.
fn is_hedged(case: Case<'_>) -> bool {
    let guessed = ["estimate", "projected"].iter().any(|word| {
        let sentence = case.sentence().to_lowercase();
        sentence.contains(word)
    });
    match case.claim.hedge {
        Hedge::Reported | Hedge::Apparent => !names_count(case),
        Hedge::Estimated => guessed && !names_count(case),
        Hedge::Official | Hedge::Asserted => false,
    }
}

/// "According to the census" is no doubt.
fn names_count(case: Case<'_>) -> bool {
    let sentence = case.sentence().to_lowercase();
    sentence.contains("census") || sentence.contains("survey")
}

fn is_bare(case: Case<'_>) -> bool {
    case.claim.hedge == Hedge::Asserted
        && !case.claim.approximate
        && case.claim.source.is_empty()
        && !names_count(case)
}

fn report(case: Case<'_>, hedged: Case<'_>) -> Finding {
    let message = format!(
        "{} is stated as a fact here and with reserve elsewhere",
        case.claim.value
    );
    let mut finding = about("SRC502", Severity::Warning, case, message);
    let reserve = format!("here it is {}", hedged.claim.hedge);
    finding.related.push(related(hedged, reserve));
    finding.help = Some("keep the reserve, or name the source that lifts it".to_owned());
    finding
}
