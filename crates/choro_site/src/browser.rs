//! The browser's side of the maps, as npm has built it; empty where it has not.

include!(concat!(env!("OUT_DIR"), "/browser.rs"));
