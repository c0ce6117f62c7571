//! A reader of archives and tiles for the tests, written from the specifications apart from the
//! writer.

use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read;

/// A feature of a tile: kind of geometry, its parts in steps, attributes as text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) id: u64,
    pub(crate) kind: u64,
    pub(crate) parts: Vec<Vec<[i64; 2]>>,
    pub(crate) attributes: BTreeMap<String, String>,
}

/// Layers by name: extent and features.
pub(crate) type Layers = BTreeMap<String, (u64, Vec<Seen>)>;

/// All tiles of an archive by their number.
pub(crate) fn archive(bytes: &[u8]) -> BTreeMap<u64, Layers> {
    assert_eq!(&bytes[..8], b"PMTiles\x03");
    let at = |place: usize| u64::from_le_bytes(bytes[place..place + 8].try_into().unwrap());
    let (root, leaves, data) = ((at(8), at(16)), (at(40), at(48)), (at(56), at(64)));
    assert_eq!(data.0 + data.1, bytes.len() as u64);
    assert!(root.0 + root.1 <= 16_384);
    let slice = |(from, length): (u64, u64)| &bytes[from as usize..(from + length) as usize];
    let mut tiles = BTreeMap::new();
    let mut open = directory(slice(root));
    while let Some((id, run, length, offset)) = open.pop() {
        if run == 0 {
            open.extend(directory(slice((leaves.0 + offset, length))));
        }
        for id in id..id + run {
            let again = tiles.insert(id, tile(slice((data.0 + offset, length))));
            assert!(again.is_none(), "tile {id} twice");
        }
    }
    assert_eq!(at(72), tiles.len() as u64);
    tiles
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out).expect("gzip");
    out
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            return number;
        }
    }
}

fn directory(bytes: &[u8]) -> Vec<(u64, u64, u64, u64)> {
    let plain = unzipped(bytes);
    let mut rest = plain.as_slice();
    let count = varint(&mut rest);
    let mut column = || -> Vec<u64> { (0..count).map(|_| varint(&mut rest)).collect() };
    let (steps, runs, lengths, offsets) = (column(), column(), column(), column());
    let (mut id, mut end) = (0, 0);
    let mut entries = Vec::new();
    for (((step, run), length), offset) in steps.iter().zip(runs).zip(lengths).zip(offsets) {
        id += step;
        let offset = if offset == 0 { end } else { offset - 1 };
        end = offset + length;
        entries.push((id, run, length, offset));
    }
    entries
}

/// The fields of a message: number, a number or bytes.
fn fields(bytes: &[u8]) -> Vec<(u64, u64, Vec<u8>)> {
    let mut rest = bytes;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let key = varint(&mut rest);
        let (number, mut content) = (key >> 3, Vec::new());
        let value = match key & 7 {
            0 => varint(&mut rest),
            1 => {
                content = rest[..8].to_vec();
                rest = &rest[8..];
                0
            }
            2 => {
                let length = varint(&mut rest) as usize;
                content = rest[..length].to_vec();
                rest = &rest[length..];
                0
            }
            kind => panic!("wire type {kind}"),
        };
        found.push((number, value, content));
    }
    found
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn tile(bytes: &[u8]) -> Layers {
    let mut layers = BTreeMap::new();
    for (_, _, message) in fields(&unzipped(bytes)) {
        let fields_of = fields(&message);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let all = |number| fields_of.iter().filter(move |f| f.0 == number);
        let keys: Vec<String> = all(3).map(|f| text(&f.2)).collect();
        let values: Vec<String> = all(4)
            .map(|f| match fields(&f.2).remove(0) {
                (1, _, words) => text(&words),
                (3, _, eight) => f64::from_le_bytes(eight.try_into().unwrap()).to_string(),
                (6, number, _) => unzigzag(number).to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        let name = all(1).next().map(|f| text(&f.2)).expect("a name");
        let extent = all(5).next().expect("an extent").1;
        assert_eq!(all(15).next().map(|f| f.1), Some(2));
        let seen = all(2).map(|f| feature(&f.2, &keys, &values)).collect();
        assert_eq!(layers.insert(name, (extent, seen)), None);
    }
    layers
}

fn feature(bytes: &[u8], keys: &[String], values: &[String]) -> Seen {
    let mut seen = Seen {
        id: 0,
        kind: 0,
        parts: Vec::new(),
        attributes: BTreeMap::new(),
    };
    for (number, value, content) in fields(bytes) {
        let mut rest = content.as_slice();
        match number {
            1 => seen.id = value,
            2 => {
                while !rest.is_empty() {
                    let key = &keys[varint(&mut rest) as usize];
                    let value = &values[varint(&mut rest) as usize];
                    seen.attributes.insert(key.clone(), value.clone());
                }
            }
            3 => seen.kind = value,
            _ => seen.parts = parts(rest),
        }
    }
    seen
}

fn parts(mut rest: &[u8]) -> Vec<Vec<[i64; 2]>> {
    let (mut parts, mut at): (Vec<Vec<[i64; 2]>>, _) = (Vec::new(), [0, 0]);
    while !rest.is_empty() {
        let command = varint(&mut rest);
        if command & 7 == 7 {
            continue;
        }
        for _ in 0..command >> 3 {
            at = [0, 1].map(|axis| at[axis] + unzigzag(varint(&mut rest)));
            if command & 7 == 1 {
                parts.push(vec![at]);
            } else {
                parts.last_mut().expect("a beginning").push(at);
            }
        }
    }
    parts
}
