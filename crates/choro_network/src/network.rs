//! Lines, stops and crossings.

use choro_gazetteer::PlaceId;
use choro_geometry::Position;
use choro_quantity::When;
use choro_way::{Mode, PointKind, Track, Ways};
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
    /// Which of [`Network::stations`] it is.
    pub station: StationId,
}

/// Which station of a [`Network`]: an index into [`Network::stations`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct StationId(pub u32);

/// A station, however many lines call there; also a port, an airport, a border control.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Station {
    /// The name shown.
    pub name: String,
    /// Its names in other scripts and spellings, and at other times.
    pub names: Vec<(String, When)>,
    /// What it is.
    pub kind: PointKind,
    /// Where it is.
    pub position: Option<Position>,
    /// Metres within which it stands of `position` in nineteen of twenty cases; 0 where stated.
    pub error_m: f64,
    /// The place it serves.
    pub place: Option<PlaceId>,
    /// The stops that are this station: index into [`Network::lines`], index into [`Line::stops`].
    pub stops: Vec<(usize, usize)>,
    /// The drawn points that are this station: index into [`Network::drawn`], index into
    /// [`Ways::points`].
    pub points: Vec<(usize, usize)>,
    /// When it was in use.
    pub when: When,
    /// Who says so: source ids, sorted.
    pub sources: Vec<String>,
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

impl Station {
    /// Its first name that is not in Latin letters, where the name shown is; `None` where none is
    /// known.
    pub fn name_in_other_letters(&self) -> Option<&str> {
        let mut others = self.names.iter().map(|(name, _)| name.as_str());
        let other = others.find(|name| !is_latin(name));
        other.filter(|_| is_latin(&self.name))
    }
}

/// Whether a name is in Latin letters: its first letter lies below those of other scripts.
fn is_latin(name: &str) -> bool {
    let first = name.chars().find(|c| c.is_alphabetic());
    first.is_none_or(|c| u32::from(c) < 0x370 || ('\u{1E00}'..='\u{1EFF}').contains(&c))
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

/// A line: stations in running order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its name, with generic: "Hambuk Line".
    pub name: String,
    /// Other spellings.
    pub names: Vec<String>,
    /// Names it bore at other times, or whose time is stated.
    pub dated_names: Vec<(String, When)>,
    /// Who ran it, when.
    pub operators: Vec<(String, When)>,
    /// What moves along it.
    pub mode: Mode,
    /// Its stations in running order.
    pub stops: Vec<Stop>,
    /// The stretches between stops that are next to each other, in running order: what they are
    /// like, when they were in use. One for each pair of neighbours, so one less than stops.
    pub sections: Vec<Section>,
    /// Who says so: source id.
    pub source: String,
}

/// The stretch of a line from one stop to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Length along the line in metres, where the table's kilometres give it.
    pub metres: Option<f64>,
    /// What it is like, when it was in use.
    pub track: Track,
    /// What it was like before, the latest first: another gauge, another operator.
    pub earlier: Vec<Track>,
    /// Who says so: source id; empty where only the order of the stations is known.
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
    /// Name of the river it crosses, empty where none.
    pub river: String,
    /// Where it is.
    pub position: Option<Position>,
    /// What it was, when: `open`, `closed` …
    pub status: Vec<(String, When)>,
    /// What is said of it, by whom: each row of each table is one statement.
    pub statements: Vec<CrossingStatement>,
    /// Who says so: source id.
    pub source: String,
}

/// What one source says of a crossing at one time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CrossingStatement {
    /// `open`, `closed`, `under construction` …; empty where nothing is said of it.
    pub status: String,
    /// `road bridge`, `rail bridge`, `ferry` …; empty where nothing is said of it.
    pub mode: String,
    /// Who may cross: `freight only`, `citizens of both states`; empty where nothing is said of it.
    pub open_to: String,
    /// When it held.
    pub when: When,
    /// How sure the source is, in its own word: `reportedly`; empty where it asserts.
    pub hedge: String,
    /// Who says so: the row's `source`, else the source id of the table.
    pub source: String,
}

/// All lines, stations and crossings of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// Lines, by name.
    pub lines: Vec<Line>,
    /// Stations, ports, airports and border controls.
    pub stations: Vec<Station>,
    /// Crossings, by id.
    pub crossings: Vec<Crossing>,
    /// Networks as others drew them, with the id of the source of each.
    pub drawn: Vec<(String, Ways)>,
}
