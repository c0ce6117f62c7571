use proptest::prelude::*;

use super::*;
use crate::distance_m;

/// Eastings and northings by PROJ 9 (`+proj=utm`), read to a tenth of a millimetre.
const KNOWN: &[(f64, f64, u8, f64, f64)] = &[
    (43.642567, -79.387139, 17, 630084.3008, 4833438.5857),
    (-33.856784, 151.215297, 56, 334900.2613, 6252290.5224),
    (0.1, 9.5, 32, 555638.1083, 11053.4284),
    (60.39299, 5.32415, 32, 297477.3070, 6700830.0632),
    (42.433333, 129.75, 52, 561690.1829, 4698162.9536),
    (-54.8019, -68.3030, 19, 544805.0975, 3927029.8847),
    (83.5, 12.0, 33, 462101.3367, 9273261.9089),
    (-0.5, -179.9, 1, 177176.0374, 9944663.6224),
];

#[test]
fn known_pairs_both_ways() {
    for &(lat, lon, zone, easting, northing) in KNOWN {
        let position = Position::new(lon, lat);
        let utm = Utm::of(position).expect("inside the grid");
        assert_eq!((utm.zone, utm.north), (zone, lat >= 0.0), "{lat} {lon}");
        assert!((utm.easting - easting).abs() < 1e-3, "{lat} {lon}: {utm:?}");
        assert!(
            (utm.northing - northing).abs() < 1e-3,
            "{lat} {lon}: {utm:?}"
        );
        let known = Utm {
            zone,
            north: lat >= 0.0,
            easting,
            northing,
        };
        let back = known.position().expect("inside the zone");
        assert!(distance_m(position, back) < 1e-2, "{lat} {lon}: {back:?}");
    }
}

#[test]
fn letters_of_a_square() {
    // The example of GeographicLib's GeoConvert.
    let middle = mgrs_square(38, 'S', ['M', 'B'], "44", "88").expect("a square");
    assert!((middle.lat - 33.33424).abs() < 1e-5 && (middle.lon - 44.40363).abs() < 1e-5);
    // By the package `mgrs` of the registry PyPI, which wraps NGA's own GEOTRANS.
    for (lat, lon, digits, reference) in [
        (60.39299, 5.32415, 5, "32VKN9747700830"),
        (42.433333, 129.75, 5, "52TEM6169098162"),
        (-33.856784, 151.215297, 5, "56HLH3490052290"),
        (-54.8019, -68.303, 4, "19FEV44802702"),
        (33.333, 44.4, 2, "38SMB4488"),
        (0.5, -0.5, 5, "30NYF7826555318"),
        (-79.5, 10.0, 3, "32CNS203740"),
        (78.2, 15.6, 5, "33XWG1369680760"),
    ] {
        let written = mgrs(Position::new(lon, lat), digits);
        assert_eq!(written.as_deref(), Some(reference));
    }
}

#[test]
fn figures_that_fit_no_grid_are_refused() {
    let utm = |zone, north, easting, northing| Utm {
        zone,
        north,
        easting,
        northing,
    };
    for bad in [
        utm(0, true, 500_000.0, 4_000_000.0),
        utm(61, true, 500_000.0, 4_000_000.0),
        utm(52, true, 50_000.0, 4_000_000.0),
        utm(52, true, 500_000.0, 9_900_000.0),
        utm(52, false, 500_000.0, 10_000_001.0),
        utm(52, true, f64::NAN, 4_000_000.0),
        utm(52, true, 500_000.0, f64::INFINITY),
    ] {
        assert_eq!(bad.position(), None, "{bad:?}");
    }
    assert_eq!(Utm::of(Position::new(0.0, 85.0)), None);
    // Column M is not of zone 52, row B not of band T, and there is no band I.
    assert_eq!(mgrs_square(52, 'T', ['M', 'M'], "12345", "67890"), None);
    assert_eq!(mgrs_square(38, 'T', ['M', 'B'], "44", "88"), None);
    assert_eq!(mgrs_square(38, 'I', ['M', 'B'], "44", "88"), None);
    assert_eq!(mgrs_square(38, 'S', ['M', 'B'], "44", "8"), None);
}

proptest! {
    #[test]
    fn any_position_comes_back(lat in -79.9..83.9_f64, lon in -180.0..180.0_f64) {
        let position = Position::new(lon, lat);
        let utm = Utm::of(position).expect("inside the grid");
        let back = utm.position().expect("inside its zone");
        prop_assert!(distance_m(position, back) < 1e-3, "{utm:?} {back:?}");
    }

    #[test]
    fn any_square_holds_its_position(
        lat in -79.9..83.9_f64, lon in -180.0..180.0_f64, digits in 0_usize..6,
    ) {
        let position = Position::new(lon, lat);
        let text = mgrs(position, digits).expect("inside the grid");
        let figures = text.len() - 2 * digits;
        let mut letters = text[..figures].chars().rev();
        let (row, column, band) = (letters.next(), letters.next(), letters.next());
        let zone = text[..figures - 3].parse().expect("a zone");
        let (easting, northing) = text[figures..].split_at(digits);
        let square = [column.expect("a column"), row.expect("a row")];
        let middle = mgrs_square(zone, band.expect("a band"), square, easting, northing);
        // The middle of a square cut by the edge of its zone or band may lie beyond it.
        if digits >= 3 {
            let middle = middle.expect("a square");
            let corner = 10_f64.powi(5 - digits as i32) * 0.71 * 1.001;
            prop_assert!(distance_m(position, middle) <= corner, "{text} {middle:?}");
        }
    }

    #[test]
    fn no_figures_panic(zone in any::<u8>(), north in any::<bool>(), e in any::<f64>(), n in any::<f64>()) {
        let utm = Utm { zone, north, easting: e, northing: n };
        if let Some(position) = utm.position() {
            prop_assert!(position.is_valid());
        }
    }
}
