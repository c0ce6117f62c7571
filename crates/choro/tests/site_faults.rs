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
