//! What is known of places.
//!
//! In: the [`choro_layer::Layer`]s of a project. Out: a [`Gazetteer`] of merged [`Place`]s with
//! names, footprints, parents and figures kept side by side with their sources and dates, indexes
//! by name and by space, and findings about what clashes. Knows nothing of documents or claims.

mod build;
mod class;
mod feature_type;
mod gazetteer;
mod name_index;
mod place;
mod snapshot;
mod time;

pub use build::{NAME_OF_ANOTHER_PLACE, SHARED_IDENTITY};
pub use class::Class;
pub use gazetteer::Gazetteer;
pub use place::{Attribute, Footprint, Name, Place, PlaceId, Relation, SourceId, SourceRecord};
