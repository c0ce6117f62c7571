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
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
