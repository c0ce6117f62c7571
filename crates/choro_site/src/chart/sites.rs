//! Sites by sort: those of lists, and places of the gazetteer that are sites.

use super::Years;
use super::features::{SITE, feature};
use crate::page::Site;
use choro_atlas::Atlas;
use choro_gazetteer::{Class, Place};
use choro_geometry::{Position, Shape};
use choro_inventory::{Site as Listed, State, Status};
use choro_map::{SITE_SORTS, site_symbol};
use choro_tile::Feature;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The sorts that a map tells apart, those with most sites first; the last stands for the rest.
pub(crate) struct Sorts(Vec<(String, usize)>);

/// A sort as a page tells the browser.
#[derive(Serialize)]
pub(super) struct Sort<'a> {
    name: &'a str,
    count: usize,
    symbol: String,
}

impl Sorts {
    pub(super) fn of(atlas: &Atlas, listed: &[Listed]) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for site in listed.iter().filter(|site| site.position.is_some()) {
            *counts.entry(sort_of(site)).or_default() += 1;
        }
        let ids = ids(listed);
        for place in atlas.gazetteer.places() {
            if is_site(place) && !is_listed(place, &ids) {
                *counts.entry(crate::words::class(place.class)).or_default() += 1;
            }
        }
        let mut sorts: Vec<(String, usize)> = counts.into_iter().collect();
        sorts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if sorts.len() > SITE_SORTS {
            let rest = sorts.split_off(SITE_SORTS - 1);
            let count = rest.iter().map(|(_, count)| count).sum();
            sorts.push(("other".to_owned(), count));
        }
        Self(sorts)
    }

    pub(super) fn shown(&self) -> Vec<Sort<'_>> {
        let numbered = self.0.iter().enumerate();
        numbered
            .map(|(at, (name, count))| Sort {
                name,
                count: *count,
                symbol: site_symbol(at).unwrap_or_default(),
            })
            .collect()
    }

    fn number(&self, sort: &str) -> usize {
        let found = self.0.iter().position(|(name, _)| name == sort);
        found.unwrap_or(self.0.len().saturating_sub(1))
    }
}

/// The first step of a site's type.
fn sort_of(site: &Listed) -> String {
    let first = site.kind.split('/').next().unwrap_or("");
    let sort = if first.is_empty() { "untyped" } else { first };
    sort.replace('-', " ")
}

fn ids(listed: &[Listed]) -> BTreeSet<&str> {
    listed.iter().map(|site| site.id.as_str()).collect()
}

/// Whether a place of the gazetteer is one of the listed sites.
fn is_listed(place: &Place, ids: &BTreeSet<&str>) -> bool {
    let mut records = place.records.iter();
    records.any(|record| ids.contains(record.record.as_str()))
}

pub(super) fn is_site(place: &Place) -> bool {
    let point = place.point.is_some_and(Position::is_valid);
    point
        && matches!(
            place.class,
            Class::Bridge
                | Class::Crossing
                | Class::Port
                | Class::Airport
                | Class::Military
                | Class::Monument
                | Class::Industry
                | Class::Mine
                | Class::Site
        )
}

/// All sites as features, one for each state they were in.
pub(super) fn features(site: &Site<'_>, listed: &[Listed], sorts: &Sorts) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut pages = BTreeMap::new();
    let ids = ids(listed);
    for place in site.atlas.gazetteer.places() {
        if is_listed(place, &ids) {
            for record in &place.records {
                pages.insert(record.record.as_str(), place.id);
            }
        } else if is_site(place)
            && let Some(at) = place.point
        {
            let kind = crate::words::class(place.class);
            let mut one = feature(SITE, features.len(), Shape::Point(at), place.name());
            one.rivalry = sorts.number(&kind) as u32;
            one.attributes
                .push(("sort".into(), i64::from(one.rivalry).into()));
            one.attributes.push(("kind".into(), kind.into()));
            one.attributes.extend(site.page_attribute(place.id));
            features.push(one);
        }
    }
    for listed in listed {
        let Some(at) = listed.position else { continue };
        let sort = sorts.number(&sort_of(listed));
        let page = pages.get(listed.id.as_str());
        for (years, state) in states(&listed.status) {
            let mut one = feature(SITE, features.len(), Shape::Point(at), &listed.name);
            one.rivalry = sort as u32;
            one.attributes.push(("sort".into(), (sort as i64).into()));
            one.attributes
                .push(("kind".into(), listed.kind.replace('-', " ").into()));
            if !state.is_empty() {
                one.attributes.push(("state".into(), state.into()));
            }
            one.attributes
                .extend(page.and_then(|id| site.page_attribute(*id)));
            (one.from, one.to) = (years.from, years.to);
            features.push(one);
        }
    }
    features
}

/// The states of a site with their years; one of all years where none is dated. What ended at a
/// stated time was there before it.
fn states(status: &[Status]) -> Vec<(Years, &'static str)> {
    let word = |state: State| match state {
        State::Active => "in use",
        State::UnderConstruction => "under construction",
        State::Planned => "planned",
        State::Former => "closed",
        State::Demolished => "demolished",
    };
    let dated = status.iter().filter(|status| !status.when.is_unstated());
    let mut states: Vec<(Years, &str)> = dated
        .map(|status| (Years::of(&status.when), word(status.state)))
        .collect();
    let Some((first, state)) = states.first().copied() else {
        let state = status.last().map_or("", |status| word(status.state));
        return vec![(Years::default(), state)];
    };
    if let Some(from) = first.from
        && matches!(state, "closed" | "demolished")
    {
        let before = Years {
            from: None,
            to: Some(from - 1),
        };
        states.insert(0, (before, ""));
    }
    states
}
