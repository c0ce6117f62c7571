//! From folder paths and words to site types and states.

use choro_placemark::Feature;

use crate::{Status, Unmapped};

/// What folder paths and words mean: the tree of site types shipped, with what a project adds.
#[derive(Clone, Debug, Default)]
pub struct Mapping {}

impl Mapping {
    /// The tree shipped with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::OnceLock<Mapping> = std::sync::OnceLock::new();
        SHIPPED.get_or_init(Self::default)
    }

    /// The typing of one file's sites.
    pub(crate) fn typing(&self, source: &str) -> Typing<'_> {
        let _ = source;
        Typing { _mapping: self }
    }
}

/// The typing of one file's sites.
pub(crate) struct Typing<'m> {
    _mapping: &'m Mapping,
}

impl Typing<'_> {
    /// Type and states of a site.
    pub(crate) fn of(
        &mut self,
        folders: &[String],
        name: &str,
        feature: &Feature,
    ) -> (String, Vec<Status>) {
        let _ = (folders, name, feature);
        (String::new(), Vec::new())
    }

    /// The folder paths that nothing maps.
    pub(crate) fn unmapped(self) -> Vec<Unmapped> {
        Vec::new()
    }
}
