//! What is other in the new release about a site that both have.

use choro_geometry::{Position, azimuth_and_distance};
use choro_placemark::{Geometry, Vertex};

use super::What;
use crate::Site;

/// Decimals of a coordinate beyond which more say nothing of a place.
const MOST_DECIMALS: i32 = 8;
/// Metres of a degree, at most.
const DEGREE_M: f64 = 111_700.0;

/// Metres up to which a move is taken for rounding.
pub(super) fn tolerance_m(old: &[Site], new: &[Site], least_move_m: f64) -> f64 {
    let (was, is) = (decimals(old), decimals(new));
    if was == is {
        return least_move_m;
    }
    // Half a unit in either direction, across the corner.
    let rounding = 10f64.powi(-was.min(is)) / 2.0 * DEGREE_M * std::f64::consts::SQRT_2;
    rounding.max(least_move_m)
}

/// The least number of decimals with which nearly all positions can be written.
fn decimals(sites: &[Site]) -> i32 {
    let positions: Vec<Position> = sites.iter().filter_map(|site| site.position).collect();
    let written = |decimals: i32| {
        let unit = 10f64.powi(decimals);
        let fits = |degrees: f64| ((degrees * unit).round() / unit - degrees).abs() < 1e-9;
        let fitting = positions
            .iter()
            .filter(|p| fits(p.lon) && fits(p.lat))
            .count();
        fitting as f64 >= 0.99 * positions.len() as f64
    };
    (0..MOST_DECIMALS)
        .find(|d| written(*d))
        .unwrap_or(MOST_DECIMALS)
}

/// Tells `each` what is other about a site.
pub(super) fn contrast(
    was: &Site,
    is: &Site,
    same_folder: bool,
    tolerance_m: f64,
    mut each: impl FnMut(What),
) {
    let drawn = drawn_otherwise(was, is, tolerance_m);
    if let Some(moved) = moved(was, is, tolerance_m, drawn) {
        each(moved);
    }
    if !same_words(&was.name, &is.name) {
        each(What::Renamed);
    }
    if was.kind != is.kind || !same_folder {
        each(What::Retyped);
    }
    let (before, after) = (&was.placemark.feature, &is.placemark.feature);
    if was.status != is.status || before.time != after.time {
        each(What::Status);
    }
    let text = |site: &'_ choro_placemark::Feature| {
        let described = site.description.as_ref();
        described.map(|text| text.0.clone()).unwrap_or_default()
    };
    if before.description != after.description && !same_words(&text(before), &text(after)) {
        each(What::Description);
    }
    if drawn {
        each(What::Geometry);
    }
    if before.data != after.data {
        each(What::Attributes);
    }
}

/// Whether two texts are the same but for white space.
fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

fn moved(was: &Site, is: &Site, tolerance_m: f64, drawn_otherwise: bool) -> Option<What> {
    let (metres, azimuth) = match (was.position, is.position) {
        (None, None) => return None,
        (Some(from), Some(to)) if from == to => return None,
        (Some(from), Some(to)) => {
            let (azimuth, metres) = azimuth_and_distance(from, to);
            // A line drawn anew has another middle; it has moved only if it lies elsewhere.
            let reach = if drawn_otherwise { reach_m(was) } else { 0.0 };
            if metres <= tolerance_m.max(reach) {
                return None;
            }
            (metres, azimuth)
        }
        _ => (f64::NAN, f64::NAN),
    };
    Some(What::Moved {
        metres,
        azimuth,
        shift: None,
    })
}

/// How far the farthest vertex of a site lies from its position, metres.
fn reach_m(site: &Site) -> f64 {
    let mut farthest = 0.0_f64;
    if let (Some(geometry), Some(at)) = (&site.placemark.geometry, site.position) {
        geometry.visit(&mut |vertex| {
            let vertex = Position::new(vertex.lon, vertex.lat);
            farthest = farthest.max(crate::nearby::rough_m(at, vertex));
        });
    }
    farthest
}

/// Whether the geometries differ in more than that one lies elsewhere.
fn drawn_otherwise(was: &Site, is: &Site, tolerance_m: f64) -> bool {
    match (&was.placemark.geometry, &is.placemark.geometry) {
        (None, None) => false,
        (Some(Geometry::Point(..)), Some(Geometry::Point(..))) => false,
        (Some(before), Some(after)) => !same_form(before, after, tolerance_m),
        // Whether it has a position is told as a move.
        _ => false,
    }
}

/// Whether the vertices of one geometry are those of the other, all brought elsewhere alike.
fn same_form(before: &Geometry, after: &Geometry, tolerance_m: f64) -> bool {
    if std::mem::discriminant(before) != std::mem::discriminant(after) {
        return false;
    }
    if let (Geometry::Other(before), Geometry::Other(after)) = (before, after) {
        return before.text == after.text;
    }
    let (before, after) = (before.vertices(), after.vertices());
    let (Some(first), Some(second)) = (before.first(), after.first()) else {
        return before.is_empty() && after.is_empty();
    };
    let way = way(*first, *second);
    let slack = tolerance_m / DEGREE_M;
    let alike = |pair: (&Vertex, &Vertex)| {
        let other = self::way(*pair.0, *pair.1);
        (other.0 - way.0).abs() <= slack && (other.1 - way.1).abs() <= slack
    };
    before.len() == after.len() && before.iter().zip(&after).all(alike)
}

fn way(from: Vertex, to: Vertex) -> (f64, f64) {
    (to.lon - from.lon, to.lat - from.lat)
}
