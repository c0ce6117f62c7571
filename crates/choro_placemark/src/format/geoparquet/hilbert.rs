//! Places along Hilbert's curve: what lies near on Earth stands near in the file.

/// Cells along each side of the box are 2 to the power of this.
const ORDER: u32 = 16;

/// The place of a point of the box (west, south, east, north) along the curve.
pub(super) fn place([west, south, east, north]: [f64; 4], x: f64, y: f64) -> u32 {
    let last = f64::from((1_u32 << ORDER) - 1);
    let cell = |value: f64, low: f64, high: f64| {
        let share = if high > low {
            (value - low) / (high - low)
        } else {
            0.0
        };
        (share.clamp(0.0, 1.0) * last) as u32
    };
    along(cell(x, west, east), cell(y, south, north))
}

/// The distance along the curve of a cell (Hilbert 1891; Warren, *Hacker's Delight*, § 16-2).
fn along(mut x: u32, mut y: u32) -> u32 {
    let mut distance = 0;
    let mut side = 1_u32 << (ORDER - 1);
    while side > 0 {
        let right = u32::from(x & side > 0);
        let upper = u32::from(y & side > 0);
        distance += side * side * ((3 * right) ^ upper);
        // The quarter is turned so that the curve enters and leaves at its corners.
        if upper == 0 {
            if right == 1 {
                x = (side - 1).wrapping_sub(x) & (side - 1);
                y = (side - 1).wrapping_sub(y) & (side - 1);
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_along_the_curve_leads_to_a_neighbour() {
        let mut cells: Vec<(u32, i64, i64)> = Vec::new();
        for x in 0..64_u32 {
            for y in 0..64_u32 {
                cells.push((along(x, y), x.into(), y.into()));
            }
        }
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let [(a, ax, ay), (b, bx, by)] = pair else {
                panic!("two")
            };
            assert_eq!(b - a, 1);
            assert_eq!((ax - bx).abs() + (ay - by).abs(), 1, "{a}");
        }
    }

    #[test]
    fn a_box_without_width_has_places_too() {
        assert_eq!(place([1.0, 1.0, 1.0, 1.0], 1.0, 1.0), 0);
    }
}
