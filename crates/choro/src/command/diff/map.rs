//! A map of changes as SVG: where nothing changed in grey, changes in colours, moves as lines.

use super::report::Report;
use super::told::Told;
use choro_geometry::Position;
use std::collections::BTreeSet;

/// Width in pixels, and the height at most.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 1000.0;
const MARGIN: f64 = 30.0;
/// The smallest extent in degrees, so that one site is no map of a millimetre.
const LEAST: f64 = 0.02;

/// Degrees to pixels: north up, a degree of longitude as wide as in the middle of the map.
struct Frame {
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
    width: f64,
    height: f64,
}

impl Frame {
    fn around(positions: &[Position]) -> Option<Self> {
        let mut lon = (f64::INFINITY, f64::NEG_INFINITY);
        let mut lat = lon;
        for at in positions {
            lon = (lon.0.min(at.lon), lon.1.max(at.lon));
            lat = (lat.0.min(at.lat), lat.1.max(at.lat));
        }
        if !lon.0.is_finite() {
            return None;
        }
        let widened = |(low, high): (f64, f64)| {
            let more = (LEAST - (high - low)).max(0.0) / 2.0;
            (low - more, high + more)
        };
        let (lon, lat) = (widened(lon), widened(lat));
        let narrow = f64::midpoint(lat.0, lat.1).to_radians().cos().max(0.05);
        let (wide, high) = ((lon.1 - lon.0) * narrow, lat.1 - lat.0);
        let scale = ((WIDTH - 2.0 * MARGIN) / wide).min((HEIGHT - 2.0 * MARGIN) / high);
        Some(Self {
            west: lon.0,
            north: lat.1,
            per_lon: scale * narrow,
            per_lat: scale,
            width: wide * scale + 2.0 * MARGIN,
            height: high * scale + 2.0 * MARGIN,
        })
    }

    fn place(&self, at: Position) -> (f64, f64) {
        (
            MARGIN + (at.lon - self.west) * self.per_lon,
            MARGIN + (self.north - at.lat) * self.per_lat,
        )
    }
}

/// The map, or nothing where no site has a position.
pub(super) fn map(report: &Report<'_>) -> String {
    let unchanged = report.unchanged();
    let mut all = unchanged.clone();
    for told in &report.changes {
        let (from, to) = told.positions();
        all.extend(from.into_iter().chain(to));
    }
    let Some(frame) = Frame::around(&all) else {
        return String::new();
    };
    let mut svg = format!(
        "<svg viewBox=\"0 0 {:.0} {:.0}\" role=\"img\" aria-label=\"Map of the changes\">\n",
        frame.width, frame.height
    );
    grid(&frame, &mut svg);
    svg.push_str(&format!(
        "<path class=\"same\" d=\"{}\"/>\n",
        dots(&frame, &unchanged)
    ));
    for told in &report.changes {
        mark(&frame, told, &mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Dots as lines without length, one for each pixel that has any.
fn dots(frame: &Frame, positions: &[Position]) -> String {
    let pixels: BTreeSet<(i32, i32)> = positions
        .iter()
        .map(|at| {
            let (x, y) = frame.place(*at);
            (x.round() as i32, y.round() as i32)
        })
        .collect();
    let dots = pixels.iter().map(|(x, y)| format!("M{x} {y}h0"));
    dots.collect::<Vec<_>>().concat()
}

/// Meridians and parallels with their degrees.
fn grid(frame: &Frame, svg: &mut String) {
    let high = (frame.height - 2.0 * MARGIN) / frame.per_lat;
    let wide = (frame.width - 2.0 * MARGIN) / frame.per_lon;
    let step = [
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0,
    ]
    .into_iter()
    .find(|step| high.max(wide) / step <= 10.0)
    .unwrap_or(45.0);
    let lines = |from: f64, extent: f64| {
        let first = (from / step).ceil() as i64;
        let last = ((from + extent) / step).floor() as i64;
        (first..=last).map(move |n| n as f64 * step)
    };
    for lon in lines(frame.west, wide) {
        let (x, _) = frame.place(Position::new(lon, 0.0));
        svg.push_str(&format!(
            "<path class=\"grid\" d=\"M{x:.1} 0V{:.0}\"/><text x=\"{:.1}\" y=\"12\">{}</text>\n",
            frame.height,
            x + 3.0,
            degrees(lon, ["E", "W"])
        ));
    }
    for lat in lines(frame.north - high, high) {
        let (_, y) = frame.place(Position::new(0.0, lat));
        svg.push_str(&format!(
            "<path class=\"grid\" d=\"M0 {y:.1}H{:.0}\"/><text x=\"2\" y=\"{:.1}\">{}</text>\n",
            frame.width,
            y - 3.0,
            degrees(lat, ["N", "S"])
        ));
    }
}

/// `41.5° N`.
fn degrees(value: f64, sides: [&str; 2]) -> String {
    let rounded = (value.abs() * 100.0).round() / 100.0;
    format!("{rounded}° {}", sides[usize::from(value < 0.0)])
}

fn mark(frame: &Frame, told: &Told, svg: &mut String) {
    let (from, to) = told.positions();
    let Some(at) = to.or(from) else { return };
    let (x, y) = frame.place(at);
    let title = crate::html::escaped(&format!("{}: {} {}", told.change, told.name(), told.detail));
    if let (Some(from), "moved") = (from, told.change) {
        let (start, end) = frame.place(from);
        svg.push_str(&format!(
            "<path class=\"way\" d=\"M{start:.1} {end:.1}L{x:.1} {y:.1}\"/>\n"
        ));
    }
    svg.push_str(&format!(
        "<circle class=\"{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"><title>{title}</title></circle>\n",
        told.change
    ));
}
