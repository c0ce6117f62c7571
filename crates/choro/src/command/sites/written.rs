//! Answers as placemark files, in the folders the sites stood in.

use super::outgoing::Outgoing;
use crate::args::SitesFormat;
use choro_inventory::Site;
use choro_placemark::{
    Datum, Feature, Folder, FolderKind, Format, Item, Losses, Value, WriteOptions, writer,
};
use std::collections::HashMap;
use std::io::Cursor;

/// The file of the sites found, with what it could not hold.
pub(super) fn file(
    outgoing: &Outgoing<'_>,
    format: SitesFormat,
    question: &str,
) -> anyhow::Result<(Vec<u8>, Losses)> {
    let format = match format {
        SitesFormat::Kml => Format::Kml,
        SitesFormat::Kmz => Format::Kmz,
        _ => Format::GeoJson,
    };
    let options = WriteOptions {
        title: question.to_owned(),
        ..WriteOptions::default()
    };
    let mut out = Cursor::new(Vec::new());
    let mut writer = writer(format, &mut out, &options)?;
    let mut folders = Folders::default();
    for hit in &outgoing.answer.hits {
        let site = outgoing.site(hit);
        let mut opened = Vec::new();
        let folder = folders.of(&site.folders, &mut opened);
        for item in &opened {
            writer.item(item)?;
        }
        writer.item(&Item::Placemark(placemark(
            site,
            folder,
            outgoing.province(hit),
        )))?;
    }
    let losses = writer.finish()?;
    Ok((out.into_inner(), losses))
}

/// The folders written so far.
#[derive(Default)]
struct Folders(HashMap<Vec<String>, u32>);

impl Folders {
    /// The number of the folder of a path; folders that are new go into `opened`.
    fn of(&mut self, path: &[String], opened: &mut Vec<Item>) -> Option<u32> {
        let mut parent = None;
        for depth in 1..=path.len() {
            let index = self.0.len() as u32;
            parent = Some(*self.0.entry(path[..depth].to_vec()).or_insert_with(|| {
                let feature = Feature {
                    folder: parent,
                    name: Some(path[depth - 1].clone()),
                    ..Feature::default()
                };
                let kind = FolderKind::Folder;
                opened.push(Item::Folder(Folder {
                    index,
                    kind,
                    feature,
                }));
                index
            }));
        }
        parent
    }
}

/// The placemark as its file has it, with what the inventory knows of it as further attributes.
fn placemark(site: &Site, folder: Option<u32>, province: &str) -> choro_placemark::Placemark {
    let mut placemark = site.placemark.clone();
    let feature = &mut placemark.feature;
    feature.folder = folder;
    let status: Vec<String> = site
        .status
        .iter()
        .map(|status| format!("{}@{}", status.state.name(), status.when.edtf))
        .map(|status| status.trim_end_matches('@').to_owned())
        .collect();
    let known = [
        ("choro:id", site.id.clone()),
        ("choro:type", site.kind.to_string()),
        ("choro:status", status.join("|")),
        ("choro:province", province.to_owned()),
        ("choro:file", site.source.to_string()),
    ];
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        feature.data.push(Datum {
            name: name.to_owned(),
            display: None,
            value: Value::Text(value),
            schema: None,
        });
    }
    placemark
}
