//! The site of a whole country's gazetteer: how large and how quick. Needs the data set beside
//! the project and is skipped without it.

use choro_atlas::sample;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source, read};
use std::path::Path;
use std::time::Instant;

#[test]
fn a_country_of_places_gives_a_small_site_quickly() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data = workspace.join("../shared/data");
    let own = std::fs::read_dir(workspace.join("examples/hamgyong/gazetteer"));
    let mut files: Vec<(std::path::PathBuf, u32, &str)> = own
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| (e.path(), 100, ""))
        .collect();
    files.sort();
    for (file, kind) in [
        ("gazetteer/wof_kp_places.tsv", ""),
        ("gazetteer/wof_kp_polygons.geojson", ""),
        ("ne/neasia_ne_10m_rivers_lake_centerlines.geojson", "river"),
        ("ne/neasia_ne_50m_admin_0_countries.geojson", "country"),
        ("ne/neasia_ne_10m_geography_marine_polys.geojson", "sea"),
        ("ne/neasia_ne_10m_lakes.geojson", "lake"),
    ] {
        files.push((data.join(file), 10, kind));
    }
    let mut layers = Vec::new();
    for (path, rank, kind) in files {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("skipped: {} missing", path.display());
            return;
        };
        let name = path
            .file_stem()
            .map_or(String::new(), |s| s.to_string_lossy().into_owned());
        let source = Source {
            id: name.clone(),
            title: name,
            path: path.display().to_string(),
            accuracy: 1000.0,
            rank,
            ..Source::default()
        };
        let Some(format) = Format::sniff(&source.path, &bytes) else {
            continue;
        };
        let options = Options {
            feature_type: (!kind.is_empty()).then(|| kind.to_owned()),
            ..Options::default()
        };
        layers.push(read(format, &bytes, &source, &options).0);
    }
    let atlas = sample::over(Gazetteer::build(layers).0);
    let start = Instant::now();
    let pages = choro_site::pages(&atlas);
    let took = start.elapsed();
    let bytes: usize = pages.iter().map(|(_, b)| b.len()).sum();
    eprintln!(
        "{} places, {} files, {bytes} bytes in {took:?}",
        atlas.gazetteer.places().len(),
        pages.len()
    );
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("country");
    for (path, bytes) in &pages {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("written");
        assert!(bytes.len() < 400_000, "{path} has {} bytes", bytes.len());
    }
    assert!(
        pages.len() < 3000,
        "only places that are spoken of have pages: {}",
        pages.len()
    );
}
