//! Geometry as GeoPackage stores it: a header with the envelope, then WKB, little-endian
//! (OGC 12-128r19 § 2.1.3).

use choro_geometry::{Polygon, Position, Shape};

/// EPSG code of WGS 84.
pub const WGS84: i32 = 4326;

/// The bit of the flags that says a geometry is empty.
const EMPTY: u8 = 0b1_0000;

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Envelope {
    /// Least x.
    pub west: f64,
    /// Least y.
    pub south: f64,
    /// Greatest x.
    pub east: f64,
    /// Greatest y.
    pub north: f64,
}

impl Envelope {
    fn of<'a>(positions: impl Iterator<Item = &'a Position>) -> Option<Self> {
        positions.fold(None, |sofar: Option<Self>, p| {
            let here = Self {
                west: p.lon,
                south: p.lat,
                east: p.lon,
                north: p.lat,
            };
            Some(sofar.map_or(here, |e| e.with(&here)))
        })
    }

    /// The smallest envelope around both.
    #[must_use]
    pub fn with(self, other: &Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

/// A stored geometry.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The whole blob.
    pub bytes: Vec<u8>,
    /// The box around it, for the R-tree; `None` where it is empty.
    pub envelope: Option<Envelope>,
}

/// Any geometry as well-known binary, with its box; without one it is empty. Points go without an
/// envelope in their header, which would say the same again.
pub fn stored(wkb: &[u8], envelope: Option<Envelope>, point: bool) -> Stored {
    let mut bytes = header(envelope.as_ref().filter(|_| !point));
    if envelope.is_none() {
        bytes[3] |= EMPTY;
    }
    bytes.extend_from_slice(wkb);
    Stored { bytes, envelope }
}

/// A geometry blob of any writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blob<'b> {
    /// Its spatial reference system, by its number in the file.
    pub srs: i32,
    /// The geometry as well-known binary.
    pub wkb: &'b [u8],
}

impl<'b> Blob<'b> {
    /// The blob after its header; `None` where it is none, or cut off in the header.
    pub fn parse(bytes: &'b [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(b"GP")?;
        let (&flags, rest) = rest.get(1..)?.split_first()?;
        let (srs, rest) = rest.split_first_chunk::<4>()?;
        let srs = if flags & 1 == 1 {
            i32::from_le_bytes(*srs)
        } else {
            i32::from_be_bytes(*srs)
        };
        let envelope = match flags >> 1 & 0b111 {
            0 => 0,
            1 => 32,
            2 | 3 => 48,
            4 => 64,
            _ => return None,
        };
        let wkb = rest.get(envelope..)?;
        Some(Self { srs, wkb })
    }
}

/// A point; `None` off the globe.
pub fn point(p: Position) -> Option<Stored> {
    if !p.is_valid() {
        return None;
    }
    let envelope = Envelope::of(std::iter::once(&p))?;
    let mut bytes = header(None);
    bytes.push(1);
    number(&mut bytes, 1);
    position(&mut bytes, p);
    Some(Stored {
        bytes,
        envelope: Some(envelope),
    })
}

/// A shape as point, multi-line or multi-polygon; parts that are none are left out, and `None`
/// where nothing remains.
pub fn shape(shape: &Shape) -> Option<Stored> {
    match shape {
        Shape::Point(p) => point(*p),
        Shape::Lines(lines) => multi_line(lines.iter().map(Vec::as_slice)),
        Shape::Polygons(polygons) => multi_polygon(polygons),
    }
}

/// Lines with at least two valid positions.
pub fn multi_line<'a>(lines: impl Iterator<Item = &'a [Position]>) -> Option<Stored> {
    let lines: Vec<Vec<Position>> = lines.map(valid).filter(|l| l.len() >= 2).collect();
    let envelope = Envelope::of(lines.iter().flatten())?;
    let mut bytes = header(Some(&envelope));
    bytes.push(1);
    number(&mut bytes, 5);
    number(&mut bytes, lines.len());
    for line in &lines {
        bytes.push(1);
        number(&mut bytes, 2);
        positions(&mut bytes, line);
    }
    Some(Stored {
        bytes,
        envelope: Some(envelope),
    })
}

fn multi_polygon(polygons: &[Polygon]) -> Option<Stored> {
    let polygons: Vec<Vec<Vec<Position>>> = polygons
        .iter()
        .map(|p| {
            std::iter::once(&p.outer)
                .chain(&p.holes)
                .map(|ring| closed(ring))
                .enumerate()
                // A hole that is no ring goes; without its outer ring the polygon goes.
                .filter(|(i, ring)| *i == 0 || ring.len() >= 4)
                .map(|(_, ring)| ring)
                .collect::<Vec<_>>()
        })
        .filter(|rings: &Vec<Vec<Position>>| rings.first().is_some_and(|outer| outer.len() >= 4))
        .collect();
    let envelope = Envelope::of(polygons.iter().flatten().flatten())?;
    let mut bytes = header(Some(&envelope));
    bytes.push(1);
    number(&mut bytes, 6);
    number(&mut bytes, polygons.len());
    for rings in &polygons {
        bytes.push(1);
        number(&mut bytes, 3);
        number(&mut bytes, rings.len());
        for ring in rings {
            positions(&mut bytes, ring);
        }
    }
    Some(Stored {
        bytes,
        envelope: Some(envelope),
    })
}

fn valid(line: &[Position]) -> Vec<Position> {
    line.iter().copied().filter(|p| p.is_valid()).collect()
}

fn closed(ring: &[Position]) -> Vec<Position> {
    let mut ring = valid(ring);
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    ring
}

fn header(envelope: Option<&Envelope>) -> Vec<u8> {
    // Flags: little-endian, and 1 in the envelope bits where there is one.
    let mut bytes = vec![
        b'G',
        b'P',
        0,
        if envelope.is_some() { 0b011 } else { 0b001 },
    ];
    bytes.extend(WGS84.to_le_bytes());
    if let Some(e) = envelope {
        for value in [e.west, e.east, e.south, e.north] {
            bytes.extend(value.to_le_bytes());
        }
    }
    bytes
}

fn number(bytes: &mut Vec<u8>, value: usize) {
    bytes.extend((value as u32).to_le_bytes());
}

fn position(bytes: &mut Vec<u8>, p: Position) {
    bytes.extend(p.lon.to_le_bytes());
    bytes.extend(p.lat.to_le_bytes());
}

fn positions(bytes: &mut Vec<u8>, list: &[Position]) {
    number(bytes, list.len());
    for p in list {
        position(bytes, *p);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_29_bytes() {
        let stored = point(Position::new(129.776, 41.796)).expect("valid");
        assert_eq!(stored.bytes.len(), 8 + 1 + 4 + 16);
        assert_eq!(&stored.bytes[..4], b"GP\x00\x01");
        assert_eq!(stored.bytes[13..21], 129.776_f64.to_le_bytes());
    }

    #[test]
    fn an_area_is_closed_and_carries_its_envelope() {
        let outer = [(1.0, 2.0), (3.0, 2.0), (3.0, 5.0)].map(|(x, y)| Position::new(x, y));
        let polygon = Polygon {
            outer: outer.to_vec(),
            holes: vec![vec![outer[0]]],
        };
        let stored = shape(&Shape::Polygons(vec![polygon])).expect("an area");
        let envelope = Envelope {
            west: 1.0,
            south: 2.0,
            east: 3.0,
            north: 5.0,
        };
        assert_eq!(stored.envelope, Some(envelope));
        assert_eq!(stored.bytes[3], 0b011);
        // Header, multi-polygon of one, polygon of one ring, four positions.
        assert_eq!(stored.bytes.len(), 40 + 9 + 9 + 4 + 4 * 16);
    }

    #[test]
    fn headers_of_any_writer_are_read() {
        let position = Position::new(1.0, 2.0);
        let stored = point(position).expect("valid");
        let blob = Blob::parse(&stored.bytes).expect("a blob");
        assert_eq!((blob.srs, blob.wkb.len()), (WGS84, 21));
        // Big-endian, with an envelope of four dimensions.
        let mut bytes = b"GP\x00\x08\x00\x00\x0f\x11".to_vec();
        bytes.extend([0; 64]);
        bytes.push(7);
        let expected = Blob {
            srs: 3857,
            wkb: &[7],
        };
        assert_eq!(Blob::parse(&bytes), Some(expected));
        assert_eq!(Blob::parse(&bytes[..40]), None);
        assert_eq!(Blob::parse(b"GP\x00\x0e\x00\x00\x00\x00"), None);
        assert_eq!(Blob::parse(b""), None);
        let empty = super::stored(&[1], None, false);
        assert_eq!(empty.bytes[3] & EMPTY, EMPTY);
    }

    #[test]
    fn what_is_off_the_globe_is_left_out() {
        assert_eq!(point(Position::new(f64::NAN, 0.0)), None);
        let line = vec![Position::new(1.0, 1.0), Position::new(500.0, 1.0)];
        assert_eq!(shape(&Shape::Lines(vec![line])), None);
        assert_eq!(shape(&Shape::Polygons(vec![Polygon::default()])), None);
    }
}
