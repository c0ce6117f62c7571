//! Numbers of tiles in an archive: zoom by zoom along a Hilbert curve (PMTiles 3, §4).

/// How many tiles all zooms below `zoom` have.
fn below(zoom: u8) -> u64 {
    ((1_u64 << (2 * u32::from(zoom))) - 1) / 3
}

/// The number of a tile. All tiles within it at a later zoom have numbers without a gap.
pub(crate) fn tile_id(zoom: u8, x: u32, y: u32) -> u64 {
    let (mut x, mut y) = (u64::from(x), u64::from(y));
    let mut along = 0;
    for level in (0..zoom).rev() {
        let side = 1_u64 << level;
        let (right, down) = (x & side, y & side);
        along += side * ((3 * right) ^ down);
        if down == 0 {
            if right != 0 {
                x = (side - 1).wrapping_sub(x);
                y = (side - 1).wrapping_sub(y);
            }
            std::mem::swap(&mut x, &mut y);
        }
        x &= side - 1;
        y &= side - 1;
    }
    below(zoom) + along
}

/// The number of the first tile, and how many there are, that lie in a tile at a later zoom.
pub(crate) fn within(zoom: u8, x: u32, y: u32, later: u8) -> (u64, u64) {
    let count = 1_u64 << (2 * u32::from(later - zoom));
    let first = (tile_id(zoom, x, y) - below(zoom)) * count;
    (below(later) + first, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_are_those_of_the_specification() {
        for (zoom, x, y, id) in [
            (0, 0, 0, 0),
            (1, 0, 0, 1),
            (1, 0, 1, 2),
            (1, 1, 1, 3),
            (1, 1, 0, 4),
            (2, 0, 0, 5),
            (2, 1, 0, 6),
            (12, 3423, 1763, 19_078_479),
        ] {
            assert_eq!(tile_id(zoom, x, y), id, "{zoom}/{x}/{y}");
        }
    }

    #[test]
    fn what_lies_in_a_tile_has_numbers_without_a_gap() {
        for (x, y) in [(0, 0), (3, 1), (2, 3), (1, 2)] {
            let (first, count) = within(2, x, y, 5);
            let inside = (0..8).flat_map(|dx| (0..8).map(move |dy| (dx, dy)));
            let ids: BTreeSet<u64> = inside
                .map(|(dx, dy)| tile_id(5, x * 8 + dx, y * 8 + dy))
                .collect();
            assert_eq!(ids, (first..first + count).collect(), "{x}/{y}");
        }
    }
}
