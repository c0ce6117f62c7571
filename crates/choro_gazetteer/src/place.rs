//! Places and what is known of them.

use crate::{Class, Merge};
use choro_geometry::{Position, Shape};
use choro_layer::Role;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// Index of a place in its gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlaceId(pub u32);

/// Index of a source in its gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u16);

/// A name of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// As spelt.
    pub text: String,
    /// BCP 47 language or language-script, empty where unknown.
    pub language: String,
    /// Preferred, variant or former.
    pub role: Role,
    /// When it was in use.
    pub when: When,
    /// Who says so.
    pub source: SourceId,
}

/// Where a place is, by one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footprint {
    /// Point, lines or polygons.
    pub shape: Shape,
    /// Typical error, metres.
    pub accuracy: f64,
    /// When it held.
    pub when: When,
    /// Who says so.
    pub source: SourceId,
}

/// A dated relation to another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The other place.
    pub to: PlaceId,
    /// When it held.
    pub when: When,
    /// Who says so.
    pub source: SourceId,
}

/// A figure or fact, by one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// `population`, `area`, `elevation` …
    pub key: String,
    /// As the source has it.
    pub value: String,
    /// The value as a number in `unit`, where it is one.
    pub number: Option<f64>,
    /// `persons`, `m2`, `m` …; empty for words.
    pub unit: String,
    /// When it held.
    pub when: When,
    /// Who says so.
    pub source: SourceId,
}

/// The record a place (or a part of what is known of it) came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The source.
    pub source: SourceId,
    /// The record's id in it.
    pub record: String,
}

/// A place: one thing on the ground, whatever sources call it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Index in the gazetteer.
    pub id: PlaceId,
    /// Stable key for people and URLs: `SOURCE:RECORD` of the highest-ranked record.
    pub key: String,
    /// Names, the one to show first.
    pub names: Vec<Name>,
    /// What it is.
    pub class: Class,
    /// What it may also be taken for (a city's unit and its settlement merged, say).
    pub also: Vec<Class>,
    /// Footprints, the best one first (highest rank, then polygon, line, point).
    pub footprints: Vec<Footprint>,
    /// Where to put its label and measure from; the settlement's centre where known.
    pub point: Option<Position>,
    /// What it lies in, with dates.
    pub parents: Vec<Relation>,
    /// What it is or was the capital or seat of.
    pub capital_of: Vec<Relation>,
    /// Figures and facts.
    pub attributes: Vec<Attribute>,
    /// The records merged into it, highest rank first.
    pub records: Vec<SourceRecord>,
    /// Why they were merged: one entry less than there are records.
    pub merges: Vec<Merge>,
    /// Rank of its best source: own gazetteer 100, packs 10.
    pub rank: u32,
}

impl Place {
    /// The name to show.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |n| n.text.as_str())
    }

    /// Whether it can be a thing of the class: by its own class or one it may also be taken for.
    pub fn is_a(&self, class: Class) -> bool {
        std::iter::once(&self.class)
            .chain(&self.also)
            .any(|own| own.compatible(class))
    }

    /// Whether it is, or may also be taken for, a thing of exactly the class.
    pub fn is_exactly(&self, class: Class) -> bool {
        self.class == class || self.also.contains(&class)
    }

    /// The best footprint drawn as polygons, of those that still hold. That of another time is
    /// [`Gazetteer::footprint_at`](crate::Gazetteer::footprint_at)'s.
    pub fn region(&self) -> Option<&Footprint> {
        self.footprints.iter().find(|footprint| {
            matches!(footprint.shape, Shape::Polygons(_)) && footprint.when.latest.is_none()
        })
    }
}
