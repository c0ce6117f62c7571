use std::fmt::Write as _;
use std::io::Write as _;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{inner_path, resolve};
use crate::format::{read, writer};
use crate::{
    Collection, Feature, Folder, Format, Geometry, Item, Limits, Placemark, Vertex, WriteOptions,
};

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in entries {
        zip.start_file(*path, options).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

fn load(bytes: &[u8], limits: &Limits) -> (Collection, Vec<String>) {
    let mut collection = Collection::default();
    let findings = read(Format::Kmz, bytes, "a.kmz", limits, &mut |item| {
        collection.push(item);
    });
    let told = findings.iter().map(|f| format!("{} {}", f.code, f.message));
    (collection, told.collect())
}

fn kml(name: &str) -> Vec<u8> {
    format!("<kml><Placemark><name>{name}</name></Placemark></kml>").into_bytes()
}

fn names(collection: &Collection) -> Vec<&str> {
    let names = collection
        .placemarks
        .iter()
        .map(|p| p.feature.name.as_deref());
    names.map(Option::unwrap_or_default).collect()
}

#[test]
fn paths_that_lead_outside_are_none() {
    for bad in [
        "../a",
        "/etc/passwd",
        "C:\\a",
        "a/../../b",
        "a\\..\\..\\b",
        "",
        "\\\\host\\a",
    ] {
        assert_eq!(inner_path(bad), None, "{bad}");
    }
    assert_eq!(inner_path("files\\./a.png").as_deref(), Some("files/a.png"));
    assert_eq!(
        resolve("a/doc.kml", "../b/c.kml#x").as_deref(),
        Some("b/c.kml")
    );
    assert_eq!(resolve("doc.kml", "../b.kml"), None);
    assert_eq!(resolve("doc.kml", "http://a/b.kml"), None);
}

#[test]
fn documents_and_files_come_and_bad_entries_are_told() {
    let (other, main) = (kml("other"), kml("main"));
    let bytes = packed(&[
        ("more/other.kml", &other),
        ("doc.kml", &main),
        ("../evil.kml", &kml("evil")),
        ("icons/a.png", b"png"),
        ("inner.kmz", b"PK"),
    ]);
    let (found, told) = load(&bytes, &Limits::default());
    assert_eq!(names(&found), ["main", "other"]);
    assert_eq!(found.placemarks[0].feature.folder, None);
    let document = &found.folders[0].feature;
    assert_eq!(document.verbatim[0].text, "more/other.kml");
    assert_eq!(found.resources[0].path, "icons/a.png");
    assert_eq!(found.resources[0].bytes, b"png");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter()
            .any(|t| t.starts_with("INP028") && t.contains("evil.kml")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|t| t.starts_with("INP027") && t.contains("inner.kmz")),
        "{told:?}"
    );
}

#[test]
fn a_bomb_ends_at_its_limits_and_the_rest_is_read() {
    let bomb = format!(
        "<kml><Document><!--{}--></Document></kml>",
        " ".repeat(40 << 20)
    );
    let bytes = packed(&[("bomb.kml", bomb.as_bytes()), ("good.kml", &kml("good"))]);
    let (found, told) = load(
        &bytes,
        &Limits {
            ratio: 100,
            ..Limits::default()
        },
    );
    assert_eq!(names(&found), ["good"]);
    assert!(
        told.iter()
            .any(|t| t.starts_with("INP011") && t.contains("bomb.kml")),
        "{told:?}"
    );
    let (_, told) = load(
        &bytes,
        &Limits {
            archive_bytes: 1 << 20,
            ..Limits::default()
        },
    );
    assert!(told.iter().any(|t| t.starts_with("INP011")), "{told:?}");
}

#[test]
fn a_size_that_is_not_true_is_told() {
    let mut bytes = packed(&[("doc.kml", &kml("here"))]);
    // The size unpacked, in the list at the end: 24 bytes into the record.
    let record = bytes
        .windows(4)
        .rposition(|w| w == b"PK\x01\x02")
        .expect("a record");
    bytes[record + 24] = 7;
    let (_, told) = load(&bytes, &Limits::default());
    assert!(told.iter().any(|t| t.starts_with("INP028")), "{told:?}");
}

/// An archive of three documents, and where its list begins.
fn three() -> (Vec<u8>, usize) {
    let many = |name: &str| {
        let mut text = "<kml><Document>".to_owned();
        for i in 0..500 {
            let number = i * 7919 % 977;
            let _ = writeln!(text, "<Placemark><name>{name} {number}</name></Placemark>");
        }
        text.push_str("</Document></kml>");
        text.into_bytes()
    };
    let bytes = packed(&[
        ("doc.kml", &many("a")),
        ("b.kml", &many("b")),
        ("c.kml", &many("c")),
    ]);
    let list = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a list");
    (bytes, list)
}

#[test]
fn an_archive_without_its_list_is_read_by_its_entries() {
    let (bytes, list) = three();
    let (whole, told) = load(&bytes, &Limits::default());
    assert_eq!((whole.placemarks.len(), told.len()), (1500, 0));
    let (found, told) = load(&bytes[..list], &Limits::default());
    assert_eq!(found, whole);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("INP010") && told[0].contains("cut off"),
        "{told:?}"
    );
    // With half of the last document, all of the others and a part of it come.
    let last = memchr::memmem::rfind(&bytes[..list], b"PK\x03\x04").expect("an entry");
    let (found, told) = load(&bytes[..last.midpoint(list)], &Limits::default());
    let count = found.placemarks.len();
    assert!((1050..1500).contains(&count), "{count}");
    assert_eq!(found.placemarks[..1000], whole.placemarks[..1000]);
    assert!(
        told.iter().any(|t| t.contains("c.kml: cannot be unpacked")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|t| t.contains("c.kml: the file is cut off")),
        "{told:?}"
    );
}

#[test]
fn sizes_that_stand_behind_their_entry_are_found() {
    let (mut bytes, list) = three();
    bytes.truncate(list);
    // The first entry as a program writes it that does not know the sizes before.
    let next = memchr::memmem::find(&bytes[4..], b"PK\x03\x04").expect("an entry") + 4;
    let sizes = bytes[14..26].to_vec();
    bytes[14..26].fill(0);
    bytes[6] |= 8;
    let behind: Vec<u8> = b"PK\x07\x08".iter().copied().chain(sizes).collect();
    bytes.splice(next..next, behind);
    let (found, told) = load(&bytes, &Limits::default());
    assert_eq!(found.placemarks.len(), 1500);
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn no_cut_does_harm() {
    let bytes = packed(&[("doc.kml", &kml("a")), ("b.png", b"png")]);
    for end in 0..bytes.len() {
        let (_, told) = load(&bytes[..end], &Limits::default());
        assert!(!told.is_empty(), "{end}");
    }
}

#[test]
fn the_main_document_is_the_first_entry() {
    let resource = Item::Resource(crate::Resource {
        path: "a.png".to_owned(),
        bytes: b"png".to_vec(),
    });
    let mut items = many(10);
    items.insert(0, resource);
    let mut zip =
        zip::ZipArchive::new(std::io::Cursor::new(write(&items, None))).expect("an archive");
    let first = zip.by_index(0).expect("an entry");
    assert_eq!(first.name().expect("a name"), "doc.kml");
}

#[test]
fn bytes_that_are_no_archive_are_told() {
    for bytes in [&b"PK\x03\x04"[..], b"", b"<kml/>"] {
        let (found, told) = load(bytes, &Limits::default());
        assert_eq!(found, Collection::default());
        assert!(told[0].starts_with("INP014"), "{told:?}");
    }
}

/// Placemarks in two folders, one of which holds a placemark without a position.
fn many(count: u32) -> Vec<Item> {
    let folder = |index, parent, name: &str| {
        let name = Some(name.to_owned());
        let feature = Feature {
            folder: parent,
            name,
            ..Feature::default()
        };
        Item::Folder(Folder {
            index,
            feature,
            ..Folder::default()
        })
    };
    let mut items = vec![
        folder(0, None, "all"),
        folder(1, Some(0), "north"),
        folder(2, Some(0), "south"),
    ];
    for i in 0..count {
        let (lon, lat) = (f64::from(i % 97) / 10.0, f64::from(i % 89) / 10.0);
        let at = Vertex {
            lon,
            lat,
            height: None,
        };
        let name = Some(format!("site {i}"));
        let feature = Feature {
            folder: Some(1 + i / (count / 2)),
            name,
            ..Feature::default()
        };
        let geometry = (i != 7).then(|| Geometry::Point(at, crate::Drape::default()));
        items.push(Item::Placemark(Placemark { feature, geometry }));
    }
    items
}

fn write(items: &[Item], regionate_above: Option<usize>) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let options = WriteOptions {
        regionate_above,
        ..WriteOptions::default()
    };
    let mut writer = writer(Format::Kmz, &mut out, &options).expect("a writer");
    for item in items {
        writer.item(item).expect("written");
    }
    assert_eq!(writer.finish().expect("written"), Vec::<String>::new());
    out.into_inner()
}

#[test]
fn regions_read_again_are_the_placemarks_in_their_order() {
    let items = many(3000);
    let plain = load(&write(&items, None), &Limits::default());
    let bytes = write(&items, Some(1000));
    assert_eq!(bytes, write(&items, Some(1000)));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
    assert!(zip.len() > 10);
    let first = zip
        .by_index(0)
        .expect("an entry")
        .name()
        .expect("a name")
        .into_owned();
    assert_eq!(first, "doc.kml");
    let split = load(&bytes, &Limits::default());
    assert_eq!(split.1, plain.1);
    assert_eq!(split.0.placemarks.len(), 3000);
    let said = |c: &Collection| -> Vec<_> {
        let said = c.placemarks.iter();
        said.map(|p| (p.feature.name.clone(), p.feature.folder, p.geometry.clone()))
            .collect()
    };
    assert_eq!(said(&split.0), said(&plain.0));
    assert!(split.0.links.is_empty());
}
