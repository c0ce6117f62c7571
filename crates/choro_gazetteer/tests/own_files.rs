//! What the project's own files say of each other, and words in them that mean nothing.

use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_quantity::When;

fn table(id: &str, rank: u32, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        path: format!("gazetteer/{id}.csv"),
        rank,
        accuracy: 500.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

fn told(findings: &[Finding]) -> Vec<(String, String)> {
    findings
        .iter()
        .map(|f| {
            (
                f.code.clone(),
                format!("{} {}", f.primary.document, f.message),
            )
        })
        .collect()
}

#[test]
fn an_id_of_another_own_file_is_found_where_it_is_the_only_one() {
    let units = "id,name,type\nnorth,North Tolma,province\nsouth,South Tolma,province\n";
    let more = "id,name,type\nsouth,Southern Sarn,province\n";
    let towns = "id,name,type,parent\na,Arno,town,north\nb,Bole,town,south\n";
    let (g, findings) = Gazetteer::build(vec![
        table("units", 100, units),
        table("more", 100, more),
        table("towns", 100, towns),
    ]);
    let above = |key: &str| {
        let id = g.by_key(key).expect("place");
        let up = g.parents_at(id, &When::default());
        up.first().map(|up| g.place(*up).name().to_owned())
    };
    assert_eq!(above("towns:a").as_deref(), Some("North Tolma"));
    assert_eq!(above("towns:b"), None);
    assert_eq!(
        told(&findings),
        [(
            "INP020".to_owned(),
            "gazetteer/towns.csv line 3: ‘south’, which `b` has as `parent`, is no id and no name \
             of any record"
                .to_owned()
        )]
    );
}

#[test]
fn ids_of_others_are_not_reached_without_their_source() {
    let units = "id,name,type\nnorth,North Tolma,province\n";
    let towns =
        "id,name,type,parent,capital_of\na,Arno,town,north,nowhere\nb,Bole,town,North Tolma,Arno\n";
    let (_, findings) =
        Gazetteer::build(vec![table("units", 10, units), table("towns", 100, towns)]);
    let told = told(&findings);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|(code, _)| code == "INP020"), "{told:?}");
    assert!(
        told[1]
            .1
            .contains("line 2: ‘nowhere’, which `a` has as `capital_of`"),
        "{told:?}"
    );
    assert!(
        told[2].1.contains("‘Arno’") && told[2].1.contains("no division above"),
        "{told:?}"
    );
    // The same file as another's reference is left in peace.
    let (_, findings) = Gazetteer::build(vec![table("towns", 10, towns)]);
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn unknown_types_are_told_once_a_word_and_summed_up() {
    let text = "id,name,type\na,Arno,hamlet x\nb,Bole,village\nc,Cava,hamlet x\nd,Dole,locality/PPLA\ne,Elna,\n";
    let (_, findings) = Gazetteer::build(vec![table("own", 100, text)]);
    assert_eq!(
        told(&findings),
        [(
            "INP021".to_owned(),
            "gazetteer/own.csv line 2: the type ‘hamlet x’ is no known word for a kind of place \
             (2 records)"
                .to_owned()
        )]
    );
    assert_eq!(findings[0].severity, Severity::Warning);
    let mut many = String::from("id,name,type\n");
    for n in 0..500 {
        many.push_str(&format!("{n},Arno {n},kind{n}\n"));
    }
    let (_, findings) = Gazetteer::build(vec![table("own", 100, &many)]);
    assert_eq!(findings.len(), 21);
    assert!(findings.iter().any(|f| {
        f.message
            .ends_with("480 more faults of this kind in the file")
    }));
}

#[test]
fn the_beginning_of_a_name_finds_the_places_that_have_it() {
    let text =
        "id,name,type,population\na,Tolmarsk,village,\nb,Tolmaville,city,200000\nc,Sarn,town,\n";
    let (g, _) = Gazetteer::build(vec![table("own", 100, text)]);
    let names = |start: &str, limit| -> Vec<String> {
        let found = g.by_prefix(start, limit);
        found
            .into_iter()
            .map(|id| g.place(id).name().to_owned())
            .collect()
    };
    assert_eq!(names("tolma", 9), ["Tolmaville", "Tolmarsk"]);
    assert_eq!(names("Tolma", 1), ["Tolmaville"]);
    assert!(names("x", 9).is_empty() && names("", 9).is_empty());
}
