//! A file being written: its folders with what stands in them, until all is known.
//!
//! A folder's own words may come after its first child, and placemarks of one folder need not
//! come together; so the text of each is kept apart and joined at the end. Where all items were
//! foreseen, `flow` writes what has its turn at once.

use std::collections::HashMap;

use super::Sheet;
use super::feature::{fields, open};
use super::geometry::geometry;
use crate::format::kml::asides::is_aside;
use crate::{Feature, Folder, Geometry, Item, Placemark, Schema, Style, Verbatim};

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

/// What is done with items that come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Their text is kept.
    Held,
    /// They are counted only: they will come again.
    Foreseen,
    /// They come as they were counted, and are written in their turn.
    Flowing,
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
    /// Whether it has come.
    pub(super) given: bool,
    /// Pieces counted when it was foreseen, and pieces that have come since.
    pub(super) foreseen: usize,
    pub(super) come: usize,
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
    /// Nodes at the top.
    pub(super) top: Vec<usize>,
    /// About how many bytes the files have together.
    pub(in crate::format) size: usize,
    pub(super) mode: Mode,
    /// Nodes being written, outermost first.
    pub(super) open: Vec<usize>,
    /// Nodes at the top that are not written in their turn.
    pub(super) apart: Vec<usize>,
}

/// About how many bytes a folder has.
const FOLDER_BYTES: usize = 200;

impl Tree {
    pub(in crate::format) fn new() -> Self {
        Self {
            sheet: Sheet::default(),
            nodes: vec![Node {
                given: true,
                ..Node::default()
            }],
            numbers: HashMap::new(),
            root: Vec::new(),
            control: String::new(),
            styles: Vec::new(),
            style_numbers: HashMap::new(),
            placemarks: 0,
            top: Vec::new(),
            size: 0,
            mode: Mode::Held,
            open: Vec::new(),
            apart: Vec::new(),
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
        let known = self.numbers.get(&index).copied();
        if let Some(node) = known.filter(|node| self.nodes[*node].given) {
            return node;
        }
        let (one, many) = (
            "thing stood in a folder that was not given",
            "things stood in folders that were not given",
        );
        self.sheet.lost.changed(1, one, many);
        0
    }

    fn folder(&mut self, folder: &Folder) {
        let known = self.numbers.get(&folder.index).copied();
        if let Some(node) = known.filter(|node| self.nodes[*node].given) {
            if self.mode != Mode::Flowing {
                self.nodes[node].folder = folder.clone();
            }
            return;
        }
        let parent = self.node(folder.feature.folder);
        let node = known.unwrap_or_else(|| {
            self.nodes.push(Node {
                folder: folder.clone(),
                ..Node::default()
            });
            self.nodes.len() - 1
        });
        self.nodes[node].given = true;
        self.numbers.insert(folder.index, node);
        if self.mode != Mode::Flowing {
            self.size += FOLDER_BYTES;
            self.nodes[parent].features += 1;
            if parent == 0 {
                self.top.push(node);
            }
        }
        if self.comes(parent) {
            self.nodes[parent].pieces.push(Piece::Folder(node));
        }
    }

    /// Counts a piece of a node. Whether it is to be kept.
    fn comes(&mut self, node: usize) -> bool {
        let node = &mut self.nodes[node];
        match self.mode {
            Mode::Foreseen => node.foreseen += 1,
            Mode::Flowing => node.come += 1,
            Mode::Held => {}
        }
        self.mode != Mode::Foreseen
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
        self.text(node, true);
    }

    /// Puts the text written last into a node, whether it is a feature or not.
    fn text(&mut self, node: usize, is_feature: bool) {
        if self.mode != Mode::Flowing {
            self.nodes[node].features += usize::from(is_feature);
            self.size += self.sheet.text.len();
        }
        if !self.comes(node) {
            return;
        }
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
        let node = self.node(feature.folder);
        if self.mode != Mode::Held {
            self.placemarks += usize::from(self.mode == Mode::Foreseen);
            return self.text(node, true);
        }
        self.placemarks += 1;
        self.size += self.sheet.text.len();
        let at = placemark.geometry.as_ref().and_then(first_position);
        let style = feature.style.as_deref();
        let style = style
            .and_then(|style| self.style_numbers.get(style))
            .copied();
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
        if self.mode == Mode::Flowing {
            return;
        }
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
        if self.mode == Mode::Flowing {
            return;
        }
        self.nodes[node].schemas.push_str(&text);
        self.nodes[node].schemas.push('\n');
    }

    fn other(&mut self, folder: Option<u32>, part: &Verbatim) {
        let is_known = self.mode == Mode::Flowing;
        if part.name.starts_with('@') {
            self.root.extend((!is_known).then(|| part.clone()));
            return;
        }
        self.sheet.text.clear();
        self.sheet.kept(part);
        if self.sheet.text.is_empty() {
            return;
        }
        self.sheet.text.push('\n');
        if part.name == "NetworkLinkControl" && folder.is_none() {
            if !is_known {
                self.control.push_str(&self.sheet.text);
            }
            return;
        }
        let node = self.node(folder);
        self.text(node, !is_aside(part));
    }
}

/// Longitude and latitude of the first valid vertex.
fn first_position(shape: &Geometry) -> Option<[f64; 2]> {
    let mut at = None;
    shape.visit(&mut |vertex| {
        if at.is_none() && vertex.position().is_some() {
            at = Some([vertex.lon, vertex.lat]);
        }
    });
    at
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
