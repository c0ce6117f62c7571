//! INP032: latitude and longitude exchanged, or a sign lost.
//!
//! Told only where the position is far from all the rest of its folder and the position with the
//! figures exchanged or turned lies among them. Where the file's own text has the two figures once
//! each, what to write instead is offered as a fix for review.

use std::collections::{HashMap, HashSet};

use choro_diagnostic::{Severity, input};
use choro_geometry::Position;
use choro_placemark::{Geometry, Vertex};

use super::mend::mended;
use super::report::{Report, named};
use crate::Site;

/// Sites a folder must have to say where its sites lie.
const FEWEST: usize = 8;
/// The share of positions left out at either end of a folder's span, which may be faulty.
const LEFT_OUT: f64 = 0.15;
/// By how much of the span, and how many degrees, it may be wider than what is not left out.
const WIDER: f64 = 0.5;
const WIDER_DEGREES: f64 = 0.3;
/// Degrees beyond which a folder lies all over the world and says nothing.
const WIDEST: f64 = 40.0;
/// Degrees by which a position must be outside.
const FAR: f64 = 2.0;

/// Where the sites of a folder lie.
#[derive(Clone, Copy, Debug)]
struct Extent {
    lon: (f64, f64),
    lat: (f64, f64),
}

impl Extent {
    fn of(positions: &[Position]) -> Option<Self> {
        if positions.len() < FEWEST {
            return None;
        }
        let lon = span(positions.iter().map(|p| p.lon).collect());
        let lat = span(positions.iter().map(|p| p.lat).collect());
        let narrow = lon.1 - lon.0 <= WIDEST && lat.1 - lat.0 <= WIDEST;
        narrow.then_some(Self { lon, lat })
    }

    fn holds(self, lon: f64, lat: f64) -> bool {
        (self.lon.0..=self.lon.1).contains(&lon) && (self.lat.0..=self.lat.1).contains(&lat)
    }

    fn is_far_from(self, lon: f64, lat: f64) -> bool {
        let beyond = |value: f64, span: (f64, f64)| (span.0 - value).max(value - span.1).max(0.0);
        beyond(lon, self.lon).max(beyond(lat, self.lat)) >= FAR
    }
}

fn span(mut degrees: Vec<f64>) -> (f64, f64) {
    degrees.sort_by(f64::total_cmp);
    let cut = (degrees.len() as f64 * LEFT_OUT) as usize;
    let (low, high) = (degrees[cut], degrees[degrees.len() - 1 - cut]);
    let wider = (high - low) * WIDER + WIDER_DEGREES;
    (low - wider, high + wider)
}

/// What may have become of a position, and how longitude and latitude are got back.
type Mistake = (&'static str, fn(f64, f64) -> (f64, f64));

const MISTAKES: [Mistake; 4] = [
    ("latitude and longitude are exchanged", |lon, lat| {
        (lat, lon)
    }),
    ("the longitude has the wrong sign", |lon, lat| (-lon, lat)),
    ("the latitude has the wrong sign", |lon, lat| (lon, -lat)),
    ("both signs are wrong", |lon, lat| (-lon, -lat)),
];

/// Reports such sites; their places in `sites`.
pub(super) fn look(sites: &[Site], report: &mut Report<'_>) -> HashSet<usize> {
    let extents = extents(sites);
    let mut found = HashSet::new();
    for (at, site) in sites.iter().enumerate() {
        let Some(Geometry::Point(vertex, _)) = &site.placemark.geometry else {
            continue;
        };
        let Some(extent) = narrowest(site, &extents) else {
            continue;
        };
        if !extent.is_far_from(vertex.lon, vertex.lat) {
            continue;
        }
        let mistake = MISTAKES.iter().find_map(|(mistake, undo)| {
            let (lon, lat) = undo(vertex.lon, vertex.lat);
            extent.holds(lon, lat).then_some((*mistake, lon, lat))
        });
        if let Some((mistake, lon, lat)) = mistake {
            found.insert(at);
            tell(site, *vertex, (mistake, lon, lat), report);
        }
    }
    found
}

/// The extents of all folders, by their paths.
fn extents(sites: &[Site]) -> HashMap<&[String], Option<Extent>> {
    let mut positions: HashMap<&[String], Vec<Position>> = HashMap::new();
    for site in sites {
        if let Some(at) = site.position {
            for depth in 0..=site.folders.len().min(8) {
                positions
                    .entry(&site.folders[..depth])
                    .or_default()
                    .push(at);
            }
        }
    }
    let extents = positions
        .into_iter()
        .map(|(path, at)| (path, Extent::of(&at)));
    extents.collect()
}

/// The extent of the innermost folder of a site that has sites enough.
fn narrowest(site: &Site, extents: &HashMap<&[String], Option<Extent>>) -> Option<Extent> {
    let depths = (0..=site.folders.len().min(8)).rev();
    depths
        .into_iter()
        .find_map(|depth| *extents.get(&site.folders[..depth])?)
}

fn tell(
    site: &Site,
    vertex: Vertex,
    (mistake, lon, lat): (&str, f64, f64),
    report: &mut Report<'_>,
) {
    let message = format!(
        "{} lies at latitude {}, longitude {}, far from the rest of its folder: {mistake}",
        named(site),
        vertex.lat,
        vertex.lon
    );
    let fix = report
        .text(site)
        .and_then(|(text, from)| mended(text, from, (vertex.lon, vertex.lat), (lon, lat)));
    if let Some(finding) = report.site(
        input::EXCHANGED_COORDINATES,
        Severity::Warning,
        site,
        &message,
    ) {
        finding.help = Some(format!(
            "latitude {lat}, longitude {lon} lies among them: look there, and correct the file"
        ));
        finding.fix = fix;
    }
}
