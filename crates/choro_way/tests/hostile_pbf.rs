//! Extracts that are cut off, broken or lie: the good part is read, the rest is told, nothing
//! panics.

mod pbf;

use choro_way::format::osm_pbf;
use choro_way::{Limits, Modes, Ways};
use pbf::{Block, blob, bytes, file, framed, header, number};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> (Ways, Vec<String>) {
    let (ways, findings) = osm_pbf::read("a.osm.pbf", bytes, Modes::ALL, &Limits::default());
    let told = findings
        .into_iter()
        .map(|finding| format!("{} {}", finding.code, finding.message));
    (ways, told.collect())
}

fn nodes() -> Block {
    Block::new().dense(&[(1, 1.0, 1.0, &[]), (2, 1.1, 1.1, &[]), (3, 1.2, 1.2, &[])])
}

fn good() -> Vec<Block> {
    let way = Block::new().way(5, &[1, 2, 3], &[("railway", "rail")]);
    let tags: pbf::Tags<'_> = &[("type", "route"), ("route", "train")];
    vec![nodes(), way, Block::new().relation(6, &[(1, 5, "")], tags)]
}

/// A file of the good blocks with one more blob before them.
fn with(first: Vec<u8>) -> Vec<u8> {
    let mut out = header(false, &[]);
    out.extend(first);
    for block in good() {
        out.extend(blob("OSMData", &block.message()));
    }
    out
}

/// The bad blob costs one finding, and nothing else is lost.
fn costs(first: Vec<u8>, expected: &str) {
    let (ways, told) = read(&with(first));
    assert_eq!((ways.ways.len(), ways.courses.len()), (1, 1), "{expected}");
    let [one] = told.as_slice() else {
        panic!("{expected}: {told:?}");
    };
    assert!(one.contains(expected), "{one}");
}

#[test]
fn broken_blobs_are_told_and_passed_over() {
    let mut packed = Vec::new();
    number(2, 1000, &mut packed);
    bytes(3, b"no zlib at all", &mut packed);
    costs(framed("OSMData", &packed), "INP010 the block at byte");
    costs(blob("OSMData", b"\xff\xff\xff"), "no protocol buffer");
    costs(framed("OSMData", b""), "no protocol buffer");
    let mut lz4 = Vec::new();
    bytes(6, b"1234", &mut lz4);
    costs(framed("OSMData", &lz4), "packed with LZ4");
    let mut huge = Vec::new();
    number(2, 1 << 40, &mut huge);
    bytes(3, b"", &mut huge);
    costs(
        framed("OSMData", &huge),
        "1099511627776 bytes, more than the format allows",
    );
}

#[test]
fn blobs_that_lie_about_their_size_are_told() {
    for stated in [10, 3_000_000] {
        let honest = blob("OSMData", &nodes().message());
        let mut message = Vec::new();
        number(2, stated, &mut message);
        let inner = honest
            .iter()
            .position(|byte| *byte == 0x1a)
            .expect("field 3");
        message.extend(&honest[inner..]);
        costs(framed("OSMData", &message), "does not have the");
    }
}

#[test]
fn unknown_kinds_of_blobs_are_no_fault() {
    let (ways, told) = read(&with(framed("Thumbnail", b"whatever")));
    assert_eq!((ways.ways.len(), told.len()), (1, 0));
}

#[test]
fn a_file_cut_off_anywhere_gives_what_comes_before() {
    let whole = file(true, &good());
    let (mut most, mut seams) = (0, 0);
    for end in 0..whole.len() {
        let (ways, told) = read(&whole[..end]);
        assert!(ways.ways.len() >= most, "more bytes never give less");
        most = ways.ways.len();
        seams += usize::from(told.is_empty());
    }
    // Only between blobs can nobody know that anything is missing.
    assert_eq!((most, seams), (1, 3));
    let (_, told) = read(&whole[..whole.len() - 1]);
    assert!(told[0].contains("the file ends within it"), "{told:?}");
}

#[test]
fn what_needs_more_of_its_readers_is_refused() {
    let (ways, told) = read(&header(false, &["HistoricalInformation"]));
    assert_eq!(ways, Ways::default());
    assert!(told[0].starts_with("INP014") && told[0].contains("HistoricalInformation"));
    for bytes in [&b""[..], b"<?xml version='1.0'?><osm/>", b"\0\0\0\x0e"] {
        let (_, told) = read(bytes);
        assert!(told[0].starts_with("INP014"), "{told:?}");
    }
}

#[test]
fn nodes_off_the_globe_are_told_and_their_way_is_cut() {
    let far = Block::new().dense(&[(1, 200.0, 1.0, &[]), (2, 1.1, 1.1, &[]), (3, 1.2, 1.2, &[])]);
    let mut blocks = good();
    blocks[0] = far;
    let (ways, told) = read(&file(true, &blocks));
    assert_eq!(ways.ways[0].nodes.len(), 2);
    assert!(
        told.iter().any(|m| m.starts_with("INP006 node/1")),
        "{told:?}"
    );
    let mut coarse = nodes();
    coarse.granularity = Some(i64::from(i32::MAX));
    blocks[0] = coarse;
    let (ways, told) = read(&file(true, &blocks));
    assert!(ways.ways.is_empty());
    assert!(told.iter().any(|m| m.starts_with("INP006")), "{told:?}");
}

#[test]
fn elements_that_point_nowhere_are_left_out() {
    // A relation whose member is of no kind.
    let odd = Block::new().relation(7, &[(9, 5, "")], &[("type", "route"), ("route", "train")]);
    costs(blob("OSMData", &odd.message()), "an element is left out");
    // A way whose tags point behind the strings.
    let mut way = Vec::new();
    number(1, 8, &mut way);
    bytes(2, &[1], &mut way);
    bytes(3, &[99], &mut way);
    let mut group = Vec::new();
    bytes(3, &way, &mut group);
    let mut block = Block::new();
    block.group(&group);
    let (ways, _) = read(&with(blob("OSMData", &block.message())));
    assert_eq!(ways.ways.len(), 1);
}

#[test]
fn ids_at_the_ends_of_their_range_are_read() {
    let nodes = Block::new().dense(&[(i64::MIN, 1.0, 1.0, &[]), (i64::MAX, 1.1, 1.1, &[])]);
    let way = Block::new().way(-1, &[i64::MAX, i64::MIN], &[("railway", "rail")]);
    let (ways, told) = read(&file(false, &[nodes, way]));
    assert_eq!((ways.ways.len(), told.len()), (1, 0), "{told:?}");
    assert_eq!(ways.ways[0].key, "way/-1");
}

#[test]
fn elements_that_are_there_twice_are_used_once_and_told() {
    let mut blocks = good();
    blocks.extend(good());
    let (ways, told) = read(&file(false, &blocks));
    assert_eq!((ways.ways.len(), ways.courses.len()), (1, 1));
    assert_eq!(told.iter().filter(|m| m.starts_with("INP008")).count(), 2);
}

#[test]
fn texts_longer_than_the_format_knows_are_not_kept() {
    let long = "x".repeat(5_000);
    let way = Block::new().way(8, &[1, 2], &[("railway", "rail"), ("note", &long)]);
    costs(blob("OSMData", &way.message()), "an element is left out");
    let names: Vec<String> = (0..3_000).map(|n| format!("name:{n}")).collect();
    let mut tags = vec![("railway", "rail")];
    tags.extend(names.iter().map(|name| (&**name, "x")));
    let way = Block::new().way(8, &[1, 2], &tags);
    costs(blob("OSMData", &way.message()), "an element is left out");
    let limits = Limits {
        text_bytes: 20,
        ..Limits::default()
    };
    let (_, findings) = osm_pbf::read("a", &file(true, &good()), Modes::ALL, &limits);
    assert_eq!(findings[0].code, "INP011");
}

#[test]
fn a_small_file_never_becomes_large() {
    let limits = Limits {
        nodes: 2,
        ..Limits::default()
    };
    let more = Block::new().way(5, &[1, 2, 3], &[("railway", "rail")]).way(
        6,
        &[1, 2, 3],
        &[("railway", "rail")],
    );
    let bytes = file(true, &[nodes(), more]);
    let (ways, findings) = osm_pbf::read("a", &bytes, Modes::ALL, &limits);
    assert_eq!((ways.ways.len(), findings.len()), (1, 1));
    let limits = Limits {
        unpacked_bytes: 60,
        ..Limits::default()
    };
    let (_, findings) = osm_pbf::read("a", &bytes, Modes::ALL, &limits);
    assert!(findings.iter().all(|finding| finding.code == "INP011"));
    assert!(!findings.is_empty());
}

proptest! {
    #[test]
    fn bytes_changed_at_random_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        plain: bool,
    ) {
        // Unpacked blobs let the changes reach the messages.
        let mut bytes = header(true, &[]);
        for block in good() {
            let message = block.message();
            if plain {
                let mut raw = Vec::new();
                pbf::bytes(1, &message, &mut raw);
                bytes.extend(framed("OSMData", &raw));
            } else {
                bytes.extend(blob("OSMData", &message));
            }
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (ways, _) = read(&bytes);
        let count = ways.nodes.len() as u32;
        prop_assert!(ways.ways.iter().flat_map(|way| &way.nodes).all(|node| *node < count));
        prop_assert!(ways.nodes.iter().all(|position| position.is_valid()));
    }

    #[test]
    fn any_bytes_behind_a_good_head_never_panic(rest: Vec<u8>) {
        let mut bytes = header(false, &[]);
        bytes.extend(blob("OSMData", &rest));
        bytes.extend(rest);
        read(&bytes);
    }
}
