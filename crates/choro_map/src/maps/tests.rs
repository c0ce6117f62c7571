use super::*;
use choro_gazetteer::{Attribute, Footprint, Name, Relation, SourceId};
use choro_geometry::Polygon;
use choro_network::Network;
use choro_quantity::When;

fn place(id: u32, name: &str, class: Class, shape: Option<Shape>, at: (f64, f64)) -> Place {
    let source = SourceId(0);
    Place {
        id: PlaceId(id),
        key: format!("own:{id}"),
        names: vec![Name {
            text: name.to_owned(),
            language: String::new(),
            role: choro_layer::Role::Preferred,
            when: When::default(),
            source,
        }],
        class,
        also: Vec::new(),
        footprints: shape
            .map(|shape| Footprint {
                shape,
                accuracy: 100.0,
                when: When::default(),
                source,
            })
            .into_iter()
            .collect(),
        point: Some(Position::new(at.0, at.1)),
        parents: Vec::<Relation>::new(),
        capital_of: Vec::new(),
        attributes: vec![Attribute {
            key: "population".to_owned(),
            value: "1000".to_owned(),
            number: Some(1000.0),
            unit: "persons".to_owned(),
            when: When::default(),
            source,
        }],
        records: Vec::new(),
        merges: Vec::new(),
        rank: 100,
    }
}

fn square(west: f64, south: f64, size: f64) -> Shape {
    let ring = [
        (0.0, 0.0),
        (size, 0.0),
        (size, size),
        (0.0, size),
        (0.0, 0.0),
    ]
    .map(|(x, y)| Position::new(west + x, south + y));
    Shape::Polygons(vec![Polygon {
        outer: ring.to_vec(),
        holes: Vec::new(),
    }])
}

fn world() -> Vec<Place> {
    let river = (0..200)
        .map(|i| {
            let t = f64::from(i) / 199.0;
            Position::new(128.5 + 2.0 * t, 42.0 + 0.5 * t + 0.01 * (t * 60.0).sin())
        })
        .collect();
    vec![
        place(
            0,
            "North Hamgyong",
            Class::Province,
            Some(square(128.0, 40.5, 2.5)),
            (129.2, 41.7),
        ),
        place(1, "Chongjin", Class::City, None, (129.78, 41.79)),
        place(2, "<Kim & \"Co\">", Class::Town, None, (129.9, 41.6)),
        place(
            3,
            "Tumen",
            Class::River,
            Some(Shape::Lines(vec![river])),
            (129.0, 42.2),
        ),
        place(4, "Nowhere", Class::Village, None, (f64::NAN, 95.0)),
    ]
}

fn link(id: PlaceId) -> Option<String> {
    (id.0 != 4).then(|| format!("place/{}.html", id.0))
}

#[test]
fn a_locator_shows_the_place_its_province_river_and_neighbours() {
    let places = world();
    let ground = Ground::new(&places, &Network::default());
    let map = locator(&ground, &places[1], &link).expect("it has a point");
    assert!(
        map.svg
            .contains("<title id=\"map-own-1-t\">Map of Chongjin</title>"),
        "{}",
        map.svg
    );
    assert!(map.svg.contains("41.7900° N, 129.7800° E"));
    assert!(map.svg.contains("dot here") && map.svg.contains("class=\"river\""));
    assert!(map.svg.contains("href=\"place/2.html\""));
    assert!(map.svg.contains("&lt;Kim &amp; &quot;Co&quot;&gt;") && !map.svg.contains("<Kim"));
    assert!(map.svg.len() < 12_000, "{}", map.svg.len());
}

#[test]
fn an_area_is_drawn_as_an_area_and_a_river_as_a_line() {
    let places = world();
    let ground = Ground::new(&places, &Network::default());
    let province = locator(&ground, &places[0], &link)
        .expect("it has an area")
        .svg;
    assert!(province.contains("class=\"area here\"") && !province.contains("dot here"));
    let river = locator(&ground, &places[3], &link)
        .expect("it has a line")
        .svg;
    assert!(river.contains("class=\"river here\""));
}

#[test]
fn a_place_off_the_globe_has_no_map() {
    let places = world();
    let ground = Ground::new(&places, &Network::default());
    assert_eq!(locator(&ground, &places[4], &link), None);
    assert_eq!(overview(&ground, "x", &[], &[], &link), None);
}

#[test]
fn one_distant_place_does_not_shrink_the_region() {
    let places = world();
    let ground = Ground::new(&places, &Network::default());
    let mark = |place: &Place, kind| Mark {
        place: place.id,
        at: place.point.expect("set"),
        label: place.name().to_owned(),
        kind,
    };
    let mut marks: Vec<Mark> = places[..4]
        .iter()
        .map(|p| mark(p, MarkKind::Supported))
        .collect();
    marks[1].kind = MarkKind::Contradicted;
    marks.push(Mark {
        place: PlaceId(9),
        at: Position::new(37.6, 55.75),
        label: "Moscow".to_owned(),
        kind: MarkKind::Supported,
    });
    let svg = document(&ground, "Places", &marks, &link)
        .expect("marks")
        .svg;
    assert!(!svg.contains("Moscow") && svg.contains("mark contradicted"));
    assert!(svg.contains("5 places marked: 1 contradicted"));
}

#[test]
fn the_same_ground_gives_the_same_bytes() {
    let places = world();
    let draw = || {
        let ground = Ground::new(&places, &Network::default());
        locator(&ground, &places[0], &link).map(|m| m.standalone())
    };
    let map = draw().expect("it has an area");
    assert_eq!(Some(map.clone()), draw());
    assert!(map.starts_with("<?xml") && map.contains("<style>.map {"));
}
