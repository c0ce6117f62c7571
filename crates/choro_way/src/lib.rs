//! Networks as others drew them.
//!
//! In: the bytes of an OpenStreetMap extract (PBF) or of a timetable (GTFS static). Out: [`Ways`] —
//! the lines on the ground with mode, gauge, current and dates, the stations, terminals and border
//! controls on them, and the courses (named lines) that run over them — and findings about what
//! could not be read. One file per format under `format/`. Knows nothing of places, lines of
//! tables, or routes.

pub mod format;
mod limits;
mod mode;
mod osm;
mod track;
mod ways;

pub use limits::Limits;
pub use mode::{Mode, Modes};
pub use track::{Power, State, Track};
pub use ways::{Course, Name, Point, PointKind, Way, Ways};
