//! Texts read and checked over a gazetteer and lists of sites, with no network and no ground.

use choro_check::{Checked, References, Settings, SiteLists, Thresholds, check};
use choro_claim::Annotated;
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_network::Network;
use choro_quantity::Lexicon;

pub(crate) fn annotated(path: &str, text: &str, gazetteer: &Gazetteer) -> Annotated {
    let (document, _) = choro_document::read(path, text.as_bytes());
    let mentions = choro_mention::read(&document, gazetteer);
    let claims = choro_claim::extract(&document, &mentions, gazetteer);
    Annotated {
        document,
        mentions,
        claims,
    }
}

pub(crate) fn checked(
    texts: &[Annotated],
    gazetteer: &Gazetteer,
    sites: SiteLists<'_>,
    settings: &Settings,
) -> Checked {
    let references = References {
        gazetteer,
        network: &Network::default(),
        relief: &Relief::default(),
        sites,
        lexicon: Lexicon::shipped(),
        limits: Thresholds::shipped(),
    };
    check(texts, references, settings)
}
