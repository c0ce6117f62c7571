//! Links between tables after the Related Tables Extension: claims to the places they speak of,
//! findings to the claims they judge.

use super::row;
use choro_atlas::Atlas;
use choro_geopackage::{Error, Package, Relation};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn write(package: &Package, atlas: &Atlas) -> Result<(), Error> {
    package.begin_relations()?;
    let mut rows: BTreeMap<String, i64> = BTreeMap::new();
    let mut places: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (n, statement) in atlas.statements().enumerate() {
        let claim = statement.claim;
        rows.insert(claim.label(), row(n));
        places.extend(
            claim
                .arguments()
                .filter_map(|a| a.place)
                .map(|p| (row(n), row(p.0 as usize))),
        );
    }
    let findings: BTreeSet<(i64, i64)> = atlas
        .findings
        .iter()
        .enumerate()
        .filter_map(|(n, f)| Some((row(n), *rows.get(f.claim.as_ref()?)?)))
        .collect();
    let spoken_of = Relation {
        base: "claims",
        related: "places",
        kind: "attributes",
    };
    package.relate(spoken_of, places)?;
    let judged = Relation {
        base: "findings",
        related: "claims",
        kind: "features",
    };
    package.relate(judged, findings)
}
