//! The polygons of divisions, ready for "which is the smallest that contains this point?".

use crate::{Class, Place, PlaceId, SourceId};
use choro_geometry::{Bounds, Position, PreparedShape};
use std::collections::BTreeMap;
use std::ops::Range;

/// A division with a polygon.
struct Region {
    place: PlaceId,
    level: u8,
    area: f64,
    bounds: Bounds,
    shape: PreparedShape,
    source: SourceId,
}

/// Divisions, smallest first, by the cells of one degree that their boxes touch.
pub(super) struct Regions {
    regions: Vec<Region>,
    cells: BTreeMap<(i16, i16), Vec<u32>>,
    /// Those too large for cells.
    large: Vec<u32>,
}

/// A division that touches more cells than this is looked at for every point.
const MOST_CELLS: i32 = 400;

impl Regions {
    pub(super) fn new(places: &[Place], units: &[bool]) -> Self {
        let mut regions: Vec<Region> = places
            .iter()
            .filter(|place| units[place.id.0 as usize] && place.class != Class::Region)
            .filter_map(|place| {
                let footprint = place.region()?;
                let shape = footprint.shape.prepared();
                Some(Region {
                    place: place.id,
                    level: place.class.level(),
                    area: shape.area_m2(),
                    bounds: footprint.shape.bounds()?,
                    shape,
                    source: footprint.source,
                })
            })
            .collect();
        regions.sort_by(|a, b| a.area.total_cmp(&b.area).then(a.place.cmp(&b.place)));
        let mut cells: BTreeMap<(i16, i16), Vec<u32>> = BTreeMap::new();
        let mut large = Vec::new();
        for (at, region) in regions.iter().enumerate() {
            let (west, south) = cell(region.bounds.min);
            let (east, north) = cell(region.bounds.max);
            let size =
                (i32::from(east) - i32::from(west) + 1) * (i32::from(north) - i32::from(south) + 1);
            if east < west || size > MOST_CELLS {
                large.push(at as u32);
                continue;
            }
            for lon in west..=east {
                for lat in south..=north {
                    cells.entry((lon, lat)).or_default().push(at as u32);
                }
            }
        }
        Self {
            regions,
            cells,
            large,
        }
    }

    /// The smallest division around a point whose level is in the range, other than `but`.
    pub(super) fn smallest_around(
        &self,
        point: Position,
        levels: Range<u8>,
        but: PlaceId,
    ) -> Option<(PlaceId, SourceId)> {
        if levels.is_empty() {
            return None;
        }
        let near = self.cells.get(&cell(point)).into_iter().flatten();
        let first = |numbers: &mut dyn Iterator<Item = &u32>| {
            numbers.copied().find(|at| {
                let region = &self.regions[*at as usize];
                region.place != but
                    && levels.contains(&region.level)
                    && region.bounds.contains(point)
                    && region.shape.contains(point)
            })
        };
        let found = [first(&mut near.into_iter()), first(&mut self.large.iter())];
        let at = found.into_iter().flatten().min()?;
        let region = &self.regions[at as usize];
        Some((region.place, region.source))
    }
}

fn cell(position: Position) -> (i16, i16) {
    (position.lon.floor() as i16, position.lat.floor() as i16)
}
