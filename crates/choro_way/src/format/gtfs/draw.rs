//! The network that a timetable draws.

use super::branch::{Pattern, branches};
use super::feed::{Feed, Route};
use super::shape::{Effort, between};
use crate::{Course, Mode, Name, Point, PointKind, State, Track, Way, Ways};
use choro_diagnostic::{Faults, Severity, Spot, input};
use choro_geometry::Position;
use choro_quantity::When;
use std::collections::BTreeMap;

/// A stretch between two stations, whichever way it is gone.
type Pair = (Mode, u32, u32);

/// The network of a feed.
pub(super) fn draw(feed: &Feed, faults: &mut Faults) -> Ways {
    let routes = branches(feed);
    let all = routes.values().flatten();
    let mut stations: Vec<u32> = all.flat_map(|pattern| &pattern.stations).copied().collect();
    stations.sort_by(|a, b| id(feed, *a).cmp(id(feed, *b)));
    stations.dedup();
    let mut drawing = Drawing {
        feed,
        since: match feed.period.earliest {
            Some(_) => feed.period.onwards(),
            None => When::default(),
        },
        nodes: stations
            .iter()
            .filter_map(|stop| feed.stops[*stop as usize].position)
            .collect(),
        points: stations.iter().zip(0..).map(|(s, n)| (*s, n)).collect(),
        stretches: BTreeMap::new(),
        straight: 0,
        effort: Effort::default(),
    };
    for (route, patterns) in &routes {
        for pattern in patterns {
            drawing.stretches_of(&feed.routes[*route as usize], pattern);
        }
    }
    drawing.tell(faults);
    drawing.finish(&stations, &routes)
}

fn id(feed: &Feed, stop: u32) -> &str {
    &feed.stops[stop as usize].id
}

struct Drawing<'f> {
    feed: &'f Feed,
    /// From the first day of the timetable on.
    since: When,
    /// The stations first, in the order of the points.
    nodes: Vec<Position>,
    /// For each station its point.
    points: BTreeMap<u32, u32>,
    stretches: BTreeMap<Pair, Way>,
    /// Stretches that no shape was found for.
    straight: usize,
    effort: Effort,
}

impl Drawing<'_> {
    /// Draws the stretches of a pattern that are not drawn yet.
    fn stretches_of(&mut self, route: &Route, pattern: &Pattern) {
        let pairs: Vec<Pair> = pairs(route.mode, pattern).collect();
        if pairs.iter().all(|pair| self.stretches.contains_key(pair)) {
            return;
        }
        let points = pattern.stations.iter().map(|station| self.points[station]);
        let places: Vec<Position> = points.map(|point| self.nodes[point as usize]).collect();
        let shape = pattern
            .shape
            .and_then(|shape| self.feed.shapes.get(shape as usize));
        let lines = match shape {
            Some(shape) => between(shape, &places, &pattern.along, &mut self.effort),
            None => vec![None; pairs.len()],
        };
        for ((pair, line), stations) in pairs
            .into_iter()
            .zip(lines)
            .zip(pattern.stations.windows(2))
        {
            if self.stretches.contains_key(&pair) {
                continue;
            }
            self.straight += usize::from(line.is_none());
            let way = self.stretch(route, stations, line.unwrap_or_default());
            self.stretches.insert(pair, way);
        }
    }

    fn stretch(&mut self, route: &Route, stations: &[u32], line: Vec<Position>) -> Way {
        let mut nodes = vec![self.points[&stations[0]]];
        for position in line {
            let last = nodes.last().map(|node| self.nodes[*node as usize]);
            if last != Some(position) {
                nodes.push(self.nodes.len() as u32);
                self.nodes.push(position);
            }
        }
        nodes.push(self.points[&stations[1]]);
        let (from, to) = (id(self.feed, stations[0]), id(self.feed, stations[1]));
        Way {
            key: format!("{}/{from}/{to}", route.mode.name()),
            names: Vec::new(),
            nodes,
            track: Track {
                mode: route.mode,
                kind: route.word.to_owned(),
                state: State::InUse,
                when: self.since.clone(),
                operator: route.operator.clone(),
                ..Track::default()
            },
        }
    }

    fn tell(&self, faults: &mut Faults) {
        if self.straight > 0 {
            let reason = format!(
                "{} of {} stretches between stations have no shape and are drawn straight",
                self.straight,
                self.stretches.len()
            );
            faults.report(
                input::PARTLY_DRAWN,
                Severity::Note,
                Spot::default(),
                &reason,
            );
        }
    }

    fn finish(self, stations: &[u32], routes: &BTreeMap<u32, Vec<Pattern>>) -> Ways {
        let mut stretches: Vec<(Pair, Way)> = self.stretches.into_iter().collect();
        stretches.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
        let numbers: BTreeMap<Pair, u32> = stretches
            .iter()
            .zip(0..)
            .map(|((pair, _), n)| (*pair, n))
            .collect();
        let mut kinds: BTreeMap<u32, PointKind> = BTreeMap::new();
        for (mode, from, to) in numbers.keys() {
            for station in [from, to] {
                let kind = kinds.entry(*station).or_insert(PointKind::FerryTerminal);
                if *mode != Mode::Ferry {
                    *kind = PointKind::Station;
                }
            }
        }
        let points = stations.iter().map(|station| {
            let stop = &self.feed.stops[*station as usize];
            Point {
                key: stop.id.clone(),
                kind: kinds.get(station).copied().unwrap_or_default(),
                names: named(&stop.name),
                node: self.points[station],
                on_way: true,
                when: self.since.clone(),
                attributes: Vec::new(),
            }
        });
        let mut courses = Vec::new();
        for (route, patterns) in routes {
            let route = &self.feed.routes[*route as usize];
            for (pattern, number) in patterns.iter().zip(1..) {
                courses.push(Course {
                    key: match number {
                        1 => route.id.clone(),
                        _ => format!("{}/{number}", route.id),
                    },
                    names: named(&route.long_name),
                    reference: route.short_name.clone(),
                    mode: route.mode,
                    operator: route.operator.clone(),
                    when: self.feed.period.clone(),
                    ways: pairs(route.mode, pattern)
                        .map(|pair| numbers[&pair])
                        .collect(),
                    stops: pattern.stations.iter().map(|s| self.points[s]).collect(),
                });
            }
        }
        courses.sort_by(|a, b| a.key.cmp(&b.key));
        let mut ways: Vec<Way> = stretches.into_iter().map(|(_, way)| way).collect();
        name_ways(&mut ways, &courses);
        Ways {
            points: points.collect(),
            nodes: self.nodes,
            ways,
            courses,
        }
    }
}

/// A stretch over which only lines of one name run bears it; of several none is the way's own.
fn name_ways(ways: &mut [Way], courses: &[Course]) {
    let mut over: Vec<Vec<&str>> = vec![Vec::new(); ways.len()];
    for course in courses {
        let name = course.names.first().map(|name| name.text.as_str());
        let name = name.unwrap_or(&course.reference);
        for way in &course.ways {
            over[*way as usize].push(name);
        }
    }
    for (way, mut names) in ways.iter_mut().zip(over) {
        names.sort_unstable();
        names.dedup();
        if let [only] = names[..] {
            way.names = named(only);
        }
    }
}

fn pairs(mode: Mode, pattern: &Pattern) -> impl Iterator<Item = Pair> {
    let pairs = pattern.stations.windows(2);
    pairs.map(move |pair| (mode, pair[0].min(pair[1]), pair[0].max(pair[1])))
}

fn named(name: &str) -> Vec<Name> {
    let name = (!name.is_empty()).then(|| Name {
        text: name.to_owned(),
        ..Name::default()
    });
    name.into_iter().collect()
}
