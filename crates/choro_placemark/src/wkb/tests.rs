use proptest::prelude::*;

use super::*;
use crate::Drape;
use crate::crs::Crs;
use crate::generated::geometry;

const DEPTH: usize = 16;

fn at(lon: f64, lat: f64) -> Vertex {
    Vertex {
        lon,
        lat,
        height: None,
    }
}

#[test]
fn what_viewers_cannot_show_is_mended_for_them() {
    let drape = Drape::default;
    let line = encode(&Geometry::Line(vec![at(1.0, 2.0)], drape())).expect("a form");
    assert_eq!((line.kind, line.bytes.len()), ("Point", 21));
    let open = vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0)];
    let area = encode(&Geometry::Polygon(open, Vec::new(), drape())).expect("a form");
    assert_eq!((area.kind, area.bytes.len()), ("Polygon", 9 + 4 + 4 * 16));
    assert_eq!(area.bounds, Some([0.0, 0.0, 1.0, 1.0]));
    let nowhere = Geometry::Point(at(f64::NAN, 0.0), drape());
    assert_eq!(encode(&nowhere), None);
    let points = vec![Geometry::Point(at(1.0, 2.0), drape()), nowhere];
    assert_eq!(
        encode(&Geometry::Multi(points)).map(|w| w.kind),
        Some("MultiPoint")
    );
}

#[test]
fn both_ways_of_saying_height_and_measure_are_read() {
    let point = |order: u8, code: u32, numbers: &[f64]| {
        let mut bytes = vec![order];
        bytes.extend(if order == 1 {
            code.to_le_bytes()
        } else {
            code.to_be_bytes()
        });
        let number = |n: &f64| {
            if order == 1 {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        bytes.extend(numbers.iter().flat_map(number));
        decode(&bytes, &Crs::Wgs84, DEPTH).expect("a point")
    };
    for (order, code) in [(1, 3001), (0, 3001), (1, 0xC000_0001), (0, 0xC000_0001)] {
        let read = point(order, code, &[1.0, 2.0, 3.0, 4.0]);
        let Some(Geometry::Point(vertex, _)) = read.geometry else {
            panic!("a point")
        };
        assert_eq!((vertex.lon, vertex.height), (1.0, Some(3.0)));
        assert_eq!(read.measures, [4.0]);
    }
    assert_eq!(point(1, 2001, &[1.0, 2.0, 9.0]).measures, [9.0]);
    assert_eq!(point(1, 1, &[f64::NAN, f64::NAN]).geometry, None);
}

#[test]
fn lies_about_counts_and_depth_are_refused() {
    let mut line = vec![1, 2, 0, 0, 0];
    line.extend(u32::MAX.to_le_bytes());
    assert!(matches!(
        decode(&line, &Crs::Wgs84, DEPTH),
        Err(Fault::Broken(_))
    ));
    let nested: Vec<u8> = [1, 7, 0, 0, 0, 1, 0, 0, 0].repeat(100_000);
    assert!(matches!(
        decode(&nested, &Crs::Wgs84, DEPTH),
        Err(Fault::Broken(_))
    ));
    let curve = [1, 8, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(decode(&curve, &Crs::Wgs84, DEPTH), Err(Fault::Kind(8)));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same_a_second_time(drawn in geometry()) {
        if let Some(first) = encode(&drawn) {
            let read = decode(&first.bytes, &Crs::Wgs84, DEPTH).expect("own bytes");
            if let Some(geometry) = read.geometry {
                prop_assert_eq!(encode(&geometry), Some(first));
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes, &Crs::Wgs84, DEPTH);
    }
}
