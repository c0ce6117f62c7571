//! A record: one entry of one source, as the source has it.

use crate::{Body, Fact};
use choro_geometry::{Position, Shape};
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// Where records come from. Travels with every record to every output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Short id, unique in the project: `wof`, `geonames`, `census2008`, `own`.
    pub id: String,
    /// Full title for people.
    pub title: String,
    /// SPDX id or short name of the licence.
    pub licence: String,
    /// The attribution its licence asks for.
    pub attribution: String,
    /// Version or date of the data.
    pub version: String,
    /// Typical error of its positions and lines, metres.
    pub accuracy: f64,
    /// Path of the file, relative to the project.
    pub path: String,
    /// Higher wins where sources disagree: the project's own gazetteer above packs above others.
    pub rank: u32,
}

/// All that one file gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// The file's source.
    pub source: Source,
    /// Its records in file order.
    pub records: Vec<Record>,
    /// What a history table says of places of this or other files, in file order.
    pub history: Vec<Fact>,
    /// What a table of existence says of persons, units and other bodies, in file order.
    pub bodies: Vec<Body>,
}

/// What a name is to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The name the source shows.
    Preferred,
    /// Another name or spelling.
    Variant,
    /// A name of the past.
    Former,
}

/// One name in one script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordName {
    /// As spelt.
    pub text: String,
    /// BCP 47 language or language-script (`ko`, `ko-Latn`, `en`), empty where unknown.
    pub language: String,
    /// Role.
    pub role: Role,
    /// When it was in use.
    pub when: When,
}

/// A statement that one record lies in another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Id within the same source, or a name to be looked up.
    pub to: String,
    /// When it held.
    pub when: When,
}

/// A figure or fact of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordAttribute {
    /// `population`, `area`, `elevation`, `capital-of`, `line`, `km`, `mode`, `status` …; dated
    /// feature types are `type`
    pub key: String,
    /// As the source has it; numbers in plain decimal.
    pub value: String,
    /// `persons`, `m2`, `m`, `km`; empty for words.
    pub unit: String,
    /// When it held.
    pub when: When,
}

/// One entry of a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Id within the source.
    pub id: String,
    /// Line of the file it starts on, from 1.
    pub line: usize,
    /// Names, the preferred one first.
    pub names: Vec<RecordName>,
    /// The source's own feature type: `PPLA`, `county`, `river`.
    pub feature_type: String,
    /// Geometry.
    pub shape: Option<Shape>,
    /// When the geometry held; unstated for that of the source's own time.
    pub shape_when: When,
    /// The labelling point, where given apart from the shape.
    pub point: Option<Position>,
    /// What it lies in.
    pub parents: Vec<Parent>,
    /// Figures and facts.
    pub attributes: Vec<RecordAttribute>,
    /// Ids of the same place elsewhere, `geonames:1866459`, `wikidata:Q109326`.
    pub same_as: Vec<String>,
    /// Whether the source itself says that the record no longer holds.
    pub deprecated: bool,
}
