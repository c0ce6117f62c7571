//! The provinces of a peninsula at 10,000 vertices (Who's On First), a river, a sea.

use choro_geometry::{
    LyingIn, Outcome, Part, Position, PreparedShape, Shape, SharedLine, Wind, judge_border,
    judge_containment, judge_forms_border, judge_on_feature, judge_position_in, rank_in,
    whereabouts,
};

use crate::data::{Feature, layer};

const PROVINCES: &str = "gazetteer/wof_kp_polygons.geojson";
const ACCURACY: f64 = 1_500.0;
const HOERYONG: Position = Position {
    lon: 129.7492,
    lat: 42.4428,
};

fn province<'a>(features: &'a [Feature], name: &str) -> &'a PreparedShape {
    features
        .iter()
        .find(|f| f.placetype == "region" && f.name == name)
        .map(|f| &f.prepared)
        .unwrap_or_else(|| panic!("no province {name}"))
}

fn point(lon: f64, lat: f64) -> PreparedShape {
    Shape::Point(Position::new(lon, lat)).prepared()
}

#[test]
fn the_neighbours_of_north_hamgyong() {
    let Some(layer) = layer(PROVINCES) else {
        return;
    };
    let north = province(&layer, "North Hamgyŏng");
    let judge = |name: &str, wind| {
        let judged = judge_border(north, province(&layer, name), Some(wind), ACCURACY);
        eprintln!("{name} {wind}: {:?} {}", judged.outcome, judged.summary());
        judged
    };
    let (south, ryanggang) = ("South Hamgyŏng", "Ryanggang");
    assert!(judge(south, Wind::Se).is_contradicted());
    let east = judge(ryanggang, Wind::E);
    assert!(east.is_contradicted());
    assert!((east.margin - 97.0).abs() < 10.0);
    assert!(judge(south, Wind::Sw).is_supported());
    assert!(!judge(south, Wind::S).is_contradicted());
    assert!(!judge(ryanggang, Wind::Sw).is_contradicted());
    assert!(judge(ryanggang, Wind::W).is_supported());
    let line = SharedLine::between(north, province(&layer, ryanggang), ACCURACY).expect("a border");
    eprintln!("Ryanggang: {:?}", line.sectors());
}

#[test]
fn the_sea_and_the_river() {
    let (Some(provinces), Some(seas), Some(rivers)) = (
        layer(PROVINCES),
        layer("ne/neasia_ne_10m_geography_marine_polys.geojson"),
        layer("ne/neasia_ne_10m_rivers_lake_centerlines.geojson"),
    ) else {
        return;
    };
    let Some(first_level) = layer("ne/neasia_ne_10m_admin_1.geojson") else {
        return;
    };
    let named = |features: &'static str, from: &[Feature]| {
        from.iter()
            .position(|f| f.name == features)
            .unwrap_or_else(|| panic!("no {features}"))
    };
    let north = province(&provinces, "North Hamgyŏng");
    let sea = &seas[named("Sea of Japan", &seas)].prepared;
    let east = judge_border(north, sea, Some(Wind::E), 8_000.0);
    eprintln!("sea E: {}", east.summary());
    assert!(east.is_supported());
    assert!(judge_border(north, sea, Some(Wind::W), 8_000.0).is_contradicted());
    let tumen = &rivers[named("Tumen", &rivers)].prepared;
    let runs = judge_border(north, tumen, Some(Wind::N), 8_000.0);
    eprintln!("Tumen N: {}", runs.summary());
    assert!(!runs.is_contradicted());
    assert!(judge_border(north, tumen, Some(Wind::S), 8_000.0).is_contradicted());
    let jilin = &first_level[named("Jilin", &first_level)].prepared;
    let forms = judge_forms_border(tumen, north, jilin, 8_000.0);
    eprintln!("Tumen forms the border: {}", forms.summary());
    assert!(forms.is_supported());
    let hoeryong = Shape::Point(HOERYONG).prepared();
    assert!(judge_on_feature(&hoeryong, tumen, 4_000.0).is_supported());
    let kimchaek = point(129.2, 40.67);
    assert!(judge_on_feature(&kimchaek, tumen, 4_000.0).is_contradicted());
}

#[test]
fn parts_of_the_province() {
    let Some(layer) = layer(PROVINCES) else {
        return;
    };
    let north = province(&layer, "North Hamgyŏng");
    let judge = |lon, lat, part| judge_position_in(&point(lon, lat), north, part, 0.0);
    let (south, _) = rank_in(north, HOERYONG).expect("a rank");
    eprintln!("Hoeryong: {south:.3} of the province lies further south");
    // By area; by the box's latitudes alone it would be 0.77.
    assert!((south - 0.844).abs() < 0.02, "{south}");
    assert!(judge(HOERYONG.lon, HOERYONG.lat, Part::Side(Wind::N)).is_supported());
    assert!(judge(HOERYONG.lon, HOERYONG.lat, Part::Side(Wind::S)).is_contradicted());
    // The Wangjaesan monument "in the far north-east".
    let far = judge(130.06, 42.83, Part::Far(Wind::Ne));
    eprintln!("Wangjaesan: {}", far.summary());
    assert_ne!(far.outcome, Outcome::Contradicted);
    assert!(judge(129.2, 40.67, Part::Side(Wind::N)).is_contradicted());
}

#[test]
fn inside_and_a_little_outside() {
    let Some(layer) = layer(PROVINCES) else {
        return;
    };
    let north = province(&layer, "North Hamgyŏng");
    let hoeryong = Shape::Point(HOERYONG).prepared();
    assert!(judge_containment(&hoeryong, north, ACCURACY, LyingIn::Unknown).is_supported());
    let pyongyang = point(125.75, 39.03);
    assert!(judge_containment(&pyongyang, north, ACCURACY, LyingIn::Apart).is_contradicted());
    // The layer's own point of Hyesan lies 0.13 km outside its polygon of Hyesan.
    let hyesan = layer
        .iter()
        .find(|f| f.name == "Hyesan" && f.placetype == "county");
    if let Some(county) = hyesan {
        let found = whereabouts(Position::new(128.17780, 41.40100), &county.prepared);
        eprintln!("Hyesan: {found:?}");
    }
    // Every county lies in one province, whatever the edges do.
    let counties = layer.iter().filter(|f| f.placetype == "county");
    let mut held = 0;
    let mut all = 0;
    for county in counties {
        all += 1;
        held += usize::from(
            layer
                .iter()
                .filter(|f| f.placetype == "region")
                .any(|region| {
                    judge_containment(
                        &county.prepared,
                        &region.prepared,
                        ACCURACY,
                        LyingIn::Unknown,
                    )
                    .is_supported()
                }),
        );
    }
    eprintln!("counties {all}, of which in a province {held}");
    assert!(held * 100 >= all * 90);
}

#[test]
fn across_the_border_and_in_the_country() {
    let (Some(units), Some(first_level), Some(countries)) = (
        layer(PROVINCES),
        layer("ne/neasia_ne_10m_admin_1.geojson"),
        layer("ne/neasia_ne_50m_admin_0_countries.geojson"),
    ) else {
        return;
    };
    let county = units
        .iter()
        .find(|f| f.placetype == "county" && f.name.starts_with("Hoer"))
        .expect("the county");
    let jilin = first_level
        .iter()
        .find(|f| f.name == "Jilin")
        .expect("Jilin");
    let judge = |wind| judge_border(&county.prepared, &jilin.prepared, Some(wind), 8_000.0);
    eprintln!("Hoeryong county, Jilin N: {}", judge(Wind::N).summary());
    assert!(!judge(Wind::N).is_contradicted());
    assert!(judge(Wind::Se).is_contradicted());
    let rason = province(&units, "Rasŏn");
    let russia = countries
        .iter()
        .find(|f| f.name == "Russia")
        .expect("Russia");
    let russian = judge_border(rason, &russia.prepared, None, 8_000.0);
    eprintln!("Rason, Russia: {}", russian.summary());
    assert!(russian.is_supported());
    let country = units
        .iter()
        .find(|f| f.placetype == "country")
        .expect("a country");
    let hyesan = judge_position_in(
        &point(128.178, 41.401),
        &country.prepared,
        Part::Side(Wind::N),
        0.0,
    );
    eprintln!("Hyesan in the north: {}", hyesan.summary());
    assert!(hyesan.is_supported());
}
