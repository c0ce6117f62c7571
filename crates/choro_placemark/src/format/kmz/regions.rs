//! Placemarks split into regions, which a viewer loads as one comes near.
//!
//! Each run of placemarks in a folder becomes a tree of documents beside the main one. A
//! document holds an even sample of its area and links to four quarters with the rest. The number
//! of each placemark in its run stands in a comment, so that reading restores the order.

use std::fmt::Write as _;

use crate::format::kml::{Mark, Tree};

/// Folder of the documents of regions, beside the document they belong to.
pub(super) const FOLDER: &str = "regions";
/// How the comment with the order of the placemarks begins.
const ORDER: &str = "<!--order ";
/// Placemarks in one document.
const DOCUMENT: usize = 250;
/// Placemarks of a run that are worth a document of their own.
const WORTH: usize = 5;
/// Side of a region on the screen from which it is loaded, pixels.
const PIXELS: u32 = 256;
/// Least distance of a region's sides from its middle, degrees: about 2 km.
const LEAST: f64 = 0.02;

/// Whether a document is that of a region.
pub(super) fn is_region(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find(head, ORDER.as_bytes()).is_some()
}

/// A run of placemarks with its documents.
pub(super) struct Run {
    text: String,
    marks: Vec<Mark>,
    documents: Vec<Part>,
}

/// One document: which placemarks of the run it holds, and the documents of its quarters.
struct Part {
    number: usize,
    members: Vec<u32>,
    quarters: Vec<(usize, Area)>,
}

/// West, south, east, north, degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area([f64; 4]);

impl Area {
    fn around(points: impl Iterator<Item = [f64; 2]>) -> Option<Self> {
        points.fold(None, |area, [x, y]| {
            let Area([west, south, east, north]) = area.unwrap_or(Area([x, y, x, y]));
            Some(Area([west.min(x), south.min(y), east.max(x), north.max(y)]))
        })
    }

    fn middle(self) -> [f64; 2] {
        let Area([west, south, east, north]) = self;
        [f64::midpoint(west, east), f64::midpoint(south, north)]
    }

    fn is_point(self) -> bool {
        let Area([west, south, east, north]) = self;
        east - west < 1e-6 && north - south < 1e-6
    }

    /// A link to a document, loaded when the area comes near.
    fn link(self, out: &mut String, href: &str) {
        let Area([west, south, east, north]) = self;
        let [x, y] = self.middle();
        let (west, east) = (
            west.min(x - LEAST).max(-180.0),
            east.max(x + LEAST).min(180.0),
        );
        let (south, north) = (
            south.min(y - LEAST).max(-90.0),
            north.max(y + LEAST).min(90.0),
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<NetworkLink><Region><LatLonAltBox><north>{north}</north><south>{south}</south><east>{east}</east><west>{west}</west></LatLonAltBox><Lod><minLodPixels>{PIXELS}</minLodPixels></Lod></Region><Link><href>{href}</href><viewRefreshMode>onRegion</viewRefreshMode></Link></NetworkLink>"
        );
    }
}

/// Puts links to regions in the place of a run of placemarks; `first` is the number of its first
/// document. `None` where the run is better left as it is.
pub(super) fn split(
    text: &mut String,
    marks: &mut Vec<Mark>,
    first: usize,
) -> Option<(String, Run)> {
    let at = |i: &u32| marks[*i as usize].at;
    let area = Area::around(marks.iter().filter_map(|mark| mark.at))?;
    if marks.len() < WORTH {
        return None;
    }
    let mut documents = Vec::new();
    let mut waiting = vec![(first, (0..marks.len() as u32).collect::<Vec<u32>>())];
    let mut next = first + 1;
    while let Some((number, all)) = waiting.pop() {
        let area = Area::around(all.iter().filter_map(at));
        let mut part = Part {
            number,
            members: Vec::new(),
            quarters: Vec::new(),
        };
        let Some(area) = area.filter(|area| all.len() > DOCUMENT && !area.is_point()) else {
            part.members = all;
            documents.push(part);
            continue;
        };
        let step = all.len().div_ceil(DOCUMENT);
        let mut quarters: [Vec<u32>; 4] = Default::default();
        let [x, y] = area.middle();
        for (i, member) in all.into_iter().enumerate() {
            match at(&member) {
                Some([lon, lat]) if i % step != 0 => {
                    quarters[usize::from(lon > x) + 2 * usize::from(lat > y)].push(member);
                }
                _ => part.members.push(member),
            }
        }
        for quarter in quarters {
            if let Some(area) = Area::around(quarter.iter().filter_map(at)) {
                part.quarters.push((next, area));
                waiting.push((next, quarter));
                next += 1;
            }
        }
        documents.push(part);
    }
    let mut link = String::new();
    area.link(&mut link, &format!("{FOLDER}/{first:06}.kml"));
    let run = Run {
        text: std::mem::take(text),
        marks: std::mem::take(marks),
        documents,
    };
    Some((link, run))
}

impl Run {
    /// How many documents it has.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// The documents with their numbers.
    pub(super) fn documents(&self, tree: &Tree) -> impl Iterator<Item = (usize, String)> {
        self.documents
            .iter()
            .map(|part| (part.number, self.document(part, tree)))
    }

    fn document(&self, part: &Part, tree: &Tree) -> String {
        let mut out = Tree::head();
        out.push_str("<Document>");
        out.push_str(ORDER);
        for member in &part.members {
            let _ = write!(out, "{member} ");
        }
        out.push_str("-->\n");
        let mut styles: Vec<u32> = Vec::new();
        for member in &part.members {
            styles.extend(self.marks[*member as usize].style);
        }
        tree.push_styles(&mut out, styles);
        for member in &part.members {
            let member = *member as usize;
            let from = member
                .checked_sub(1)
                .map_or(0, |before| self.marks[before].end);
            out.push_str(&self.text[from..self.marks[member].end]);
        }
        for (number, area) in &part.quarters {
            area.link(&mut out, &format!("{number:06}.kml"));
        }
        out.push_str("</Document>\n</kml>\n");
        out
    }
}
