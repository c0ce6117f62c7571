//! The gazetteer of a whole country: Who's On First, GeoNames and a census without coordinates.
//!
//! The data are looked for in `../shared` beside the workspace; without them the tests say so and
//! pass.

use choro_diagnostic::input;
use choro_gazetteer::{Class, Gazetteer, NAME_OF_ANOTHER_PLACE, PlaceId, SHARED_IDENTITY};
use choro_layer::{Format, Layer, Options, Source, read};
use choro_name::Relation;
use choro_quantity::When;
use std::path::PathBuf;
use std::sync::OnceLock;

fn layer(id: &str, path: &str, format: Format, options: &Options) -> Option<Layer> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let file = root.join(path);
    let Ok(bytes) = std::fs::read(&file) else {
        eprintln!("skipped: {} missing", file.display());
        return None;
    };
    let source = Source {
        id: id.into(),
        path: path.into(),
        rank: 10,
        accuracy: 1500.0,
        ..Source::default()
    };
    Some(read(format, &bytes, &source, options).0)
}

fn layers() -> Option<Vec<Layer>> {
    let plain = Options::default();
    let columns = [
        ("id", "pcode"),
        ("name", "name_en"),
        ("population@2008", "total"),
    ];
    let census = Options {
        columns: columns
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
        feature_type: Some("county".into()),
        parent: None,
    };
    Some(vec![
        layer(
            "wof",
            "gazetteer/wof_kp_places.tsv",
            Format::WhosOnFirst,
            &plain,
        )?,
        layer(
            "wof",
            "gazetteer/wof_kp_polygons.geojson",
            Format::WhosOnFirst,
            &plain,
        )?,
        layer(
            "geonames",
            "gazetteer/geonames_cities1000_KP.txt",
            Format::GeoNames,
            &plain,
        )?,
        layer(
            "census",
            "census/kp_census2008_county.csv",
            Format::Csv,
            &census,
        )?,
    ])
}

fn korea() -> Option<&'static Gazetteer> {
    static KOREA: OnceLock<Option<Gazetteer>> = OnceLock::new();
    KOREA
        .get_or_init(|| Some(Gazetteer::build(layers()?).0))
        .as_ref()
}

fn key(gazetteer: &Gazetteer, key: &str) -> PlaceId {
    gazetteer
        .by_key(key)
        .unwrap_or_else(|| panic!("no place has {key}"))
}

#[test]
fn the_city_of_chongjin_is_one() {
    let Some(g) = korea() else { return };
    let city = key(g, "wof:1108746863");
    for record in [
        "wof:1125822405",
        "wof:1141908589",
        "geonames:2044757",
        "census:KP0205",
    ] {
        assert_eq!(key(g, record), city, "{record}");
    }
    assert_eq!(g.place(city).class, Class::City);
    assert_eq!(g.by_name("Chongjin").first(), Some(&city));
    let province = key(g, "wof:85676615");
    assert_eq!(g.capital(province, &When::default()), Some(city));
    assert_eq!(g.is_part_of(city, province, &When::default()), Some(true));
}

#[test]
fn the_county_of_kyongsong_its_town_and_sungam_are_three() {
    let Some(g) = korea() else { return };
    let county = key(g, "wof:1108747001");
    let town = key(g, "wof:421178795");
    let sungam = key(g, "geonames:2040316");
    assert!(county != town && town != sungam && county != sungam);
    assert_eq!(key(g, "geonames:2042987"), town);
    assert_eq!(g.place(county).class, Class::County);
    assert_eq!(g.place(town).class, Class::Town);
    // The census counts the county, not the town.
    assert_eq!(key(g, "census:KP0216"), county);
    assert_eq!(g.by_name("Kyongsong County"), [county]);
    assert!(g.by_name("Kyongsong").contains(&town));
    assert_eq!(g.parents_at(town, &When::default()), [county]);
}

#[test]
fn the_city_of_hyesan_is_unit_and_settlement() {
    let Some(g) = korea() else { return };
    let id = key(g, "wof:1108746903");
    let hyesan = g.place(id);
    assert_eq!(key(g, "wof:1226213737"), id);
    assert_eq!(key(g, "geonames:2043837"), id);
    assert_eq!(hyesan.class, Class::City);
    assert!(hyesan.region().is_some());
    let point = hyesan.point.expect("a point");
    assert!(
        (point.lat - 41.40).abs() < 0.01 && (point.lon - 128.18).abs() < 0.01,
        "{point:?}"
    );
    let population = g
        .attribute(id, "population", &When::year(2008))
        .expect("a population");
    assert_eq!(population.number, Some(192_680.0));
    // A record of its settlement lies by geometry in the county next door; the city does not.
    let ryanggang = key(g, "wof:85676641");
    assert_eq!(g.parents_at(id, &When::default()), [ryanggang]);
    assert_eq!(g.by_name("Hyesan City"), [id]);
}

#[test]
fn a_hamlet_with_the_hangul_of_a_city_is_no_city() {
    let Some(g) = korea() else { return };
    assert_eq!(g.place(key(g, "wof:1343547073")).class, Class::Settlement);
    let cities = g
        .of_class(Class::City)
        .filter(|id| g.place(*id).region().is_some())
        .count();
    assert!((25..=32).contains(&cities), "{cities} cities have a unit");
}

#[test]
fn the_census_finds_its_counties() {
    let Some(g) = korea() else { return };
    let places = g.places();
    let adrift: Vec<&str> = places
        .iter()
        .filter(|p| p.key.starts_with("census:") && p.footprints.is_empty())
        .map(choro_gazetteer::Place::name)
        .collect();
    // Spelt otherwise by a letter ("Cholwan"), or twice in the country ("Unsan") and the table
    // does not say in which province.
    assert!(adrift.len() <= 8, "{adrift:?}");
}

#[test]
fn the_province_is_found_under_its_many_names() {
    let Some(g) = korea() else { return };
    let province = key(g, "wof:85676615");
    for name in [
        "North Hamgyong",
        "North Hamgyong Province",
        "N. Hamgyong",
        "Hamgyong-bukto",
        "Hamgyŏng-bukto",
        "함경북도",
    ] {
        assert_eq!(g.by_name(name), [province], "{name}");
    }
    let ryanggang = key(g, "wof:85676641");
    for name in ["Ryangang", "Ryangang Province"] {
        let similar = g.similar(name, 5);
        assert_eq!(
            similar.first().map(|(id, _)| *id),
            Some(ryanggang),
            "{name}"
        );
        assert_eq!(similar[0].1.relation, Relation::Variant);
    }
    let kyongsong = key(g, "wof:1108747001");
    let similar = g.similar("Kyongson", 5);
    assert_eq!(similar.first().map(|(id, _)| *id), Some(kyongsong));
    assert_eq!(similar[0].1.relation, Relation::NearMiss);
}

#[test]
fn a_name_given_to_the_wrong_province_is_reported() {
    let Some(layers) = layers() else { return };
    let (_, findings) = Gazetteer::build(layers);
    let borrowed = findings.iter().filter(|f| f.code == NAME_OF_ANOTHER_PLACE);
    assert!(
        borrowed.into_iter().any(|f| f.message.contains("함경북도")),
        "{findings:#?}"
    );
    let shared = findings.iter().filter(|f| f.code == SHARED_IDENTITY);
    assert!(
        shared.into_iter().any(|f| f.message.contains("Q109361")),
        "{findings:#?}"
    );
    // What a reference has twice is summed up; the rest is told one by one.
    let (twins, others): (Vec<_>, Vec<_>) = findings
        .iter()
        .partition(|f| f.code == input::DUPLICATE_RECORD);
    assert!((1..=21).contains(&twins.len()), "{twins:#?}");
    assert!(others.len() < 20, "{others:#?}");
}

#[test]
fn two_builds_give_the_same_bytes_and_load_again() {
    let (Some(g), Some(mut layers)) = (korea(), layers()) else {
        return;
    };
    layers.reverse();
    let (again, _) = Gazetteer::build(layers);
    let bytes = again.to_snapshot();
    assert!(
        bytes == g.to_snapshot(),
        "the order of layers shows in the gazetteer"
    );
    let loaded = Gazetteer::from_snapshot(bytes);
    assert!(loaded.as_ref() == Some(g));
}
