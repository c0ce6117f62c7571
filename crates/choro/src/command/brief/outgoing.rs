//! The sites of the project as briefs may show them, and whose they are.

use crate::command::redaction::coarse_position;
use crate::files::Place;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::Position;
use choro_inventory::Site;
use choro_layer::Source;
use choro_project::{Project, Redaction};
use std::collections::{BTreeMap, BTreeSet};

/// Sites and places that `[export.redact]` has been applied to.
pub(super) struct Outgoing {
    /// The sites, some with rounded positions, those left out gone.
    pub(super) sites: Vec<Site>,
    /// The places that are sites kept back or made coarse: a distance to one would tell where it is.
    pub(super) withheld: BTreeSet<PlaceId>,
}

impl Outgoing {
    pub(super) fn of(project: &Project, folder: &Place, gazetteer: &Gazetteer) -> Self {
        let mut outgoing = Self {
            sites: Vec::new(),
            withheld: BTreeSet::new(),
        };
        if project.sites.is_empty() {
            return outgoing;
        }
        let rules = &project.config.redact;
        let cache = folder.cache();
        let listed = Listed::of(project, gazetteer);
        let read = choro_pipeline::sites(project, &folder.world, cache.as_ref());
        for mut site in read.inventory.sites {
            let rule = rules.of(&site.kind);
            if rule.is_some() {
                let files = project.sites.iter();
                let file = files.map(|f| &f.layer).find(|l| l.path == *site.source);
                let places = file.map(|file| listed.places_of(&site, &file.id));
                outgoing.withheld.extend(places.into_iter().flatten());
            }
            match rule {
                Some(Redaction::LeftOut) => continue,
                Some(Redaction::Decimals(_)) => {
                    let exact = site.position;
                    site.position = exact.map(|at| coarse_position(rules, &site.kind, at));
                    // The id may hold the position.
                    site.id = String::new();
                }
                None => {}
            }
            outgoing.sites.push(site);
        }
        outgoing
    }
}

/// The places that lists of sites describe, by list and name, and by list and point: both lists and
/// places may be many.
struct Listed<'g> {
    named: BTreeMap<(&'g str, &'g str), Vec<PlaceId>>,
    standing: BTreeMap<(&'g str, [u64; 2]), Vec<PlaceId>>,
}

impl<'g> Listed<'g> {
    fn of(project: &Project, gazetteer: &'g Gazetteer) -> Self {
        let lists: BTreeSet<&str> = project.sites.iter().map(|f| f.layer.id.as_str()).collect();
        let mut listed = Self {
            named: BTreeMap::new(),
            standing: BTreeMap::new(),
        };
        for place in gazetteer.places() {
            let records = place.records.iter();
            let of: BTreeSet<&str> = records
                .map(|record| gazetteer.source(record.source).id.as_str())
                .filter(|list| lists.contains(list))
                .collect();
            for list in of {
                for name in &place.names {
                    let named = listed.named.entry((list, name.text.as_str()));
                    named.or_default().push(place.id);
                }
                if let Some(at) = place.point {
                    let standing = listed.standing.entry((list, exactly(at)));
                    standing.or_default().push(place.id);
                }
            }
        }
        listed
    }

    /// The places that a site of a list is: those of its name or at its point.
    fn places_of(&self, site: &Site, list: &str) -> Vec<PlaceId> {
        let named = self.named.get(&(list, site.name.as_str()));
        let at = site.position.map(|at| (list, exactly(at)));
        let standing = at.and_then(|at| self.standing.get(&at));
        let both = named.into_iter().chain(standing);
        both.flatten().copied().collect()
    }
}

/// A position as a key; zero is zero on both sides of it.
fn exactly(at: Position) -> [u64; 2] {
    [at.lon, at.lat].map(|degrees| (degrees + 0.0).to_bits())
}

/// The sources of lists of sites, lines and crossings.
pub(super) fn lists(project: &Project) -> Vec<Source> {
    let sites = project.sites.iter().map(|file| &file.layer);
    let networks = project.networks.iter().map(|file| &file.layer);
    sites.chain(networks).map(choro_pipeline::source).collect()
}
