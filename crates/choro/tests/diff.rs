//! `choro diff`: two releases of a list of sites.

mod program;

use program::{choro, code, folder, stdout};
use tempfile::TempDir;

fn feature(name: &str, sort: &str, lon: f64, lat: f64, text: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}},\
         \"properties\":{{\"name\":\"{name}\",\"type\":\"{sort}\",\"description\":\"{text}\"}}}}"
    )
}

fn list(features: &[String]) -> Vec<u8> {
    let all = features.join(",");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{all}]}}").into_bytes()
}

/// Two releases: a bridge moved, a dam was renamed, a mine is gone, a school is new.
fn releases() -> TempDir {
    let old = [
        feature("Kapsan Bridge", "bridge", 128.29, 41.09, "Of wood."),
        feature("Hyesan Dam", "dam", 128.17, 41.41, "Of 1968."),
        feature("Musan Mine", "mine", 129.21, 42.23, "Iron."),
        feature(
            "Onsong Temple",
            "temple",
            129.99,
            42.95,
            "<script>alert(1)</script>",
        ),
    ];
    let new = [
        feature("Kapsan Bridge", "bridge", 128.29, 41.099, "Of wood."),
        feature("Hyesan Dam & Lock", "dam", 128.17, 41.41, "Of 1968."),
        feature(
            "Onsong Temple",
            "temple",
            129.99,
            42.95,
            "<script>alert(2)</script>",
        ),
        feature("Hoeryong School", "school", 129.75, 42.44, "Of 2001."),
    ];
    folder(&[("old.geojson", &list(&old)), ("new.geojson", &list(&new))])
}

fn diff(folder: &TempDir, options: &[&str]) -> String {
    let mut all = vec!["diff", "old.geojson", "new.geojson"];
    all.extend(options);
    let output = choro(folder.path(), &all);
    assert_eq!(code(&output), 0, "{output:?}");
    stdout(&output)
}

#[test]
fn counts_come_first_then_the_changes() {
    let folder = releases();
    let told = diff(&folder, &[]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "old.geojson: 4 sites");
    assert_eq!(lines[2], "3 in both, 0 of them unchanged");
    let moved = lines
        .iter()
        .find(|l| l.starts_with("moved") && l.contains("Kapsan"));
    assert!(
        moved.is_some_and(|l| l.ends_with("1000 m N") || l.ends_with("999 m N")),
        "{told}"
    );
    for begin in ["renamed", "gone", "added", "description"] {
        let rows = lines.iter().filter(|l| l.starts_with(begin)).count();
        assert_eq!(rows, 2, "a count and a change: {begin}\n{told}");
    }
    let only = diff(&folder, &["--only", "gone"]);
    assert!(
        only.contains("Musan Mine") && !only.contains("Kapsan"),
        "{only}"
    );
}

#[test]
fn machines_get_rows_and_objects() {
    let folder = releases();
    let csv = diff(&folder, &["--format", "csv"]);
    assert_eq!(csv.lines().count(), 6, "{csv}");
    assert!(csv.starts_with("change,old_id,new_id,old_name,new_name,"));
    let json: serde_json::Value =
        serde_json::from_str(&diff(&folder, &["--format", "json", "--by", "type"])).expect("JSON");
    assert_eq!(json["summary"]["moved"], 1);
    assert_eq!(json["in_both"], 3);
    let metres = json["changes"][0]["metres"].as_f64().expect("metres");
    assert!((990.0..1010.0).contains(&metres), "{metres}");
    let geo: serde_json::Value =
        serde_json::from_str(&diff(&folder, &["--format", "geojson"])).expect("GeoJSON");
    let features = geo["features"].as_array().expect("features");
    assert_eq!(features.len(), 5);
    let moved = features
        .iter()
        .find(|f| f["properties"]["change"] == "moved");
    assert_eq!(moved.expect("a move")["geometry"]["type"], "LineString");
}

#[test]
fn the_page_has_a_map_and_nothing_that_runs_or_is_fetched() {
    let folder = releases();
    let page = diff(&folder, &["--format", "html"]);
    assert!(page.contains("<circle class=\"moved\""), "a map");
    assert!(page.contains("Hyesan Dam &amp; Lock"));
    assert!(page.contains("&lt;script&gt;alert(2)"));
    for never in ["<script", "http://", "https://", "src=", "href=\"h"] {
        assert!(!page.contains(never), "{never} in the page");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = releases();
    let missing = choro(folder.path(), &["diff", "old.geojson", "none.kmz"]);
    assert_eq!(code(&missing), 2);
    let sort = choro(
        folder.path(),
        &["diff", "old.geojson", "new.geojson", "--only", "eaten"],
    );
    assert_eq!(code(&sort), 2);
}

#[test]
fn two_projects_are_compared_place_by_place() {
    let places =
        |second: &str| format!("id,name,type,lat,lon\na,Tolma,city,46.0,7.0\nb,{second}\n");
    let old = places("Brisk,town,44.1,7.1");
    let new = places("Briskova,town,44.1,7.1");
    let folder = folder(&[
        ("old/choro.toml", b""),
        ("old/gazetteer/a.csv", old.as_bytes()),
        ("new/choro.toml", b""),
        ("new/gazetteer/a.csv", new.as_bytes()),
    ]);
    let output = choro(folder.path(), &["diff", "old", "new", "--format", "csv"]);
    let told = stdout(&output);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("renamed,a:b,a:b,Brisk,Briskova"), "{told}");
}

/// A project whose places are these rows of a table.
fn project(rows: &str) -> TempDir {
    let places = format!("id,name,type,lat,lon\n{rows}");
    let folder = folder(&[
        ("choro.toml", b""),
        ("gazetteer/places.csv", places.as_bytes()),
        ("docs/a.md", b"# Tolma\n\nTolma is a town.\n"),
    ]);
    let built = choro(folder.path(), &["build", "--fail-on", "never"]);
    assert_eq!(code(&built), 0, "{built:?}");
    folder
}

#[test]
fn two_atlases_are_compared_place_by_place() {
    let kept: Vec<String> = (0..12)
        .map(|n| format!("k{n},Kept {n},village,{}.25,{}.5\n", 40 + n % 4, 120 + n))
        .collect();
    let kept = kept.concat();
    let old = project(&format!(
        "{kept}t,Tolma,town,41.5,129.5\nu,Ursa,town,42.5,128.5\ng,Grane,village,40.5,127.5\n"
    ));
    let new = project(&format!(
        "{kept}t,Tolma,town,41.5,129.6\nu,Ursa Nova,town,42.5,128.5\nh,Hegra,mine,40.9,126.5\n"
    ));
    let path = |folder: &TempDir, file: &str| folder.path().join(file).display().to_string();
    let told = |from: String, to: String| {
        let output = choro(old.path(), &["diff", &from, &to, "--format", "csv"]);
        assert_eq!(code(&output), 0, "{output:?}");
        stdout(&output)
    };
    let atlas = "public/atlas.gpkg";
    let changes = told(path(&old, atlas), path(&new, atlas));
    let rows: Vec<&str> = changes.lines().skip(1).collect();
    assert_eq!(rows.len(), 4, "{changes}");
    for (change, name) in [
        ("moved", "Tolma"),
        ("renamed", "Ursa Nova"),
        ("gone", "Grane"),
        ("added", "Hegra"),
    ] {
        let is = |row: &&str| row.contains(change) && row.contains(name);
        assert!(rows.iter().any(is), "{change} {name}: {changes}");
    }
    // A folder and the atlas built of it have the same places.
    let same = told(path(&old, atlas), path(&old, ""));
    assert_eq!(same.lines().count(), 1, "{same}");
}
