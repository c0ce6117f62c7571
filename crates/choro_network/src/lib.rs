//! Railway lines with their stations, and border crossings.
//!
//! In: station and crossing tables read by [`choro_layer`], and the gazetteer. Out: a [`Network`]
//! that answers which lines serve a place, what a line connects, and where one crosses a border,
//! and findings about rows that fit nowhere. Stations without a coordinate are placed from the
//! gazetteer where name, order and kilometres leave little doubt. Knows nothing of documents or
//! claims.

mod build;
mod candidates;
mod chain;
mod crossings;
mod detour;
mod draft;
mod faults;
mod lexicon;
mod network;
mod order;
mod placing;
mod reasons;
mod row;
mod serving;
mod town;

pub use network::{Crossing, Line, Network, Placing, Stop};
pub use serving::Service;
