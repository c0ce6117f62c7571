//! Circumstances under which two releases are compared.

use std::collections::{BTreeMap, BTreeSet};

use choro_geometry::{Position, destination};
use choro_inventory::Site;
use choro_placemark::{Description, Geometry};

use super::Numbered;
use super::score::Expected;
use crate::sites::chance::Chance;

const SCENARIOS: u64 = 11;

/// What happens to the releases beyond the planted changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scenario {
    AsTheyAre,
    Shuffled,
    Rounded,
    FolderShifted,
    AllShifted,
    FoldersRenamed,
    RowNumbers,
    OwnIds,
    Namesakes,
    NoDescriptions,
    MovedFar,
    Rewritten,
}

impl Scenario {
    pub(super) const ALL: [Self; 12] = [
        Self::AsTheyAre,
        Self::Shuffled,
        Self::Rounded,
        Self::FolderShifted,
        Self::AllShifted,
        Self::FoldersRenamed,
        Self::RowNumbers,
        Self::OwnIds,
        Self::Namesakes,
        Self::NoDescriptions,
        Self::MovedFar,
        Self::Rewritten,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AsTheyAre => "as they are",
            Self::Shuffled => "in another order",
            Self::Rounded => "five decimals",
            Self::FolderShifted => "a province 110 m off",
            Self::AllShifted => "all 300 m off",
            Self::FoldersRenamed => "folders renamed, wrapped",
            Self::RowNumbers => "row numbers as ids",
            Self::OwnIds => "ids",
            Self::Namesakes => "half without own names",
            Self::NoDescriptions => "no descriptions",
            Self::MovedFar => "1 % moved 3 to 30 km",
            Self::Rewritten => "1 % renamed, rewritten",
        }
    }

    /// Changes both releases; what should be told beyond the planted changes.
    pub(super) fn apply(self, old: &mut Numbered, new: &mut Numbered, seed: u64) -> Expected {
        let mut expected = Expected::default();
        let mut chance = Chance::new(seed, SCENARIOS, self as u64);
        match self {
            Self::AsTheyAre => {}
            Self::Shuffled => shuffle(new, &mut chance),
            Self::Rounded => new.sites.iter_mut().for_each(|site| place(site, rounded)),
            Self::FolderShifted | Self::AllShifted => {
                let most = most_folder(&new.sites);
                let metres = if self == Self::AllShifted {
                    300.0
                } else {
                    110.0
                };
                for (number, site) in new.numbers.iter().zip(&mut new.sites) {
                    if self == Self::AllShifted || site.folders.first() == Some(&most) {
                        place(site, |at| destination(at, 115.0, metres));
                        if site.position.is_some() {
                            expected.shifted.insert(*number);
                        }
                    }
                }
            }
            Self::FoldersRenamed => expected.refiled = rename_folders(old, new),
            Self::RowNumbers => [old, new].into_iter().for_each(number_rows),
            Self::OwnIds => [old, new].into_iter().for_each(number_sites),
            Self::Namesakes => [old, new].into_iter().for_each(forget_names),
            Self::NoDescriptions => forget_descriptions(old, new),
            Self::MovedFar => expected.far = move_far(new, &mut chance),
            Self::Rewritten => expected.rewritten = rewrite(new, &mut chance),
        }
        expected
    }
}

/// Brings a point elsewhere; lines and areas go with it.
fn place(site: &mut Site, to: impl Fn(Position) -> Position) {
    let Some(from) = site.position else { return };
    let end = to(from);
    let (east, north) = (end.lon - from.lon, end.lat - from.lat);
    site.position = Some(end);
    let shift = |vertices: &mut Vec<choro_placemark::Vertex>| {
        for vertex in vertices {
            (vertex.lon, vertex.lat) = (vertex.lon + east, vertex.lat + north);
        }
    };
    match &mut site.placemark.geometry {
        Some(Geometry::Point(vertex, _)) => {
            (vertex.lon, vertex.lat) = (end.lon, end.lat);
        }
        Some(Geometry::Line(line, _)) => shift(line),
        Some(Geometry::Polygon(outer, _, _)) => shift(outer),
        _ => {}
    }
}

fn rounded(at: Position) -> Position {
    let five = |degrees: f64| (degrees * 1e5).round() / 1e5;
    Position::new(five(at.lon), five(at.lat))
}

fn shuffle(sites: &mut Numbered, chance: &mut Chance) {
    for last in (1..sites.sites.len()).rev() {
        let other = chance.below(last + 1);
        sites.sites.swap(last, other);
        sites.numbers.swap(last, other);
    }
}

fn most_folder(sites: &[Site]) -> String {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for folder in sites.iter().filter_map(|site| site.folders.first()) {
        *counts.entry(folder).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(String::new(), |(folder, _)| folder.clone())
}

/// Both releases get a wrapping folder, and in the new one every "Domestic" is "Civil".
fn rename_folders(old: &mut Numbered, new: &mut Numbered) -> BTreeSet<u32> {
    for site in &mut old.sites {
        wrap(site, "Release of May");
    }
    let mut refiled = BTreeSet::new();
    for (number, site) in new.numbers.iter().zip(&mut new.sites) {
        wrap(site, "Release of November");
        if site.folders.iter().any(|folder| folder == "Domestic") {
            let renamed = |folder: &String| match folder.as_str() {
                "Domestic" => "Civil".to_owned(),
                _ => folder.clone(),
            };
            site.folders = site.folders.iter().map(renamed).collect();
            refiled.insert(*number);
        }
    }
    refiled
}

fn wrap(site: &mut Site, folder: &str) {
    let around = std::iter::once(folder.to_owned());
    site.folders = around.chain(site.folders.iter().cloned()).collect();
}

fn number_rows(sites: &mut Numbered) {
    for (row, site) in sites.sites.iter_mut().enumerate() {
        site.placemark.feature.id = (row + 1).to_string();
    }
}

fn number_sites(sites: &mut Numbered) {
    for (number, site) in sites.numbers.iter().zip(&mut sites.sites) {
        site.placemark.feature.id = format!("s{number:x}");
    }
}

/// Every second site is called after its sort alone.
fn forget_names(sites: &mut Numbered) {
    for (number, site) in sites.numbers.iter().zip(&mut sites.sites) {
        if number % 2 == 0 && !site.name.contains('#') && !site.name.contains("No.") {
            let last = site.name.rsplit(' ').next().unwrap_or_default().to_owned();
            site.name = last;
        }
    }
}

/// The descriptions go, but for those whose change was planted.
fn forget_descriptions(old: &mut Numbered, new: &mut Numbered) {
    let mut texts: BTreeMap<u32, Option<Description>> = BTreeMap::new();
    for (number, site) in old.numbers.iter().zip(&mut old.sites) {
        texts.insert(*number, site.placemark.feature.description.take());
    }
    for (number, site) in new.numbers.iter().zip(&mut new.sites) {
        let text = &mut site.placemark.feature.description;
        if texts.get(number).is_none_or(|before| before == text) {
            *text = None;
        }
    }
}

fn move_far(new: &mut Numbered, chance: &mut Chance) -> BTreeSet<u32> {
    let mut moved = BTreeSet::new();
    for (number, site) in new.numbers.iter().zip(&mut new.sites) {
        if chance.happens(0.01) && site.position.is_some() {
            let (azimuth, metres) = (360.0 * chance.unit(), 3e3 + 27e3 * chance.unit());
            place(site, |at| destination(at, azimuth, metres));
            moved.insert(*number);
        }
    }
    moved
}

fn rewrite(new: &mut Numbered, chance: &mut Chance) -> BTreeSet<u32> {
    let mut rewritten = BTreeSet::new();
    for (number, site) in new.numbers.iter().zip(&mut new.sites) {
        if chance.happens(0.01) && site.position.is_some() {
            site.name = format!("Object {}", chance.below(100_000));
            let text = format!("Entry {} of the new list.", chance.below(100_000));
            site.placemark.feature.description = Some(Description(text));
            rewritten.insert(*number);
        }
    }
    rewritten
}
