//! Text of KML while it is written, and what could not be.

use std::collections::BTreeMap;

use crate::format::xml::escape;
use crate::{Losses, Verbatim};

/// Text being written.
#[derive(Debug, Default)]
pub(in crate::format::kml) struct Sheet {
    pub(in crate::format::kml) text: String,
    lost: BTreeMap<&'static str, usize>,
}

impl Sheet {
    /// Counts something that KML cannot hold; the words continue a number.
    pub(super) fn lose(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            *self.lost.entry(what).or_default() += count;
        }
    }

    /// What could not be written, in words.
    pub(in crate::format::kml) fn losses(&self) -> Losses {
        self.lost
            .iter()
            .map(|(what, count)| format!("{count} {what}"))
            .collect()
    }

    /// An element with text.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.text.push('<');
        self.text.push_str(name);
        self.text.push('>');
        self.characters(text);
        self.close(name);
    }

    /// Characters.
    pub(super) fn characters(&mut self, text: &str) {
        let lost = escape(&mut self.text, text);
        self.lose(
            "characters that XML has no place for are written as �",
            lost,
        );
    }

    /// Characters of HTML: in CDATA, which people can read, where they fit.
    pub(super) fn html(&mut self, text: &str) {
        let marked = text.bytes().any(|b| matches!(b, b'<' | b'&'));
        if !marked || text.contains("]]>") || text.contains('\r') || !is_clean(text) {
            return self.characters(text);
        }
        self.text.push_str("<![CDATA[");
        self.text.push_str(text);
        self.text.push_str("]]>");
    }

    /// A start tag, with attributes among the kept parts.
    pub(super) fn open(&mut self, name: &str, kept: &[Verbatim]) {
        self.text.push('<');
        self.text.push_str(name);
        for part in kept {
            if let Some(attribute) = part.name.strip_prefix('@').filter(|name| *name != "path") {
                self.attribute(attribute, &part.text);
            }
        }
        self.text.push('>');
    }

    /// An attribute of the tag being written.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        let value = value.replace(['\n', '\t'], " ");
        self.characters(&value);
        self.text.push('"');
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// A part kept as it stood.
    pub(super) fn kept(&mut self, part: &Verbatim) {
        if part.name.starts_with('@') {
            return;
        }
        if !part.text.trim_start().starts_with('<') {
            return self.lose("parts of other formats have no place in KML", 1);
        }
        if is_clean(&part.text) {
            self.text.push_str(&part.text);
            return;
        }
        let clean = |c: char| if is_clean_char(c) { c } else { '\u{FFFD}' };
        let lost = part.text.chars().filter(|c| !is_clean_char(*c)).count();
        self.text.extend(part.text.chars().map(clean));
        self.lose(
            "characters that XML has no place for are written as �",
            lost,
        );
    }
}

fn is_clean_char(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

fn is_clean(text: &str) -> bool {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    !text.bytes().any(control) && !text.contains(['\u{FFFE}', '\u{FFFF}'])
}
