//! What runs on a route, by its number.
//!
//! Numbers: gtfs.org, `route_type`, and "Extended GTFS Route Types" (developers.google.com).

use crate::Mode;

/// Mode and word of a route type; `None` for what runs on neither rail, road nor water, and for
/// numbers nobody knows.
pub(super) fn of(number: u32) -> Option<(Mode, &'static str)> {
    Some(match number {
        0 | 5 | 900..=906 => (Mode::Rail, "tram"),
        1 | 401 | 402 | 500..=699 => (Mode::Rail, "subway"),
        2 | 100..=117 | 300 | 400 | 403 | 404 => (Mode::Rail, "rail"),
        7 | 1400..=1402 => (Mode::Rail, "funicular"),
        12 | 405 => (Mode::Rail, "monorail"),
        3 | 200..=209 | 700..=716 => (Mode::Road, "bus"),
        11 | 800 => (Mode::Road, "trolleybus"),
        4 | 1000..=1021 | 1200 => (Mode::Ferry, "ferry"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_extended_numbers_say_the_same() {
        for (plain, extended) in [(0, 900), (1, 401), (2, 102), (3, 700), (4, 1000), (7, 1400)] {
            assert_eq!(of(plain), of(extended), "{plain} {extended}");
        }
    }

    #[test]
    fn what_flies_is_on_no_network() {
        for number in [6, 1100, 1300, 1500, 9999] {
            assert_eq!(of(number), None, "{number}");
        }
    }
}
