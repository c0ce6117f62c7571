//! The formats that networks come in, one file each.

pub mod gtfs;
pub mod osm_pbf;
