//! Ways cut at the nodes where something happens, and joined where nothing does.

use super::attach::{self, Anchors};
use super::building::Building;
use super::{Edge, Stretch, diamonds};
use crate::{Mode, Network};
use choro_geometry::{Position, distance_m};
use choro_way::Ways;
use std::collections::HashMap;

/// A node of a drawn network as far as one mode goes: rails and roads that share a node at a level
/// crossing are not joined there.
type Key = (u32, Mode);

/// A drawn network while it is being cut.
pub(super) struct Sheet<'w> {
    pub(super) ways: &'w Ways,
    /// The nodes of the ways, and those added where stations touch them.
    pub(super) nodes: Vec<Position>,
    /// The nodes of each way in order; as given, but for those that are not there.
    pub(super) lines: Vec<Vec<u32>>,
    /// The stretch of each way: index into the graph's tracks.
    tracks: Vec<u32>,
}

/// Part of a way between two nodes at which it is cut or ends.
struct Piece {
    way: u32,
    from: u32,
    to: u32,
}

/// One end of a piece: which piece, and whether it is the last node of it.
type End = (u32, bool);

/// Adds a drawn network to the graph.
pub(super) fn add(
    building: &mut Building,
    network: &Network,
    index: usize,
    source: &str,
    ways: &Ways,
) {
    let mut sheet = Sheet::new(building, source, ways);
    diamonds::part(&mut sheet);
    let anchors = attach::anchors(&mut sheet, network, index);
    let cuts = Cuts::new(&sheet, &anchors);
    let mut ends = attach::settle(building, &sheet, anchors);
    for chain in chains(&sheet, &cuts) {
        join(building, &sheet, &mut ends, &chain);
    }
    change_modes(building, &sheet, &cuts, &ends);
}

impl<'w> Sheet<'w> {
    fn new(building: &mut Building, source: &str, ways: &'w Ways) -> Self {
        let there = |node: &u32| ways.nodes.get(*node as usize).is_some_and(|p| p.is_valid());
        let line = |nodes: &Vec<u32>| {
            let mut line: Vec<u32> = nodes.iter().copied().filter(there).collect();
            line.dedup();
            line
        };
        let track = |way: &choro_way::Way| {
            building.track(Stretch {
                name: way.names.first().map_or("", |name| &name.text).to_owned(),
                track: way.track.clone(),
                source: source.to_owned(),
                drawn: true,
                ..Stretch::default()
            })
        };
        Self {
            ways,
            nodes: ways.nodes.clone(),
            lines: ways.ways.iter().map(|way| line(&way.nodes)).collect(),
            tracks: ways.ways.iter().map(track).collect(),
        }
    }

    pub(super) fn mode(&self, way: usize) -> Mode {
        self.ways.ways[way].track.mode
    }

    /// Metres along some nodes.
    fn metres(&self, nodes: &[u32]) -> f64 {
        let at = |node: u32| self.nodes[node as usize];
        let steps = nodes.windows(2);
        steps.map(|step| distance_m(at(step[0]), at(step[1]))).sum()
    }
}

/// What is known of each node for each mode.
struct Cuts {
    /// How many ends of edges meet; 255 for more.
    arms: Vec<[u8; 3]>,
    /// A stretch that meets here.
    track: Vec<[u32; 3]>,
    /// Bit of each mode for which something happens here.
    cut: Vec<u8>,
}

fn slot(mode: Mode) -> usize {
    match mode {
        Mode::Rail => 0,
        Mode::Road => 1,
        Mode::Ferry => 2,
    }
}

const MODES: [Mode; 3] = [Mode::Rail, Mode::Road, Mode::Ferry];

impl Cuts {
    fn new(sheet: &Sheet<'_>, anchors: &Anchors) -> Self {
        let mut cuts = Self {
            arms: vec![[0; 3]; sheet.nodes.len()],
            track: vec![[u32::MAX; 3]; sheet.nodes.len()],
            cut: vec![0; sheet.nodes.len()],
        };
        for (way, line) in sheet.lines.iter().enumerate() {
            let slot = slot(sheet.mode(way));
            for (at, node) in line.iter().map(|node| *node as usize).enumerate() {
                let arms = u8::from(at > 0) + u8::from(at + 1 < line.len());
                cuts.arms[node][slot] = cuts.arms[node][slot].saturating_add(arms);
                let track = &mut cuts.track[node][slot];
                if *track != u32::MAX && *track != sheet.tracks[way] {
                    cuts.cut[node] |= 1 << slot;
                }
                *track = sheet.tracks[way];
            }
        }
        for (node, arms) in cuts.arms.iter().enumerate() {
            let boats = arms[slot(Mode::Ferry)] > 0;
            let land = arms[slot(Mode::Rail)] > 0 || arms[slot(Mode::Road)] > 0;
            let meets = boats && land;
            for (slot, arms) in arms.iter().enumerate() {
                if *arms > 0 && (*arms != 2 || meets) {
                    cuts.cut[node] |= 1 << slot;
                }
            }
        }
        for (node, mode) in anchors.keys() {
            cuts.cut[node as usize] |= 1 << slot(mode);
        }
        cuts
    }

    fn is_cut(&self, node: u32, mode: Mode) -> bool {
        self.cut[node as usize] & 1 << slot(mode) != 0
    }
}

/// A run of nodes of one mode and stretch, between nodes where something happens.
struct Chain {
    mode: Mode,
    track: u32,
    nodes: Vec<u32>,
}

fn pieces(sheet: &Sheet<'_>, cuts: &Cuts) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (way, line) in sheet.lines.iter().enumerate() {
        let mode = sheet.mode(way);
        let mut from = 0;
        for at in 1..line.len() {
            if at + 1 == line.len() || cuts.is_cut(line[at], mode) {
                pieces.push(Piece {
                    way: way as u32,
                    from,
                    to: at as u32,
                });
                from = at as u32;
            }
        }
    }
    pieces
}

/// For each end of each piece the end it goes on from, where nothing happens at the node.
fn links(sheet: &Sheet<'_>, cuts: &Cuts, pieces: &[Piece]) -> Vec<[Option<End>; 2]> {
    let mut open: Vec<(Key, End)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let mode = sheet.mode(piece.way as usize);
        for (last, index) in [(false, piece.from), (true, piece.to)] {
            let node = sheet.lines[piece.way as usize][index as usize];
            if !cuts.is_cut(node, mode) {
                open.push(((node, mode), (at as u32, last)));
            }
        }
    }
    open.sort_unstable();
    let mut links = vec![[None; 2]; pieces.len()];
    for pair in open.chunk_by(|a, b| a.0 == b.0) {
        // At a node that is no cut exactly two ends meet.
        if let [(_, a), (_, b)] = pair {
            links[a.0 as usize][usize::from(a.1)] = Some(*b);
            links[b.0 as usize][usize::from(b.1)] = Some(*a);
        }
    }
    links
}

fn chains(sheet: &Sheet<'_>, cuts: &Cuts) -> Vec<Chain> {
    let pieces = pieces(sheet, cuts);
    let links = links(sheet, cuts, &pieces);
    let mut taken = vec![false; pieces.len()];
    let mut chains = Vec::new();
    // Those with a loose end first; what is left goes round in rings.
    for ring in [false, true] {
        for start in 0..pieces.len() {
            let loose = (links[start].iter()).position(Option::is_none);
            if taken[start] || loose.is_none() && !ring {
                continue;
            }
            let way = pieces[start].way as usize;
            let mut chain = Chain {
                mode: sheet.mode(way),
                track: sheet.tracks[way],
                nodes: Vec::new(),
            };
            // The end at which the next piece is entered.
            let mut next = Some((start as u32, loose == Some(1)));
            while let Some((at, last)) = next {
                let at = at as usize;
                if std::mem::replace(&mut taken[at], true) {
                    break;
                }
                let piece = &pieces[at];
                let line = &sheet.lines[piece.way as usize];
                let nodes = &line[piece.from as usize..=piece.to as usize];
                let skip = usize::from(!chain.nodes.is_empty());
                if last {
                    chain.nodes.extend(nodes.iter().rev().skip(skip));
                } else {
                    chain.nodes.extend(nodes.iter().skip(skip));
                }
                next = links[at][usize::from(!last)];
            }
            chains.push(chain);
        }
    }
    chains
}

fn join(building: &mut Building, sheet: &Sheet<'_>, ends: &mut HashMap<Key, u32>, chain: &Chain) {
    let (Some(first), Some(last)) = (chain.nodes.first(), chain.nodes.last()) else {
        return;
    };
    let mut end = |node: u32| {
        let position = sheet.nodes[node as usize];
        let known = ends.entry((node, chain.mode));
        *known.or_insert_with(|| building.node(None, Some(position)))
    };
    let (from, to) = (end(*first), end(*last));
    let metres = sheet.metres(&chain.nodes);
    let inner = chain.nodes.len().saturating_sub(1).max(1);
    let bends: Vec<Position> = chain.nodes[1..inner]
        .iter()
        .map(|node| sheet.nodes[*node as usize])
        .collect();
    let edge = Edge {
        from,
        to,
        metres,
        weight: metres,
        track: chain.track,
    };
    building.push(edge, &bends);
}

/// Where boats land on the very node of a road or rail, one changes.
fn change_modes(building: &mut Building, sheet: &Sheet<'_>, cuts: &Cuts, ends: &HashMap<Key, u32>) {
    for node in 0..sheet.nodes.len() as u32 {
        if cuts.arms[node as usize][slot(Mode::Ferry)] == 0 {
            continue;
        }
        let here: Vec<u32> = (MODES.iter())
            .filter_map(|mode| ends.get(&(node, *mode)).copied())
            .collect();
        // The boat's node comes last.
        if let [land @ .., boat] = &here[..] {
            let land = land.iter().filter(|land| *land != boat);
            land.for_each(|land| building.change(*land, *boat, 0.0));
        }
    }
}
