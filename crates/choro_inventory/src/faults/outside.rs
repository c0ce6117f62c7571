//! INP031: a site outside the area that its folder names, or at sea.
//!
//! A folder's name is taken for an area only where most of the folder's sites do lie in it:
//! "Kangwon" may be a hotel.

use std::collections::{BTreeMap, HashSet};

use choro_diagnostic::{Severity, input};

use super::report::{Report, named};
use super::words::WORDS;
use super::{Area, Surroundings};
use crate::Site;

/// Folders of a path, from the outermost, that may name an area.
const DEPTH: usize = 3;
/// Sites a folder must have, and the share of them that must lie in the area.
const FEWEST: usize = 5;
const MOST: f64 = 0.8;
/// Metres outside that count, beside twice what the outline may be off.
const NEAR_BORDER_M: f64 = 1_000.0;
/// Metres outside beyond which it is more than a border drawn otherwise.
const FAR_M: f64 = 10_000.0;

pub(super) fn look(
    sites: &[Site],
    around: &dyn Surroundings,
    exchanged: &HashSet<usize>,
    report: &mut Report<'_>,
) {
    let mut outside = HashSet::new();
    for (path, members) in folders(sites) {
        let Some(area) = path.last().and_then(|name| around.area(name)) else {
            continue;
        };
        let distances: Vec<(usize, f64)> = members
            .iter()
            .filter(|at| !exchanged.contains(at))
            .filter_map(|at| Some((*at, area.shape.distance_m(sites[*at].position?)?)))
            .collect();
        let tolerance = 2.0 * area.accuracy_m + NEAR_BORDER_M;
        let inside = distances.iter().filter(|(_, metres)| *metres <= tolerance);
        let inside = inside.count() as f64;
        if distances.len() < FEWEST || inside < MOST * distances.len() as f64 {
            continue;
        }
        for (at, metres) in distances {
            if metres > tolerance && outside.insert(at) {
                tell(&sites[at], area, (metres, tolerance), report);
            }
        }
    }
    for (at, site) in sites.iter().enumerate() {
        if !outside.contains(&at) && !exchanged.contains(&at) {
            at_sea(site, around, report);
        }
    }
}

/// The sites in each folder and the folders below it.
fn folders(sites: &[Site]) -> BTreeMap<&[String], Vec<usize>> {
    let mut found: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, site) in sites.iter().enumerate() {
        for depth in 1..=site.folders.len().min(DEPTH) {
            found.entry(&site.folders[..depth]).or_default().push(at);
        }
    }
    found
}

fn tell(site: &Site, area: Area<'_>, (metres, tolerance): (f64, f64), report: &mut Report<'_>) {
    let severity = if metres > FAR_M + tolerance {
        Severity::Warning
    } else {
        Severity::Note
    };
    let message = format!(
        "{} stands in the folder of {} but lies {:.1} km outside it",
        named(site),
        area.name,
        metres / 1e3
    );
    measured(site, severity, &message, (metres, tolerance), report);
}

fn measured(
    site: &Site,
    severity: Severity,
    message: &str,
    (metres, tolerance): (f64, f64),
    report: &mut Report<'_>,
) {
    if let Some(finding) = report.site(input::OUTSIDE_AREA, severity, site, message) {
        finding.measured = Some(format!("{:.1} km", metres / 1e3));
        finding.threshold = Some(format!("{:.1} km", tolerance / 1e3));
    }
}

/// Reports a site of the land that lies well within a sea.
fn at_sea(site: &Site, around: &dyn Surroundings, report: &mut Report<'_>) {
    if site.kind.is_empty() || WORDS.may_lie_at_sea(&site.kind) {
        return;
    }
    let Some(at) = site.position else { return };
    let Some(sea) = around.sea(at) else { return };
    let Some(metres) = sea.shape.boundary_distance_m(at) else {
        return;
    };
    let tolerance = 2.0 * sea.accuracy_m + NEAR_BORDER_M;
    if metres > tolerance {
        let message = format!(
            "{} lies in {}, {:.1} km from its shore",
            named(site),
            sea.name,
            metres / 1e3
        );
        measured(site, Severity::Note, &message, (metres, tolerance), report);
    }
}
