//! Whether what is stated for one time held at another.
//!
//! "Until 1951" held all through 1930, not at all in 1960, and in 1951 for a part of the year that
//! the statement leaves open. "Since 1981~" is sure only once the hedge is over.

use choro_quantity::{Date, When};

/// How far a dated statement holds at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// For all of the time asked about.
    Throughout,
    /// For a part of it, or perhaps: it changed within that time, or the dates are hedged.
    Partly,
    /// At no part of it.
    Not,
    /// The statement bears no date.
    Undated,
}

impl Held {
    /// How far what is stated for `stated` held at `at`. No stated `at` means now, when what has
    /// ended no longer holds.
    pub fn at(stated: &When, at: &When) -> Self {
        if stated.is_unstated() {
            return Self::Undated;
        }
        if at.is_unstated() {
            return if stated.latest.is_none() {
                Self::Throughout
            } else {
                Self::Not
            };
        }
        if !stated.overlaps(at) {
            return Self::Not;
        }
        if surely_covers(stated, at) {
            Self::Throughout
        } else {
            Self::Partly
        }
    }

    /// Whether it held, at least partly.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Throughout | Self::Partly)
    }
}

/// One end of what is surely covered.
enum End {
    /// `..`: without limit.
    Open,
    /// This day is covered.
    Day(Date),
    /// Nothing is sure.
    Unsure,
}

fn surely_covers(stated: &When, at: &When) -> bool {
    let (start, end) = sure(stated);
    let from = match start {
        End::Open => true,
        End::Day(day) => at.earliest.is_some_and(|first| day <= first),
        End::Unsure => false,
    };
    let until = match end {
        End::Open => true,
        End::Day(day) => at.latest.is_some_and(|last| last <= day),
        End::Unsure => false,
    };
    from && until
}

/// The time within which the statement holds whatever day its ends mean: of `1945/1951` from the
/// last day of 1945 to the first of 1951. What is stated for one date holds all of it, unless the
/// date is hedged or stands for one of several years.
fn sure(stated: &When) -> (End, End) {
    let day = |day: Option<Date>| day.map_or(End::Unsure, End::Day);
    let Some((start, end)) = stated.edtf.split_once('/') else {
        return if stated.edtf.contains(['~', '?', '%', 'X']) {
            (End::Unsure, End::Unsure)
        } else {
            (day(stated.earliest), day(stated.latest))
        };
    };
    let part = |text: &str| When::parse(text).unwrap_or_default();
    let start = match start {
        ".." => End::Open,
        start => day(part(start).latest),
    };
    let end = match end {
        ".." => End::Open,
        end => day(part(end).earliest),
    };
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(edtf: &str) -> When {
        When::parse(edtf).expect("EDTF")
    }

    #[test]
    fn the_year_of_a_change_belongs_to_both_sides_in_part() {
        for (stated, at, held) in [
            ("../1951", "1930", Held::Throughout),
            ("../1951", "1951", Held::Partly),
            ("../1951", "1952", Held::Not),
            ("1951/..", "1951-03", Held::Partly),
            ("1951/..", "1952", Held::Throughout),
            ("1951/..", "1940/1960", Held::Partly),
            ("/1951", "1930", Held::Partly),
            ("1910/1945", "1910", Held::Partly),
            ("1910/1945", "1911/1944", Held::Throughout),
            ("2008", "2008-10", Held::Throughout),
            ("2008", "2008", Held::Throughout),
            ("1981~/..", "1983", Held::Partly),
            ("1981~/..", "1990", Held::Throughout),
            ("1850~", "1850", Held::Partly),
            ("193X", "1935", Held::Partly),
            ("", "1935", Held::Undated),
            ("1945/..", "", Held::Throughout),
            ("../1945", "", Held::Not),
            ("2008", "", Held::Not),
        ] {
            assert_eq!(Held::at(&when(stated), &when(at)), held, "{stated} at {at}");
        }
    }
}
