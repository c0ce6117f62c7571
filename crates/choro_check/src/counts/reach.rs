//! “The town lies within range of two batteries”, “is protected by missile sites”: how far weapons
//! of a type reach is data of the type.

use super::Said;
use super::said::{number, thing, why_not_of_today};
use super::tally::Tally;
use crate::knowledge::Knowledge;
use crate::measures::readings;
use crate::ruling::Ruling;
use crate::wording::distance;
use choro_claim::{Annotated, Claim};
use choro_gazetteer::PlaceId;
use choro_geometry::Position;
use choro_inventory::Site;

pub(super) fn measure(claim: &Claim, text: &Annotated, know: &Knowledge<'_>) -> Ruling {
    let listing = &know.listing;
    let object = claim.object.as_ref().map_or("", |o| o.text.trim());
    let said = match said(claim, text, know) {
        Ok(said) => said,
        Err(ruling) => return *ruling,
    };
    let Some((kind, narrowed)) = thing(common(object), listing.lists.mapping) else {
        return Ruling::not_checked(&format!("“{object}” is no type of site"));
    };
    let narrowed = narrowed || common(object) != object;
    let stated = Said::reaching(said.unwrap_or(1), kind, object, narrowed, claim);
    readings::of_one(know, &claim.subject, |s| {
        in_reach(&stated, said.is_some(), s, know)
    })
}

/// The number stated, if any is.
fn said(
    claim: &Claim,
    text: &Annotated,
    know: &Knowledge<'_>,
) -> Result<Option<usize>, Box<Ruling>> {
    if let Some(why) = why_not_of_today(claim, text) {
        return Err(Box::new(Ruling::undetermined("vague", why)));
    }
    if claim.value.is_empty() {
        return Ok(None);
    }
    number(claim, know).map(Some)
}

/// The words for a type behind names: “surface-to-air missile sites” of “Chongjin
/// surface-to-air missile sites”.
fn common(object: &str) -> &str {
    let named =
        |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let mut rest = object;
    while let Some((first, others)) = rest.split_once(char::is_whitespace) {
        if !named(first) {
            break;
        }
        rest = others.trim_start();
    }
    rest
}

fn in_reach(stated: &Said<'_>, counted: bool, place: PlaceId, know: &Knowledge<'_>) -> Ruling {
    let name = know.name(place);
    let Some(at) = know.point(place) else {
        return Ruling::missing(format!("no position known for {name}"));
    };
    let listing = &know.listing;
    let off = know.radius_m(place) + know.limits.counts.border_m;
    let mut tally = Tally::default();
    let mut unknown: Vec<&Site> = Vec::new();
    for site in listing.of_kind(&stated.kind) {
        match listing.lists.mapping.reach_km(&site.kind) {
            Some(reach) => tally.add(site, reaches(site, at, off, reach)),
            None => unknown.push(site),
        }
    }
    if !unknown.is_empty() {
        let kind = &unknown[0].kind;
        return Ruling::missing(format!(
            "how far sites of type {kind} reach is not known; sites/types.toml can say it"
        ));
    }
    if tally.most() == 0 {
        let words = format!("the lists of sites have none {} in reach", stated.things);
        return Ruling::undetermined("closed-world", words);
    }
    let ruling = if counted && !tally.surely.is_empty() {
        // How far a list goes that is complete is not told by a point.
        super::compare(stated, &tally, false, know)
    } else if tally.surely.is_empty() || stated.narrowed {
        let words = format!("{} may reach {name}", tally.words(0));
        Ruling::undetermined("too-close", words).with_measured(tally.words(0))
    } else {
        let words = format!("{} reach {name}", tally.words(tally.surely.len()));
        Ruling::supported("measured", words)
    };
    ruling
        .with_threshold(format!("their reach, {} either way", distance(off)))
        .with_evidence(tally.sources())
}

/// Whether a site reaches a position that is known to so many metres: surely with the least of its
/// reach, perhaps with the most; kilometres.
fn reaches(site: &Site, at: Position, off: f64, (least, most): (f64, f64)) -> Option<bool> {
    let metres = choro_geometry::distance_m(site.position?, at);
    if metres + off <= least * 1e3 {
        Some(true)
    } else if metres - off > most * 1e3 {
        Some(false)
    } else {
        None
    }
}
