//! What is faulty in the sites of a file, told so that nothing right is called wrong.
//!
//! | code | severity | what |
//! |---|---|---|
//! | INP030 | warning where nothing differs, else note | a site that is probably there twice |
//! | INP031 | warning, note near the border | a site outside the area its folder names, or at sea |
//! | INP032 | warning | latitude and longitude exchanged, or a sign lost |
//! | INP033 | note, one a file | positions on whole degrees, minutes or tenths and hundredths |
//! | INP034 | warning, one a file | places on another body than the Earth |
//! | INP035 | note, one a file | sites without a name |
//! | INP036 | note | a long description that many sites share |
//! | INP037 | note, one a file | folders that no type is known for |
//!
//! Each has its file. A finding's fingerprint is made of its code, the file and the site's id, so
//! that a decision on it outlives changes to other sites.

mod about;
mod another_body;
mod coordinate_grid;
mod empty_name;
mod exchanged;
mod mend;
mod near_duplicate;
mod outside;
mod repeated_description;
mod report;
mod unmapped;
mod words;

#[cfg(test)]
mod tests;

use choro_diagnostic::Finding;
use choro_geometry::{Position, PreparedShape};

use crate::Site;
pub use about::About;
use report::Report;

/// An area of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Area<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it is.
    pub shape: &'a PreparedShape,
    /// Metres by which its outline may be off.
    pub accuracy_m: f64,
}

/// What is known of the country around.
pub trait Surroundings {
    /// The area that a folder's name stands for, where it stands for one alone.
    fn area(&self, folder: &str) -> Option<Area<'_>>;
    /// The sea in whose outline a position lies.
    fn sea(&self, at: Position) -> Option<Area<'_>>;
}

/// Nothing known of the country around.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unknown;

impl Surroundings for Unknown {
    fn area(&self, _: &str) -> Option<Area<'_>> {
        None
    }
    fn sea(&self, _: Position) -> Option<Area<'_>> {
        None
    }
}

/// The faults of the sites of one file. With the file's `text`, where that is what it was read from,
/// some have a fix.
pub fn faults(
    sites: &[Site],
    about: &About,
    around: &dyn Surroundings,
    text: Option<&str>,
) -> Vec<Finding> {
    let mut report = Report::new(sites, text);
    if !another_body::look(sites, about, &mut report) {
        let exchanged = exchanged::look(sites, &mut report);
        outside::look(sites, around, &exchanged, &mut report);
        coordinate_grid::look(sites, &mut report);
    }
    near_duplicate::look(sites, &mut report);
    empty_name::look(sites, &mut report);
    repeated_description::look(sites, &mut report);
    unmapped::look(sites, &mut report);
    report.finish()
}

/// The description of a site, white space around it gone.
fn description(site: &Site) -> &str {
    let described = site.placemark.feature.description.as_ref();
    described.map_or("", |text| text.0.trim())
}
