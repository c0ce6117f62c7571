//! Which of crowding points stay.

use crate::feature::Feature;
use std::collections::HashSet;

/// Cells to a side of a tile, of each of which one point of a rivalry is kept: a mark needs some
/// 16 pixels of a tile's 512.
const CELLS: f64 = 32.0;

/// Those of `points` that stay on a tile with its north-west corner at
/// `corner`; `points` are features with their positions, the most important first. What stays on a
/// tile stays on all more detailed ones, as their cells are parts of its cells.
pub(crate) fn kept(
    features: &[Feature],
    points: &[(u32, [f64; 2])],
    zoom: u8,
    corner: [f64; 2],
) -> Vec<(u32, [f64; 2])> {
    let cells = CELLS * 2.0_f64.powi(i32::from(zoom));
    let mut taken = HashSet::new();
    let stays = points.iter().filter(|(index, at)| {
        let feature = &features[*index as usize];
        let cell = [0, 1].map(|axis| ((at[axis] - corner[axis]) * cells).floor() as i32);
        feature.min_zoom <= zoom && taken.insert((feature.layer, feature.rivalry, cell))
    });
    stays.copied().collect()
}
