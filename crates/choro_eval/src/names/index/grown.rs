//! A gazetteer many times the size of the world's towns: every place so many times over, each name
//! of a copy followed by the shown name of another place, as by that of its region.

use super::queries::{self, Chance, Speed};
use super::{peak_memory, row, speed};
use crate::world::towns::{self, Place};
use choro_index::{Builder, NameIndex};
use choro_project::Mapped;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Places between one and the region of its first copy: a prime, so that copies have other regions.
const STRIDE: usize = 7919;

/// The shown names of all places.
struct Regions(Vec<String>);

impl Regions {
    /// A name as a copy of its place has it; the first is the place itself.
    fn name(&self, place: usize, name: &str, copy: usize) -> String {
        match copy {
            0 => name.to_owned(),
            copy => {
                let region = &self.0[(place + copy * STRIDE) % self.0.len()];
                format!("{name} {region}")
            }
        }
    }
}

/// Builds the index of every place `times` over, and asks it for its names.
pub(super) fn report(path: &Path, out: &Path, times: usize) -> Result<String, String> {
    let mut report = String::new();
    let mut regions = Regions(Vec::new());
    towns::read(path, |place| {
        regions.0.extend(place.names().next().map(str::to_owned));
        Ok(())
    })?;
    let start = Instant::now();
    let mut builder = Builder::new();
    let (mut count, mut names) = (0usize, 0usize);
    towns::read(path, |place| {
        for copy in 0..times {
            let entry = u32::try_from(count * times + copy).unwrap_or(u32::MAX);
            for name in place.names() {
                let text = regions.name(count, name, copy);
                let toponym = choro_index::Toponym {
                    text: &text,
                    ..place.toponym(name, entry)
                };
                builder.add(toponym).map_err(|error| error.to_string())?;
                names += 1;
            }
        }
        count += 1;
        Ok(())
    })?;
    let bytes = builder.finish().map_err(|error| error.to_string())?;
    fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    row(&mut report, "places", (count * times) as f64, "");
    row(&mut report, "names", names as f64, "");
    row(&mut report, "index", bytes.len() as f64 / 1e6, "MB");
    let took = start.elapsed().as_secs_f64();
    row(&mut report, "build, all", took, "s");
    if let Some(peak) = peak_memory() {
        row(&mut report, "peak memory", peak, "MB");
    }
    drop(bytes);
    let start = Instant::now();
    let mapped = Mapped::open(out).map_err(|error| error.to_string())?;
    let index = NameIndex::open(mapped).map_err(|error| error.to_string())?;
    let took = start.elapsed().as_secs_f64();
    row(&mut report, "open", took * 1e3, "ms");
    speed(
        &index,
        &questions(&towns::all(path)?, &regions, times),
        &mut report,
    );
    Ok(report)
}

fn questions(places: &[Place], regions: &Regions, times: usize) -> Speed {
    Speed::draw(&mut Chance::new(), |chance| {
        let (entry, name) = queries::any_name(places, chance);
        regions.name(entry as usize, name, chance.below(times))
    })
}
