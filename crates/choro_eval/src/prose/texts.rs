//! The texts, taken from where they stand outside: articles of the WikToR corpus by number, and
//! country data sheets written out with a heading for each field.

use crate::geonames::{self, City};
use crate::seeds::shared;
use choro_gazetteer::Gazetteer;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The fields of a country that are written out, by section.
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

/// The texts with these names: `WikToR-12.txt`, `factbook-af.md`. A text that is not found is left
/// out.
pub fn named(names: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut texts = articles(names);
    for name in names {
        let code = name
            .strip_prefix("factbook-")
            .and_then(|n| n.strip_suffix(".md"));
        if let Some(sheet) = code.and_then(country_file).and_then(|p| country_sheet(&p)) {
            texts.insert(name.clone(), sheet);
        }
    }
    texts
}

/// Every text of a folder, by file name.
pub fn of_folder(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let listing = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut texts = BTreeMap::new();
    for entry in listing.flatten() {
        let path = entry.path();
        let prose = path.extension().is_some_and(|e| e == "txt" || e == "md");
        if let (true, Ok(text)) = (prose, std::fs::read_to_string(&path)) {
            texts.insert(entry.file_name().to_string_lossy().into_owned(), text);
        }
    }
    Ok(texts)
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

fn articles(names: &BTreeSet<String>) -> BTreeMap<String, String> {
    let file = shared().join("corpora/WikToR.dev.jsonl");
    let rows = std::fs::read_to_string(file).unwrap_or_default();
    rows.lines()
        .filter_map(|row| serde_json::from_str::<Article>(row).ok())
        .map(|article| (format!("WikToR-{}.txt", article.id), article.text))
        .filter(|(name, _)| names.contains(name))
        .collect()
}

/// The data sheets of all countries, by name.
///
/// # Errors
///
/// Says which folder is missing.
pub fn countries() -> Result<Vec<(String, String)>, String> {
    let folder = shared().join("data/prose/factbook");
    let told = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut sheets = Vec::new();
    for region in std::fs::read_dir(&folder).map_err(told)?.flatten() {
        for file in std::fs::read_dir(region.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = file.path();
            let stem = path.file_stem().and_then(|s| s.to_str());
            if let Some((stem, sheet)) = stem.zip(country_sheet(&path)) {
                sheets.push((format!("factbook-{stem}.md"), sheet));
            }
        }
    }
    sheets.sort();
    Ok(sheets)
}

fn country_file(code: &str) -> Option<PathBuf> {
    let regions = std::fs::read_dir(shared().join("data/prose/factbook")).ok()?;
    let name = format!("{code}.json");
    let mut files: Vec<PathBuf> = regions
        .flatten()
        .map(|region| region.path().join(&name))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.into_iter().next()
}

/// A JSON object with its members in the order of the file.
struct Ordered<T>(Vec<(String, T)>);

impl<T> Ordered<T> {
    fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Ordered<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered(members))
            }
        }
        from.deserialize_map(Members(std::marker::PhantomData))
    }
}

/// A value of a field: words, or an object that has words among its members.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Words(String),
    Members(Ordered<Value>),
    #[allow(dead_code, reason = "read so that other values do not fail the file")]
    Other(serde_json::Value),
}

impl Value {
    fn member(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Members(members) => members.get(key),
            _ => None,
        }
    }

    fn words(&self) -> Option<&str> {
        match self {
            Value::Words(words) => Some(words),
            _ => None,
        }
    }
}

/// A country's data as a document: a heading for each field, its values line by line.
fn country_sheet(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let country: Value = serde_json::from_str(&text).ok()?;
    let name = country
        .member("Government")?
        .member("Country name")?
        .member("conventional short form")?
        .member("text")?
        .words()
        .filter(|name| !matches!(*name, "" | "none"))?;
    let mut sheet = format!("# {name}\n");
    for (section, fields) in FIELDS {
        for field in fields {
            if let Some(value) = country.member(section).and_then(|s| s.member(field)) {
                write_field(field, value, &mut sheet);
            }
        }
    }
    Some(without_markup(&sheet.replace("<br>", "\n")).replace("&nbsp;", " "))
}

fn write_field(field: &str, value: &Value, sheet: &mut String) {
    let _ = write!(sheet, "\n## {}\n", field.trim());
    if let Some(words) = value.member("text").and_then(Value::words) {
        let _ = writeln!(sheet, "{}", words.trim());
    }
    let Value::Members(members) = value else {
        return;
    };
    for (label, member) in &members.0 {
        let Some(words) = member.member("text").and_then(Value::words) else {
            continue;
        };
        let (label, words) = (label.trim(), words.trim());
        if words.to_lowercase().starts_with(&label.to_lowercase()) {
            let _ = writeln!(sheet, "{words}");
        } else {
            let _ = writeln!(sheet, "{label}: {words}");
        }
    }
}

/// The text without what stands between `<` and `>`.
fn without_markup(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        match rest[open + 1..].find('>') {
            Some(close) if close > 0 => rest = &rest[open + close + 2..],
            _ => {
                out.push('<');
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A gazetteer of the world's towns, from a JSON file of GeoNames' cities by id.
///
/// # Errors
///
/// Says why the file cannot be read.
pub fn world(path: &Path) -> Result<Gazetteer, String> {
    let told = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| told(&e))?;
    let cities: BTreeMap<String, City> = serde_json::from_str(&text).map_err(|e| told(&e))?;
    let mut table = String::new();
    for city in cities.values() {
        city.add_to(&mut table);
    }
    Ok(geonames::gazetteer(&table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_left_out() {
        assert_eq!(without_markup("a <i>b</i> < c"), "a b < c");
    }
}
