//! The texts: encyclopaedia articles and country data sheets that stand outside the project.

use crate::prose;
use crate::seeds::shared;
use choro_geometry::Position;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Texts by name, and where what they are about lies, if that is known.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// Name and text.
    pub documents: Vec<(String, String)>,
    positions: BTreeMap<String, Position>,
}

impl Texts {
    /// Where the place lies that a text is about.
    pub fn position(&self, name: &str) -> Option<Position> {
        self.positions.get(name).copied()
    }
}

/// What can be asked for.
pub const SETS: &str = "wiktor, factbook";

/// The texts of a set.
///
/// # Errors
/// Where there is no such set, or its files are missing.
pub fn of(set: &str) -> Result<Texts, String> {
    match set {
        "wiktor" => articles(),
        "factbook" => Ok(Texts {
            documents: prose::texts::countries()?,
            positions: BTreeMap::new(),
        }),
        _ => Err(format!("there is no set `{set}`; there are {SETS}")),
    }
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    lat: f64,
    lon: f64,
}

/// The articles of WikToR. The only toponym marked in each is the place it is about.
fn articles() -> Result<Texts, String> {
    let path = shared().join("corpora/WikToR.dev.jsonl");
    let mut texts = Texts::default();
    for article in crate::gold::lines::<Article>(&path)? {
        let name = format!("WikToR-{}.txt", article.id);
        if let Some(own) = article.toponyms.first() {
            let position = Position::new(own.lon, own.lat);
            texts.positions.insert(name.clone(), position);
        }
        texts.documents.push((name, article.text));
    }
    Ok(texts)
}
