//! Positions in metres of a grid: UTM here, the letters of MGRS in [`mgrs`].

mod mgrs;
mod transverse_mercator;

use serde::{Deserialize, Serialize};

use crate::Position;
use transverse_mercator::{forward, inverse};

pub use mgrs::{mgrs, mgrs_square};

/// Scale on the central meridian of every UTM zone.
const SCALE: f64 = 0.9996;
/// Metres added to eastings, so that none is negative.
const FALSE_EASTING_M: f64 = 500_000.0;
/// Metres added to northings south of the equator.
const FALSE_NORTHING_M: f64 = 10_000_000.0;
/// UTM ends here, in degrees; the polar caps have grids of their own, which are not read.
const SOUTH_END: f64 = -80.0;
const NORTH_END: f64 = 84.0;

/// A position in UTM on WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Utm {
    /// 1 to 60, six degrees each, eastwards from 180° W.
    pub zone: u8,
    /// Whether the northing counts from the equator (northern hemisphere) or from 10,000 km south
    /// of it.
    pub north: bool,
    /// Metres, 500,000 on the zone's central meridian.
    pub easting: f64,
    /// Metres.
    pub northing: f64,
}

impl Utm {
    /// The position in its standard zone, with the wider zones of Norway and Svalbard; `None`
    /// beyond 80° S and 84° N.
    pub fn of(position: Position) -> Option<Self> {
        if !position.is_valid() || !(SOUTH_END..=NORTH_END).contains(&position.lat) {
            return None;
        }
        let zone = standard_zone(position);
        let (x, y) = forward(position.lat, position.lon - central_meridian(zone));
        let north = position.lat >= 0.0;
        Some(Self {
            zone,
            north,
            easting: FALSE_EASTING_M + SCALE * x,
            northing: SCALE * y + if north { 0.0 } else { FALSE_NORTHING_M },
        })
    }

    /// The position in degrees; `None` where the figures lie outside their zone (eastings beyond
    /// 100 km and 900 km, northings beyond the hemisphere).
    pub fn position(self) -> Option<Position> {
        let zone_known = (1..=60).contains(&self.zone);
        if !zone_known || !(100_000.0..=900_000.0).contains(&self.easting) {
            return None;
        }
        let y = self.northing - if self.north { 0.0 } else { FALSE_NORTHING_M };
        let (lat, from_meridian) = inverse((self.easting - FALSE_EASTING_M) / SCALE, y / SCALE);
        let right_side = if self.north { lat >= 0.0 } else { lat <= 0.0 };
        if !right_side || !(SOUTH_END - 0.5..=NORTH_END + 0.5).contains(&lat) {
            return None;
        }
        let lon = central_meridian(self.zone) + from_meridian;
        let position = Position::new((lon + 540.0).rem_euclid(360.0) - 180.0, lat);
        position.is_valid().then_some(position)
    }
}

/// Radius of the sphere of Web Mercator, metres.
const WEB_MERCATOR_RADIUS_M: f64 = 6_378_137.0;

/// The position of metres in Web Mercator (EPSG:3857, method 1024 of IOGP guidance note 7-2);
/// `None` beyond 180° and for what is no number.
pub fn web_mercator_position(x: f64, y: f64) -> Option<Position> {
    let lon = (x / WEB_MERCATOR_RADIUS_M).to_degrees();
    let lat = (y / WEB_MERCATOR_RADIUS_M).sinh().atan().to_degrees();
    // A vertex on the antimeridian may overstep it by rounding.
    let lon = if lon.abs() > 180.0 && lon.abs() < 180.0 + 1e-9 {
        180.0_f64.copysign(lon)
    } else {
        lon
    };
    Some(Position::new(lon, lat)).filter(|p| p.is_valid())
}

fn central_meridian(zone: u8) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

/// The zone by longitude, save that 32V is wider over Norway and 31X to 37X over Svalbard
/// (NGA.SIG.0012, "The Universal Grids").
fn standard_zone(position: Position) -> u8 {
    let Position { lon, lat } = position;
    let plain = ((lon + 180.0).rem_euclid(360.0) / 6.0) as u8 + 1;
    match plain {
        31 if (56.0..64.0).contains(&lat) && lon >= 3.0 => 32,
        32 if lat >= 72.0 => 31 + 2 * u8::from(lon >= 9.0),
        34 if lat >= 72.0 => 33 + 2 * u8::from(lon >= 21.0),
        36 if lat >= 72.0 => 35 + 2 * u8::from(lon >= 33.0),
        zone => zone.min(60),
    }
}

#[cfg(test)]
mod tests;
