//! Well-known binary of any writer, read.

use super::{Fault, Read};
use crate::crs::Crs;
use crate::{Drape, Geometry, Vertex};

/// Reads a geometry of any writer, with figures in `crs` and at most `depth` collections inside
/// each other.
pub(crate) fn decode(bytes: &[u8], crs: &Crs, depth: usize) -> Result<Read, Fault> {
    let mut decoder = Decoder {
        bytes,
        crs,
        measures: Vec::new(),
    };
    let geometry = decoder.geometry(depth)?;
    Ok(Read {
        geometry,
        measures: decoder.measures,
    })
}

struct Decoder<'b> {
    bytes: &'b [u8],
    crs: &'b Crs,
    measures: Vec<f64>,
}

/// What a geometry's head says of the rest.
#[derive(Clone, Copy)]
struct Head {
    little: bool,
    kind: u32,
    heights: bool,
    measures: bool,
}

impl Head {
    /// Bytes of a vertex.
    fn width(self) -> usize {
        16 + 8 * (usize::from(self.heights) + usize::from(self.measures))
    }
}

impl Decoder<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (head, rest) = self
            .bytes
            .split_first_chunk::<N>()
            .ok_or(Fault::Broken("it is cut off"))?;
        self.bytes = rest;
        Ok(*head)
    }

    fn number(&mut self, little: bool) -> Result<u32, Fault> {
        let bytes = self.take()?;
        Ok(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    fn real(&mut self, little: bool) -> Result<f64, Fault> {
        let bytes = self.take()?;
        Ok(if little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        })
    }

    /// A count of things of at least `least` bytes each.
    fn count(&mut self, head: Head, least: usize) -> Result<usize, Fault> {
        let count = self.number(head.little)? as usize;
        if count > self.bytes.len() / least {
            return Err(Fault::Broken("it counts more vertices than it has"));
        }
        Ok(count)
    }

    fn head(&mut self) -> Result<Head, Fault> {
        let [order] = self.take::<1>()?;
        let little = match order {
            0 => false,
            1 => true,
            _ => return Err(Fault::Broken("its byte order is neither 0 nor 1")),
        };
        let code = self.number(little)?;
        // PostGIS sets bits, ISO adds thousands.
        if code & 0x2000_0000 != 0 {
            self.number(little)?;
        }
        let plain = code & 0x0FFF_FFFF;
        let thousands = plain / 1000;
        Ok(Head {
            little,
            kind: plain % 1000,
            heights: code & 0x8000_0000 != 0 || thousands == 1 || thousands == 3,
            measures: code & 0x4000_0000 != 0 || thousands == 2 || thousands == 3,
        })
    }

    fn vertex(&mut self, head: Head) -> Result<Option<Vertex>, Fault> {
        let (x, y) = (self.real(head.little)?, self.real(head.little)?);
        let height = head.heights.then(|| self.real(head.little)).transpose()?;
        let measure = head.measures.then(|| self.real(head.little)).transpose()?;
        if x.is_nan() && y.is_nan() {
            return Ok(None);
        }
        self.measures.extend(measure);
        let (lon, lat) = self.crs.degrees(x, y).ok_or(Fault::Outside)?;
        Ok(Some(Vertex {
            lon,
            lat,
            height: height.filter(|h| !h.is_nan()),
        }))
    }

    fn line(&mut self, head: Head) -> Result<Vec<Vertex>, Fault> {
        let count = self.count(head, head.width())?;
        let mut line = Vec::with_capacity(count);
        for _ in 0..count {
            line.extend(self.vertex(head)?);
        }
        Ok(line)
    }

    fn geometry(&mut self, depth: usize) -> Result<Option<Geometry>, Fault> {
        let head = self.head()?;
        let drape = Drape::default();
        Ok(Some(match head.kind {
            1 => match self.vertex(head)? {
                Some(vertex) => Geometry::Point(vertex, drape),
                None => return Ok(None),
            },
            2 => Geometry::Line(self.line(head)?, drape),
            3 => {
                let rings = self.count(head, 4)?;
                let outer = if rings > 0 {
                    self.line(head)?
                } else {
                    Vec::new()
                };
                let holes: Result<Vec<_>, Fault> = (1..rings).map(|_| self.line(head)).collect();
                Geometry::Polygon(outer, holes?, drape)
            }
            4..=7 => {
                let depth = depth
                    .checked_sub(1)
                    .ok_or(Fault::Broken("it nests too deep"))?;
                let mut parts = Vec::new();
                for _ in 0..self.count(head, 5)? {
                    parts.extend(self.geometry(depth)?);
                }
                Geometry::Multi(parts)
            }
            kind => return Err(Fault::Kind(kind)),
        }))
    }
}
