//! Briefs of a sample atlas in each form: every sentence has a note, hostile text stays text, and
//! the same atlas gives the same bytes.

use choro_atlas::Atlas;
use choro_brief::write::{self, Links};
use choro_brief::{Block, Brief, Material, Options, Part, Wording, brief};
use choro_document::{Block as Words, BlockKind, read};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_layer::{Layer, Parent, Record, RecordAttribute, RecordName, Role, Source};
use choro_quantity::When;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// What breaks careless writers: marks of Markdown, HTML, Typst and XML, and characters of the
/// private use area.
const HOSTILE: &str = "*A* _b_ [x](y) <script>alert('1')</script> & \"q\" `c` #set $x$ \\end @ref \
                       ~ | // /* -- ]]> {{ name }} \u{F8F0}1\u{F8F1}z\u{F8F2}";
/// The same as it is shown.
const SHOWN: &str = "*A* _b_ [x](y) <script>alert('1')</script> & \"q\" `c` #set $x$ \\end @ref \
                     ~ | // /* -- ]]> {{ name }} 1z";

fn hostile() -> Atlas {
    let called = |text: &str| RecordName {
        text: text.to_owned(),
        language: "en".to_owned(),
        role: Role::Preferred,
        when: When::default(),
    };
    let record = |id: &str, name: &str, kind: &str, at: Option<(f64, f64)>| Record {
        id: id.to_owned(),
        names: vec![called(name)],
        feature_type: kind.to_owned(),
        shape: at.map(|(lon, lat)| {
            choro_geometry::Shape::Point(choro_geometry::Position::new(lon, lat))
        }),
        ..Record::default()
    };
    let mut town = record("a|<b>", HOSTILE, "town", Some((7.0, 46.0)));
    town.parents.push(Parent {
        to: "land".to_owned(),
        when: When::default(),
    });
    town.attributes.push(RecordAttribute {
        key: "population".to_owned(),
        value: "1000".to_owned(),
        unit: "persons".to_owned(),
        when: When::year(2008),
    });
    let other = record("o", "1. Other", "city", Some((7.0, 46.3)));
    let land = record("land", "#Land", "country", None);
    let source = Source {
        id: "own".to_owned(),
        title: format!("Title {HOSTILE}"),
        licence: "<i>CC</i>".to_owned(),
        attribution: HOSTILE.to_owned(),
        version: "[1](2)".to_owned(),
        accuracy: 10.0,
        path: "gazetteer/a.csv".to_owned(),
        rank: 100,
    };
    let layer = Layer {
        source,
        records: vec![town, other, land],
        ..Layer::default()
    };
    Atlas {
        title: HOSTILE.to_owned(),
        ..choro_atlas::sample::over(Gazetteer::build(vec![layer]).0)
    }
}

fn options() -> Options {
    Options {
        radius_m: 20_000.0,
        as_of: When::default(),
    }
}

fn all(atlas: &Atlas, language: &str) -> Vec<Brief> {
    let material = Material::new(atlas, &[], &[], BTreeSet::new());
    let wording = Wording::new(language, None).expect("words");
    let places = atlas.gazetteer.places().iter();
    places
        .map(|place| brief(&material, &wording, &options(), place.id).expect("a brief"))
        .collect()
}

fn links<'l>() -> Links<'l> {
    Links {
        place: &|place: PlaceId| Some(format!("{}\"><x>.html", place.0)),
        figure: &|figure| Some(format!("a b)-{}.svg", figure.id)),
    }
}

#[test]
fn every_sentence_and_row_has_a_note_that_is_there() {
    let atlas = choro_atlas::sample::atlas();
    let mut sentences = 0;
    for language in ["en", "ko"] {
        for brief in all(&atlas, language) {
            let mut noted = |notes: &[usize], what: &str| {
                sentences += 1;
                assert!(!notes.is_empty(), "{}: {what}", brief.title);
                assert!(notes.iter().all(|note| *note < brief.notes.len()));
            };
            for section in brief.sections.iter().filter(|s| s.id != "sources") {
                for block in &section.blocks {
                    match block {
                        Block::Paragraph(said) => {
                            for s in said {
                                noted(&s.notes, &text(&s.parts));
                            }
                        }
                        Block::Quotation(said) => noted(&said.notes, &text(&said.parts)),
                        Block::Table(table) => {
                            for row in &table.rows {
                                assert_eq!(row.cells.len(), table.header.len());
                                noted(&row.notes, &text(&row.cells[0]));
                            }
                        }
                        Block::Figure(figure) => noted(&figure.caption.notes, figure.id),
                    }
                }
            }
        }
    }
    assert!(sentences > 80, "{sentences}");
}

fn text(parts: &[Part]) -> String {
    let words = parts.iter().map(|part| match part {
        Part::Text(text) | Part::Place { text, .. } => text.as_str(),
    });
    words.collect()
}

#[test]
fn contradicted_and_disputed_statements_are_no_facts() {
    let atlas = choro_atlas::sample::atlas();
    let mut open = 0;
    for brief in all(&atlas, "en") {
        for section in &brief.sections {
            for block in &section.blocks {
                let Block::Quotation(said) = block else {
                    continue;
                };
                let words = text(&said.parts);
                let doubted = words.contains("say otherwise") || words.contains("disputed");
                assert!(
                    section.id == "questions" || !words.contains("has it that"),
                    "{words}"
                );
                open += usize::from(doubted);
            }
        }
    }
    assert!(open >= 2, "{open}");
}

/// The words of a file, as the reader of documents has them.
fn words(path: &str, bytes: &str) -> Vec<Words> {
    read(path, bytes.as_bytes()).0.blocks
}

#[test]
fn hostile_text_stays_text_in_markdown_and_html() {
    let briefs = all(&hostile(), "en");
    let brief = &briefs[0];
    for (path, file) in [
        ("a.md", write::markdown(brief, &links())),
        ("a.html", write::html(brief, &links())),
    ] {
        let blocks = words(path, &file);
        let headings: Vec<&str> = blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Heading(1))
            .map(|b| b.text.as_str())
            .collect();
        assert_eq!(headings, [SHOWN], "{path}: {file}");
        let said = blocks
            .iter()
            .any(|b| b.text.contains("1. Other lies 33 km to the north of"));
        assert!(said, "{path}: {blocks:#?}");
        let noted = blocks
            .iter()
            .any(|b| b.text.contains(&format!("Title {SHOWN}")));
        assert!(noted, "{path}: {blocks:#?}");
        assert!(
            !file.contains("<script") && !file.contains("<i>CC"),
            "{path}: {file}"
        );
        assert!(!file.contains("\"><x>"), "{path}: {file}");
    }
}

#[test]
fn quotations_names_and_notes_are_read_as_belonging_to_the_page() {
    let atlas = choro_atlas::sample::atlas();
    for brief in all(&atlas, "en") {
        for (path, file) in [
            ("a.md", write::markdown(&brief, &links())),
            ("a.html", write::html(&brief, &links())),
        ] {
            let stated = words(path, &file).into_iter().filter(Words::is_text);
            let stated: Vec<String> = stated.map(|b| b.text).collect();
            for line in stated {
                let cited = ["has it that", "Computed:", "The document “", "line "];
                assert!(!cited.iter().any(|c| line.contains(c)), "{path}: {line}");
            }
        }
    }
}

/// The parts of a Word file by their paths.
fn part(docx: &[u8], path: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip file");
    let mut text = String::new();
    let mut file = zip.by_name(path).expect("the part");
    file.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn hostile_text_stays_text_in_word_files() {
    let briefs = all(&hostile(), "en");
    let docx = write::docx(&briefs[0], &links()).expect("a file");
    for path in [
        "word/document.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ] {
        let xml = part(&docx, path);
        let mut shown = String::new();
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Text(text) => {
                    shown.push_str(&text);
                }
                quick_xml::events::Event::GeneralRef(name) => {
                    shown.push_str(match &*name {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "#39" => "'",
                        other => panic!("reference {other}"),
                    });
                }
                _ => {}
            }
        }
        assert!(shown.contains(SHOWN), "{path}: {shown}");
    }
    let relations = part(&docx, "word/_rels/document.xml.rels");
    assert!(
        relations.contains("&quot;&gt;&lt;x&gt;.html"),
        "{relations}"
    );
}

#[test]
fn hostile_text_stays_text_in_typst() {
    let briefs = all(&hostile(), "en");
    let typst = write::typst(&briefs[0], &links());
    let heading = typst
        .lines()
        .find(|line| line.starts_with("= "))
        .expect("a heading");
    let marks = [
        '*', '_', '[', ']', '<', '>', '`', '#', '$', '@', '~', '/', '"', '\'',
    ];
    let mut before = ' ';
    for c in heading[2..].chars() {
        assert!(!marks.contains(&c) || before == '\\', "{c} in {heading}");
        // Of two backslashes the second is a text's own.
        before = if before == '\\' && c == '\\' { ' ' } else { c };
    }
}

#[test]
fn the_same_atlas_gives_the_same_bytes() {
    let bytes = || {
        let atlas = choro_atlas::sample::atlas();
        let briefs = all(&atlas, "ko");
        let files = briefs.iter().map(|brief| {
            let text = [
                write::markdown(brief, &links()),
                write::html(brief, &links()),
                write::typst(brief, &links()),
            ];
            (text, write::docx(brief, &links()).expect("a file"))
        });
        files.collect::<Vec<_>>()
    };
    assert_eq!(bytes(), bytes());
}
