//! Written out for `tests/interop/check_geopackage.py`, which opens the file with GDAL.

use choro_atlas::sample;

#[test]
fn the_sample_is_written_for_gdal() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample.gpkg");
    if path.exists() {
        std::fs::remove_file(&path).expect("removed");
    }
    choro_export::write_geopackage(&sample::atlas(), &path).expect("written");
    assert!(path.exists());
}
