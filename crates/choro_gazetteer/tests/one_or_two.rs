//! When records are one place, why, and what people decide about it.

use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::{Decision, Gazetteer, Place};
use choro_layer::{Format, Layer, Options, Source, read};
use choro_text::Span;
use proptest::prelude::*;

fn table(id: &str, rank: u32, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        path: format!("{id}.csv"),
        rank,
        accuracy: 500.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

/// A reference with villages all over a country, none of them the ones asked about.
fn reference(rows: &str) -> Layer {
    let mut text = String::from("id,name,name:ko,variants,type,lat,lon,parent,same_as\n");
    for n in 0..400 {
        let (lat, lon) = (
            38.0 + 0.15 * f64::from(n / 20),
            125.0 + 0.2 * f64::from(n % 20),
        );
        text.push_str(&format!("v{n},Village {n},,,village,{lat:.3},{lon:.3},,\n"));
    }
    text.push_str(rows);
    table("ref", 10, &text)
}

fn place<'g>(g: &'g Gazetteer, key: &str) -> &'g Place {
    g.place(
        g.by_key(key)
            .unwrap_or_else(|| panic!("no place has {key}")),
    )
}

fn one(g: &Gazetteer, a: &str, b: &str) -> bool {
    place(g, a).id == place(g, b).id
}

fn coded<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f Finding> {
    findings.iter().filter(|f| f.code == code).collect()
}

fn decision(same: bool, records: &[&str]) -> Decision {
    let at = |n: usize| Location {
        document: "decisions/places.toml".into(),
        span: Span::new(n, n + 1),
        message: String::new(),
    };
    Decision {
        same,
        records: records
            .iter()
            .enumerate()
            .map(|(n, key)| ((*key).to_owned(), at(n)))
            .collect(),
        because: "seen on the map (K. Kim)".into(),
        location: at(0),
    }
}

#[test]
fn a_village_from_two_maps_is_one_and_is_told() {
    let (g, findings) = Gazetteer::build(vec![reference(
        "a,Tonggo-ri,동고리,,village,40.15583,124.84667,,\n\
         b,Tonggo-ri,동고리,Tonggo-dong,village,40.15722,124.84972,,\n\
         c,Yonghwach'am,용화참,,village,40.25,126.18333,,\n\
         d,용화참,,,village,40.25778,126.1775,,\n",
    )]);
    assert!(one(&g, "ref:a", "ref:b") && one(&g, "ref:c", "ref:d"));
    let merges = &place(&g, "ref:a").merges;
    assert_eq!(merges.len(), 1);
    assert!(merges[0].score > 0.9, "{merges:?}");
    assert_eq!(merges[0].why(), "same ‘동고리’, 300 m apart");
    let told = coded(&findings, "INP022");
    assert_eq!(told.len(), 2, "{findings:#?}");
    assert_eq!(told[0].severity, Severity::Note);
    assert_eq!(told[0].primary.document, "ref.csv");
    assert_eq!(
        told[0].message,
        "line 403: Tonggo-ri (`b`) and Tonggo-ri (`a`, line 402) look like one place, 300 m \
         apart; they are taken for one"
    );
}

#[test]
fn old_and_new_town_of_one_name_stay_two() {
    let (g, findings) = Gazetteer::build(vec![
        reference(
            "old,Tolmasong,,,town,41.66972,129.66889,,\n\
             new,Tolmasong,,,town,41.58778,129.60611,,\n",
        ),
        table(
            "own",
            100,
            "id,name,type,lat,lon\ntown,Tolmasong,town,41.5876,129.6058\n",
        ),
    ]);
    assert!(!one(&g, "ref:old", "ref:new"));
    assert!(one(&g, "own:town", "ref:new") && !one(&g, "own:town", "ref:old"));
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn likely_names_of_two_villages_do_not_make_them_one() {
    let (g, _) = Gazetteer::build(vec![reference(
        "up,Sangch'am,상참,,village,39.65,125.7,,\n\
         low,Hach'am,하참,,village,39.65,125.698,,\n\
         one,Pon'gung 1-dong,,,village,39.85,127.6,,\n\
         two,Pon'gung 2-dong,,,village,39.851,127.601,,\n\
         ri,Changsong-ni,장송리,,village,40.5,125.5,,\n\
         ri2,Ch'angsong-ni,창송리,,village,40.51,125.5,,\n\
         seat,Kilju,,,county,40.96,129.32,,\n\
         town,Kilju,,,town,40.964,129.327,,\n\
         stop,Kilju,,,station,40.965,129.328,,\n\
         brook,Kilju,,,river,40.966,129.326,,\n",
    )]);
    for (a, b) in [
        ("up", "low"),
        ("one", "two"),
        ("ri", "ri2"),
        ("seat", "town"),
        ("town", "stop"),
        ("town", "brook"),
        ("stop", "brook"),
    ] {
        assert!(
            !one(&g, &format!("ref:{a}"), &format!("ref:{b}")),
            "{a} {b}"
        );
    }
}

#[test]
fn a_name_in_hangul_meets_its_spelling_in_latin_letters() {
    let (g, _) = Gazetteer::build(vec![
        reference("a,Onsŏng,,,town,42.957,129.993,,\n"),
        table(
            "rail",
            20,
            "id,name,type,lat,lon\nx,온성,town,42.958,129.99\ny,회령,town,42.96,129.99\n",
        ),
    ]);
    assert!(one(&g, "ref:a", "rail:x"));
    assert!(!one(&g, "ref:a", "rail:y"));
    let why = place(&g, "ref:a").merges[0].why();
    assert!(
        why == "‘온성’ and ‘Onsŏng’ spell one name, 270 m apart",
        "{why}"
    );
}

#[test]
fn towns_of_one_name_across_a_border_are_two() {
    let rows = |other: &str| {
        let mut rows = format!(
            "id,name,type,lat,lon,country\na,Laufenburg,town,47.5596,8.0623,CH\n\
             b,Laufenburg,town,47.5646,8.0604,{other}\n"
        );
        for n in 0..300 {
            let (lat, lon) = (48 + n / 30, n % 30);
            rows.push_str(&format!("v{n},Village {n},village,{lat}.5,{lon}.5,DE\n"));
        }
        rows
    };
    let joined = |other: &str| {
        let (g, _) = Gazetteer::build(vec![table("ref", 10, &rows(other))]);
        one(&g, "ref:a", "ref:b")
    };
    assert!(joined("CH") && joined("") && !joined("DE"));
}

#[test]
fn a_common_name_asks_for_more_nearness_than_a_rare_one() {
    let mut rows = String::from(
        "rare,Yonghwach'am,,,village,40.25,126.18,,\nrare2,Yonghwach'am,,,village,40.2617,126.18,,\n",
    );
    for n in 0..120 {
        let (lat, lon) = (
            38.03 + 0.05 * f64::from(n / 10),
            125.01 + 0.3 * f64::from(n % 10),
        );
        rows.push_str(&format!("s{n},Sin-dong,,,village,{lat:.4},{lon:.4},,\n"));
    }
    rows.push_str("t,Sin-dong,,,village,38.0417,125.01,,\n");
    let (g, _) = Gazetteer::build(vec![reference(&rows)]);
    assert!(one(&g, "ref:rare", "ref:rare2"));
    assert!(!one(&g, "ref:s0", "ref:t"));
}

#[test]
fn what_own_files_have_twice_is_told_and_kept() {
    let text = "id,name,name:ko,type,lat,lon\na,Arno,아르노,village,46.0,7.0\n\
                b,Arno,아르노,village,46.0,7.0\nc,Bole,,village,46.2,7.3\n";
    let (g, findings) = Gazetteer::build(vec![table("own", 100, text)]);
    assert!(!one(&g, "own:a", "own:b"));
    let told = coded(&findings, "INP022");
    assert_eq!(told.len(), 1, "{findings:#?}");
    assert_eq!(told[0].severity, Severity::Warning);
    assert!(
        told[0].message.ends_with("at one point; both are kept"),
        "{}",
        told[0].message
    );
}

#[test]
fn what_people_decide_overrides_names_and_positions() {
    let layers = || {
        vec![
            reference(
                "a,Tonggo-ri,동고리,,village,40.15583,124.84667,,\n\
                 b,Tonggo-ri,동고리,,village,40.15722,124.84972,,\n\
                 c,Unggi,,,town,42.34,130.4,,\n",
            ),
            table(
                "own",
                100,
                "id,name,type,lat,lon\ns,Sonbong,town,42.9,130.1\n",
            ),
        ]
    };
    let decisions = [
        decision(false, &["ref:a", "ref:b"]),
        decision(true, &["own:s", "ref:c"]),
    ];
    let (g, findings) = Gazetteer::build_decided(layers(), &decisions);
    assert!(!one(&g, "ref:a", "ref:b"));
    assert!(one(&g, "own:s", "ref:c"));
    assert!(findings.is_empty(), "{findings:#?}");
    let merges = &place(&g, "own:s").merges;
    assert!((merges[0].score - 1.0).abs() < f64::EPSILON);
    assert!(
        merges[0]
            .why()
            .starts_with("decided by hand: seen on the map (K. Kim)")
    );

    let (_, findings) = Gazetteer::build_decided(
        layers(),
        &[
            decision(true, &["own:s", "ref:cc", "gone:1"]),
            decision(true, &["ref:a", "ref:b"]),
            decision(false, &["ref:b", "ref:a"]),
        ],
    );
    let stale = coded(&findings, "DEC001");
    assert_eq!(stale.len(), 2, "{findings:#?}");
    assert_eq!(stale[0].help.as_deref(), Some("did you mean `ref:c`?"));
    assert_eq!(stale[0].primary.span, Span::new(1, 2));
    assert!(
        stale[1]
            .help
            .as_deref()
            .is_some_and(|h| h.contains("own, ref")),
        "{stale:#?}"
    );
    assert_eq!(coded(&findings, "DEC002").len(), 1, "{findings:#?}");
}

#[test]
fn a_slip_in_another_script_is_told_and_finds_nothing() {
    let (g, findings) = Gazetteer::build(vec![
        reference("a,Onsong,온성,,town,42.957,129.993,,\n"),
        table(
            "rail",
            20,
            "id,name,name:ko,type,lat,lon\nx,Onsong,운성,town,42.958,129.99\n",
        ),
    ]);
    assert!(one(&g, "ref:a", "rail:x"));
    let told = coded(&findings, "INP023");
    assert_eq!(told.len(), 1, "{findings:#?}");
    assert_eq!(
        told[0].message,
        "line 2: ‘운성’ does not spell Onsong (`x`), ‘온성’ of ref.csv line 402 does"
    );
    assert!(g.by_name("운성").is_empty());
    assert_eq!(g.by_name("온성"), [place(&g, "ref:a").id]);
    // Another name, as of other days, is no slip.
    let (_, findings) = Gazetteer::build(vec![
        reference("a,Kimch'aek,김책,,town,40.67,129.2,,\n"),
        table(
            "rail",
            20,
            "id,name,name:ko,type,lat,lon\nx,Kimch'aek,성진,town,40.67,129.2\n",
        ),
    ]);
    assert!(coded(&findings, "INP023").is_empty(), "{findings:#?}");
}

#[test]
fn a_position_far_outside_the_stated_parent_is_told() {
    let outline = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":
        {"id":"vaud","name":"Vaud","type":"province"},"geometry":{"type":"Polygon","coordinates":
        [[[6,46],[7,46],[7,47],[6,47],[6,46]]]}}]}"#;
    let source = Source {
        id: "own".into(),
        path: "own.geojson".into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    let units = read(
        Format::GeoJson,
        outline.as_bytes(),
        &source,
        &Options::default(),
    )
    .0;
    let towns = "id,name,type,lat,lon,parent\nin,Vevey,town,46.46,6.84,vaud\n\
                 edge,Aigle,town,46.5,7.03,vaud\nout,Brig,town,46.31,7.98,vaud\n";
    let (g, findings) = Gazetteer::build(vec![units, table("own", 100, towns)]);
    let told = coded(&findings, "INP024");
    assert_eq!(told.len(), 1, "{findings:#?}");
    assert_eq!(told[0].severity, Severity::Warning);
    assert_eq!(
        told[0].message,
        "line 4: Brig (`out`) lies 75 km outside Vaud, which the record has as its parent"
    );
    assert_eq!(place(&g, "own:out").parents.len(), 1);
}

proptest! {
    #[test]
    fn decisions_hold_whatever_the_records_say(
        places in proptest::collection::vec((0usize..4, 0.0..0.02f64), 2..12),
        same in proptest::collection::vec((0usize..12, 0usize..12), 0..4),
        apart in proptest::collection::vec((0usize..12, 0usize..12), 0..4),
    ) {
        let names = ["Arno", "Bole", "Cava", "Dole"];
        let mut rows = String::from("id,name,type,lat,lon\n");
        for (n, (name, off)) in places.iter().enumerate() {
            let lat = 40.0 + off;
            rows.push_str(&format!("p{n},{},village,{lat:.4},126.0\n", names[*name]));
        }
        let within = |(a, b): &(usize, usize)| a != b && *a < places.len() && *b < places.len();
        let key = |n: usize| format!("ref:p{n}");
        let decide = |same: bool, pairs: &[(usize, usize)]| -> Vec<Decision> {
            let pairs = pairs.iter().filter(|p| within(p));
            pairs.map(|(a, b)| decision(same, &[&key(*a), &key(*b)])).collect()
        };
        let mut decisions = decide(true, &same);
        decisions.extend(decide(false, &apart));
        let (g, findings) = Gazetteer::build_decided(vec![table("ref", 10, &rows)], &decisions);
        for (a, b) in apart.iter().filter(|p| within(p)) {
            prop_assert!(!one(&g, &key(*a), &key(*b)));
        }
        if coded(&findings, "DEC002").is_empty() {
            for (a, b) in same.iter().filter(|p| within(p)) {
                prop_assert!(one(&g, &key(*a), &key(*b)));
            }
        }
        for place in g.places() {
            prop_assert_eq!(place.merges.len() + 1, place.records.len());
        }
    }
}
