//! Decisions on what a sentence says.

use super::Case;
use crate::output;
use anyhow::{Context, bail};
use choro_claim::Claim;
use choro_pipeline::{concerns, correct};
use choro_project::{CLAIM_DECISIONS_FILE, ClaimDecision, NOTHING, Saying, suggestion};
use choro_text::Span;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Finds the claim, shows what is decided of it and of others on the same words, and writes it down.
pub(super) fn decide(case: &Case<'_>, id: &str) -> anyhow::Result<ExitCode> {
    let atlas = &case.compiled.atlas;
    let statements: Vec<&Claim> = atlas.statements().map(|s| s.claim).collect();
    let Some(claim) = statements.iter().find(|claim| claim.label() == id.trim()) else {
        bail!("there is no claim `{id}`; `choro claims` lists them with their ids");
    };
    let says = saying(&case.asked.says)?;
    if let Saying::Corrected(parts) = &says {
        correct(claim, parts, &atlas.gazetteer)?;
    }
    let decision = ClaimDecision {
        document: claim.evidence.document.clone(),
        kind: claim.kind.as_str().to_owned(),
        words: claim.evidence.quote.clone(),
        object: object_as_read(case, claim),
        says,
        signature: case.signature.clone(),
        span: Span::default(),
    };
    let same = |other: &&&Claim| other.label() == claim.label() || concerns(&decision, other);
    for claim in statements.iter().filter(same) {
        output::write(&format!(
            "{} {}: {}\n",
            claim.label(),
            claim.kind,
            words(&decision)
        ))?;
    }
    if case.asked.dry_run {
        case.terminal.say("nothing is written");
    } else {
        case.place.world.decide_claim(&decision)?;
        case.terminal
            .say(&format!("decided; see {CLAIM_DECISIONS_FILE}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The claim's object as the text has it: where an earlier decision has put another in its place, the
/// one that the decision names.
fn object_as_read(case: &Case<'_>, claim: &Claim) -> Option<String> {
    let replaces = |decision: &&ClaimDecision| {
        decision.document == claim.evidence.document
            && decision.kind == claim.kind.as_str()
            && decision.words == claim.evidence.quote
            && matches!(&decision.says, Saying::Corrected(parts) if parts.contains_key("object"))
    };
    let earlier = case.project.decisions.claims.iter().rfind(replaces);
    match earlier {
        Some(earlier) => earlier.object.clone(),
        None => claim.object.as_ref().map(|object| object.text.clone()),
    }
}

/// What `--says` states: parts with their values, or `nothing`.
fn saying(typed: &[String]) -> anyhow::Result<Saying> {
    if let [one] = typed
        && one.trim() == NOTHING
    {
        return Ok(Saying::NotSaid);
    }
    let mut parts = BTreeMap::new();
    for pair in typed {
        let (part, value) = pair.split_once('=').with_context(|| {
            format!("`--says {pair}`: write PART=VALUE, such as value=SW, or `nothing`")
        })?;
        let part = part.trim().to_lowercase();
        if !Saying::PARTS.contains(&part.as_str()) {
            match suggestion(&part, Saying::PARTS.into_iter()) {
                Some(meant) => bail!("a claim has no part `{part}`; did you mean `{meant}`?"),
                None => bail!(
                    "a claim has no part `{part}`; parts are {}",
                    Saying::PARTS.join(", ")
                ),
            }
        }
        parts.insert(part, value.trim().to_owned());
    }
    Ok(Saying::Corrected(parts))
}

fn words(decision: &ClaimDecision) -> String {
    match &decision.says {
        Saying::NotSaid => format!("“{}” does not say this", decision.words),
        Saying::Corrected(parts) => {
            let parts: Vec<String> = parts.iter().map(|(k, v)| format!("{k} {v}")).collect();
            format!("“{}” says {}", decision.words, parts.join(", "))
        }
    }
}
