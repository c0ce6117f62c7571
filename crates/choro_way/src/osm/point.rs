//! Points from the tags of nodes and areas.

use super::life::{self, Staged};
use super::{Tags, name};
use crate::{Point, PointKind, State};
use choro_diagnostic::Faults;

/// Facts that are kept as the source has them.
const KEPT: [&str; 20] = [
    "aeroway",
    "amenity",
    "barrier",
    "ele",
    "harbour",
    "iata",
    "icao",
    "industrial",
    "landuse",
    "network",
    "operator",
    "public_transport",
    "railway",
    "railway:position",
    "railway:ref",
    "ref",
    "station",
    "uic_ref",
    "wikidata",
    "wikipedia",
];

/// The point that the element `key` is, at the node `node` of the network.
pub(super) fn point(
    tags: &Tags,
    kind: PointKind,
    staged: Staged<'_>,
    key: String,
    node: u32,
    on_way: bool,
    faults: &mut Faults,
) -> Point {
    let kept = KEPT
        .iter()
        .filter_map(|word| Some(((*word).to_owned(), tags.get(word)?.to_owned())));
    let mut attributes: Vec<(String, String)> = kept.collect();
    if staged.state != State::InUse {
        attributes.push(("state".to_owned(), staged.stage.to_owned()));
    }
    let life = match kind {
        PointKind::Airport => "aeroway",
        PointKind::FerryTerminal => "amenity",
        PointKind::Port => "harbour",
        PointKind::BorderControl => "barrier",
        PointKind::Station | PointKind::Junction => "railway",
    };
    Point {
        names: name::names(tags, &key, faults),
        when: life::when(tags, life, staged.state, &key, faults),
        key,
        kind,
        node,
        on_way,
        attributes,
    }
}
