//! All changes, counted and listed.

use super::release::Release;
use super::told::{Told, way};
use crate::args::{By, Diff};
use crate::output;
use choro_geometry::Position;
use choro_inventory::{Difference, Refiled, Shift, Site, What};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Columns of the list of changes on a terminal, at most.
const NAME_WIDTH: usize = 40;
const FOLDER_WIDTH: usize = 40;
const DETAIL_WIDTH: usize = 100;

/// What changed between two releases, as it is shown.
pub(super) struct Report<'a> {
    pub(super) old: &'a Release,
    pub(super) new: &'a Release,
    found: Difference,
    /// The changes asked for.
    pub(super) changes: Vec<Told>,
    by: &'a [By],
}

/// The changes of one group of sites.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// What its sites have in common, in the order asked for.
    pub(super) of: Vec<String>,
    /// Changes by sort, in the order of [`What::NAMES`].
    pub(super) counts: [usize; What::NAMES.len()],
}

impl<'a> Report<'a> {
    pub(super) fn new(
        old: &'a Release,
        new: &'a Release,
        found: Difference,
        diff: &'a Diff,
    ) -> Self {
        let asked = |sort: &str| diff.only.is_empty() || diff.only.iter().any(|o| o == sort);
        let changes = found
            .changes
            .iter()
            .filter(|change| asked(change.what.name()))
            .map(|change| Told::of(&old.sites, &new.sites, change))
            .collect();
        Self {
            old,
            new,
            found,
            changes,
            by: &diff.by,
        }
    }

    /// Sentences about the whole.
    pub(super) fn summary(&self) -> Vec<String> {
        let sites = |release: &Release| format!("{}: {} sites", release.path, release.sites.len());
        let mut lines = vec![
            sites(self.old),
            sites(self.new),
            format!(
                "{} in both, {} of them unchanged",
                self.found.pairs.len(),
                self.found.unchanged()
            ),
        ];
        lines.extend(self.found.shifts.iter().map(shift_in_words));
        lines.extend(self.found.refiled.iter().map(refiled_in_words));
        lines
    }

    /// How many changes there are of each sort.
    pub(super) fn counts(&self) -> [usize; What::NAMES.len()] {
        counted(self.changes.iter())
    }

    /// The names of what changes are counted by.
    pub(super) fn by_names(&self) -> Vec<&'static str> {
        let name = |by: &By| match by {
            By::Province => "province",
            By::Type => "type",
            By::Folder => "folder",
        };
        self.by.iter().map(name).collect()
    }

    /// The changes counted as asked for, sorted; none where nothing was asked.
    pub(super) fn groups(&self) -> Vec<Group> {
        if self.by.is_empty() {
            return Vec::new();
        }
        let around = [wrapping(&self.old.sites), wrapping(&self.new.sites)];
        let mut groups: BTreeMap<Vec<String>, Vec<&Told>> = BTreeMap::new();
        for told in &self.changes {
            let wrapped = around[usize::from(told.new.is_some())];
            let of = self.by.iter().map(|by| group(told, *by, wrapped));
            groups.entry(of.collect()).or_default().push(told);
        }
        groups
            .into_iter()
            .map(|(of, told)| Group {
                of,
                counts: counted(told.into_iter()),
            })
            .collect()
    }

    /// The positions of sites in which nothing changed that is shown.
    pub(super) fn unchanged(&self) -> Vec<Position> {
        let mut changed = vec![false; self.new.sites.len()];
        for at in self.found.changes.iter().filter_map(|change| change.new) {
            changed[at] = true;
        }
        let sites = self
            .new
            .sites
            .iter()
            .zip(changed)
            .filter(|(_, changed)| !changed);
        sites.filter_map(|(site, _)| site.position).collect()
    }

    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        self.changes.iter().map(Told::row).collect()
    }

    /// Counts first, then the changes, for people.
    pub(super) fn table(&self) -> String {
        let mut out = self.summary().join("\n");
        out.push_str("\n\n");
        if self.changes.is_empty() {
            out.push_str("no changes\n");
            return out;
        }
        let sorts = What::NAMES.iter().zip(self.counts());
        let rows: Vec<Vec<String>> = sorts
            .filter(|(_, count)| *count > 0)
            .map(|(sort, count)| vec![(*sort).to_owned(), count.to_string()])
            .collect();
        out.push_str(&output::table(&["change", "sites"], &rows));
        let groups = self.groups();
        if !groups.is_empty() {
            let mut header = self.by_names();
            header.extend(What::NAMES);
            let rows: Vec<Vec<String>> = groups.iter().map(Group::row).collect();
            out.push('\n');
            out.push_str(&output::table(&header, &rows));
        }
        let rows: Vec<Vec<String>> = self.changes.iter().map(listed).collect();
        out.push('\n');
        out.push_str(&output::table(
            &["change", "name", "folder", "position", "what"],
            &rows,
        ));
        out
    }

    pub(super) fn json(&self) -> Value {
        let release =
            |release: &Release| json!({"path": release.path, "sites": release.sites.len()});
        let by_sort = |counts: [usize; What::NAMES.len()]| -> Value {
            What::NAMES
                .iter()
                .zip(counts)
                .map(|(sort, count)| (*sort, json!(count)))
                .collect()
        };
        let names = self.by_names();
        let groups: Vec<Value> = self
            .groups()
            .iter()
            .map(|group| {
                let of: Value = names
                    .iter()
                    .zip(&group.of)
                    .map(|(n, v)| (*n, json!(v)))
                    .collect();
                json!({"of": of, "changes": by_sort(group.counts)})
            })
            .collect();
        let shifts: Vec<Value> = self
            .found
            .shifts
            .iter()
            .map(|shift| {
                json!({
                    "folder": shift.folders.join("/"),
                    "sites": shift.sites,
                    "metres": (shift.metres * 10.0).round() / 10.0,
                    "azimuth": (shift.azimuth * 10.0).round() / 10.0,
                })
            })
            .collect();
        let folders: Vec<Value> = self
            .found
            .refiled
            .iter()
            .map(|r| json!({"from": r.from.join("/"), "to": r.to.join("/"), "sites": r.sites}))
            .collect();
        json!({
            "old": release(self.old),
            "new": release(self.new),
            "in_both": self.found.pairs.len(),
            "unchanged": self.found.unchanged(),
            "summary": by_sort(self.counts()),
            "by": groups,
            "shifts": shifts,
            "folders": folders,
            "changes": self.changes,
        })
    }

    /// A point for each change, where the site is or was; a line for each move.
    pub(super) fn geojson(&self) -> anyhow::Result<String> {
        let mut features = Vec::new();
        for told in &self.changes {
            let pair = |at: Position| json!([at.lon, at.lat]);
            let geometry = match told.positions() {
                (Some(from), Some(to)) if told.change == "moved" => {
                    json!({"type": "LineString", "coordinates": [pair(from), pair(to)]})
                }
                (_, Some(at)) | (Some(at), None) => {
                    json!({"type": "Point", "coordinates": pair(at)})
                }
                (None, None) => Value::Null,
            };
            let cells = super::told::HEADER.iter().zip(told.row());
            let properties: Value = cells
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(name, cell)| (*name, json!(cell)))
                .collect();
            let feature =
                json!({"type": "Feature", "geometry": geometry, "properties": properties});
            features.push(serde_json::to_string(&feature)?);
        }
        Ok(format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
            features.join(",\n")
        ))
    }
}

impl Group {
    /// Its cells in a table.
    pub(super) fn row(&self) -> Vec<String> {
        let counts = self.counts.iter().map(|count| match count {
            0 => String::new(),
            count => count.to_string(),
        });
        self.of.iter().cloned().chain(counts).collect()
    }
}

fn counted<'t>(changes: impl Iterator<Item = &'t Told>) -> [usize; What::NAMES.len()] {
    let mut counts = [0; What::NAMES.len()];
    for told in changes {
        let sort = What::NAMES.iter().position(|name| *name == told.change);
        counts[sort.unwrap_or_default()] += 1;
    }
    counts
}

/// How many folders stand around all sites.
fn wrapping(sites: &[Site]) -> usize {
    let first = sites.first().and_then(|site| site.folders.first());
    let around = first.is_some() && sites.iter().all(|site| site.folders.first() == first);
    usize::from(around)
}

/// What a change is counted under.
fn group(told: &Told, by: By, wrapped: usize) -> String {
    let Some(side) = told.side() else {
        return String::new();
    };
    let mut folders = side.folder.split('/');
    let text = match by {
        By::Province => folders.nth(wrapped).unwrap_or_default(),
        By::Type if side.kind.is_empty() => folders.next_back().unwrap_or_default(),
        By::Type => &side.kind,
        By::Folder => &side.folder,
    };
    if text.is_empty() {
        "–".to_owned()
    } else {
        text.to_owned()
    }
}

/// A change in the list on a terminal.
fn listed(told: &Told) -> Vec<String> {
    let side = told.side();
    let name = if told.name().is_empty() {
        "–"
    } else {
        told.name()
    };
    let folder = side.map_or("", |side| side.folder.as_str());
    let at = side.and_then(|side| side.lat.zip(side.lon));
    let mut detail = output::clipped(&told.detail, DETAIL_WIDTH);
    if let Some(shift) = told.shift {
        detail.push_str(&format!(" (shift {shift})"));
    }
    vec![
        told.change.to_owned(),
        output::clipped(name, NAME_WIDTH),
        output::clipped(folder, FOLDER_WIDTH),
        output::position(at),
        detail,
    ]
}

fn shift_in_words(shift: &Shift) -> String {
    let whose = if shift.folders.is_empty() {
        "of all folders".to_owned()
    } else {
        format!("of “{}”", shift.folders.join("/"))
    };
    let way = way(shift.metres, shift.azimuth);
    format!("{} sites {whose} moved alike: {way}", shift.sites)
}

fn refiled_in_words(refiled: &Refiled) -> String {
    format!(
        "the folder “{}” with {} sites is now “{}”",
        refiled.from.join("/"),
        refiled.sites,
        refiled.to.join("/")
    )
}
