//! Which drawn rails are a section of a table.

use super::building::Building;
use super::{Graph, Stretch};
use crate::route::tree::{Search, spread};
use crate::{Line, Mode, Network, Section, State, Stop, Track};
use choro_geometry::{LineIndex, Position, Shape};
use std::collections::BTreeSet;

/// Share of a section's stated length by which the drawn way may be longer or shorter.
const FITS: f64 = 0.1;

/// Metres by which it may be so in any case: kilometres are stated to one decimal, from the middle
/// of a station.
const FITS_M: f64 = 200.0;

/// Metres between the tracks of one line, at most.
const BESIDE_M: f64 = 25.0;

/// Adds the sections of the tables: as drawn where the shortest drawn way between both ends is as
/// long as the table says, else as edges of their own.
pub(super) fn add(building: &mut Building, network: &Network) {
    for (index, line) in network.lines.iter().enumerate() {
        for (at, section) in line.sections.iter().enumerate() {
            let Some((from, to)) = line.stops.get(at).zip(line.stops.get(at + 1)) else {
                continue;
            };
            let ends = (from, to);
            let drawn = rails(building, network, line, section, ends);
            match drawn {
                Some(mut edges) => {
                    edges.extend(beside(&building.graph, section, &edges));
                    name(building, index, line, section, &edges);
                }
                None => stretch(building, index, line, section, ends),
            }
        }
    }
}

/// An edge for each time that the table tells of.
fn stretch(
    building: &mut Building,
    index: usize,
    line: &Line,
    section: &Section,
    (from, to): (&Stop, &Stop),
) {
    for track in section.tracks() {
        let track = building.track(Stretch {
            line: Some(index as u32),
            name: line.name.clone(),
            track: track.clone(),
            source: section.source.clone(),
            ..Stretch::default()
        });
        building.join(from.station.0, to.station.0, section.metres, track);
    }
}

/// The drawn edges of the shortest way between the ends of a section, where it fits.
fn rails(
    building: &Building,
    network: &Network,
    line: &Line,
    section: &Section,
    (from, to): (&Stop, &Stop),
) -> Option<Vec<u32>> {
    let metres = section.metres?;
    let points = |stop: &Stop| {
        let station = network.stations.get(stop.station.0 as usize);
        station.is_some_and(|station| !station.points.is_empty())
    };
    if line.mode != Mode::Rail || !points(from) || !points(to) {
        return None;
    }
    let slack = (metres * FITS).max(FITS_M);
    let graph = &building.graph;
    // Edges of tables come after all drawn ones, so that arcs lead over drawn ones alone.
    let search = Search {
        from: &[(from.station.0, 0.0)],
        // Getting to the rails within a station is no part of the way.
        most: metres + slack + 2.0 * super::attach::AT_STATION_M,
        passable: |edge, _| {
            let stretch = graph.stretch(edge);
            stretch.change || stretch.line.is_none() && may_be(&stretch.track, section)
        },
        weight: |edge: u32| graph.edges[edge as usize].weight,
    };
    let found = spread(graph, &search, |node| node == to.station.0)?;
    let edges: Vec<u32> = found
        .edges
        .into_iter()
        .filter(|edge| !graph.stretch(*edge).change)
        .collect();
    let drawn: f64 = edges
        .iter()
        .map(|edge| graph.edges[*edge as usize].metres)
        .sum();
    ((drawn - metres).abs() <= slack).then_some(edges)
}

/// Whether a drawn track may be a section: of its mode, and not known to be of another time.
fn may_be(track: &Track, section: &Section) -> bool {
    let planned = matches!(track.state, State::Proposed | State::UnderConstruction);
    track.mode == Mode::Rail
        && !planned
        && section.tracks().any(|own| own.when.overlaps(&track.when))
}

/// The drawn edges that run beside some others all along: further tracks of the same line.
fn beside(graph: &Graph, section: &Section, edges: &[u32]) -> Vec<u32> {
    let courses: Vec<Vec<Position>> = edges.iter().map(|edge| graph.course(*edge)).collect();
    let index = LineIndex::new((0..).zip(courses.iter().map(Vec::as_slice)));
    let Some(bounds) = Shape::Lines(courses).bounds() else {
        return Vec::new();
    };
    let bounds = bounds.grown(BESIDE_M);
    let near = |position: &Position| {
        bounds.contains(*position) && !index.within(*position, BESIDE_M).is_empty()
    };
    let known: BTreeSet<u32> = edges.iter().copied().collect();
    let is_one = |edge: &u32| {
        let (stretch, ends) = (graph.stretch(*edge), &graph.edges[*edge as usize]);
        let end = |node: u32| graph.nodes[node as usize].position;
        let drawn = stretch.drawn && stretch.line.is_none() && may_be(&stretch.track, section);
        drawn
            && !known.contains(edge)
            && end(ends.from).is_some_and(|at| near(&at))
            && end(ends.to).is_some_and(|at| near(&at))
            && graph.course(*edge).iter().all(near)
    };
    (0..graph.edges.len() as u32).filter(is_one).collect()
}

/// Makes drawn edges those of a line, with what the table says of them.
fn name(building: &mut Building, index: usize, line: &Line, section: &Section, edges: &[u32]) {
    for edge in edges {
        let at = *edge as usize;
        let drawn = building.graph.stretch(*edge).clone();
        for (nth, own) in section.tracks().enumerate() {
            let track = building.track(Stretch {
                line: Some(index as u32),
                name: line.name.clone(),
                track: both(own, &drawn.track),
                tabled_by: section.source.clone(),
                ..drawn.clone()
            });
            if nth == 0 {
                building.graph.edges[at].track = track;
            } else {
                let edge = super::Edge {
                    track,
                    ..building.graph.edges[at]
                };
                let bends = building.graph.bends_of(at as u32).to_vec();
                building.push(edge, &bends);
            }
        }
    }
}

/// What a table says of a track, and where it says nothing what is drawn.
fn both(own: &Track, drawn: &Track) -> Track {
    let undated = own.when.is_unstated() && own.state == State::InUse;
    let (state, when) = if undated {
        (drawn.state, drawn.when.clone())
    } else {
        (own.state, own.when.clone())
    };
    let pick = |own: &String, drawn: &String| if own.is_empty() { drawn } else { own }.clone();
    Track {
        mode: drawn.mode,
        kind: drawn.kind.clone(),
        gauge_mm: if own.gauge_mm.is_empty() {
            drawn.gauge_mm.clone()
        } else {
            own.gauge_mm.clone()
        },
        power: own.power.clone().or_else(|| drawn.power.clone()),
        state,
        when,
        operator: pick(&own.operator, &drawn.operator),
    }
}
