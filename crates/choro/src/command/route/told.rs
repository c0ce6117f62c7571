//! What is told of a journey, whatever the format.

use super::Journey;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_network::route::{Leg, Route};
use choro_network::{Chainage, Graph, Network, Power, StationId};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Told {
    /// As it was asked for.
    pub(super) from: String,
    pub(super) to: String,
    /// EDTF; empty for now.
    pub(super) when: String,
    pub(super) routes: Vec<ToldRoute>,
}

#[derive(Serialize)]
pub(super) struct ToldRoute {
    /// Kilometres of all stretches whose length is known.
    pub(super) known_km: f64,
    /// How many stretches have no known length.
    pub(super) unknown_stretches: usize,
    pub(super) changes: usize,
    pub(super) legs: Vec<ToldLeg>,
    /// Stations where no gauge is common to the lines before and after.
    pub(super) gauge_breaks: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct ToldLeg {
    pub(super) line: String,
    /// The name it went by at the time, where that was another.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) then_called: String,
    pub(super) mode: &'static str,
    pub(super) known_km: f64,
    pub(super) unknown_stretches: usize,
    pub(super) gauge_mm: Vec<u16>,
    pub(super) electrified: Option<bool>,
    pub(super) operators: Vec<String>,
    pub(super) stations: Vec<ToldStation>,
    pub(super) sources: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct ToldStation {
    pub(super) name: String,
    /// Its first name that is not in Latin letters, empty where none is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) other: String,
    /// Kilometres from the start of the journey; none once a stretch of unknown length is passed.
    pub(super) km: Option<f64>,
    /// Kilometres of the stretches of known length before it, where there are others too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) known_km: Option<f64>,
    #[serde(skip)]
    pub(super) chainage: Chainage,
    pub(super) place: Option<String>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    /// Metres within which it stands there in nineteen of twenty cases; 0 where stated.
    pub(super) error_m: f64,
}

impl Told {
    pub(super) fn new(
        gazetteer: &Gazetteer,
        network: &Network,
        graph: &Graph,
        journey: &Journey,
        found: &[Route],
    ) -> Self {
        let teller = Teller {
            gazetteer,
            network,
            graph,
            journey,
        };
        Self {
            from: journey.from.typed.clone(),
            to: journey
                .to
                .as_ref()
                .map_or_else(String::new, |end| end.typed.clone()),
            when: journey.question.when.edtf.clone(),
            routes: found.iter().map(|route| teller.route(route)).collect(),
        }
    }
}

struct Teller<'a> {
    gazetteer: &'a Gazetteer,
    network: &'a Network,
    graph: &'a Graph,
    journey: &'a Journey,
}

impl Teller<'_> {
    fn route(&self, route: &Route) -> ToldRoute {
        let mut from_start = Chainage::default();
        let legs: Vec<ToldLeg> = route
            .legs
            .iter()
            .map(|leg| self.leg(leg, &mut from_start))
            .collect();
        let breaks = route
            .gauge_breaks()
            .into_iter()
            .filter_map(|at| legs[at].stations.last().map(|station| station.name.clone()));
        ToldRoute {
            known_km: rounded(route.known_m),
            unknown_stretches: route.unknown,
            changes: route.changes(),
            gauge_breaks: breaks.collect(),
            legs,
        }
    }

    fn leg(&self, leg: &Leg, from_start: &mut Chainage) -> ToldLeg {
        let tracks = || {
            leg.edges
                .iter()
                .map(|edge| &self.graph.stretch(*edge).track)
        };
        let mut operators: Vec<String> = tracks()
            .map(|track| track.operator.clone())
            .filter(|operator| !operator.is_empty())
            .collect();
        operators.dedup();
        let powered: Vec<Option<bool>> = tracks()
            .map(|track| track.power.as_ref().map(|power| *power != Power::No))
            .collect();
        let alike = powered.windows(2).all(|pair| pair[0] == pair[1]);
        ToldLeg {
            line: leg.name.clone(),
            then_called: self.then_called(leg),
            mode: leg.mode.name(),
            known_km: rounded(leg.known_m),
            unknown_stretches: leg.unknown,
            gauge_mm: leg.gauge_mm.clone(),
            electrified: powered.first().copied().flatten().filter(|_| alike),
            operators,
            stations: self.stations(leg, from_start),
            sources: leg.sources.clone(),
        }
    }

    /// The name the line bore at the time asked for, where its dated names tell of one.
    fn then_called(&self, leg: &Leg) -> String {
        let when = &self.journey.question.when;
        let line = leg.line.and_then(|line| self.network.lines.get(line));
        let then = line.filter(|_| !when.is_unstated()).and_then(|line| {
            line.dated_names
                .iter()
                .find(|(name, then)| then.overlaps(when) && *name != line.name)
        });
        then.map_or_else(String::new, |(name, _)| name.clone())
    }

    /// The stations of a leg with their kilometres, which are those of the journey.
    fn stations(&self, leg: &Leg, from_start: &mut Chainage) -> Vec<ToldStation> {
        let nodes = self.graph.nodes_along(leg);
        let (start, end) = (*from_start, nodes.len().saturating_sub(1));
        let mut told = Vec::new();
        let mut last = None;
        for (at, node) in nodes.into_iter().enumerate() {
            if let Some(index) = at.checked_sub(1).and_then(|before| leg.edges.get(before)) {
                let metres = self.graph.edges[*index as usize].metres;
                *from_start = from_start.onwards(Some(metres));
            }
            // The table may tell how long the whole is though not each stretch.
            if at == end && leg.unknown == 0 {
                *from_start = start.onwards(Some(leg.known_m));
            }
            // A station may touch the rails at several nodes.
            let station = self.graph.nodes[node as usize].station;
            if let Some(station) = station.filter(|_| station != last) {
                told.push(self.station(station, *from_start));
                last = Some(station);
            }
        }
        told
    }

    fn station(&self, id: StationId, chainage: Chainage) -> ToldStation {
        let station = &self.network.stations[id.0 as usize];
        let key = |place: PlaceId| self.gazetteer.place(place).key.clone();
        let other = station.name_in_other_letters().unwrap_or_default();
        ToldStation {
            name: station.name.clone(),
            other: other.to_owned(),
            km: chainage.km().map(|_| rounded(chainage.known_m)),
            known_km: (chainage.unknown > 0).then(|| rounded(chainage.known_m)),
            chainage,
            place: station.place.map(key),
            lat: station.position.map(|at| at.lat),
            lon: station.position.map(|at| at.lon),
            error_m: station.error_m,
        }
    }
}

/// Kilometres with one decimal.
fn rounded(metres: f64) -> f64 {
    (metres / 100.0).round() / 10.0
}
