//! SRTM tiles: one degree square, big-endian 16-bit metres from north-west to south-east, the
//! outermost cells on the edges. Layout after NASA's "SRTM Topography" documentation.

use crate::fault::GridFault;
use crate::header::Header;

/// The height that stands for none.
const VOID: i16 = -32_768;

/// Cells along a side, for 3″ and 1″.
const SIDES: [usize; 2] = [1_201, 3_601];

/// The lattice of a tile, from its name and length.
pub(crate) fn header(path: &str, length: usize) -> Result<Header, GridFault> {
    let (south, west) = corner(path).ok_or(GridFault::NoCorner)?;
    let side = SIDES
        .into_iter()
        .find(|side| side * side * 2 == length)
        .ok_or(GridFault::Length(length))?;
    let step = 1.0 / (side - 1) as f64;
    Header {
        columns: side,
        rows: side,
        west,
        north: south + 1.0,
        step_lon: step,
        step_lat: step,
    }
    .checked()
}

/// Latitude and longitude of the south-western corner: `N47E015.hgt` is 47, 15.
fn corner(path: &str) -> Option<(f64, f64)> {
    let name = path.rsplit('/').next()?.to_ascii_uppercase();
    let name = name.strip_suffix(".HGT")?;
    let (lat, lon) = name.split_at_checked(3)?;
    let degrees = |word: &str, plus: char, minus: char, most: f64| {
        let sign = match word.chars().next()? {
            c if c == plus => 1.0,
            c if c == minus => -1.0,
            _ => return None,
        };
        let digits = word
            .get(1..)
            .filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        let value: f64 = digits.parse().ok()?;
        (value <= most).then_some(sign * value)
    };
    Some((
        degrees(lat, 'N', 'S', 90.0)?,
        degrees(lon.get(..4)?, 'E', 'W', 180.0).filter(|_| lon.len() == 4)?,
    ))
}

/// The height of one cell; `None` where it is void.
pub(crate) fn value(bytes: &[u8], cell: usize) -> Option<f64> {
    let pair = bytes.get(2 * cell..2 * cell + 2)?;
    let height = i16::from_be_bytes([pair[0], pair[1]]);
    (height != VOID).then_some(f64::from(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_gives_the_corner_and_the_length_the_step() {
        let header = header("elevation/s02w079.hgt", 1_201 * 1_201 * 2).expect("a tile");
        assert_eq!((header.west, header.north), (-79.0, -1.0));
        assert!((header.step_m() - 92.66).abs() < 0.1);
        for name in [
            "N47.hgt",
            "N47E15.hgt",
            "N4xE015.hgt",
            "N95E015.hgt",
            "é47E015.hgt",
        ] {
            assert_eq!(corner(name), None, "{name}");
        }
    }

    #[test]
    fn another_length_is_told() {
        assert_eq!(header("N47E015.hgt", 10), Err(GridFault::Length(10)));
    }

    #[test]
    fn heights_are_big_endian_and_may_be_void() {
        let bytes = [0x01, 0x00, 0x80, 0x00, 0xFF, 0xFE];
        assert_eq!(value(&bytes, 0), Some(256.0));
        assert_eq!(value(&bytes, 1), None);
        assert_eq!(value(&bytes, 2), Some(-2.0));
        assert_eq!(value(&bytes, 3), None);
    }
}
