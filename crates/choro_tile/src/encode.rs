//! Mapbox vector tiles (specification 2.1) as bytes of protocol buffers.

use crate::feature::{Feature, Value};
use std::collections::HashMap;

/// Geometry of a feature on a tile, in steps of its layer's extent, `y` to the south.
pub(crate) enum Drawn {
    Point([i32; 2]),
    Lines(Vec<Vec<[i32; 2]>>),
    /// Polygons whose outer rings have a positive area, with holes of negative area.
    Areas(Vec<Vec<Vec<[i32; 2]>>>),
}

/// A layer of a tile being written.
pub(crate) struct Layer<'a> {
    name: &'a str,
    extent: u32,
    features: Vec<u8>,
    keys: Table<&'a str>,
    values: Table<Vec<u8>>,
}

/// Words each written once, in the order of their first use.
struct Table<T> {
    at: HashMap<T, u64>,
    all: Vec<T>,
}

impl<T: Clone + Eq + std::hash::Hash> Table<T> {
    fn new() -> Self {
        Self {
            at: HashMap::new(),
            all: Vec::new(),
        }
    }

    fn index(&mut self, word: T) -> u64 {
        let next = self.all.len() as u64;
        *self.at.entry(word.clone()).or_insert_with(|| {
            self.all.push(word);
            next
        })
    }
}

impl<'a> Layer<'a> {
    pub(crate) fn new(name: &'a str, extent: u32) -> Self {
        Self {
            name,
            extent,
            features: Vec::new(),
            keys: Table::new(),
            values: Table::new(),
        }
    }

    pub(crate) fn add(&mut self, feature: &'a Feature, drawn: &Drawn) {
        let mut tags = Vec::new();
        let mut tag = |key: &'a str, value: Vec<u8>| {
            varint(&mut tags, self.keys.index(key));
            varint(&mut tags, self.values.index(value));
        };
        for (key, value) in &feature.attributes {
            tag(key, encoded(value));
        }
        for (key, year) in [("from", feature.from), ("to", feature.to)] {
            if let Some(year) = year {
                tag(key, encoded(&Value::Integer(i64::from(year))));
            }
        }
        let mut message = Vec::new();
        field(&mut message, 1, 0);
        varint(&mut message, feature.id);
        bytes(&mut message, 2, &tags);
        let (kind, geometry) = commands(drawn);
        field(&mut message, 3, 0);
        varint(&mut message, kind);
        bytes(&mut message, 4, &geometry);
        bytes(&mut self.features, 2, &message);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Writes the layer at the end of a tile.
    pub(crate) fn write(&self, tile: &mut Vec<u8>) {
        let mut message = Vec::new();
        field(&mut message, 15, 0);
        varint(&mut message, 2);
        bytes(&mut message, 1, self.name.as_bytes());
        message.extend(&self.features);
        for key in &self.keys.all {
            bytes(&mut message, 3, key.as_bytes());
        }
        for value in &self.values.all {
            bytes(&mut message, 4, value);
        }
        field(&mut message, 5, 0);
        varint(&mut message, u64::from(self.extent));
        bytes(tile, 3, &message);
    }
}

fn encoded(value: &Value) -> Vec<u8> {
    let mut message = Vec::new();
    match value {
        Value::Text(text) => bytes(&mut message, 1, text.as_bytes()),
        Value::Number(number) => {
            field(&mut message, 3, 1);
            message.extend(number.to_le_bytes());
        }
        Value::Integer(number) => {
            field(&mut message, 6, 0);
            varint(&mut message, zigzag(*number));
        }
    }
    message
}

/// Kind of geometry and its commands (§4.3).
fn commands(drawn: &Drawn) -> (u64, Vec<u8>) {
    let mut pen = Pen::default();
    match drawn {
        Drawn::Point(at) => {
            pen.command(1, 1);
            pen.go(*at);
            (1, pen.out)
        }
        Drawn::Lines(lines) => {
            for line in lines {
                pen.path(line);
            }
            (2, pen.out)
        }
        Drawn::Areas(areas) => {
            for ring in areas.iter().flatten() {
                pen.path(ring);
                pen.command(7, 1);
            }
            (3, pen.out)
        }
    }
}

#[derive(Default)]
struct Pen {
    at: [i32; 2],
    out: Vec<u8>,
}

impl Pen {
    fn command(&mut self, command: u64, count: usize) {
        varint(&mut self.out, command | (count as u64) << 3);
    }

    fn go(&mut self, to: [i32; 2]) {
        for (to, from) in to.iter().zip(self.at) {
            varint(&mut self.out, zigzag(i64::from(*to) - i64::from(from)));
        }
        self.at = to;
    }

    fn path(&mut self, corners: &[[i32; 2]]) {
        let Some((first, rest)) = corners.split_first() else {
            return;
        };
        self.command(1, 1);
        self.go(*first);
        self.command(2, rest.len());
        for corner in rest {
            self.go(*corner);
        }
    }
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn field(out: &mut Vec<u8>, number: u64, kind: u64) {
    varint(out, number << 3 | kind);
}

fn bytes(out: &mut Vec<u8>, number: u64, content: &[u8]) {
    field(out, number, 2);
    varint(out, content.len() as u64);
    out.extend(content);
}

/// Seven bits to a byte, the lowest first.
pub(crate) fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification() {
        // §4.3.5: a point, a line, and a polygon with a hole after another polygon.
        assert_eq!(commands(&Drawn::Point([25, 17])).1, [9, 50, 34]);
        let line = vec![[2, 2], [2, 10], [10, 10]];
        assert_eq!(
            commands(&Drawn::Lines(vec![line])).1,
            [9, 4, 4, 18, 0, 16, 16, 0]
        );
        let areas = vec![
            vec![vec![[0, 0], [10, 0], [10, 10], [0, 10]]],
            vec![
                vec![[11, 11], [20, 11], [20, 20], [11, 20]],
                vec![[13, 13], [13, 17], [17, 17], [17, 13]],
            ],
        ];
        let written = [
            9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13,
            26, 0, 8, 8, 0, 0, 7, 15,
        ];
        assert_eq!(commands(&Drawn::Areas(areas)).1, written);
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
    }
}
