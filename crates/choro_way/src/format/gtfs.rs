//! Timetables: GTFS static feeds, a ZIP archive of tables.
//!
//! Format: gtfs.org, "GTFS Schedule Reference". Stops become stations (their `parent_station`), the
//! stretches between stops that follow each other become ways, drawn by `shapes.txt` where the feed
//! has it, and routes become named lines. A timetable tells where vehicles run, not on which rails.

mod archive;
mod branch;
mod draw;
mod feed;
mod period;
mod route_type;
mod shape;
mod table;

use crate::{Limits, Modes, Ways};
use archive::Archive;
use choro_diagnostic::{Faults, Finding};
use feed::Feed;

/// The network of the timetable at `path`, and what could not be read of it.
///
/// Named lines carry the time the timetable holds for; ways and stations are known from its first
/// day on, without an end, for rails and quays outlast a timetable.
pub fn read(path: &str, bytes: &[u8], modes: Modes, limits: &Limits) -> (Ways, Vec<Finding>) {
    let mut faults = Faults::of(path);
    let ways = Archive::open(bytes, limits, &mut faults).map(|mut archive| {
        let feed = Feed::read(&mut archive, modes, &mut faults);
        archive.tell_ignored(&mut faults);
        draw::draw(&feed, &mut faults)
    });
    (ways.unwrap_or_default(), faults.finish())
}
