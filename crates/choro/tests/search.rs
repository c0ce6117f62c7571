//! `choro search` narrowed by area, type, nearness and date.

mod program;

use program::{all, choro, code, folder, stderr, stdout};
use std::process::Output;

/// Places of one name, with former names.
const NAMESAKES: &[u8] = b"id,name,type,lat,lon,parent,former\n\
    n,Norland,province,46.0,7.0,,\n\
    s,Suland,province,44.0,7.0,,\n\
    a,Tolma,city,46.0,7.0,n,\n\
    b,Tolma,village,44.0,7.0,s,\n\
    c,Brisk,town,44.1,7.1,s,Tolma\n";

fn found(output: &Output) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let places = value["places"].as_array().expect("places");
    let key = |place: &serde_json::Value| place["place"].as_str().expect("key").to_owned();
    places.iter().map(key).collect()
}

#[test]
fn a_search_is_narrowed_by_area_type_and_nearness() {
    let folder = folder(&[("gazetteer/a.csv", NAMESAKES), ("choro.toml", b"")]);
    let search = |options: &[&str]| {
        let all: Vec<&str> = ["search", "Tolma", "--output-format", "json"]
            .iter()
            .chain(options)
            .copied()
            .collect();
        choro(folder.path(), &all)
    };
    let all = found(&search(&[]));
    assert_eq!(all, ["a:a", "a:b", "a:c"], "former names come last");
    assert_eq!(found(&search(&["--within", "Suland"])), ["a:b", "a:c"]);
    // A town may be called a village; a city may not.
    assert_eq!(found(&search(&["--type", "village"])), ["a:b", "a:c"]);
    assert_eq!(found(&search(&["--limit", "1"])), ["a:a"]);
    let near = search(&["--near", "44.0,7.0"]);
    assert_eq!(found(&near), ["a:b", "a:a", "a:c"]);
    let value: serde_json::Value = serde_json::from_slice(&near.stdout).expect("JSON");
    assert_eq!(value["places"][0]["distance_m"], 0.0);
    let metres = value["places"][1]["distance_m"].as_f64().expect("metres");
    assert!((222_000.0..223_000.0).contains(&metres), "{metres}");
    assert_eq!(found(&search(&["--near", "Suland"])), found(&near));
    let former = stdout(&choro(
        folder.path(),
        &["search", "Tolma", "--within", "a:s"],
    ));
    assert!(former.contains("Tolma, former name of Brisk"), "{former}");
    let nothing = search(&["--type", "river"]);
    assert_eq!(code(&nothing), 1);
    let said = String::from_utf8_lossy(&nothing.stderr).into_owned();
    assert!(
        said.contains("without the conditions there is Tolma (city, a:a)"),
        "{said}"
    );
}

#[test]
fn a_search_asked_wrongly_says_what_is_meant() {
    let folder = folder(&[("gazetteer/a.csv", NAMESAKES), ("choro.toml", b"")]);
    for (options, said) in [
        (["--type", "vilage"], "did you mean `village`?"),
        (["--date", "yesterday"], "is not a date"),
        (["--near", "95,7"], "latitude goes from -90 to 90"),
        (["--near", "1,2,3"], "is not latitude and longitude"),
        (["--within", "Sulan"], "there is Suland"),
    ] {
        let output = choro(folder.path(), &["search", "Tolma", options[0], options[1]]);
        assert_eq!(code(&output), 2, "{}", all(&output));
        assert!(all(&output).contains(said), "{}", all(&output));
    }
    let hinted = choro(folder.path(), &["search", "Brsik"]);
    assert!(all(&hinted).contains("Brisk"), "{}", all(&hinted));
}

#[test]
fn a_search_at_a_date_gives_names_in_use_then_first() {
    let folder = folder(&[
        (
            "gazetteer/a.csv",
            b"id,name,type,lat,lon,former\n\
              a,Brisk,city,46.0,7.0,Tolma@../1951\nb,Tolma,village,44.0,7.0,\n",
        ),
        ("choro.toml", b""),
    ]);
    let at = |date: &str| {
        let options = ["search", "Tolma", "--output-format", "json", "--date", date];
        let output = choro(folder.path(), &options);
        (found(&output), stdout(&output))
    };
    assert_eq!(at("1940").0, ["a:a", "a:b"], "{}", at("1940").1);
    assert!(at("1940").1.contains("Tolma, name until 1951 of Brisk"));
    assert_eq!(at("1970").0, ["a:b", "a:a"]);
}

#[test]
fn a_name_written_in_syllables_finds_the_place() {
    let table = b"id,name,type,lat,lon\na,Musan,town,42.2,129.2\nb,Paektusan,peak,42.0,128.1\n";
    let folder = folder(&[("gazetteer/a.csv", table), ("choro.toml", b"")]);
    for (asked, id) in [("Mu-san", "a:a"), ("Paek-tu-san", "a:b")] {
        let output = choro(folder.path(), &["search", asked, "--output-format", "json"]);
        assert_eq!(found(&output), [id], "{asked}: {}", stdout(&output));
        assert!(!stderr(&output).contains("no place"), "{}", stderr(&output));
    }
}
