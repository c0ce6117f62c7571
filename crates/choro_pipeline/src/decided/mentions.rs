//! Decisions on which place words stand for.

use super::{location, spaced};
use choro_diagnostic::Finding;
use choro_diagnostic::decision::{CONFLICT, STALE};
use choro_document::Document;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_mention::{Decided, Mention};
use choro_project::{MENTION_DECISIONS_FILE, MentionDecision, NOTHING};

/// The places decided for the mentions of a document. A decision on one paragraph comes before one on
/// the whole document, else the later one counts.
pub(super) fn apply(
    decisions: &[&MentionDecision],
    document: &Document,
    recognised: &[Mention],
    gazetteer: &Gazetteer,
) -> (Decided, Vec<Finding>) {
    let mut decided = Decided::new();
    let mut findings = Vec::new();
    for narrow in [false, true] {
        let mut so_far = Decided::new();
        for decision in decisions.iter().filter(|d| d.near.is_some() == narrow) {
            let place = match place(decision, gazetteer) {
                Ok(place) => place,
                Err(stale) => {
                    findings.push(*stale);
                    continue;
                }
            };
            let mut met = false;
            let mut contrary = false;
            for mention in recognised
                .iter()
                .filter(|m| is_about(decision, document, m))
            {
                met = true;
                let before = so_far.insert(mention.id, place);
                contrary |= before.is_some_and(|before| before != place);
            }
            let at = || location(MENTION_DECISIONS_FILE, decision.span);
            if !met {
                findings.push(unmet(decision));
            } else if contrary {
                let message = "an earlier decision takes the same words for another place";
                findings.push(Finding::decision(CONFLICT, at(), message));
            }
        }
        decided.extend(so_far);
    }
    (decided, findings)
}

/// The place that a decision names; `None` where it says that there is none in the gazetteer. The finding
/// where the gazetteer has no such place.
fn place(
    decision: &MentionDecision,
    gazetteer: &Gazetteer,
) -> Result<Option<PlaceId>, Box<Finding>> {
    let key = decision.is.value.trim();
    if key == NOTHING {
        return Ok(None);
    }
    gazetteer.by_key(key).map(Some).ok_or_else(|| {
        let message = format!("no place has the key `{key}`; the decision is without effect");
        let at = location(MENTION_DECISIONS_FILE, decision.is.span);
        Box::new(Finding::decision(STALE, at, message))
    })
}

/// Whether the decision is about this mention of its document.
pub fn is_about(decision: &MentionDecision, document: &Document, mention: &Mention) -> bool {
    let words = spaced(&decision.words);
    let Some(block) = document.blocks.get(mention.block) else {
        return false;
    };
    let named = spaced(&mention.text) == words || spaced(mention.name.slice(&block.text)) == words;
    let near = decision.near.as_deref().map(spaced);
    named && near.is_none_or(|near| spaced(&block.text).contains(&near))
}

fn unmet(decision: &MentionDecision) -> Finding {
    let message = match &decision.near {
        Some(near) => format!(
            "`{}` names no place “{}” in a paragraph with “{near}” any more",
            decision.document, decision.words
        ),
        None => format!(
            "`{}` names no place “{}” any more",
            decision.document, decision.words
        ),
    };
    let at = location(MENTION_DECISIONS_FILE, decision.span);
    Finding::decision(STALE, at, message)
}
