use super::*;
use choro_geometry::{Position, destination};
use choro_placemark::{Description, Drape, Geometry, Vertex};

/// A site at a point, with a description of its own.
fn site(path: &str, name: &str, lat: f64, lon: f64) -> Site {
    let mut site = Site {
        id: String::new(),
        source: "a.kml".into(),
        folders: path.split('/').map(str::to_owned).collect(),
        name: name.to_owned(),
        kind: path.rsplit('/').next().unwrap_or_default().into(),
        status: Vec::new(),
        position: Some(Position::new(lon, lat)),
        placemark: choro_placemark::Placemark::default(),
    };
    let height = None;
    let vertex = Vertex { lon, lat, height };
    site.placemark.geometry = Some(Geometry::Point(vertex, Drape::default()));
    site.placemark.feature.name = Some(name.to_owned());
    site.placemark.feature.description = Some(Description(format!("Seen at {lat} {lon}.")));
    site
}

fn at(site: &Site, azimuth: f64, metres: f64) -> Site {
    let to = destination(site.position.expect("a position"), azimuth, metres);
    let mut moved = site.clone();
    moved.position = Some(to);
    moved
}

/// Forty sites of two provinces, on an irregular grid.
fn list() -> Vec<Site> {
    let sorts = ["Bridges", "Dams", "Mines", "Radars"];
    (0..40u32)
        .map(|i| {
            let (row, column) = (f64::from(i / 8), f64::from(i % 8));
            let province = if i < 20 { "Ryanggang" } else { "Chagang" };
            let sort = sorts[(i % 4) as usize];
            let path = format!("{province}/{sort}");
            let name = format!("{} {i}", sort.trim_end_matches('s'));
            site(
                &path,
                &name,
                41.0 + row * 0.11 + column * 0.003,
                128.0 + column * 0.13,
            )
        })
        .collect()
}

/// The changes in words: sort, old name, new name.
fn told(old: &[Site], new: &[Site]) -> Vec<String> {
    let found = difference(old, new, &DifferenceOptions::default());
    let name =
        |sites: &[Site], at: Option<usize>| at.map_or("-".to_owned(), |i| sites[i].name.clone());
    let told = found.changes.iter().map(|change| {
        format!(
            "{}: {} > {}",
            change.what.name(),
            name(old, change.old),
            name(new, change.new)
        )
    });
    told.collect()
}

#[test]
fn a_release_is_no_change_to_itself_in_any_order() {
    let old = list();
    let mut new = list();
    new.reverse();
    let found = difference(&old, &new, &DifferenceOptions::default());
    assert!(found.changes.is_empty(), "{:?}", found.changes);
    assert_eq!((found.pairs.len(), found.unchanged()), (40, 40));
}

#[test]
fn each_sort_of_change_is_told_of_the_site_it_befell() {
    let old = list();
    let mut new = list();
    new[3] = at(&new[3], 90.0, 800.0);
    new[5].name = "Kapsan Dam".to_owned();
    new[9].folders = ["Ryanggang".to_owned(), "Tunnels".to_owned()].into();
    new[9].kind = "Tunnels".into();
    new[12].placemark.feature.description = Some(Description("Seen again.".to_owned()));
    new[15] = at(&new[15], 0.0, 300.0);
    new[15].name = "Hyesan Radar".to_owned();
    let gone = new.remove(30);
    new.push(site("Chagang/Mines", "Huichon Mine", 40.2, 126.3));
    let told = told(&old, &new);
    assert_eq!(
        told,
        [
            "moved: Radar 3 > Radar 3",
            "renamed: Dam 5 > Kapsan Dam",
            "retyped: Dam 9 > Dam 9",
            "description: Bridge 12 > Bridge 12",
            "moved: Radar 15 > Hyesan Radar",
            "renamed: Radar 15 > Hyesan Radar",
            "added: - > Huichon Mine",
            &format!("gone: {} > -", gone.name),
        ]
    );
    let found = difference(&old, &new, &DifferenceOptions::default());
    let What::Moved {
        metres,
        azimuth,
        shift,
    } = found.changes[0].what
    else {
        panic!("moved first")
    };
    assert!((metres - 800.0).abs() < 1.0 && (azimuth - 90.0).abs() < 1.0);
    assert_eq!(shift, None);
    assert_eq!(found.unchanged(), 39 - 5);
    assert_eq!(found.counts(), [1, 1, 2, 2, 1, 0, 1, 0, 0]);
}

#[test]
fn another_site_at_a_place_is_not_the_one_that_stood_there() {
    let old = list();
    let mut new = list();
    new[7] = site("Chagang/Schools", "Girls' school", 0.0, 0.0);
    new[7].position = at(&old[7], 10.0, 40.0).position;
    let told = told(&old, &new);
    assert_eq!(told, ["added: - > Girls' school", "gone: Radar 7 > -"]);
}

#[test]
fn a_number_apart_is_another_site() {
    let mut old = list();
    old.push(site("Chagang/Guns", "Battery 1", 40.0, 127.0));
    let mut new = list();
    let mut second = at(old.last().expect("one"), 45.0, 120.0);
    second.name = "Battery 2".to_owned();
    second.placemark.feature.description = None;
    new.push(second);
    assert_eq!(
        told(&old, &new),
        ["added: - > Battery 2", "gone: Battery 1 > -"]
    );
}

#[test]
fn a_folder_drawn_off_is_one_shift_even_among_namesakes() {
    let row = |offset: f64| -> Vec<Site> {
        let first = site("Chagang/Guns", "Gun", 40.0, 127.0);
        let mut guns: Vec<Site> = (0..8)
            .map(|i| at(&first, 90.0, 150.0 * f64::from(i)))
            .collect();
        guns.extend((0..6).map(|i| {
            let mut post = at(&first, 0.0, 900.0 + 2000.0 * f64::from(i));
            post.name = format!(
                "Post of {}",
                [
                    "Anju", "Kaech'on", "Sunch'on", "Tokch'on", "Huich'on", "Manp'o"
                ][i as usize]
            );
            post
        }));
        guns.iter().map(|gun| at(gun, 90.0, offset)).collect()
    };
    let (mut old, mut new) = (list(), list());
    old.extend(row(0.0));
    new.extend(row(110.0));
    let found = difference(&old, &new, &DifferenceOptions::default());
    assert_eq!(found.counts(), [0, 0, 14, 0, 0, 0, 0, 0, 0]);
    assert!(
        found.pairs.iter().all(|(was, is)| was == is),
        "{:?}",
        found.pairs
    );
    assert_eq!(found.shifts.len(), 1);
    assert_eq!(found.shifts[0].folders, ["Chagang", "Guns"]);
    assert_eq!(found.shifts[0].sites, 14);
    assert!((found.shifts[0].metres - 110.0).abs() < 2.0);
}

#[test]
fn a_wrapping_folder_and_a_folder_renamed_change_no_site_but_its_folder() {
    let wrap = |mut sites: Vec<Site>, name: &str| {
        for site in &mut sites {
            let around = std::iter::once(name.to_owned());
            site.folders = around.chain(site.folders.iter().cloned()).collect();
        }
        sites
    };
    let (old, new) = (wrap(list(), "Release 2019"), wrap(list(), "Release 2022"));
    assert_eq!(told(&old, &new), Vec::<String>::new());
    let mut refiled = list();
    for site in refiled
        .iter_mut()
        .filter(|s| *s.folders == ["Chagang", "Dams"])
    {
        site.folders = ["Chagang", "Dams and weirs"].map(str::to_owned).into();
    }
    let found = difference(&list(), &refiled, &DifferenceOptions::default());
    assert_eq!(found.counts(), [0, 0, 0, 0, 5, 0, 0, 0, 0]);
    assert_eq!(found.refiled.len(), 1);
    assert_eq!(found.refiled[0].to, ["Chagang", "Dams and weirs"]);
    assert_eq!(found.refiled[0].sites, 5);
}

#[test]
fn fewer_decimals_are_no_move() {
    let old = list().iter().map(|s| at(s, 33.0, 3.21)).collect::<Vec<_>>();
    let mut new = old.clone();
    for site in &mut new {
        let four = |degrees: f64| (degrees * 1e4).round() / 1e4;
        site.position = site
            .position
            .map(|p| Position::new(four(p.lon), four(p.lat)));
    }
    assert_eq!(told(&old, &new), Vec::<String>::new());
}

#[test]
fn ids_are_followed_where_they_name_the_same_sites_and_not_where_they_number_rows() {
    let numbered = |mut sites: Vec<Site>, first: u32| {
        for (i, site) in (first..).zip(&mut sites) {
            site.placemark.feature.id = i.to_string();
        }
        sites
    };
    let old = numbered(list(), 0);
    let mut new = old.clone();
    new[4] = at(&new[4], 200.0, 5000.0);
    new[4].name = "Manpo".to_owned();
    new[4].placemark.feature.description = None;
    let told_by_id = told(&old, &new);
    assert_eq!(told_by_id[0], "moved: Bridge 4 > Manpo");
    // A row more at the beginning: every number is another site's.
    let mut rows = list();
    rows.insert(0, site("Chagang/Mines", "Huichon Mine", 40.2, 126.3));
    let rows = numbered(rows, 0);
    assert_eq!(told(&old, &rows), ["added: - > Huichon Mine"]);
}

#[test]
fn a_line_drawn_further_has_another_geometry_and_has_not_moved() {
    let line = |ends: &[f64]| {
        let mut site = site("Chagang/Roads", "Road", 40.0, 127.0);
        let vertices = ends.iter().map(|lon| Vertex {
            lon: *lon,
            lat: 40.0,
            height: None,
        });
        site.placemark.geometry = Some(Geometry::Line(vertices.collect(), Drape::default()));
        let middle = f64::midpoint(ends[0], ends[ends.len() - 1]);
        site.position = Some(Position::new(middle, 40.0));
        site
    };
    let (mut old, mut new) = (list(), list());
    old.push(line(&[127.0, 127.1]));
    new.push(line(&[127.0, 127.1, 127.15]));
    assert_eq!(told(&old, &new), ["geometry: Road > Road"]);
    new.pop();
    new.push(line(&[127.05, 127.15]));
    assert_eq!(told(&old, &new), ["moved: Road > Road"]);
}

#[test]
fn many_of_one_name_and_place_are_paired_in_time() {
    let one = site("Chagang/Guns", "Gun", 40.0, 127.0);
    let old = vec![one.clone(); 30_000];
    let mut new = vec![one; 30_002];
    new[17].name = "Mortar".to_owned();
    let found = difference(&old, &new, &DifferenceOptions::default());
    assert_eq!(found.counts()[0], 2);
    assert_eq!(found.counts()[1], 0);
}
