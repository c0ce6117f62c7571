//! Dates as documents state them about themselves.

use choro_quantity::When;

/// Reads an EDTF or ISO 8601 date, with or without a time of day after it. Anything else is no
/// date: what a document says in words is for its reader to weigh.
pub(crate) fn parse(text: &str) -> When {
    let text = text.trim();
    let day = match text.split_once(['T', ' ']) {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    };
    When::parse(day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_dropped_and_words_are_no_dates() {
        assert_eq!(parse("2022-10-04T12:00:00+09:00").edtf, "2022-10-04");
        assert_eq!(parse(" 1930 ").edtf, "1930");
        for wrong in ["", "yesterday", "2022-13", "4 October 2022"] {
            assert_eq!(parse(wrong), When::default(), "{wrong}");
        }
    }
}
