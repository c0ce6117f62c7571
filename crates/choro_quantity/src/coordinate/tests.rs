use crate::{CoordinateFault as Fault, CoordinateTag, tag};

fn read(text: &str) -> Vec<CoordinateTag> {
    tag(text, &choro_text::tokenise(text)).coordinates
}

fn one(text: &str) -> (String, Vec<Fault>) {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    (found[0].canonical(), found[0].faults.clone())
}

#[test]
fn notations() {
    let none: &[Fault] = &[];
    for (text, canonical, faults) in [
        (
            "Hot Springs (41.602° 129.585°) is",
            "41.602° N, 129.585° E",
            &[Fault::MissingHemisphere][..],
        ),
        (
            "Castle (41.670°129.670°), it",
            "41.670° N, 129.670° E",
            &[Fault::MissingSeparator, Fault::MissingHemisphere],
        ),
        ("at 47.07° N, 12.44° E there", "47.07° N, 12.44° E", none),
        ("at 78.5° N, 0.2° W there", "78.5° N, 0.2° W", none),
        ("41°24′N 128°10′E", "41.40° N, 128.17° E", none),
        ("41°24'12\"N 128°10'00\"E", "41.4033° N, 128.1667° E", none),
        ("41°24’12”N, 128°10’00”E", "41.4033° N, 128.1667° E", none),
        ("N 41° 24.2', E 128° 10.0'", "41.403° N, 128.167° E", none),
        ("41.40N 128.17E", "41.40° N, 128.17° E", none),
        ("33 30 N, 65 00 E", "33.50° N, 65.00° E", none),
        ("5 06 S, 120 15 W", "5.10° S, 120.25° W", none),
        ("N 41.40 E 128.17", "41.40° N, 128.17° E", none),
        ("the site (41.40, -128.17) is", "41.40° N, 128.17° W", none),
        (
            "coordinates: 41.40, 128.17",
            "41.40° N, 128.17° E",
            &[Fault::MissingHemisphere],
        ),
        (
            "128.17° E, 41.40° N",
            "41.40° N, 128.17° E",
            &[Fault::Swapped],
        ),
        (
            "(128.170°, 41.400°)",
            "41.400° N, 128.170° E",
            &[Fault::MissingHemisphere, Fault::Swapped],
        ),
        (
            "(95.400° N, 128.170° E)",
            "95.400° N, 128.170° E",
            &[Fault::OutOfRange],
        ),
        (
            "41.40° N, 128°10′ E",
            "41.40° N, 128.17° E",
            &[Fault::MixedNotation],
        ),
        (
            "41.40° N, 128.17°",
            "41.40° N, 128.17° E",
            &[Fault::MissingHemisphere, Fault::MixedNotation],
        ),
        ("33.45° S, 70.66° W", "33.45° S, 70.66° W", none),
        (
            "41 degrees 24 minutes north, 128 degrees 10 minutes east",
            "41.40° N, 128.17° E",
            none,
        ),
        (
            "a latitude of 33° 35' 54\" South and a longitude of 150°45' 04\" east,",
            "33.5983° S, 150.7511° E",
            none,
        ),
        (
            "(40.022778°, -91.195278°)",
            "40.022778° N, 91.195278° W",
            none,
        ),
    ] {
        assert_eq!(one(text), (canonical.to_owned(), faults.to_vec()), "{text}");
    }
}

#[test]
fn notations_of_other_customs() {
    let none: &[Fault] = &[];
    for (text, canonical, faults) in [
        ("46 00 N, 2 00 E", "46.00° N, 2.00° E", none),
        ("28 00 N 3 00 E", "28.00° N, 3.00° E", none),
        ("12 50 S, 45 10 W", "12.83° S, 45.17° W", none),
        ("46 00 30 N, 2 00 15 E", "46.0083° N, 2.0042° E", none),
        ("46-00-30N 002-00-15E", "46.0083° N, 2.0042° E", none),
        ("46:00:30N, 2:00:15E", "46.0083° N, 2.0042° E", none),
        ("N42°26′ E129°45′", "42.43° N, 129.75° E", none),
        ("N42°26′00″, E129°45′00″", "42.4333° N, 129.7500° E", none),
        ("42.44N 129.75E", "42.44° N, 129.75° E", none),
        ("42.44N129.75E", "42.44° N, 129.75° E", none),
        ("N42.44 E129.75", "42.44° N, 129.75° E", none),
        ("42º26'N 129º45'E", "42.43° N, 129.75° E", none),
        ("42˚ 26´ N, 129˚ 45´ E", "42.43° N, 129.75° E", none),
        ("42°26'30''N, 129°45'00''E", "42.4417° N, 129.7500° E", none),
        ("42° 26.5′ N 129° 45.5′ E", "42.442° N, 129.758° E", none),
        ("42°26N 129°45E", "42.43° N, 129.75° E", none),
        ("42,44° N, 129,75° E", "42.44° N, 129.75° E", none),
        ("422630N 1294500E", "42.4417° N, 129.7500° E", none),
        ("42d26'n 129d45'e", "42.43° N, 129.75° E", none),
        (
            "42 degrees north and 129 degrees east",
            "42° N, 129° E",
            none,
        ),
        ("lat 42.4 lon 129.7", "42.4° N, 129.7° E", none),
        ("Lat: 42.4, Long: -129.7", "42.4° N, 129.7° W", none),
        (
            "Latitude: 42.4° N; Longitude: 129.7° E",
            "42.4° N, 129.7° E",
            none,
        ),
        (
            "latitude 42.4 and longitude 129.7",
            "42.4° N, 129.7° E",
            none,
        ),
        ("geo:42.44,129.75", "42.44° N, 129.75° E", none),
        ("geo:42.44,-129.75;u=35", "42.44° N, 129.75° W", none),
        ("@42.44,129.75,15z", "42.44° N, 129.75° E", none),
        (
            "https://maps.example.org/maps/@42.4412,129.7512,15z",
            "42.4412° N, 129.7512° E",
            none,
        ),
        (
            "https://www.example.org/?mlat=42.44&mlon=129.75#map=12/1/2",
            "42.44° N, 129.75° E",
            none,
        ),
        (
            "https://www.example.org/#map=15/42.4400/129.7500",
            "42.4400° N, 129.7500° E",
            none,
        ),
        (
            "(42.44,129.75)",
            "42.44° N, 129.75° E",
            &[Fault::MissingHemisphere][..],
        ),
        (
            "38.874N, the longitude is -121.132W",
            "38.874° N, 121.132° W",
            none,
        ),
        (
            "longitude and latitude of 6°30′N 43°30′E",
            "6.50° N, 43.50° E",
            none,
        ),
        (
            "-41.40° N, 128.17° E",
            "41.40° N, 128.17° E",
            &[Fault::MixedNotation],
        ),
        (
            "32°4'26N 72°5'60E",
            "32.0739° N, 72.1000° E",
            &[Fault::OutOfRange],
        ),
        ("38SMB4488", "33.33° N, 44.40° E", none),
        ("52TEM 61690 98162", "42.43333° N, 129.75000° E", none),
        ("52T EM 616 981", "42.433° N, 129.750° E", none),
        ("52T 561690 4698163", "42.43333° N, 129.75000° E", none),
        (
            "Zone 52N 561690E 4698163N",
            "42.43333° N, 129.75000° E",
            none,
        ),
        (
            "52 N 561690 mE, 4698163 mN",
            "42.43333° N, 129.75000° E",
            none,
        ),
        ("56S 334900 6252290", "33.85679° S, 151.21529° E", none),
    ] {
        assert_eq!(one(text), (canonical.to_owned(), faults.to_vec()), "{text}");
        let padded = format!("It lies here: {text} (north of A).");
        assert_eq!(read(&padded).len(), 1, "{padded}");
    }
}

#[test]
fn the_span_is_the_pair_alone() {
    for (text, want) in [
        ("at 46 00 N, 2 00 E by day", "46 00 N, 2 00 E"),
        ("see N42°26′ E129°45′.", "N42°26′ E129°45′"),
        ("<geo:42.44,129.75>", "42.44,129.75"),
        ("at lat 42.4, lon 129.7 there", "42.4, lon 129.7"),
        ("grid 52TEM 61690 98162, the", "52TEM 61690 98162"),
        ("UTM 52N 561690 mE 4698163 mN.", "52N 561690 mE 4698163 mN"),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].at.span.slice(text), want);
    }
}

#[test]
fn resolution_is_that_of_the_last_digit() {
    for (text, degrees) in [
        ("41.670° N, 129.670° E", 0.001),
        ("46 00 N, 2 00 E", 1.0 / 60.0),
        ("41°24′12″N 128°10′10″E", 1.0 / 3600.0),
        ("41°24.2′N 128°10.0′E", 0.1 / 60.0),
        ("42° N, 129° E", 1.0),
        ("52TEM 616 981", 100.0 / 111_320.0),
    ] {
        let found = read(text)[0].resolution;
        assert!((found / degrees - 1.0).abs() < 1e-9, "{text}: {found}");
    }
}

/// Degrees, minutes and seconds with so many decimals of the last.
fn sexagesimal(value: f64, parts: u32, decimals: usize) -> Vec<f64> {
    let scale = 60_f64.powi(parts as i32 - 1) * 10_f64.powi(decimals as i32);
    let mut units = (value.abs() * scale).round();
    let mut out = vec![0.0; parts as usize];
    for (i, slot) in out.iter_mut().enumerate() {
        let size = 60_f64.powi((parts as usize - 1 - i) as i32) * 10_f64.powi(decimals as i32);
        let last = i + 1 == parts as usize;
        *slot = if last {
            units / 10_f64.powi(decimals as i32)
        } else {
            (units / size).floor()
        };
        units -= slot.floor() * if last { 0.0 } else { size };
    }
    out
}

proptest::proptest! {
    #[test]
    fn what_is_written_reads_back(
        lat in -89.0..89.0_f64, lon in -179.0..179.0_f64, way in 0_usize..9, decimals in 0_usize..4,
        text_before in proptest::sample::select(vec!["", "at ", "It lies at (", "Seen: "]),
    ) {
        let north = if lat < 0.0 { "S" } else { "N" };
        let east = if lon < 0.0 { "W" } else { "E" };
        let (a, o) = (lat.abs(), lon.abs());
        let m = |v: f64| sexagesimal(v, 2, decimals);
        let s = |v: f64| sexagesimal(v, 3, decimals);
        let width = if decimals > 0 { 3 + decimals } else { 2 };
        let fine = decimals + 2;
        let (pair, unit) = match way {
            0 => (format!("{a:.fine$}° {north}, {o:.fine$}° {east}"), 0.1_f64.powi(fine as i32)),
            1 => (format!("{a:.fine$}{north} {o:.fine$}{east}"), 0.1_f64.powi(fine as i32)),
            2 => (format!("{north} {a:.fine$} {east} {o:.fine$}"), 0.1_f64.powi(fine as i32)),
            3 => (format!("geo:{lat:.fine$},{lon:.fine$}"), 0.1_f64.powi(fine as i32)),
            4 => (format!("lat {lat:.fine$}, lon {lon:.fine$}"), 0.1_f64.powi(fine as i32)),
            5 | 6 => {
                let (x, y) = (m(a), m(o));
                let sign = if way == 5 { ["°", "′"] } else { [" ", " "] };
                let write = |v: &[f64], letter: &str| format!(
                    "{}{}{:0width$.decimals$}{}{letter}", v[0], sign[0], v[1], sign[1]
                );
                (format!("{}, {}", write(&x, north), write(&y, east)),
                    0.1_f64.powi(decimals as i32) / 60.0)
            }
            7 => {
                let (x, y) = (s(a), s(o));
                let write = |v: &[f64]| format!(
                    "{}° {:02}' {:0width$.decimals$}\"", v[0], v[1], v[2]
                );
                (format!("{north} {}, {east} {}", write(&x), write(&y)),
                    0.1_f64.powi(decimals as i32) / 3600.0)
            }
            _ => {
                let position = choro_geometry::Position::new(lon, lat.clamp(-79.0, 83.0));
                let utm = choro_geometry::Utm::of(position).expect("inside the grid");
                let letter = if utm.north { "N" } else { "S" };
                (format!("{}{letter} {:.0} {:07.0}", utm.zone, utm.easting, utm.northing), 1e-4)
            }
        };
        let text = format!("{text_before}{pair}.");
        let found = read(&text);
        // A hemisphere S at latitudes that band S has too is read as the band.
        let band = way == 8 && (lat < -49.0 || lat.abs() > 79.0);
        // A figure below 6 digits of northing is none of UTM as written here.
        if !band {
            proptest::prop_assert_eq!(found.len(), 1, "{}", text);
            proptest::prop_assert!((found[0].lat - lat).abs() <= unit, "{} {:?}", text, found);
            proptest::prop_assert!((found[0].lon - lon).abs() <= unit, "{} {:?}", text, found);
            let span = found[0].at.span;
            proptest::prop_assert!(pair.ends_with(span.slice(&text)), "{} {:?}", text, found);
        }
    }
}

#[test]
fn two_pairs_in_one_sentence() {
    let text = "(41.602° 129.585°) and (41.657° 129.527°)";
    let spans: Vec<&str> = read(text).iter().map(|c| c.at.span.slice(text)).collect();
    assert_eq!(spans, ["41.602° 129.585°", "41.657° 129.527°"]);
}

#[test]
fn temperatures_angles_and_lists_are_no_coordinates() {
    for text in [
        "25°C and 30°C",
        "25.55 °C, 30.12 °C",
        "angles of 45° and 90°",
        "between 41.40 and 128.17 tonnes",
        "prices rose 12.50, 13.75 and 14",
        "values (0.5, 1.5) in",
        "5 km N of 41 houses",
        "in 1985, 2010 and 2012",
        "turned 180°, 90° left",
        "north 41 km east 12 km",
        "scores of 3.5, 4.5",
        "5 N, 3 E",
        "N 67°00'22E",
        "the 12 N 34 E bus lines",
        "beat them 46 00 to 30 00",
        "room 12ABC 345 678",
        "order 52TEM 12 34",
        "in zone 52 456789 4712345 people",
        "from 10 12 S to 14 00 N",
        "lat 41.4, lat 128.2",
        "long 3.5 km and 4.25 km wide",
        "version 1.25, 2.50 of it",
        "a 41.25, 128.50 split",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
