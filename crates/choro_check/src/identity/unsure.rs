//! What is said where it is not sure which place a statement means.

use super::UNLIKELY;
use crate::knowledge::Knowledge;
use crate::ruling::Ruling;
use crate::verdict::Outcome;
use choro_claim::{Annotated, Argument, Claim, Kind};
use choro_gazetteer::{Class, PlaceId};

/// Leaves an argument the readings that may be meant, the likeliest first.
pub(super) fn keep_likely(argument: &mut Argument, likely: &[(PlaceId, f64)]) {
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
pub(super) fn open(mut ruling: Ruling, doubtful: Option<PlaceId>, know: &Knowledge<'_>) -> Ruling {
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

pub(super) fn nothing() -> Ruling {
    Ruling::undetermined("unresolved", "no place was found for it")
}

/// A superlative speaks of a holder that is known to lie where it is compared.
pub(super) fn lies_in_small_scope(claim: &Claim, ruling: &Ruling, know: &Knowledge<'_>) -> bool {
    let scope = ruling.object.map(|id| know.place(id).class);
    claim.kind == Kind::Superlative && scope.is_some_and(|class| class != Class::Country)
}

/// Whether a country is called "the state": a state of it may be meant.
pub(super) fn is_called_a_state(claim: &Claim, text: &Annotated, know: &Knowledge<'_>) -> bool {
    let words = |a: &Argument| a.mention.map(|id| text.mentions.get(id).text.as_str());
    claim
        .arguments()
        .filter(|a| words(a).is_some_and(|words| words.ends_with("state")))
        .filter_map(|a| a.place)
        .any(|id| know.place(id).class == Class::Country)
}

pub(super) fn arguments_mut(claim: &mut Claim) -> impl Iterator<Item = &mut Argument> {
    std::iter::once(&mut claim.subject)
        .chain(&mut claim.object)
        .chain(&mut claim.others)
}
