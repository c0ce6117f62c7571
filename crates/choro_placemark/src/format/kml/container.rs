//! Documents, folders and what stands in them.

use std::collections::HashMap;

use choro_diagnostic::Severity;

use super::geometry::is_geometry;
use super::parser::{Kml, Tag};
use super::verbatim::{fields_in, text_in};
use super::write::rank;
use crate::format::xml::attribute;
use crate::{
    Feature, Folder, FolderKind, Geometry, Item, Link, Overlay, Placemark, Schema, Style,
    StyleKind, Verbatim,
};

/// Elements that are features by themselves, so that one inside a placemark means that the
/// placemark was never closed.
const FEATURES: [&str; 7] = [
    "Placemark",
    "Folder",
    "Document",
    "NetworkLink",
    "GroundOverlay",
    "ScreenOverlay",
    "PhotoOverlay",
];

impl Kml<'_, '_, '_> {
    /// Reads all of the file.
    pub(super) fn top(&mut self) {
        let mut around = None;
        while let Some(tag) = self.child() {
            if tag.name != "kml" {
                self.root(&tag, &mut around);
                continue;
            }
            for kept in self.keep_attributes(&tag, "") {
                self.reading.item(Item::Other(None, kept));
            }
            while let Some(child) = self.child() {
                self.root(&child, &mut around);
            }
        }
        self.give_last_asides();
    }

    /// A feature at the top. A document beside the main one of an archive stands in a document
    /// folder that bears its path; one is made where it has none.
    fn root(&mut self, tag: &Tag, around: &mut Option<u32>) {
        let place = self.place.as_ref().filter(|_| self.marked);
        let Some(entry) = place.map(|(_, path)| path.clone()) else {
            return self.member(tag, None);
        };
        let path = Verbatim {
            name: "@path".to_owned(),
            text: entry,
            line: 0,
        };
        if around.is_none() && tag.name == "Document" {
            *around = Some(self.container(tag, None, Some(path)));
            return;
        }
        let index = *around.get_or_insert_with(|| {
            let index = self.reading.next_folder();
            let feature = Feature {
                verbatim: vec![path],
                ..Feature::default()
            };
            self.reading.item(Item::Folder(Folder {
                index,
                kind: FolderKind::Document,
                feature,
            }));
            index
        });
        self.member(tag, Some(index));
    }

    /// Whether an element stands among features, and so comes as an item of its own.
    fn is_member(&self, name: &str) -> bool {
        FEATURES.contains(&name)
            || matches!(
                name,
                "Style"
                    | "StyleMap"
                    | "gx:CascadingStyle"
                    | "Schema"
                    | "gx:Tour"
                    | "NetworkLinkControl"
            )
            || self.aliases.iter().any(|alias| alias == name)
    }

    /// One thing that stands in `folder`.
    fn member(&mut self, tag: &Tag, folder: Option<u32>) {
        match &*tag.name {
            "Document" | "Folder" => {
                self.container(tag, folder, None);
            }
            "Placemark" => self.placemark(tag, folder),
            "NetworkLink" => self.link(tag, folder),
            "GroundOverlay" | "ScreenOverlay" | "PhotoOverlay" => self.overlay(tag, folder),
            "Style" => self.style(tag, folder, StyleKind::Style),
            "StyleMap" => self.style(tag, folder, StyleKind::Map),
            "gx:CascadingStyle" => self.style(tag, folder, StyleKind::Cascading),
            "Schema" => self.schema(tag, folder),
            name if self.aliases.iter().any(|alias| alias == name) => self.placemark(tag, folder),
            _ => {
                let kept = self.keep(tag, "");
                self.reading.item(Item::Other(folder, kept));
            }
        }
    }

    /// A document or folder with all that stands in it; its number.
    fn container(&mut self, tag: &Tag, parent: Option<u32>, path: Option<Verbatim>) -> u32 {
        let mut folder = Folder {
            index: self.reading.next_folder(),
            kind: if tag.name == "Document" {
                FolderKind::Document
            } else {
                FolderKind::Folder
            },
            feature: self.feature(tag, parent),
        };
        folder.feature.verbatim.extend(path);
        let index = folder.index;
        // Given out when its first child comes, and again if it says more after that.
        let mut given: Option<Feature> = None;
        while let Some(child) = self.child() {
            if self.is_member(&child.name) {
                if given.is_none() {
                    self.give_asides(&mut folder.feature);
                    folder.feature.verbatim.sort_by_key(rank);
                    given = Some(folder.feature.clone());
                    self.reading.item(Item::Folder(folder.clone()));
                }
                self.member(&child, Some(index));
            } else {
                self.feature_from = Some(child.start);
                self.field(&mut folder.feature, &child);
                self.feature_from = None;
            }
        }
        self.give_asides(&mut folder.feature);
        folder.feature.verbatim.sort_by_key(rank);
        self.type_again(&mut folder.feature);
        if given.as_ref() != Some(&folder.feature) {
            self.reading.item(Item::Folder(folder));
        }
        index
    }

    fn placemark(&mut self, tag: &Tag, folder: Option<u32>) {
        self.feature_from = Some(tag.start);
        let mut feature = self.feature(tag, folder);
        let mut geometries: Vec<Geometry> = Vec::new();
        while let Some(child) = self.child() {
            if is_geometry(&child.name) {
                geometries.push(self.geometry(&child));
            } else if FEATURES.contains(&&*child.name) {
                self.odd(
                    &child,
                    &format!("<{}> comes before <Placemark> is closed", child.name),
                );
                self.is_sibling(child);
                break;
            } else if self.schema_field(&mut feature, tag, &child) {
            } else {
                self.field(&mut feature, &child);
            }
        }
        self.end_feature(&mut feature, tag);
        if geometries.len() > 1 {
            self.report(
                "INP007",
                Severity::Warning,
                tag,
                "a placemark with several geometries is taken as one of many parts",
            );
        }
        let geometry = match geometries.len() {
            0 | 1 => geometries.pop(),
            _ => Some(Geometry::Multi(geometries)),
        };
        self.reading
            .item(Item::Placemark(Placemark { feature, geometry }));
    }

    /// What is known of a feature when its element is closed.
    fn end_feature(&mut self, feature: &mut Feature, tag: &Tag) {
        feature.span = self.span(tag.start);
        self.give_asides(feature);
        feature.verbatim.sort_by_key(rank);
        self.feature_from = None;
    }

    fn overlay(&mut self, tag: &Tag, folder: Option<u32>) {
        self.feature_from = Some(tag.start);
        let mut feature = self.feature(tag, folder);
        while let Some(child) = self.child() {
            self.field(&mut feature, &child);
        }
        self.end_feature(&mut feature, tag);
        let part = |name: &str| feature.verbatim.iter().find(|v| v.name == name);
        let href = part("Icon").and_then(|icon| text_in(&icon.text, "href"));
        let bounds = part("LatLonBox").and_then(|kept| bounds(&kept.text));
        self.tell_address(tag, href.as_deref());
        self.reading.item(Item::Overlay(Overlay {
            kind: tag.name.to_string(),
            feature,
            href,
            bounds,
        }));
    }

    fn link(&mut self, tag: &Tag, folder: Option<u32>) {
        self.feature_from = Some(tag.start);
        let mut feature = self.feature(tag, folder);
        while let Some(child) = self.child() {
            self.field(&mut feature, &child);
        }
        self.end_feature(&mut feature, tag);
        let part = feature
            .verbatim
            .iter()
            .find(|v| v.name == "Link" || v.name == "Url");
        let href = part
            .and_then(|link| text_in(&link.text, "href"))
            .unwrap_or_default();
        if self.region(&href, folder) {
            return;
        }
        let inside = self
            .place
            .as_ref()
            .is_some_and(|(archive, path)| archive.has(path, &href));
        if !inside && !self.quiet_links {
            let reason = format!("the network link to {href:?} is not followed");
            self.report("INP027", Severity::Note, tag, &reason);
        }
        self.reading.item(Item::Link(Link { feature, href }));
    }

    /// Tells of a picture that a viewer would fetch from elsewhere.
    fn tell_address(&mut self, tag: &Tag, href: Option<&str>) {
        let Some(href) = href.map(str::trim).filter(|href| href.contains("//")) else {
            return;
        };
        let reason = format!("the picture at {href:?} is not fetched");
        self.report("INP027", Severity::Note, tag, &reason);
    }

    fn style(&mut self, tag: &Tag, folder: Option<u32>, kind: StyleKind) {
        self.feature_from = Some(tag.start);
        let id = attribute(&tag.attributes, "id").or_else(|| attribute(&tag.attributes, "kml:id"));
        let verbatim = self.raw(tag);
        self.feature_from = None;
        self.tell_scripts(tag, &verbatim.text);
        self.reading.item(Item::Style(Style {
            id: id.unwrap_or_default(),
            kind,
            folder,
            verbatim,
        }));
    }

    fn schema(&mut self, tag: &Tag, folder: Option<u32>) {
        let id = attribute(&tag.attributes, "id").unwrap_or_default();
        let name = attribute(&tag.attributes, "name");
        let parent = attribute(&tag.attributes, "parent");
        self.feature_from = Some(tag.start);
        let verbatim = self.raw(tag);
        self.feature_from = None;
        let name = name
            .or_else(|| text_in(&verbatim.text, "name"))
            .unwrap_or_default();
        let parent = parent.or_else(|| text_in(&verbatim.text, "parent"));
        if parent.is_some_and(|parent| parent.trim() == "Placemark") && !name.is_empty() {
            self.aliases.push(name.clone());
        }
        let fields = fields_in(&verbatim.text);
        let kinds: HashMap<String, String> = fields
            .iter()
            .map(|f| (f.name.clone(), f.kind.clone()))
            .collect();
        for key in [&id, &name] {
            if !key.is_empty() {
                self.schemas.insert(key.clone(), kinds.clone());
            }
        }
        self.reading.item(Item::Schema(Schema {
            id,
            name,
            folder,
            fields,
            verbatim,
        }));
    }
}

/// West, south, east, north of a box that is kept.
fn bounds(kept: &str) -> Option<[f64; 4]> {
    let side = |name: &str| -> Option<f64> {
        let number: f64 = text_in(kept, name)?.trim().parse().ok()?;
        number.is_finite().then_some(number)
    };
    Some([side("west")?, side("south")?, side("east")?, side("north")?])
}
