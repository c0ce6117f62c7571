//! One tile: what is seen on it, at the detail its zoom can show, as compressed bytes.

use crate::encode::{Drawn, Layer};
use crate::feature::{Feature, Settings};
use crate::outline::{Corner, Outline};
use crate::thin;
use choro_geometry::{lattice_area, valid_on_lattice};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Steps across a tile, and across one of the most detailed zoom, which is enlarged further; more
/// than the second a browser does not keep.
const EXTENT: u32 = 4096;
const FINEST_EXTENT: u32 = 8192;
/// What a tile shows beyond each of its sides, as a share of its width: more than a border is wide.
pub(crate) const MARGIN: f64 = 1.0 / 64.0;
/// Square steps: corners that span less are left out. Eight steps are a pixel.
const LEAST_TRIANGLE: f64 = 16.0;
/// Twice the square steps of a ring below which it is left out: a pixel.
const LEAST_RING: i64 = 128;

/// Where a tile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) zoom: u8,
    pub(crate) x: u32,
    pub(crate) y: u32,
}

/// What may be seen on a tile: features by their index. Points come the most important first.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) outlines: Vec<(u32, Outline)>,
    pub(crate) points: Vec<(u32, [f64; 2])>,
}

/// How positions become steps.
struct Scale {
    corner: [f64; 2],
    steps: f64,
    /// Weight below which a corner is left out.
    least: f32,
    least_ring: i64,
}

impl Scale {
    fn step(&self, at: [f64; 2]) -> [i32; 2] {
        [0, 1].map(|axis| ((at[axis] - self.corner[axis]) * self.steps).round() as i32)
    }

    fn path(&self, corners: &[Corner]) -> Vec<[i32; 2]> {
        let seen = corners.iter().filter(|corner| corner.weight >= self.least);
        let mut path: Vec<_> = seen.map(|corner| self.step(corner.at)).collect();
        path.dedup();
        path
    }

    fn ring(&self, corners: &[Corner]) -> Option<Vec<[i32; 2]>> {
        let mut ring = self.path(corners);
        if ring.first() == ring.last() {
            ring.pop();
        }
        let large = ring.len() > 2 && lattice_area(&ring).abs() >= self.least_ring;
        large.then_some(ring)
    }

    fn drawn(&self, outline: &Outline) -> Option<Drawn> {
        match outline {
            Outline::Point(at) => Some(Drawn::Point(self.step(*at))),
            Outline::Lines(lines) => {
                let paths = lines.iter().map(|line| self.path(line));
                let lines: Vec<_> = paths.filter(|path| path.len() > 1).collect();
                (!lines.is_empty()).then_some(Drawn::Lines(lines))
            }
            Outline::Areas(areas) => {
                let rings = |rings: &Vec<Vec<Corner>>| {
                    let outer = self.ring(rings.first()?)?;
                    let holes = rings[1..].iter().filter_map(|hole| self.ring(hole));
                    Some(std::iter::once(outer).chain(holes).collect())
                };
                let polygons: Vec<_> = areas.iter().filter_map(rings).collect();
                let valid = valid_on_lattice(&polygons);
                (!valid.is_empty()).then_some(Drawn::Areas(valid))
            }
        }
    }
}

/// The bytes of a tile; `None` where nothing is seen on it.
pub(crate) fn bytes(
    settings: &Settings,
    features: &[Feature],
    address: Address,
    content: &Content,
) -> Option<Vec<u8>> {
    let Address { zoom, x, y } = address;
    let finest = zoom == settings.max_zoom;
    let extent = if finest { FINEST_EXTENT } else { EXTENT };
    let tiles = 2.0_f64.powi(i32::from(zoom));
    let steps = f64::from(extent) * tiles;
    let scale = Scale {
        corner: [f64::from(x) / tiles, f64::from(y) / tiles],
        steps,
        least: (if finest { 1.0 } else { LEAST_TRIANGLE } / steps / steps) as f32,
        least_ring: if finest { 1 } else { LEAST_RING },
    };
    let named = settings.layers.iter();
    let mut layers: Vec<Layer<'_>> = named.map(|name| Layer::new(name, extent)).collect();
    let seen = |index: u32| {
        let feature = &features[index as usize];
        (feature.min_zoom <= zoom && feature.layer < settings.layers.len()).then_some(feature)
    };
    for (index, outline) in &content.outlines {
        if let Some(feature) = seen(*index)
            && let Some(drawn) = scale.drawn(outline)
        {
            layers[feature.layer].add(feature, &drawn);
        }
    }
    let kept = if finest {
        content.points.clone()
    } else {
        thin::kept(features, &content.points, zoom, scale.corner)
    };
    for (index, at) in kept {
        if let Some(feature) = seen(index) {
            layers[feature.layer].add(feature, &Drawn::Point(scale.step(at)));
        }
    }
    let mut tile = Vec::new();
    for layer in layers.iter().filter(|layer| !layer.is_empty()) {
        layer.write(&mut tile);
    }
    (!tile.is_empty()).then(|| gzip(&tile))
}

/// Bytes compressed, without name or time (RFC 1952).
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory does not fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
