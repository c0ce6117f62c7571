//! Cutting lines and rings at the sheet's edge, and leaving out what is too small to see.

use crate::view::{Box2, Pixel};

/// Segments the simplification looks at together, so that its cost stays linear.
const CHUNK: usize = 400;

/// The parts of a line inside `frame` (Liang & Barsky 1984, segment by segment).
pub(crate) fn line(points: &[Pixel], frame: &Box2) -> Vec<Vec<Pixel>> {
    let mut parts: Vec<Vec<Pixel>> = Vec::new();
    let mut current: Vec<Pixel> = Vec::new();
    for pair in points.windows(2) {
        let Some((a, b)) = segment(pair[0], pair[1], frame) else {
            flush(&mut current, &mut parts);
            continue;
        };
        if current.last() != Some(&a) {
            flush(&mut current, &mut parts);
            current.push(a);
        }
        current.push(b);
    }
    flush(&mut current, &mut parts);
    parts
}

fn flush(current: &mut Vec<Pixel>, parts: &mut Vec<Vec<Pixel>>) {
    if current.len() > 1 {
        parts.push(std::mem::take(current));
    } else {
        current.clear();
    }
}

fn segment(a: Pixel, b: Pixel, frame: &Box2) -> Option<(Pixel, Pixel)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (p, q) in [
        (-dx, a.x - frame.left),
        (dx, frame.right - a.x),
        (-dy, a.y - frame.top),
        (dy, frame.bottom - a.y),
    ] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            enter = enter.max(q / p);
        } else {
            leave = leave.min(q / p);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| Pixel {
        x: a.x + t * dx,
        y: a.y + t * dy,
    };
    Some((
        if enter > 0.0 { at(enter) } else { a },
        if leave < 1.0 { at(leave) } else { b },
    ))
}

/// The part of a ring inside `frame` (Sutherland & Hodgman 1974); empty where nothing is left.
pub(crate) fn ring(points: &[Pixel], frame: &Box2) -> Vec<Pixel> {
    let mut points = points.to_vec();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let sides: [fn(&Pixel, &Box2) -> f64; 4] = [
        |p, f| p.x - f.left,
        |p, f| f.right - p.x,
        |p, f| p.y - f.top,
        |p, f| f.bottom - p.y,
    ];
    for side in sides {
        let mut kept = Vec::with_capacity(points.len() + 4);
        for (i, &here) in points.iter().enumerate() {
            let before = points[(i + points.len() - 1) % points.len()];
            let (d0, d1) = (side(&before, frame), side(&here, frame));
            if (d0 < 0.0) != (d1 < 0.0) {
                let t = d0 / (d0 - d1);
                kept.push(Pixel {
                    x: before.x + t * (here.x - before.x),
                    y: before.y + t * (here.y - before.y),
                });
            }
            if d1 >= 0.0 {
                kept.push(here);
            }
        }
        points = kept;
        if points.len() < 3 {
            return Vec::new();
        }
    }
    points
}

/// Leaves out points nearer than `tolerance` pixels to the line through their neighbours
/// (Douglas & Peucker 1973, in chunks).
pub(crate) fn simplify(points: &[Pixel], tolerance: f64) -> Vec<Pixel> {
    let mut thinned: Vec<Pixel> = Vec::with_capacity(points.len());
    for (i, &p) in points.iter().enumerate() {
        let far = thinned
            .last()
            .is_none_or(|l| square(p.x - l.x, p.y - l.y) >= tolerance * tolerance);
        if far || i + 1 == points.len() {
            thinned.push(p);
        }
    }
    if thinned.len() < 3 {
        return thinned;
    }
    let mut keep = vec![false; thinned.len()];
    let last = thinned.len() - 1;
    let mut stack: Vec<(usize, usize)> = (0..last)
        .step_by(CHUNK)
        .map(|from| (from, (from + CHUNK).min(last)))
        .collect();
    keep[last] = true;
    while let Some((from, to)) = stack.pop() {
        keep[from] = true;
        let mut worst = (tolerance * tolerance, 0);
        for i in from + 1..to {
            let d = offset_squared(thinned[i], thinned[from], thinned[to]);
            if d > worst.0 {
                worst = (d, i);
            }
        }
        if worst.1 > 0 {
            stack.push((from, worst.1));
            stack.push((worst.1, to));
        }
    }
    thinned
        .iter()
        .zip(&keep)
        .filter(|(_, keep)| **keep)
        .map(|(p, _)| *p)
        .collect()
}

fn square(x: f64, y: f64) -> f64 {
    x * x + y * y
}

/// The square of the distance from `p` to the line from `a` to `b`.
fn offset_squared(p: Pixel, a: Pixel, b: Pixel) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = square(dx, dy);
    if length == 0.0 {
        return square(p.x - a.x, p.y - a.y);
    }
    let t = (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0);
    square(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

/// The area of a ring in square pixels, negative where it runs anticlockwise.
pub(crate) fn area(ring: &[Pixel]) -> f64 {
    let n = ring.len();
    (0..n)
        .map(|i| {
            let (a, b) = (ring[i], ring[(i + 1) % n]);
            a.x * b.y - b.x * a.y
        })
        .sum::<f64>()
        / 2.0
}

/// The centre of gravity of a ring.
pub(crate) fn centroid(ring: &[Pixel]) -> Pixel {
    let n = ring.len();
    let whole = area(ring);
    let (mut x, mut y) = (0.0, 0.0);
    for i in 0..n {
        let (a, b) = (ring[i], ring[(i + 1) % n]);
        let cross = a.x * b.y - b.x * a.y;
        x += (a.x + b.x) * cross;
        y += (a.y + b.y) * cross;
    }
    Pixel {
        x: x / (6.0 * whole),
        y: y / (6.0 * whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Box2 = Box2 {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
    };

    fn pixels(list: &[(f64, f64)]) -> Vec<Pixel> {
        list.iter().map(|&(x, y)| Pixel { x, y }).collect()
    }

    #[test]
    fn a_line_that_leaves_and_returns_becomes_two() {
        let parts = line(
            &pixels(&[(1.0, 1.0), (5.0, 1.0), (5.0, 20.0), (7.0, 20.0), (7.0, 5.0)]),
            &FRAME,
        );
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].last(), Some(&Pixel { x: 5.0, y: 10.0 }));
        assert_eq!(parts[1].first(), Some(&Pixel { x: 7.0, y: 10.0 }));
    }

    #[test]
    fn a_ring_around_the_sheet_becomes_the_sheet() {
        let cut = ring(
            &pixels(&[
                (-5.0, -5.0),
                (15.0, -5.0),
                (15.0, 15.0),
                (-5.0, 15.0),
                (-5.0, -5.0),
            ]),
            &FRAME,
        );
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| FRAME.contains(*p)));
        assert!(ring(&pixels(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)]), &FRAME).is_empty());
    }

    #[test]
    fn simplifying_keeps_ends_and_corners() {
        let mut points: Vec<Pixel> = (0..1000)
            .map(|i| Pixel {
                x: f64::from(i) * 0.5,
                y: 0.0,
            })
            .collect();
        points.extend((0..1000).map(|i| Pixel {
            x: 500.0,
            y: f64::from(i) * 0.5,
        }));
        let simple = simplify(&points, 0.3);
        assert!(simple.len() < 20, "{}", simple.len());
        assert_eq!(simple.first(), points.first());
        assert_eq!(simple.last(), points.last());
    }
}
