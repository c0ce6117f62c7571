//! Regions of a document, written beside it in the same archive and read in its place.

use choro_diagnostic::Faults;

use super::parser::Kml;
use crate::format::reading::Reading;
use crate::format::xml::Xml;
use crate::{Item, Placemark};

/// The archive a document stands in.
pub(crate) trait Archive {
    /// Whether an address in the document `from` leads to another document of the archive.
    fn has(&self, from: &str, href: &str) -> bool;

    /// Path and bytes of the region that an address in the document `from` leads to; each region
    /// is given out once.
    fn region(&self, from: &str, href: &str) -> Option<(String, Vec<u8>)>;
}

impl Kml<'_, '_, '_> {
    /// Reads the placemarks of a region and of all regions in it, in their own order. `false`
    /// where the address leads to no region.
    pub(super) fn region(&mut self, href: &str, folder: Option<u32>) -> bool {
        let Some((archive, path)) = &self.place else {
            return false;
        };
        let archive = *archive;
        let Some(first) = archive.region(path, href) else {
            return false;
        };
        let mut waiting = vec![first];
        let mut found: Vec<(u64, Placemark)> = Vec::new();
        while let Some((path, bytes)) = waiting.pop() {
            let mut order = order(&bytes);
            let (placemarks, links) = self.part(&path, &bytes);
            for mut placemark in placemarks {
                placemark.feature.folder = folder;
                found.push((order.next().unwrap_or(u64::MAX), placemark));
            }
            waiting.extend(links.iter().filter_map(|href| archive.region(&path, href)));
        }
        found.sort_by_key(|(number, _)| *number);
        for (_, placemark) in found {
            self.reading.item(Item::Placemark(placemark));
        }
        true
    }

    /// The placemarks and the links of one document of a region.
    fn part(&mut self, path: &str, bytes: &[u8]) -> (Vec<Placemark>, Vec<String>) {
        let (mut placemarks, mut links) = (Vec::new(), Vec::new());
        let mut each = |item| match item {
            Item::Placemark(placemark) => placemarks.push(placemark),
            Item::Link(link) => links.push(link.href),
            _ => {}
        };
        let limits = self.reading.limits;
        let mut reading = Reading::new(limits, Faults::default(), &mut each);
        std::mem::swap(&mut reading.faults, &mut self.reading.faults);
        std::mem::swap(&mut reading.unknown, &mut self.reading.unknown);
        let mut kml = Kml::new(Xml::of_bytes(bytes, limits.text_bytes), &mut reading);
        kml.label = Some(path.to_owned());
        kml.quiet_links = true;
        std::mem::swap(&mut kml.schemas, &mut self.schemas);
        kml.top();
        kml.finish();
        std::mem::swap(&mut kml.schemas, &mut self.schemas);
        std::mem::swap(&mut reading.faults, &mut self.reading.faults);
        std::mem::swap(&mut reading.unknown, &mut self.reading.unknown);
        (placemarks, links)
    }
}

/// The numbers of the placemarks of a region.
fn order(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let begin = b"<!--order ";
    let from = memchr::memmem::find(bytes, begin).map_or(bytes.len(), |at| at + begin.len());
    let to = memchr::memmem::find(&bytes[from..], b"-->").unwrap_or(0);
    let text = std::str::from_utf8(&bytes[from..from + to]).unwrap_or_default();
    text.split_ascii_whitespace()
        .filter_map(|number| number.parse().ok())
}
