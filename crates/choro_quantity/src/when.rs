//! When something holds: an EDTF interval as a pair of days.
//!
//! "from 1616-1622" is `1616/1622`, "around 1850" is `1850~`, "after 1945" is `1945/..`.
//! Reads and writes EDTF (ISO 8601-2) level 0 and 1, and `XXXX-06-04` for a day of no stated year.

mod calendar;
mod edtf;

use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use calendar::days_in_month;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Astronomical year (0 is 1 BC).
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A time as an EDTF expression (level 0–1) and the days it may span. Unknown ends are `None`.
///
/// `When::default()` is "no time stated": empty text, both ends open. An approximate year (`~`)
/// may span [`When::APPROXIMATE_YEARS`] more on either side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// Canonical EDTF: `2008`, `1930/1933`, `1850~`, `1945/..`, `2022-10`. Empty where no time
    /// is stated.
    pub edtf: String,
    /// Earliest day.
    pub earliest: Option<Date>,
    /// Latest day.
    pub latest: Option<Date>,
}

impl Date {
    /// The day, where the calendar has it (no 30 February).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        known.then_some(Self { year, month, day })
    }

    /// 1 January of the year.
    pub fn first_of_year(year: i32) -> Self {
        Self {
            year,
            month: 1,
            day: 1,
        }
    }

    /// 31 December of the year.
    pub fn last_of_year(year: i32) -> Self {
        Self {
            year,
            month: 12,
            day: 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{:02}-{:02}",
            edtf::year_text(self.year),
            self.month,
            self.day
        )
    }
}

impl When {
    /// Years by which an approximate year may be off: "around 1850" spans 1845 to 1855.
    pub const APPROXIMATE_YEARS: i32 = 5;

    /// Reads an EDTF expression of level 0 or 1; `None` where it is not one.
    ///
    /// The empty string is "no time stated". Interval ends may be open (`..`) or unknown (empty).
    pub fn parse(edtf: &str) -> Option<Self> {
        edtf::parse(edtf)
    }

    /// A whole year.
    pub fn year(year: i32) -> Self {
        Self::spanning(
            edtf::year_text(year),
            Some(Date::first_of_year(year)),
            Some(Date::last_of_year(year)),
        )
    }

    /// A month of a year; `None` where `month` is not 1 to 12.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        Self::parse(&format!("{}-{month:02}", edtf::year_text(year)))
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self::spanning(date.to_string(), Some(date), Some(date))
    }

    /// Whole years, both included; the order does not matter.
    pub fn years(first: i32, last: i32) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        Self::spanning(
            format!("{}/{}", edtf::year_text(first), edtf::year_text(last)),
            Some(Date::first_of_year(first)),
            Some(Date::last_of_year(last)),
        )
    }

    /// From the start of `self` with no end: `1990/..`.
    #[must_use]
    pub fn onwards(&self) -> Self {
        Self::spanning(format!("{}/..", self.start_text()), self.earliest, None)
    }

    /// From the end of `self` with no end: "after the war" is from its last year on.
    #[must_use]
    pub fn afterwards(&self) -> Self {
        let earliest = Self::parse(&self.end_text())
            .and_then(|w| w.earliest)
            .or(self.earliest);
        Self::spanning(format!("{}/..", self.end_text()), earliest, None)
    }

    /// Up to the end of `self`: `../2010`.
    #[must_use]
    pub fn up_to(&self) -> Self {
        Self::spanning(format!("../{}", self.end_text()), None, self.latest)
    }

    /// Up to the start of `self`: "before the war" is up to its first year.
    #[must_use]
    pub fn beforehand(&self) -> Self {
        let latest = Self::parse(&self.start_text())
            .and_then(|w| w.latest)
            .or(self.latest);
        Self::spanning(format!("../{}", self.start_text()), None, latest)
    }

    /// From the start of `self` to the end of `end`; `None` where the end would come first.
    pub fn through(&self, end: &Self) -> Option<Self> {
        if let (Some(first), Some(last)) = (self.earliest, end.latest)
            && first > last
        {
            return None;
        }
        Some(Self::spanning(
            format!("{}/{}", self.start_text(), end.end_text()),
            self.earliest,
            end.latest,
        ))
    }

    /// The same time, only approximately: `1850~`.
    #[must_use]
    pub fn approximately(&self) -> Self {
        if self.edtf.is_empty() || self.edtf.ends_with(['~', '%']) || self.edtf.contains('/') {
            return self.clone();
        }
        Self::parse(&format!("{}~", self.edtf)).unwrap_or_else(|| self.clone())
    }

    /// Whether no time is stated at all.
    pub fn is_unstated(&self) -> bool {
        self.edtf.is_empty()
    }

    /// Whether the day may lie in the time; an unknown end excludes nothing.
    pub fn contains(&self, date: Date) -> bool {
        self.earliest.is_none_or(|first| first <= date)
            && self.latest.is_none_or(|last| date <= last)
    }

    /// Whether the two may share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.before(other) && !other.before(self)
    }

    /// Whether `self` is surely over before `other` begins.
    pub fn before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(last), Some(first)) if last < first)
    }

    /// The same time shifted by whole years, where it is bounded; "two years later".
    pub fn shifted_years(&self, years: i32) -> Option<Self> {
        let first = self.earliest?.year.checked_add(years)?;
        let last = self.latest?.year.checked_add(years)?;
        let in_range = |year: i32| (-9999..=9999).contains(&year);
        if !in_range(first) || !in_range(last) {
            return None;
        }
        Some(if first == last {
            Self::year(first)
        } else {
            Self::years(first, last)
        })
    }

    fn spanning(edtf: String, earliest: Option<Date>, latest: Option<Date>) -> Self {
        Self {
            edtf,
            earliest,
            latest,
        }
    }

    /// EDTF of the first part; a decade `193X` begins in `1930`.
    fn start_text(&self) -> String {
        match self.edtf.split_once('/') {
            Some((start, _)) => start.to_owned(),
            None if self.edtf.contains('X') => self
                .earliest
                .map_or_else(|| self.edtf.clone(), |d| edtf::year_text(d.year)),
            None => self.edtf.clone(),
        }
    }

    /// EDTF of the last part; a decade `193X` ends in `1939`.
    fn end_text(&self) -> String {
        match self.edtf.split_once('/') {
            Some((_, end)) => end.to_owned(),
            None if self.edtf.contains('X') => self
                .latest
                .map_or_else(|| self.edtf.clone(), |d| edtf::year_text(d.year)),
            None => self.edtf.clone(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

#[cfg(test)]
mod tests;
