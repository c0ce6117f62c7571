//! The sites counted.

use choro_geometry::{Position, distance_m};
use choro_inventory::{Site, State};
use choro_quantity::When;
use std::collections::BTreeSet;

/// Names shown.
const SHOWN: usize = 12;
/// Metres of a degree of latitude, at least.
const DEGREE_M: f64 = 110_500.0;

/// Sites of a type on a ground.
#[derive(Default)]
pub(super) struct Tally<'s> {
    /// On it and in use as far as is known.
    pub(super) surely: Vec<&'s Site>,
    /// Near its edge, or of uncertain state, type or place.
    pub(super) perhaps: Vec<&'s Site>,
}

impl<'s> Tally<'s> {
    /// Counts a site in; `on` says whether it is on the ground, as far as that can be told.
    pub(super) fn add(&mut self, site: &'s Site, on: Option<bool>) {
        match (on, stands(site)) {
            (_, Some(false)) | (Some(false), _) => {}
            (Some(true), Some(true)) => self.surely.push(site),
            _ => self.perhaps.push(site),
        }
    }

    /// Counts in a site that may be of the type.
    pub(super) fn doubt(&mut self, site: &'s Site, on: Option<bool>) {
        if stands(site) != Some(false) && on != Some(false) {
            self.perhaps.push(site);
        }
    }

    /// How many there are at least, marks that stand together being taken for one site: the guns
    /// of a battery.
    pub(super) fn least(&self, together_m: f64) -> usize {
        let mut at: Vec<Position> = self.surely.iter().filter_map(|s| s.position).collect();
        at.sort_by(|a, b| a.lat.total_cmp(&b.lat).then(a.lon.total_cmp(&b.lon)));
        let mut group: Vec<usize> = (0..at.len()).collect();
        for i in 0..at.len() {
            let before = (0..i).rev();
            let near = before.take_while(|j| (at[i].lat - at[*j].lat) * DEGREE_M <= together_m);
            for j in near {
                let (one, other) = (root(&group, i), root(&group, j));
                if one != other && distance_m(at[i], at[j]) <= together_m {
                    group[one.max(other)] = one.min(other);
                }
            }
        }
        group.iter().enumerate().filter(|(i, g)| i == *g).count()
    }

    /// How many there are at most of those listed.
    pub(super) fn most(&self) -> usize {
        self.surely.len() + self.perhaps.len()
    }

    /// The number for people: `11`, `9 to 12`.
    pub(super) fn words(&self, least: usize) -> String {
        match self.most() {
            most if most == least => most.to_string(),
            most => format!("{least} to {most}"),
        }
    }

    /// The files counted in.
    pub(super) fn sources(&self) -> Vec<String> {
        let all = self.surely.iter().chain(&self.perhaps);
        let files: BTreeSet<&str> = all.map(|site| site.source.as_ref()).collect();
        files.into_iter().map(str::to_owned).collect()
    }

    /// The sites by name.
    pub(super) fn notes(&self) -> Vec<String> {
        let parts = [("counted", &self.surely), ("doubtful", &self.perhaps)];
        let told = parts.iter().filter(|(_, sites)| !sites.is_empty());
        told.map(|(word, sites)| format!("{word}: {}", named(sites)))
            .collect()
    }
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

/// Whether a site is there and in use now; `None` where its states do not tell.
fn stands(site: &Site) -> Option<bool> {
    match site.status.last() {
        None => Some(true),
        Some(status) => match status.state {
            State::Active => {
                (status.when.latest.is_none() || status.when == When::default()).then_some(true)
            }
            State::Demolished | State::Planned => Some(false),
            State::Former | State::UnderConstruction => None,
        },
    }
}

/// The sites by name, the first of them, in order.
fn named(sites: &[&Site]) -> String {
    let mut names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    let (all, nameless) = (names.len(), sites.len() - names.len());
    names.truncate(SHOWN);
    let mut told: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    if all > SHOWN {
        told.push(format!("{} more", all - SHOWN));
    }
    if nameless > 0 {
        told.push(format!("{nameless} without a name"));
    }
    told.join(", ")
}
