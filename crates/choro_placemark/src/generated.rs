//! Items drawn at random for tests of round trips.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::{
    Datum, Description, Drape, Feature, Folder, FolderKind, Geometry, Item, Link, Overlay,
    Placemark, Resource, Schema, SchemaField, Style, StyleKind, Time, Track, TrackPoint, Value,
    Verbatim, Vertex,
};

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        Just("함경북도 \u{0}€\n".to_owned()),
        Just("a/b;c,d \"e\"".to_owned()),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Type".to_owned()),
        Just("name".to_owned()),
        Just("height".to_owned()),
        "[a-zA-Z :]{0,6}",
    ]
}

fn truth() -> impl Strategy<Value = Option<bool>> {
    option::of(any::<bool>())
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -180.0..180.0_f64,
        Just(0.0),
        Just(1e-300),
        Just(12345678.125),
        (-90..90_i32).prop_map(f64::from),
    ]
}

pub(crate) fn vertex() -> impl Strategy<Value = Vertex> {
    (number(), number(), option::of(number())).prop_map(|(lon, lat, height)| Vertex {
        lon,
        lat,
        height,
    })
}

fn drape() -> impl Strategy<Value = Drape> {
    let mode = prop_oneof![Just(None), Just(Some("absolute".to_owned()))];
    let more = vec(verbatim(), 0..2);
    (mode, truth(), truth(), more).prop_map(|(altitude_mode, extrude, tessellate, verbatim)| {
        Drape {
            altitude_mode,
            extrude,
            tessellate,
            verbatim,
        }
    })
}

fn verbatim() -> impl Strategy<Value = Verbatim> {
    (name(), words()).prop_map(|(name, text)| Verbatim {
        name,
        text,
        line: 0,
    })
}

fn track() -> BoxedStrategy<Track> {
    let point = (
        option::of(words()),
        option::of(vertex()),
        vec(verbatim(), 0..2),
    );
    let point = point.prop_map(|(when, at, verbatim)| TrackPoint { when, at, verbatim });
    (vec(point, 0..4), drape(), vec(verbatim(), 0..2))
        .prop_map(|(points, drape, verbatim)| Track {
            points,
            drape,
            verbatim,
        })
        .boxed()
}

/// A vertex list whose ring is closed as often as not.
fn ring() -> impl Strategy<Value = Vec<Vertex>> {
    (vec(vertex(), 0..6), any::<bool>()).prop_map(|(mut ring, close)| {
        if close {
            ring.extend(ring.first().copied());
        }
        ring
    })
}

pub(crate) fn geometry() -> BoxedStrategy<Geometry> {
    let single = prop_oneof![
        4 => (vertex(), drape()).prop_map(|(v, d)| Geometry::Point(v, d)),
        2 => (vec(vertex(), 0..5), drape()).prop_map(|(l, d)| Geometry::Line(l, d)),
        1 => (ring(), drape()).prop_map(|(r, d)| Geometry::Ring(r, d)),
        2 => (ring(), vec(ring(), 0..2), drape()).prop_map(|(o, h, d)| Geometry::Polygon(o, h, d)),
        1 => track().prop_map(Geometry::Track),
        1 => verbatim().prop_map(Geometry::Other),
    ];
    single
        .prop_recursive(3, 12, 4, |inner| vec(inner, 0..4).prop_map(Geometry::Multi))
        .boxed()
}

fn value() -> BoxedStrategy<Value> {
    let single = prop_oneof![
        words().prop_map(Value::Text),
        prop_oneof![
            "-?[0-9]{1,25}",
            "[0-9]{1,3}\\.[0-9]{1,4}",
            Just("1e5".to_owned())
        ]
        .prop_map(Value::Number),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
        Just(Value::Json("{\"a\": [1]}".to_owned())),
    ];
    single
        .prop_recursive(3, 8, 3, |inner| vec(inner, 0..3).prop_map(Value::List))
        .boxed()
}

fn datum() -> BoxedStrategy<Datum> {
    let schema = prop_oneof![3 => Just(None), 1 => Just(Some("#a".to_owned()))];
    let display = prop_oneof![3 => Just(None), 1 => words().prop_map(Some)];
    (name(), display, value(), schema)
        .prop_map(|(name, display, value, schema)| Datum {
            name,
            display,
            value,
            schema,
        })
        .boxed()
}

fn time() -> impl Strategy<Value = Time> {
    let end = || {
        prop_oneof![
            Just(None),
            Just(Some("2006".to_owned())),
            Just(Some("2006-05".to_owned())),
            Just(Some("2010-05-28T02:02:09Z".to_owned())),
            words().prop_map(Some),
        ]
    };
    (end(), end(), any::<bool>()).prop_map(|(begin, end, moment)| Time { begin, end, moment })
}

fn feature() -> BoxedStrategy<Feature> {
    let said = (
        words(),
        option::of(words()),
        option::of(words().prop_map(Description)),
        truth(),
        truth(),
        option::of(time()),
    );
    let more = (
        option::of(words()),
        vec(datum(), 0..5),
        vec(verbatim(), 0..3),
    );
    (said, more)
        .prop_map(
            |((id, name, description, visible, open, time), more)| Feature {
                id,
                name,
                description,
                visible,
                open,
                time,
                style: more.0,
                data: more.1,
                verbatim: more.2,
                ..Feature::default()
            },
        )
        .boxed()
}

fn item() -> BoxedStrategy<Item> {
    let folder = (any::<bool>(), feature()).prop_map(|(document, feature)| {
        let kind = if document {
            FolderKind::Document
        } else {
            FolderKind::Folder
        };
        Item::Folder(Folder {
            index: 0,
            kind,
            feature,
        })
    });
    let placemark = (feature(), option::of(geometry()))
        .prop_map(|(feature, geometry)| Item::Placemark(Placemark { feature, geometry }));
    let bounds = option::of([number(), number(), number(), number()]);
    let overlay = (words(), feature(), option::of(words()), bounds).prop_map(
        |(kind, feature, href, bounds)| {
            Item::Overlay(Overlay {
                kind,
                feature,
                href,
                bounds,
            })
        },
    );
    let link = (feature(), words()).prop_map(|(feature, href)| Item::Link(Link { feature, href }));
    let kind = prop_oneof![
        Just(StyleKind::Style),
        Just(StyleKind::Map),
        Just(StyleKind::Cascading)
    ];
    let style = (words(), kind, verbatim()).prop_map(|(id, kind, verbatim)| {
        Item::Style(Style {
            id,
            kind,
            folder: None,
            verbatim,
        })
    });
    let field = (name(), name(), option::of(words()), any::<bool>()).prop_map(
        |(name, kind, display, array)| SchemaField {
            name,
            kind,
            display,
            array,
        },
    );
    let schema = (words(), words(), vec(field, 0..3), verbatim()).prop_map(
        |(id, name, fields, verbatim)| {
            Item::Schema(Schema {
                id,
                name,
                folder: None,
                fields,
                verbatim,
            })
        },
    );
    let resource = ("[a-z]{1,8}/[a-z]{1,8}\\.png", vec(any::<u8>(), 0..20))
        .prop_map(|(path, bytes)| Item::Resource(Resource { path, bytes }));
    prop_oneof![
        3 => folder,
        8 => placemark,
        1 => overlay,
        1 => link,
        1 => style,
        1 => schema,
        1 => resource,
        1 => verbatim().prop_map(|kept| Item::Other(None, kept)),
    ]
    .boxed()
}

/// A file's items: folders numbered in their order, everything in a folder that came before it or
/// in none.
pub(crate) fn items() -> impl Strategy<Value = Vec<Item>> {
    vec((item(), any::<u32>()), 0..14).prop_map(|drawn| {
        let mut folders = 0;
        let mut items = Vec::new();
        for (mut item, choice) in drawn {
            let parent = choice
                .checked_rem(folders + 1)
                .and_then(|n| n.checked_sub(1));
            match &mut item {
                Item::Folder(folder) => {
                    folder.index = folders;
                    folder.feature.folder = parent;
                    folders += 1;
                }
                Item::Placemark(placemark) => placemark.feature.folder = parent,
                Item::Overlay(overlay) => overlay.feature.folder = parent,
                Item::Link(link) => link.feature.folder = parent,
                Item::Style(style) => style.folder = parent,
                Item::Schema(schema) => schema.folder = parent,
                Item::Other(folder, _) => *folder = parent,
                Item::Resource(_) => {}
            }
            items.push(item);
        }
        items
    })
}
