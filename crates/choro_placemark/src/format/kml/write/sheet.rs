//! Text of KML while it is written, and what could not be.

use crate::Verbatim;
use crate::format::loss::Tally;
use crate::format::xml::escape;

/// Text being written.
pub(in crate::format) struct Sheet {
    pub(in crate::format) text: String,
    pub(in crate::format) lost: Tally,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            text: String::new(),
            lost: Tally::of("KML"),
        }
    }
}

impl Sheet {
    fn unwritable(&mut self, count: usize) {
        self.lost.changed(
            count,
            "character that XML has no place for is written as �",
            "characters that XML has no place for are written as �",
        );
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
        self.unwritable(lost);
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
        self.attributes(kept);
        self.text.push('>');
    }

    /// The attributes among kept parts.
    pub(super) fn attributes(&mut self, kept: &[Verbatim]) {
        for part in kept {
            if let Some(name) = part.name.strip_prefix('@').filter(|name| *name != "path") {
                self.attribute(name, &part.text);
            }
        }
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
            return self
                .lost
                .left_out(1, "part of another format", "parts of another format");
        }
        if is_clean(&part.text) {
            self.text.push_str(&part.text);
            return;
        }
        let clean = |c: char| if is_clean_char(c) { c } else { '\u{FFFD}' };
        let lost = part.text.chars().filter(|c| !is_clean_char(*c)).count();
        self.text.extend(part.text.chars().map(clean));
        self.unwritable(lost);
    }
}

fn is_clean_char(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

fn is_clean(text: &str) -> bool {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    !text.bytes().any(control) && !text.contains(['\u{FFFE}', '\u{FFFF}'])
}
