//! Scorers against hand-made truth.
//!
//! In: a compiled project and gold sets as JSON lines. Out: how many claims and findings of a
//! person the program has too, how many it has beyond them, and how many planted faults it sees.
//! Prints nothing; the driver does.

pub mod alarms;
pub mod claims;
pub mod faults;
pub mod findings;
pub mod geonames;
mod gold;
pub mod names;
pub mod network;
pub mod prose;
pub mod seeds;
pub mod sites;
pub mod speed;
pub mod taggers;
pub mod world;
