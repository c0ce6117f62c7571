//! What was so at a date: names, units, types, footprints, existence; and when nothing is known.

use choro_diagnostic::Finding;
use choro_gazetteer::{Answer, Class, Gazetteer, Held, PlaceId, Why};
use choro_geometry::{Position, Shape};
use choro_layer::{FactKind, Format, Layer, Options, Source, read};
use choro_quantity::{Date, When};
use proptest::prelude::*;

const PLACES: &str = "id,name,type,lat,lon,name:ko,former,parent\n\
    dprk,North Korea,country,,,,,\n\
    north,North Hamgyong,province,,,,,dprk\n\
    ryang,Ryanggang,province,,,,,dprk\n\
    south,South Hamgyong,province,,,,,dprk\n\
    kim,Kimchaek,city,40.67,129.19,김책,,north\n\
    hye,Hyesan,city,41.4,128.18,혜산,Keizan@1910/1945,ryang\n\
    ras,Rason,city,42.35,130.38,,Rajin-Sonbong@1993/2000,north@../1993|dprk@1993/2004|north@2004/2010|dprk@2010/..\n\
    sam,Samjiyon,county@1961/2019|city@2019/..,41.8,128.3,,,ryang\n\
    kyo,Kyongwon County,county,42.74,130.14,,Saebyol County@1977/2005,north\n";

const HISTORY: &str = "place,what,value,from,to,language,source,note\n\
    kim,name,Songjin,,1951,en,Encyclopaedia,\n\
    kim,name,Jōshin,1910,1945,ja-Latn,Army map,\n\
    kim,name,Kimchaek,1951,,en,Encyclopaedia,after Kim Chaek\n\
    hye,parent,South Hamgyong,,1954,,Decree of 1954,\n\
    hye,parent,ryang,1954,,,Decree of 1954,\n\
    ryang,event,founded,1954-10,,,Decree of 1954,split from South Hamgyong\n\
    ryang,parent,dprk,1954,,,Decree of 1954,\n\
    south,parent,dprk,1948,,,Constitution,\n\
    ras,status,special city,2010,,,Decree of 2010,\n\
    kyo,name,Kyongwon County,,1977,en,,\n\
    kyo,name,Kyongwon County,2005,,en,,\n";

fn table(id: &str, version: &str, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        title: format!("The {id}"),
        path: format!("gazetteer/{id}.csv"),
        version: version.into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

fn built(version: &str, history: &str) -> (Gazetteer, Vec<Finding>) {
    Gazetteer::build(vec![
        table("places", version, PLACES),
        table("history", version, history),
    ])
}

fn region() -> Gazetteer {
    let (g, findings) = built("", HISTORY);
    assert_eq!(findings, []);
    g
}

fn when(edtf: &str) -> When {
    When::parse(edtf).expect("EDTF")
}

fn place(g: &Gazetteer, id: &str) -> PlaceId {
    g.by_key(&format!("places:{id}")).expect("a place")
}

fn called(g: &Gazetteer, id: &str, at: &str, range: &str) -> Vec<String> {
    match g.names_at(place(g, id), &when(at), range) {
        Answer::Known(names) => names.iter().map(|n| n.name.text.clone()).collect(),
        Answer::Unknown(unknown) => vec![format!("unknown: {}", unknown.why)],
    }
}

fn in_unit(g: &Gazetteer, id: &str, class: Class, at: &str) -> Vec<String> {
    match g.units_at(place(g, id), class, &when(at)) {
        Answer::Known(units) => units
            .iter()
            .map(|u| format!("{} {:?}", g.place(u.to).name(), u.held))
            .collect(),
        Answer::Unknown(unknown) => {
            vec![format!("{}: {}", g.place(unknown.of).name(), unknown.why)]
        }
    }
}

#[test]
fn a_name_is_that_of_its_time() {
    let g = region();
    assert_eq!(called(&g, "kim", "1930", ""), ["Songjin", "Jōshin"]);
    assert_eq!(called(&g, "kim", "1930", "ja"), ["Jōshin"]);
    // An undated name in another script is in use as long as the dated one that it spells.
    assert_eq!(called(&g, "kim", "1960", ""), ["Kimchaek", "김책"]);
    assert_eq!(called(&g, "kim", "1951", "en"), ["Kimchaek", "Songjin"]);
    assert_eq!(called(&g, "kim", "", ""), ["Kimchaek", "김책"]);
    assert_eq!(
        called(&g, "kim", "1960", "ja"),
        ["unknown: what the sources date ends in 1945"]
    );
    assert_eq!(
        called(&g, "hye", "1960", "ko"),
        ["unknown: the sources state it without a date"]
    );
    let shown = g.name_at(place(&g, "kim"), &when("1930"), "").known();
    assert_eq!(shown.map(|n| n.name.text.as_str()), Some("Songjin"));
}

#[test]
fn a_name_asked_for_was_in_use_or_not_or_nobody_knows() {
    let g = region();
    let used =
        |id: &str, name: &str, at: &str| g.name_in_use_at(place(&g, id), name, &when(at)).known();
    assert_eq!(used("kim", "Songjin", "1930"), Some(Held::Throughout));
    assert_eq!(used("kim", "Sŏngjin", "1930"), Some(Held::Throughout));
    assert_eq!(used("kim", "Songjin", "1960"), Some(Held::Not));
    assert_eq!(used("kim", "Kimchaek", "1930"), Some(Held::Not));
    // A spelling of what is dated shares its time.
    assert_eq!(used("kim", "Kimch'aek", "1930"), Some(Held::Not));
    assert_eq!(used("hye", "Hyesan", "1930"), None);
    assert_eq!(
        used("kyo", "Kyongwon County", "1970"),
        Some(Held::Throughout)
    );
    assert_eq!(used("kyo", "Kyongwon County", "1990"), Some(Held::Not));
    assert_eq!(
        used("kyo", "Kyongwon County", "2015"),
        Some(Held::Throughout)
    );
    assert_eq!(used("kyo", "Nowhere", "2015"), None);
}

#[test]
fn the_province_is_that_of_its_time() {
    let g = region();
    assert_eq!(
        in_unit(&g, "hye", Class::Province, "1950"),
        ["South Hamgyong Throughout"]
    );
    assert_eq!(
        in_unit(&g, "hye", Class::Province, "1954"),
        ["Ryanggang Partly", "South Hamgyong Partly"]
    );
    assert_eq!(
        in_unit(&g, "hye", Class::Province, ""),
        ["Ryanggang Throughout"]
    );
    assert_eq!(
        in_unit(&g, "hye", Class::Country, "1950"),
        ["North Korea Throughout"]
    );
    assert_eq!(
        in_unit(&g, "hye", Class::Country, "1930"),
        ["South Hamgyong: what the sources date begins in 1948"]
    );
    assert_eq!(
        in_unit(&g, "kim", Class::Province, "1950"),
        ["Kimchaek: the sources state it without a date"]
    );
    assert_eq!(
        in_unit(&g, "ras", Class::Province, "2006"),
        ["North Hamgyong Throughout"]
    );
    assert_eq!(
        in_unit(&g, "ras", Class::Country, "1995"),
        ["North Korea Throughout"]
    );
}

#[test]
fn an_undated_statement_speaks_of_the_time_of_its_source() {
    let (g, _) = built("2020", HISTORY);
    assert_eq!(
        in_unit(&g, "kim", Class::Province, "2020"),
        ["North Hamgyong Throughout"]
    );
    assert_eq!(
        in_unit(&g, "kim", Class::Province, "1950"),
        ["Kimchaek: the sources state it without a date"]
    );
    // Nor is it a word against the past: that Kimchaek lies in North Hamgyong says nothing of
    // where it lay in 1950.
    let part = |at: &str| g.is_part_of(place(&g, "kim"), place(&g, "south"), &when(at));
    assert_eq!((part("1950"), part("2015")), (None, Some(false)));
}

#[test]
fn a_place_was_a_county_before_it_was_a_city() {
    let g = region();
    let class = |id: &str, at: &str| {
        let known = g.class_at(place(&g, id), &when(at)).known();
        known.map(|all| all.into_iter().map(|(class, _)| class).collect::<Vec<_>>())
    };
    assert_eq!(g.place(place(&g, "sam")).class, Class::City);
    assert_eq!(class("sam", "1990"), Some(vec![Class::County]));
    assert_eq!(class("sam", "2022"), Some(vec![Class::City]));
    assert_eq!(class("sam", "2019"), Some(vec![Class::County, Class::City]));
    assert_eq!(class("sam", "1950"), None);
    assert_eq!(class("kim", "1950"), None);
    assert_eq!(class("kim", ""), Some(vec![Class::City]));
    let status = |at: &str| {
        let known = g.status_at(place(&g, "ras"), &when(at)).known();
        known.map(|all| all[0].0.value.clone())
    };
    assert_eq!(status("2015").as_deref(), Some("special city"));
    assert_eq!(status("2005"), None);
}

#[test]
fn a_place_is_not_there_before_it_is_founded() {
    let g = region();
    let there = |id: &str, at: &str| g.exists_at(place(&g, id), &when(at)).known();
    assert_eq!(there("ryang", "1930"), Some(Held::Not));
    assert_eq!(there("ryang", "1954"), Some(Held::Partly));
    assert_eq!(there("ryang", "1980"), Some(Held::Throughout));
    assert_eq!(there("kim", "1930"), Some(Held::Throughout));
    assert_eq!(there("sam", "1930"), None);
    assert_eq!(there("ryang", ""), Some(Held::Throughout));
    let why = match g.exists_at(place(&g, "sam"), &when("1930")) {
        Answer::Unknown(unknown) => unknown.why.to_string(),
        Answer::Known(held) => format!("{held:?}"),
    };
    assert_eq!(why, "what the sources date begins in 1961");
}

#[test]
fn footprints_of_several_times_stand_side_by_side() {
    let outline = |when: &str, size: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"ras","when":"{when}"}},"geometry":{{"type":"Polygon","coordinates":[[[130,42],[{e},42],[{e},{n}],[130,{n}],[130,42]]]}}}}"#,
            e = 130.0 + size,
            n = 42.0 + size
        )
    };
    let text = format!(
        "{}\n{}\n",
        outline("1993/2010", 0.9),
        outline("2010/..", 0.5)
    );
    let mut source = table("places", "", PLACES).source;
    source.path = "gazetteer/places.geojson".into();
    let (shapes, findings) = read(
        Format::GeoJson,
        text.as_bytes(),
        &source,
        &Options::default(),
    );
    assert_eq!(findings, []);
    let (g, _) = Gazetteer::build(vec![table("places", "", PLACES), shapes]);
    let id = place(&g, "ras");
    let area = |at: &str| {
        let footprint = g.footprint_at(id, &when(at)).known()?;
        Some((footprint.shape.prepared().area_m2() / 1e8).round())
    };
    let (old, new) = (area("2000"), area("2015"));
    assert!(old > new && new.is_some(), "{old:?} {new:?}");
    assert_eq!(area("1950"), None);
    let now = g.place(id).region().expect("an outline of today");
    assert_eq!(now.when.edtf, "2010/..");
}

#[test]
fn the_history_is_told_in_order_of_time_each_with_its_source() {
    let g = region();
    let told: Vec<String> = g
        .history(place(&g, "kim"))
        .iter()
        .map(|e| {
            let (what, source) = (e.what.as_str(), &g.source(e.source).title);
            format!(
                "{} {what} {} [{source}] {}",
                e.when,
                e.value,
                e.note.unwrap_or("")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "../1951 name Songjin [Encyclopaedia] ",
            "1910/1945 name Jōshin [Army map] ",
            "1951/.. name Kimchaek [Encyclopaedia] after Kim Chaek",
        ]
    );
    let whats: Vec<FactKind> = g.history(place(&g, "ras")).iter().map(|e| e.what).collect();
    assert_eq!(
        whats,
        [
            FactKind::Parent,
            FactKind::Name,
            FactKind::Parent,
            FactKind::Parent,
            FactKind::Parent,
            FactKind::Status,
        ]
    );
    // Former names find the place, and the snapshot keeps all this.
    assert_eq!(g.by_name("Jōshin"), [place(&g, "kim")]);
    assert_eq!(Gazetteer::from_snapshot(g.to_snapshot()), Some(g));
}

#[test]
fn a_row_of_a_place_nobody_knows_is_told() {
    let (g, findings) = built(
        "",
        "place,what,value,from,to\n\
         kimchak,name,Songjin,,1951\n\
         Hamgyong,name,Hamgyeong,,1896\n\
         hye,parent,nowhere,1910,1945\n\
         hye,type,sity,1910,1945\n\
         Rason,name,Najin-Sonbong,1993,2000\n",
    );
    let told: Vec<(&str, &str)> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "INP020",
                "line 2: ‘kimchak’, of which the row speaks, is no id and no name of any record"
            ),
            (
                "INP020",
                "line 3: ‘Hamgyong’, of which the row speaks, is no id and no name of any record"
            ),
            (
                "INP020",
                "line 4: ‘nowhere’, which `hye` has as `parent`, is no id and no name of any record"
            ),
            (
                "INP021",
                "line 5: the type ‘sity’ is no known word for a kind of place"
            ),
        ]
    );
    // A name will do where only one place has it.
    assert_eq!(called(&g, "ras", "1995", "").len(), 2);
}

#[test]
fn a_moved_place_was_where_it_was() {
    let (g, _) = built(
        "",
        "place,what,value,from,to,source\nkim,footprint,\"40.7, 129.3\",,1945,Army map\n",
    );
    let at = |at: &str| {
        let footprint = g.footprint_at(place(&g, "kim"), &when(at)).known();
        footprint.map(|f| f.shape.clone())
    };
    assert_eq!(at("1930"), Some(Shape::Point(Position::new(129.3, 40.7))));
    assert_eq!(at(""), Some(Shape::Point(Position::new(129.19, 40.67))));
    assert_eq!(
        g.place(place(&g, "kim")).point,
        Some(Position::new(129.19, 40.67))
    );
}

/// A year, perhaps hedged, or an open end.
fn end() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("..".to_owned()),
        (1850..2020_i32).prop_map(|year| year.to_string()),
        (1850..2020_i32).prop_map(|year| format!("{year}~")),
        (1850..2020_i32, 1..=12_u8).prop_map(|(year, month)| format!("{year}-{month:02}")),
    ]
}

fn interval() -> impl Strategy<Value = When> {
    let dated = (end(), end()).prop_filter_map("an interval", |(from, to)| {
        When::parse(&format!("{from}/{to}"))
    });
    prop_oneof![dated, (1850..2020_i32).prop_map(When::year)]
}

proptest! {
    #[test]
    fn what_held_throughout_held_at_every_day_of_it(stated in interval(), at in interval()) {
        let held = Held::at(&stated, &at);
        prop_assert_eq!(held == Held::Not, !stated.overlaps(&at));
        for day in [at.earliest, at.latest].into_iter().flatten() {
            let on_the_day = Held::at(&stated, &When::day(day));
            if held == Held::Throughout {
                prop_assert_eq!(on_the_day, Held::Throughout, "{} {} {}", stated, at, day);
            }
            if held == Held::Not {
                prop_assert_eq!(on_the_day, Held::Not);
            }
        }
    }

    #[test]
    fn a_renaming_leaves_no_day_without_a_name_and_none_surely_with_two(
        year in 1850..2020_i32,
        asked in 1840..2030_i32,
    ) {
        let text = format!(
            "place,what,value,from,to\nkim,name,Old,,{year}\nkim,name,New,{year},\n"
        );
        let (g, _) = built("", &text);
        let names = g.names_at(place(&g, "kim"), &When::year(asked), "").known();
        let names = names.expect("a name at any time");
        let sure = names.iter().filter(|n| n.held == Held::Throughout).count();
        if asked == year {
            prop_assert_eq!((names.len(), sure), (2, 0));
        } else {
            prop_assert_eq!((names.len(), sure), (1, 1));
            prop_assert_eq!(names[0].name.text == "Old", asked < year);
        }
    }

    #[test]
    fn an_answer_of_unknown_says_truly_what_is_dated(from in 1850..1950_i32, to in 1950..2020_i32, asked in 1800..2030_i32) {
        let text = format!("place,what,value,from,to\nhye,status,port,{from},{to}\n");
        let (g, _) = built("", &text);
        match g.status_at(place(&g, "hye"), &When::year(asked)) {
            Answer::Known(_) => prop_assert!((from..=to).contains(&asked)),
            Answer::Unknown(unknown) => {
                let ended = (asked > to).then(|| Date::last_of_year(to));
                let begins = (asked < from).then(|| Date::first_of_year(from));
                prop_assert_eq!(unknown.why, Why::Outside { ended, begins });
            }
        }
    }
}
