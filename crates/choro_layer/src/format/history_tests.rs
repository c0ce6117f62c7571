use choro_diagnostic::Finding;
use choro_geometry::{Position, Shape};

use crate::{Fact, FactKind, Format, Layer, Options, Source};

fn read(text: &str) -> (Layer, Vec<Finding>) {
    let source = Source {
        id: "history".into(),
        path: "gazetteer/history.csv".into(),
        ..Source::default()
    };
    crate::read(Format::Csv, text.as_bytes(), &source, &Options::default())
}

fn said(fact: &Fact) -> (&str, FactKind, &str, &str) {
    (&fact.place, fact.what, &fact.value, &fact.when.edtf)
}

#[test]
fn each_row_is_a_fact_with_its_own_source() {
    let (layer, findings) = read(
        "place,what,value,from,to,language,source,note\n\
         kim,name,Songjin,,1951,en,Encyclopaedia,\n\
         kim,name,城津,1910,1945,ja-Hani,Army map,\n\
         rason,parent,dprk,1993,2004,,Decree,separated\n\
         rason,Event,founded,1993-09,,,,\n\
         rason,capital-of,north,2004~,2010,,,\n\
         kim,footprint,\"40.67, 129.2\",1951,..,,,\n",
    );
    assert_eq!(findings, []);
    assert!(layer.records.is_empty());
    let facts: Vec<_> = layer.history.iter().map(said).collect();
    assert_eq!(
        facts,
        [
            ("kim", FactKind::Name, "Songjin", "../1951"),
            ("kim", FactKind::Name, "城津", "1910/1945"),
            ("rason", FactKind::Parent, "dprk", "1993/2004"),
            ("rason", FactKind::Event, "founded", "1993-09"),
            ("rason", FactKind::CapitalOf, "north", "2004~/2010"),
            ("kim", FactKind::Footprint, "40.67, 129.2", "1951/.."),
        ]
    );
    assert_eq!(layer.history[1].language, "ja-Hani");
    assert_eq!(
        (
            layer.history[2].source.as_str(),
            layer.history[2].note.as_str()
        ),
        ("Decree", "separated")
    );
    assert_eq!(
        layer.history[5].shape,
        Some(Shape::Point(Position::new(129.2, 40.67)))
    );
    assert_eq!(layer.history[5].line, 7);
}

#[test]
fn a_row_with_a_fault_is_left_out_and_told_with_line_and_reason() {
    let (layer, findings) = read(
        "place,what,value,from,to,when,source,who\n\
         a,name,Old,then,,,,\n\
         a,name,Old,1951,1910,,,\n\
         a,nickname,Old,1910,,,,\n\
         a,name,,1910,,,,\n\
         ,name,Old,1910,,,,\n\
         a,name,Old,1910,,1920,,\n\
         a,footprint,somewhere,1910,,,,\n\
         a,footprint,\"129.2, 40.6\",1910,,,,\n\
         a,name,Kept,,,1910/1945,,\n",
    );
    let kept: Vec<&str> = layer.history.iter().map(|f| f.value.as_str()).collect();
    assert_eq!(kept, ["Kept"]);
    let told: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "line 1: the column ‘who’ is none of a history table and not read; those are place, \
             what, value, from, to, when, language, source, note",
            "line 2: ‘then’ is not an EDTF date; the row is left out",
            "line 3: it ends (1910) before it begins (1951); the row is left out",
            "line 4: ‘nickname’ is no kind of fact; it is one of name, parent, type, status, \
             footprint, capital_of, event; the row is left out",
            "line 5: the value is not stated; the row is left out",
            "line 6: the place is not stated; the row is left out",
            "line 7: `when` is stated beside `from` or `to`; the row is left out",
            "line 8: a footprint is `lat, lon` or a GeoJSON geometry; the row is left out",
            "line 9: latitude 129.2 is beyond ±90; latitude and longitude 40.6 look swapped; the \
             row is left out",
        ]
    );
    assert!(findings.iter().all(|f| f.code == "INP010"));
}

#[test]
fn a_table_of_places_with_a_column_place_is_none() {
    let (layer, _) = read("place,name,value\na,Kilju,1\n");
    assert_eq!((layer.records.len(), layer.history.len()), (1, 0));
}
