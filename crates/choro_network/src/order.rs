//! Whether the kilometres of a line's rows agree with their order.

use crate::Stop;

/// Whether the kilometres of each stop fit the order of the rows: it is part of the longest run of
/// rows whose kilometres only grow, or only fall where the table runs the other way.
pub(crate) fn in_order(stops: &[Stop]) -> Vec<bool> {
    let rising = longest(stops, 1.0);
    let falling = longest(stops, -1.0);
    let count = |kept: &[bool]| kept.iter().filter(|kept| **kept).count();
    if count(&falling) > count(&rising) {
        falling
    } else {
        rising
    }
}

/// The longest sequence of kilometres that do not fall (after turning by `sign`).
fn longest(stops: &[Stop], sign: f64) -> Vec<bool> {
    // Patience sorting: `tops[n]` is the stop that ends the best sequence of n + 1.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; stops.len()];
    let km = |at: usize| stops[at].km.map(|km| km * sign);
    for (at, stop) in stops.iter().enumerate() {
        let Some(here) = stop.km.map(|km| km * sign) else {
            continue;
        };
        let slot = tops.partition_point(|top| km(*top).is_some_and(|top| top <= here));
        before[at] = slot.checked_sub(1).map(|slot| tops[slot]);
        if slot == tops.len() {
            tops.push(at);
        } else {
            tops[slot] = at;
        }
    }
    let mut kept = vec![false; stops.len()];
    let mut last = tops.last().copied();
    while let Some(at) = last {
        kept[at] = true;
        last = before[at];
    }
    kept
}
