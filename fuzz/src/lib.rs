//! What every importer must do with any bytes at all.

use std::io::Cursor;

use choro_placemark::{Format, Item, Limits, WriteOptions, read, writer};
use choro_way::{Modes, Ways};

/// Limits small enough that a breach of one shows as a slow or large run.
fn limits() -> Limits {
    Limits {
        document_bytes: 1 << 20,
        archive_bytes: 4 << 20,
        ratio: 100,
        entries: 100,
        depth: 64,
        text_bytes: 1 << 16,
    }
}

/// Reads `data`, and writes what was read to every format: nothing panics, and what the format
/// itself writes it can read.
pub fn survives(format: Format, data: &[u8]) {
    let mut items: Vec<Item> = Vec::new();
    read(format, data, "fuzz", &limits(), &mut |item| items.push(item));
    for item in &items {
        if let Item::Placemark(placemark) = item {
            let _ = placemark.geometry.as_ref().and_then(|g| g.shape());
            let _ = placemark.feature.time.as_ref().and_then(|t| t.when());
        }
    }
    for target in [format, Format::Kml, Format::GeoJson] {
        let Some(bytes) = written(target, &items, false) else {
            continue;
        };
        read(target, &bytes, "fuzz", &Limits::default(), &mut |_| {});
        if target == Format::Kml {
            let foreseen = written(target, &items, true);
            assert!(foreseen == Some(bytes), "foreseen, the file is another");
        }
    }
}

/// The file of the items; `None` where it cannot be written.
fn written(format: Format, items: &[Item], foreseen: bool) -> Option<Vec<u8>> {
    let mut out = Cursor::new(Vec::new());
    let mut writer = writer(format, &mut out, &WriteOptions::default()).ok()?;
    if foreseen {
        for item in items {
            writer.foresee(item);
        }
    }
    for item in items {
        writer.item(item).ok()?;
    }
    writer.finish().ok()?;
    Some(out.into_inner())
}

/// A reader of networks.
type Reader<F> = fn(&str, &[u8], Modes, &choro_way::Limits) -> (Ways, Vec<F>);

/// Reads `data` as a network: nothing panics, and no way leads over a node that is not there.
pub fn is_drawn_whole<F>(read: Reader<F>, data: &[u8]) {
    let limits = choro_way::Limits {
        unpacked_bytes: 1 << 22,
        table_bytes: 1 << 20,
        nodes: 1 << 16,
        kept: 1 << 12,
        ..choro_way::Limits::default()
    };
    let (ways, _) = read("fuzz", data, Modes::ALL, &limits);
    let nodes = ways.nodes.len() as u32;
    assert!(ways.ways.iter().flat_map(|way| &way.nodes).all(|node| *node < nodes));
    assert!(ways.nodes.iter().all(|position| position.is_valid()));
}
