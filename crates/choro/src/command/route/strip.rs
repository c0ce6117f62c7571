//! Journeys as strip diagrams.

use super::text::{called, facts, length};
use super::told::{Told, ToldLeg};
use choro_map::{StripLeg, StripRail, StripStop, strip};

/// The first route; others are for the other formats.
pub(super) fn drawn(told: &Told) -> String {
    let legs = told.routes.first().map_or(&[][..], |route| &route.legs);
    let legs: Vec<StripLeg> = legs.iter().map(leg).collect();
    strip(&format!("{} – {}", told.from, told.to), &legs).standalone()
}

fn leg(leg: &ToldLeg) -> StripLeg {
    let mut note = length(leg.known_km, leg.unknown_stretches);
    let facts = facts(leg);
    if !facts.is_empty() {
        note = format!("{note}, {facts}");
    }
    let onward = match leg.mode {
        "ferry" => StripRail::Water,
        _ => StripRail::Used,
    };
    StripLeg {
        name: called(leg),
        note,
        stops: leg
            .stations
            .iter()
            .map(|station| StripStop {
                name: station.name.clone(),
                other: station.other.clone(),
                km: station.chainage.to_string(),
                onward,
                ..StripStop::default()
            })
            .collect(),
    }
}
