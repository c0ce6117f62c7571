//! Shapes of good and faulty geometries.

use super::*;

fn faults(text: &str) -> Vec<(&'static str, String)> {
    build(text).faults
}

#[test]
fn every_kind_of_geometry_gives_a_shape() {
    let line = build(r#"{"coordinates":[[1,2],[3,4,500]],"type":"LineString"}"#);
    assert_eq!(
        line.shape,
        Some(Shape::Lines(vec![vec![
            Position::new(1.0, 2.0),
            Position::new(3.0, 4.0)
        ]]))
    );
    let points = build(r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#);
    assert!(points.partial);
    assert_eq!(points.shape, Some(Shape::Point(Position::new(1.0, 2.0))));
    let lines = build(r#"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}"#);
    assert!(matches!(lines.shape, Some(Shape::Lines(l)) if l.len() == 2));
    let ring = "[[0,0],[4,0],[4,4],[0,0]]";
    let hole = "[[3,1],[3.5,1],[3,2],[3,1]]";
    let polygon = build(&format!(
        r#"{{"type":"Polygon","coordinates":[{ring},{hole}]}}"#
    ));
    assert!(matches!(polygon.shape, Some(Shape::Polygons(p)) if p[0].holes.len() == 1));
    let all = build(&format!(
        r#"{{"type":"GeometryCollection","geometries":[{{"type":"Point","coordinates":[1,1]}},
        {{"type":"MultiPolygon","coordinates":[[{ring}],[{ring}]]}}]}}"#
    ));
    assert!(matches!(all.shape, Some(Shape::Polygons(p)) if p.len() == 2));
    assert_eq!(all.point, Some(Position::new(1.0, 1.0)));
    assert!(!all.partial && all.faults.is_empty());
}

#[test]
fn rings_are_closed_or_dropped_and_said_so() {
    let open = build(r#"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4]]]}"#);
    assert!(matches!(open.shape, Some(Shape::Polygons(p)) if p[0].outer.len() == 4));
    assert!(open.faults[0].1.contains("was closed"));
    let short = build(r#"{"type":"Polygon","coordinates":[[[0,0],[4,0],[0,0]]]}"#);
    assert_eq!(short.shape, None);
    assert_eq!(short.faults[0].0, "INP007");
}

#[test]
fn what_is_no_geometry_is_said_so() {
    assert_eq!(faults(r#"{"type":"Point","coordinates":[129.8,41.8]}"#), []);
    assert!(
        faults(r#"{"type":"Point","coordinates":[41.8,129.8]}"#)[0]
            .1
            .contains("swapped")
    );
    assert_eq!(
        faults(r#"{"type":"Point","coordinates":["1","2"]}"#)[0].0,
        "INP006"
    );
    assert_eq!(
        faults(r#"{"type":"Point","coordinates":[null,2]}"#)[0].0,
        "INP006"
    );
    assert_eq!(
        faults(r#"{"type":"Point","coordinates":[]}"#)[0].0,
        "INP006"
    );
    assert_eq!(
        faults(r#"{"type":"Polygon","coordinates":[[[1,2],[3,400],[5,6],[1,2]]]}"#)[0].0,
        "INP006"
    );
    for bad in [
        r#"{"type":"Polygon"}"#,
        r#"{"type":"Polygon","coordinates":[]}"#,
        r#"{"type":"LineString","coordinates":[[1,2]]}"#,
        r#"{"type":"Curve","coordinates":[1,2]}"#,
        r#""Point""#,
        r#"{"type":"GeometryCollection"}"#,
    ] {
        assert_eq!(faults(bad)[0].0, "INP007", "{bad}");
    }
    let deep = format!(
        r#"{{"type":"Polygon","coordinates":{}1{}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    assert_eq!(faults(&deep)[0].0, "INP007");
}
