//! Whole files of real publishers load, with the counts their publishers give.

use std::collections::BTreeSet;
use std::path::PathBuf;

use choro_diagnostic::{Finding, Severity};
use choro_geometry::Shape;
use choro_layer::{Format, Layer, Options, Source, read};

/// The bytes of a file of `../shared/data`; says so where it is missing.
fn shared(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: ../shared/data/{path} missing");
    }
    bytes
}

fn load(path: &str, format: Format, options: &Options) -> Option<(Layer, Vec<Finding>)> {
    let bytes = shared(path)?;
    assert_eq!(Format::sniff(path, &bytes), Some(format), "{path}");
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let source = Source {
        id,
        path: path.to_owned(),
        ..Source::default()
    };
    Some(read(format, &bytes, &source, options))
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn whos_on_first_table_and_polygons_join() {
    let options = Options::default();
    let Some((table, findings)) =
        load("gazetteer/wof_kp_places.tsv", Format::WhosOnFirst, &options)
    else {
        return;
    };
    assert_eq!(table.records.len(), 31_755);
    assert_eq!(codes(&findings), ["INP009"]);
    assert_eq!(table.records.last().map(|r| r.line), Some(31_756));
    assert!(
        table
            .records
            .iter()
            .all(|r| !r.names.is_empty() && r.shape.is_some())
    );
    let Some((polygons, findings)) = load(
        "gazetteer/wof_kp_polygons.geojson",
        Format::WhosOnFirst,
        &options,
    ) else {
        return;
    };
    assert_eq!(polygons.records.len(), 197);
    assert_eq!(findings, []);
    assert!(
        polygons
            .records
            .iter()
            .all(|r| matches!(r.shape, Some(Shape::Polygons(_))))
    );
    let ids: BTreeSet<&str> = table.records.iter().map(|r| r.id.as_str()).collect();
    assert!(polygons.records.iter().all(|r| ids.contains(r.id.as_str())));
}

#[test]
fn geonames_dumps_load() {
    let dumps = [("KP", 97), ("neasia", 1061)];
    for (name, count) in dumps {
        let path = format!("gazetteer/geonames_cities1000_{name}.txt");
        let Some((layer, findings)) = load(&path, Format::GeoNames, &Options::default()) else {
            return;
        };
        assert_eq!(layer.records.len(), count, "{path}");
        assert_eq!(findings, [], "{path}");
    }
}

#[test]
fn natural_earth_loads_without_error() {
    let files = [
        ("10m_admin_0_boundary_lines_land", 7),
        ("10m_admin_1", 61),
        ("10m_airports", 24),
        ("10m_coastline", 104),
        ("10m_geography_marine_polys", 9),
        ("10m_geography_regions_elevation_points", 8),
        ("10m_geography_regions_polys", 17),
        ("10m_lakes", 9),
        ("10m_populated_places", 167),
        ("10m_ports", 37),
        ("10m_rivers_lake_centerlines", 29),
        ("50m_admin_0_countries", 7),
    ];
    for (name, count) in files {
        let path = format!("ne/neasia_ne_{name}.geojson");
        let Some((layer, findings)) = load(&path, Format::GeoJson, &Options::default()) else {
            return;
        };
        assert_eq!(layer.records.len(), count, "{path}");
        assert!(
            findings.iter().all(|f| f.severity < Severity::Error),
            "{path}: {findings:?}"
        );
        assert!(layer.records.iter().all(|r| r.shape.is_some()), "{path}");
    }
}

#[test]
fn tables_of_stations_sites_and_census_load() {
    let columns = [
        ("id", "pcode"),
        ("name", "name_en"),
        ("population@2008", "total"),
    ];
    let mapped = Options {
        columns: columns
            .iter()
            .map(|(t, s)| ((*t).to_owned(), (*s).to_owned()))
            .collect(),
        ..Options::default()
    };
    let files = [
        (
            "rail/kp_rail_stations_pyongra_etc.csv",
            194,
            Options::default(),
        ),
        ("rail/kp_rail_pukpu_line.csv", 42, Options::default()),
        ("sites/csis_markets_ne_kp_64.csv", 64, Options::default()),
        ("census/kp_census2008_county.csv", 179, mapped),
    ];
    for (path, count, options) in files {
        let Some((layer, findings)) = load(path, Format::Csv, &options) else {
            return;
        };
        assert_eq!(layer.records.len(), count, "{path}");
        assert_eq!(findings, [], "{path}");
        assert!(layer.records.iter().all(|r| !r.names.is_empty()), "{path}");
    }
}
