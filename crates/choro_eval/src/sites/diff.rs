//! `choro_eval sites diff`: how many of the changes planted between two releases are told.
//!
//! The releases are those of `sites generate`, taken in as an import would, compared under several
//! circumstances: as they are, in another order, with fewer decimals, with a folder drawn off … What
//! is told beyond what was planted counts against precision, and so does a change told of another
//! site than the one it was planted in.

mod scenario;
mod score;

use std::time::Instant;

use choro_inventory::{DifferenceOptions, Inventory, Mapping, Site, difference};
use choro_placemark::{
    Collection, Datum, Description, Drape, Feature, Folder, FolderKind, Geometry, Placemark, Time,
    Value, Vertex,
};

use super::release::Release;
use super::{Changes, Drawn, Figure, Ground, Plan, kinds};
use scenario::Scenario;
use score::Score;

const USAGE: &str = "sites diff [N] [--seed S] [--changes M] [--misses]";

/// The sites of a release with the numbers they were planned under.
pub(super) struct Numbered {
    pub(super) numbers: Vec<u32>,
    pub(super) sites: Vec<Site>,
}

/// Compares releases and reports how well.
pub(super) fn report(args: &[String]) -> Result<String, String> {
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    let count = args.first().map_or(Some(70_000), |n| n.parse().ok());
    let count: u32 = count.ok_or_else(|| format!("usage: choro_eval {USAGE}"))?;
    let (seed, changes) = (
        value("--seed").unwrap_or(1),
        value("--changes").unwrap_or(2000),
    );
    let misses = args.iter().any(|arg| arg == "--misses");
    let (ground, kinds) = (Ground::whos_on_first()?, kinds());
    let plan = Plan::new(&ground, &kinds, count, seed);
    let first = Release {
        ground: &ground,
        kinds: &kinds,
        plan: &plan,
        changes: None,
    };
    let changes = Changes::plant(&plan, &ground, &kinds, changes as u32);
    let second = Release {
        changes: Some(&changes),
        ..first
    };
    let old = numbered(&first, &plan.entries);
    let mut report = format!("{:<26}{}\n", "circumstances", Score::HEADER);
    for scenario in Scenario::ALL {
        let mut before = Numbered {
            numbers: old.numbers.clone(),
            sites: old.sites.clone(),
        };
        let mut new = numbered(&second, &changes.entries);
        let expected = scenario.apply(&mut before, &mut new, seed);
        let start = Instant::now();
        let found = difference(&before.sites, &new.sites, &DifferenceOptions::default());
        let seconds = start.elapsed().as_secs_f64();
        let score = Score::of(&before, &new, &changes.planted, &found, &expected);
        report.push_str(&format!("{:<26}{}\n", scenario.name(), score.line(seconds)));
        for line in score.differences.iter().filter(|_| misses) {
            report.push_str(&format!("    {line}\n"));
        }
    }
    Ok(report)
}

/// A release as an import would take it in.
pub(super) fn numbered(release: &Release<'_>, entries: &[super::Entry]) -> Numbered {
    let mut collection = Collection {
        folders: vec![Folder {
            kind: FolderKind::Document,
            ..Folder::default()
        }],
        ..Collection::default()
    };
    let mut known: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
    for entry in entries {
        let path = release.path(*entry);
        let mut parent = 0;
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let next = collection.folders.len() as u32;
            let index = *known.entry(path[..end].to_owned()).or_insert(next);
            if index == next {
                let name = path[..end].rsplit('/').next().map(str::to_owned);
                let folder = Some(parent);
                let feature = Feature {
                    name,
                    folder,
                    ..Feature::default()
                };
                collection.folders.push(Folder {
                    index,
                    kind: FolderKind::Folder,
                    feature,
                });
            }
            parent = index;
        }
        let drawn = release.site(*entry);
        collection.placemarks.push(placemark(drawn, parent));
    }
    let mut inventory = Inventory::default();
    inventory.take("sites/list.kml", collection, Mapping::shipped());
    Numbered {
        numbers: entries.iter().map(|entry| entry.number).collect(),
        sites: inventory.sites,
    }
}

fn placemark(drawn: Drawn, folder: u32) -> Placemark {
    let text = |value: String| Value::Text(value);
    let data = drawn.data.into_iter().map(|(name, value)| Datum {
        name: name.to_owned(),
        display: None,
        value: text(value),
        schema: None,
    });
    let vertex = |east: f64, north: f64| Vertex {
        lon: drawn.at.lon + east,
        lat: drawn.at.lat + north,
        height: Some(0.0),
    };
    let drape = Drape::default();
    let geometry = match drawn.figure {
        Figure::Nowhere => None,
        Figure::Point => Some(Geometry::Point(vertex(0.0, 0.0), drape)),
        Figure::Line(by) => Some(Geometry::Line(
            vec![vertex(0.0, 0.0), vertex(by, by)],
            drape,
        )),
        Figure::Square(half) => {
            let corners = [
                (-1.0, -1.0),
                (1.0, -1.0),
                (1.0, 1.0),
                (-1.0, 1.0),
                (-1.0, -1.0),
            ];
            let ring = corners.map(|(east, north)| vertex(east * half, north * half));
            Some(Geometry::Polygon(ring.to_vec(), Vec::new(), drape))
        }
    };
    Placemark {
        feature: Feature {
            folder: Some(folder),
            name: drawn.name,
            description: drawn.description.map(Description),
            time: drawn.mark.map(|mark| Time {
                begin: Some(mark.begin),
                end: mark.end,
                moment: mark.moment,
            }),
            data: data.collect(),
            ..Feature::default()
        },
        geometry,
    }
}
