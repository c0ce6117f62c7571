//! A file being written: its folders with what stands in them, until all is known.
//!
//! A folder's own words may come after its first child, and placemarks of one folder need not
//! come together; so the text of each is kept apart and joined at the end.

use std::collections::HashMap;

use super::Sheet;
use super::feature::{fields, open};
use super::geometry::geometry;
use crate::{Feature, Folder, Item, Placemark, Schema, Style, Verbatim};

/// A placemark in a run of placemarks.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::format) struct Mark {
    /// Where its text ends in that of the run.
    pub(in crate::format) end: usize,
    /// Longitude and latitude of its first valid vertex.
    pub(in crate::format) at: Option<[f64; 2]>,
    /// Its style, by number.
    pub(in crate::format) style: Option<u32>,
}

/// What stands in a folder, in order.
pub(in crate::format) enum Piece {
    /// A folder, by its node.
    Folder(usize),
    /// Placemarks one after another.
    Placemarks(String, Vec<Mark>),
    /// Anything else.
    Text(String),
}

/// A folder with what stands in it. Node 0 is the file.
#[derive(Default)]
pub(in crate::format) struct Node {
    pub(super) folder: Folder,
    pub(super) styles: String,
    pub(super) schemas: String,
    pub(in crate::format) pieces: Vec<Piece>,
    /// Features that stand in it directly.
    pub(super) features: usize,
}

/// The file.
pub(in crate::format) struct Tree {
    pub(in crate::format) sheet: Sheet,
    pub(in crate::format) nodes: Vec<Node>,
    numbers: HashMap<u32, usize>,
    /// Attributes of the `kml` element.
    pub(super) root: Vec<Verbatim>,
    /// What comes before the first feature.
    pub(super) control: String,
    /// Shared styles by `#id`: number, text.
    pub(super) styles: Vec<String>,
    pub(super) style_numbers: HashMap<String, u32>,
    /// Placemarks so far.
    pub(in crate::format) placemarks: usize,
}

impl Tree {
    pub(in crate::format) fn new() -> Self {
        Self {
            sheet: Sheet::default(),
            nodes: vec![Node::default()],
            numbers: HashMap::new(),
            root: Vec::new(),
            control: String::new(),
            styles: Vec::new(),
            style_numbers: HashMap::new(),
            placemarks: 0,
        }
    }

    /// Takes an item in; packed files are left to the caller.
    pub(in crate::format) fn take(&mut self, item: &Item) {
        match item {
            Item::Folder(folder) => self.folder(folder),
            Item::Placemark(placemark) => self.placemark(placemark),
            Item::Overlay(overlay) => {
                self.begin(&overlay.kind, &overlay.feature);
                overlay_parts(&mut self.sheet, overlay);
                self.end(&overlay.kind, &overlay.feature);
            }
            Item::Link(link) => {
                self.begin("NetworkLink", &link.feature);
                let known = |part: &Verbatim| part.name == "Link" || part.name == "Url";
                if !link.href.is_empty() && !link.feature.verbatim.iter().any(known) {
                    self.sheet.text.push_str("<Link>");
                    self.sheet.leaf("href", &link.href);
                    self.sheet.close("Link");
                }
                self.end("NetworkLink", &link.feature);
            }
            Item::Style(style) => self.style(style),
            Item::Schema(schema) => self.schema(schema),
            Item::Resource(_) => {}
            Item::Other(folder, part) => self.other(*folder, part),
        }
    }

    /// The node of a folder; that of the file where the folder was never given.
    fn node(&mut self, folder: Option<u32>) -> usize {
        let Some(index) = folder else { return 0 };
        if let Some(node) = self.numbers.get(&index) {
            return *node;
        }
        let (one, many) = (
            "thing stood in a folder that was not given",
            "things stood in folders that were not given",
        );
        self.sheet.lost.changed(1, one, many);
        0
    }

    fn folder(&mut self, folder: &Folder) {
        if let Some(node) = self.numbers.get(&folder.index) {
            self.nodes[*node].folder = folder.clone();
            return;
        }
        let parent = self.node(folder.feature.folder);
        let node = self.nodes.len();
        self.nodes.push(Node {
            folder: folder.clone(),
            ..Node::default()
        });
        self.numbers.insert(folder.index, node);
        self.nodes[parent].features += 1;
        self.nodes[parent].pieces.push(Piece::Folder(node));
    }

    fn begin(&mut self, element: &str, feature: &Feature) {
        self.sheet.text.clear();
        open(&mut self.sheet, element, feature);
        fields(&mut self.sheet, feature, "");
    }

    fn end(&mut self, element: &str, feature: &Feature) {
        self.sheet.close(element);
        self.sheet.text.push('\n');
        let node = self.node(feature.folder);
        self.nodes[node].features += 1;
        self.text(node);
    }

    /// Puts the text written last into a node.
    fn text(&mut self, node: usize) {
        let pieces = &mut self.nodes[node].pieces;
        match pieces.last_mut() {
            Some(Piece::Text(text)) => text.push_str(&self.sheet.text),
            _ => pieces.push(Piece::Text(self.sheet.text.clone())),
        }
    }

    fn placemark(&mut self, placemark: &Placemark) {
        let feature = &placemark.feature;
        self.begin("Placemark", feature);
        if let Some(shape) = &placemark.geometry {
            geometry(&mut self.sheet, shape);
        }
        self.sheet.close("Placemark");
        self.sheet.text.push('\n');
        self.placemarks += 1;
        let mut at = None;
        if let Some(shape) = &placemark.geometry {
            shape.visit(&mut |vertex| {
                if at.is_none() && vertex.position().is_some() {
                    at = Some([vertex.lon, vertex.lat]);
                }
            });
        }
        let style = feature.style.as_deref();
        let style = style
            .and_then(|style| self.style_numbers.get(style))
            .copied();
        let node = self.node(feature.folder);
        let node = &mut self.nodes[node];
        node.features += 1;
        if !matches!(node.pieces.last(), Some(Piece::Placemarks(..))) {
            node.pieces
                .push(Piece::Placemarks(String::new(), Vec::new()));
        }
        if let Some(Piece::Placemarks(text, marks)) = node.pieces.last_mut() {
            text.push_str(&self.sheet.text);
            let end = text.len();
            marks.push(Mark { end, at, style });
        }
    }

    fn style(&mut self, style: &Style) {
        self.sheet.text.clear();
        self.sheet.kept(&style.verbatim);
        let text = std::mem::take(&mut self.sheet.text);
        let node = self.node(style.folder);
        if !style.id.is_empty() {
            let number = self.styles.len() as u32;
            self.style_numbers.insert(format!("#{}", style.id), number);
            self.styles.push(text.clone());
        }
        self.nodes[node].styles.push_str(&text);
        self.nodes[node].styles.push('\n');
    }

    fn schema(&mut self, schema: &Schema) {
        self.sheet.text.clear();
        if schema.verbatim.text.is_empty() {
            schema_anew(&mut self.sheet, schema);
        } else {
            self.sheet.kept(&schema.verbatim);
        }
        let text = std::mem::take(&mut self.sheet.text);
        let node = self.node(schema.folder);
        self.nodes[node].schemas.push_str(&text);
        self.nodes[node].schemas.push('\n');
    }

    fn other(&mut self, folder: Option<u32>, part: &Verbatim) {
        if part.name.starts_with('@') {
            self.root.push(part.clone());
            return;
        }
        self.sheet.text.clear();
        self.sheet.kept(part);
        if self.sheet.text.is_empty() {
            return;
        }
        self.sheet.text.push('\n');
        if part.name == "NetworkLinkControl" && folder.is_none() {
            self.control.push_str(&self.sheet.text);
            return;
        }
        let node = self.node(folder);
        self.nodes[node].features += 1;
        self.text(node);
    }
}

/// Picture and box of an overlay that brings no elements of KML for them.
fn overlay_parts(out: &mut Sheet, overlay: &crate::Overlay) {
    let has = |name: &str| {
        overlay
            .feature
            .verbatim
            .iter()
            .any(|part| part.name == name)
    };
    if let Some(href) = overlay.href.as_deref().filter(|_| !has("Icon")) {
        out.text.push_str("<Icon>");
        out.leaf("href", href);
        out.close("Icon");
    }
    if let Some([west, south, east, north]) = overlay.bounds.filter(|_| !has("LatLonBox")) {
        out.text.push_str("<LatLonBox>");
        for (name, side) in [
            ("north", north),
            ("south", south),
            ("east", east),
            ("west", west),
        ] {
            out.leaf(name, &side.to_string());
        }
        out.close("LatLonBox");
    }
}

fn schema_anew(out: &mut Sheet, schema: &Schema) {
    out.text.push_str("<Schema");
    out.attribute("name", &schema.name);
    out.attribute("id", &schema.id);
    out.text.push('>');
    for field in &schema.fields {
        let element = if field.array {
            "gx:SimpleArrayField"
        } else {
            "SimpleField"
        };
        out.text.push('<');
        out.text.push_str(element);
        out.attribute("type", &field.kind);
        out.attribute("name", &field.name);
        out.text.push('>');
        if let Some(display) = &field.display {
            out.leaf("displayName", display);
        }
        out.close(element);
    }
    out.close("Schema");
}
