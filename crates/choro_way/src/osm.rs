//! What OpenStreetMap's elements and tags mean.
//!
//! In: elements with their tags, whatever file format they came in. Out: tracks, points, courses
//! and names. Meanings follow wiki.openstreetmap.org (Key:railway, Lifecycle prefix,
//! Key:start_date, Names, Relation:route).

mod assemble;
mod course;
mod date;
mod element;
mod feature;
mod life;
mod name;
mod point;
mod report;
mod rings;
mod stops;
mod stretch;
mod tags;
mod track;

pub(crate) use assemble::{assemble, outer};
pub(crate) use element::{Drawn, Element, Member, Node, Relation, Table, Way, degrees};
pub(crate) use feature::{Interest, RelationKind};
pub(crate) use tags::Tags;
