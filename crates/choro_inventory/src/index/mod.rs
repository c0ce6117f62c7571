//! Sites prepared for questions: columns, postings, and their positions packed.

mod bits;
mod count;
mod words;

use std::collections::HashMap;
use std::sync::OnceLock;

use choro_geometry::{PointIndex, PreparedShape, Shape};
use choro_name::fold;

use crate::Site;
pub(crate) use bits::Bits;
pub use count::{Count, Counts, Key};
use words::Words;

/// No value in a column.
const NONE: u32 = u32::MAX;

/// A division of the country, such as a province.
#[derive(Clone, Debug)]
pub struct Division {
    /// The name it is shown by.
    pub name: String,
    /// Further names, by which folders may call it.
    pub names: Vec<String>,
    /// Its outline; without one only folders tell which sites it has.
    pub shape: Option<Shape>,
    /// How far its outline may be off, metres.
    pub accuracy_m: f64,
}

/// A site whose folder names another division than the one it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced<'s> {
    /// Its number in the inventory.
    pub site: u32,
    /// The division its folders name.
    pub stated: &'s str,
    /// The division it lies in.
    pub found: &'s str,
}

/// A column of few different values.
#[derive(Debug, Default)]
pub(crate) struct Column {
    pub(crate) labels: Vec<String>,
    /// Number of each site's label, [`NONE`] for none.
    pub(crate) of: Vec<u32>,
}

/// Sites prepared for questions.
#[derive(Debug)]
pub struct Index<'s> {
    pub(crate) sites: &'s [Site],
    pub(crate) points: PointIndex,
    pub(crate) kinds: Column,
    /// Sites of each kind, in order.
    pub(crate) by_kind: Vec<Vec<u32>>,
    /// Different folder paths.
    pub(crate) paths: Vec<&'s [String]>,
    /// Number of each site's folder path.
    pub(crate) path: Vec<u32>,
    /// Divisions: as folders name them, and as outlines have them.
    divisions: Vec<String>,
    stated: Vec<u32>,
    found: Vec<u32>,
    words: OnceLock<Words>,
}

impl<'s> Index<'s> {
    /// Prepares sites, at most 2³² − 1 of them. The province of a site is the division that its
    /// innermost such folder names, else the one it lies in.
    pub fn new(sites: &'s [Site], divisions: &[Division]) -> Self {
        let numbered = || (0u32..).zip(sites);
        let points =
            PointIndex::new(numbered().filter_map(|(at, site)| Some((at, site.position?))));
        let kinds = column(sites.iter().map(|site| site.kind.as_ref()));
        let mut by_kind = vec![Vec::new(); kinds.labels.len()];
        for (at, kind) in (0u32..).zip(&kinds.of) {
            if *kind != NONE {
                by_kind[*kind as usize].push(at);
            }
        }
        let (paths, path) = paths(sites);
        let named: Vec<u32> = paths.iter().map(|path| named_by(path, divisions)).collect();
        let stated = path.iter().map(|path| named[*path as usize]).collect();
        let found = found(&points, sites.len(), divisions);
        Self {
            sites,
            points,
            kinds,
            by_kind,
            paths,
            path,
            divisions: divisions
                .iter()
                .map(|division| division.name.clone())
                .collect(),
            stated,
            found,
            words: OnceLock::new(),
        }
    }

    /// The sites.
    pub fn sites(&self) -> &'s [Site] {
        self.sites
    }

    /// The province of a site: as its folders say, else as it lies; empty where neither tells.
    pub fn province(&self, site: u32) -> &str {
        let at = self.province_at(site as usize);
        self.divisions.get(at as usize).map_or("", String::as_str)
    }

    pub(crate) fn province_at(&self, site: usize) -> u32 {
        match self.stated[site] {
            NONE => self.found[site],
            stated => stated,
        }
    }

    pub(crate) fn divisions(&self) -> &[String] {
        &self.divisions
    }

    /// Sites that lie in another division than their folders name.
    pub fn misplaced(&self) -> impl Iterator<Item = Misplaced<'_>> {
        let both = (0u32..).zip(self.stated.iter().zip(&self.found));
        both.filter(|(_, (stated, found))| **stated != NONE && **found != NONE && stated != found)
            .map(|(site, (stated, found))| Misplaced {
                site,
                stated: &self.divisions[*stated as usize],
                found: &self.divisions[*found as usize],
            })
    }

    /// The words of the sites' names.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.sites))
    }
}

/// A column of texts; an empty one is none. Labels are sorted.
fn column<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Column {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut labels: Vec<&str> = Vec::new();
    let mut of: Vec<u32> = Vec::new();
    for text in texts {
        // Equal ones mostly stand together, and are often one in memory.
        let last = of.last().copied();
        let same = last.filter(|last| labels.get(*last as usize).is_some_and(|l| is_same(l, text)));
        if let Some(same) = same {
            of.push(same);
            continue;
        }
        of.push(match numbers.get(text) {
            Some(known) => *known,
            None if text.is_empty() => NONE,
            None => {
                let number = labels.len() as u32;
                numbers.insert(text, number);
                labels.push(text);
                number
            }
        });
    }
    let mut order: Vec<u32> = (0..labels.len() as u32).collect();
    order.sort_by_key(|at| labels[*at as usize]);
    let mut rank = vec![0; labels.len()];
    for (place, at) in (0u32..).zip(&order) {
        rank[*at as usize] = place;
    }
    for at in of.iter_mut().filter(|at| **at != NONE) {
        *at = rank[*at as usize];
    }
    let labels = order
        .iter()
        .map(|at| labels[*at as usize].to_owned())
        .collect();
    Column { labels, of }
}

fn is_same(a: &str, b: &str) -> bool {
    std::ptr::eq(a, b) || a == b
}

/// The different folder paths, and each site's.
fn paths(sites: &[Site]) -> (Vec<&[String]>, Vec<u32>) {
    let mut numbers: HashMap<&[String], u32> = HashMap::new();
    let mut paths: Vec<&[String]> = Vec::new();
    let mut of: Vec<u32> = Vec::with_capacity(sites.len());
    for site in sites {
        let path = site.folders.as_ref();
        // Sites of one folder mostly stand together, and share its path.
        let same = of.last().copied().filter(|last| {
            let last = paths[*last as usize];
            std::ptr::eq(last, path) || last == path
        });
        of.push(same.unwrap_or_else(|| {
            *numbers.entry(path).or_insert_with(|| {
                paths.push(path);
                paths.len() as u32 - 1
            })
        }));
    }
    (paths, of)
}

/// The division that the innermost folder naming one names.
fn named_by(path: &[String], divisions: &[Division]) -> u32 {
    for folder in path.iter().rev() {
        let folder = fold(folder);
        let mut named = (0u32..).zip(divisions).filter(|(_, division)| {
            let mut names = std::iter::once(&division.name).chain(&division.names);
            names.any(|name| fold(name) == folder)
        });
        if let (Some((only, _)), None) = (named.next(), named.next()) {
            return only;
        }
    }
    NONE
}

/// The division each site lies in: of several the smallest; outside all, the only one whose
/// outline may be off so far.
fn found(points: &PointIndex, sites: usize, divisions: &[Division]) -> Vec<u32> {
    let mut shapes: Vec<(u32, PreparedShape, f64)> = (0u32..)
        .zip(divisions)
        .filter_map(|(at, d)| Some((at, PreparedShape::new(d.shape.as_ref()?), d.accuracy_m)))
        .filter(|(_, shape, _)| shape.is_region())
        .collect();
    shapes.sort_by(|a, b| b.1.area_m2().total_cmp(&a.1.area_m2()).then(a.0.cmp(&b.0)));
    let mut found = vec![NONE; sites];
    for (at, shape, _) in &shapes {
        points.inside(shape, &mut |site| found[site as usize] = *at);
    }
    let mut near: HashMap<u32, Vec<u32>> = HashMap::new();
    for (at, shape, accuracy) in shapes.iter().filter(|shape| shape.2 > 0.0) {
        points.near(shape, *accuracy, &mut |site| {
            if found[site as usize] == NONE {
                near.entry(site).or_default().push(*at);
            }
        });
    }
    for (site, found) in (0u32..).zip(&mut found) {
        if let Some([only]) = near.get(&site).map(Vec::as_slice) {
            *found = *only;
        }
    }
    found
}

#[cfg(test)]
mod tests;
