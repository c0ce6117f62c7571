//! What a placemark file holds, item by item.

use choro_quantity::When;
use choro_text::Span;
use serde::{Deserialize, Serialize};

use crate::{Datum, Geometry};

/// A part of a file that this model has no field for, kept as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verbatim {
    /// What it is in its format: the element's qualified name (`LookAt`, `gx:Tour`), the JSON key.
    /// `@` before it: an attribute, its value the text (`@hint` of a KML file: `target=moon`); a
    /// KML document inside an archive has its path as `@path`. `ExtendedData/` before it: it
    /// stands in there.
    pub name: String,
    /// Its text as in the file, a whole element or a JSON value; namespace prefixes as declared
    /// there.
    pub text: String,
    /// Line it starts on, from 1; 0 in formats without lines.
    pub line: usize,
}

/// Text about a feature, often HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description(
    /// As in the file, entities and CDATA resolved. Never shown to a browser as it is.
    pub String,
);

/// When a feature is, as the file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Start, or the moment itself: `2006`, `2006-05`, `2006-05-01T12:00:00Z`.
    pub begin: Option<String>,
    /// End.
    pub end: Option<String>,
    /// Whether it is a moment (`TimeStamp`) and no span.
    pub moment: bool,
}

/// What folders, placemarks, overlays and links have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// Id in the file; empty where it has none.
    pub id: String,
    /// The folder it stands in, by [`Folder::index`]; `None` at the top.
    pub folder: Option<u32>,
    /// Name, white space as in the file; `None` where the file states none.
    pub name: Option<String>,
    /// Description.
    pub description: Option<Description>,
    /// Whether it is shown when the file is opened; `None` where not stated.
    pub visible: Option<bool>,
    /// Whether it is opened in the list.
    pub open: Option<bool>,
    /// When it is.
    pub time: Option<Time>,
    /// `#id` of its style, or an address elsewhere.
    pub style: Option<String>,
    /// Further attributes, in order.
    pub data: Vec<Datum>,
    /// What else the file says of it: views, regions, authors, addresses, inline styles, unknown
    /// elements.
    pub verbatim: Vec<Verbatim>,
    /// Line it starts on, from 1; 0 in formats without lines.
    pub line: usize,
    /// Its bytes in the file (in the unpacked document of an archive); of a folder those of its
    /// beginning. Empty where the file's bytes are not UTF-8.
    pub span: Span,
}

/// What sort of container a folder is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FolderKind {
    /// KML `Document`, or the file as a whole.
    Document,
    /// KML `Folder`, or what stands for it.
    #[default]
    Folder,
}

/// A folder. It comes before what stands in it; where the file says more of it after its first
/// child it comes once more, complete, and replaces the one before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Folder {
    /// Its number: folders count from 0 in order of their first coming.
    pub index: u32,
    /// Document or folder.
    pub kind: FolderKind,
    /// What it says of itself; its parent is [`Feature::folder`].
    pub feature: Feature,
}

/// A place, as a file marks it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Placemark {
    /// What it says of itself.
    pub feature: Feature,
    /// Where it is; `None` where the file does not say.
    pub geometry: Option<Geometry>,
}

/// A picture laid over the ground, the screen or a photo.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// `GroundOverlay`, `ScreenOverlay`, `PhotoOverlay`.
    pub kind: String,
    /// What it says of itself; box, size and picture are in its verbatim elements.
    pub feature: Feature,
    /// Address of the picture, inside the archive or elsewhere; never fetched.
    pub href: Option<String>,
    /// West, south, east, north of a ground overlay, degrees; its turning is not applied.
    pub bounds: Option<[f64; 4]>,
}

/// A reference to another file that a viewer would fetch; reported, never followed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// What it says of itself.
    pub feature: Feature,
    /// The address.
    pub href: String,
}

/// What sort of style an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StyleKind {
    /// KML `Style`.
    Style,
    /// KML `StyleMap`.
    Map,
    /// KML `gx:CascadingStyle`.
    Cascading,
}

/// A shared style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Style {
    /// Its id, without `#`.
    pub id: String,
    /// Its sort.
    pub kind: StyleKind,
    /// The folder it stands in.
    pub folder: Option<u32>,
    /// The whole element, its id and all.
    pub verbatim: Verbatim,
}

/// A field of a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaField {
    /// Name.
    pub name: String,
    /// KML type: `string`, `int`, `double`, `bool` …
    pub kind: String,
    /// Name to be shown.
    pub display: Option<String>,
    /// Whether it holds one value per moment of a track.
    pub array: bool,
}

/// A KML schema: which fields features of a sort have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Its id, without `#`.
    pub id: String,
    /// Name.
    pub name: String,
    /// The folder it stands in.
    pub folder: Option<u32>,
    /// Its fields in order.
    pub fields: Vec<SchemaField>,
    /// The whole element.
    pub verbatim: Verbatim,
}

/// A file inside an archive that is no placemark document: an icon, a photo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Path inside the archive, with `/`, never absolute and without `..`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One thing of a file, in order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Item {
    /// A folder begins, or is told completely.
    Folder(Folder),
    /// A placemark.
    Placemark(Placemark),
    /// A picture overlay.
    Overlay(Overlay),
    /// A network link.
    Link(Link),
    /// A shared style.
    Style(Style),
    /// A schema.
    Schema(Schema),
    /// A file packed with it.
    Resource(Resource),
    /// Something else at the level of features (a tour, an update, unknown elements), with the
    /// folder it stands in.
    Other(Option<u32>, Verbatim),
}

impl Time {
    /// The time as an EDTF interval: years and months stay whole, clock times become days.
    /// `None` where an end is no date.
    pub fn when(&self) -> Option<When> {
        let day = |text: &Option<String>| -> Option<String> {
            let text = text.as_deref().unwrap_or_default().trim();
            let day = text.split_once('T').map_or(text, |(day, _)| day);
            Some(day.trim_end_matches('Z').to_owned())
        };
        let (begin, end) = (day(&self.begin)?, day(&self.end)?);
        let edtf = match (begin.is_empty(), end.is_empty()) {
            (true, true) => return Some(When::default()),
            (false, true) if self.moment => begin,
            (false, true) => format!("{begin}/.."),
            (true, false) => format!("../{end}"),
            (false, false) if begin == end => begin,
            (false, false) => format!("{begin}/{end}"),
        };
        When::parse(&edtf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_of_a_span_stay_whole() {
        let edtf = |begin: &str, end: &str, moment| {
            let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
            let time = Time {
                begin: text(begin),
                end: text(end),
                moment,
            };
            time.when().map(|when| when.edtf)
        };
        assert_eq!(edtf("2006", "", true).as_deref(), Some("2006"));
        assert_eq!(
            edtf("2006-05", "2011", false).as_deref(),
            Some("2006-05/2011")
        );
        assert_eq!(edtf("2006", "", false).as_deref(), Some("2006/.."));
        assert_eq!(
            edtf("2010-05-28T02:02:09Z", "2010-05-28T05:00:00Z", false).as_deref(),
            Some("2010-05-28")
        );
        assert_eq!(edtf("soon", "", true), None);
        assert_eq!(edtf("", "", false).as_deref(), Some(""));
    }
}
