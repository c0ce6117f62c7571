//! Networks that others drew: found, read, pinned, and their faults told.

use choro_pipeline::{Compiled, Options, Silent, compile};
use choro_project::{MemoryWorld, Project};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const PLACES: &str = "id,name,type,lat,lon\nlausanne,Lausanne,city,46.5197,6.6336\n";

/// A timetable of one line and one ferry between two stations.
fn timetable() -> Vec<u8> {
    let tables = [
        ("agency.txt", "agency_name\nLake Railways\n"),
        (
            "routes.txt",
            "route_id,route_short_name,route_type\nR,1,2\nF,2,4\n",
        ),
        ("trips.txt", "route_id,service_id,trip_id\nR,s,t\nF,s,f\n"),
        (
            "stop_times.txt",
            "trip_id,stop_id,stop_sequence\nt,a,1\nt,b,2\nf,a,1\nf,b,2\n",
        ),
        (
            "stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon\na,Lausanne,46.517,6.629\nb,Vevey,46.463,6.843\n",
        ),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in tables {
        let options = SimpleFileOptions::default();
        writer
            .start_file(name, options)
            .expect("memory takes entries");
        writer
            .write_all(text.as_bytes())
            .expect("memory takes bytes");
    }
    writer.finish().expect("memory takes bytes").into_inner()
}

fn compiled(config: &str, network: (&str, Vec<u8>)) -> (Project, Compiled) {
    let mut world = MemoryWorld::new([
        ("choro.toml", config),
        ("gazetteer/places.csv", PLACES),
        ("docs/a.md", "Lausanne lies on a lake.\n"),
    ]);
    world.put(network.0, network.1);
    let project = Project::open(&world).expect("a project");
    let options = Options {
        cache: None,
        progress: &Silent,
    };
    let compiled = compile(&project, &world, options);
    (project, compiled)
}

#[test]
fn a_timetable_under_network_is_part_of_the_network() {
    let (project, compiled) = compiled("", ("network/lake.gtfs.zip", timetable()));
    let [(id, ways)] = compiled.atlas.network.drawn.as_slice() else {
        panic!("{:?}", compiled.atlas.network.drawn);
    };
    assert_eq!((id.as_str(), ways.courses.len()), ("lake", 2));
    let pinned: Vec<&str> = project
        .layers_of_others()
        .map(|layer| &*layer.path)
        .collect();
    assert_eq!(pinned, ["network/lake.gtfs.zip"]);
}

#[test]
fn modes_and_id_are_those_stated() {
    let config =
        "[[network]]\npath = \"../lake.zip\"\nkind = \"gtfs\"\nid = \"sgv\"\nmodes = \"ferry\"\n";
    let (_, compiled) = compiled(config, ("../lake.zip", timetable()));
    let [(id, ways)] = compiled.atlas.network.drawn.as_slice() else {
        panic!("{:?}", compiled.atlas.network.drawn);
    };
    assert_eq!((id.as_str(), ways.courses.len()), ("sgv", 1));
}

#[test]
fn an_extract_that_is_none_is_told_and_the_rest_is_compiled() {
    let (_, compiled) = compiled("", ("network/lake.osm.pbf", b"<osm/>".to_vec()));
    let told: Vec<(&str, &str)> = compiled
        .input_findings
        .iter()
        .map(|finding| (&*finding.code, &*finding.primary.document))
        .collect();
    assert_eq!(told, [("INP014", "network/lake.osm.pbf")]);
    assert_eq!(compiled.atlas.gazetteer.places().len(), 1);
}
