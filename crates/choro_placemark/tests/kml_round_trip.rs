//! Whatever KML can hold comes back from it: made-up folders, placemarks, geometries and data.

mod clear;

use choro_placemark::{
    Collection, Datum, Description, Drape, Feature, Folder, FolderKind, Format, Geometry, Item,
    Limits, Placemark, Resource, Schema, SchemaField, Style, StyleKind, Time, Track, TrackPoint,
    Value, Verbatim, Vertex, WriteOptions, read, writer,
};
use proptest::prelude::*;

/// Words of every sort, markup and line breaks among them.
const WORDS: &str = "([ -~\n\t가-힣é]|[<>&\"'\r]|\\]\\]>|&amp;|<b>|</name>){0,10}";
/// Words fit for an attribute, in which XML keeps no line breaks.
const LABEL: &str = "[ -~가-힣]{0,8}";

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-180.0..180.0_f64, Just(0.0), Just(-1e-9), -1e6..1e6_f64]
}

fn vertex() -> impl Strategy<Value = Vertex> {
    (number(), number(), prop::option::of(number())).prop_map(|(lon, lat, height)| Vertex {
        lon,
        lat,
        height,
    })
}

fn kept(name: &str, text: &str) -> Verbatim {
    Verbatim {
        name: name.to_owned(),
        text: text.to_owned(),
        line: 0,
    }
}

fn drape() -> impl Strategy<Value = Drape> {
    let modes = prop::option::of(prop_oneof![Just("absolute"), Just("gx:relativeToSeaFloor")]);
    let extra = prop::sample::subsequence(
        vec![
            kept("@id", "g1"),
            kept("gx:drawOrder", "<gx:drawOrder>3</gx:drawOrder>"),
        ],
        0..=2,
    );
    (modes, any::<Option<bool>>(), any::<Option<bool>>(), extra).prop_map(
        |(mode, extrude, tessellate, verbatim)| Drape {
            altitude_mode: mode.map(str::to_owned),
            extrude,
            tessellate,
            verbatim,
        },
    )
}

fn track() -> impl Strategy<Value = Geometry> {
    let point = ("[0-9:T-]{1,12}", prop::option::of(vertex()), any::<bool>());
    (prop::collection::vec(point, 0..4), drape()).prop_map(|(points, mut drape)| {
        let points = points.into_iter().map(|(when, at, turned)| TrackPoint {
            when: Some(when),
            at,
            verbatim: if turned {
                vec![kept("gx:angles", "<gx:angles>1 2 3</gx:angles>")]
            } else {
                Vec::new()
            },
        });
        // Angles belong to moments by their order: only a run from the first is unambiguous.
        let mut points: Vec<TrackPoint> = points.collect();
        let turned = points.iter().take_while(|p| !p.verbatim.is_empty()).count();
        points[turned..].iter_mut().for_each(|p| p.verbatim.clear());
        let attribute = |part: &Verbatim| part.name.starts_with('@');
        let (own, verbatim) = drape.verbatim.into_iter().partition(attribute);
        drape.verbatim = own;
        Geometry::Track(Track {
            points,
            drape,
            verbatim,
        })
    })
}

fn geometry() -> impl Strategy<Value = Geometry> {
    let line = || prop::collection::vec(vertex(), 0..5);
    let single = prop_oneof![
        (vertex(), drape()).prop_map(|(v, d)| Geometry::Point(v, d)),
        (line(), drape()).prop_map(|(l, d)| Geometry::Line(l, d)),
        (line(), drape()).prop_map(|(l, d)| Geometry::Ring(l, d)),
        (line(), prop::collection::vec(line(), 0..3), drape())
            .prop_map(|(o, h, d)| Geometry::Polygon(o, h, d)),
        Just(Geometry::Other(kept(
            "Model",
            "<Model id=\"m\"><Link><href>a.dae</href></Link></Model>"
        ))),
        track(),
    ];
    single.prop_recursive(3, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(Geometry::Multi)
    })
}

fn datum() -> impl Strategy<Value = Datum> {
    let untyped = (LABEL, prop::option::of(WORDS), prop::option::of(WORDS)).prop_map(
        |(name, display, text)| Datum {
            name,
            display,
            value: text.map_or(Value::Null, Value::Text),
            schema: None,
        },
    );
    let many = prop::collection::vec(WORDS.prop_map(Value::Text), 0..3).prop_map(Value::List);
    let value = prop_oneof![
        WORDS.prop_map(|text| ("note".to_owned(), Value::Text(text))),
        (-1000..1000_i32).prop_map(|n| ("height".to_owned(), Value::Number(format!("{n}.50")))),
        any::<bool>().prop_map(|b| ("open".to_owned(), Value::Bool(b))),
        many.prop_map(|values| ("names".to_owned(), values)),
    ];
    let typed = value.prop_map(|(name, value)| Datum {
        name,
        display: None,
        value,
        schema: Some("#sites".to_owned()),
    });
    prop_oneof![untyped, typed]
}

fn time() -> impl Strategy<Value = Time> {
    let date = || prop::option::of("[0-9]{4}(-[0-9]{2})?");
    prop_oneof![
        date().prop_map(|begin| Time {
            begin,
            end: None,
            moment: true
        }),
        (date(), date()).prop_map(|(begin, end)| Time {
            begin,
            end,
            moment: false
        }),
    ]
}

fn feature() -> impl Strategy<Value = Feature> {
    let parts = vec![
        kept("@targetId", "t"),
        kept("address", "<address>Kilju</address>"),
        kept("Snippet", "<Snippet maxLines=\"2\">a &amp; b</Snippet>"),
        kept(
            "LookAt",
            "<LookAt><longitude>1</longitude><!-- a --></LookAt>",
        ),
        kept(
            "Style",
            "<Style><IconStyle><scale>2</scale></IconStyle></Style>",
        ),
        kept(
            "Region",
            "<Region><Lod><minLodPixels>8</minLodPixels></Lod></Region>",
        ),
        kept(
            "ExtendedData/c:site",
            "<c:site xmlns:c=\"http://c.example\"><![CDATA[a < b]]></c:site>",
        ),
        kept(
            "gx:balloonVisibility",
            "<gx:balloonVisibility>1</gx:balloonVisibility>",
        ),
    ];
    let count = parts.len();
    let words = || prop::option::of(WORDS);
    (
        (
            LABEL,
            words(),
            words(),
            words(),
            any::<Option<bool>>(),
            any::<Option<bool>>(),
        ),
        (
            prop::option::of(time()),
            prop::collection::vec(datum(), 0..3),
            prop::sample::subsequence(parts, 0..=count),
        ),
    )
        .prop_map(
            |((id, name, description, style, visible, open), (time, data, verbatim))| Feature {
                id,
                name,
                description: description.map(Description),
                visible,
                open,
                time,
                style,
                data,
                verbatim,
                ..Feature::default()
            },
        )
}

/// A document with folders inside each other and placemarks in them.
fn items() -> impl Strategy<Value = Vec<Item>> {
    let place = (feature(), prop::option::of(geometry()));
    let folder = (feature(), 0..4_usize, prop::collection::vec(place, 0..3));
    prop::collection::vec(folder, 1..6).prop_map(|folders| {
        let mut items = Vec::new();
        let mut around: Vec<u32> = Vec::new();
        for (index, (mut feature, depth, places)) in folders.into_iter().enumerate() {
            around.truncate(depth.max(usize::from(index > 0)));
            feature.folder = around.last().copied();
            // A style in a folder is shared: an item of its own.
            feature.verbatim.retain(|part| part.name != "Style");
            let kind = if index == 0 {
                FolderKind::Document
            } else {
                FolderKind::Folder
            };
            let index = index as u32;
            items.push(Item::Folder(Folder {
                index,
                kind,
                feature,
            }));
            if index == 0 {
                items.extend(shared());
            }
            around.push(index);
            for (mut feature, geometry) in places {
                feature.folder = Some(index);
                items.push(Item::Placemark(Placemark { feature, geometry }));
            }
        }
        items
    })
}

/// A style and a schema.
fn shared() -> [Item; 2] {
    let field = |name: &str, kind: &str, array| SchemaField {
        name: name.to_owned(),
        kind: kind.to_owned(),
        display: None,
        array,
    };
    let text = "<Schema name=\"sites\" id=\"sites\"><SimpleField name=\"height\" type=\"double\"/><SimpleField name=\"open\" type=\"bool\"/><gx:SimpleArrayField name=\"names\" type=\"string\"/></Schema>";
    let schema = Schema {
        id: "sites".to_owned(),
        name: "sites".to_owned(),
        folder: Some(0),
        fields: vec![
            field("height", "double", false),
            field("open", "bool", false),
            field("names", "string", true),
        ],
        verbatim: kept("Schema", text),
    };
    let style = Style {
        id: "s".to_owned(),
        kind: StyleKind::Style,
        folder: Some(0),
        verbatim: kept(
            "Style",
            "<Style id=\"s\"><LineStyle><width>2</width></LineStyle></Style>",
        ),
    };
    [Item::Style(style), Item::Schema(schema)]
}

/// Items as a file, and what was lost.
fn file(format: Format, items: &[Item], regionate: bool, foreseen: bool) -> (Vec<u8>, Vec<String>) {
    let options = WriteOptions {
        regionate_above: regionate.then_some(2),
        ..WriteOptions::default()
    };
    let mut out = std::io::Cursor::new(Vec::new());
    let mut writing = writer(format, &mut out, &options).expect("a writer");
    if foreseen {
        for item in items {
            writing.foresee(item);
        }
    }
    for item in items {
        writing.item(item).expect("written");
    }
    let lost = writing.finish().expect("written");
    (out.into_inner(), lost)
}

/// The entries of an archive with their bytes, in order.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let entries = (0..zip.len()).map(|at| {
        let mut entry = zip.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("unpacked");
        (entry.name().expect("a name").into_owned(), bytes)
    });
    entries.collect()
}

fn said(items: Vec<Item>) -> Collection {
    let mut collection = Collection::default();
    for item in items {
        collection.push(item);
    }
    clear::all(&mut collection);
    collection
}

#[test]
fn items_that_were_not_foreseen_are_refused() {
    let folder = Item::Folder(Folder::default());
    let mark = |name: &str| {
        let feature = Feature {
            folder: Some(0),
            name: Some(name.to_owned()),
            ..Feature::default()
        };
        Item::Placemark(Placemark {
            feature,
            geometry: None,
        })
    };
    for format in [Format::Kml, Format::Kmz] {
        let mut out = std::io::Cursor::new(Vec::new());
        let mut writing = writer(format, &mut out, &WriteOptions::default()).expect("a writer");
        for item in [&folder, &mark("a")] {
            writing.foresee(item);
        }
        for item in [&folder, &mark("a"), &mark("b")] {
            writing.item(item).expect("taken");
        }
        assert!(writing.finish().is_err(), "{format:?}");
    }
}

#[test]
fn comments_and_attributes_of_other_namespaces_come_back() {
    let text = "<?xml version='1.0'?><!-- drawn 2011 -- by two --><?reviewed yes?><kml xmlns:s=\"urn:s\" s:by=\"x\">\
        <Document><!-- all of it --><name>All</name><Folder><!--north--><name>N</name>\
        <!-- doubtful --><Placemark s:state=\"old\"><name>a<!-- or b --></name><Point><!--c--><coordinates>1,2</coordinates></Point></Placemark>\
        <!-- end --></Folder></Document></kml><!-- last -->";
    let load = |bytes: &[u8]| {
        let mut items = Vec::new();
        let told = read(
            Format::Kml,
            bytes,
            "a.kml",
            &Limits::default(),
            &mut |item| items.push(item),
        );
        assert_eq!(told, [], "{}", String::from_utf8_lossy(bytes));
        items
    };
    let items = load(text.as_bytes());
    let (bytes, lost) = file(Format::Kml, &items, false, false);
    assert_eq!(lost, Vec::<String>::new());
    let written = String::from_utf8(bytes).expect("UTF-8");
    for words in [
        "<!-- drawn 2011 - - by two -->",
        "<?reviewed yes?>",
        "<!-- all of it -->",
        "<!--north-->",
        "xmlns:s=\"urn:s\" s:state=\"old\"><!-- or b --><!--c--><name>a</name>",
        "<!-- doubtful -->",
        "<!-- end -->",
        "<!-- last -->",
    ] {
        assert_eq!(written.matches(words).count(), 1, "{words}: {written}");
    }
    assert_eq!(said(load(written.as_bytes())), said(items));
}

#[test]
fn attributes_that_have_no_place_are_told() {
    let text = "<kml><Placemark><ExtendedData><Data name=\"a\" uom=\"m\"><value>1</value></Data>\
        <SchemaData schemaUrl=\"#s\" id=\"q\"><SimpleData name=\"b\" uom=\"km\">2</SimpleData></SchemaData></ExtendedData></Placemark></kml>";
    let told = read(
        Format::Kml,
        text.as_bytes(),
        "a.kml",
        &Limits::default(),
        &mut |_| {},
    );
    let told: Vec<&str> = told.iter().map(|f| f.message.as_str()).collect();
    for words in ["<Data>", "<SchemaData>", "<SimpleData>"] {
        assert!(
            told.iter()
                .any(|t| t.contains(words) && t.contains("left out")),
            "{words}: {told:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_is_read_again(items in items(), packed in any::<bool>(), regionate in any::<bool>()) {
        let format = if packed { Format::Kmz } else { Format::Kml };
        let (bytes, lost) = file(format, &items, regionate, false);
        prop_assert_eq!(lost, Vec::<String>::new());
        let mut again = Vec::new();
        let findings = read(format, &bytes, "a", &Limits::default(), &mut |item| again.push(item));
        let shown = String::from_utf8_lossy(&bytes);
        let shown = if packed { "packed" } else { &*shown };
        prop_assert!(findings.iter().all(|f| !matches!(f.code.as_str(), "INP010" | "INP011" | "INP014")), "{:?} {}", findings, shown);
        prop_assert_eq!(said(again), said(items), "{}", shown);
    }

    #[test]
    fn what_was_foreseen_is_written_the_same(items in items(), order in prop::collection::vec(any::<prop::sample::Index>(), 0..12), packed in any::<bool>(), regionate in any::<bool>()) {
        let format = if packed { Format::Kmz } else { Format::Kml };
        let mut items = items;
        items.push(Item::Other(None, kept("gx:Tour", "<gx:Tour/>")));
        items.push(Item::Resource(Resource { path: "a.png".to_owned(), bytes: vec![1] }));
        // Placemarks of one folder need not come together, nor a folder before what is in it.
        for pair in order.chunks_exact(2) {
            let (a, b) = (pair[0].index(items.len()), pair[1].index(items.len()));
            items.swap(a, b);
        }
        let held = file(format, &items, regionate, false);
        let foreseen = file(format, &items, regionate, true);
        prop_assert_eq!(held.1, foreseen.1);
        if packed {
            // How it is packed depends on how much comes at once.
            prop_assert_eq!(unpacked(&held.0), unpacked(&foreseen.0));
        } else {
            prop_assert!(held.0 == foreseen.0);
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), tags in "(<(Placemark|Folder|name|Point|coordinates|kml:x|Data name=\"a|/name)>?|[<>&;\"a-z ,0-9]|]]>|<!\\[CDATA\\[|<!--){0,40}") {
        for input in [bytes.as_slice(), tags.as_bytes()] {
            for format in [Format::Kml, Format::Kmz] {
                let mut items = Vec::new();
                read(format, input, "a", &Limits::default(), &mut |item| items.push(item));
            }
        }
    }
}
