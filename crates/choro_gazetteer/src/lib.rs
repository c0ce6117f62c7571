//! What is known of places.
//!
//! In: the [`choro_layer::Layer`]s of a project. Out: a [`Gazetteer`] of merged [`Place`]s with
//! names, footprints, parents and figures kept side by side with their sources and dates, indexes
//! by name and by space, and findings about what clashes. Knows nothing of documents or claims.
//! What was so at a date is asked of [`Gazetteer::names_at`] and its kin, which say what is known
//! and else why nothing is.

mod area_name;
mod asked;
mod build;
mod class;
mod decision;
mod derived;
mod feature_type;
mod gazetteer;
mod history;
mod language;
mod merge;
mod name_index;
mod neighbours;
mod place;
pub mod reconcile;
mod search;
mod snapshot;
mod time;

pub use build::{NAME_OF_ANOTHER_PLACE, SHARED_IDENTITY};
pub use class::Class;
pub use decision::Decision;
pub use gazetteer::Gazetteer;
pub use history::{Answer, Episode, Held, NameAt, RelationAt, Unknown, Why};
pub use language::language_name;
pub use merge::{Merge, MergeReason};
pub use neighbours::Neighbour;
pub use place::{Attribute, Footprint, Name, Place, PlaceId, Relation, SourceId, SourceRecord};
pub use search::{Found, Search};
