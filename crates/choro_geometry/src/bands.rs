//! Rings sorted into bands of latitude, so that one line of latitude touches few edges.

use crate::Position;

/// An edge of a ring: `(part, from, to)`.
type Edge = (usize, Position, Position);

/// The edges of polygons by band of latitude.
#[derive(Debug)]
pub(crate) struct Bands {
    low: Position,
    high: Position,
    height: f64,
    edges: Vec<Edge>,
    bands: Vec<Vec<u32>>,
}

impl Bands {
    /// Sorts the rings of parts (outer ring first) into bands.
    pub(crate) fn new<'a>(parts: impl Iterator<Item = &'a [Vec<Position>]>) -> Self {
        let mut edges: Vec<Edge> = Vec::new();
        let mut low = Position::new(f64::INFINITY, f64::INFINITY);
        let mut high = Position::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut climb = 0.0;
        for (part, rings) in parts.enumerate() {
            for edge in rings.iter().flat_map(|ring| ring.windows(2)) {
                climb += (edge[1].lat - edge[0].lat).abs();
                for p in edge {
                    low = Position::new(low.lon.min(p.lon), low.lat.min(p.lat));
                    high = Position::new(high.lon.max(p.lon), high.lat.max(p.lat));
                }
                edges.push((part, edge[0], edge[1]));
            }
        }
        let span = (high.lat - low.lat).max(1e-9);
        let n = edges.len() as f64;
        // No more bands than keep the entries below eight for an edge, whatever the shape.
        let count = (8.0 * n * span / climb.max(1e-9)).min(n / 4.0);
        let count = if count.is_finite() {
            count.clamp(1.0, 4096.0) as usize
        } else {
            1
        };
        let height = span / count as f64;
        let mut bands = vec![Vec::new(); count];
        if !edges.is_empty() {
            let band = |lat: f64| (((lat - low.lat) / height) as usize).min(count - 1);
            for (i, (_, from, to)) in edges.iter().enumerate() {
                for entry in &mut bands[band(from.lat.min(to.lat))..=band(from.lat.max(to.lat))] {
                    entry.push(i as u32);
                }
            }
        }
        Self {
            low,
            high,
            height,
            edges,
            bands,
        }
    }

    /// South-west and north-east corner of everything; not finite if there is nothing.
    pub(crate) fn corners(&self) -> (Position, Position) {
        (self.low, self.high)
    }

    fn at(&self, lat: f64) -> impl Iterator<Item = &Edge> {
        let inside = lat >= self.low.lat && lat <= self.high.lat;
        let band = if inside {
            (((lat - self.low.lat) / self.height) as usize).min(self.bands.len() - 1)
        } else {
            0
        };
        self.bands[band]
            .iter()
            .filter(move |_| inside)
            .map(|i| &self.edges[*i as usize])
            .filter(move |(_, from, to)| (from.lat > lat) != (to.lat > lat))
    }

    /// Whether a position lies in one of the parts.
    pub(crate) fn contain(&self, position: Position) -> bool {
        [-360.0, 0.0, 360.0]
            .iter()
            .map(|turn| position.lon + turn)
            .filter(|lon| *lon >= self.low.lon && *lon <= self.high.lon)
            .any(|lon| self.contain_unrolled(Position::new(lon, position.lat)))
    }

    /// The same for a longitude counted on across the antimeridian as the rings are.
    pub(crate) fn contain_unrolled(&self, p: Position) -> bool {
        // Entries come part by part, so that parity can be kept one part at a time.
        let (mut part, mut odd) = (usize::MAX, false);
        for (of, from, to) in self.at(p.lat) {
            if *of != part {
                if odd {
                    return true;
                }
                (part, odd) = (*of, false);
            }
            odd ^= p.lon < crossing(*from, *to, p.lat);
        }
        odd
    }

    /// The stretches of longitude inside the parts along a line of latitude, sorted, disjoint.
    pub(crate) fn stretches(&self, lat: f64) -> Vec<(f64, f64)> {
        let mut cuts: Vec<(usize, f64)> = self
            .at(lat)
            .map(|(part, from, to)| (*part, crossing(*from, *to, lat)))
            .collect();
        cuts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut out: Vec<(f64, f64)> = cuts
            .chunk_by(|a, b| a.0 == b.0)
            .flat_map(|part| part.chunks_exact(2).map(|pair| (pair[0].1, pair[1].1)))
            .collect();
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f64, f64)> = Vec::with_capacity(out.len());
        for stretch in out {
            match joined.last_mut() {
                Some(last) if stretch.0 <= last.1 => last.1 = last.1.max(stretch.1),
                _ => joined.push(stretch),
            }
        }
        joined
    }
}

/// Longitude at which an edge crosses a latitude.
fn crossing(from: Position, to: Position, lat: f64) -> f64 {
    from.lon + (to.lon - from.lon) * (lat - from.lat) / (to.lat - from.lat)
}
