//! The limits of the checker, and those that a project sets otherwise.

use crate::data::{THRESHOLDS, Thresholds};
use choro_text::Span;
use toml::{Table, Value};

/// The sections of `data/thresholds.toml` that a project may set: the limits of measures. How sure
/// a finding has to be, and what tells names apart, holds for all.
const OWN: [&str; 9] = [
    "near",
    "located",
    "coordinates",
    "network",
    "figures",
    "superlative",
    "terrain",
    "sight",
    "counts",
];

/// Limits that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ThresholdsFault {
    /// Bytes of the project's table.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Thresholds {
    /// The limits in `data/thresholds.toml`.
    pub fn shipped() -> &'static Self {
        &THRESHOLDS
    }

    /// The limits shipped, with some of them as a project sets them in the same notation.
    ///
    /// # Errors
    /// Tells the first section or key that is not known or cannot be set, or a limit that is no
    /// number above 0.
    pub fn with(text: &str) -> Result<Self, ThresholdsFault> {
        let stated: Table = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            ThresholdsFault {
                span: Span::new(span.start, span.end),
                message: error.message().to_owned(),
            }
        })?;
        let mut limits = crate::data::thresholds_as_written();
        for (section, keys) in &stated {
            let fault = |word: &str, message: String| pointing_at(text, word, message);
            let own = OWN.contains(&section.as_str());
            let known = limits.get_mut(section).and_then(Value::as_table_mut);
            let (Some(known), Some(keys)) = (known.filter(|_| own), keys.as_table()) else {
                let message = format!("sections that can be set are {}", OWN.join(", "));
                return Err(fault(section, format!("`{section}`: {message}")));
            };
            for (key, value) in keys {
                let number = value
                    .as_float()
                    .or_else(|| value.as_integer().map(|whole| whole as f64))
                    .filter(|number| number.is_finite() && *number > 0.0);
                let Some(number) = number else {
                    return Err(fault(key, format!("`{key}` is a number above 0")));
                };
                if !known.contains_key(key) {
                    let keys: Vec<&str> = known.keys().map(String::as_str).collect();
                    let message = format!("`{key}`: keys of [{section}] are {}", keys.join(", "));
                    return Err(fault(key, message));
                }
                known.insert(key.clone(), Value::Float(number));
            }
        }
        limits
            .try_into()
            .map_err(|error: toml::de::Error| ThresholdsFault {
                span: Span::default(),
                message: error.message().to_owned(),
            })
    }
}

fn pointing_at(text: &str, word: &str, message: String) -> ThresholdsFault {
    let start = text.find(word).unwrap_or(0);
    ThresholdsFault {
        span: Span::new(start, start + word.len().min(text.len() - start)),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_limits_are_set_and_the_others_stay() {
        let limits = Thresholds::with("[near]\ntown-town = 12\n").expect("limits");
        assert_eq!(limits.near["town-town"], 12.0);
        assert_eq!(limits.near["region"], THRESHOLDS.near["region"]);
        assert_eq!(limits.located.tolerance_m, THRESHOLDS.located.tolerance_m);
    }

    #[test]
    fn what_cannot_be_set_is_told_with_its_place() {
        let fault = |text: &str| Thresholds::with(text).expect_err("a fault");
        let section = fault("[confidence]\nerror = 0.1\n");
        assert!(
            section
                .message
                .contains("sections that can be set are near, ")
        );
        assert_eq!(section.span, Span::new(1, 11));
        let key = fault("[near]\ntown-village = 3\n");
        assert!(key.message.contains("keys of [near] are "), "{key}");
        for value in ["0", "-1", "nan", "\"far\""] {
            let told = fault(&format!("[near]\nregion = {value}\n"));
            assert!(told.message.contains("a number above 0"), "{value}: {told}");
        }
        assert_eq!(fault("[near\n").span.start, 5);
    }
}
