//! What was drawn: ways between nodes, points of meaning on them, courses over them.

use crate::{Mode, Track};
use choro_geometry::Position;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// A network as one file has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ways {
    /// Positions that ways and points share; ways that share a node are joined there.
    pub nodes: Vec<Position>,
    /// Stations, terminals, border controls …, in the order of their keys.
    pub points: Vec<Point>,
    /// Ways, in the order of their keys.
    pub ways: Vec<Way>,
    /// Named lines that run over ways and call at points, in the order of their keys.
    pub courses: Vec<Course>,
}

/// A name with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// As written.
    pub text: String,
    /// BCP 47 language, empty where the source gives none.
    pub language: String,
    /// When it was borne.
    pub when: When,
}

/// A place on the network that means something to who travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Id in the source: `node/4711`, `way/12`, a stop id.
    pub key: String,
    /// What it is.
    pub kind: PointKind,
    /// Its names, the one shown first.
    pub names: Vec<Name>,
    /// Index into [`Ways::nodes`].
    pub node: u32,
    /// Whether a way passes through the node. A station drawn beside its rails does not lie on one.
    pub on_way: bool,
    /// When it was in use.
    pub when: When,
    /// Other facts as the source has them: `operator`, `barrier`, `iata`.
    pub attributes: Vec<(String, String)>,
}

impl Point {
    /// Whether a point that stands beside a track may belong to it: trams stop at tram stops, an
    /// underground at its own stations.
    pub fn may_be_on(&self, track: &Track) -> bool {
        let says = |key: &str| {
            let found = self.attributes.iter().find(|(known, _)| known == key);
            found.map_or("", |(_, value)| value.as_str())
        };
        let kind = track.kind.as_str();
        match (says("station"), says("railway")) {
            ("subway", _) => kind == "subway",
            ("light_rail" | "tram", _) | (_, "tram_stop") => matches!(kind, "tram" | "light_rail"),
            ("monorail" | "funicular", _) => kind == says("station"),
            (_, "station" | "halt") => {
                !matches!(kind, "tram" | "subway" | "monorail" | "funicular")
            }
            _ => true,
        }
    }
}

/// What a point is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum PointKind {
    /// A station or halt.
    #[default]
    Station,
    /// Where lines part without passengers changing.
    Junction,
    /// A landing of ferries.
    FerryTerminal,
    /// A seaport or river port.
    Port,
    /// An airport or airfield.
    Airport,
    /// Where a border is controlled.
    BorderControl,
}

/// A line on the ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// Id in the source: `way/4711`.
    pub key: String,
    /// Its names, the one shown first.
    pub names: Vec<Name>,
    /// Indices into [`Ways::nodes`], in order.
    pub nodes: Vec<u32>,
    /// What it is like.
    pub track: Track,
}

/// A named line: a route relation, a route of a timetable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Id in the source: `relation/4711`, a route id.
    pub key: String,
    /// Its names, the one shown first.
    pub names: Vec<Name>,
    /// Number or letter that it is known by, empty where it has none.
    pub reference: String,
    /// What moves along it.
    pub mode: Mode,
    /// Who runs it, empty where unknown.
    pub operator: String,
    /// When it ran.
    pub when: When,
    /// Indices into [`Ways::ways`], in the order of the source.
    pub ways: Vec<u32>,
    /// Indices into [`Ways::points`] of where it calls, in running order where the source has one.
    pub stops: Vec<u32>,
}
