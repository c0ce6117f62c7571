use super::*;
use choro_geometry::{Polygon, Shape, destination};
use choro_placemark::{Collection, Description, Drape, Geometry, Verbatim, Vertex};

fn site(path: &str, name: &str, lat: f64, lon: f64) -> Site {
    let mut site = Site {
        id: format!("{path}/{name}@{lat},{lon}"),
        source: "sites/a.kml".into(),
        folders: path.split('/').map(str::to_owned).collect(),
        name: name.to_owned(),
        kind: format!("sort/{}", path.rsplit('/').next().unwrap_or_default()).into(),
        status: Vec::new(),
        position: Some(Position::new(lon, lat)).filter(|p| p.is_valid()),
        placemark: choro_placemark::Placemark::default(),
    };
    let height = None;
    let vertex = Vertex { lon, lat, height };
    site.placemark.geometry = Some(Geometry::Point(vertex, Drape::default()));
    site
}

fn beside(site: &Site, azimuth: f64, metres: f64) -> Site {
    let at = destination(site.position.expect("a position"), azimuth, metres);
    let path = site.folders.join("/");
    self::site(&path, &site.name, at.lat, at.lon)
}

/// Thirty sites of a province between 41 and 42 north, 128 and 129 east, off all grids.
fn list() -> Vec<Site> {
    (0..30u32)
        .map(|i| {
            let (row, column) = (f64::from(i / 6), f64::from(i % 6));
            let (lat, lon) = (41.0313 + row * 0.1771, 128.0177 + column * 0.1637);
            let names = ["Kapsan", "Pungsan", "Hyesan", "Samsu", "Paegam", "Unhung"];
            let name = format!("{} Bridge {i}", names[(i % 6) as usize]);
            site("Ryanggang/Bridges", &name, lat, lon)
        })
        .collect()
}

/// One area, and a sea east of 129.5.
struct World {
    land: PreparedShape,
    sea: PreparedShape,
}

fn square(west: f64, south: f64, east: f64, north: f64) -> PreparedShape {
    let corners = [
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ];
    let outer = corners.map(|(lon, lat)| Position::new(lon, lat)).to_vec();
    let holes = Vec::new();
    Shape::Polygons(vec![Polygon { outer, holes }]).prepared()
}

impl World {
    fn new() -> Self {
        Self {
            land: square(127.9, 40.9, 129.1, 42.1),
            sea: square(129.5, 39.0, 132.0, 42.1),
        }
    }
}

impl Surroundings for World {
    fn area(&self, folder: &str) -> Option<Area<'_>> {
        (folder == "Ryanggang").then_some(Area {
            name: "Ryanggang Province",
            shape: &self.land,
            accuracy_m: 1000.0,
        })
    }
    fn sea(&self, at: Position) -> Option<Area<'_>> {
        self.sea.contains(at).then_some(Area {
            name: "the East Sea",
            shape: &self.sea,
            accuracy_m: 1000.0,
        })
    }
}

fn told(sites: &[Site]) -> Vec<String> {
    let found = faults(sites, &About::default(), &World::new(), None);
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.message))
        .collect()
}

#[test]
fn a_list_without_faults_has_no_finding() {
    assert_eq!(told(&list()), Vec::<String>::new());
}

#[test]
fn a_site_marked_twice_is_told_once() {
    let mut sites = list();
    sites.push(beside(&sites[4], 80.0, 14.0));
    sites.push(sites[9].clone());
    assert_eq!(
        told(&sites),
        [
            "INP030 “Paegam Bridge 4” lies 14 m from another of that name and of the same type",
            "INP030 “Samsu Bridge 9” is here twice, with nothing different",
        ]
    );
}

#[test]
fn like_things_side_by_side_are_no_duplicates() {
    let mut sites = list();
    let gun = site("Ryanggang/Guns", "Gun", 41.4321, 128.4567);
    // A battery: six guns twelve metres apart, and elsewhere two numbered posts.
    sites.extend((0..6).map(|i| beside(&gun, 90.0, 12.0 * f64::from(i))));
    let post = site("Ryanggang/Posts", "Post 1", 41.6543, 128.7654);
    let mut other = beside(&post, 0.0, 15.0);
    other.name = "Post 2".to_owned();
    sites.extend([post, other]);
    let rows = told(&sites);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(
        rows[0].contains("taken for rows of like things"),
        "{rows:?}"
    );
    // Two of one name that say different things, and two of different types.
    let mut sites = list();
    let mut second = beside(&sites[4], 80.0, 14.0);
    second.placemark.feature.description = Some(Description("The old one, of wood.".to_owned()));
    sites[4].placemark.feature.description = Some(Description("Concrete, of 1988.".to_owned()));
    let mut ferry = beside(&sites[7], 80.0, 14.0);
    ferry.folders = ["Ryanggang".to_owned(), "Ferries".to_owned()].into();
    ferry.kind = "sort/Ferries".into();
    sites.extend([second, ferry]);
    assert_eq!(told(&sites), Vec::<String>::new());
}

#[test]
fn a_site_outside_the_area_of_its_folder_is_told_with_the_distance() {
    let mut sites = list();
    sites.push(site("Ryanggang/Dams", "Hamhung Dam", 40.1234, 128.5432));
    let found = faults(&sites, &About::default(), &World::new(), None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, choro_diagnostic::Severity::Warning);
    assert_eq!(
        found[0].message,
        "“Hamhung Dam” stands in the folder of Ryanggang Province but lies 86.2 km outside it"
    );
    assert_eq!(found[0].threshold.as_deref(), Some("3.0 km"));
    // Near the border nothing is told, and where most of a folder lies elsewhere the name is not
    // that of the area.
    sites.pop();
    sites.push(site("Ryanggang/Dams", "Border Dam", 40.8812, 128.5432));
    assert_eq!(told(&sites), Vec::<String>::new());
    for site in &mut sites {
        site.position = site.position.map(|p| Position::new(p.lon - 5.0, p.lat));
    }
    assert_eq!(told(&sites), Vec::<String>::new());
}

#[test]
fn what_stands_on_land_is_not_at_sea() {
    let mut sites = list();
    sites.push(site("East/Radars", "Radar", 40.5123, 130.4567));
    assert_eq!(
        told(&sites),
        ["INP031 “Radar” lies in the East Sea, 81.1 km from its shore"]
    );
    sites[30].kind = "nature/island".into();
    assert_eq!(told(&sites), Vec::<String>::new());
}

#[test]
fn exchanged_and_turned_coordinates_are_told_where_they_fall_among_the_rest() {
    let mut sites = list();
    sites.push(site("Ryanggang/Bridges", "A", 128.4321, 41.5678));
    sites.push(site("Ryanggang/Bridges", "B", 41.5678, -128.4321));
    sites.push(site("Ryanggang/Bridges", "C", -41.5678, 128.4321));
    let found = faults(&sites, &About::default(), &World::new(), None);
    let told: Vec<String> = found
        .iter()
        .map(|f| format!("{} {}", f.code, f.message))
        .collect();
    assert_eq!(
        told,
        [
            "INP032 “A” lies at latitude 128.4321, longitude 41.5678, far from the rest of its folder: latitude and longitude are exchanged",
            "INP032 “B” lies at latitude 41.5678, longitude -128.4321, far from the rest of its folder: the longitude has the wrong sign",
            "INP032 “C” lies at latitude -41.5678, longitude 128.4321, far from the rest of its folder: the latitude has the wrong sign",
        ]
    );
    assert!(
        found[0]
            .help
            .as_deref()
            .is_some_and(|h| h.starts_with("latitude 41.5678, longitude 128.4321"))
    );
    // A site far off by any reading, and a list of the whole world.
    let mut sites = list();
    sites.push(site("Abroad/Embassies", "Embassy", 52.5123, 13.3876));
    assert_eq!(self::told(&sites), Vec::<String>::new());
    let world: Vec<Site> = (0..40)
        .map(|i| {
            site(
                "World",
                &format!("Town {i}"),
                f64::from(i) * 3.3713 - 66.0,
                f64::from(i) * 8.8137 - 176.0,
            )
        })
        .collect();
    assert_eq!(self::told(&world), Vec::<String>::new());
}

#[test]
fn positions_on_a_grid_are_told_once_a_file() {
    let mut sites = list();
    let minute = 1.0 / 60.0;
    sites.extend((0..12).map(|i| {
        let i = f64::from(i);
        site(
            "Ryanggang/Mines",
            &format!("Mine {i}"),
            41.0 + (7.0 + 3.0 * i) * minute,
            128.0 + (11.0 + 2.0 * i) * minute,
        )
    }));
    let told = told(&sites);
    assert_eq!(told.len(), 1, "{told:?}");
    let expected =
        "INP033 12 of 42 positions (28.6 %) stand on whole minutes of arc, about 1.8 km apart";
    assert!(told[0].starts_with(expected), "{told:?}");
}

#[test]
fn places_of_the_moon_are_no_places_of_the_earth() {
    let moon = |about: About| {
        let names = [
            "Mare Imbrium",
            "Tycho",
            "Rima Hadley",
            "Copernicus",
            "Lacus Mortis",
        ];
        let sites: Vec<Site> = (0..25)
            .map(|i| {
                site(
                    "Craters",
                    &format!("{} {i}", names[i % 5]),
                    -31.23 + i as f64,
                    23.4567,
                )
            })
            .collect();
        let found = faults(&sites, &about, &World::new(), None);
        found
            .iter()
            .filter(|f| f.code == "INP034")
            .map(|f| f.message.clone())
            .collect::<Vec<_>>()
    };
    let mut file = Collection::default();
    let hint = Verbatim {
        name: "@hint".to_owned(),
        text: "target=moon".to_owned(),
        line: 1,
    };
    file.others.push((None, hint));
    assert_eq!(
        moon(About::of(&file)),
        ["the places of this file are on the Moon and not on the Earth: it says `target=moon`"]
    );
    let titled = |name: &str| About {
        titles: vec![name.to_owned()],
        hint: None,
    };
    assert!(moon(titled("Lunar nomenclature"))[0].contains("“Lunar nomenclature”"));
    assert!(moon(titled("Nomenclature"))[0].contains("another body"));
    // A title by itself says nothing.
    let found = faults(
        &list(),
        &titled("Travels of Moon Jae-in"),
        &World::new(),
        None,
    );
    assert!(found.is_empty());
}

#[test]
fn what_says_nothing_is_told_once_a_file() {
    let mut sites = list();
    for site in &mut sites[2..9] {
        let text = "Position taken from an older list; nothing of it was ever looked at again, nor is anything known of it.";
        site.placemark.feature.description = Some(Description(text.to_owned()));
    }
    sites[11].name = String::new();
    sites[12].name = String::new();
    sites[13].kind = "".into();
    let told = told(&sites);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], "INP035 2 sites have no name");
    assert!(
        told[1].starts_with("INP036 7 sites have the same description, “Position taken from"),
        "{told:?}"
    );
    assert_eq!(
        told[2],
        "INP037 no type is known for 1 of 30 sites, in 1 folders: “Ryanggang/Bridges” (1)"
    );
}

#[test]
fn a_finding_is_known_again_after_other_sites_changed() {
    let mut sites = list();
    sites.push(beside(&sites[4], 80.0, 14.0));
    let before = faults(&sites, &About::default(), &World::new(), None);
    sites.remove(0);
    for site in &mut sites {
        site.placemark.feature.line += 40;
    }
    let after = faults(&sites, &About::default(), &World::new(), None);
    assert_eq!(before[0].fingerprint, after[0].fingerprint);
    assert_ne!(before[0].message, after[0].message);
}

#[test]
fn many_faults_of_a_sort_are_summed_up() {
    let base = list();
    let mut sites: Vec<Site> = (0..1050)
        .map(|i| {
            site(
                "Ryanggang/Bridges",
                &format!("Bridge of {i}"),
                41.0313 + f64::from(i) * 0.0009,
                128.1771,
            )
        })
        .collect();
    sites.extend(sites.clone());
    sites.extend(base);
    let found = faults(&sites, &About::default(), &Unknown, None);
    assert_eq!(found.len(), 1001);
    assert!(
        found
            .iter()
            .any(|f| f.message.starts_with("50 more sites with this fault"))
    );
}
