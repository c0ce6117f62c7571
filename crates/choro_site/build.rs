//! Embeds the browser's side of the maps, `web/dist`, where npm has built it; without it the atlas
//! has its drawn maps alone.

use std::fmt::Write;
use std::path::Path;

fn main() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", built.display());
    let mut files = String::new();
    let whole = ["map.css", "map.js"].map(|name| (name, built.join(name)));
    if whole.iter().all(|(_, path)| path.is_file()) {
        for (name, path) in &whole {
            let _ = write!(
                files,
                "({name:?}, include_bytes!({:?})),",
                path.display().to_string()
            );
        }
    }
    let code = format!(
        "/// Name and bytes of each file.\npub(crate) const FILES: &[(&str, &[u8])] = &[{files}];\n"
    );
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("browser.rs"), code).expect("the build folder is writable");
}
