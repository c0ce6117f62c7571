//! Coordinates in every notation, and what is wrong with how they are written.
//!
//! "(41.670°129.670°)" lacks a separator and both hemispheres; "47.07° N, 12.44° E",
//! "41°24′12″N 128°10′E", "N 41° 24.2', E 128° 10'", "41.40N 128.17E" are sound. Temperatures
//! and bare angles are none.

mod angle;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::reader::{Extent, Reader};
use angle::{Angle, Notation, angle_at};

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

/// All coordinate pairs of the text in order.
pub(crate) fn coordinates(reader: &Reader<'_>) -> Vec<CoordinateTag> {
    let mut tags = Vec::new();
    let mut next = 0;
    for &i in reader.triggers() {
        if i < next || !reader.is_number(i) {
            continue;
        }
        if let Some(tag) = pair_at(reader, i, next) {
            next = tag.at.end;
            tags.push(tag);
        }
    }
    tags
}

/// The pair whose first angle's degrees are the number at `i`; nothing before `floor` is read.
fn pair_at(reader: &Reader<'_>, i: usize, floor: usize) -> Option<CoordinateTag> {
    let first = angle_at(reader, i, floor)?;
    // Cheap refusal: most numbers have neither sign nor letter nor decimals.
    if !first.degree && first.hemisphere.is_none() && first.decimals < 2 {
        return None;
    }
    let at = second_start(reader, &first);
    let separator = at > first.end;
    let start = angle::number_of_angle(reader, at)?;
    let second = angle_at(reader, start, at)?;
    if second.start != at || !meant_as_pair(reader, &first, &second, separator) {
        return None;
    }
    // "N 67°00'22E" lacks more than a separator: what its figures mean cannot be told.
    if !separator && first.letter_first && second.hemisphere.is_some() && !second.letter_first {
        return None;
    }
    let (lat, lon, swapped) = assign(&first, &second)?;
    let mut faults = Vec::new();
    let touching = reader.joined(first.end - 1);
    let lettered = first.hemisphere.is_some() && (!first.letter_first || second.letter_first);
    if !separator && touching && !lettered {
        faults.push(CoordinateFault::MissingSeparator);
    }
    let signed = first.negative || second.negative;
    let bare = first.hemisphere.is_none() && second.hemisphere.is_none();
    // A minus sign says the hemisphere of a pair as well as letters do.
    let missing = first.hemisphere.is_none() || second.hemisphere.is_none();
    if missing && !(bare && signed) {
        faults.push(CoordinateFault::MissingHemisphere);
    }
    if first.notation != second.notation
        || first.degree != second.degree
        || first.hemisphere.is_some() != second.hemisphere.is_some()
        || (!bare && first.letter_first != second.letter_first)
    {
        faults.push(CoordinateFault::MixedNotation);
    }
    if lat.abs() > 90.0 || lon.abs() > 180.0 || first.overflow || second.overflow {
        faults.push(CoordinateFault::OutOfRange);
    }
    if swapped {
        faults.push(CoordinateFault::Swapped);
    }
    Some(CoordinateTag {
        at: reader.extent(first.start, second.end),
        lat,
        lon,
        decimals: first.decimals.max(second.decimals),
        faults,
    })
}

/// Where the second angle begins: past a comma, or past "and a longitude of".
fn second_start(reader: &Reader<'_>, first: &Angle) -> usize {
    let at = first.end;
    if matches!(reader.word(at), "," | ";" | "/" | "|") && first.hemisphere.is_none() {
        return at + 1;
    }
    if first.hemisphere.is_none() {
        return at;
    }
    let words = [
        ",",
        ";",
        "/",
        "|",
        "and",
        "by",
        "a",
        "the",
        "longitude",
        "latitude",
        "of",
        "at",
    ];
    (at..at + 6)
        .find(|&i| !reader.is_any(i, &words))
        .unwrap_or(at)
}

/// Latitude, longitude, and whether longitude was written first.
fn assign(first: &Angle, second: &Angle) -> Option<(f64, f64, bool)> {
    let is_lat = |a: &Angle| a.hemisphere.map(|h| matches!(h, 'N' | 'S'));
    let swapped = match (is_lat(first), is_lat(second)) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(first_is_lat), _) => !first_is_lat,
        (None, Some(second_is_lat)) => second_is_lat,
        (None, None) => first.value.abs() > 90.0 && second.value.abs() <= 90.0,
    };
    let (lat, lon) = if swapped {
        (second, first)
    } else {
        (first, second)
    };
    Some((lat.value, lon.value, swapped))
}

/// Whether two angles side by side are a place and no temperatures, angles or prices.
fn meant_as_pair(reader: &Reader<'_>, first: &Angle, second: &Angle, separator: bool) -> bool {
    let lettered =
        usize::from(first.hemisphere.is_some()) + usize::from(second.hemisphere.is_some());
    let degrees = first.degree && second.degree;
    let fine = |a: &Angle| a.decimals >= 2 || a.notation != Notation::Decimal;
    let plausible = first.value.abs() <= 360.0 && second.value.abs() <= 360.0;
    if !plausible {
        return false;
    }
    match lettered {
        2 => {
            degrees
                || (first.decimals >= 1 && second.decimals >= 1)
                || first.degree
                || second.degree
        }
        1 => (degrees || (fine(first) && fine(second))) && first.decimals + second.decimals >= 2,
        _ if degrees => fine(first) && fine(second),
        _ => {
            separator
                && first.notation == Notation::Decimal
                && first.decimals >= 2
                && second.decimals >= 2
                && first.value.abs() <= 180.0
                && second.value.abs() <= 180.0
                && announced(reader, first, second)
        }
    }
}

/// Bare decimals are a place only alone in parentheses or after "coordinates" or "at".
fn announced(reader: &Reader<'_>, first: &Angle, second: &Angle) -> bool {
    let Some(before) = first.start.checked_sub(1) else {
        return false;
    };
    match reader.word(before) {
        "(" | "[" => matches!(reader.word(second.end), ")" | "]" | ";"),
        ":" => before.checked_sub(1).is_some_and(|b| introduces(reader, b)),
        _ => introduces(reader, before) && reader.word(second.end) != "%",
    }
}

fn introduces(reader: &Reader<'_>, i: usize) -> bool {
    let words = [
        "coordinates",
        "coordinate",
        "coords",
        "at",
        "lat",
        "position",
        "gps",
        "latlon",
        "location",
    ];
    reader.is_any(i, &words)
}

#[cfg(test)]
mod tests;
