//! The tables of a feed that tell of its network.

mod calls;

use super::archive::Archive;
use super::period::period;
use super::route_type;
use super::shape::ShapePoint;
use super::table::each_row;
use crate::{Mode, Modes};
use choro_diagnostic::{Faults, Severity, Spot, input};
use choro_geometry::Position;
use choro_quantity::When;
use std::collections::{BTreeMap, HashMap};

pub(super) use calls::Call;

/// What a feed says of its network.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) stops: Vec<Stop>,
    /// Routes of the wanted modes.
    pub(super) routes: Vec<Route>,
    pub(super) trips: Vec<Trip>,
    /// By trip, then in running order.
    pub(super) calls: Vec<Call>,
    pub(super) shapes: Vec<Vec<ShapePoint>>,
    /// The time the timetable holds for.
    pub(super) period: When,
}

/// Where vehicles stop, or what such places belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) position: Option<Position>,
    /// The station it belongs to: an index among the stops.
    pub(super) station: Option<u32>,
}

/// A route.
#[derive(Clone, Debug, Default)]
pub(super) struct Route {
    pub(super) id: String,
    pub(super) short_name: String,
    pub(super) long_name: String,
    pub(super) operator: String,
    pub(super) mode: Mode,
    /// `rail`, `tram`, `bus`.
    pub(super) word: &'static str,
}

/// A journey of one vehicle.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trip {
    /// `None` where the route's mode is not wanted.
    pub(super) route: Option<u32>,
    pub(super) shape: Option<u32>,
}

impl Feed {
    pub(super) fn read(archive: &mut Archive<'_>, modes: Modes, faults: &mut Faults) -> Self {
        let mut feed = Self {
            period: period(archive, faults),
            ..Self::default()
        };
        let agencies = agencies(archive, faults);
        let routes = feed.routes(archive, &agencies, modes, faults);
        let mut shapes = HashMap::new();
        let trips = feed.trips(archive, &routes, &mut shapes, faults);
        let stops = feed.stops(archive, faults);
        feed.calls = calls::calls(archive, &feed.trips, &trips, &stops, faults);
        if !shapes.is_empty() && archive.has("shapes.txt") {
            feed.shapes(archive, &shapes, faults);
        }
        feed
    }

    /// Reads the routes; for each id its index, or nothing where its mode is not wanted.
    fn routes(
        &mut self,
        archive: &mut Archive<'_>,
        agencies: &BTreeMap<String, String>,
        modes: Modes,
        faults: &mut Faults,
    ) -> HashMap<String, Option<u32>> {
        let columns = [
            "route_id",
            "route_type",
            "route_short_name",
            "route_long_name",
            "agency_id",
        ];
        let (mut known, mut others) = (HashMap::new(), 0);
        let most = archive.limits.kept;
        each_row(archive, "routes.txt", &columns, 2, faults, |row| {
            let id = row.get(0).into_owned();
            let kind = row.get(1);
            let number: u32 = kind
                .parse()
                .map_err(|_| format!("`{kind}` is no route type"))?;
            let wanted = match route_type::of(number) {
                Some((mode, word)) => modes.has(mode).then_some((mode, word)),
                None => {
                    others += 1;
                    None
                }
            };
            let index = self.routes.len();
            if known.contains_key(&id) || index >= most {
                return Err(format!("the route {id} is there already, or one too many"));
            }
            known.insert(id.clone(), wanted.map(|_| index as u32));
            let Some((mode, word)) = wanted else {
                return Ok(());
            };
            // A feed of one agency need not name it.
            let operator = agencies.get(&*row.get(4));
            let only = agencies.values().next().filter(|_| agencies.len() == 1);
            self.routes.push(Route {
                id,
                short_name: row.get(2).into_owned(),
                long_name: row.get(3).into_owned(),
                operator: operator.or(only).cloned().unwrap_or_default(),
                mode,
                word,
            });
            Ok(())
        });
        if others > 0 {
            let reason = format!("routes.txt: {others} routes run on neither rail, road nor water");
            let whole = Spot::default();
            faults.report(input::PARTLY_DRAWN, Severity::Note, whole, &reason);
        }
        known
    }

    /// Reads the trips; for each id its index. `shapes` takes the index of each shape they need.
    fn trips(
        &mut self,
        archive: &mut Archive<'_>,
        routes: &HashMap<String, Option<u32>>,
        shapes: &mut HashMap<String, u32>,
        faults: &mut Faults,
    ) -> HashMap<String, u32> {
        let columns = ["route_id", "trip_id", "shape_id"];
        let mut known = HashMap::new();
        let most = archive.limits.kept;
        each_row(archive, "trips.txt", &columns, 2, faults, |row| {
            let (route, id) = (row.get(0), row.get(1));
            let route = *routes
                .get(&*route)
                .ok_or_else(|| format!("no route `{route}`"))?;
            let index = self.trips.len();
            if known.contains_key(&*id) || index >= most {
                return Err(format!("the trip {id} is there already, or one too many"));
            }
            let shape = row.get(2);
            let shape = (route.is_some() && !shape.is_empty()).then(|| {
                let next = shapes.len() as u32;
                *shapes.entry(shape.into_owned()).or_insert(next)
            });
            known.insert(id.into_owned(), index as u32);
            self.trips.push(Trip { route, shape });
            Ok(())
        });
        known
    }

    /// Reads the stops; for each id its index.
    fn stops(&mut self, archive: &mut Archive<'_>, faults: &mut Faults) -> HashMap<String, u32> {
        let columns = [
            "stop_id",
            "stop_name",
            "stop_lat",
            "stop_lon",
            "parent_station",
        ];
        let mut known = HashMap::new();
        let mut parents = Vec::new();
        let most = archive.limits.kept;
        each_row(archive, "stops.txt", &columns, 1, faults, |row| {
            let id = row.get(0).into_owned();
            let index = self.stops.len();
            if known.contains_key(&id) || index >= most {
                return Err(format!("the stop {id} is there already, or one too many"));
            }
            let position = row.number(3).zip(row.number(2));
            let position = position.map(|(lon, lat)| Position::new(lon, lat));
            // Feeds write 0, 0 where they know nothing.
            let position = position.filter(|p| p.is_valid() && (p.lon, p.lat) != (0.0, 0.0));
            let stated = !row.get(2).is_empty() || !row.get(3).is_empty();
            known.insert(id.clone(), index as u32);
            parents.push((row.line, row.get(4).into_owned()));
            let off = position.is_none() && stated;
            let reason = format!("the stop {id} does not lie on the globe");
            self.stops.push(Stop {
                id,
                name: row.get(1).into_owned(),
                position,
                station: None,
            });
            if off { Err(reason) } else { Ok(()) }
        });
        for (index, (line, parent)) in parents.iter().enumerate() {
            if parent.is_empty() {
                continue;
            }
            match known.get(parent) {
                Some(parent) if *parent as usize != index => {
                    self.stops[index].station = Some(*parent);
                }
                _ => {
                    let reason = format!("stops.txt, line {line}: no station `{parent}`");
                    let whole = Spot::default();
                    faults.report(input::UNKNOWN_RELATION, Severity::Warning, whole, &reason);
                }
            }
        }
        known
    }

    fn shapes(
        &mut self,
        archive: &mut Archive<'_>,
        wanted: &HashMap<String, u32>,
        faults: &mut Faults,
    ) {
        let columns = [
            "shape_id",
            "shape_pt_lat",
            "shape_pt_lon",
            "shape_pt_sequence",
            "shape_dist_traveled",
        ];
        let mut points: Vec<Vec<(u32, ShapePoint)>> = vec![Vec::new(); wanted.len()];
        let (mut count, most) = (0, archive.limits.nodes);
        each_row(archive, "shapes.txt", &columns, 4, faults, |row| {
            let Some(shape) = wanted.get(&*row.get(0)) else {
                return Ok(());
            };
            let position = row.number(2).zip(row.number(1));
            let position = position.map(|(lon, lat)| Position::new(lon, lat));
            let position = position.filter(|position| position.is_valid());
            let sequence = row.get(3).parse();
            let (Some(position), Ok(sequence)) = (position, sequence) else {
                return Err("a point without position or number".to_owned());
            };
            count += 1;
            if count > most {
                return Err("more points than are read".to_owned());
            }
            let along = row.number(4).unwrap_or(f64::NAN);
            points[*shape as usize].push((sequence, ShapePoint { position, along }));
            Ok(())
        });
        for mut shape in points {
            shape.sort_by_key(|(sequence, _)| *sequence);
            self.shapes
                .push(shape.into_iter().map(|(_, point)| point).collect());
        }
    }

    /// The station that a stop belongs to, itself where it belongs to none.
    pub(super) fn station(&self, stop: u32) -> u32 {
        // A boarding area belongs to a platform, a platform to a station.
        let parent = |stop: u32| self.stops[stop as usize].station.unwrap_or(stop);
        parent(parent(stop))
    }
}

/// The names of the agencies by their ids.
fn agencies(archive: &mut Archive<'_>, faults: &mut Faults) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let columns = ["agency_name", "agency_id"];
    each_row(archive, "agency.txt", &columns, 1, faults, |row| {
        found.insert(row.get(1).into_owned(), row.get(0).into_owned());
        Ok(())
    });
    found
}
