use choro_placemark::{Datum, Description, Drape, Folder, Time, Value, Vertex};
use proptest::prelude::*;

use super::*;
use crate::Kept;

fn vertex(lon: f64, lat: f64) -> Vertex {
    let height = None;
    Vertex { lon, lat, height }
}

#[test]
fn a_position_stands_for_line_and_area() {
    let drape = Drape::default;
    let at = |geometry: Option<Geometry>| {
        position(&Placemark {
            geometry,
            ..Placemark::default()
        })
    };
    let line = vec![vertex(128.0, 41.0), vertex(128.2, 41.0)];
    let middle = at(Some(Geometry::Line(line, drape()))).expect("a middle");
    assert!((middle.lon - 128.1).abs() < 1e-6);
    // Of a U the centroid lies in the opening.
    let corners = [
        (0.0, 0.0),
        (3.0, 0.0),
        (3.0, 3.0),
        (2.0, 3.0),
        (2.0, 0.5),
        (1.0, 0.5),
        (1.0, 3.0),
        (0.0, 3.0),
    ];
    let ring: Vec<Vertex> = corners.iter().map(|c| vertex(c.0, c.1)).collect();
    let inside = at(Some(Geometry::Polygon(ring, Vec::new(), drape()))).expect("a point inside");
    assert!(
        inside.lat < 0.5 || inside.lon < 1.0 || inside.lon > 2.0,
        "{inside:?}"
    );
    assert_eq!(at(Some(Geometry::Point(vertex(0.0, 95.0), drape()))), None);
    assert_eq!(at(None), None);
}

fn folder(index: u32, parent: Option<u32>, name: &str) -> Item {
    Item::Folder(Folder {
        index,
        feature: Feature {
            folder: parent,
            name: Some(name.to_owned()),
            ..Feature::default()
        },
        ..Folder::default()
    })
}

fn placemark(folder: u32, name: &str, description: &str) -> Placemark {
    let mut placemark = Placemark::default();
    let feature = &mut placemark.feature;
    feature.folder = Some(folder);
    feature.name = Some(name.to_owned());
    feature.description = Some(Description(description.to_owned()));
    feature.time = Some(Time {
        begin: Some("2006".to_owned()),
        ..Time::default()
    });
    feature.data.push(Datum {
        name: "note".to_owned(),
        display: None,
        value: Value::Text("x".to_owned()),
        schema: None,
    });
    placemark.geometry = Some(Geometry::Point(vertex(129.0, 41.0), Drape::default()));
    placemark
}

fn streamed(items: &[Item], kept: Kept) -> Inventory {
    let mut inventory = Inventory::default();
    let mut taking = inventory.taking("a.kml", Mapping::shipped(), kept);
    items.iter().cloned().for_each(|item| taking.push(item));
    taking.finish();
    inventory
}

#[test]
fn a_folder_told_in_full_behind_its_sites_counts_for_them() {
    let site = Item::Placemark(placemark(0, "X", ""));
    let found = streamed(
        &[folder(0, None, "draft"), site, folder(0, None, "Dams")],
        Kept::All,
    );
    assert_eq!(&*found.sites[0].kind, "energy/dam");
    assert_eq!(found.sites[0].id, "a.kml#Dams/X");
    assert_eq!(found.unmapped, []);
}

#[test]
fn an_outline_has_what_questions_ask_for_and_no_words() {
    let site = Item::Placemark(placemark(0, "X", "Demolished in 2016."));
    let items = [folder(0, None, "Dams"), site];
    let (all, outline) = (streamed(&items, Kept::All), streamed(&items, Kept::Outline));
    let (whole, site) = (&all.sites[0], &outline.sites[0]);
    assert_eq!(
        (&whole.id, &whole.kind, &whole.status),
        (&site.id, &site.kind, &site.status)
    );
    assert_eq!(site.state_now(), Some(crate::State::Demolished));
    assert_eq!(whole.placemark.geometry, site.placemark.geometry);
    assert!(site.placemark.feature.time.is_some());
    assert_eq!(site.placemark.feature.description, None);
    assert!(site.placemark.feature.data.is_empty() && !whole.placemark.feature.data.is_empty());
}

proptest! {
    #[test]
    fn item_by_item_is_as_at_once(
        rows in prop::collection::vec((0u32..4, "(dam|radar|a|)", "(|Built in 2011\\.|x)"), 0..20),
    ) {
        let names = ["Ryanggang", "Dams", "Oddities", "Former sites"];
        let mut items: Vec<Item> = (0..)
            .zip(names)
            .map(|(at, name)| folder(at, at.checked_sub(2), name))
            .collect();
        items.extend(rows.iter().map(|(f, n, d)| Item::Placemark(placemark(*f, n, d))));
        let mut collection = Collection::default();
        items.iter().cloned().for_each(|item| collection.push(item));
        let mut at_once = Inventory::default();
        at_once.take("a.kml", collection, Mapping::shipped());
        prop_assert_eq!(streamed(&items, Kept::All), at_once);
    }
}
