//! Coordinates as files give them, and what is wrong with those that cannot be.

use choro_geometry::Position;

/// Rounding that is forgiven beyond ±180 and ±90, degrees.
const SLACK: f64 = 1e-6;

/// The position of a longitude and latitude in degrees, or why it is none.
pub(crate) fn position(lon: f64, lat: f64) -> Result<Position, String> {
    if !lon.is_finite() || !lat.is_finite() {
        return Err("a coordinate is not a finite number".to_owned());
    }
    if lat.abs() > 90.0 + SLACK {
        return Err(if lon.abs() <= 90.0 && lat.abs() <= 180.0 {
            format!("latitude {lat} is beyond ±90; latitude and longitude {lon} look swapped")
        } else {
            format!("latitude {lat} is beyond ±90")
        });
    }
    if lon.abs() > 180.0 + SLACK {
        return Err(format!("longitude {lon} is beyond ±180"));
    }
    Ok(Position::new(
        lon.clamp(-180.0, 180.0),
        lat.clamp(-90.0, 90.0),
    ))
}

/// The position of one place. Unlike a vertex of a line it is not at latitude 0, longitude 0,
/// which lies in the open sea and is what programs write for "unknown".
pub(crate) fn place(lon: f64, lat: f64) -> Result<Position, String> {
    if lon == 0.0 && lat == 0.0 {
        return Err("latitude 0, longitude 0 stands for an unknown position".to_owned());
    }
    position(lon, lat)
}

/// The position two table cells give; `None` where both are empty.
pub(crate) fn from_cells(lat: &str, lon: &str) -> Result<Option<Position>, String> {
    let (lat, lon) = (lat.trim(), lon.trim());
    match (lat.is_empty(), lon.is_empty()) {
        (true, true) => return Ok(None),
        (true, false) => return Err("longitude without latitude".to_owned()),
        (false, true) => return Err("latitude without longitude".to_owned()),
        (false, false) => {}
    }
    let lat = degrees(lat).ok_or_else(|| format!("latitude ‘{lat}’ is not a number of degrees"))?;
    let lon =
        degrees(lon).ok_or_else(|| format!("longitude ‘{lon}’ is not a number of degrees"))?;
    place(lon, lat).map(Some)
}

/// Decimal degrees, with a decimal point or comma, a typographic minus and a degree sign allowed.
fn degrees(text: &str) -> Option<f64> {
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let plain = text
        .trim_end_matches('°')
        .replace(',', ".")
        .replace('\u{2212}', "-");
    plain.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_give_positions_or_reasons() {
        assert_eq!(from_cells("", " "), Ok(None));
        assert_eq!(
            from_cells("41,79", "129.8°"),
            Ok(Some(Position::new(129.8, 41.79)))
        );
        assert!(from_cells("180.5", "179").is_err());
        assert!(from_cells("129.8", "41.8").unwrap_err().contains("swapped"));
        assert!(
            from_cells("41.8", "")
                .unwrap_err()
                .contains("without longitude")
        );
        assert!(
            from_cells("north", "3")
                .unwrap_err()
                .contains("not a number")
        );
        assert!(from_cells("NaN", "3").unwrap_err().contains("finite"));
        assert!(from_cells("0", "0.0").unwrap_err().contains("unknown"));
        assert!(
            from_cells("1", "200")
                .unwrap_err()
                .contains("longitude 200")
        );
    }

    #[test]
    fn rounding_beyond_the_antimeridian_is_forgiven() {
        assert_eq!(
            position(180.000_000_000_1, 65.0),
            Ok(Position::new(180.0, 65.0))
        );
    }
}
