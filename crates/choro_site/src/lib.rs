//! The static atlas site.
//!
//! In: an [`Atlas`]. Out: every file of a site that opens from disk without a server, without
//! JavaScript (but for its search page and the maps one moves about in) and without any request to
//! elsewhere: pages of places,
//! documents, findings, lines, crossings and sources. Nothing is computed here that the atlas
//! does not hold; every word from the project is escaped. The same atlas gives the same bytes.

mod address;
mod browser;
mod chart;
mod marked;
mod page;
mod render;
mod words;

use crate::chart::Chart;
use crate::page::{Site, Sort};
use crate::render::Templates;
use choro_atlas::Atlas;
use std::collections::BTreeMap;

/// A site about to be written: its files are made part by part, by as many threads as one likes.
pub struct Plan<'a> {
    site: Site<'a>,
    templates: Templates,
}

/// Files that are made together: mostly one page.
#[derive(Clone, Copy, Debug)]
pub struct Part(Sort);

impl<'a> Plan<'a> {
    /// Plans the site of an atlas and its listed `sites`: with maps one moves about in, or with
    /// drawn maps alone where [`has_browser_side`] says no.
    pub fn new(atlas: &'a Atlas, sites: &'a [choro_inventory::Site]) -> Self {
        let mut site = Site::new(atlas, sites);
        site.chart = has_browser_side().then(|| Chart::of(atlas, sites));
        Self {
            site,
            templates: Templates::new(),
        }
    }

    /// The same with drawn maps alone.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        self.site.chart = None;
        self
    }

    /// All parts; those that take long come first.
    pub fn parts(&self) -> Vec<Part> {
        self.site.sorts().into_iter().map(Part).collect()
    }

    /// What the files of a part are made of, beside the gazetteer, the network and the sites, where
    /// making them takes so long that one may want to keep them: the archive of tiles.
    pub fn identity(&self, part: Part) -> Option<String> {
        matches!(part.0, Sort::Tiles).then(|| self.site.archive_identity())
    }

    /// The files of one part: path with `/` relative to the site's root, and bytes. No two parts
    /// have a path in common.
    pub fn files(&self, part: Part) -> Vec<(String, Vec<u8>)> {
        self.site.make(&self.templates, part.0)
    }
}

/// Whether the program holds the browser's side of maps one moves about in: whether npm had built
/// `web/dist` when it was compiled.
pub fn has_browser_side() -> bool {
    !browser::FILES.is_empty()
}

/// Every file of the site of an atlas without lists of sites, with drawn maps: path with `/` relative to its root, and bytes, in order of paths.
pub fn pages(atlas: &Atlas) -> Vec<(String, Vec<u8>)> {
    let plan = Plan::new(atlas, &[]).drawn();
    let parts = plan.parts().into_iter();
    let files: BTreeMap<_, _> = parts.flat_map(|part| plan.files(part)).collect();
    files.into_iter().collect()
}
