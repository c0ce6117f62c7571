//! The map of a small made-up country with a city that changed hands.

use super::features::features;
use super::years::{Changes, Years};
use super::{Chart, MAX_ZOOM, base64};
use crate::page::Site;
use choro_atlas::{Atlas, sample};
use choro_gazetteer::Gazetteer;
use choro_geometry::Shape;
use choro_layer::{Format, Options, Source, read};
use choro_tile::{Feature, Value};

const PLACES: &str = "\
id,name,type,lat,lon,name:ko,former,parent
tarn,Tarn,country,41.0,129.0,,,
north,North Hamsol,province,42.0,129.5,,,tarn
port,Newport,city,42.3,130.3,,Oldport@1930/1950,north@../1993|tarn@1994/2003|north@2004/..
quay,Quay,district,42.2,130.2,,,port
hill,Hill,mountain,41.5,129.2,,,north
mine,Deep Mine,mine,41.6,129.3,,,north
";

fn atlas() -> Atlas {
    let source = Source {
        id: "places".to_owned(),
        title: "Places".to_owned(),
        path: "places.csv".to_owned(),
        version: "2026".to_owned(),
        rank: 100,
        ..Source::default()
    };
    let options = Options::default();
    let (layer, _) = read(Format::Csv, PLACES.as_bytes(), &source, &options);
    sample::over(Gazetteer::build(vec![layer]).0)
}

fn made(atlas: &Atlas) -> Vec<Feature> {
    let mut site = Site::new(atlas, &[]);
    let chart = Chart::of(atlas, &[]);
    let features = features(&site, &chart);
    site.chart = Some(chart);
    features
}

fn text<'f>(feature: &'f Feature, key: &str) -> Option<&'f str> {
    feature
        .attributes
        .iter()
        .find_map(|(own, value)| match value {
            Value::Text(text) if own == key => Some(text.as_str()),
            _ => None,
        })
}

#[test]
fn a_place_has_the_name_and_the_units_of_each_time() {
    let atlas = atlas();
    let features = made(&atlas);
    let at = |name: &str, year: i32| -> Vec<String> {
        let then = features.iter().filter(|f| {
            f.layer == 4
                && text(f, "page").is_some_and(|page| page.contains(name))
                && f.from.is_none_or(|from| from <= year)
                && f.to.is_none_or(|to| year <= to)
        });
        let words = |f: &Feature| {
            format!(
                "{} in {}",
                text(f, "name").unwrap_or(""),
                text(f, "in").unwrap_or("")
            )
        };
        then.map(words).collect()
    };
    assert_eq!(at("newport", 1920), ["Newport in North Hamsol, Tarn"]);
    assert_eq!(at("newport", 1940), ["Oldport in North Hamsol, Tarn"]);
    assert_eq!(at("newport", 1998), ["Newport in Tarn"]);
    assert_eq!(at("newport", 2020), ["Newport in North Hamsol, Tarn"]);
    assert_eq!(at("quay", 1998), ["Quay in Newport, Tarn"]);
    assert_eq!(at("quay", 1990), ["Quay in Newport, North Hamsol, Tarn"]);
    // Every year has one name and no more.
    for year in 1900..2030 {
        assert_eq!(at("newport", year).len(), 1, "{year}");
    }
}

#[test]
fn nothing_that_bears_no_date_is_divided() {
    let atlas = atlas();
    let mut changes = Changes::of(&atlas.gazetteer);
    let hill = atlas.gazetteer.by_name("Hill")[0];
    let periods = changes.periods(atlas.gazetteer.place(hill), &[]);
    assert_eq!(periods.len(), 1);
    assert_eq!(periods[0].years, Years::default());
}

#[test]
fn sites_of_the_gazetteer_are_marked_and_not_named_twice() {
    let atlas = atlas();
    let features = made(&atlas);
    let mines: Vec<&Feature> = features
        .iter()
        .filter(|f| text(f, "name") == Some("Deep Mine"))
        .collect();
    assert_eq!(mines.len(), 1);
    assert_eq!((mines[0].layer, text(mines[0], "kind")), (5, Some("mine")));
    assert!(matches!(mines[0].shape, Shape::Point(_)));
}

#[test]
fn what_lies_beside_the_pages_is_the_same_each_time() {
    let atlas = atlas();
    let files = || {
        let mut site = Site::new(&atlas, &[]);
        site.chart = Some(Chart::of(&atlas, &[]));
        site.archive()
    };
    let (one, other) = (files(), files());
    let names: Vec<&str> = one.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["map-settings.js", "map-archive.js", "map.pmtiles"]);
    assert!(one == other);
    assert_eq!(one[2].1[101], MAX_ZOOM, "the header's last zoom");
    let settings = String::from_utf8_lossy(&one[0].1).into_owned();
    assert!(settings.contains("\"years\":[1930,"), "{settings}");
}

#[test]
fn bytes_as_text() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(bytes.as_bytes()), text);
    }
}
