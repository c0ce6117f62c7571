//! A position for an area drawn as ways.

use choro_geometry::{Polygon, Position, Shape};

/// Lines that are joined; an area of more is taken for its longest line.
const JOINED: usize = 2_000;

/// The position that stands for the area that these lines bound: its centroid where they close,
/// the middle of the longest line where they do not. `None` where there is no line.
pub(super) fn middle(lines: Vec<Vec<Position>>) -> Option<Position> {
    let (rings, open) = joined(lines);
    let shape = if rings.is_empty() {
        Shape::Lines(open)
    } else {
        let polygons = rings.into_iter().map(|outer| Polygon {
            outer,
            holes: Vec::new(),
        });
        Shape::Polygons(polygons.collect())
    };
    let middle = shape.representative_point()?;
    middle.is_valid().then_some(middle)
}

/// Lines joined end to end: those that close, and the rest.
fn joined(lines: Vec<Vec<Position>>) -> (Vec<Vec<Position>>, Vec<Vec<Position>>) {
    let mut left: Vec<Vec<Position>> = lines.into_iter().filter(|line| line.len() > 1).collect();
    if left.len() > JOINED {
        return (Vec::new(), left);
    }
    left.reverse();
    let (mut rings, mut open) = (Vec::new(), Vec::new());
    while let Some(mut line) = left.pop() {
        while line.first() != line.last() {
            let end = line[line.len() - 1];
            let next = left
                .iter()
                .rposition(|next| next.first() == Some(&end) || next.last() == Some(&end));
            let Some(next) = next else { break };
            let mut next = left.remove(next);
            if next.first() != Some(&end) {
                next.reverse();
            }
            line.extend(next.into_iter().skip(1));
        }
        if line.first() == line.last() && line.len() > 3 {
            rings.push(line);
        } else {
            open.push(line);
        }
    }
    (rings, open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(corners: &[(f64, f64)]) -> Vec<Position> {
        let corners = corners.iter();
        corners.map(|(x, y)| Position::new(*x, *y)).collect()
    }

    #[test]
    fn pieces_in_any_direction_make_a_ring() {
        let pieces = vec![
            line(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]),
            line(&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0)]),
        ];
        let middle = middle(pieces).expect("a middle");
        assert!((middle.lon - 1.0).abs() < 1e-3 && (middle.lat - 1.0).abs() < 1e-3);
    }

    #[test]
    fn what_does_not_close_has_the_middle_of_its_line() {
        let middle = middle(vec![line(&[(0.0, 0.0), (2.0, 0.0)])]).expect("a middle");
        assert!((middle.lon - 1.0).abs() < 1e-6);
        assert_eq!(super::middle(Vec::new()), None);
        assert_eq!(super::middle(vec![line(&[(0.0, 0.0)])]), None);
    }
}
