//! The texts that the truth speaks of: the seed texts, articles of WikToR, and data sheets of the
//! Factbook flattened into headings and lines.

use super::truth::{self, What};
use crate::seeds::shared;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// A text by name.
#[derive(Clone, Debug)]
pub struct Text {
    /// As the truth calls it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Sections and fields of a data sheet that are read, in this order.
const FIELDS: [(&str, &[&str]); 3] = [
    (
        "Geography",
        &[
            "Location",
            "Geographic coordinates",
            "Area",
            "Land boundaries",
            "Coastline",
            "Terrain",
            "Elevation",
            "Population distribution",
            "Geography - note",
        ],
    ),
    ("People and Society", &["Population", "Urbanization"]),
    ("Government", &["Capital", "Administrative divisions"]),
];

/// Every text that the truth names.
///
/// # Errors
/// Where one of them is missing.
pub fn all() -> Result<Vec<Text>, String> {
    let mut names = BTreeSet::new();
    for what in [What::Quantities, What::Times] {
        names.extend(truth::of(what)?.into_iter().map(|m| m.text));
    }
    let articles: Vec<Article> = crate::gold::lines(&shared().join("corpora/WikToR.dev.jsonl"))?;
    let sheets = sheets(&shared().join("data/prose/factbook"))?;
    let text_of = |name: &str| -> Result<String, String> {
        if let Some(id) = name.strip_prefix("WikToR-") {
            let article = articles.iter().find(|a| a.id == id);
            return article
                .map(|a| a.text.clone())
                .ok_or_else(|| format!("no article {id}"));
        }
        if let Some(code) = name.strip_prefix("factbook-") {
            let path = sheets
                .iter()
                .find(|p| p.file_stem().is_some_and(|s| s == code))
                .ok_or_else(|| format!("no data sheet {code}"))?;
            return flat(&read(path)?);
        }
        read(&shared().join(format!("seeds/{name}.txt")))
    };
    names
        .into_iter()
        .map(|name| text_of(&name).map(|text| Text { name, text }))
        .collect()
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// The data sheets in the folders of the continents.
fn sheets(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let within = |folder: &Path| -> Result<Vec<PathBuf>, String> {
        let entries =
            std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(entries.flatten().map(|e| e.path()).collect())
    };
    let mut found = Vec::new();
    for continent in within(folder)?.iter().filter(|p| p.is_dir()) {
        found.extend(within(continent)?);
    }
    found.sort();
    Ok(found)
}

/// A data sheet as headings and lines.
fn flat(json: &str) -> Result<String, String> {
    let sheet: Field = serde_json::from_str(json).map_err(|e| e.to_string())?;
    let name = [
        "Government",
        "Country name",
        "conventional short form",
        "text",
    ]
    .iter()
    .try_fold(&sheet, |field, key| field.get(key))
    .map_or("", Field::words);
    let mut out = format!("# {name}\n");
    for (section, keys) in FIELDS {
        for key in keys {
            if let Some(field) = sheet.get(section).and_then(|s| s.get(key)) {
                out.push_str(&format!("\n## {key}\n"));
                lines_of(field, &mut out);
            }
        }
    }
    Ok(plain(&out))
}

fn lines_of(field: &Field, out: &mut String) {
    if let Some(text) = field.get("text") {
        out.push_str(&format!("{}\n", text.words().trim()));
    }
    let Field::Map(entries) = field else { return };
    for (key, value) in entries {
        let Some(text) = value.get("text").map(|t| t.words().trim()) else {
            continue;
        };
        let told = text.to_lowercase().starts_with(&key.trim().to_lowercase());
        if !told {
            out.push_str(&format!("{}: ", key.trim()));
        }
        out.push_str(&format!("{text}\n"));
    }
}

/// Without the marks of HTML.
fn plain(html: &str) -> String {
    let broken = html.replace("<br>", "\n");
    let mut out = String::new();
    let mut rest = broken.as_str();
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').filter(|close| *close > 1) else {
            break;
        };
        out.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ")
}

/// JSON whose objects keep their order.
enum Field {
    Map(Vec<(String, Field)>),
    Words(String),
    Other,
}

impl Field {
    fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            _ => "",
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Field::Map(entries))
    }

    fn visit_str<E>(self, words: &str) -> Result<Field, E> {
        Ok(Field::Words(words.to_owned()))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Field, A::Error> {
        while seq.next_element::<serde::de::IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
        Ok(Field::Other)
    }
}
