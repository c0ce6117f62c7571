//! What follows from the places and is worked out once, when it is first asked for: who is of a
//! class, who lies where, what is above a place now, shapes made ready to measure.
//!
//! None of it is kept in snapshots, and all of it can be asked for from several threads at once.

use crate::asked::Asked;
use crate::{Class, Gazetteer, Place, PlaceId, SourceId};
use choro_geometry::{Bounds, Position, PreparedShape};
use choro_name::Comparison;
use choro_quantity::When;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// Columns and rows of the grid, one for each degree.
const COLUMNS: usize = 360;
const ROWS: usize = 180;

/// Places with the boxes around them.
#[derive(Debug)]
struct Boxes {
    /// In order of ids.
    all: Vec<(PlaceId, Bounds)>,
    /// For each degree of latitude those that reach into it, by their numbers in `all`, in order.
    rows: Vec<Vec<u32>>,
}

impl Boxes {
    fn new(all: Vec<(PlaceId, Bounds)>) -> Self {
        let mut rows = vec![Vec::new(); ROWS];
        for (at, (_, bounds)) in all.iter().enumerate() {
            for row in &mut rows[row(bounds.min.lat)..=row(bounds.max.lat)] {
                row.push(at as u32);
            }
        }
        Self { all, rows }
    }
}

/// Room for what follows from the places. Two gazetteers are equal whatever of it is filled.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    classes: OnceLock<Vec<Vec<PlaceId>>>,
    outlines: OnceLock<Vec<OnceLock<Boxes>>>,
    grid: OnceLock<Grid>,
    pointless: OnceLock<Vec<PlaceId>>,
    above: OnceLock<Vec<OnceLock<Box<[PlaceId]>>>>,
    years: OnceLock<Vec<Option<i32>>>,
    shapes: OnceLock<Shapes>,
    /// The bits of the importance of each place; none of zero, or before it was asked for.
    importance: OnceLock<Vec<AtomicU64>>,
    /// Places of names alike.
    pub(crate) alike: Asked<(PlaceId, Comparison)>,
    /// Places that bear a name, the likelier first.
    pub(crate) bearing: Asked<PlaceId>,
}

impl Derived {
    /// The importance of one of so many places, as found before or now.
    pub(crate) fn importance_of(
        &self,
        id: PlaceId,
        places: usize,
        find: impl FnOnce() -> f64,
    ) -> f64 {
        let all = self
            .importance
            .get_or_init(|| (0..places).map(|_| AtomicU64::new(0)).collect());
        let Some(kept) = all.get(id.0 as usize) else {
            return find();
        };
        match kept.load(Ordering::Relaxed) {
            0 => {
                let importance = find();
                kept.store(importance.to_bits(), Ordering::Relaxed);
                importance
            }
            bits => f64::from_bits(bits),
        }
    }
}

impl Clone for Derived {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Derived {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Places by the degree of latitude and longitude in which their point lies.
#[derive(Debug)]
struct Grid {
    /// Where the places of each cell begin, cells row by row from the south-west; one more at the end.
    starts: Vec<u32>,
    places: Vec<PlaceId>,
}

impl Grid {
    fn new(places: &[Place]) -> Self {
        let mut cells: Vec<(usize, PlaceId)> = places
            .iter()
            .filter_map(|place| Some((cell(place.point?), place.id)))
            .collect();
        cells.sort_unstable();
        let mut starts = vec![0; COLUMNS * ROWS + 1];
        for (cell, _) in &cells {
            starts[cell + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self {
            starts,
            places: cells.into_iter().map(|(_, id)| id).collect(),
        }
    }

    /// The places of the cells that a box touches.
    fn touching(&self, bounds: Bounds) -> impl Iterator<Item = PlaceId> {
        let (west, east) = (column(bounds.min.lon), column(bounds.max.lon));
        let across = bounds.min.lon > bounds.max.lon;
        let stretches = if across {
            [Some((west, COLUMNS - 1)), Some((0, east))]
        } else {
            [Some((west, east)), None]
        };
        let rows = row(bounds.min.lat)..=row(bounds.max.lat);
        rows.flat_map(move |row| stretches.into_iter().flatten().map(move |s| (row, s)))
            .filter(|(_, (west, east))| west <= east)
            .flat_map(|(row, (west, east))| {
                let start = self.starts[row * COLUMNS + west] as usize;
                let end = self.starts[row * COLUMNS + east + 1] as usize;
                self.places[start..end].iter().copied()
            })
    }
}

fn column(lon: f64) -> usize {
    ((lon + 180.0).max(0.0) as usize).min(COLUMNS - 1)
}

fn row(lat: f64) -> usize {
    ((lat + 90.0).max(0.0) as usize).min(ROWS - 1)
}

fn cell(at: Position) -> usize {
    row(at.lat) * COLUMNS + column(at.lon)
}

/// The footprints of all places, made ready when asked for.
#[derive(Debug)]
struct Shapes {
    /// Where those of each place begin.
    starts: Vec<u32>,
    shapes: Vec<OnceLock<Arc<PreparedShape>>>,
}

impl Shapes {
    fn new(places: &[Place]) -> Self {
        let mut count = 0;
        let starts = places
            .iter()
            .map(|place| {
                let start = count;
                count += place.footprints.len() as u32;
                start
            })
            .collect();
        let shapes = (0..count).map(|_| OnceLock::new()).collect();
        Self { starts, shapes }
    }
}

impl Gazetteer {
    /// Places that are, or may also be taken for, things of exactly this class, in order of ids.
    pub fn of_class(&self, class: Class) -> impl Iterator<Item = PlaceId> {
        let classes = self.derived().classes.get_or_init(|| {
            let mut classes: Vec<Vec<PlaceId>> = Vec::new();
            for place in self.places() {
                let also = place.also.iter().filter(|also| **also != place.class);
                for class in std::iter::once(&place.class).chain(also) {
                    let at = *class as usize;
                    if classes.len() <= at {
                        classes.resize_with(at + 1, Vec::new);
                    }
                    if classes[at].last() != Some(&place.id) {
                        classes[at].push(place.id);
                    }
                }
            }
            classes
        });
        classes.get(class as usize).into_iter().flatten().copied()
    }

    /// The places of a class that are drawn as polygons today, with the boxes around them, in order
    /// of ids.
    pub fn drawn(&self, class: Class) -> &[(PlaceId, Bounds)] {
        self.boxes(class).map_or(&[], |boxes| &boxes.all)
    }

    /// The places of a class that are drawn as polygons today in whose boxes a position lies, in
    /// order of ids.
    pub fn drawn_about(&self, class: Class, at: Position) -> impl Iterator<Item = PlaceId> {
        let boxes = self.boxes(class).into_iter();
        let near = boxes.flat_map(move |boxes| {
            let row = boxes.rows[row(at.lat)].iter();
            row.map(|number| &boxes.all[*number as usize])
        });
        let about = near.filter(move |(_, bounds)| bounds.contains(at));
        about.map(|(id, _)| *id)
    }

    fn boxes(&self, class: Class) -> Option<&Boxes> {
        let outlines = self.derived().outlines.get_or_init(|| {
            let last = Class::ALL.len();
            (0..last).map(|_| OnceLock::new()).collect()
        });
        let drawn = |id: PlaceId| Some((id, self.place(id).region()?.shape.bounds()?));
        let of_class = outlines.get(class as usize)?;
        Some(of_class.get_or_init(|| Boxes::new(self.of_class(class).filter_map(drawn).collect())))
    }

    /// Places whose point lies in a box, in order of ids.
    pub fn within_bounds(&self, bounds: Bounds) -> impl Iterator<Item = PlaceId> {
        let grid = self.derived().grid.get_or_init(|| Grid::new(self.places()));
        let inside = |id: &PlaceId| self.place(*id).point.is_some_and(|p| bounds.contains(p));
        let mut found: Vec<PlaceId> = grid.touching(bounds).filter(inside).collect();
        found.sort_unstable();
        found.into_iter()
    }

    /// Places that no source gives a position, in order of ids.
    pub fn without_point(&self) -> &[PlaceId] {
        self.derived().pointless.get_or_init(|| {
            let places = self.places().iter();
            let pointless = places.filter(|place| place.point.is_none());
            pointless.map(|place| place.id).collect()
        })
    }

    /// Everything the place lies in now, nearest first.
    pub fn above(&self, id: PlaceId) -> &[PlaceId] {
        let count = self.places().len();
        let above = self
            .derived()
            .above
            .get_or_init(|| (0..count).map(|_| OnceLock::new()).collect());
        above[id.0 as usize].get_or_init(|| self.found_above(id, &When::default()).into())
    }

    /// Everything that lies or at any time lay in the place by what sources say of parents, in no
    /// particular order; without the place itself.
    pub fn ever_below(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut found: Vec<PlaceId> = self.children(id).collect();
        let mut seen: BTreeSet<PlaceId> = found.iter().copied().collect();
        seen.insert(id);
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            found.extend(self.children(next).filter(|below| seen.insert(*below)));
            at += 1;
        }
        found
    }

    /// The year that a source states as its version.
    pub(crate) fn year_of(&self, source: SourceId) -> Option<i32> {
        let years = self.derived().years.get_or_init(|| {
            let year = |version: &str| When::parse(version.trim())?.latest.map(|day| day.year);
            self.sources().iter().map(|s| year(&s.version)).collect()
        });
        years[usize::from(source.0)]
    }

    /// A footprint of a place, by its number among the place's own, made ready for many questions;
    /// `None` where there is none.
    pub fn prepared(&self, id: PlaceId, footprint: usize) -> Option<Arc<PreparedShape>> {
        let own = self.place(id).footprints.get(footprint)?;
        let shapes = self
            .derived()
            .shapes
            .get_or_init(|| Shapes::new(self.places()));
        let at = shapes.starts[id.0 as usize] as usize + footprint;
        let shape = shapes.shapes[at].get_or_init(|| Arc::new(own.shape.prepared()));
        Some(Arc::clone(shape))
    }
}
