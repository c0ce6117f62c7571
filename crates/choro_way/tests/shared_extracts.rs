//! Real extracts; what they hold was counted with `osmium tags-filter` (tests/bench_osm.sh).

use choro_way::format::osm_pbf;
use choro_way::{Limits, Mode, Modes, PointKind, Ways};
use proptest::prelude::*;
use std::path::Path;

fn content(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/osm")
        .join(name);
    let bytes = std::fs::read(&path);
    if bytes.is_err() {
        eprintln!("skipped: {} missing", path.display());
    }
    bytes.ok()
}

fn read(name: &str, modes: &[Mode]) -> Option<Ways> {
    let bytes = content(name)?;
    let (ways, _) = osm_pbf::read(name, &bytes, Modes::of(modes), &Limits::default());
    Some(ways)
}

/// How many elements of the file its ways, points and named lines are.
fn elements(ways: &Ways) -> usize {
    let ways_of = ways.ways.iter().map(|way| &way.key);
    let keys = ways_of
        .chain(ways.points.iter().map(|point| &point.key))
        .chain(ways.courses.iter().map(|course| &course.key));
    let ids = keys.map(|key| key.splitn(3, '/').take(2).collect::<Vec<_>>());
    ids.collect::<std::collections::BTreeSet<_>>().len()
}

#[test]
fn counts_are_those_of_osmium() {
    let (rail, all) = (
        [Mode::Rail, Mode::Ferry],
        [Mode::Rail, Mode::Road, Mode::Ferry],
    );
    for (name, modes, expected) in [
        ("Helsinki.osm.pbf", &rail[..], 435),
        ("Helsinki.osm.pbf", &all, 1169),
        ("malta-latest.osm.pbf", &rail, 95),
        ("malta-latest.osm.pbf", &all, 15_648),
        ("niue-230109.osm.pbf", &rail, 3),
        ("niue-230109.osm.pbf", &all, 109),
    ] {
        if let Some(ways) = read(name, modes) {
            assert_eq!(elements(&ways), expected, "{name} {modes:?}");
        }
    }
}

#[test]
fn stations_have_names_and_tracks_their_facts() {
    let Some(ways) = read("Helsinki.osm.pbf", &[Mode::Rail, Mode::Ferry]) else {
        return;
    };
    let stations = ways.points.iter().filter(|p| p.kind == PointKind::Station);
    let named = stations.clone().filter(|point| !point.names.is_empty());
    assert!(named.count() * 10 >= stations.count() * 9);
    let rails = ways.ways.iter().filter(|way| way.track.kind == "rail");
    let known = rails.clone().filter(|way| way.track.gauge_mm == [1524]);
    assert!(known.count() * 2 > rails.count(), "broad gauge");
    assert!(ways.nodes.iter().all(|position| position.is_valid()));
    let last = ways.nodes.len() as u32;
    assert!(
        ways.ways
            .iter()
            .flat_map(|way| &way.nodes)
            .all(|node| *node < last)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_extract_that_is_cut_off_or_broken_gives_no_more_than_the_whole(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        end: prop::sample::Index,
    ) {
        let Some(mut bytes) = content("niue-230109.osm.pbf") else {
            return Ok(());
        };
        let limits = Limits::default();
        let (whole, _) = osm_pbf::read("niue", &bytes, Modes::ALL, &limits);
        bytes.truncate(end.index(bytes.len()) + 1);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (ways, _) = osm_pbf::read("niue", &bytes, Modes::ALL, &limits);
        prop_assert!(elements(&ways) <= elements(&whole));
        let count = ways.nodes.len() as u32;
        prop_assert!(ways.ways.iter().flat_map(|way| &way.nodes).all(|node| *node < count));
        prop_assert!(ways.nodes.iter().all(|position| position.is_valid()));
    }
}
