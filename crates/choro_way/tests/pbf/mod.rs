//! Writes small OpenStreetMap extracts.
#![allow(dead_code, reason = "each test uses a part")]

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

pub(crate) type Tags<'a> = &'a [(&'a str, &'a str)];

/// A block of elements, which are written in the order they are added.
#[derive(Default)]
pub(crate) struct Block {
    strings: Vec<Vec<u8>>,
    groups: Vec<u8>,
    pub(crate) granularity: Option<i64>,
}

pub(crate) fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

pub(crate) fn number(field: u64, number: u64, out: &mut Vec<u8>) {
    varint(field << 3, out);
    varint(number, out);
}

pub(crate) fn bytes(field: u64, bytes: &[u8], out: &mut Vec<u8>) {
    varint(field << 3 | 2, out);
    varint(bytes.len() as u64, out);
    out.extend(bytes);
}

fn packed(field: u64, numbers: impl IntoIterator<Item = u64>, out: &mut Vec<u8>) {
    let mut list = Vec::new();
    numbers.into_iter().for_each(|n| varint(n, &mut list));
    bytes(field, &list, out);
}

fn differences(numbers: &[i64]) -> Vec<u64> {
    let before = std::iter::once(&0).chain(numbers);
    let pairs = numbers.iter().zip(before);
    pairs.map(|(n, b)| zigzag(n.wrapping_sub(*b))).collect()
}

/// Ten-millionths of degrees.
fn units(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

impl Block {
    pub(crate) fn new() -> Self {
        Self {
            strings: vec![Vec::new()],
            ..Self::default()
        }
    }

    fn string(&mut self, text: &[u8]) -> u64 {
        let at = self.strings.iter().position(|known| known == text);
        at.unwrap_or_else(|| {
            self.strings.push(text.to_vec());
            self.strings.len() - 1
        }) as u64
    }

    fn tags(&mut self, tags: Tags<'_>, out: &mut Vec<u8>) {
        let keys: Vec<u64> = tags
            .iter()
            .map(|(k, _)| self.string(k.as_bytes()))
            .collect();
        let values: Vec<u64> = tags
            .iter()
            .map(|(_, v)| self.string(v.as_bytes()))
            .collect();
        packed(2, keys, out);
        packed(3, values, out);
    }

    pub(crate) fn group(&mut self, group: &[u8]) {
        bytes(2, group, &mut self.groups);
    }

    /// Nodes column by column: id, longitude, latitude, tags.
    pub(crate) fn dense(mut self, nodes: &[(i64, f64, f64, Tags<'_>)]) -> Self {
        let mut dense = Vec::new();
        let ids: Vec<i64> = nodes.iter().map(|n| n.0).collect();
        let lons: Vec<i64> = nodes.iter().map(|n| units(n.1)).collect();
        let lats: Vec<i64> = nodes.iter().map(|n| units(n.2)).collect();
        let mut tags = Vec::new();
        for (.., own) in nodes {
            for (key, value) in *own {
                tags.push(self.string(key.as_bytes()));
                tags.push(self.string(value.as_bytes()));
            }
            tags.push(0);
        }
        packed(1, differences(&ids), &mut dense);
        packed(8, differences(&lats), &mut dense);
        packed(9, differences(&lons), &mut dense);
        packed(10, tags, &mut dense);
        let mut group = Vec::new();
        bytes(2, &dense, &mut group);
        self.group(&group);
        self
    }

    /// A node by itself.
    pub(crate) fn node(mut self, id: i64, lon: f64, lat: f64, tags: Tags<'_>) -> Self {
        let mut node = Vec::new();
        number(1, zigzag(id), &mut node);
        self.tags(tags, &mut node);
        number(8, zigzag(units(lat)), &mut node);
        number(9, zigzag(units(lon)), &mut node);
        let mut group = Vec::new();
        bytes(1, &node, &mut group);
        self.group(&group);
        self
    }

    pub(crate) fn way(mut self, id: i64, nodes: &[i64], tags: Tags<'_>) -> Self {
        let mut way = Vec::new();
        number(1, id as u64, &mut way);
        self.tags(tags, &mut way);
        packed(8, differences(nodes), &mut way);
        let mut group = Vec::new();
        bytes(3, &way, &mut group);
        self.group(&group);
        self
    }

    /// A way with the positions of its nodes.
    pub(crate) fn located(mut self, id: i64, nodes: &[(i64, f64, f64)], tags: Tags<'_>) -> Self {
        let mut way = Vec::new();
        number(1, id as u64, &mut way);
        self.tags(tags, &mut way);
        let column = |of: &dyn Fn(&(i64, f64, f64)) -> i64| {
            differences(&nodes.iter().map(of).collect::<Vec<_>>())
        };
        packed(8, column(&|n| n.0), &mut way);
        packed(9, column(&|n| units(n.2)), &mut way);
        packed(10, column(&|n| units(n.1)), &mut way);
        let mut group = Vec::new();
        bytes(3, &way, &mut group);
        self.group(&group);
        self
    }

    /// Members: kind (0 node, 1 way, 2 relation), id, role.
    pub(crate) fn relation(
        mut self,
        id: i64,
        members: &[(u64, i64, &str)],
        tags: Tags<'_>,
    ) -> Self {
        let mut relation = Vec::new();
        number(1, id as u64, &mut relation);
        self.tags(tags, &mut relation);
        let roles: Vec<u64> = members
            .iter()
            .map(|m| self.string(m.2.as_bytes()))
            .collect();
        packed(8, roles, &mut relation);
        let ids: Vec<i64> = members.iter().map(|m| m.1).collect();
        packed(9, differences(&ids), &mut relation);
        packed(10, members.iter().map(|m| m.0), &mut relation);
        let mut group = Vec::new();
        bytes(4, &relation, &mut group);
        self.group(&group);
        self
    }

    pub(crate) fn message(&self) -> Vec<u8> {
        let mut strings = Vec::new();
        for text in &self.strings {
            bytes(1, text, &mut strings);
        }
        let mut message = Vec::new();
        bytes(1, &strings, &mut message);
        message.extend(&self.groups);
        if let Some(granularity) = self.granularity {
            number(17, granularity as u64, &mut message);
        }
        message
    }
}

/// A blob of the kind with this content, packed with zlib.
pub(crate) fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(content).expect("memory takes bytes");
    let packed = packer.finish().expect("memory takes bytes");
    let mut message = Vec::new();
    number(2, content.len() as u64, &mut message);
    bytes(3, &packed, &mut message);
    framed(kind, &message)
}

/// A blob with this message as its body.
pub(crate) fn framed(kind: &str, message: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    bytes(1, kind.as_bytes(), &mut head);
    number(3, message.len() as u64, &mut head);
    let mut out = (head.len() as u32).to_be_bytes().to_vec();
    out.extend(head);
    out.extend(message);
    out
}

/// The head of a file.
pub(crate) fn header(sorted: bool, required: &[&str]) -> Vec<u8> {
    let mut header = Vec::new();
    for feature in ["OsmSchema-V0.6", "DenseNodes"].iter().chain(required) {
        bytes(4, feature.as_bytes(), &mut header);
    }
    if sorted {
        bytes(5, b"Sort.Type_then_ID", &mut header);
    }
    blob("OSMHeader", &header)
}

/// A file of these blocks.
pub(crate) fn file(sorted: bool, blocks: &[Block]) -> Vec<u8> {
    let mut out = header(sorted, &[]);
    for block in blocks {
        out.extend(blob("OSMData", &block.message()));
    }
    out
}
