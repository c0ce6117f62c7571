//! The letters of the Military Grid Reference System: "52TEM 12345 67890".
//!
//! Letters of bands and squares after NGA.STND.0037, "Universal Grids and Grid Reference
//! Systems", for WGS 84 (the "AA" lettering).

use super::Utm;
use crate::Position;

/// Bands of latitude, eight degrees each from 80° S; the last has twelve.
const BANDS: &[u8] = b"CDEFGHJKLMNPQRSTUVWX";
/// Columns of 100 km in zones 1, 4, 7 …, then 2, 5, 8 …, then 3, 6, 9 …
const COLUMNS: [&[u8]; 3] = [b"ABCDEFGH", b"JKLMNPQR", b"STUVWXYZ"];
/// Rows of 100 km; in even zones they begin five letters later.
const ROWS: &[u8] = b"ABCDEFGHJKLMNPQRSTUV";
const SQUARE_M: f64 = 100_000.0;
/// Rows repeat after this.
const CYCLE_M: f64 = 2_000_000.0;

/// The middle of a square of MGRS. `digits` are those of easting or northing, of the same number
/// (0 to 5); with five the square has one metre, with none 100 km.
///
/// `None` where zone, band and square do not go together, as with most letters that are no
/// reference at all.
pub fn mgrs_square(
    zone: u8,
    band: char,
    square: [char; 2],
    easting: &str,
    northing: &str,
) -> Option<Position> {
    let count = easting.len();
    if count > 5 || northing.len() != count || !(1..=60).contains(&zone) {
        return None;
    }
    let size = 10_f64.powi(5 - count as i32);
    let metres = |digits: &str| -> Option<f64> {
        let read = if digits.is_empty() {
            0
        } else {
            digits.parse::<u32>().ok()?
        };
        Some(f64::from(read) * size + size / 2.0)
    };
    let index = |letters: &[u8], c: char| letters.iter().position(|l| char::from(*l) == c);
    let bottom = index(BANDS, band)? as f64 * 8.0 - 80.0;
    let top = if band == 'X' { 84.0 } else { bottom + 8.0 };
    let column = index(COLUMNS[usize::from((zone - 1) % 3)], square[0])?;
    let row = (index(ROWS, square[1])? + 20 - row_shift(zone)) % 20;
    let east = (column + 1) as f64 * SQUARE_M + metres(easting)?;
    let north = row as f64 * SQUARE_M + metres(northing)?;
    // A square may reach over the edge of its band; half of it is let pass.
    let slack = size / 2.0 / 110_000.0 + 1e-6;
    (0..5).find_map(|turn| {
        let utm = Utm {
            zone,
            north: band >= 'N',
            easting: east,
            northing: north + CYCLE_M * f64::from(turn),
        };
        utm.position().filter(|p| {
            (bottom - slack..=top + slack).contains(&p.lat) && within_zone(*p, zone, band)
        })
    })
}

/// Whether the longitude is the zone's: three degrees either side of its meridian, a little more
/// for squares cut by its edge, and twice that in the far north where zones are uneven.
fn within_zone(position: Position, zone: u8, band: char) -> bool {
    let off = (position.lon - super::central_meridian(zone) + 540.0).rem_euclid(360.0) - 180.0;
    let reach = if matches!(band, 'V' | 'X') { 6.5 } else { 3.1 };
    off.abs() <= reach
}

fn row_shift(zone: u8) -> usize {
    if zone.is_multiple_of(2) { 5 } else { 0 }
}

/// The reference of the square that holds the position, its figures with `digits` (0 to 5) each:
/// "38SMB4488". `None` beyond 80° S and 84° N.
pub fn mgrs(position: Position, digits: usize) -> Option<String> {
    let utm = Utm::of(position)?;
    let digits = digits.min(5);
    let band = BANDS[(((position.lat + 80.0) / 8.0) as usize).min(BANDS.len() - 1)];
    let column = (utm.easting / SQUARE_M) as usize;
    let columns = COLUMNS[usize::from((utm.zone - 1) % 3)];
    let column = columns.get(column.checked_sub(1)?)?;
    let row = ((utm.northing % CYCLE_M) / SQUARE_M) as usize;
    let row = ROWS[(row + row_shift(utm.zone)) % 20];
    let size = 10_f64.powi(5 - digits as i32);
    let figures = |metres: f64| ((metres % SQUARE_M) / size) as u32;
    let letters = [char::from(band), char::from(*column), char::from(row)];
    let head = format!("{}{}", utm.zone, letters.iter().collect::<String>());
    if digits == 0 {
        return Some(head);
    }
    Some(format!(
        "{head}{:0digits$}{:0digits$}",
        figures(utm.easting),
        figures(utm.northing)
    ))
}
