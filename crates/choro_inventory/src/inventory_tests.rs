use choro_placemark::{Drape, Feature, Folder, FolderKind, Geometry, Item, Placemark, Vertex};
use proptest::prelude::*;

use super::*;

fn folder(index: u32, parent: Option<u32>, name: &str) -> Item {
    let feature = Feature {
        folder: parent,
        name: Some(name.to_owned()),
        ..Feature::default()
    };
    Item::Folder(Folder {
        index,
        kind: FolderKind::Folder,
        feature,
    })
}

fn vertex(lon: f64, lat: f64) -> Vertex {
    let height = None;
    Vertex { lon, lat, height }
}

fn placemark(folder: Option<u32>, name: &str, lon: f64, lat: f64) -> Placemark {
    Placemark {
        feature: Feature {
            folder,
            name: Some(name.to_owned()),
            ..Feature::default()
        },
        geometry: Some(Geometry::Point(vertex(lon, lat), Drape::default())),
    }
}

fn ids(placemarks: Vec<Placemark>) -> Vec<String> {
    let mut collection = Collection::default();
    collection.push(folder(0, None, "Ryanggang"));
    collection.push(folder(1, Some(0), "Dams"));
    collection.placemarks = placemarks;
    let mut inventory = Inventory::default();
    inventory.take("a.kml", collection, Mapping::shipped());
    inventory.sites.into_iter().map(|site| site.id).collect()
}

#[test]
fn ids_are_of_the_file_or_of_path_and_name() {
    let mut own = placemark(Some(1), "Dam", 128.0, 41.0);
    own.feature.id = "dam-7".to_owned();
    let found = ids(vec![
        own.clone(),
        placemark(Some(1), "Dam", 128.0, 41.0),
        placemark(Some(1), "Dam", 128.5, 41.0),
        placemark(Some(1), "Dam", 128.5, 41.0),
        placemark(None, "Dam", 128.5, 41.0),
        own,
    ]);
    assert_eq!(
        found,
        [
            "dam-7",
            "a.kml#Ryanggang/Dams/Dam",
            "a.kml#Ryanggang/Dams/Dam@41.0000,128.5000",
            "a.kml#Ryanggang/Dams/Dam@41.0000,128.5000~2",
            "a.kml#Dam",
            "a.kml#Ryanggang/Dams/dam-7",
        ]
    );
}

proptest! {
    #[test]
    fn an_id_outlives_sites_added_behind(
        names in prop::collection::vec("[ab]{0,2}", 1..12), more in prop::collection::vec("[ab]{0,2}", 0..6),
    ) {
        let make = |names: &[String]| -> Vec<Placemark> {
            names.iter().enumerate().map(|(i, n)| placemark(Some(1), n, 128.0 + (i % 3) as f64, 41.0)).collect()
        };
        let before = ids(make(&names));
        let all: Vec<String> = names.iter().chain(&more).cloned().collect();
        let after = ids(make(&all));
        prop_assert_eq!(&after[..before.len()], &before[..]);
        let mut unique = after.clone();
        unique.sort();
        unique.dedup();
        prop_assert_eq!(unique.len(), after.len());
    }
}
