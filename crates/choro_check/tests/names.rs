//! The rules on names: what they report, and, which matters more, what they pass over.

mod reading;

use choro_check::{Settings, SiteLists, Style};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source, read};

fn gazetteer(rank: u32, table: &str) -> Gazetteer {
    let source = Source {
        id: "own".into(),
        title: "Table".into(),
        rank,
        accuracy: 500.0,
        ..Source::default()
    };
    let (layer, findings) = read(Format::Csv, table.as_bytes(), &source, &Options::default());
    assert!(findings.is_empty(), "{findings:?}");
    Gazetteer::build(vec![layer]).0
}

fn findings(table: &str, texts: &[&str], code: &str, style: &Style) -> Vec<Finding> {
    let gazetteer = gazetteer(100, table);
    let texts: Vec<Annotated> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| reading::annotated(&format!("{at}.md"), text, &gazetteer))
        .collect();
    let settings = Settings {
        select: vec![code.to_owned()],
        style: style.clone(),
        ..Settings::default()
    };
    reading::checked(&texts, &gazetteer, SiteLists::none(), &settings).findings
}

/// The words each finding is on, with what to write instead.
fn found(table: &str, text: &str, code: &str) -> Vec<(String, String)> {
    styled(table, text, code, &Style::default())
}

fn styled(table: &str, text: &str, code: &str, style: &Style) -> Vec<(String, String)> {
    let found = findings(table, &[text], code, style);
    let words = |f: &Finding| {
        let span = f.primary.span;
        let fix = f.fix.as_ref().map(choro_diagnostic::Fix::text);
        (
            text[span.start..span.end].to_owned(),
            fix.unwrap_or_default(),
        )
    };
    found.iter().map(words).collect()
}

const NEPAL: &str = "id,name,type,lat,lon\nk,Kathmandu,city,27.7,85.3\np,Pokhara,city,28.2,84.0\n";

#[test]
fn a_slip_is_held_against_the_usual_spelling() {
    for text in [
        "Kathmandu is old. Many visit Kathmandu. The city of Katmandhu lies in a valley.",
        "Kathmandu is old. Many visit Kathmandu. Katmandu has many temples.",
        "Kathmandu is old. Many visit Kathmandu. They went to Kathmndu by bus.",
    ] {
        let found = found(NEPAL, text, "NAM201");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].1, "Kathmandu");
    }
}

#[test]
fn places_a_letter_apart_are_two_places() {
    let towns = "id,name,type,lat,lon\na,Kilchun,town,40.9,129.3\nb,Kimchun,town,41.2,129.6\n\
                 c,Tonghung,town,41.0,129.0\n";
    for text in [
        // Both are known.
        "Kilchun is old. Many visit Kilchun. The road to Kilchun is long. Kimchun is new.",
        // One is not, but stands beside the other, or is a place of its own in the text.
        "Tonghung is old. Many visit Tonghung. The road leads from Tonghung to Tonghwng.",
        "Tonghung is old. Many visit Tonghung. The town of Tonghwng is small. In Tonghwng \
         they fish. From Tonghwng a road leads on.",
        // Another name, a people, a person.
        "Tonghung is old. Many visit Tonghung. It was formerly called Tonghong.",
        "Tonghung is old. Many visit Tonghung. Tonghungs are proud.",
        "Tonghung is old. Many visit Tonghung. The painter Maria Tonghing was born here.",
    ] {
        assert_eq!(found(towns, text, "NAM201"), [], "{text}");
    }
}

const STYLE: &str = "id,name,name:ko,variants,type,lat,lon\n\
    hoeryong,Hoeryong,회령시,,city,42.44,129.75\n\
    chongjin,Chongjin,청진시,,city,41.8,129.78\n\
    seoul,Seoul,서울,,city,37.57,126.98\n\
    eastsea,Sea of Japan,,East Sea,sea,40.0,134.0\n\
    yalu,Yalu,,Amnok,river,40.0,124.4\n";

#[test]
fn the_house_romanisation_is_asked_for_where_the_name_is_known() {
    let style = Style {
        romanisation: Some("revised".into()),
        prefer: vec!["Chongjin".into()],
    };
    let text = "Hoeryŏng is a city. Chongjin is a port. Seoul is far. Hoeryeong is a city.";
    let found = styled(STYLE, text, "NAM203", &style);
    assert_eq!(found, [("Hoeryŏng".to_owned(), "Hoeryeong".to_owned())]);
    let none = styled(STYLE, text, "NAM203", &Style::default());
    assert_eq!(none, []);
}

#[test]
fn preferred_names_are_asked_for_and_second_names_stay() {
    let style = Style {
        romanisation: None,
        prefer: vec!["East Sea".into(), "Amnok".into()],
    };
    let text = "Ships cross the Sea of Japan. The East Sea (Sea of Japan) is deep. The Yalu river \
                is long, and the Yalu is cold.";
    let found = styled(STYLE, text, "NAM207", &style);
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        found,
        [
            pair("Sea of Japan", "East Sea"),
            pair("Yalu", "Amnok"),
            pair("Yalu", "Amnok")
        ]
    );
}

const NORWAY: &str = "id,name,name:no,former,type,lat,lon,population\n\
    oslo,Oslo,,Christiania@1624/1924,city,59.91,10.75,700000\n\
    bergen,Bergen,Bergen,Bjørgvin@../1300,city,60.39,5.32,280000\n\
    odda,Odda,,,town,60.07,6.55,5000\n";

#[test]
fn names_of_another_time_are_told_with_the_name_of_that_time() {
    let text = "In 1850 Oslo had 30,000 people.";
    let pair = ("Oslo".to_owned(), "Christiania".to_owned());
    assert_eq!(found(NORWAY, text, "NAM206"), [pair]);
    for text in [
        "In 1950 Oslo had 430,000 people.",
        "In 1850 Bergen had 20,000 people.",
        "In 1850 Odda had 200 people.",
        "Oslo has 700,000 people.",
        "In 1850 present-day Oslo had 30,000 people.",
        "In 1850 Oslo, then Christiania, had 30,000 people.",
        "In 1850 Christiania had 30,000 people.",
    ] {
        assert_eq!(found(NORWAY, text, "NAM206"), [], "{text}");
    }
}

#[test]
fn a_name_in_the_language_of_others_stood_beside_the_own_one() {
    let table =
        "id,name,name:ko,name:ja-Latn,type,lat,lon\nc,Chongjin,청진,Seishin,city,41.8,129.8\n";
    assert_eq!(
        found(table, "In 1930 Chongjin had 40,000 people.", "NAM206"),
        []
    );
}

#[test]
fn what_is_no_more_is_told_by_the_time_spoken_of() {
    let table = "id,name,type,lat,lon,status\n\
        cz,Czechoslovakia,country,49.8,15.5,dissolved@1993/..\n\
        pl,Poland,country,52.0,19.0,\n";
    let wrong = [
        "In 2020 the state of Czechoslovakia opened a port.",
        "Poland borders Czechoslovakia.",
    ];
    for text in wrong {
        let found = findings(table, &[text], "TIM308", &Style::default());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let stated = text.starts_with("In 2020");
        let severity = if stated {
            Severity::Warning
        } else {
            Severity::Note
        };
        assert_eq!(found[0].severity, severity);
    }
    for text in [
        "In 1980 the state of Czechoslovakia opened a port.",
        "Poland bordered the former Czechoslovakia.",
        "---\ndate: 1975-01-01\n---\nPoland borders Czechoslovakia.",
        "Poland formerly bordered Czechoslovakia.",
    ] {
        assert_eq!(found(table, text, "TIM308"), [], "{text}");
    }
}

#[test]
fn a_gap_that_a_text_leaves_out_is_told() {
    let table = "id,name,type,lat,lon,parent\n\
        ruritania,Ruritania,country,45.0,20.0,\n\
        east,East Land,province,46.0,21.0,ruritania\n\
        zenda,Zenda,city,46.2,21.5,east@../1993|east@2004/2010\n\
        west,West Land,country,46.0,23.0,\n";
    let text = "East Land formerly bordered West Land until 2010, when Zenda was taken away.";
    let gaps = findings(table, &[text], "TIM308", &Style::default());
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert!(
        gaps[0].message.contains("1993 to 2004"),
        "{}",
        gaps[0].message
    );
    let before = "East Land formerly bordered West Land until 1990, when Zenda was founded.";
    assert_eq!(found(table, before, "TIM308"), []);
}

#[test]
fn a_kind_is_wrong_only_if_nothing_of_the_name_is_of_it() {
    let table = "id,name,type,lat,lon\n\
        elbe,Elbe,river,53.5,9.9\n\
        sylt,Sylt,island,54.9,8.3\n\
        hamburg,Hamburg,city,53.55,10.0\n\
        como,Como,city,45.8,9.1\ncomolake,Como,lake,46.0,9.3\n\
        peru,Peru,country,-10,-76\n";
    for text in [
        "The road climbs the Elbe mountain.",
        "The Elbe is a mountain in the north.",
    ] {
        assert_eq!(found(table, text, "NAM208").len(), 1, "{text}");
    }
    for text in [
        "The Elbe river is long. The Elbe valley is wide. The Elbe bridge is old.",
        "The island of Sylt is a district. The Sylt lighthouse is white.",
        "The city of Como is old, and the Como lake is deep.",
        "The Hamburg river is small. The port of Hamburg is large.",
        "The cities of Peru are many. The mountains of Peru are high.",
        "The Elbe is a river. The mouth of the Elbe is wide.",
    ] {
        assert_eq!(found(table, text, "NAM208"), [], "{text}");
    }
}

#[test]
fn a_name_is_ambiguous_only_where_nothing_decides() {
    let table = "id,name,type,lat,lon,parent,population\n\
        ca,California,province,37.0,-120.0,,\ncr,Costa Rica,country,10.0,-84.0,,\n\
        a,San Tomas,town,37.3,-121.9,ca,9000\nb,San Tomas,town,9.9,-84.1,cr,9000\n\
        liberia,Liberia,town,10.6,-85.4,cr,50000\n";
    assert_eq!(
        found(table, "The road leads to San Tomas.", "NAM204").len(),
        1
    );
    for text in [
        "The road leads to San Tomas in Costa Rica.",
        "San Tomas lies south-east of Liberia. The road leads to San Tomas.",
        "The road leads to Liberia.",
    ] {
        assert_eq!(found(table, text, "NAM204"), [], "{text}");
    }
}

#[test]
fn unknown_places_are_told_and_people_and_bodies_are_not() {
    let table = "id,name,type,lat,lon\nriga,Riga,city,56.95,24.1\n";
    let text = "Riga trades with the port of Zelmarra.";
    assert_eq!(found(table, text, "NAM205").len(), 1);
    for text in [
        "Riga trades with the Zelmarra Company.",
        "The painter Anna Zelmarra was born in Riga.",
        "The Zelmarra Factory in Riga is large.",
        "The port of Riga is large.",
    ] {
        assert_eq!(found(table, text, "NAM205"), [], "{text}");
    }
}
