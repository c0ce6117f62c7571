use super::*;
use crate::{LayerFormat, MemoryWorld, NetworkKind};
use choro_diagnostic::render::{Options, concise};
use std::collections::BTreeMap;

fn world(config: &str) -> MemoryWorld {
    let geonames = ["x"; 19].join("\t");
    let mut world = MemoryWorld::new([
        ("docs/b.md", "b"),
        ("docs/a/z.html", "z"),
        ("docs/.hidden.md", "h"),
        ("docs/picture.png", "p"),
        ("gazetteer/places.csv", "id,name"),
        ("gazetteer/places.geojson", "{}"),
        ("reference/KP.txt", geonames.as_str()),
        ("reference/README.txt", "read me"),
        ("reference/a/places.csv", "id"),
        ("reference/b/places.csv", "id"),
        ("network/stations_pyongra.csv", "line"),
        ("network/crossings.csv", "id"),
        ("network/notes.csv", "id"),
        ("sites/airfields.kml", "<kml/>"),
        ("../more/c.txt", "c"),
        ("../more/wof.tsv", "id"),
    ]);
    if !config.is_empty() {
        world.put(CONFIG_FILE, config);
    }
    world
}

fn told(findings: &[Finding], config: &str) -> String {
    let sources = BTreeMap::from([(CONFIG_FILE.to_owned(), config)]);
    concise::render(findings, &sources, &Options::default())
}

#[test]
fn the_agreed_folders_are_found_without_being_named() {
    let project = Project::open(&world("")).expect("project");
    assert_eq!(project.documents, ["docs/a/z.html", "docs/b.md"]);
    let layers: Vec<_> = project
        .references
        .iter()
        .map(|l| (l.path.as_str(), l.id.as_str(), l.rank))
        .collect();
    assert_eq!(
        layers,
        [
            ("gazetteer/places.csv", "places", 100),
            ("gazetteer/places.geojson", "places", 100),
            ("reference/KP.txt", "KP", 10),
            ("reference/a/places.csv", "places-2", 10),
            ("reference/b/places.csv", "places-3", 10),
        ]
    );
    assert_eq!(project.references[2].format, Some(LayerFormat::GeoNames));
    let kinds: Vec<_> = project.networks.iter().map(|n| n.kind).collect();
    assert_eq!(kinds, [NetworkKind::Crossings, NetworkKind::Stations]);
    let sites: Vec<_> = project
        .sites
        .iter()
        .map(|file| file.layer.path.as_str())
        .collect();
    assert_eq!(sites, ["sites/airfields.kml"]);
}

#[test]
fn drawn_networks_are_found_by_their_endings_and_are_those_of_others() {
    let mut world = world("");
    world.put("network/alps-rail.osm.pbf", "x");
    world.put("network/2026/lake.gtfs.zip", "x");
    world.put("network/notes.zip", "x");
    let project = Project::open(&world).expect("project");
    let drawn: Vec<_> = project
        .networks
        .iter()
        .filter(|file| file.kind.is_drawn())
        .map(|file| (file.kind, file.layer.id.as_str(), file.modes.as_slice()))
        .collect();
    let usual = ["rail", "ferry"];
    assert_eq!(
        drawn,
        [
            (NetworkKind::Gtfs, "lake", &usual[..]),
            (NetworkKind::Osm, "alps-rail", &usual),
        ]
    );
    let pinned: Vec<_> = project
        .layers_of_others()
        .map(|layer| &*layer.path)
        .collect();
    assert!(pinned.contains(&"network/alps-rail.osm.pbf"));
    assert!(!pinned.contains(&"network/stations.csv"));
}

#[test]
fn placemarks_are_references_under_reference_and_sites_under_sites() {
    let mut world = world("");
    world.put("reference/shrines.kmz", "PK");
    world.put("reference/old.lpf.json", "{}");
    let project = Project::open(&world).expect("project");
    let formats: Vec<_> = project
        .references
        .iter()
        .map(|layer| (layer.path.as_str(), layer.format))
        .filter(|(path, _)| {
            ["KP.txt", "old.lpf.json", "shrines.kmz"]
                .iter()
                .any(|name| path.strip_prefix("reference/") == Some(name))
        })
        .collect();
    assert_eq!(
        formats,
        [
            ("reference/KP.txt", Some(LayerFormat::GeoNames)),
            ("reference/old.lpf.json", Some(LayerFormat::LinkedPlaces)),
            ("reference/shrines.kmz", None),
        ]
    );
    assert_eq!(project.sites.len(), 1);
    assert_eq!(LayerFormat::LinkedPlaces.name(), "lpf");
}

#[test]
fn what_is_named_has_its_settings_and_may_lie_outside() {
    let config = "[documents]\npaths = [\"../more\", \"docs/b.md\"]\n[[reference]]\n\
                  path = \"../more/wof.tsv\"\nid = \"wof\"\nlicence = \"CC-BY-4.0\"\n\
                  [[reference]]\npath = \"reference/a/places.csv\"\nrank = 50\n";
    let project = Project::open(&world(config)).expect("project");
    assert_eq!(project.documents, ["../more/c.txt", "docs/b.md"]);
    let wof = project
        .references
        .iter()
        .find(|layer| layer.id == "wof")
        .expect("wof");
    assert_eq!(
        (wof.licence.as_str(), wof.rank, wof.title.as_str()),
        ("CC-BY-4.0", 10, "wof")
    );
    let named = project
        .references
        .iter()
        .filter(|l| l.path == "reference/a/places.csv");
    assert_eq!(named.map(|layer| layer.rank).collect::<Vec<_>>(), [50]);
    assert_eq!(project.files(&world(config))[0], CONFIG_FILE);
}

#[test]
fn only_stated_ids_are_shared_with_the_own_gazetteer() {
    let config = "[[reference]]\npath = \"reference/a/places.csv\"\nlicence = \"ODbL-1.0\"\n\
                  [[reference]]\npath = \"reference/b/places.csv\"\nid = \"places\"\n";
    let project = Project::open(&world(config)).expect("project");
    let ids: Vec<_> = project
        .references
        .iter()
        .map(|l| (l.path.as_str(), l.id.as_str(), l.licence.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            ("gazetteer/places.csv", "places", ""),
            ("gazetteer/places.geojson", "places", ""),
            ("reference/KP.txt", "KP", ""),
            // Its licence is no other file's.
            ("reference/a/places.csv", "places-2", "ODbL-1.0"),
            ("reference/b/places.csv", "places", ""),
        ]
    );
}

#[test]
fn a_missing_file_is_shown_at_the_line_that_names_it() {
    let config = "[documents]\npaths = [\"docs\", \"dcos\"]\n[[reference]]\npath = \"gone.csv\"\n";
    let findings = Project::open(&world(config)).expect_err("faults");
    assert_eq!(
        told(&findings, config),
        "choro.toml:2:18: error[INP003] `dcos` is not there\n\
         choro.toml:4:8: error[INP003] `gone.csv` is not there\n"
    );
}

#[test]
fn a_file_of_no_known_format_is_refused_where_it_is_named() {
    let config = "[documents]\npaths = \"docs/picture.png\"\n[[reference]]\n\
                  path = \"reference/README.txt\"\n";
    let findings = Project::open(&world(config)).expect_err("faults");
    let told = told(&findings, config);
    assert!(
        told.contains("choro.toml:2:9: error[INP014] `docs/picture.png`"),
        "{told}"
    );
    assert!(
        told.contains("choro.toml:4:8: error[INP014] the format of"),
        "{told}"
    );
}

#[test]
fn an_empty_folder_is_told_so() {
    let empty = MemoryWorld::default();
    let findings = Project::open(&empty).expect_err("nothing there");
    assert_eq!(
        told(&findings, ""),
        "docs/: error[INP012] there are no documents under docs/\n"
    );
    let only_places = MemoryWorld::new([("gazetteer/a.csv", "id,name")]);
    let project = Project::open(&only_places).expect("places alone are a project");
    assert_eq!(project.findings[0].code, input::NO_DOCUMENTS);
    assert_eq!(project.findings[0].severity, Severity::Warning);
}

#[test]
fn files_named_on_the_command_line_need_no_project() {
    let world = world("");
    let paths = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    let project = Project::of_documents(&world, &paths(&["./docs/b.md", "../more"]));
    assert_eq!(
        project.expect("project").documents,
        ["../more/c.txt", "docs/b.md"]
    );
    let missing = Project::of_documents(&world, &paths(&["x.md"])).expect_err("missing");
    assert_eq!(missing[0].code, input::MISSING_FILE);
    let none = Project::of_documents(&world, &paths(&["sites"])).expect_err("none");
    assert_eq!(none[0].code, input::NO_DOCUMENTS);
    let narrowed = Project::open(&world)
        .and_then(|project| project.with_documents(&world, &paths(&["docs/b.md"])));
    let narrowed = narrowed.expect("project");
    assert_eq!(
        (narrowed.documents.len(), narrowed.references.len()),
        (1, 5)
    );
}

#[test]
fn a_configuration_that_is_not_utf8_names_the_byte() {
    let mut world = world("");
    world.put(CONFIG_FILE, b"[project]\nname = \"caf\xE9\"\n".to_vec());
    let findings = Project::open(&world).expect_err("faults");
    assert_eq!(findings[0].primary.span, Span::new(21, 22));
}

#[test]
fn codes_are_read_in_capitals_with_their_places() {
    let config = "[check]\nselect = [\"geo\", \"NAM201\"]\nignore = \"geo105\"\n\
                  [[allow]]\ncode = \"geo101\"\nbecause = \"x\"\n";
    let project = Project::open(&world(config)).expect("project");
    let check = &project.config.check;
    assert_eq!(
        check.select.as_deref(),
        Some(&["GEO".to_owned(), "NAM201".to_owned()][..])
    );
    assert_eq!(check.ignore, ["GEO105"]);
    assert_eq!(check.stated.len(), 3);
    assert_eq!(check.stated[2].span.slice(config), "\"geo105\"");
    assert_eq!(project.config.allow[0].code, "GEO101");
}

#[test]
fn references_are_opened_without_documents() {
    let config = "[documents]\npaths = [\"nowhere\"]\n";
    assert!(Project::open(&world(config)).is_err());
    let project = Project::open_references(&world(config)).expect("references");
    assert_eq!((project.documents.len(), project.references.len()), (0, 5));
}

#[test]
fn lists_of_sites_have_their_settings_and_the_file_of_types() {
    let config = "[[sites]]\npath = \"sites/airfields.kml\"\ntitle = \"Airfields\"\n\
                  licence = \"CC0-1.0\"\nversion = 2024\n\
                  [export.redact]\nmilitary = 2\n\"military/bunker\" = \"leave out\"\n";
    let config = config.replace("2024", "\"2024\"");
    let mut world = world(&config);
    world.put("sites/ports.geojson", "{}");
    world.put("sites/types.toml", "");
    let project = Project::open(&world).expect("project");
    let sites: Vec<_> = project
        .sites
        .iter()
        .map(|file| {
            let layer = &file.layer;
            (layer.path.as_str(), layer.title.as_str(), file.is_reference)
        })
        .collect();
    assert_eq!(
        sites,
        [
            ("sites/airfields.kml", "Airfields", false),
            ("sites/ports.geojson", "ports", true)
        ]
    );
    assert_eq!(project.sites[0].types.as_deref(), Some("sites/types.toml"));
    assert_eq!(project.config.redact.types.len(), 2);
    let files = project.files(&world);
    assert!(files.iter().any(|path| path == "sites/types.toml"));
}

#[test]
fn what_cannot_be_redacted_is_said() {
    let config = "[export.redact]\nmilitary = \"hide\"\nbunker = 12\n[[sites]]\ntitle = \"x\"\n";
    let faults = Project::open(&world(config)).expect_err("faults");
    let told = told(&faults, config);
    assert!(
        told.contains("`military` is a number of decimals from 0 to 8, or \"leave out\""),
        "{told}"
    );
    assert!(told.contains("`bunker` is a number"), "{told}");
    assert!(told.contains("[[sites]] needs `path`"), "{told}");
}

#[test]
fn lists_of_sites_from_elsewhere_are_pinned() {
    let config = "[[sites]]\npath = \"lists/dams.kml\"\nlicence = \"CC0-1.0\"\n";
    let world = MemoryWorld::new([
        ("choro.toml", config),
        ("lists/dams.kml", "<kml/>"),
        ("sites/own.kml", "<kml/>"),
    ]);
    let project = Project::open(&world).expect("project");
    let lock = crate::Lock::of(&project, |path| {
        world.read(path).ok().map(|bytes| crate::sha256(&bytes))
    });
    assert_eq!(lock.pins.keys().collect::<Vec<_>>(), ["lists/dams.kml"]);
    assert_eq!(lock.pins["lists/dams.kml"].licence, "CC0-1.0");
}
