//! Comments and processing instructions: no part of any element, kept all the same.
//!
//! One belongs to the feature it stands in. Before the first and after the last feature of a folder
//! that is the folder, between two features the second.

use choro_diagnostic::{Severity, Spot};

use super::parser::Kml;
use crate::format::xml::{Kind, is_declaration, push_piece};
use crate::{Feature, Item, Verbatim};

/// What a comment kept is called.
pub(in crate::format) const COMMENT: &str = "#comment";
/// What a processing instruction kept is called.
pub(in crate::format) const INSTRUCTION: &str = "#instruction";

impl Kml<'_, '_, '_> {
    /// Takes the comment or instruction read last.
    pub(super) fn aside(&mut self) {
        let piece = self.xml.text();
        let is_instruction = piece.starts_with("<?");
        // The declaration is written anew, and so is the order of a region's placemarks.
        let own = is_declaration(piece) || (self.quiet_links && piece.starts_with("order "));
        if own {
            return;
        }
        let length = piece.len();
        let limit = self.reading.limits.text_bytes;
        let before = self.aside_bytes;
        self.aside_bytes = before.saturating_add(length);
        if self.aside_bytes > limit {
            if before <= limit {
                self.too_many();
            }
            return;
        }
        let (name, kind) = if is_instruction {
            (INSTRUCTION, Kind::Instruction)
        } else {
            (COMMENT, Kind::Comment)
        };
        let mut text = String::with_capacity(length + 8);
        push_piece(&mut text, kind, self.xml.text());
        self.asides.push(Verbatim {
            name: name.to_owned(),
            text,
            line: self.xml.line,
        });
    }

    fn too_many(&mut self) {
        let spot = Spot {
            line: self.xml.line,
            span: self.span(self.xml.start),
        };
        let reason = format!(
            "comments of more than {} bytes at one feature are left out",
            self.reading.limits.text_bytes
        );
        self.report_at("INP011", Severity::Error, spot, &reason);
    }

    /// Gives a feature the comments and instructions met since the one before.
    pub(super) fn give_asides(&mut self, feature: &mut Feature) {
        feature.verbatim.append(&mut self.asides);
        self.aside_bytes = 0;
    }

    /// Hands out those that stand in no feature and before none.
    pub(super) fn give_last_asides(&mut self) {
        for aside in std::mem::take(&mut self.asides) {
            self.reading.item(Item::Other(None, aside));
        }
    }
}

/// Whether a part that is kept is a comment or an instruction.
pub(in crate::format) fn is_aside(part: &Verbatim) -> bool {
    part.name == COMMENT || part.name == INSTRUCTION
}
