//! `choro route` in a project whose network is a timetable beside one table of stations.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;

const PLACES: &str = "\
id,name,type,lat,lon
alpha,Alpha,town,60.0,24.0
gamma,Gamma,town,60.0,24.2
island,Island,village,60.0,23.8
hill,Hill,village,60.1,24.2
";

/// A line that no timetable has, from a station that one has.
const STATIONS: &str = "\
line,name,km,lat,lon,place
Hill Line,Gamma,0,60.0,24.2,gamma
Hill Line,Hill,12.5,60.1,24.2,hill
";

/// A train Alpha–Beta–Gamma that bends with its shape, a ferry from Alpha to the island that sails
/// in one summer, and a bus.
const FEED: [(&str, &str); 7] = [
    ("agency.txt", "agency_name,agency_url\nState Railways,x\n"),
    (
        "routes.txt",
        "route_id,route_short_name,route_long_name,route_type\n\
         R1,1,Coast Railway,2\nF,,Island Ferry,4\nB,7,Town Bus,3\n",
    ),
    (
        "trips.txt",
        "route_id,service_id,trip_id,shape_id\nR1,all,t1,s1\nF,summer,f1,\nB,all,b1,\n",
    ),
    (
        "stop_times.txt",
        "trip_id,stop_id,stop_sequence\n\
         t1,a,1\nt1,b,2\nt1,g,3\nf1,a,1\nf1,i,2\nb1,a,1\nb1,g,2\n",
    ),
    (
        "stops.txt",
        "stop_id,stop_name,stop_lat,stop_lon\n\
         a,Alpha,60.0,24.0\nb,Beta,60.0,24.1\ng,Gamma,60.0,24.2\ni,Island,60.0,23.8\n",
    ),
    (
        "shapes.txt",
        "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n\
         s1,60.0,24.0,1\ns1,60.05,24.05,2\ns1,60.0,24.1,3\ns1,60.0,24.2,4\n",
    ),
    (
        "calendar.txt",
        "service_id,monday,start_date,end_date\n\
         all,1,20250101,20261231\nsummer,1,20250601,20250831\n",
    ),
];

fn archive() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in FEED {
        let entry = writer.start_file(name, SimpleFileOptions::default());
        entry.expect("memory takes entries");
        writer
            .write_all(text.as_bytes())
            .expect("memory takes bytes");
    }
    writer.finish().expect("memory takes bytes").into_inner()
}

/// Standard output and error, exit code.
fn asked(room: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let write = |path: &str, bytes: &[u8]| {
        let path = room.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    write("choro.toml", b"");
    write("gazetteer/places.csv", PLACES.as_bytes());
    write("network/stations.csv", STATIONS.as_bytes());
    write("network/trains.gtfs.zip", &archive());
    let output = Command::new(env!("CARGO_BIN_EXE_choro"))
        .current_dir(room)
        .arg("route")
        .args(arguments)
        .output()
        .expect("choro runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

#[test]
fn a_timetable_and_a_table_are_one_network() {
    let room = tempfile::tempdir().expect("a folder");
    let (out, err, code) = asked(room.path(), &["Alpha", "Hill", "--stations"]);
    assert_eq!(code, Some(0), "{out}{err}");
    let names: Vec<&str> = ["Alpha", "Beta", "Gamma", "Hill"]
        .into_iter()
        .filter(|name| out.contains(name))
        .collect();
    assert_eq!(names.len(), 4, "{out}");
    assert!(
        out.contains("Coast Railway") && out.contains("Hill Line"),
        "{out}"
    );
    assert!(out.contains("1 change"), "{out}");
    // 11.1 km as the crow flies and 12.5 km: the shape of the train makes a detour.
    let km: f64 = out
        .split_whitespace()
        .zip(out.split_whitespace().skip(1))
        .find(|(_, unit)| unit.starts_with("km"))
        .and_then(|(number, _)| number.parse().ok())
        .expect("kilometres");
    assert!((28.0..31.0).contains(&km), "{out}");
}

#[test]
fn ferries_are_lines_that_can_be_left_out() {
    let room = tempfile::tempdir().expect("a folder");
    let (out, err, code) = asked(room.path(), &["Gamma", "Island"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("Island Ferry"), "{out}");
    let (out, err, code) = asked(room.path(), &["Gamma", "Island", "--mode", "rail"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        err.contains("by the modes asked for; one does by others"),
        "{err}"
    );
}

#[test]
fn buses_are_roads_which_are_read_where_they_are_wanted() {
    let room = tempfile::tempdir().expect("a folder");
    let (out, _, _) = asked(room.path(), &["Alpha", "Gamma"]);
    assert!(
        out.contains("Coast Railway") && !out.contains("Town Bus"),
        "{out}"
    );
}

#[test]
fn a_day_before_the_timetable_has_no_way() {
    let room = tempfile::tempdir().expect("a folder");
    let (out, err, code) = asked(room.path(), &["Alpha", "Gamma", "--date", "1999"]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        err.contains("in 1999; at other times one led over"),
        "{err}"
    );
    let (_, err, code) = asked(room.path(), &["Alpha", "Gamma", "--date", "2026-05"]);
    assert_eq!(code, Some(0), "{err}");
}
