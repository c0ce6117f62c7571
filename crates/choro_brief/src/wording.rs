//! The words of a language: tables of words, and templates of sentences.
//!
//! A language is one file, `templates/LANGUAGE.toml`; a project may bring a file of the same form
//! that replaces some of its entries, or one of a language of its own.

mod filters;
mod times;

use crate::BriefError;
use crate::brief::Evidence;
use choro_quantity::When;
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The languages of the program.
const SHIPPED: &[(&str, &str)] = &[
    ("en", include_str!("../templates/en.toml")),
    ("ko", include_str!("../templates/ko.toml")),
];
/// The language whose tables and keys every file has.
const MODEL: &str = "en";
/// The tables whose entries are templates.
const TEMPLATES: [&str; 2] = ["sentences", "notes"];
/// The tables to which a file may add keys: names of things that data bring, and what not every
/// language has.
const OPEN: [&str; 8] = [
    "endings",
    "events",
    "facts",
    "hedges",
    "languages",
    "modes",
    "statuses",
    "types",
];

type Tables = BTreeMap<String, BTreeMap<String, String>>;

/// The words and templates of one language, ready for use.
pub struct Wording {
    language: String,
    words: Arc<Words>,
    environment: Environment<'static>,
}

/// Tables of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    tables: Tables,
}

impl Words {
    /// The word for a key, the key itself where there is none.
    pub(crate) fn word<'w>(&'w self, table: &str, key: &'w str) -> &'w str {
        self.entry(table, key).unwrap_or(key)
    }

    /// The word for a key.
    pub(crate) fn entry(&self, table: &str, key: &str) -> Option<&str> {
        let table = self.tables.get(table)?;
        table.get(key).map(String::as_str)
    }
}

impl Wording {
    /// The words of a language. `own` is the project's file for it: path, for messages, and text.
    pub fn new(language: &str, own: Option<(&str, &str)>) -> Result<Self, BriefError> {
        let shipped = |wanted: &str| {
            let found = SHIPPED.iter().find(|(language, _)| *language == wanted);
            found.map(|(_, text)| *text)
        };
        // Files of the program are read by a test.
        let parsed = |text| parse("templates", text);
        let mut tables = match (shipped(language), own) {
            (Some(text), _) => parsed(text)?,
            (None, Some(_)) => parsed(shipped(MODEL).unwrap_or_default())?,
            (None, None) => {
                let known: Vec<&str> = SHIPPED.iter().map(|(language, _)| *language).collect();
                return Err(BriefError::Language {
                    language: language.to_owned(),
                    known: known.join(", "),
                });
            }
        };
        if let Some((path, text)) = own {
            add(&mut tables, path, text)?;
        }
        Self::of(language, tables)
    }

    fn of(language: &str, tables: Tables) -> Result<Self, BriefError> {
        let words = Arc::new(Words { tables });
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        filters::add(&mut environment, &words);
        for table in TEMPLATES {
            for (key, source) in words.tables.get(table).into_iter().flatten() {
                let name = format!("{table}.{key}");
                let added = environment.add_template_owned(name.clone(), source.clone());
                added.map_err(|error| fault(&name, &error))?;
            }
        }
        Ok(Self {
            language: language.to_owned(),
            words,
            environment,
        })
    }

    /// The BCP 47 tag of the language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The word for a key of a table, the key itself where there is none.
    pub(crate) fn word<'w>(&'w self, table: &str, key: &'w str) -> &'w str {
        self.words.word(table, key)
    }

    /// The word for a key of a table.
    pub(crate) fn entry(&self, table: &str, key: &str) -> Option<&str> {
        self.words.entry(table, key)
    }

    /// A number with at most so many decimals.
    pub(crate) fn number(&self, value: f64, decimals: usize) -> String {
        filters::number(&self.words, value, decimals)
    }

    /// A distance in metres as people write it.
    pub(crate) fn distance(&self, metres: f64) -> String {
        filters::distance(&self.words, metres)
    }

    /// A figure with its unit.
    pub(crate) fn figure(&self, value: f64, unit: &str) -> String {
        filters::figure(&self.words, value, unit)
    }

    /// A time in words, short: `1930–1933`, `since 1945`; empty where none is stated.
    pub(crate) fn time(&self, when: &When) -> String {
        times::words(&self.words, "times", when)
    }

    /// A time as it stands in a sentence: `from 1930 to 1933`.
    pub(crate) fn during(&self, when: &When) -> String {
        times::words(&self.words, "during", when)
    }

    /// A template filled in.
    pub(crate) fn fill(
        &self,
        table: &str,
        key: &str,
        values: BTreeMap<&'static str, Value>,
    ) -> Result<String, BriefError> {
        let name = format!("{table}.{key}");
        self.environment
            .get_template(&name)
            .and_then(|template| template.render(Value::from(values)))
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .map_err(|error| fault(&name, &error))
    }

    /// What a note says.
    pub(crate) fn note(&self, evidence: &Evidence) -> Result<String, BriefError> {
        let text = |text: &str| Value::from(text.to_owned());
        match evidence {
            Evidence::Passage {
                document,
                line,
                quote,
            } => {
                let values = [
                    ("document", text(document)),
                    ("line", Value::from(*line)),
                    ("quote", text(quote)),
                ];
                self.fill("notes", "passage", values.into())
            }
            Evidence::Record {
                source,
                title,
                version,
                record,
                stated,
            } => {
                let values = [
                    ("source", text(source)),
                    ("title", text(title)),
                    ("version", text(version)),
                    ("record", text(record)),
                    ("stated", text(stated)),
                ];
                self.fill("notes", "record", values.into())
            }
            Evidence::Computation {
                formula,
                inputs,
                result,
            } => {
                let inputs: Vec<Value> = inputs.iter().map(|input| text(input)).collect();
                let values = [
                    ("formula", text(self.word("formulas", formula))),
                    ("inputs", Value::from(inputs)),
                    ("result", text(result)),
                ];
                self.fill("notes", "computation", values.into())
            }
        }
    }
}

fn fault(template: &str, error: &minijinja::Error) -> BriefError {
    BriefError::Template {
        template: template.to_owned(),
        message: error.to_string().replace('\n', " "),
    }
}

fn parse(path: &str, text: &str) -> Result<Tables, BriefError> {
    toml::from_str(text).map_err(|error| BriefError::Words {
        path: path.to_owned(),
        message: error.message().to_owned(),
    })
}

/// Puts a project's entries over those of the program. What nothing reads is a slip.
fn add(tables: &mut Tables, path: &str, text: &str) -> Result<(), BriefError> {
    for (table, entries) in parse(path, text)? {
        let known = tables.get_mut(&table).ok_or_else(|| BriefError::Words {
            path: path.to_owned(),
            message: format!("there is no table [{table}]"),
        })?;
        for (key, entry) in entries {
            if !known.contains_key(&key) && !OPEN.contains(&table.as_str()) {
                return Err(BriefError::Words {
                    path: path.to_owned(),
                    message: format!("there is no entry `{key}` in [{table}]"),
                });
            }
            known.insert(key, entry);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
