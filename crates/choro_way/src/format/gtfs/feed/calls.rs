//! Which trip stops where, in what order.

use super::super::archive::Archive;
use super::super::table::each_row;
use super::Trip;
use choro_diagnostic::Faults;
use std::collections::HashMap;

/// One stop of one trip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Call {
    pub(in super::super) trip: u32,
    pub(in super::super) sequence: u32,
    pub(in super::super) stop: u32,
    /// How far along the trip's shape, in the feed's unit; NaN where not said.
    pub(in super::super) along: f64,
}

/// The calls of trips whose mode is wanted, by trip, then in running order.
pub(super) fn calls(
    archive: &mut Archive<'_>,
    trips: &[Trip],
    trip_ids: &HashMap<String, u32>,
    stop_ids: &HashMap<String, u32>,
    faults: &mut Faults,
) -> Vec<Call> {
    let columns = [
        "trip_id",
        "stop_id",
        "stop_sequence",
        "shape_dist_traveled",
        "pickup_type",
        "drop_off_type",
    ];
    let mut found: Vec<Call> = Vec::new();
    let most = archive.limits.kept;
    each_row(archive, "stop_times.txt", &columns, 3, faults, |row| {
        let id = row.get(0);
        let trip = *trip_ids
            .get(&*id)
            .ok_or_else(|| format!("no trip `{id}`"))?;
        // A vehicle that lets nobody in or out only passes.
        let passes = &*row.get(4) == "1" && &*row.get(5) == "1";
        if trips[trip as usize].route.is_none() || passes {
            return Ok(());
        }
        let id = row.get(1);
        let stop = *stop_ids
            .get(&*id)
            .ok_or_else(|| format!("no stop `{id}`"))?;
        let number = row.get(2);
        let sequence = number
            .parse()
            .map_err(|_| format!("`{number}` is no place in an order"))?;
        if found.len() >= most {
            return Err("more rows than are read".to_owned());
        }
        found.push(Call {
            trip,
            sequence,
            stop,
            along: row.number(3).unwrap_or(f64::NAN),
        });
        Ok(())
    });
    found.sort_by_key(|call| (call.trip, call.sequence));
    found
}
