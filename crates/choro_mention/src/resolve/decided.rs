//! Mentions of which a person has said what they stand for.

use crate::{Candidate, Mention, MentionId, MentionKind};
use choro_gazetteer::PlaceId;
use std::collections::BTreeMap;

/// What people decided of mentions: the place, or that they stand for none of the gazetteer.
pub type Decided = BTreeMap<MentionId, Option<PlaceId>>;

/// Makes the mentions stand for what was decided.
pub(super) fn hold(all: &mut [Mention], decided: &Decided) {
    for (id, place) in decided {
        let Some(mention) = all.get_mut(id.0 as usize) else {
            continue;
        };
        let reason = match place {
            Some(_) => "decided",
            None => "decided: no place of the gazetteer",
        };
        mention.candidates = place
            .iter()
            .map(|place| Candidate {
                place: *place,
                score: 1.0,
                reasons: vec![reason.to_owned().into()],
            })
            .collect();
        mention.chosen = *place;
        mention.antecedent = None;
        mention.confidence = if place.is_some() { 1.0 } else { 0.0 };
        reason.clone_into(&mut mention.reason);
        match (mention.kind, place) {
            (MentionKind::Unknown, Some(_)) => mention.kind = MentionKind::Name,
            (MentionKind::Name, None) => mention.kind = MentionKind::Unknown,
            _ => {}
        }
    }
}
