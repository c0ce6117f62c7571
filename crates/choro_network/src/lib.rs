//! Railway lines with their stations, and border crossings.
//!
//! In: station and crossing tables read by [`choro_layer`], and the gazetteer. Out: a [`Network`]
//! that answers which lines serve a place, what a line connects, and where one crosses a border,
//! and findings about rows that fit nowhere. Knows nothing of documents or claims.

mod build;
mod crossings;
mod network;
mod order;
mod placing;
mod row;
mod serving;

pub use network::{Crossing, Line, Network, Stop};
pub use serving::Service;
