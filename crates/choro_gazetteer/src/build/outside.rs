//! Records whose position disagrees with what they say they lie in.

use super::OWN_RANK;
use super::entry::Entry;
use super::summed::{Told, by_file};
use crate::{Place, PlaceId};
use choro_diagnostic::{Finding, input};
use choro_geometry::{Position, PreparedShape};
use std::collections::BTreeMap;

/// So far outside a position is no matter of how the outline was drawn, metres; the errors of
/// position and outline are added twice over.
const OUTSIDE_M: f64 = 5_000.0;

/// Findings about positions well outside the undated parent that the same record states.
pub(super) fn positions(
    places: &[Place],
    entries: &[Entry],
    groups: &[Vec<usize>],
) -> Vec<Finding> {
    let mut outlines: BTreeMap<PlaceId, Option<PreparedShape>> = BTreeMap::new();
    let mut told = Told::new();
    for (place, group) in places.iter().zip(groups) {
        for entry in group.iter().map(|at| &entries[*at]) {
            let Some(position) = entry.point.filter(|_| states_parent(entry)) else {
                continue;
            };
            let stated = place
                .parents
                .iter()
                .filter(|parent| parent.source == entry.source && parent.when.is_unstated());
            for parent in stated {
                let above = &places[parent.to.0 as usize];
                let slack = above.region().map_or(0.0, |region| region.accuracy) + entry.accuracy;
                let outline = outlines
                    .entry(parent.to)
                    .or_insert_with(|| above.region().map(|region| region.shape.prepared()));
                let Some(metres) = outside(outline.as_ref(), position) else {
                    continue;
                };
                if metres > OUTSIDE_M + 2.0 * slack {
                    let message = format!(
                        "{} (`{}`) lies {:.0} km outside {}, which the record has as its parent",
                        entry.first_name(),
                        entry.id(),
                        metres / 1000.0,
                        above.name()
                    );
                    told.entry((entry.path, entry.rank >= OWN_RANK))
                        .or_default()
                        .push((entry.line(), message));
                }
            }
        }
    }
    by_file(input::OUTSIDE_PARENT, told)
}

fn states_parent(entry: &Entry) -> bool {
    entry
        .records
        .iter()
        .any(|record| !record.parents.is_empty())
}

/// Metres from a position to an outline it lies outside of.
fn outside(outline: Option<&PreparedShape>, position: Position) -> Option<f64> {
    let outline = outline.filter(|outline| !outline.contains(position))?;
    outline.distance_m(position)
}
