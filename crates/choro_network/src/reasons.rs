//! Why a station stays open, in words for people.

use crate::placing::Station;
use choro_gazetteer::Gazetteer;
use choro_geometry::distance_m;

/// Candidates less likely than this are not worth naming.
const WORTH_NAMING: f64 = 0.05;

/// Why the station `at` of a line has no place; `sure` tells whether another station has one.
pub(crate) fn open(
    stations: &[Station],
    at: usize,
    gazetteer: &Gazetteer,
    sure: &dyn Fn(&Station) -> bool,
) -> String {
    let station = &stations[at];
    let name = |id| gazetteer.place(id).name().to_owned();
    if station.candidates.all.is_empty() {
        return match station.candidates.unit {
            Some(id) => format!(
                "of that name only the {} {} is known, and no settlement",
                gazetteer.place(id).class.noun(),
                name(id)
            ),
            None => "no place of that name is known".to_owned(),
        };
    }
    let mut likely: Vec<(String, f64)> = station
        .weighed()
        .filter(|(_, p)| *p >= WORTH_NAMING)
        .filter_map(|(candidate, p)| Some((gazetteer.place(candidate.place?).key.clone(), p)))
        .collect();
    likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    match likely.as_slice() {
        [] => far(stations, at, sure),
        [(key, _)] => format!("only {key} fits the name, and not surely enough"),
        several => {
            let keys: Vec<&str> = several.iter().map(|(key, _)| key.as_str()).collect();
            format!(
                "several places of that name fit the line: {}",
                keys.join(", ")
            )
        }
    }
}

/// No place of the name is where the line runs: how far the nearest one is from a sure station.
fn far(stations: &[Station], at: usize, sure: &dyn Fn(&Station) -> bool) -> String {
    let before = stations[..at].iter().rev().find(|other| sure(other));
    let after = stations[at + 1..].iter().find(|other| sure(other));
    let nearest = before
        .into_iter()
        .chain(after)
        .filter_map(Station::likeliest)
        .flat_map(|there| {
            let places = station_positions(&stations[at]);
            places.map(move |here| distance_m(here, there))
        })
        .min_by(f64::total_cmp);
    match nearest {
        Some(metres) => format!(
            "no place of that name stands where the line runs; the nearest is {:.0} km from the \
             next station that has a place",
            metres / 1_000.0
        ),
        None => {
            "too little of the line is placed to tell which place of that name it is".to_owned()
        }
    }
}

fn station_positions(station: &Station) -> impl Iterator<Item = choro_geometry::Position> {
    station
        .weighed()
        .map(|(candidate, _)| candidate.reading.position)
}
