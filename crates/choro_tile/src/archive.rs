//! The archive: a PMTiles 3 file (<https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>).

use crate::encode::varint;
use crate::feature::{Feature, Settings, Value};
use crate::plan::Tile;
use crate::tile::gzip;
use choro_geometry::Bounds;
use serde_json::{Map, json};
use std::collections::{BTreeMap, HashMap};

const HEADER: usize = 127;
/// Header and root directory lie within this many bytes.
const FIRST: usize = 16_384;
/// Entries of a leaf directory.
const LEAF: usize = 4096;
/// "Compressed with gzip" and "Mapbox vector tile" in the header.
const GZIP: u8 = 2;
const MVT: u8 = 1;

/// One tile or several that are alike, or a leaf directory (`run` 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    id: u64,
    run: u64,
    offset: u64,
    length: u64,
}

/// The archive of tiles in order of their numbers.
pub(crate) fn archive(
    tiles: &[Tile],
    settings: &Settings,
    features: &[Feature],
    bounds: Option<Bounds>,
) -> Vec<u8> {
    let (entries, contents, data) = stored(tiles);
    let (root, leaves) = directories(&entries);
    let metadata = gzip(metadata(settings, features).to_string().as_bytes());
    let lengths = [root.len(), metadata.len(), leaves.len(), data.len()];
    let mut out = b"PMTiles\x03".to_vec();
    let mut offset = HEADER as u64;
    for length in lengths.map(|length| length as u64) {
        out.extend(offset.to_le_bytes());
        out.extend(length.to_le_bytes());
        offset += length;
    }
    let addressed: u64 = entries.iter().map(|entry| entry.run).sum();
    for count in [addressed, entries.len() as u64, contents as u64] {
        out.extend(count.to_le_bytes());
    }
    // Tiles lie in the order of their numbers.
    out.extend([1, GZIP, GZIP, MVT, 0, settings.max_zoom]);
    place(&mut out, bounds, settings.max_zoom);
    for part in [root, metadata, leaves, data] {
        out.extend(part);
    }
    out
}

/// Entries for tiles, how many contents differ, and the contents.
fn stored(tiles: &[Tile]) -> (Vec<Entry>, usize, Vec<u8>) {
    let mut data = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<&[u8], u64> = HashMap::new();
    for tile in tiles {
        let offset = *known.entry(&tile.bytes).or_insert_with(|| {
            data.extend(&tile.bytes);
            (data.len() - tile.bytes.len()) as u64
        });
        match entries.last_mut() {
            Some(last) if last.offset == offset && last.id + last.run == tile.id => {
                last.run += tile.run;
            }
            _ => entries.push(Entry {
                id: tile.id,
                run: tile.run,
                offset,
                length: tile.bytes.len() as u64,
            }),
        }
    }
    (entries, known.len(), data)
}

/// The root directory, and the leaf directories where not all entries fit into it.
fn directories(entries: &[Entry]) -> (Vec<u8>, Vec<u8>) {
    let root = directory(entries);
    if root.len() <= FIRST - HEADER {
        return (root, Vec::new());
    }
    let mut size = LEAF;
    loop {
        let (mut leaves, mut heads) = (Vec::new(), Vec::new());
        for chunk in entries.chunks(size) {
            let leaf = directory(chunk);
            heads.push(Entry {
                id: chunk[0].id,
                run: 0,
                offset: leaves.len() as u64,
                length: leaf.len() as u64,
            });
            leaves.extend(leaf);
        }
        let root = directory(&heads);
        if root.len() <= FIRST - HEADER {
            return (root, leaves);
        }
        size *= 2;
    }
}

fn directory(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(&mut out, entries.len() as u64);
    let mut before = 0;
    for entry in entries {
        varint(&mut out, entry.id - before);
        before = entry.id;
    }
    for entry in entries {
        varint(&mut out, entry.run);
    }
    for entry in entries {
        varint(&mut out, entry.length);
    }
    let mut end = None;
    for entry in entries {
        let follows = end == Some(entry.offset);
        varint(&mut out, if follows { 0 } else { entry.offset + 1 });
        end = Some(entry.offset + entry.length);
    }
    gzip(&out)
}

/// Bounds and centre, in ten-millionths of a degree.
fn place(out: &mut Vec<u8>, bounds: Option<Bounds>, max_zoom: u8) {
    let e7 = |degrees: f64| ((degrees * 1e7).round() as i32).to_le_bytes();
    let [west, south, east, north] = bounds.map_or([-180.0, -85.0, 180.0, 85.0], |b| {
        [b.min.lon, b.min.lat, b.max.lon, b.max.lat]
    });
    for degrees in [west, south, east, north] {
        out.extend(e7(degrees));
    }
    let width = (east - west).clamp(1e-3, 360.0);
    let zoom = (360.0 / width).log2().floor() as u8;
    out.push(zoom.min(max_zoom));
    out.extend(e7(f64::midpoint(west, east)));
    out.extend(e7(f64::midpoint(south, north)));
}

/// What the archive says of itself, with the attributes of each layer.
fn metadata(settings: &Settings, features: &[Feature]) -> serde_json::Value {
    let mut layers: Vec<(BTreeMap<&str, &str>, u8)> =
        vec![(BTreeMap::new(), settings.max_zoom); settings.layers.len()];
    for feature in features {
        let Some((fields, min_zoom)) = layers.get_mut(feature.layer) else {
            continue;
        };
        *min_zoom = feature.min_zoom.min(*min_zoom);
        for (key, value) in &feature.attributes {
            fields.insert(key, kind(value));
        }
        for (key, year) in [("from", feature.from), ("to", feature.to)] {
            if year.is_some() {
                fields.insert(key, "Number");
            }
        }
    }
    let layers = settings.layers.iter().zip(layers);
    let layers = layers.map(|(id, (fields, min_zoom))| {
        let fields: Map<_, _> = fields
            .into_iter()
            .map(|(key, kind)| (key.to_owned(), kind.into()))
            .collect();
        json!({"id": id, "fields": fields, "minzoom": min_zoom, "maxzoom": settings.max_zoom})
    });
    json!({
        "name": settings.title,
        "attribution": settings.attribution,
        "type": "overlay",
        "vector_layers": layers.collect::<Vec<_>>(),
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "String",
        Value::Integer(_) | Value::Number(_) => "Number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_entries_go_into_leaves_and_header_and_root_stay_small() {
        let entries: Vec<Entry> = (0..200_000_u64)
            .map(|at| Entry {
                id: at * 3 + at % 2,
                run: 1,
                offset: at * 1000 + at % 7 * 13,
                length: 500 + at % 97,
            })
            .collect();
        let (root, leaves) = directories(&entries);
        assert!(root.len() + HEADER <= FIRST && !leaves.is_empty());
        let (root, leaves) = directories(&entries[..100]);
        assert!(root.len() < FIRST && leaves.is_empty());
    }

    #[test]
    fn like_tiles_are_stored_once() {
        let tile = |id, run, byte| Tile {
            id,
            run,
            bytes: vec![byte; 4],
        };
        let tiles = [tile(1, 1, 7), tile(2, 4, 7), tile(6, 1, 8), tile(9, 1, 7)];
        let (entries, contents, data) = stored(&tiles);
        assert_eq!((contents, data.len()), (2, 8));
        let runs: Vec<_> = entries.iter().map(|e| (e.id, e.run, e.offset)).collect();
        assert_eq!(runs, [(1, 5, 0), (6, 1, 4), (9, 1, 0)]);
    }
}
