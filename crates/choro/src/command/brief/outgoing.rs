//! The sites of the project as briefs may show them, and whose they are.

use crate::command::redaction::coarse_position;
use crate::files::Place;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_inventory::Site;
use choro_layer::Source;
use choro_project::{LayerFile, Project, Redaction};
use std::collections::BTreeSet;

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
        let read = choro_pipeline::sites(project, &folder.world, cache.as_ref());
        for mut site in read.inventory.sites {
            let rule = rules.of(&site.kind);
            if rule.is_some() {
                let files = project.sites.iter();
                let file = files.map(|f| &f.layer).find(|l| l.path == *site.source);
                let places = file.map(|file| places_of(&site, &file.id, gazetteer));
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

/// The places that a site of a list is: those that the list describes, of its name or at its point.
fn places_of(site: &Site, list: &str, gazetteer: &Gazetteer) -> Vec<PlaceId> {
    let places = gazetteer.places().iter();
    let listed = places.filter(|place| {
        let mut records = place.records.iter();
        records.any(|record| gazetteer.source(record.source).id == list)
    });
    let is_site = |place: &&choro_gazetteer::Place| {
        let called = place.names.iter().any(|name| name.text == site.name);
        called || place.point.is_some() && place.point == site.position
    };
    listed.filter(is_site).map(|place| place.id).collect()
}

/// The sources of lists of sites, lines and crossings.
pub(super) fn lists(project: &Project) -> Vec<Source> {
    let sites = project.sites.iter().map(|file| &file.layer);
    let networks = project.networks.iter().map(|file| &file.layer);
    sites.chain(networks).map(source).collect()
}

fn source(file: &LayerFile) -> Source {
    Source {
        id: file.id.clone(),
        title: file.title.clone(),
        licence: file.licence.clone(),
        attribution: file.attribution.clone(),
        version: file.version.clone(),
        accuracy: file.accuracy_m.unwrap_or_default(),
        path: file.path.clone(),
        rank: file.rank,
    }
}
