//! What all features of KML have in common: names, times, styles, attributes.

use choro_diagnostic::Severity;

use super::parser::{Kml, Tag};
use crate::format::xml::{attribute, attributes, escape};
use crate::{Description, Feature, Time, Verbatim};

impl Kml<'_, '_, '_> {
    /// A feature as its start tag gives it.
    pub(super) fn feature(&mut self, tag: &Tag, folder: Option<u32>) -> Feature {
        let mut feature = Feature {
            folder,
            line: tag.line,
            span: self.span(tag.start),
            ..Feature::default()
        };
        if !tag.attributes.is_empty() {
            feature.id = attribute(&tag.attributes, "id").unwrap_or_default();
            feature.verbatim = self.keep_attributes(tag, "id");
        }
        self.give_asides(&mut feature);
        feature
    }

    /// Reads one child of a feature into it; what has no field there is kept verbatim.
    pub(super) fn field(&mut self, feature: &mut Feature, tag: &Tag) {
        let taken = match &*tag.name {
            "name" => feature.name.is_some(),
            "description" => feature.description.is_some(),
            "visibility" => feature.visible.is_some(),
            "open" => feature.open.is_some(),
            "styleUrl" => feature.style.is_some(),
            "TimeStamp" | "TimeSpan" => feature.time.is_some(),
            _ => false,
        };
        if taken {
            self.odd(
                tag,
                &format!("a second <{}> of one feature is kept verbatim", tag.name),
            );
            let kept = self.raw(tag);
            feature.verbatim.push(kept);
            return;
        }
        match &*tag.name {
            "name" => feature.name = Some(self.simple_content(tag)),
            "description" => {
                let text = self.simple_content(tag);
                self.tell_scripts(tag, &text);
                feature.description = Some(Description(text));
            }
            "visibility" | "open" => {
                let text = self.simple_content(tag);
                let slot = if tag.name == "open" {
                    &mut feature.open
                } else {
                    &mut feature.visible
                };
                *slot = truth(&text);
                if slot.is_none() {
                    self.odd(tag, &format!("{text:?} is neither 1 nor 0"));
                    feature.verbatim.push(element(tag, &text));
                }
            }
            "styleUrl" => feature.style = Some(self.simple_content(tag)),
            "TimeStamp" | "TimeSpan" => self.time(feature, tag),
            "ExtendedData" => self.extended_data(feature, tag),
            "Style" | "StyleMap" => {
                let kept = self.keep(tag, "");
                self.tell_scripts(tag, &kept.text);
                feature.verbatim.push(kept);
            }
            _ => {
                let kept = self.keep(tag, "");
                feature.verbatim.push(kept);
            }
        }
    }

    /// The text of an element that has no attributes; those it has are told and left out.
    pub(super) fn simple_content(&mut self, tag: &Tag) -> String {
        self.tell_attributes(tag);
        self.content(tag)
    }

    /// Tells of attributes that an element should not have and that are left out.
    pub(super) fn tell_attributes(&mut self, tag: &Tag) {
        self.tell_attributes_but(tag, "");
    }

    /// Likewise, but for the one called `own`.
    pub(super) fn tell_attributes_but(&mut self, tag: &Tag, own: &str) {
        if tag.attributes.trim().is_empty() {
            return;
        }
        if attributes(&tag.attributes)
            .iter()
            .any(|(name, _)| *name != own && !is_declaration(name))
        {
            let reason = format!(
                "attributes of <{}> are left out:{}",
                tag.name, tag.attributes
            );
            self.odd(tag, &reason);
        }
    }

    fn time(&mut self, feature: &mut Feature, tag: &Tag) {
        let mut time = Time {
            moment: tag.name == "TimeStamp",
            ..Time::default()
        };
        self.tell_attributes(tag);
        while let Some(child) = self.child() {
            let free = match (&*child.name, time.moment) {
                ("when", true) | ("begin", false) => time.begin.is_none(),
                ("end", false) => time.end.is_none(),
                _ => false,
            };
            if !free {
                let reason = format!("<{}> has no place in <{}>", child.name, tag.name);
                self.odd(&child, &reason);
                self.skip();
                continue;
            }
            let text = self.simple_content(&child);
            let end = if child.name == "end" {
                &mut time.end
            } else {
                &mut time.begin
            };
            *end = Some(text);
        }
        feature.time = Some(time);
    }

    /// Warns of programs in a description or balloon.
    pub(super) fn tell_scripts(&mut self, tag: &Tag, text: &str) {
        if let Some(what) = active(text) {
            let reason = format!(
                "{what} in <{}> is kept, never run, and left out of pages",
                tag.name
            );
            self.report("INP029", Severity::Warning, tag, &reason);
        }
    }
}

/// Whether an attribute only declares a namespace or a schema.
pub(super) fn is_declaration(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:schema")
}

/// A truth value as XML Schema writes it.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// An element with text, written anew.
pub(super) fn element(tag: &Tag, text: &str) -> Verbatim {
    let mut written = format!("<{}>", tag.name);
    escape(&mut written, text);
    written.push_str(&format!("</{}>", tag.name));
    Verbatim {
        name: tag.name.to_string(),
        text: written,
        line: tag.line,
    }
}

/// What in an HTML text would run or load a program.
fn active(text: &str) -> Option<&'static str> {
    const TAGS: [(&str, &str); 4] = [
        ("script", "a script"),
        ("iframe", "a frame"),
        ("object", "an object"),
        ("embed", "an embedded program"),
    ];
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        for (tag, what) in TAGS {
            let found = bytes.get(at + 1..=at + tag.len());
            if found.is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes())) {
                return Some(what);
            }
        }
    }
    let scheme = b"javascript";
    let runs =
        |at: usize| at >= scheme.len() && bytes[at - scheme.len()..at].eq_ignore_ascii_case(scheme);
    memchr::memchr_iter(b':', bytes)
        .any(runs)
        .then_some("a script's address")
}
