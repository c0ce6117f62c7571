//! Which tiles there are, and who makes which.

use crate::archive;
use crate::clip::{Square, clipped, covers};
use crate::feature::{Feature, Settings};
use crate::hilbert::{tile_id, within};
use crate::outline::{Corner, Outline, outlines};
use crate::tile::{self, Address, Content, MARGIN};
use choro_geometry::Bounds;
use std::cmp::Reverse;

/// Into about how many parts the work is divided.
const PARTS: usize = 24;
const MAX_ZOOM: u8 = 16;

/// Tiles about to be made: part by part, by as many threads as one likes.
pub struct Plan {
    settings: Settings,
    features: Vec<Feature>,
    /// Tiles that show so much that they were made at once.
    made: Vec<Tile>,
    nodes: Vec<Node>,
    bounds: Option<Bounds>,
    nowhere: usize,
}

/// Tiles that are made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(usize);

/// One tile, or many next to each other that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Number of the first.
    pub(crate) id: u64,
    /// How many.
    pub(crate) run: u64,
    /// Compressed.
    pub(crate) bytes: Vec<u8>,
}

/// A tile with all that lies in it.
struct Node {
    address: Address,
    content: Content,
}

impl Plan {
    /// Plans the tiles of features. `settings.max_zoom` counts as 16 where it is more.
    pub fn new(features: Vec<Feature>, mut settings: Settings) -> Self {
        settings.max_zoom = settings.max_zoom.min(MAX_ZOOM);
        let outlines = outlines(&features);
        let nowhere = outlines.iter().filter(|outline| outline.is_none()).count();
        let shapes = features.iter().filter_map(|feature| feature.shape.bounds());
        let mut plan = Self {
            bounds: shapes.reduce(joined),
            nowhere,
            made: Vec::new(),
            nodes: Vec::new(),
            features,
            settings,
        };
        let root = plan.root(outlines);
        let most = root.weight() / PARTS;
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if node.weight() > most && node.address.zoom < plan.settings.max_zoom {
                plan.made.extend(plan.tile(&node));
                open.extend(node.children());
            } else {
                plan.nodes.push(node);
            }
        }
        plan
    }

    /// How many features have no position on earth, and so are on no tile.
    pub fn nowhere(&self) -> usize {
        self.nowhere
    }

    /// All parts.
    pub fn parts(&self) -> Vec<Part> {
        (0..self.nodes.len()).map(Part).collect()
    }

    /// The tiles of one part.
    pub fn tiles(&self, part: Part) -> Vec<Tile> {
        let mut made = Vec::new();
        let mut open: Vec<Node> = Vec::new();
        if let Some(node) = self.nodes.get(part.0) {
            self.descend(node, &mut made, &mut open);
        }
        while let Some(node) = open.pop() {
            self.descend(&node, &mut made, &mut open);
        }
        made
    }

    /// The archive of all tiles, those of every part given: PMTiles 3, compressed with gzip.
    pub fn archive(&self, tiles: impl IntoIterator<Item = Tile>) -> Vec<u8> {
        let mut all = self.made.clone();
        all.extend(tiles);
        all.sort_by_key(|tile| tile.id);
        archive::archive(&all, &self.settings, &self.features, self.bounds)
    }

    /// All there is on the map, in one tile.
    fn root(&self, outlines: Vec<Option<Outline>>) -> Node {
        let mut content = Content::default();
        let square = Square::of_tile(0, 0, 0, MARGIN);
        for (index, outline) in (0..).zip(outlines) {
            match outline {
                Some(Outline::Point(at)) => content.points.push((index, at)),
                Some(outline) => {
                    for turns in [0.0, 1.0, -1.0] {
                        let copy = clipped(&turned(&outline, turns), &square);
                        content.outlines.extend(copy.map(|copy| (index, copy)));
                    }
                }
                None => {}
            }
        }
        let importance = |index: u32| {
            let feature = &self.features[index as usize];
            (Reverse(OrderedImportance(feature.importance)), index)
        };
        content
            .points
            .sort_by_cached_key(|(index, _)| importance(*index));
        Node {
            address: Address {
                zoom: 0,
                x: 0,
                y: 0,
            },
            content,
        }
    }

    fn tile(&self, node: &Node) -> Option<Tile> {
        let Address { zoom, x, y } = node.address;
        Some(Tile {
            id: tile_id(zoom, x, y),
            run: 1,
            bytes: tile::bytes(&self.settings, &self.features, node.address, &node.content)?,
        })
    }

    /// Makes the tile of a node and opens those in it.
    fn descend(&self, node: &Node, made: &mut Vec<Tile>, open: &mut Vec<Node>) {
        if node.is_plain() {
            made.extend(self.plain(node));
            return;
        }
        made.extend(self.tile(node));
        if node.address.zoom < self.settings.max_zoom {
            open.extend(node.children());
        }
    }

    /// The tiles of a node that is covered evenly: at each zoom all are alike.
    fn plain(&self, node: &Node) -> Vec<Tile> {
        let Address { zoom, x, y } = node.address;
        let later = zoom..=self.settings.max_zoom;
        let alike = later.filter_map(|later| {
            let (id, run) = within(zoom, x, y, later);
            let mut first = Node {
                address: node.address,
                content: Content::default(),
            };
            let side = 1_u32 << (later - zoom);
            first.address = Address {
                zoom: later,
                x: x * side,
                y: y * side,
            };
            let square = first.square();
            for (index, outline) in &node.content.outlines {
                let part = clipped(outline, &square);
                first
                    .content
                    .outlines
                    .extend(part.map(|part| (*index, part)));
            }
            self.tile(&first).map(|tile| Tile { id, run, ..tile })
        });
        alike.collect()
    }
}

impl Node {
    fn square(&self) -> Square {
        Square::of_tile(self.address.zoom, self.address.x, self.address.y, MARGIN)
    }

    /// Whether nothing but areas that cover all of it lie in it.
    fn is_plain(&self) -> bool {
        let square = self.square();
        let mut outlines = self.content.outlines.iter();
        self.content.points.is_empty() && outlines.all(|(_, outline)| covers(outline, &square))
    }

    /// How much lies in it.
    fn weight(&self) -> usize {
        let outlines = self.content.outlines.iter();
        let corners = outlines.map(|(_, outline)| match outline {
            Outline::Point(_) => 1,
            Outline::Lines(lines) => lines.iter().map(Vec::len).sum(),
            Outline::Areas(areas) => areas.iter().flatten().map(Vec::len).sum(),
        });
        corners.sum::<usize>() + self.content.points.len()
    }

    /// The four tiles in it, without those in which nothing lies.
    fn children(&self) -> Vec<Self> {
        let Address { zoom, x, y } = self.address;
        let mut children = Vec::new();
        for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let address = Address {
                zoom: zoom + 1,
                x: 2 * x + right,
                y: 2 * y + down,
            };
            let mut child = Self {
                address,
                content: Content::default(),
            };
            let square = child.square();
            for (index, outline) in &self.content.outlines {
                let part = clipped(outline, &square);
                child
                    .content
                    .outlines
                    .extend(part.map(|part| (*index, part)));
            }
            let tile = Square::of_tile(address.zoom, address.x, address.y, 0.0);
            let inside = |at: &[f64; 2]| (0..2).all(|axis| tile.holds(axis, at[axis]));
            let points = self.content.points.iter().copied();
            child
                .content
                .points
                .extend(points.filter(|(_, at)| inside(at)));
            if child.weight() > 0 {
                children.push(child);
            }
        }
        children
    }
}

/// An outline moved by whole turns around the globe.
fn turned(outline: &Outline, turns: f64) -> Outline {
    let line = |line: &Vec<Corner>| -> Vec<Corner> {
        let moved = line.iter().map(|corner| Corner {
            at: [corner.at[0] + turns, corner.at[1]],
            ..*corner
        });
        moved.collect()
    };
    match outline {
        Outline::Point([x, y]) => Outline::Point([x + turns, *y]),
        Outline::Lines(lines) => Outline::Lines(lines.iter().map(line).collect()),
        Outline::Areas(areas) => Outline::Areas(
            areas
                .iter()
                .map(|rings| rings.iter().map(line).collect())
                .collect(),
        ),
    }
}

/// The smallest box around two; all longitudes where either runs across the antimeridian.
fn joined(one: Bounds, other: Bounds) -> Bounds {
    let mut all = one;
    all.min.lat = one.min.lat.min(other.min.lat);
    all.max.lat = one.max.lat.max(other.max.lat);
    if one.min.lon > one.max.lon || other.min.lon > other.max.lon {
        (all.min.lon, all.max.lon) = (-180.0, 180.0);
    } else {
        all.min.lon = one.min.lon.min(other.min.lon);
        all.max.lon = one.max.lon.max(other.max.lon);
    }
    all
}

/// Importance in a total order.
#[derive(PartialEq)]
struct OrderedImportance(f32);

impl Eq for OrderedImportance {}

impl PartialOrd for OrderedImportance {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OrderedImportance {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
