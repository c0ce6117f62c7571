//! How wide a place is: "Chongjin" is not a point.

use crate::Shape;

/// Radius in metres of a populated place: √(population / 3000π) km, at least one kilometre
/// (100,000 people: 3.3 km; a million: 10.3 km).
pub fn population_radius_m(population: f64) -> f64 {
    let km = (population.max(0.0) / (3_000.0 * std::f64::consts::PI)).sqrt();
    if km.is_finite() {
        km.max(1.0) * 1_000.0
    } else {
        1_000.0
    }
}

/// Radius in metres of a shape: half the square root of its area; 0 for points and lines.
pub fn shape_radius_m(shape: &Shape) -> f64 {
    shape.area_m2().sqrt() / 2.0
}

/// Uncertainty in metres of a coordinate written with a number of decimals of a degree:
/// the diagonal of one unit of the last place at this latitude (Chapman & Wieczorek 2020,
/// table 3: 0.001° is 157 m at the equator, 124 m at 60°).
pub fn coordinate_radius_m(decimals: u32, lat: f64) -> f64 {
    let unit = 111_195.0 * 10f64.powi(-(decimals.min(12) as i32));
    let lat = if lat.is_finite() { lat } else { 0.0 };
    unit * 1f64.hypot(lat.to_radians().cos())
}

/// Angular slack σ = asin(min(1, u/d)) in degrees, for a joint radius u and a distance d in
/// metres. u is capped at d/2, so that σ is at most 30°; 90° at no distance at all.
pub fn angular_slack(joint_radius_m: f64, distance_m: f64) -> f64 {
    if !(distance_m > 0.0 && joint_radius_m.is_finite()) {
        return 90.0;
    }
    (joint_radius_m.max(0.0) / distance_m)
        .min(0.5)
        .asin()
        .to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_the_literature() {
        assert!((population_radius_m(100_000.0) - 3_257.0).abs() < 1.0);
        assert!((population_radius_m(1_000_000.0) - 10_300.0).abs() < 2.0);
        assert_eq!(population_radius_m(-5.0), 1_000.0);
        assert_eq!(population_radius_m(f64::NAN), 1_000.0);
        assert!((coordinate_radius_m(3, 0.0) - 157.0).abs() < 1.0);
        assert!((coordinate_radius_m(3, 60.0) - 124.0).abs() < 1.0);
        assert!((angular_slack(5_000.0, 10_000.0) - 30.0).abs() < 1e-9);
        assert!((angular_slack(50_000.0, 10_000.0) - 30.0).abs() < 1e-9);
        assert_eq!(angular_slack(1.0, 0.0), 90.0);
    }
}
