//! Elements that say something of a feature.

use super::walk::Next;
use super::{File, Own, PREFIX, SIMPLE, datum, local, moment, own};
use crate::format::xml::push_piece;
use crate::{Description, Feature, Verbatim};

impl File<'_, '_, '_> {
    /// An element that says something of a feature.
    pub(super) fn field(&mut self, feature: &mut Feature, own: &mut Own) {
        let tag = self.walk.tag.clone();
        let name = local(&tag.name);
        let plain = tag.attributes().is_empty();
        match name {
            _ if tag.name.starts_with(PREFIX) => own::read(&mut self.walk, feature, own),
            "name" if plain && feature.name.is_none() => feature.name = Some(self.walk.content()),
            "desc" if plain && feature.description.is_none() => {
                feature.description = Some(Description(self.walk.content()));
            }
            "time" if plain && feature.time.is_none() => {
                let text = self.walk.content();
                match moment(&text) {
                    Some(time) => feature.time = Some(time),
                    None => feature.data.push(datum("time", text)),
                }
            }
            name if plain && SIMPLE.contains(&name) => {
                let text = self.walk.content();
                feature.data.push(datum(name, text));
            }
            "extensions" => {
                let kept = self.extensions(feature, own);
                feature.verbatim.extend(kept);
            }
            _ => {
                let kept = self.walk.raw();
                self.note(&kept);
                feature.verbatim.push(kept);
            }
        }
    }

    /// The extensions without this program's own; `None` where nothing is left.
    fn extensions(&mut self, feature: &mut Feature, own: &mut Own) -> Option<Verbatim> {
        let tag = self.walk.tag.clone();
        let mut text = String::new();
        loop {
            match self.walk.next() {
                Next::Open if self.walk.tag.name.starts_with(PREFIX) => {
                    own::read(&mut self.walk, feature, own);
                }
                Next::Open => text.push_str(&self.walk.raw().text),
                Next::Close | Next::End => break,
                Next::Piece(kind) => push_piece(&mut text, kind, self.walk.xml.text()),
            }
        }
        let name = tag.name;
        (!text.trim().is_empty()).then(|| Verbatim {
            text: format!("<{name}>{text}</{name}>"),
            name,
            line: tag.line,
        })
    }
}
