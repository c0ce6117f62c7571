//! Where the cells of a row say that something is.

use choro_quantity::{CoordinateFault, tag};
use choro_text::tokenise;
use serde_json::value::RawValue;

use super::super::columns::{Meaning, meaning};
use super::super::{geojson, wkt};
use crate::{Drape, Geometry, Vertex};

/// What a column holds and how much it is to be preferred; the columns of positions that this
/// program writes come before all others.
pub(super) fn ranked(column: &str) -> Option<(Meaning, usize)> {
    let own = ["lat", "lon", "height", "geometry", "geowkt"].contains(&column);
    let (meaning, rank) = meaning(column)?;
    Some((meaning, if own { 0 } else { rank + 1 }))
}

/// The cells of a row that say where it is; each the best that is not blank.
#[derive(Clone, Copy, Default)]
pub(super) struct Cells<'a> {
    latitude: Option<(usize, &'a str)>,
    longitude: Option<(usize, &'a str)>,
    height: Option<(usize, &'a str)>,
    position: Option<(usize, &'a str)>,
    geometry: Option<(usize, &'a str)>,
}

impl<'a> Cells<'a> {
    /// Takes the cell of a column in. Columns this program writes come before others.
    pub(super) fn put_column(&mut self, column: &str, cell: &'a str) {
        if let Some((meaning, rank)) = ranked(column) {
            self.put(meaning, rank, cell);
        }
    }

    /// Takes a cell in, if it is one of a place and better than those before it.
    pub(super) fn put(&mut self, meaning: Meaning, rank: usize, cell: &'a str) {
        let slot = match meaning {
            Meaning::Latitude => &mut self.latitude,
            Meaning::Longitude => &mut self.longitude,
            Meaning::Height => &mut self.height,
            Meaning::Position => &mut self.position,
            Meaning::Geometry => &mut self.geometry,
            _ => return,
        };
        if !cell.trim().is_empty() && slot.is_none_or(|(known, _)| rank < known) {
            *slot = Some((rank, cell));
        }
    }

    /// The geometry they say: well-known text or GeoJSON before latitude and longitude before a
    /// position in one cell. `Ok(None)` where none says anything; else why it cannot be read.
    pub(super) fn place(&self) -> Result<Option<Geometry>, String> {
        let text = |slot: Option<(usize, &'a str)>| slot.map(|(_, cell)| cell.trim());
        if let Some(geometry) = text(self.geometry).and_then(shape) {
            return Ok(Some(geometry));
        }
        let height = text(self.height).and_then(degrees);
        let found = match (text(self.latitude), text(self.longitude)) {
            (Some(lat), Some(lon)) => Some(pair(lat, lon)?),
            (lat, lon) => match text(self.position) {
                Some(cell) => Some(one_cell(cell)?),
                None if lat.is_some() => return Err("latitude without longitude".to_owned()),
                None if lon.is_some() => return Err("longitude without latitude".to_owned()),
                None => None,
            },
        };
        if found.is_none()
            && let Some(cell) = text(self.geometry)
        {
            return Err(format!("‘{}’ is no well-known text", clipped(cell)));
        }
        Ok(found.map(|v| {
            Geometry::Point(
                Vertex {
                    height: v.height.or(height),
                    ..v
                },
                Drape::default(),
            )
        }))
    }
}

/// Well-known text, or a GeoJSON geometry in a cell.
fn shape(cell: &str) -> Option<Geometry> {
    if cell.starts_with('{') {
        let raw: &RawValue = serde_json::from_str(cell).ok()?;
        let read = geojson::geometry::read(raw);
        return read.geometry.filter(|_| read.fault.is_none());
    }
    wkt::read(cell)
}

/// A position of a latitude and a longitude, each in any notation.
fn pair(lat: &str, lon: &str) -> Result<Vertex, String> {
    if let (Some(lat), Some(lon)) = (degrees(lat), degrees(lon)) {
        return Ok(at(lon, lat));
    }
    for text in [format!("{lat}, {lon}"), format!("lat {lat}, lon {lon}")] {
        if let Some(found) = tagged(&text) {
            return Ok(found);
        }
    }
    Err(format!(
        "latitude ‘{}’ and longitude ‘{}’ cannot be read",
        clipped(lat),
        clipped(lon)
    ))
}

/// A position in one cell: two numbers, latitude first, or any notation that texts use.
fn one_cell(cell: &str) -> Result<Vertex, String> {
    if let Some(Geometry::Point(at, _)) = shape(cell) {
        return Ok(at);
    }
    let bare = cell.trim_matches(['(', ')', '[', ']', ' ']);
    let parts = bare.split([',', ';', ' ', '\t']).filter(|p| !p.is_empty());
    let numbers: Option<Vec<f64>> = parts.map(|part| part.parse().ok()).collect();
    if let Some([lat, lon]) = numbers.as_deref() {
        return Ok(at(*lon, *lat));
    }
    let grid = spaced_grid(bare);
    tagged(grid.as_deref().unwrap_or(bare))
        .ok_or_else(|| format!("the position ‘{}’ cannot be read", clipped(cell)))
}

/// The one coordinate pair of a text that holds nothing else of note.
fn tagged(text: &str) -> Option<Vertex> {
    let tokens = tokenise(text);
    let tags = tag(text, &tokens);
    match tags.coordinates.as_slice() {
        [one] if !one.has(CoordinateFault::OutOfRange) => Some(at(one.lon, one.lat)),
        _ => None,
    }
}

/// A reference of the Military Grid Reference System written without spaces, with them.
fn spaced_grid(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let square = text.get(digits..digits + 3)?;
    let figures = text.get(digits + 3..)?;
    let grid = (1..=2).contains(&digits)
        && square.bytes().all(|b| b.is_ascii_alphabetic())
        && figures.bytes().all(|b| b.is_ascii_digit())
        && figures.len() % 2 == 0
        && (2..=10).contains(&figures.len());
    let (east, north) = figures.split_at(figures.len() / 2);
    grid.then(|| {
        format!(
            "{}{} {east} {north}",
            &text[..digits],
            square.to_ascii_uppercase()
        )
    })
}

/// Decimal degrees, with a decimal point or comma, a typographic minus and a degree sign allowed.
fn degrees(text: &str) -> Option<f64> {
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let plain = text.trim_end_matches(['°', 'm', ' ']);
    let plain = plain.replace(',', ".").replace('\u{2212}', "-");
    plain.trim().parse().ok()
}

fn at(lon: f64, lat: f64) -> Vertex {
    Vertex {
        lon,
        lat,
        height: None,
    }
}

/// A text short enough for a message.
fn clipped(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(cells: &[(Meaning, &str)]) -> Result<Option<String>, String> {
        let mut all = Cells::default();
        for (meaning, cell) in cells {
            all.put(*meaning, 0, cell);
        }
        let geometry = all.place()?;
        Ok(geometry.map(|g| {
            let v = g.vertices()[0];
            format!("{:.4} {:.4} {:?}", v.lat, v.lon, v.height)
        }))
    }

    #[test]
    fn one_cell_in_many_notations() {
        for (cell, wanted) in [
            ("41.5, 129.25", "41.5000 129.2500 None"),
            ("(41.5 129.25)", "41.5000 129.2500 None"),
            ("41.7 N 129.8 E", "41.7000 129.8000 None"),
            ("41°24′12″N 128°10′30″E", "41.4033 128.1750 None"),
            ("N 41° 24.2', E 128° 10.5'", "41.4033 128.1750 None"),
            ("52T 561690 4698163", "42.4333 129.7500 None"),
            ("52TEM6169098162", "42.4333 129.7500 None"),
            ("52TEM 61690 98162", "42.4333 129.7500 None"),
            ("POINT (129.25 41.5)", "41.5000 129.2500 None"),
            ("geo:41.5,129.25", "41.5000 129.2500 None"),
        ] {
            let found = place(&[(Meaning::Position, cell)]);
            assert_eq!(found, Ok(Some(wanted.to_owned())), "{cell}");
        }
        let found = place(&[(Meaning::Position, "near the station")]);
        assert!(found.is_err_and(|m| m.contains("near the station")));
    }

    #[test]
    fn two_cells_in_many_notations() {
        for (lat, lon, wanted) in [
            ("41.5", "129.25", "41.5000 129.2500 None"),
            ("41,5", "129,25°", "41.5000 129.2500 None"),
            ("41°24'12\"N", "128°10'30\"E", "41.4033 128.1750 None"),
            ("41.5 N", "129.25 E", "41.5000 129.2500 None"),
            ("95", "129.25", "95.0000 129.2500 None"),
        ] {
            let found = place(&[(Meaning::Latitude, lat), (Meaning::Longitude, lon)]);
            assert_eq!(found, Ok(Some(wanted.to_owned())), "{lat} {lon}");
        }
        assert!(place(&[(Meaning::Latitude, "41.5")]).is_err());
        assert!(place(&[(Meaning::Latitude, "x"), (Meaning::Longitude, "y")]).is_err());
        assert_eq!(place(&[(Meaning::Height, "12")]), Ok(None));
        let cells = [
            (Meaning::Latitude, "1"),
            (Meaning::Longitude, "2"),
            (Meaning::Height, "12.5"),
        ];
        assert_eq!(
            place(&cells),
            Ok(Some("1.0000 2.0000 Some(12.5)".to_owned()))
        );
    }
}
