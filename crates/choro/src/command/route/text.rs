//! Journeys for people.

use super::told::{Told, ToldLeg, ToldRoute};
use crate::output::table;

/// All routes, one below the other; every station where `stations` asks for them.
pub(super) fn shown(told: &Told, stations: bool) -> String {
    let mut out = String::new();
    for (at, route) in told.routes.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&head(told, route, at));
        out.push_str(&if stations {
            every_station(route)
        } else {
            legs(route)
        });
        for station in &route.gauge_breaks {
            out.push_str(&format!("the gauge changes at {station}\n"));
        }
    }
    out
}

fn head(told: &Told, route: &ToldRoute, at: usize) -> String {
    let when = match told.when.as_str() {
        "" => String::new(),
        when => format!(", {when}"),
    };
    let other = if at > 0 { "or " } else { "" };
    let changes = match route.changes {
        0 => "no change".to_owned(),
        1 => "1 change".to_owned(),
        n => format!("{n} changes"),
    };
    format!(
        "{other}{} – {}{when}: {}, {changes}\n",
        told.from,
        told.to,
        length(route.known_km, route.unknown_stretches)
    )
}

/// What is known of a length, and what not.
pub(super) fn length(known_km: f64, unknown: usize) -> String {
    let stretches = if unknown == 1 { "stretch" } else { "stretches" };
    match (known_km > 0.0, unknown) {
        (_, 0) => format!("{known_km:.1} km"),
        (true, n) => format!("{known_km:.1} km and {n} {stretches} of unknown length"),
        (false, n) => format!("{n} {stretches} of unknown length"),
    }
}

/// What a leg is called, with its name of the time.
pub(super) fn called(leg: &ToldLeg) -> String {
    let line = match leg.line.as_str() {
        "" => leg.mode,
        line => line,
    };
    match leg.then_called.as_str() {
        "" => line.to_owned(),
        then => format!("{line} (then {then})"),
    }
}

/// Gauge, current and operator, as far as they are known.
pub(super) fn facts(leg: &ToldLeg) -> String {
    let mut facts = Vec::new();
    if !leg.gauge_mm.is_empty() {
        let gauges: Vec<String> = leg.gauge_mm.iter().map(ToString::to_string).collect();
        facts.push(format!("{} mm", gauges.join(" and ")));
    }
    match leg.electrified {
        Some(true) => facts.push("electrified".to_owned()),
        Some(false) => facts.push("not electrified".to_owned()),
        None => {}
    }
    facts.extend(leg.operators.iter().cloned());
    facts.join(", ")
}

fn legs(route: &ToldRoute) -> String {
    let end = |leg: &ToldLeg, last: bool| {
        let stations = &leg.stations;
        let station = if last {
            stations.last()
        } else {
            stations.first()
        };
        station.map_or_else(String::new, |station| station.name.clone())
    };
    let rows: Vec<Vec<String>> = route
        .legs
        .iter()
        .map(|leg| {
            vec![
                called(leg),
                end(leg, false),
                end(leg, true),
                length(leg.known_km, leg.unknown_stretches),
                leg.stations.len().to_string(),
                facts(leg),
                leg.sources.join(", "),
            ]
        })
        .collect();
    let header = [
        "line", "from", "to", "length", "stations", "track", "source",
    ];
    table(&header, &rows)
}

fn every_station(route: &ToldRoute) -> String {
    let mut rows = Vec::new();
    for (at, leg) in route.legs.iter().enumerate() {
        for (index, station) in leg.stations.iter().enumerate() {
            // The station where one changes is written once.
            if at > 0 && index == 0 {
                continue;
            }
            rows.push(vec![
                station.chainage.to_string(),
                station.name.clone(),
                station.other.clone(),
                called(leg),
                station.place.clone().unwrap_or_default(),
            ]);
        }
    }
    table(&["km", "station", "", "line", "place"], &rows)
}
