//! Where a journey begins or ends: the stations that a name stands for.

use crate::command::place::key_of;
use crate::typed;
use anyhow::bail;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_network::{Network, StationId};
use choro_quantity::When;

/// Stations that are offered where a place has none of its own.
const NEAREST: usize = 3;

/// Names of stations that are offered where none is the one asked for.
const LIKE: usize = 6;

pub(super) struct Ends<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) network: &'a Network,
}

/// An end of a journey.
pub(super) struct End {
    /// As it was asked for.
    pub(super) typed: String,
    /// The stations that serve it; any of them will do.
    pub(super) stations: Vec<StationId>,
    /// Metres in a straight line to each of them, where they are only the nearest.
    pub(super) away_m: Vec<f64>,
}

impl Ends<'_> {
    /// The stations of a place or name, else those nearest to the place.
    pub(super) fn of(&self, typed: &str) -> anyhow::Result<End> {
        let end = |stations, away_m| End {
            typed: typed.to_owned(),
            stations,
            away_m,
        };
        let places = self.places(typed);
        let serving = self.serving(&places);
        match serving.as_slice() {
            [(_, stations)] => return Ok(end(stations.clone(), Vec::new())),
            [] => {}
            several => {
                let ids = several.iter().map(|(place, _)| *place);
                let listed = typed::listed(self.gazetteer, ids);
                bail!(
                    "several places called `{typed}` have stations; name one by its key: {listed}"
                );
            }
        }
        let named = self.network.stations_named(typed);
        if !named.is_empty() {
            return Ok(end(named, Vec::new()));
        }
        let place = match places.as_slice() {
            [] => bail!(self.unknown(typed)),
            [only] => Some(*only),
            // The error says which places are called so, or nearly so.
            _ => self.gazetteer.by_key(&key_of(self.gazetteer, typed)?),
        };
        let at = place.and_then(|id| self.gazetteer.place(id).point);
        let Some(at) = at else {
            bail!("`{typed}` has no station, and where it is is not known");
        };
        let near = self.network.nearest_stations(at, NEAREST);
        if near.is_empty() {
            bail!("`{typed}` has no station, and where the stations are is not known");
        }
        let (stations, away_m) = near.into_iter().unzip();
        Ok(end(stations, away_m))
    }

    /// The stations of a place or name; none nearby will do.
    pub(super) fn exactly(&self, typed: &str) -> anyhow::Result<Vec<StationId>> {
        let serving = self.serving(&self.places(typed));
        let mut stations: Vec<StationId> = serving.into_iter().flat_map(|(_, s)| s).collect();
        stations.extend(self.network.stations_named(typed));
        if stations.is_empty() {
            let like = self.network.names_like(typed, LIKE);
            if like.is_empty() {
                bail!("no line and no station is called `{typed}`");
            }
            bail!(
                "no line and no station is called `{typed}`, but {}",
                like.join(", ")
            );
        }
        Ok(stations)
    }

    /// What is said of a name that neither a station nor a place has.
    fn unknown(&self, typed: &str) -> String {
        let like = self.network.names_like(typed, LIKE);
        let like = match like.as_slice() {
            [] => String::new(),
            like => format!(" (but {})", like.join(", ")),
        };
        let place = match key_of(self.gazetteer, typed) {
            Ok(key) => key,
            Err(error) => error.to_string(),
        };
        format!("no station is called `{typed}`{like}, and {place}")
    }

    fn places(&self, typed: &str) -> Vec<PlaceId> {
        if let Some(id) = self.gazetteer.by_key(typed) {
            return vec![id];
        }
        let found = self.gazetteer.by_name(typed);
        // Who says Onsong travels to the town, not to somewhere in the county around it.
        let now = When::default();
        let holds_another = |unit: PlaceId| {
            let mut others = found.iter().filter(|other| **other != unit);
            others.any(|other| self.gazetteer.is_part_of(*other, unit, &now) == Some(true))
        };
        let narrow = found.iter().copied().filter(|place| !holds_another(*place));
        narrow.collect()
    }

    /// The places that have stations, with these; places that one station serves are one.
    fn serving(&self, places: &[PlaceId]) -> Vec<(PlaceId, Vec<StationId>)> {
        let mut found: Vec<(PlaceId, Vec<StationId>)> = Vec::new();
        for place in places {
            let stations = self.network.stations_of(*place, self.gazetteer);
            let shared = |(_, known): &&mut (PlaceId, Vec<StationId>)| {
                known.iter().any(|station| stations.contains(station))
            };
            match found.iter_mut().find(shared) {
                // The narrower of the two is where one boards.
                Some((_, known)) if stations.len() < known.len() => *known = stations,
                Some(_) => {}
                None if stations.is_empty() => {}
                None => found.push((*place, stations)),
            }
        }
        found
    }
}

impl End {
    /// What is said where its stations are only the nearest ones.
    pub(super) fn told(&self, network: &Network) -> Option<String> {
        let near: Vec<String> = self
            .stations
            .iter()
            .zip(&self.away_m)
            .map(|(station, metres)| {
                let name = &network.stations[station.0 as usize].name;
                format!("{name} ({:.0} km)", metres / 1_000.0)
            })
            .collect();
        (!near.is_empty()).then(|| {
            format!(
                "{} has no station; the nearest are {}",
                self.typed,
                near.join(", ")
            )
        })
    }
}
