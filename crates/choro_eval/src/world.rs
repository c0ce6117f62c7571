//! References of the whole world, for texts of any region: the towns of GeoNames and the
//! countries, first-level divisions, lakes, rivers and seas of Natural Earth. The files stand
//! outside the project, compressed.

pub(crate) mod towns;

use crate::seeds::shared;
use choro_check::{References, SiteLists, Thresholds};
use choro_elevation::Relief;
use choro_pipeline::{Compiled, Options, Silent, compile};
use choro_project::{Cache, MemoryWorld, Project};
use choro_quantity::Lexicon;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A layer of Natural Earth.
struct Drawn {
    id: &'static str,
    file: &'static str,
    /// The type of all its features, where they are of one.
    class: &'static str,
    accuracy_m: u32,
    rank: u32,
}

const NATURAL_EARTH: [Drawn; 5] = [
    Drawn {
        id: "ne-countries",
        file: "ne_50m_admin_0_countries",
        class: "country",
        accuracy_m: 5_000,
        rank: 12,
    },
    Drawn {
        id: "ne-admin1",
        file: "ne_10m_admin_1_world",
        class: "province",
        accuracy_m: 3_000,
        rank: 11,
    },
    Drawn {
        id: "ne-lakes",
        file: "ne_10m_lakes",
        class: "lake",
        accuracy_m: 2_000,
        rank: 10,
    },
    Drawn {
        id: "ne-rivers",
        file: "ne_10m_rivers_lake_centerlines",
        class: "river",
        accuracy_m: 2_000,
        rank: 10,
    },
    Drawn {
        id: "ne-seas",
        file: "ne_10m_geography_marine_polys",
        class: "",
        accuracy_m: 5_000,
        rank: 10,
    },
];
const TOWNS: &str = "gazetteer/geonames_cities500_2026.json.xz";

/// A project of these documents over the references of the world, compiled. References that were
/// compiled before by the same program are taken from a cache beside the build.
///
/// # Errors
/// Says which file is missing or cannot be read.
pub fn compile_over(documents: &[(String, String)]) -> Result<Compiled, String> {
    let (project, world) = project(documents)?;
    let cache = Cache::open(&cache_folder());
    let options = Options {
        cache: Some(&cache),
        progress: &Silent,
    };
    let compiled = compile(&project, &world, options);
    cache.prune();
    Ok(compiled)
}

fn cache_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/choro_eval")
}

fn project(documents: &[(String, String)]) -> Result<(Project, MemoryWorld), String> {
    let mut config =
        String::from("[project]\nname = \"World\"\n\n[documents]\npaths = [\"docs\"]\n");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for layer in &NATURAL_EARTH {
        let path = format!("reference/{}.geojson", layer.file);
        reference(&mut config, layer, &path);
        files.push((path, unpacked(&format!("ne/{}.json.xz", layer.file))?));
    }
    config.push_str(
        "\n[[reference]]\npath = \"reference/towns.txt\"\nid = \"geonames\"\nformat = \"geonames\"\n\
         title = \"GeoNames\"\nlicence = \"CC-BY-4.0\"\nversion = \"2026\"\naccuracy_m = 1000\nrank = 20\n",
    );
    files.push(("reference/towns.txt".to_owned(), towns()?.into_bytes()));
    files.push(("choro.toml".to_owned(), config.into_bytes()));
    for (name, text) in documents {
        files.push((format!("docs/{name}"), text.clone().into_bytes()));
    }
    let world = MemoryWorld::new(files);
    let project = Project::open(&world).map_err(|faults| {
        let said: Vec<&str> = faults.iter().map(|f| f.message.as_str()).collect();
        said.join("; ")
    })?;
    Ok((project, world))
}

fn reference(config: &mut String, layer: &Drawn, path: &str) {
    let _ = write!(
        config,
        "\n[[reference]]\npath = \"{path}\"\nid = \"{}\"\ntitle = \"Natural Earth {}\"\n\
         licence = \"public domain\"\nversion = \"5\"\naccuracy_m = {}\nrank = {}\n",
        layer.id, layer.file, layer.accuracy_m, layer.rank
    );
    if !layer.class.is_empty() {
        let _ = writeln!(config, "type = \"{}\"", layer.class);
    }
}

/// The towns as rows of the GeoNames dump; the package has no feature codes.
fn towns() -> Result<String, String> {
    let json = unpacked(TOWNS)?;
    let mut rows = String::with_capacity(json.len() / 2);
    towns::read_from(&json[..], |place| {
        place.write_row(&mut rows);
        Ok(())
    })
    .map_err(|error| format!("{TOWNS}: {error}"))?;
    Ok(rows)
}

/// The bytes of a compressed file of the shared data, by the program `xz`.
fn unpacked(path: &str) -> Result<Vec<u8>, String> {
    let full = shared().join("data").join(path);
    if !full.is_file() {
        return Err(format!("{} is missing", full.display()));
    }
    let unpacked = Command::new("xz")
        .arg("-dc")
        .arg(&full)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("xz: {error}"))?;
    if unpacked.status.success() {
        Ok(unpacked.stdout)
    } else {
        Err(format!("{}: xz cannot read it", full.display()))
    }
}

/// What the texts of a compiled project are held against; `relief` may be empty.
pub fn references<'a>(compiled: &'a Compiled, relief: &'a Relief<'a>) -> References<'a> {
    References {
        gazetteer: &compiled.atlas.gazetteer,
        network: &compiled.atlas.network,
        relief,
        sites: SiteLists::none(),
        lexicon: Lexicon::shipped(),
        limits: Thresholds::shipped(),
    }
}
