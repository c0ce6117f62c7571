//! Vector tiles of dated features.
//!
//! In: [`Feature`]s in longitude and latitude (WGS 84), each of a layer, with attributes, the years
//! it held, and from which zoom and how urgently it is to be seen. Out: one PMTiles archive of
//! Mapbox vector tiles, as bytes. A border that two areas share is simplified once and stays
//! shared; areas stay valid; where points crowd, the more important ones are kept. The same
//! features give the same bytes.
//!
//! [`Plan`] divides the work into parts that as many threads as one likes may do.

mod archive;
mod clip;
mod encode;
mod feature;
mod hilbert;
mod outline;
mod plan;
mod simplify;
mod thin;
mod tile;

pub use feature::{Feature, Settings, Value};
pub use plan::{Part, Plan, Tile};
