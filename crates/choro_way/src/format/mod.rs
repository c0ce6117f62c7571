//! The formats that networks come in, one file each.

pub mod osm_pbf;
