//! The map one moves about in: what is on its tiles, and what its pages tell the browser.
//!
//! Everything is drawn from the atlas; the browser asks for nothing from elsewhere. Where the
//! program was built without the browser's side, there is none of this.

mod features;
mod sites;
#[cfg(test)]
mod tests;
mod years;

use crate::page::{File, Site};
use choro_gazetteer::{Place, SourceId};
use choro_geometry::{Bounds, Position, Shape};
use choro_inventory::Site as Listed;
use choro_map::{Mark, MarkKind};
pub(crate) use features::{line_number, place_number};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use years::{Changes, Years};

/// The archive of tiles, and the same as a script, for pages opened from disk.
const ARCHIVE: &str = "map.pmtiles";
const EMBEDDED: &str = "map-archive.js";
/// The script with what is the same for all maps.
const SETTINGS: &str = "map-settings.js";
/// Bytes of an archive up to which it is also written as a script.
const EMBEDDED_MAX: usize = 8 << 20;
/// The most detailed zoom of the tiles.
const MAX_ZOOM: u8 = 10;
/// A language is offered for names where at least one place in so many has a name in it.
const NAMED_SHARE: usize = 20;

/// What is the same for all maps of an atlas.
pub(crate) struct Chart<'a> {
    listed: &'a [Listed],
    /// Languages that names can be shown in.
    languages: Vec<String>,
    /// First and last year anything is dated to.
    years: Option<(i32, i32)>,
    sorts: sites::Sorts,
}

/// What the browser is told that is the same for all maps.
#[derive(Serialize)]
struct Shared<'a> {
    archive: &'static str,
    embedded: &'static str,
    years: Option<(i32, i32)>,
    languages: Vec<(&'a str, &'a str)>,
    sorts: Vec<sites::Sort<'a>>,
    /// How many numbers a place has.
    periods: u64,
    title: &'a str,
}

/// What a page tells the browser of its map.
#[derive(Serialize)]
struct Own<'a> {
    root: &'a str,
    /// West, south, east and north of what is shown first.
    bounds: [f64; 4],
    /// Number of the place or line that stands out; of a place that of its first period.
    here: Option<u64>,
    /// Places that statements and findings concern.
    marks: Vec<Marked>,
}

/// A mark on the map: longitude, latitude, what sort, name, and the page's way from the root.
#[derive(Serialize)]
struct Marked(f64, f64, &'static str, String, String);

/// Marks a page gives the browser at most, the worst first.
const MARKS: usize = 3000;

impl<'a> Chart<'a> {
    pub(crate) fn of(atlas: &'a choro_atlas::Atlas, listed: &'a [Listed]) -> Self {
        let places = atlas.gazetteer.places();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for place in places {
            let mut tags: Vec<&str> = place.names.iter().map(|n| n.language.as_str()).collect();
            tags.sort_unstable();
            tags.dedup();
            for tag in tags.into_iter().filter(|tag| !tag.is_empty()) {
                *named.entry(tag).or_default() += 1;
            }
        }
        named.retain(|_, count| *count * NAMED_SHARE >= places.len());
        Self {
            listed,
            languages: named.into_keys().map(str::to_owned).collect(),
            years: features::span(atlas, listed),
            sorts: sites::Sorts::of(atlas, listed),
        }
    }
}

impl Site<'_> {
    /// What a page tells the browser of a map that shows `bounds`, as JSON; `None` where there is
    /// no map to move about in.
    pub(crate) fn chart_settings(
        &self,
        root: &str,
        bounds: Option<Bounds>,
        here: Option<u64>,
        marks: &[Mark],
    ) -> Option<String> {
        self.chart.as_ref()?;
        let Bounds { min, max } = bounds?;
        let round = |degrees: f64| (degrees * 1e4).round() / 1e4;
        let own = Own {
            root,
            bounds: [min.lon, min.lat, max.lon, max.lat].map(round),
            here,
            marks: self.marked(marks),
        };
        serde_json::to_string(&own).ok()
    }

    /// The script with what is the same for all maps.
    fn shared_settings(&self, chart: &Chart<'_>) -> File {
        let languages = chart.languages.iter();
        let shared = Shared {
            archive: ARCHIVE,
            embedded: EMBEDDED,
            years: chart.years,
            languages: languages
                .map(|tag| (tag.as_str(), crate::words::language(tag)))
                .collect(),
            sorts: chart.sorts.shown(),
            periods: features::PERIODS,
            title: &self.atlas.title,
        };
        let json = serde_json::to_string(&shared).unwrap_or_default();
        (
            SETTINGS.to_owned(),
            format!("window.choroMaps={json};\n").into_bytes(),
        )
    }

    /// What the archive is made of beside places, lines and sites.
    pub(crate) fn archive_identity(&self) -> String {
        let pages = self
            .addresses
            .places()
            .filter_map(|id| self.addresses.place(id));
        let pages: Vec<String> = pages.collect();
        let atlas = self.atlas;
        format!("{}\n{}\n{}", atlas.title, atlas.date, pages.join("\n"))
    }

    fn marked(&self, marks: &[Mark]) -> Vec<Marked> {
        let mut marks: Vec<&Mark> = marks.iter().collect();
        marks.sort_by_key(|mark| (mark.kind, mark.place));
        marks.truncate(MARKS);
        let marked = marks.into_iter().map(|mark| {
            let page = self.addresses.place(mark.place).unwrap_or_default();
            let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
            let (lon, lat) = (round(mark.at.lon), round(mark.at.lat));
            Marked(lon, lat, sort_of_mark(mark.kind), mark.label.clone(), page)
        });
        marked.collect()
    }

    /// Who is to be named on the map: those whose outlines and positions are drawn.
    fn drawn_after(&self) -> Vec<String> {
        let footprints = self
            .atlas
            .gazetteer
            .places()
            .iter()
            .flat_map(|p| &p.footprints);
        let drawn: BTreeSet<SourceId> = footprints.map(|footprint| footprint.source).collect();
        let mut named: Vec<String> = Vec::new();
        for source in drawn.into_iter().filter_map(|id| self.atlas.source(id)) {
            let words = if source.attribution.is_empty() {
                &source.title
            } else {
                &source.attribution
            };
            if !words.is_empty() && !named.contains(words) {
                named.push(words.clone());
            }
        }
        named
    }

    /// What is beside the pages: the archive of tiles, the script that holds the same where it is
    /// small, and what is the same for all maps.
    pub(crate) fn archive(&self) -> Vec<File> {
        let Some(chart) = &self.chart else {
            return Vec::new();
        };
        let features = features::features(self, chart);
        let settings = choro_tile::Settings {
            title: self.atlas.title.clone(),
            attribution: self.drawn_after().join("; "),
            layers: features::LAYERS.map(str::to_owned).to_vec(),
            max_zoom: MAX_ZOOM,
        };
        let plan = choro_tile::Plan::new(features, settings);
        let tiles: Vec<_> = plan
            .parts()
            .into_iter()
            .flat_map(|part| plan.tiles(part))
            .collect();
        let archive = plan.archive(tiles);
        let mut files = vec![self.shared_settings(chart)];
        let script = if archive.len() <= EMBEDDED_MAX {
            format!("window.choroTiles=\"{}\";\n", base64(&archive))
        } else {
            "window.choroTiles=null;\n".to_owned()
        };
        files.push((EMBEDDED.to_owned(), script.into_bytes()));
        files.push((ARCHIVE.to_owned(), archive));
        files
    }
}

fn sort_of_mark(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Contradicted | MarkKind::Error => "contradicted",
        MarkKind::Disputed | MarkKind::Warning => "disputed",
        MarkKind::Supported => "supported",
        MarkKind::Undetermined => "undetermined",
    }
}

/// What a map of a place shows first.
pub(crate) fn surroundings(place: &Place) -> Option<Bounds> {
    let region = place
        .footprints
        .iter()
        .find(|f| !matches!(f.shape, Shape::Point(_)));
    match (region, place.point) {
        (Some(region), _) => Some(region.shape.bounds()?.grown(8_000.0)),
        (None, Some(point)) => around(&[point], 40_000.0),
        (None, None) => None,
    }
}

/// A box around positions, and room about it: at least so many metres to every side.
pub(crate) fn around(positions: &[Position], metres: f64) -> Option<Bounds> {
    let valid = positions.iter().copied().filter(|p| p.is_valid());
    let lines = vec![valid.collect::<Vec<_>>()];
    Some(Shape::Lines(lines).bounds()?.grown(metres))
}

/// RFC 4648, §4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_u32, |n, at| {
            n << 8 | u32::from(*three.get(at).unwrap_or(&0))
        });
        for at in 0..4 {
            if at <= three.len() {
                out.push(LETTERS[(number >> (18 - 6 * at)) as usize & 63] as char);
            } else {
                out.push('=');
            }
        }
    }
    out
}
