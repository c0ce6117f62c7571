//! The inventory of sites.
//!
//! In: the items of placemark files ([`choro_placemark::Item`]) and a mapping from folder paths
//! and words to site types. Out: [`Site`]s with type, status over time and position; answers to
//! questions about them, the difference between two inventories, and findings about what is
//! faulty in them. Knows nothing of gazetteers: areas and centres come as shapes.

mod difference;
mod faults;
mod ids;
mod index;
mod inventory;
mod mapping;
mod nearby;
mod paths;
mod query;
mod site;
mod taking;

pub use difference::{Change, Difference, DifferenceOptions, Refiled, Shift, What, difference};
pub use faults::{About, Area, Surroundings, Unknown, faults};
pub use index::{Count, Counts, Division, Index, Key, Misplaced};
pub use inventory::{Inventory, Unmapped};
pub use mapping::{Mapping, MappingFault};
pub use query::{Answer, Gazetteer, Ground, Hit, NoGround, NoPlaces, Query, QueryFault, Wanted};
pub use site::{Site, State, Status};
pub use taking::{Kept, Taking};
