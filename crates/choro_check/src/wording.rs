//! Numbers and words as messages show them.

use choro_gazetteer::Attribute;
use choro_geometry::Wind;

/// A count with separators: `105,909`.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() || value.abs() >= 1e15 {
        return format!("{value}");
    }
    if value.fract().abs() > 1e-9 && value.abs() < 1_000.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{:.0}", value.abs());
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0.0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A figure with its year: "192,680 (2008)".
pub(crate) fn dated(figure: &Attribute) -> String {
    let shown = figure.number.map_or_else(|| figure.value.clone(), number);
    if figure.when.is_unstated() {
        shown
    } else {
        format!("{shown} ({})", figure.when)
    }
}

/// A distance in metres: `320 m`, `18.0 km`, `138 km`.
pub(crate) fn distance(metres: f64) -> String {
    match metres {
        m if m < 1_000.0 => format!("{m:.0} m"),
        m if m < 100_000.0 => format!("{:.1} km", m / 1_000.0),
        m => format!("{:.0} km", m / 1_000.0),
    }
}

/// An azimuth with its letters: `254° (WSW)`.
pub(crate) fn bearing(azimuth: f64) -> String {
    format!("{azimuth:.0}° ({})", Wind::nearest(azimuth).letters())
}

/// "A, B and C".
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "a river", "an airport".
pub(crate) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The wind in the form that the words it replaces have: "eastern" for "western".
pub(crate) fn wind_like(words: &str, wind: Wind) -> Option<String> {
    let lower = words.trim().to_lowercase();
    for (ending, made) in [("ern", "ern"), ("erly", "erly"), ("", "")] {
        let Some(stem) = lower.strip_suffix(ending) else {
            continue;
        };
        if Wind::from_words(stem).is_some() {
            return Some(format!("{}{made}", wind.words()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(number(105_909.0), "105,909");
        assert_eq!(number(-1_000.0), "-1,000");
        assert_eq!(number(22.7), "22.7");
        assert_eq!(distance(18_040.0), "18.0 km");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(with_article("airport"), "an airport");
    }

    #[test]
    fn a_wind_takes_the_form_of_what_it_replaces() {
        assert_eq!(
            wind_like("south-east", Wind::Sw).as_deref(),
            Some("south-west")
        );
        assert_eq!(wind_like("eastern", Wind::W).as_deref(), Some("western"));
        assert_eq!(wind_like("to the east", Wind::W), None);
    }
}
