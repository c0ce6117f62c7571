//! Geometry as SVG path data: clipped, simplified, in tenths of a pixel.

use crate::clip;
use crate::view::{Box2, Direction, Pixel, View};

/// Detail finer than this many pixels is left out.
const TOLERANCE: f64 = 0.3;
/// Rings smaller than this many pixels to every side are left out.
const SMALLEST: f64 = 0.6;
/// Pixels beyond the sheet at which geometry is cut, so that cut edges are not seen.
const BLEED: f64 = 6.0;

fn frame(view: &View) -> Box2 {
    Box2 {
        left: -BLEED,
        top: -BLEED,
        right: view.width + BLEED,
        bottom: view.height + BLEED,
    }
}

fn projected(view: &View, directions: &[Direction]) -> Vec<Pixel> {
    directions.iter().filter_map(|d| view.land(d)).collect()
}

/// The visible parts of lines.
pub(crate) fn visible_lines(view: &View, lines: &[Vec<Direction>]) -> Vec<Vec<Pixel>> {
    lines
        .iter()
        .flat_map(|l| clip::line(&projected(view, l), &frame(view)))
        .map(|part| clip::simplify(&part, TOLERANCE))
        .collect()
}

/// The visible part of each ring.
pub(crate) fn visible_rings(view: &View, rings: &[Vec<Direction>]) -> Vec<Vec<Pixel>> {
    let mut visible = Vec::new();
    for ring in rings {
        let mut cut = clip::simplify(&clip::ring(&projected(view, ring), &frame(view)), TOLERANCE);
        if cut.len() >= 3 && !tiny(&cut) {
            cut.dedup();
            visible.push(cut);
        }
    }
    visible
}

fn tiny(ring: &[Pixel]) -> bool {
    let first = ring[0];
    ring.iter()
        .all(|p| (p.x - first.x).abs() < SMALLEST && (p.y - first.y).abs() < SMALLEST)
}

/// Path data of open lines.
pub(crate) fn open(parts: &[Vec<Pixel>]) -> String {
    data(parts, "")
}

/// Path data of closed rings.
pub(crate) fn closed(rings: &[Vec<Pixel>]) -> String {
    data(rings, "z")
}

fn data(parts: &[Vec<Pixel>], end: &str) -> String {
    let mut out = String::new();
    for part in parts {
        let mut pen: Option<(i64, i64)> = None;
        let mut wrote = false;
        for p in part {
            let at = (tenths(p.x), tenths(p.y));
            match pen {
                None => {
                    out.push('M');
                    number(&mut out, at.0, true);
                    number(&mut out, at.1, false);
                }
                Some(was) if was == at => continue,
                Some(was) => {
                    if !wrote {
                        out.push('l');
                    }
                    number(&mut out, at.0 - was.0, !wrote);
                    number(&mut out, at.1 - was.1, false);
                    wrote = true;
                }
            }
            pen = Some(at);
        }
        out.push_str(end);
    }
    out
}

fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

/// Writes a number of tenths as short as SVG allows, parted from what stands before it.
fn number(out: &mut String, tenths: i64, first: bool) {
    if !first && tenths >= 0 {
        out.push(' ');
    }
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    let (whole, part) = (size / 10, size % 10);
    if whole > 0 || part == 0 {
        let mut unit = 1;
        while whole / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            digit(out, whole / unit);
            unit /= 10;
        }
    }
    if part > 0 {
        out.push('.');
        digit(out, part);
    }
}

/// The last digit of a number.
fn digit(out: &mut String, number: u64) {
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// A pixel coordinate with at most one decimal.
pub(crate) fn decimal(value: f64) -> String {
    let mut out = String::new();
    number(&mut out, tenths(value), true);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_short_and_relative() {
        let line = vec![
            Pixel { x: 10.0, y: 20.04 },
            Pixel { x: 10.5, y: 19.0 },
            Pixel { x: 10.51, y: 19.0 },
            Pixel { x: 12.0, y: 30.0 },
        ];
        assert_eq!(open(std::slice::from_ref(&line)), "M10 20l.5-1 1.5 11");
        assert_eq!(closed(&[line]), "M10 20l.5-1 1.5 11z");
        assert_eq!(decimal(-0.04), "0");
        assert_eq!(decimal(-0.46), "-.5");
        assert_eq!(decimal(-1070.0), "-1070");
        assert_eq!(decimal(909.94), "909.9");
    }
}
