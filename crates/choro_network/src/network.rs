//! Lines, stops and crossings.

use choro_gazetteer::PlaceId;
use choro_geometry::Position;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// A station on a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// The station's name.
    pub name: String,
    /// Its names in other scripts and spellings.
    pub names: Vec<String>,
    /// Kilometres from the line's start, where the table has them.
    pub km: Option<f64>,
    /// Where it is; taken from the place it serves where the table has no coordinate.
    pub position: Option<Position>,
    /// The place it serves: a settlement or unit of the gazetteer.
    pub place: Option<PlaceId>,
    /// How it came by position and place.
    pub placing: Placing,
    /// Names of the lines one changes to here.
    pub transfers: Vec<String>,
}

/// How a stop came by its position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Placing {
    /// The table states a coordinate or the place served.
    Stated,
    /// Derived: the stop stands at the point of [`Stop::place`], found by name, order and
    /// kilometres of the whole line.
    Derived {
        /// Metres from there within which nineteen of twenty such stations stand.
        error_m: f64,
    },
    /// Not placed.
    Open {
        /// Why, in words for people.
        reason: String,
    },
}

impl Default for Placing {
    fn default() -> Self {
        Self::Open {
            reason: String::new(),
        }
    }
}

impl Stop {
    /// Metres within which it stands of [`Stop::position`] in nineteen of twenty cases; 0 where
    /// the table states the position, whose accuracy is that of the table.
    pub fn error_m(&self) -> f64 {
        match self.placing {
            Placing::Derived { error_m } => error_m,
            _ => 0.0,
        }
    }
}

/// A railway line: stations in running order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its name, with generic: "Hambuk Line".
    pub name: String,
    /// Other spellings.
    pub names: Vec<String>,
    /// Its stations in running order.
    pub stops: Vec<Stop>,
    /// Who says so: source id.
    pub source: String,
}

/// A border crossing with its two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// Id within its source.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// The end the table names first.
    pub from: (String, Option<PlaceId>),
    /// The other end.
    pub to: (String, Option<PlaceId>),
    /// `road bridge`, `rail bridge`, `road and rail bridge`, `ferry`, `ford`, `ice`.
    pub mode: String,
    /// The river it crosses, empty where none.
    pub river: String,
    /// Where it is.
    pub position: Option<Position>,
    /// What it was, when: `open`, `closed` …
    pub status: Vec<(String, When)>,
    /// Who says so: source id.
    pub source: String,
}

/// All lines and crossings of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// Lines, by name.
    pub lines: Vec<Line>,
    /// Crossings, by id.
    pub crossings: Vec<Crossing>,
}
