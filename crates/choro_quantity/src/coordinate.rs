//! Coordinates in every notation, and what is wrong with how they are written.
//!
//! "(41.670°129.670°)" lacks a separator and both hemispheres; "47.07° N, 12.44° E",
//! "41°24′12″N 128°10′E", "N 41° 24.2', E 128° 10'", "41.40N 128.17E", "46 00 N, 2 00 E",
//! "lat 41.4 lon 128.2", "geo:41.4,128.2", "52T 456789 4712345" and "52TEM 12345 67890" are
//! sound. Temperatures and bare angles are none.

mod angle;
mod announced;
mod cursor;
mod figures;
mod grid;
mod pair;

use std::fmt;

use choro_text::Span;
use serde::{Deserialize, Serialize};

use crate::reader::{Extent, Reader};

/// A fault of notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoordinateFault {
    /// Nothing stands between latitude and longitude.
    MissingSeparator,
    /// N/S or E/W is left out.
    MissingHemisphere,
    /// The two are written in different ways.
    MixedNotation,
    /// A latitude above 90°, a longitude above 180°, or 60 minutes and more.
    OutOfRange,
    /// Longitude stands first.
    Swapped,
}

impl fmt::Display for CoordinateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingSeparator => "missing_separator",
            Self::MissingHemisphere => "missing_hemisphere",
            Self::MixedNotation => "mixed_notation",
            Self::OutOfRange => "out_of_range",
            Self::Swapped => "swapped",
        })
    }
}

/// How a coordinate pair is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoordinateNotation {
    /// Degrees with decimals: "41.670°".
    Decimal,
    /// Degrees and minutes: "41°24.2′", "46 00 N".
    Minutes,
    /// Degrees, minutes and seconds: "41°24′12″".
    Seconds,
    /// Zone, easting and northing: "52T 456789 4712345".
    Utm,
    /// A square of the Military Grid Reference System: "52TEM 12345 67890"; its middle is read.
    Mgrs,
}

/// A coordinate pair in the text, WGS 84 unless the text says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct CoordinateTag {
    /// Both angles with their signs and letters; no parentheses.
    pub at: Extent,
    /// Degrees north; south is negative.
    pub lat: f64,
    /// Degrees east; west is negative.
    pub lon: f64,
    /// Decimals of a degree written; minutes count as 2, seconds as 4, and their decimals more.
    pub decimals: u8,
    /// Degrees of latitude that one of the last digit written stands for: 0.001 in "41.670°",
    /// 1/3600 where seconds are written, the side of the square in a grid.
    pub resolution: f64,
    /// How it is written; the finer of the two where they differ.
    pub notation: CoordinateNotation,
    /// What is wrong with the notation, sorted.
    pub faults: Vec<CoordinateFault>,
}

impl CoordinateTag {
    /// As it should be written: `41.670° N, 129.670° E`.
    pub fn canonical(&self) -> String {
        let decimals = usize::from(self.decimals.min(9));
        let north = if self.lat < 0.0 { 'S' } else { 'N' };
        let east = if self.lon < 0.0 { 'W' } else { 'E' };
        format!(
            "{:.decimals$}° {north}, {:.decimals$}° {east}",
            self.lat.abs(),
            self.lon.abs()
        )
    }

    /// Whether the notation has this fault.
    pub fn has(&self, fault: CoordinateFault) -> bool {
        self.faults.contains(&fault)
    }
}

/// A pair as read from the text alone: the tag before its tokens are known.
struct Pair {
    span: Span,
    lat: f64,
    lon: f64,
    decimals: u8,
    resolution: f64,
    notation: CoordinateNotation,
    faults: Vec<CoordinateFault>,
}

/// All coordinate pairs of the text in order.
pub(crate) fn coordinates(reader: &Reader<'_>) -> Vec<CoordinateTag> {
    let text = reader.text();
    let bytes = text.as_bytes();
    let mut tags: Vec<CoordinateTag> = Vec::new();
    let mut floor = 0;
    for at in 0..bytes.len() {
        let begins = bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit());
        if at < floor || !begins {
            continue;
        }
        let Some(pair) = grid::reference_at(text, at).or_else(|| pair::pair_at(text, at, floor))
        else {
            continue;
        };
        floor = pair.span.end;
        // Tokens of another text may cover none of it.
        let Some(at) = reader.extent_of(pair.span) else {
            continue;
        };
        if tags.last().is_some_and(|last| last.at.overlaps(at)) {
            continue;
        }
        tags.push(CoordinateTag {
            at,
            lat: pair.lat,
            lon: pair.lon,
            decimals: pair.decimals,
            resolution: pair.resolution,
            notation: pair.notation,
            faults: pair.faults,
        });
    }
    tags
}

#[cfg(test)]
mod tests;
