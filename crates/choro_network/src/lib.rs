//! Lines with their stations, border crossings, and routes over them.
//!
//! In: station and crossing tables read by [`choro_layer`], networks as others drew them
//! ([`choro_way`]), and the gazetteer. Out: a [`Network`]
//! that answers which lines serve a place, what a line connects, where one crosses a border and
//! which way leads from one station to another at a date ([`mod@route`]), and findings about rows that fit nowhere. Stations without a coordinate are placed from the
//! gazetteer where name, order and kilometres leave little doubt. Knows nothing of documents or
//! claims.

mod build;
mod candidates;
mod chain;
mod chainage;
mod crossings;
mod detour;
mod draft;
mod ends;
mod facts;
mod faults;
mod graph;
mod lexicon;
mod network;
mod order;
mod placing;
mod points;
mod reasons;
pub mod route;
mod row;
mod sections;
mod serving;
mod spelling;
mod stations;
mod tables;
mod terminals;
mod town;

pub use chainage::Chainage;
pub use choro_way::{Mode, Modes, PointKind, Power, State, Track, Ways};
pub use graph::{Edge, Graph, Node, Stretch};
pub use network::{
    Crossing, CrossingStatement, Line, Network, Placing, Section, Station, StationId, Stop,
};
pub use serving::Service;
pub use tables::Tables;
