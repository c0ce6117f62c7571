//! Decisions on what sentences say.

use super::{location, spaced};
use choro_claim::{Argument, Claim, ClaimId, Kind};
use choro_diagnostic::decision::STALE;
use choro_diagnostic::{Finding, input};
use choro_gazetteer::Gazetteer;
use choro_geometry::Wind;
use choro_project::{CLAIM_DECISIONS_FILE, ClaimDecision, Saying};
use choro_quantity::{Polarity, When};
use std::collections::BTreeMap;

/// Why a claim cannot say what it is decided to say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// The value is not of the kind's sort.
    #[error("`value` of a claim of kind {kind} is {wanted}, not `{value}`")]
    Value {
        /// Kind of the claim.
        kind: Kind,
        /// What it is to be.
        wanted: &'static str,
        /// What was stated.
        value: String,
    },
    /// The kind has no value that could be corrected.
    #[error("a claim of kind {0} has no value to correct; it can only be said not to be there")]
    NoValue(Kind),
    /// The gazetteer has no such place.
    #[error("no place has the key `{0}`")]
    Place(String),
    /// The kind has no object.
    #[error("a claim of kind {0} has no object")]
    NoObject(Kind),
    /// It is no date.
    #[error("`when` is a date in EDTF, such as 1930 or 1910/1945, not `{0}`")]
    When(String),
    /// It is neither of the two.
    #[error("`polarity` is `affirmed` or `negated`, not `{0}`")]
    Polarity(String),
    /// There is no such part.
    #[error("a claim has no part `{0}`; parts are value, unit, subject, object, when, polarity")]
    Part(String),
}

/// Applies decisions in file order, so that the last word counts; claims are numbered anew where some are not said.
pub(super) fn apply(
    decisions: &[&ClaimDecision],
    claims: &mut Vec<Claim>,
    gazetteer: &Gazetteer,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What a decision is about is what was read, whatever earlier decisions made of it.
    let read = claims.clone();
    let mut kept = vec![true; claims.len()];
    for decision in decisions {
        let about: Vec<usize> = (0..read.len())
            .filter(|at| concerns(decision, &read[*at]))
            .collect();
        if about.is_empty() {
            let message = format!(
                "no claim of kind {} is read from “{}” in `{}` any more",
                decision.kind, decision.words, decision.document
            );
            let at = location(CLAIM_DECISIONS_FILE, decision.span);
            findings.push(Finding::decision(STALE, at, message));
        }
        for at in about {
            match &decision.says {
                Saying::NotSaid => kept[at] = false,
                Saying::Corrected(parts) => match correct(&claims[at], parts, gazetteer) {
                    Ok(corrected) => {
                        claims[at] = corrected;
                        kept[at] = true;
                    }
                    Err(error) => findings.push(refused(decision, &error)),
                },
            }
        }
    }
    let mut kept = kept.into_iter();
    claims.retain(|_| kept.next().unwrap_or(true));
    for (index, claim) in claims.iter_mut().enumerate() {
        claim.id = ClaimId(index as u32);
    }
    findings
}

fn refused(decision: &ClaimDecision, error: &CorrectionError) -> Finding {
    let at = location(CLAIM_DECISIONS_FILE, decision.span);
    match error {
        CorrectionError::Place(_) => Finding::decision(STALE, at, error.to_string()),
        _ => Finding::input(
            input::CONFIG_UNREADABLE,
            CLAIM_DECISIONS_FILE,
            decision.span,
            error.to_string(),
        ),
    }
}

/// Whether the decision is about this claim, as it was read from the document.
pub fn concerns(decision: &ClaimDecision, claim: &Claim) -> bool {
    let object = claim.object.as_ref().map_or("", |o| o.text.as_str());
    decision.document == claim.evidence.document
        && decision.kind == claim.kind.as_str()
        && spaced(&claim.evidence.quote).contains(&spaced(&decision.words))
        && decision
            .object
            .as_deref()
            .is_none_or(|named| spaced(named) == spaced(object))
}

/// The claim with other parts. Places are named by their keys.
pub fn correct(
    claim: &Claim,
    parts: &BTreeMap<String, String>,
    gazetteer: &Gazetteer,
) -> Result<Claim, CorrectionError> {
    let mut claim = claim.clone();
    for (part, stated) in parts {
        match part.as_str() {
            "value" => set_value(&mut claim, stated.trim())?,
            "unit" => stated.trim().clone_into(&mut claim.unit),
            "subject" => set_place(&mut claim.subject, stated.trim(), gazetteer)?,
            "object" => {
                let kind = claim.kind;
                let object = claim.object.as_mut();
                let object = object.ok_or(CorrectionError::NoObject(kind))?;
                set_place(object, stated.trim(), gazetteer)?;
            }
            "when" => {
                claim.when = When::parse(stated.trim())
                    .ok_or_else(|| CorrectionError::When(stated.clone()))?;
            }
            "polarity" => {
                claim.polarity = match stated.trim() {
                    "affirmed" => Polarity::Affirmed,
                    "negated" => Polarity::Negated,
                    other => return Err(CorrectionError::Polarity(other.to_owned())),
                }
            }
            other => return Err(CorrectionError::Part(other.to_owned())),
        }
    }
    Ok(claim)
}

fn set_place(
    argument: &mut Argument,
    key: &str,
    gazetteer: &Gazetteer,
) -> Result<(), CorrectionError> {
    let id = gazetteer
        .by_key(key)
        .ok_or_else(|| CorrectionError::Place(key.to_owned()))?;
    *argument = Argument {
        text: gazetteer.place(id).name().to_owned(),
        span: argument.span,
        mention: argument.mention,
        place: Some(id),
        readings: vec![id],
        class: None,
        confidence: 1.0,
    };
    Ok(())
}

fn set_value(claim: &mut Claim, value: &str) -> Result<(), CorrectionError> {
    let refuse = |wanted| {
        Err(CorrectionError::Value {
            kind: claim.kind,
            wanted,
            value: value.to_owned(),
        })
    };
    let wind = || Wind::from_letters(value).map(|wind| wind.letters().to_owned());
    let stated = match claim.kind {
        Kind::Direction | Kind::Borders => match wind() {
            Some(wind) => wind,
            None if claim.kind == Kind::Borders && value.is_empty() => String::new(),
            None => return refuse("the letters of a wind, such as SW"),
        },
        Kind::PositionIn => match wind() {
            Some(wind) => wind,
            None if value == "C" => value.to_owned(),
            None => return refuse("the letters of a wind, such as SW, or C for the centre"),
        },
        Kind::Coordinates => match coordinates(value) {
            Some(_) => value.to_owned(),
            None => return refuse("latitude and longitude, such as 41.67,129.67"),
        },
        Kind::Superlative | Kind::Comparative => return Err(CorrectionError::NoValue(claim.kind)),
        _ if claim.amount.is_some() => match amount(value) {
            Some(amount) => {
                claim.amount = Some(amount);
                value.to_owned()
            }
            None => return refuse("a number, such as 15, or a range, such as 15..20"),
        },
        _ if claim.value.is_empty() => return Err(CorrectionError::NoValue(claim.kind)),
        _ => value.to_owned(),
    };
    claim.value = stated;
    Ok(())
}

/// A finite number or two, lowest first.
fn amount(value: &str) -> Option<(f64, f64)> {
    let (low, high) = value.split_once("..").unwrap_or((value, value));
    let number = |text: &str| text.trim().parse().ok().filter(|n: &f64| n.is_finite());
    let (low, high) = (number(low)?, number(high)?);
    (low <= high).then_some((low, high))
}

fn coordinates(value: &str) -> Option<(f64, f64)> {
    let (lat, lon) = value.split_once(',')?;
    let within = |text: &str, most: f64| {
        let degrees: f64 = text.trim().parse().ok()?;
        (degrees.abs() <= most).then_some(degrees)
    };
    Some((within(lat, 90.0)?, within(lon, 180.0)?))
}
