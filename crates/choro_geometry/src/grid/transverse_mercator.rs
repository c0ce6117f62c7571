//! The transverse Mercator projection of the WGS 84 ellipsoid.
//!
//! Krüger's series in the third flattening n, to the fourth order: Karney, "Transverse Mercator
//! with an accuracy of a few nanometers", Journal of Geodesy 85 (2011), equations 7 to 12, 35
//! and 36. Within a UTM zone the fourth order is good to less than a thousandth of a millimetre.

const SEMI_MAJOR_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
const N: f64 = FLATTENING / (2.0 - FLATTENING);
const N2: f64 = N * N;
const N3: f64 = N2 * N;
const N4: f64 = N2 * N2;
/// Radius of the circle as long as a meridian.
const RADIUS_M: f64 = SEMI_MAJOR_M / (1.0 + N) * (1.0 + N2 / 4.0 + N4 / 64.0);

const ALPHA: [f64; 4] = [
    N / 2.0 - N2 * 2.0 / 3.0 + N3 * 5.0 / 16.0 + N4 * 41.0 / 180.0,
    N2 * 13.0 / 48.0 - N3 * 3.0 / 5.0 + N4 * 557.0 / 1440.0,
    N3 * 61.0 / 240.0 - N4 * 103.0 / 140.0,
    N4 * 49561.0 / 161_280.0,
];
const BETA: [f64; 4] = [
    N / 2.0 - N2 * 2.0 / 3.0 + N3 * 37.0 / 96.0 - N4 / 360.0,
    N2 / 48.0 + N3 / 15.0 - N4 * 437.0 / 1440.0,
    N3 * 17.0 / 480.0 - N4 * 37.0 / 840.0,
    N4 * 4397.0 / 161_280.0,
];

/// Metres east and north of where the central meridian meets the equator, at scale 1, of a
/// latitude and a longitude from that meridian in degrees (less than 90 either way).
pub(super) fn forward(lat: f64, from_meridian: f64) -> (f64, f64) {
    let lon = from_meridian.to_radians();
    let conformal = conformal_tangent(lat.to_radians().tan());
    let xi = conformal.atan2(lon.cos());
    let eta = (lon.sin() / conformal.hypot(lon.cos())).asinh();
    let (more_xi, more_eta) = series(&ALPHA, xi, eta);
    (RADIUS_M * (eta + more_eta), RADIUS_M * (xi + more_xi))
}

/// Latitude and longitude from the central meridian in degrees, of metres at scale 1.
pub(super) fn inverse(east: f64, north: f64) -> (f64, f64) {
    let (xi, eta) = (north / RADIUS_M, east / RADIUS_M);
    let (less_xi, less_eta) = series(&BETA, xi, eta);
    let (xi, eta) = (xi - less_xi, eta - less_eta);
    let conformal = xi.sin() / eta.sinh().hypot(xi.cos());
    let lon = eta.sinh().atan2(xi.cos());
    (tangent(conformal).atan().to_degrees(), lon.to_degrees())
}

/// Σ cⱼ sin 2jξ cosh 2jη and Σ cⱼ cos 2jξ sinh 2jη.
fn series(coefficients: &[f64; 4], xi: f64, eta: f64) -> (f64, f64) {
    let mut sum = (0.0, 0.0);
    for (j, c) in coefficients.iter().enumerate() {
        let twice = 2.0 * (j + 1) as f64;
        sum.0 += c * (twice * xi).sin() * (twice * eta).cosh();
        sum.1 += c * (twice * xi).cos() * (twice * eta).sinh();
    }
    sum
}

fn eccentricity() -> f64 {
    (FLATTENING * (2.0 - FLATTENING)).sqrt()
}

/// Tangent of the conformal latitude from that of the geographic one.
fn conformal_tangent(tau: f64) -> f64 {
    let e = eccentricity();
    let sigma = (e * (e * tau / 1.0_f64.hypot(tau)).atanh()).sinh();
    tau * 1.0_f64.hypot(sigma) - sigma * 1.0_f64.hypot(tau)
}

/// The other way round, by Newton's method; three steps reach the last bit.
fn tangent(conformal: f64) -> f64 {
    let kept = 1.0 - eccentricity().powi(2);
    let mut tau = conformal;
    for _ in 0..3 {
        let reached = conformal_tangent(tau);
        tau += (conformal - reached) / 1.0_f64.hypot(reached) * (1.0 + kept * tau * tau)
            / (kept * 1.0_f64.hypot(tau));
    }
    tau
}
