//! Sites of the project's lists around a place: how many of each type, and a map of them.

use super::asked::Asked;
use super::fact::{Cells, Fact, Item, words};
use crate::brief::Evidence;
use choro_geometry::{azimuth_and_distance, is_within_m};
use choro_inventory::Site;
use choro_map::{SITE_SORTS, SiteMark};
use std::collections::{BTreeMap, BTreeSet};

/// Sites of one type named in the table.
const NAMED: usize = 4;

/// A site with its distance from the place, metres.
type Near<'m> = (f64, &'m Site);

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let near = around(asked);
    if near.is_empty() {
        return Vec::new();
    }
    let mut types: BTreeMap<&str, Vec<Near<'_>>> = BTreeMap::new();
    for (metres, site) in &near {
        types.entry(&site.kind).or_default().push((*metres, site));
    }
    let mut items = vec![Item::Paragraph(vec![counted(asked, &near)])];
    let rows = types.iter().map(|(kind, sites)| row(asked, kind, sites));
    items.extend(Item::cited(
        &["site-type", "sites", "nearest", "distance", "named"],
        rows.collect(),
    ));
    items.extend(map(asked, &near, &types));
    items
}

/// The sites within the radius that may have been there at the time, the nearest first.
fn around<'m>(asked: &Asked<'m>) -> Vec<Near<'m>> {
    let Some(at) = asked.place.point.filter(|p| p.is_valid()) else {
        return Vec::new();
    };
    let class = asked.place.class;
    if !class.is_settlement() && class.level() > 0 || class.is_line() {
        return Vec::new();
    }
    let sites = asked.material.sites.iter();
    let mut near: Vec<Near<'m>> = sites
        .filter(|site| then(asked, site))
        .filter_map(|site| {
            let position = site.position?;
            let within = is_within_m(at, position, asked.options.radius_m);
            within.then(|| (azimuth_and_distance(at, position).1, site))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    near
}

/// Whether a site may have been there at the time: none of its states is known to begin later.
fn then(asked: &Asked<'_>, site: &Site) -> bool {
    let when = asked.when();
    let dated = || site.status.iter().filter(|s| !s.when.is_unstated());
    if when.is_unstated() || dated().next().is_none() {
        return true;
    }
    dated().any(|status| asked.has_begun(&status.when))
}

fn counted(asked: &Asked<'_>, near: &[Near<'_>]) -> Fact {
    let lists: BTreeSet<&str> = near.iter().map(|(_, site)| &*site.source).collect();
    let computed = Evidence::Computation {
        formula: "count",
        inputs: vec![
            asked.located(asked.place.id),
            format!("{:.0} km", asked.options.radius_m / 1_000.0),
        ],
        result: near.len().to_string(),
    };
    Fact::new("sites-around")
        .with("name", asked.name(asked.place.id))
        .with("count", near.len())
        .with("radius", asked.options.radius_m)
        .from([computed])
        .from(lists.into_iter().map(|path| list(asked, path, "")))
}

/// The list of sites that a file is.
fn list(asked: &Asked<'_>, path: &str, record: &str) -> Evidence {
    let known = asked.material.lists.iter().find(|list| list.path == path);
    Evidence::Record {
        source: known.map_or(path, |list| &list.id).to_owned(),
        title: words(known.map_or(path, |list| &list.title)),
        version: words(known.map_or("", |list| &list.version)),
        record: words(record),
        stated: String::new(),
    }
}

fn row(asked: &Asked<'_>, kind: &str, sites: &[Near<'_>]) -> Cells {
    let nearest = sites.first();
    let named = sites.iter().skip(1).map(|(_, site)| words(&site.name));
    let named: Vec<String> = named.filter(|name| !name.is_empty()).take(NAMED).collect();
    Cells {
        cells: vec![
            type_name(asked, kind),
            asked.wording.number(sites.len() as f64, 0),
            nearest.map_or_else(String::new, |(_, site)| words(&site.name)),
            nearest.map_or_else(String::new, |(metres, _)| asked.wording.distance(*metres)),
            named.join(", "),
        ],
        evidence: nearest
            .map(|(_, site)| list(asked, &site.source, &site.id))
            .into_iter()
            .collect(),
    }
}

/// The word for a type of sites: `military/air-defence` → air defence.
fn type_name(asked: &Asked<'_>, kind: &str) -> String {
    if kind.is_empty() {
        return asked.wording.word("labels", "other").to_owned();
    }
    let known = asked.wording.entry("types", kind);
    let last = || kind.rsplit('/').next().unwrap_or(kind).replace('-', " ");
    words(&known.map_or_else(last, str::to_owned))
}

fn map(
    asked: &Asked<'_>,
    near: &[Near<'_>],
    types: &BTreeMap<&str, Vec<Near<'_>>>,
) -> Option<Item> {
    // The most frequent types have a sort of their own; the others share the last.
    let mut order: Vec<(&str, usize)> = types.iter().map(|(kind, s)| (*kind, s.len())).collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let sort = |kind: &str| {
        let at = order.iter().position(|(known, _)| *known == kind);
        at.unwrap_or(SITE_SORTS).min(SITE_SORTS - 1)
    };
    let sorts: Vec<String> = order
        .iter()
        .take(SITE_SORTS)
        .map(|(kind, _)| type_name(asked, kind))
        .collect();
    let marks: Vec<SiteMark> = near
        .iter()
        .filter_map(|(_, site)| {
            Some(SiteMark {
                at: site.position?,
                sort: sort(&site.kind),
                label: words(&site.name),
            })
        })
        .collect();
    let caption = Fact::new("sites-caption")
        .with("name", asked.name(asked.place.id))
        .with("radius", asked.options.radius_m);
    let lists: BTreeSet<&str> = near.iter().map(|(_, site)| &*site.source).collect();
    let map = choro_map::sites(&asked.material.ground, asked.place.name(), &sorts, &marks)?.map;
    Some(Item::Figure {
        id: "sites",
        size: size(&map.svg),
        svg: map.standalone(),
        caption: caption.from(lists.into_iter().map(|path| list(asked, path, ""))),
    })
}

/// Width and height of a map, pixels, by its view box.
pub(super) fn size(svg: &str) -> (f64, f64) {
    let stated = svg.split_once("viewBox=\"").map(|(_, rest)| rest);
    let numbers = stated.and_then(|rest| rest.split('"').next());
    let numbers: Vec<f64> = numbers
        .into_iter()
        .flat_map(|text| text.split_whitespace().filter_map(|n| n.parse().ok()))
        .collect();
    match numbers.as_slice() {
        [_, _, width, height] => (*width, *height),
        _ => (440.0, 360.0),
    }
}
