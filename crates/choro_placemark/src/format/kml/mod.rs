//! KML 2.0 to 2.3 with Google's extensions.
//!
//! Source: OGC 12-007r2 (KML 2.3), and the KML reference of Google for `gx:`.

mod asides;
mod container;
mod coordinates;
mod data;
mod fields;
mod geometry;
mod names;
mod parser;
mod regions;
mod track;
mod verbatim;
mod walk;
mod write;

use choro_diagnostic::{Severity, Spot};

use super::reading::Reading;
use super::xml::{Xml, utf16};
use super::{Losses, Output, WriteError, WriteOptions, Writer};
use crate::Item;
pub(super) use asides::{COMMENT, INSTRUCTION};
pub(crate) use parser::Kml;
pub(crate) use regions::Archive;
pub(super) use write::{Mark, Piece, Tree};

/// Reads a KML file.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = memchr::memchr_iter(0, head).count();
    if zeros > 0 && utf16(head).is_none() {
        let reason = "the file is binary, not KML";
        reading
            .faults
            .report("INP004", Severity::Error, Spot::default(), reason);
        return;
    }
    let xml = Xml::of_bytes(bytes, reading.limits.text_bytes);
    Kml::new(xml, reading).read();
}

/// A KML file being written.
pub(super) struct KmlWriter<'a> {
    out: &'a mut dyn Output,
    tree: Tree,
    title: String,
}

impl<'a> KmlWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Self {
        Self {
            out,
            tree: Tree::new(),
            title: options.title.clone(),
        }
    }
}

impl KmlWriter<'_> {
    fn begin(&mut self) -> Result<(), WriteError> {
        if self.tree.is_foreseen() {
            self.tree.begin_flow(&[]);
            self.tree.begin_file(&mut self.out, &self.title, &[])?;
        }
        Ok(())
    }
}

impl Writer for KmlWriter<'_> {
    fn foresees(&self) -> bool {
        true
    }

    fn foresee(&mut self, item: &Item) {
        self.tree.foresee(item);
    }

    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        self.begin()?;
        if let Item::Resource(_) = item {
            self.tree.sheet.lost.item(item);
        }
        self.tree.take(item);
        if self.tree.is_flowing() {
            self.tree.flow(&mut self.out)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        self.begin()?;
        let apart = self.tree.documents().len();
        self.tree.sheet.lost.changed(
            apart,
            "document of an archive is put into one file",
            "documents of an archive are put into one file",
        );
        let mut out = std::io::BufWriter::new(&mut *self.out);
        if self.tree.is_flowing() {
            self.tree.verify_flow()?;
            self.tree.end_file(&mut out, &self.title, &[])?;
        } else {
            self.tree.write_file(&mut out, &self.title, &[])?;
        }
        std::io::Write::flush(&mut out)?;
        drop(out);
        Ok(self.tree.losses())
    }
}
