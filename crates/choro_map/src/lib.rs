//! Maps as SVG text, drawn from loaded geometry alone.
//!
//! In: the places and network of an atlas, gathered once into a [`Ground`]. Out: [`Map`]s of a
//! place, of a document's places, of a line, of a station or crossing, of sites and of the whole project, with labels that
//! do not overlap; and strip diagrams of lines and journeys. No tiles, no fonts, no requests; the
//! same ground gives the same bytes.

mod clip;
mod frame;
mod ground;
mod labels;
mod lettering;
mod maps;
mod outline;
mod path;
mod scene;
mod sites;
mod strip;
mod style;
mod view;

pub use ground::Ground;
pub use maps::{Map, Mark, MarkKind, document, heart, locator, overview, route, spot};
pub use sites::{SITE_SORTS, SiteMap, SiteMark, site_symbol, sites};
pub use strip::{Strip, StripLeg, StripRail, StripStop, strip, strip_sheets};
pub use style::{STRIP_STYLE, STYLE};
pub use view::View;
