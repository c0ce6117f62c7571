//! Projects in memory and on disk, from files to findings.

use choro_pipeline::{Compiled, Options, Phase, Progress, Silent, compile, publish, up_to_date};
use choro_project::{Cache, DiskWorld, MemoryWorld, Project, World};
use std::sync::Mutex;

const CONFIG: &str = "[project]\nname = \"Lakes\"\n\n[[reference]]\npath = \"reference/others.csv\"\nversion = \"2024-11-04\"\nlicence = \"CC0-1.0\"\n";
const PLACES: &str = "id,name,type,lat,lon,parent,capital_of,population@2020\n\
    ch,Switzerland,country,46.8,8.2,,,8670300\n\
    bern,Bern,city,46.948,7.4474,ch,ch,134794\n\
    lausanne,Lausanne,city,46.5197,6.6336,ch,,140202\n\
    geneva,Geneva,city,46.2044,6.1432,ch,,203856\n";
const OTHERS: &str = "id,name,type,lat,lon\nthun,Thun,city,46.758,7.628\n";
const STATIONS: &str = "line,name,km\nLake Line,Lausanne,0\nLake Line,Geneva,60\n";
const GOOD: &str =
    "# Lausanne\n\nLausanne is a city in Switzerland. It lies to the north-east of Geneva.\n";
const BAD: &str =
    "# Bern\n\nBern, the capital of Switzerland, lies to the south-west of Lausanne.\n";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("choro.toml", CONFIG),
        ("gazetteer/places.csv", PLACES),
        ("reference/others.csv", OTHERS),
        ("network/stations.csv", STATIONS),
        ("docs/good.md", GOOD),
        ("docs/bad.md", BAD),
    ]
}

fn compiled(world: &dyn World, cache: Option<&Cache>) -> (Project, Compiled) {
    let project = Project::open(world).expect("a project");
    let options = Options {
        cache,
        progress: &Silent,
    };
    let compiled = compile(&project, world, options);
    (project, compiled)
}

fn disk() -> (tempfile::TempDir, DiskWorld) {
    let folder = tempfile::tempdir().expect("folder");
    for (path, text) in files() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        std::fs::write(path, text).expect("file");
    }
    let world = DiskWorld::new(folder.path());
    (folder, world)
}

#[test]
fn a_wrong_direction_is_found_and_a_right_one_is_not() {
    let (_, compiled) = compiled(&MemoryWorld::new(files()), None);
    let found: Vec<(&str, &str)> = compiled
        .atlas
        .findings
        .iter()
        .map(|f| (f.primary.document.as_str(), f.code.as_str()))
        .collect();
    assert!(found.contains(&("docs/bad.md", "GEO101")), "{found:?}");
    assert!(
        found.iter().all(|(document, _)| *document == "docs/bad.md"),
        "{found:?}"
    );
    assert_eq!(compiled.atlas.title, "Lakes");
    assert_eq!(compiled.atlas.date, "2024-11-04");
    let verdicts: usize = compiled.atlas.verdicts.iter().map(Vec::len).sum();
    assert_eq!(verdicts, compiled.atlas.statements().count());
}

#[test]
fn what_is_kept_gives_what_is_made() {
    let (folder, world) = disk();
    let cache = Cache::open(folder.path());
    let (_, fresh) = compiled(&world, None);
    let (_, cold) = compiled(&world, Some(&cache));
    let (_, warm) = compiled(&world, Some(&cache));
    for other in [&cold, &warm] {
        assert_eq!(fresh.atlas.gazetteer, other.atlas.gazetteer);
        assert_eq!(fresh.atlas.network, other.atlas.network);
        assert_eq!(fresh.atlas.documents, other.atlas.documents);
        assert_eq!(fresh.atlas.findings, other.atlas.findings);
        assert_eq!(fresh.input_findings, other.input_findings);
    }
}

#[test]
fn an_edit_is_seen_through_the_cache() {
    let (folder, world) = disk();
    let cache = Cache::open(folder.path());
    let wrong = |compiled: &Compiled| compiled.atlas.findings.iter().any(|f| f.code == "GEO101");
    assert!(wrong(&compiled(&world, Some(&cache)).1));
    std::fs::write(
        folder.path().join("docs/bad.md"),
        BAD.replace("south-west", "north-east"),
    )
    .expect("file");
    assert!(!wrong(&compiled(&world, Some(&cache)).1));
    // A town that moves makes a right sentence wrong, with every document unchanged.
    let moved = PLACES.replace("46.948,7.4474", "45.6,5.5");
    std::fs::write(folder.path().join("gazetteer/places.csv"), moved).expect("file");
    assert!(wrong(&compiled(&world, Some(&cache)).1));
}

#[test]
fn a_build_is_done_again_only_where_something_changed() {
    let (folder, world) = disk();
    let root = folder.path();
    let build = || {
        let (project, compiled) = compiled(&world, None);
        publish(&compiled, &project, root, &Silent).expect("published");
        project
    };
    let project = build();
    let stamp = up_to_date(&project, &world, root).expect("up to date");
    assert_eq!(stamp.documents, 2);
    assert!(!stamp.findings.is_empty());
    for change in [
        "docs/good.md",
        "reference/others.csv",
        "choro.lock",
        "public/index.html",
    ] {
        let path = root.join(change);
        let before = std::fs::read(&path).expect("file");
        let mut after = before.clone();
        after.extend(b"\n# \n");
        std::fs::write(&path, &after).expect("file");
        assert!(up_to_date(&project, &world, root).is_none(), "{change}");
        std::fs::write(&path, &before).expect("file");
        assert!(up_to_date(&project, &world, root).is_some(), "{change}");
    }
}

#[test]
fn the_lock_pins_references_until_a_person_lets_go() {
    let (folder, world) = disk();
    let root = folder.path();
    let build = || {
        let (project, compiled) = compiled(&world, None);
        publish(&compiled, &project, root, &Silent).expect("published");
        let lock = std::fs::read_to_string(root.join("choro.lock")).expect("lock");
        let told = compiled.input_findings.iter().any(|f| f.code == "INP013");
        (lock, told)
    };
    let (first, told) = build();
    assert!(first.contains("reference/others.csv") && !told);
    std::fs::write(
        root.join("reference/others.csv"),
        format!("{OTHERS}x,X,city,1,1\n"),
    )
    .expect("file");
    for _ in 0..2 {
        let (lock, told) = build();
        assert!(told && lock == first);
    }
    std::fs::remove_file(root.join("choro.lock")).expect("removed");
    let (lock, told) = build();
    assert!(!told && lock != first);
}

#[test]
fn files_that_cannot_be_read_are_findings_and_the_rest_is_read() {
    let mut world = MemoryWorld::new(files());
    world.put("gazetteer/table.csv", b"PK\x03\x04zip".to_vec());
    world.put("docs/picture.md", b"\x89PNG\r\n\x1a\n\0\0".to_vec());
    let (_, compiled) = compiled(&world, None);
    let codes: Vec<(&str, &str)> = compiled
        .input_findings
        .iter()
        .map(|f| (f.primary.document.as_str(), f.code.as_str()))
        .collect();
    assert!(
        codes.contains(&("gazetteer/table.csv", "INP004")),
        "{codes:?}"
    );
    assert!(codes.contains(&("docs/picture.md", "INP004")), "{codes:?}");
    assert_eq!(compiled.atlas.documents.len(), 3);
    assert!(compiled.atlas.gazetteer.places().len() >= 3);
}

#[test]
fn a_fault_in_a_row_points_at_the_row() {
    let mut world = MemoryWorld::new(files());
    let table = format!("{STATIONS}Lake Line,Nowhere,70\r\n");
    world.put("network/stations.csv", table.clone());
    let (_, compiled) = compiled(&world, None);
    let fault = compiled
        .input_findings
        .iter()
        .find(|f| f.code == "INP017")
        .expect("a fault");
    let span = fault.primary.span;
    assert_eq!(&table[span.start..span.end], "Lake Line,Nowhere,70");
}

#[test]
fn an_allowed_finding_is_passed_over_until_its_last_day() {
    let allow = "\n[[allow]]\ncode = \"GEO101\"\nbecause = \"known\"\nexpires = \"2026-06-01\"\n";
    let mut world = MemoryWorld::new(files());
    world.put("choro.toml", format!("{CONFIG}{allow}"));
    let found = |day: &str| {
        let (_, compiled) = compiled(&world.clone().on(day), None);
        compiled.atlas.findings.iter().any(|f| f.code == "GEO101")
    };
    assert!(!found("2026-05-01"));
    assert!(found("2026-07-01"));
}

#[test]
fn progress_runs_through_the_phases_in_order() {
    struct Told(Mutex<Vec<Phase>>);
    impl Progress for Told {
        fn begin(&self, phase: Phase, _steps: usize) {
            self.0.lock().expect("phases").push(phase);
        }
        fn step(&self) {}
    }
    let told = Told(Mutex::new(Vec::new()));
    let world = MemoryWorld::new(files());
    let project = Project::open(&world).expect("a project");
    let options = Options {
        cache: None,
        progress: &told,
    };
    compile(&project, &world, options);
    let phases = told.0.into_inner().expect("phases");
    assert_eq!(
        phases,
        [
            Phase::Read,
            Phase::Gazetteer,
            Phase::Documents,
            Phase::Check
        ]
    );
}

#[test]
fn decisions_of_the_project_reach_the_gazetteer() {
    let mut with = files();
    with.push((
        "decisions/places.toml",
        "[[same]]\nrecords = [\"others:thun\", \"places:bern\"]\nbecause = \"a test\"\n\
         author = \"K. Kim\"\ndate = 2026-11-21\n\n[[not-same]]\n\
         records = [\"others:thum\", \"places:geneva\"]\n",
    ));
    let (_, compiled) = compiled(&MemoryWorld::new(with), None);
    let gazetteer = &compiled.atlas.gazetteer;
    let bern = gazetteer.by_key("places:bern").expect("Bern");
    assert_eq!(gazetteer.by_key("others:thun"), Some(bern));
    let why = gazetteer.place(bern).merges[0].why();
    assert!(
        why.starts_with("decided by hand: a test (K. Kim, 2026-11-21)"),
        "{why}"
    );
    let stale: Vec<_> = compiled
        .input_findings
        .iter()
        .filter(|f| f.code == "DEC001")
        .collect();
    assert_eq!(stale.len(), 1);
    assert_eq!(stale[0].primary.document, "decisions/places.toml");
    assert_eq!(
        stale[0].help.as_deref(),
        Some("did you mean `others:thun`?")
    );
}
