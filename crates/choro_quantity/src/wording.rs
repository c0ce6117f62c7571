//! Numbers, figures and times as people write them in English.

use crate::When;

/// A number with commas between thousands and at most `decimals` decimals.
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// A figure with its unit as people write it: m² become km² where large.
pub fn figure(value: f64, unit: &str) -> String {
    match unit {
        "persons" => number(value, 0),
        "m2" if value >= 100_000.0 => format!("{} km²", number(value / 1e6, 1)),
        "m2" => format!("{} m²", number(value, 0)),
        "km2" => format!("{} km²", number(value, 1)),
        "m" if value >= 10_000.0 => format!("{} km", number(value / 1000.0, 1)),
        "" => number(value, 3),
        _ => format!("{} {unit}", number(value, 2)),
    }
}

/// An EDTF interval in words: "1930–1933", "until 1951", "since 1945", "about 1850"; empty where
/// no time is stated.
pub fn when(when: &When) -> String {
    let edtf = when.edtf.as_str();
    let one = |part: &str| match part.strip_suffix(['~', '?', '%']) {
        Some(date) => format!("about {date}"),
        None => part.to_owned(),
    };
    match edtf.split_once('/') {
        None => one(edtf),
        Some((".." | "", end)) => format!("until {}", one(end)),
        Some((start, ".." | "")) => format!("since {}", one(start)),
        Some((start, end)) => format!("{}–{}", one(start), one(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_short() {
        assert_eq!(number(667_929.0, 0), "667,929");
        assert_eq!(number(-1234.50, 2), "−1,234.5");
        assert_eq!(number(-0.001, 1), "0");
        assert_eq!(figure(20_345_600_000.0, "m2"), "20,345.6 km²");
    }

    #[test]
    fn intervals_read_as_words() {
        let say = |edtf: &str| when(&When::parse(edtf).unwrap_or_default());
        assert_eq!(say("../1951"), "until 1951");
        assert_eq!(say("1945/.."), "since 1945");
        assert_eq!(say("1930/1933"), "1930–1933");
        assert_eq!(say("1850~"), "about 1850");
        assert_eq!(say(""), "");
    }
}
