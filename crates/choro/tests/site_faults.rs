//! What is faulty in a project's lists of sites, and what people decide of it.

mod program;

use program::{all, choro, code, folder, stdout};

/// A list in which a bridge is twice.
fn list() -> String {
    let names = ["Kapsan", "Hyesan", "Musan", "Onsong", "Kapsan"];
    let placemark = |(i, name): (usize, &&str)| {
        let at = if i == 4 { 0 } else { i };
        format!(
            "<Placemark><name>{name} Bridge</name><Point><coordinates>{},{}</coordinates></Point></Placemark>\n",
            128.2913 + 0.1371 * at as f64,
            41.0931 + 0.0713 * at as f64
        )
    };
    let placemarks: String = names.iter().enumerate().map(placemark).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n\
         <Folder><name>Bridges</name>\n{placemarks}</Folder></Document></kml>\n"
    )
}

#[test]
fn a_fault_of_a_site_is_told_and_stays_dismissed_when_the_list_grows() {
    let list = list();
    let folder = folder(&[
        ("choro.toml", b"[project]\nauthor = \"K. Kim\"\n"),
        (
            "gazetteer/a.csv",
            b"id,name,type,lat,lon\na,Tolma,city,46.0,7.0\n",
        ),
        ("docs/a.md", b"Nothing to say.\n"),
        ("sites/list.kml", list.as_bytes()),
    ]);
    let check = || {
        let output = choro(folder.path(), &["check", "--output-format", "json"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = value["findings"].as_array().expect("findings").clone();
        let doubled = |finding: &serde_json::Value| finding["code"] == "INP030";
        findings.into_iter().filter(doubled).collect::<Vec<_>>()
    };
    let found = check();
    assert_eq!(found.len(), 1, "{found:?}");
    let message = found[0]["message"].as_str().expect("message");
    assert_eq!(
        message,
        "line 8: “Kapsan Bridge” is here twice, with nothing different"
    );
    assert_eq!(found[0]["document"], "sites/list.kml");
    let print = found[0]["fingerprint"].as_str().expect("fingerprint");
    let because = ["--dismiss", "--because", "two spans, side by side"];
    let decided = choro(folder.path(), &[&["decide", print][..], &because].concat());
    assert_eq!(code(&decided), 0, "{}", all(&decided));
    assert!(check().is_empty());
    // Another site at the head of the list: every line is another.
    let grown = list.replace(
        "<Folder>",
        "<Folder><name>Dams</name>\n<Placemark><name>Pujon Dam</name></Placemark>\n</Folder>\n<Folder>",
    );
    std::fs::write(folder.path().join("sites/list.kml"), grown).expect("written");
    assert!(check().is_empty());
    let told = stdout(&choro(folder.path(), &["check"]));
    assert!(told.contains("1 dismissed"), "{told}");
}

/// A list with one position whose figures are exchanged, in each text format that lists come in.
fn exchanged() -> [(&'static str, String, &'static str, &'static str); 3] {
    let at = |n: usize| (128.2913 + 0.0371 * n as f64, 41.0931 + 0.0213 * n as f64);
    let rows = |row: &dyn Fn(usize, String, String) -> String, between: &str| {
        let row = |n: usize| {
            let (lon, lat) = at(n);
            let (lon, lat) = (format!("{lon:.4}"), format!("{lat:.4}"));
            if n == 5 {
                row(n, lat, lon)
            } else {
                row(n, lon, lat)
            }
        };
        (0..12).map(row).collect::<Vec<_>>().join(between)
    };
    let kml = rows(
        &|n, lon, lat| {
            format!(
                "<Placemark><name>Tolma {n} Dam</name><Point><coordinates>{lon},{lat},0\
                 </coordinates></Point></Placemark>\n"
            )
        },
        "",
    );
    let json = rows(
        &|n, lon, lat| {
            format!(
                r#"{{"type":"Feature","properties":{{"name":"Tolma {n} Dam"}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#
            )
        },
        ",\n",
    );
    let csv = rows(&|n, lon, lat| format!("Tolma {n} Dam,{lat},{lon}\n"), "");
    [
        (
            "sites/a.kml",
            format!(
                "<kml><Document><name>a</name><Folder><name>Dams</name>\n{kml}</Folder></Document></kml>\n"
            ),
            "<coordinates>41.1996,128.4768,0</coordinates>",
            "<coordinates>128.4768,41.1996,0</coordinates>",
        ),
        (
            "sites/a.geojson",
            format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{json}]}}\n"),
            "[41.1996,128.4768]",
            "[128.4768,41.1996]",
        ),
        (
            "sites/a.csv",
            format!("name,lat,lon\n{csv}"),
            "Tolma 5 Dam,128.4768,41.1996",
            "Tolma 5 Dam,41.1996,128.4768",
        ),
    ]
}

#[test]
fn exchanged_figures_are_put_right_in_the_file_after_a_look() {
    for (path, list, wrong, right) in exchanged() {
        assert!(list.contains(wrong), "{list}");
        let folder = folder(&[
            ("choro.toml", b""),
            ("docs/a.md", b"Nothing to say.\n"),
            (path, list.as_bytes()),
        ]);
        let told = all(&choro(folder.path(), &["check"]));
        assert!(told.contains("INP032"), "{path}: {told}");
        // Not without being asked for by name.
        let args = ["check", "--fix", "--diff"];
        let told = stdout(&choro(folder.path(), &args));
        assert!(!told.contains(right), "{path}: {told}");
        let args = ["check", "--diff", "--unsafe-fixes"];
        let told = stdout(&choro(folder.path(), &args));
        let line = |mark: char, words: &str| {
            let mut lines = told.lines();
            lines.any(|line| line.starts_with(mark) && line.contains(words))
        };
        assert!(line('-', wrong) && line('+', right), "{path}: {told}");
        let kept = std::fs::read_to_string(folder.path().join(path)).expect("list");
        assert_eq!(kept, list, "{path}: --diff writes nothing");
        let told = all(&choro(folder.path(), &["check", "--fix", "--unsafe-fixes"]));
        let mended = std::fs::read_to_string(folder.path().join(path)).expect("list");
        assert_eq!(mended, list.replace(wrong, right), "{path}: {told}");
        assert!(!told.contains("INP032"), "{path}: {told}");
    }
}

#[test]
fn import_tells_what_is_wrong_with_the_sites_of_a_file() {
    let [(_, kml, ..), ..] = exchanged();
    let doubled = kml.replacen(
        "</Folder>",
        "<Placemark><name>Tolma 0 Dam</name><Point><coordinates>128.2913,41.0931,0</coordinates>\
         </Point></Placemark></Folder>",
        1,
    );
    let folder = folder(&[("list.kml", doubled.as_bytes())]);
    let told = choro(folder.path(), &["import", "list.kml"]);
    assert_eq!(code(&told), 0, "{}", all(&told));
    for code in ["warning[INP032] line", "warning[INP030] line"] {
        assert!(stdout(&told).contains(code), "{}", stdout(&told));
    }
    let args = ["import", "list.kml", "--output-format", "concise"];
    let told = stdout(&choro(folder.path(), &args));
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(told.starts_with("list.kml:"), "{told}");
    let args = ["import", "list.kml", "--output-format", "json"];
    let told: serde_json::Value =
        serde_json::from_str(&stdout(&choro(folder.path(), &args))).expect("JSON");
    let found = told[0]["findings"].as_array().expect("findings");
    let swapped = found.iter().find(|found| found["code"] == "INP032");
    assert_eq!(swapped.expect("INP032")["fix"], "128.4768 … 41.1996");
    let args = ["import", "list.kml", "--output-format", "sarif"];
    let told = stdout(&choro(folder.path(), &args));
    assert!(told.contains("\"ruleId\": \"INP032\"") || told.contains("\"ruleId\":\"INP032\""));
}
