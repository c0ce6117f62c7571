//! The content of elements: as text, or kept as it stands.

use choro_diagnostic::Severity;

use super::fields::is_declaration;
use super::parser::{Kml, Tag};
use super::walk::Next;
use crate::Verbatim;
use crate::format::xml::{
    Kind, Xml, attribute, attributes, escape, push_piece, push_reference, push_text, tidy,
};

/// Names of the entities HTML texts use most: harmless where they stand for themselves.
const HTML_ENTITIES: &[&str] = &[
    "nbsp", "copy", "reg", "deg", "ndash", "mdash", "hellip", "bull",
];

impl Kml<'_, '_, '_> {
    /// The text of the innermost open element, read to its end. Markup inside it is taken as
    /// text.
    pub(super) fn content(&mut self, tag: &Tag) -> String {
        let own = self.depth();
        let mut text = String::new();
        let mut markup: Option<Vec<String>> = None;
        loop {
            match self.next() {
                Next::Closed => {
                    let inner = markup.as_mut().and_then(Vec::pop);
                    if let Some(name) = inner.filter(|name| !name.is_empty()) {
                        text.push_str(&format!("</{name}>"));
                    }
                    if self.depth() < own {
                        return text;
                    }
                }
                Next::Child(child) => {
                    if markup.is_none() {
                        let name = &tag.name;
                        self.odd(
                            &child,
                            &format!("markup inside <{name}> is taken as its text"),
                        );
                        let plain = std::mem::take(&mut text);
                        escape(&mut text, &plain);
                    }
                    let open = markup.get_or_insert_default();
                    let raw = self.raw_name().to_owned();
                    let empty = self.is_empty();
                    let end = if empty { "/" } else { "" };
                    text.push_str(&format!("<{raw}{}{end}>", child.attributes));
                    open.push(if empty { String::new() } else { raw });
                }
                Next::Piece(kind) => self.take_piece(kind, tag, &mut text),
            }
            self.watch_text(text.len());
        }
    }

    fn take_piece(&mut self, kind: Kind, tag: &Tag, text: &mut String) {
        match kind {
            Kind::Text | Kind::Cdata => push_text(text, self.xml.text()),
            Kind::Reference if !push_reference(text, self.xml.text()) => {
                let name = self.xml.text().to_owned();
                if !HTML_ENTITIES.contains(&name.as_str()) {
                    self.tell_reference(tag, &name);
                }
            }
            Kind::Comment | Kind::Instruction => self.aside(),
            _ => {}
        }
    }

    /// Tells of a reference that is not expanded.
    fn tell_reference(&mut self, tag: &Tag, name: &str) {
        let is_name =
            name.len() < 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        if is_name {
            let reason = format!("the entity &{name}; is not expanded");
            self.report("INP029", Severity::Warning, tag, &reason);
        } else {
            self.odd(tag, "a stray `&` is read as text");
        }
    }

    fn watch_text(&mut self, length: usize) {
        if length > self.reading.limits.text_bytes {
            self.xml.stop_with(crate::format::xml::Stop::TooLong);
        }
    }

    /// The innermost open element as it stands, read to its end; made well formed where it is
    /// not. Comments in it are kept.
    pub(super) fn raw(&mut self, tag: &Tag) -> Verbatim {
        let own = self.depth();
        let mut text = String::new();
        let mut needed: Vec<(String, String)> = Vec::new();
        let mut names: Vec<Option<String>> = Vec::new();
        let root = format!("<{}", self.raw_name());
        let root_length = root.len();
        self.open_raw(tag, own, &mut text, &mut needed, &mut names);
        while self.depth() >= own {
            match self.next() {
                Next::Closed => {
                    if let Some(Some(name)) = names.pop() {
                        text.push_str("</");
                        text.push_str(&name);
                        text.push('>');
                    }
                }
                Next::Child(child) => {
                    self.open_raw(&child, own, &mut text, &mut needed, &mut names);
                }
                Next::Piece(kind) => push_piece(&mut text, kind, self.xml.text()),
            }
            self.watch_text(text.len());
        }
        let mut declared = String::new();
        for (prefix, address) in &needed {
            let colon = if prefix.is_empty() { "" } else { ":" };
            declared.push_str(&format!(" xmlns{colon}{prefix}=\""));
            escape(&mut declared, address);
            declared.push('"');
        }
        text.insert_str(root_length, &declared);
        Verbatim {
            name: tag.name.to_string(),
            text,
            line: tag.line,
        }
    }

    fn open_raw(
        &mut self,
        tag: &Tag,
        own: usize,
        text: &mut String,
        needed: &mut Vec<(String, String)>,
        names: &mut Vec<Option<String>>,
    ) {
        let raw = self.raw_name().to_owned();
        let attributes = tidy(&tag.attributes);
        let prefix = raw.split_once(':').map_or("", |(prefix, _)| prefix);
        let of_attributes = attributes.split_ascii_whitespace().filter_map(|word| {
            let name = word.split_once('=').map_or(word, |(name, _)| name);
            name.split_once(':').map(|(prefix, _)| prefix)
        });
        for prefix in std::iter::once(prefix).chain(of_attributes) {
            if let Some((prefix, address)) = self.namespaces.needed(prefix, own)
                && !needed.iter().any(|(known, _)| known == prefix)
            {
                needed.push((prefix.to_owned(), address.to_owned()));
            }
        }
        text.push('<');
        text.push_str(&raw);
        text.push_str(attributes.trim_end());
        if self.is_empty() {
            text.push_str("/>");
            names.push(None);
        } else {
            text.push('>');
            names.push(Some(raw));
        }
    }

    /// The innermost open element kept as it stands, and told where nothing here knows it.
    pub(super) fn keep(&mut self, tag: &Tag, within: &str) -> Verbatim {
        let mut kept = self.raw(tag);
        kept.name.insert_str(0, within);
        if !super::names::is_understood(&kept.name) {
            let spot = self.spot(tag);
            self.reading.unknown(tag.name.trim_start_matches(':'), spot);
        }
        kept
    }

    /// The attributes of an element that are no declarations and not called `own`, kept as they
    /// stand; with a prefix that only this file declares comes its declaration.
    pub(super) fn keep_attributes(&self, tag: &Tag, own: &str) -> Vec<Verbatim> {
        let mut kept: Vec<Verbatim> = Vec::new();
        let part = |name: String, text: &str| Verbatim {
            name,
            text: text.to_owned(),
            line: tag.line,
        };
        for (name, value) in attributes(&tag.attributes) {
            if name == own || is_declaration(name) {
                continue;
            }
            let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
            let declaration = format!("@xmlns:{prefix}");
            let known = kept.iter().any(|part| part.name == declaration);
            if let Some(address) = self.namespaces.foreign(prefix)
                && !prefix.is_empty()
                && !known
            {
                kept.push(part(declaration, address));
            }
            kept.push(part(format!("@{name}"), &value));
        }
        kept
    }
}

/// The text of the first element of this local name in XML that is kept.
pub(super) fn text_in(kept: &str, local: &str) -> Option<String> {
    let mut xml = Xml::of_bytes(kept.as_bytes(), usize::MAX);
    let mut found: Option<String> = None;
    loop {
        let kind = xml.next();
        match (kind, &mut found) {
            (Kind::End, _) => return found,
            (Kind::Close, Some(_)) => return found,
            (Kind::Open, None) if local_name(xml.text()) == local => found = Some(String::new()),
            (Kind::Empty, None) if local_name(xml.text()) == local => return Some(String::new()),
            (Kind::Text | Kind::Cdata, Some(text)) => push_text(text, xml.text()),
            (Kind::Reference, Some(text)) => {
                push_reference(text, xml.text());
            }
            _ => {}
        }
    }
}

/// A field of a schema that is kept: name, type, name to be shown, whether of many values.
pub(super) fn fields_in(kept: &str) -> Vec<crate::SchemaField> {
    let mut xml = Xml::of_bytes(kept.as_bytes(), usize::MAX);
    let mut fields: Vec<crate::SchemaField> = Vec::new();
    let mut display = false;
    loop {
        let kind = xml.next();
        match kind {
            Kind::End => return fields,
            Kind::Open | Kind::Empty => {
                let local = local_name(xml.text()).to_owned();
                display = local == "displayName" && kind == Kind::Open;
                if local == "SimpleField" || local == "SimpleArrayField" {
                    let (_, attributes) = xml.text().split_at(name_length(xml.text()));
                    fields.push(crate::SchemaField {
                        name: attribute(attributes, "name").unwrap_or_default(),
                        kind: attribute(attributes, "type").unwrap_or_default(),
                        display: None,
                        array: local == "SimpleArrayField",
                    });
                }
            }
            Kind::Close => display = false,
            Kind::Text | Kind::Cdata | Kind::Reference if display => {
                if let Some(field) = fields.last_mut() {
                    let text = field.display.get_or_insert_default();
                    if kind == Kind::Reference {
                        push_reference(text, xml.text());
                    } else {
                        push_text(text, xml.text());
                    }
                }
            }
            _ => {}
        }
    }
}

fn name_length(tag: &str) -> usize {
    let end = tag.find(|c: char| c.is_ascii_whitespace());
    end.unwrap_or(tag.len())
}

fn local_name(tag: &str) -> &str {
    let name = &tag[..name_length(tag)];
    name.split_once(':').map_or(name, |(_, local)| local)
}
