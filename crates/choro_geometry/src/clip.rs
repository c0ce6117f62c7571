//! Clipping and measuring of flat rings.
//!
//! Clipping by a half-plane leaves edges along its border that enclose nothing, so areas and
//! centroids are right for any ring, also a concave one (Sutherland–Hodgman 1974).

/// Signed area of a flat ring, positive anticlockwise; closed or not.
pub(crate) fn signed_area(ring: &[[f64; 2]]) -> f64 {
    area_and_moment(ring).0
}

/// Signed area and first moments of a flat ring.
fn area_and_moment(ring: &[[f64; 2]]) -> (f64, [f64; 2]) {
    let Some(&origin) = ring.first() else {
        return (0.0, [0.0; 2]);
    };
    let mut area = 0.0;
    let mut moment = [0.0; 2];
    for (i, p) in ring.iter().enumerate() {
        let q = ring[(i + 1) % ring.len()];
        // Relative to the first corner, so that far-off coordinates do not cost digits.
        let a = [p[0] - origin[0], p[1] - origin[1]];
        let b = [q[0] - origin[0], q[1] - origin[1]];
        let cross = a[0] * b[1] - b[0] * a[1];
        area += cross / 2.0;
        moment[0] += cross * (a[0] + b[0]) / 6.0;
        moment[1] += cross * (a[1] + b[1]) / 6.0;
    }
    (
        area,
        [moment[0] + origin[0] * area, moment[1] + origin[1] * area],
    )
}

/// Area of flat rings, the first the outer one, the others holes; and their centroid.
pub(crate) fn area_and_centroid(rings: &[Vec<[f64; 2]>]) -> (f64, Option<[f64; 2]>) {
    let mut area = 0.0;
    let mut moment = [0.0; 2];
    for (i, ring) in rings.iter().enumerate() {
        let (signed, first) = area_and_moment(ring);
        let sign = if (signed >= 0.0) == (i == 0) {
            1.0
        } else {
            -1.0
        };
        area += sign * signed;
        moment[0] += sign * first[0];
        moment[1] += sign * first[1];
    }
    let centroid = (area > 0.0).then(|| [moment[0] / area, moment[1] / area]);
    (area.max(0.0), centroid)
}

/// The part of a ring where `normal · p ≤ offset`.
pub(crate) fn by_half_plane(ring: &[[f64; 2]], normal: [f64; 2], offset: f64) -> Vec<[f64; 2]> {
    let side = |p: [f64; 2]| normal[0] * p[0] + normal[1] * p[1] - offset;
    let mut out = Vec::with_capacity(ring.len() + 8);
    for (i, &p) in ring.iter().enumerate() {
        let q = ring[(i + 1) % ring.len()];
        let (from, to) = (side(p), side(q));
        if from <= 0.0 {
            out.push(p);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            let t = from / (from - to);
            out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
        }
    }
    out
}

/// Signed area of the part of a ring where `normal · p ≤ offset`: that of [`by_half_plane`], to the
/// last digit, without drawing it.
pub(crate) fn area_by_half_plane(ring: &[[f64; 2]], normal: [f64; 2], offset: f64) -> f64 {
    let side = |p: [f64; 2]| normal[0] * p[0] + normal[1] * p[1] - offset;
    let Some(&start) = ring.first() else {
        return 0.0;
    };
    let mut sum = Fan::default();
    let (mut p, mut from) = (start, side(start));
    for i in 0..ring.len() {
        let q = ring.get(i + 1).copied().unwrap_or(start);
        let to = side(q);
        if from <= 0.0 {
            sum.add(p);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            let t = from / (from - to);
            sum.add([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
        }
        (p, from) = (q, to);
    }
    sum.area
}

/// Signed area summed as triangles from the first corner, so that far-off coordinates do not cost
/// digits. The triangle that closes the ring has no area.
#[derive(Default)]
struct Fan {
    origin: Option<[f64; 2]>,
    before: [f64; 2],
    area: f64,
}

impl Fan {
    fn add(&mut self, corner: [f64; 2]) {
        let origin = *self.origin.get_or_insert(corner);
        let here = [corner[0] - origin[0], corner[1] - origin[1]];
        let cross = self.before[0] * here[1] - here[0] * self.before[1];
        self.area += cross / 2.0;
        self.before = here;
    }
}

/// The part of a ring within the cone at the origin around an azimuth in degrees (y north),
/// `half` at most 90.
pub(crate) fn by_cone(ring: &[[f64; 2]], azimuth: f64, half: f64) -> Vec<[f64; 2]> {
    let right = (azimuth + half).to_radians();
    let left = (azimuth - half).to_radians();
    // The cone lies anticlockwise of its right edge and clockwise of its left edge.
    let inside = by_half_plane(ring, [right.cos(), -right.sin()], 0.0);
    by_half_plane(&inside, [-left.cos(), left.sin()], 0.0)
}

/// The part of a ring within a box.
pub(crate) fn by_box(ring: &[[f64; 2]], low: [f64; 2], high: [f64; 2]) -> Vec<[f64; 2]> {
    let mut out = by_half_plane(ring, [1.0, 0.0], high[0]);
    out = by_half_plane(&out, [-1.0, 0.0], -low[0]);
    out = by_half_plane(&out, [0.0, 1.0], high[1]);
    by_half_plane(&out, [0.0, -1.0], -low[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const L: [[f64; 2]; 6] = [
        [0.0, 0.0],
        [4.0, 0.0],
        [4.0, 1.0],
        [1.0, 1.0],
        [1.0, 4.0],
        [0.0, 4.0],
    ];

    #[test]
    fn a_concave_ring_keeps_its_area() {
        assert_eq!(signed_area(&L), 7.0);
        assert_eq!(signed_area(&by_box(&L, [2.0, -1.0], [9.0, 9.0])), 2.0);
        // Cutting across both arms leaves two pieces joined by nothing.
        let cut = by_half_plane(&L, [-1.0, -1.0], -3.0);
        assert!((signed_area(&cut) - 3.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn the_area_cut_off_is_that_of_the_ring_cut(
            ring in prop::collection::vec((-9.0..9.0f64, -9.0..9.0f64), 0..9),
            towards in 0usize..3, offset in -9.0..9.0f64,
        ) {
            let ring: Vec<[f64; 2]> = ring.into_iter().map(|p| [p.0, p.1]).collect();
            let normal = [[0.0, 1.0], [1.0, 0.0], [0.6, -0.8]][towards];
            let drawn = signed_area(&by_half_plane(&ring, normal, offset));
            prop_assert_eq!(area_by_half_plane(&ring, normal, offset), drawn);
        }
    }

    #[test]
    fn the_four_cones_share_the_square() {
        let square = [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]];
        for azimuth in [0.0, 90.0, 180.0, 270.0] {
            assert!((signed_area(&by_cone(&square, azimuth, 45.0)) - 1.0).abs() < 1e-9);
        }
        let north_east = [[0.5, 0.6], [0.9, 0.6], [0.9, 0.9], [0.5, 0.9]];
        assert!(signed_area(&by_cone(&north_east, 45.0, 30.0)) > 0.119);
        assert!(signed_area(&by_cone(&north_east, 225.0, 67.5)).abs() < 1e-12);
    }

    #[test]
    fn centroids() {
        let (area, centroid) =
            area_and_centroid(&[vec![[10.0, 10.0], [12.0, 10.0], [12.0, 12.0], [10.0, 12.0]]]);
        assert_eq!(area, 4.0);
        assert_eq!(centroid, Some([11.0, 11.0]));
        assert_eq!(area_and_centroid(&[]).1, None);
    }
}
