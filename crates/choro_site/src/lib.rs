//! The static atlas site.
//!
//! In: an [`Atlas`]. Out: every file of a site that opens from disk without a server, without
//! JavaScript (but for its search page) and without any request to elsewhere: pages of places,
//! documents, findings, lines, crossings and sources. Nothing is computed here that the atlas
//! does not hold; every word from the project is escaped. The same atlas gives the same bytes.

mod address;
mod marked;
mod page;
mod render;
mod words;

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
    /// Plans the site of an atlas.
    pub fn new(atlas: &'a Atlas) -> Self {
        Self {
            site: Site::new(atlas),
            templates: Templates::new(),
        }
    }

    /// All parts; those that take long come first.
    pub fn parts(&self) -> Vec<Part> {
        self.site.sorts().into_iter().map(Part).collect()
    }

    /// The files of one part: path with `/` relative to the site's root, and bytes. No two parts
    /// have a path in common.
    pub fn files(&self, part: Part) -> Vec<(String, Vec<u8>)> {
        self.site.make(&self.templates, part.0)
    }
}

/// Every file of the site: path with `/` relative to its root, and bytes, in order of paths.
pub fn pages(atlas: &Atlas) -> Vec<(String, Vec<u8>)> {
    let plan = Plan::new(atlas);
    let parts = plan.parts().into_iter();
    let files: BTreeMap<_, _> = parts.flat_map(|part| plan.files(part)).collect();
    files.into_iter().collect()
}
