//! The inventory of sites.
//!
//! In: the items of placemark files ([`choro_placemark::Item`]) and a mapping from folder paths
//! and words to site types. Out: [`Site`]s with type, status over time and position; answers to
//! questions about them, the difference between two inventories, and findings about what is
//! faulty in them. Knows nothing of gazetteers: areas and centres come as shapes.

mod inventory;
mod mapping;
mod site;

pub use inventory::{Inventory, Unmapped};
pub use mapping::Mapping;
pub use site::{Site, State, Status};
