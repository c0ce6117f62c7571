//! One table of `choro.toml` or of decisions, read key by key.

use super::{Faults, Stated};
use choro_diagnostic::{Finding, input};
use choro_text::Span;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The content of a file of settings; where it is no TOML, its faults.
pub(crate) fn table<'t>(
    text: &'t str,
    document: &'static str,
) -> Result<Spanned<DeTable<'t>>, Vec<Finding>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut faults = Faults::of(document);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        faults.unreadable(Span::new(span.start, span.end), error.message());
    }
    // What stands around a syntax error is half-read: faults found in it would mislead.
    if errors.is_empty() {
        Ok(root)
    } else {
        Err(faults.sorted())
    }
}

pub(super) fn span_of<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

/// The one of `known` that `word` may have been meant to be: not further away than a third of its
/// letters, two neighbours exchanged counting as one change.
pub fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |word: &str| word.to_lowercase().replace('_', "-");
    let folded = fold(word);
    let allowed = (folded.chars().count() / 3).max(1);
    known
        .map(|key| (strsim::damerau_levenshtein(&folded, &fold(key)), key))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, key)| key)
}

/// The value that a word names; a fault where it names none.
fn known_value<T: Copy>(
    stated: &Stated<String>,
    key: &str,
    values: &[(&'static str, T)],
    faults: &mut Faults,
) -> Option<T> {
    let found = values.iter().find(|(name, _)| *name == stated.value);
    if found.is_none() {
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        let message = format!("`{key}` cannot be `{}`", stated.value);
        let code = input::CONFIG_UNREADABLE;
        let mut finding = Finding::input(code, faults.document, stated.span, message);
        finding
            .notes
            .push(format!("known values: {}", names.join(", ")));
        if let Some(meant) = suggestion(&stated.value, names.into_iter()) {
            finding.help = Some(format!("did you mean `{meant}`?"));
        }
        faults.found.push(finding);
    }
    found.map(|(_, value)| *value)
}

/// A table of `choro.toml` or of decisions.
pub(crate) struct Section<'a> {
    /// As people know it: `[check]`, `[[reference]]`.
    pub(crate) name: &'static str,
    /// Where it begins, bytes of the file.
    pub(crate) span: Span,
    table: &'a DeTable<'a>,
}

/// The name of a top-level table with its brackets.
fn header(key: &str) -> &'static str {
    match key {
        "project" => "[project]",
        "documents" => "[documents]",
        "reference" => "[[reference]]",
        "network" => "[[network]]",
        "elevation" => "[[elevation]]",
        "sites" => "[[sites]]",
        "export" => "[export]",
        "redact" => "[export.redact]",
        "check" => "[check]",
        "style" => "[style]",
        "allow" => "[[allow]]",
        "output" => "[output]",
        "same" => "[[same]]",
        "not-same" => "[[not-same]]",
        "dismiss" => "[[dismiss]]",
        "accept" => "[[accept]]",
        "mention" => "[[mention]]",
        "correct" => "[[correct]]",
        "not-said" => "[[not-said]]",
        _ => "this table",
    }
}

impl<'a> Section<'a> {
    pub(crate) fn new(name: &'static str, table: &'a DeTable<'a>, span: Span) -> Self {
        Self { name, span, table }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    /// All keys with their values, in order of the keys.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Spanned<DeValue<'a>>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), value))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Reports every key that is not among `known`.
    pub(crate) fn known(&self, known: &[&str], faults: &mut Faults) {
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                faults.unknown(span_of(key), self.name, key.get_ref(), known);
            }
        }
    }

    /// The table `[key]`.
    pub(crate) fn section(&self, key: &str, faults: &mut Faults) -> Option<Section<'a>> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            faults.wrong_kind(value, key, &format!("a table, `{}`", header(key)));
            return None;
        };
        Some(Section {
            name: header(key),
            span: span_of(value),
            table,
        })
    }

    /// The tables `[[key]]`.
    pub(crate) fn sections(&self, key: &str, faults: &mut Faults) -> Vec<Section<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            faults.wrong_kind(value, key, &format!("a list of tables, `{}`", header(key)));
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => {
                    sections.push(Section {
                        name: header(key),
                        span: span_of(item),
                        table,
                    });
                }
                None => faults.wrong_kind(item, key, &format!("a table, `{}`", header(key))),
            }
        }
        sections
    }

    pub(crate) fn stated_text(&self, key: &str, faults: &mut Faults) -> Option<Stated<String>> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            faults.wrong_kind(value, key, "a string");
            return None;
        };
        Some(Stated {
            value: text.to_owned(),
            span: span_of(value),
        })
    }

    pub(crate) fn text(&self, key: &str, faults: &mut Faults) -> Option<String> {
        self.stated_text(key, faults).map(|stated| stated.value)
    }

    /// A string that has to be there and not be empty.
    pub(crate) fn required(&self, key: &str, faults: &mut Faults) -> Option<Stated<String>> {
        if !self.has(key) {
            faults.missing(self, key);
            return None;
        }
        let stated = self.stated_text(key, faults)?;
        if stated.value.trim().is_empty() {
            faults.unreadable(stated.span, format!("`{key}` is empty"));
            return None;
        }
        Some(stated)
    }

    /// A list of strings; one string stands for a list of one.
    pub(crate) fn texts(&self, key: &str, faults: &mut Faults) -> Option<Vec<Stated<String>>> {
        let value = self.get(key)?;
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![Stated {
                value: text.to_owned(),
                span: span_of(value),
            }]);
        }
        let Some(items) = value.get_ref().as_array() else {
            faults.wrong_kind(value, key, "a list of strings");
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => {
                    texts.push(Stated {
                        value: text.to_owned(),
                        span: span_of(item),
                    });
                }
                None => faults.wrong_kind(item, key, "a list of strings"),
            }
        }
        Some(texts)
    }

    /// A table of strings.
    pub(crate) fn text_table(&self, key: &str, faults: &mut Faults) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        let Some(value) = self.get(key) else {
            return texts;
        };
        let Some(table) = value.get_ref().as_table() else {
            faults.wrong_kind(value, key, "a table of strings, `{ name = \"column\" }`");
            return texts;
        };
        for (target, column) in table {
            match column.get_ref().as_str() {
                Some(column) => {
                    texts.insert(target.get_ref().to_string(), column.to_owned());
                }
                None => faults.wrong_kind(column, target.get_ref(), "the name of a column"),
            }
        }
        texts
    }

    /// One of the named values.
    pub(crate) fn one_of<T: Copy>(
        &self,
        key: &str,
        values: &[(&'static str, T)],
        faults: &mut Faults,
    ) -> Option<T> {
        let stated = self.stated_text(key, faults)?;
        known_value(&stated, key, values, faults)
    }

    /// Some of the named values; one string stands for a list of one.
    pub(crate) fn some_of<T: Copy>(
        &self,
        key: &str,
        values: &[(&'static str, T)],
        faults: &mut Faults,
    ) -> Option<Vec<T>> {
        let stated = self.texts(key, faults)?;
        let found = stated
            .iter()
            .filter_map(|stated| known_value(stated, key, values, faults));
        Some(found.collect())
    }

    /// A number that is not negative.
    pub(crate) fn number(&self, key: &str, faults: &mut Faults) -> Option<f64> {
        let value = self.get(key)?;
        let digits = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => {
                faults.wrong_kind(value, key, "a number");
                return None;
            }
        };
        let number = digits.replace('_', "").parse().ok();
        let number = number.filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            faults.unreadable(span_of(value), format!("`{key}` is a number from 0 up"));
        }
        number
    }

    /// A whole number that is not negative.
    pub(crate) fn whole_number(&self, key: &str, faults: &mut Faults) -> Option<u32> {
        let value = self.get(key)?;
        let DeValue::Integer(integer) = value.get_ref() else {
            faults.wrong_kind(value, key, "a whole number");
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        let number = u32::from_str_radix(&digits, integer.radix()).ok();
        if number.is_none() {
            let message = format!("`{key}` is a whole number from 0 to {}", u32::MAX);
            faults.unreadable(span_of(value), message);
        }
        number
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, key: &str, faults: &mut Faults) -> Option<bool> {
        let value = self.get(key)?;
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            faults.wrong_kind(value, key, "`true` or `false`");
        }
        truth
    }

    /// A string, or a date written without quotes.
    pub(crate) fn date_or_text(&self, key: &str, faults: &mut Faults) -> Option<String> {
        match self.get(key)?.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => self.text(key, faults),
        }
    }

    /// A date `YYYY-MM-DD`, quoted or not.
    pub(crate) fn date(&self, key: &str, faults: &mut Faults) -> Option<String> {
        let text = self.date_or_text(key, faults)?;
        if crate::path::is_iso_date(&text) {
            return Some(text);
        }
        let span = self.get(key).map(span_of).unwrap_or_default();
        faults.unreadable(span, format!("`{key}` is a date such as \"2027-01-01\""));
        None
    }
}
