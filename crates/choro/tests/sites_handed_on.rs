//! Answers of `choro sites` that are made to be handed on: files, redaction, the page with a map.

mod program;

use program::{choro, code, folder, stderr, stdout};

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>List</name>
<Folder><name>Radars</name>
 <Placemark><name>Post</name><Point><coordinates>129.71234,41.61234,0</coordinates></Point></Placemark>
 <Placemark><name>Post</name><Point><coordinates>129.81234,41.61234,0</coordinates></Point></Placemark>
</Folder>
<Folder><name>Bunkers</name>
 <Placemark><name>Deep one</name><Point><coordinates>129.75555,41.65555,0</coordinates></Point></Placemark>
</Folder>
<Folder><name>Dams</name>
 <Placemark><name>Dam &lt;script&gt;alert(1)&lt;/script&gt;</name><Point><coordinates>129.76543,41.66543,0</coordinates></Point></Placemark>
</Folder>
</Document></kml>"#;

fn project() -> tempfile::TempDir {
    let config = "[[sites]]\npath = \"sites/list.kml\"\nlicence = \"CC-BY-4.0\"\n\
                  attribution = \"A. Mapper\"\n[export.redact]\nmilitary = 1\n\
                  \"military/bunker\" = \"leave out\"\n";
    folder(&[
        ("choro.toml", config.as_bytes()),
        ("sites/list.kml", KML.as_bytes()),
    ])
}

/// Digits that only an exact position of a site to be rounded or left out has.
const EXACT: [&str; 4] = ["129.71", "129.81", "41.61", "41.65"];

fn tells_exactly(text: &str) -> bool {
    EXACT.iter().any(|digits| text.contains(digits))
}

#[test]
fn what_is_looked_at_is_exact_and_files_are_as_the_project_wants_them() {
    let room = project();
    let shown = choro(room.path(), &["sites"]);
    assert!(stdout(&shown).contains("41.6123, 129.7123"), "{shown:?}");
    assert!(stderr(&shown).contains("positions are exact"), "{shown:?}");
    for file in ["a.csv", "a.json", "a.geojson", "a.kml", "a.html", "a.txt"] {
        let run = choro(room.path(), &["sites", "--output", file]);
        assert_eq!(code(&run), 0, "{run:?}");
        let told = stderr(&run);
        assert!(told.contains("2 with rounded positions"), "{told}");
        assert!(told.contains("1 left out"), "{told}");
        let text = std::fs::read_to_string(room.path().join(file)).expect("a file");
        assert!(!tells_exactly(&text), "{file}: {text}");
        assert!(
            text.contains("Post") && !text.contains("Deep one"),
            "{file}: {text}"
        );
        // Types of which nothing is wanted stay exact.
        assert!(text.contains("129.765"), "{file}: {text}");
    }
}

#[test]
fn formats_for_handing_on_are_redacted_on_the_screen_too_and_others_when_asked() {
    let room = project();
    let geojson = choro(room.path(), &["sites", "--format", "geojson"]);
    assert!(!tells_exactly(&stdout(&geojson)), "{geojson:?}");
    let near = [
        "sites",
        "nearest 3 to 41.6,129.7",
        "--format",
        "csv",
        "--redact",
    ];
    let near = choro(room.path(), &near);
    let rows = stdout(&near);
    assert!(!tells_exactly(&rows), "{rows}");
    // The rounded position is the place asked about.
    assert!(
        rows.lines().any(|row| row.contains(",41.6,129.7,0,")),
        "{rows}"
    );
    let exact = choro(room.path(), &["sites", "--output", "b.csv", "--exact"]);
    assert_eq!(code(&exact), 0, "{exact:?}");
    let text = std::fs::read_to_string(room.path().join("b.csv")).expect("a file");
    assert!(
        text.contains("129.71234") && text.contains("Deep one"),
        "{text}"
    );
    let both = choro(room.path(), &["sites", "--exact", "--redact"]);
    assert_eq!(code(&both), 2, "{both:?}");
}

#[test]
fn the_page_has_map_table_legend_and_credits_and_no_text_of_a_file_is_markup() {
    let room = project();
    let run = choro(room.path(), &["sites", "--output", "page.html"]);
    assert_eq!(code(&run), 0, "{run:?}");
    let page = std::fs::read_to_string(room.path().join("page.html")).expect("a page");
    for part in [
        "<svg class=\"map\"",
        "km</text>",
        "<li><svg",
        "military/radar",
        "energy/dam",
        "<td>41.6654, 129.7654</td>",
        "A. Mapper, CC-BY-4.0",
        "1 left out, as [export.redact] wants it",
        "Dam &lt;script&gt;",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(
        !page.contains("<script") && !page.contains("http://e"),
        "{page}"
    );
    let again = choro(room.path(), &["sites", "--format", "html"]);
    assert_eq!(stdout(&again), page);
    let counts = choro(room.path(), &["sites", "count by type", "--format", "html"]);
    assert_eq!(code(&counts), 2, "{counts:?}");
}

#[test]
fn a_page_of_a_file_alone_tells_that_its_licence_is_not_known() {
    let room = folder(&[("list.kml", KML.as_bytes())]);
    let run = choro(
        room.path(),
        &[
            "sites",
            "type:radar",
            "--files",
            "list.kml",
            "--format",
            "html",
        ],
    );
    assert_eq!(code(&run), 0, "{run:?}");
    let page = stdout(&run);
    assert!(page.contains("list.kml, no licence known"), "{page}");
    assert!(page.contains("2 sites"), "{page}");
    let none = choro(
        room.path(),
        &[
            "sites",
            "type:airport",
            "--files",
            "list.kml",
            "--format",
            "html",
        ],
    );
    assert_eq!(code(&none), 1);
    assert!(!stdout(&none).contains("<svg class=\"map\""));
}
