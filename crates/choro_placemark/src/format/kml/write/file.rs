//! The files that a tree is written to.

use std::io::{self, Write};

use super::feature::{fields, open};
use super::tree::{Piece, Tree};
use crate::{Folder, FolderKind};

/// How every file begins.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:gx=\"http://www.google.com/kml/ext/2.2\" xmlns:kml=\"http://www.opengis.net/kml/2.2\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

impl Tree {
    /// What could not be written.
    pub(in crate::format) fn losses(self) -> Vec<String> {
        self.sheet.lost.finish()
    }

    /// The documents at the top that stand in an archive under a path of their own.
    pub(in crate::format) fn documents(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for node in &self.top {
            let parts = &self.nodes[*node].folder.feature.verbatim;
            let path = parts.iter().find(|part| part.name == "@path");
            found.extend(path.map(|path| (path.text.clone(), *node)));
        }
        found
    }

    /// The beginning of a file.
    pub(in crate::format) fn head() -> String {
        format!("{HEAD}>\n")
    }

    /// The nodes of documents under a path of their own, with all that is in them.
    pub(in crate::format) fn apart(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.documents().iter().map(|(_, node)| *node).collect();
        let mut found = Vec::new();
        while let Some(node) = waiting.pop() {
            found.push(node);
            for piece in &self.nodes[node].pieces {
                if let Piece::Folder(child) = piece {
                    waiting.push(*child);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether anything stands at the top but the nodes in `apart`.
    pub(in crate::format) fn has_more_than(&self, apart: &[usize]) -> bool {
        let top = &self.nodes[0];
        let shared = !top.styles.is_empty() || !top.schemas.is_empty();
        let rest = !self.root.is_empty() || !self.control.is_empty() || shared;
        apart.is_empty() || top.features > apart.len() || rest
    }

    /// Adds shared styles by their numbers, and those that they refer to.
    pub(in crate::format) fn push_styles(&self, out: &mut String, mut numbers: Vec<u32>) {
        let mut done = std::collections::BTreeSet::new();
        while let Some(number) = numbers.pop() {
            if !done.insert(number) {
                continue;
            }
            let text = &self.styles[number as usize];
            for part in text.split("<styleUrl>").skip(1) {
                let url = part.split('<').next().unwrap_or_default().trim();
                numbers.extend(self.style_numbers.get(url));
            }
        }
        for number in done {
            out.push_str(&self.styles[number as usize]);
            out.push('\n');
        }
    }

    /// Writes a file of the document at a node.
    pub(in crate::format) fn write_document(
        &mut self,
        out: &mut dyn Write,
        node: usize,
    ) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())?;
        out.write_all(b">\n")?;
        self.write_nodes(out, vec![Step::Open(node)])?;
        out.write_all(b"</kml>\n")
    }

    /// Writes the file of all that stands at the top but the nodes in `without`.
    pub(in crate::format) fn write_file(
        &mut self,
        out: &mut dyn Write,
        title: &str,
        without: &[usize],
    ) -> io::Result<()> {
        self.begin_file(out, title, without)?;
        let mut steps = Vec::new();
        for (i, piece) in self.nodes[0].pieces.iter().enumerate() {
            match piece {
                Piece::Folder(node) if without.contains(node) => {}
                Piece::Folder(node) => steps.push(Step::Open(*node)),
                _ => steps.push(Step::Piece(0, i)),
            }
        }
        steps.reverse();
        self.write_nodes(out, steps)?;
        self.end_file(out, title, without)
    }

    /// Writes all of that file that comes before what stands at the top.
    pub(in crate::format) fn begin_file(
        &mut self,
        out: &mut dyn Write,
        title: &str,
        without: &[usize],
    ) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())?;
        self.sheet.text.clear();
        let root = std::mem::take(&mut self.root);
        self.sheet.attributes(&root);
        self.sheet.text.push_str(">\n");
        self.sheet.text.push_str(&self.control);
        if self.needs_document(title, without.len()) {
            self.sheet.text.push_str("<Document>");
            if !title.is_empty() {
                self.sheet.leaf("name", title);
            }
            self.sheet.text.push('\n');
            self.sheet.text.push_str(&self.nodes[0].styles);
            self.sheet.text.push_str(&self.nodes[0].schemas);
        }
        out.write_all(self.sheet.text.as_bytes())
    }

    /// Writes the end of that file.
    pub(in crate::format) fn end_file(
        &self,
        out: &mut dyn Write,
        title: &str,
        without: &[usize],
    ) -> io::Result<()> {
        let end: &[u8] = if self.needs_document(title, without.len()) {
            b"</Document>\n</kml>\n"
        } else {
            b"</kml>\n"
        };
        out.write_all(end)
    }

    /// Whether the file needs a document around all: it may have only one feature at the top.
    fn needs_document(&self, title: &str, apart: usize) -> bool {
        let top = &self.nodes[0];
        let is_document = |node: &&usize| self.nodes[**node].folder.kind == FolderKind::Document;
        let documents = self.top.iter().filter(is_document).count();
        let documents = documents.saturating_sub(apart);
        let features = top.features - apart;
        let shared = !top.styles.is_empty() || !top.schemas.is_empty();
        features != 1 || shared || (documents == 0 && !title.is_empty())
    }

    /// Writes nodes with all that stands in them, the last step first.
    fn write_nodes(&mut self, out: &mut dyn Write, mut steps: Vec<Step>) -> io::Result<()> {
        while let Some(step) = steps.pop() {
            match step {
                Step::Open(number) => {
                    self.open_node(out, number)?;
                    steps.push(Step::Close(number));
                    let node = &self.nodes[number];
                    for (i, piece) in node.pieces.iter().enumerate().rev() {
                        steps.push(match piece {
                            Piece::Folder(child) => Step::Open(*child),
                            _ => Step::Piece(number, i),
                        });
                    }
                }
                Step::Piece(node, i) => {
                    if let Piece::Text(text) | Piece::Placemarks(text, _) =
                        &self.nodes[node].pieces[i]
                    {
                        out.write_all(text.as_bytes())?;
                    }
                }
                Step::Close(number) => self.close_node(out, number)?,
            }
        }
        Ok(())
    }

    /// Writes the start tag of a node and what it says of itself.
    pub(super) fn open_node(&mut self, out: &mut dyn Write, number: usize) -> io::Result<()> {
        self.sheet.text.clear();
        let node = &self.nodes[number];
        let element = element(&node.folder);
        open(&mut self.sheet, element, &node.folder.feature);
        fields(&mut self.sheet, &node.folder.feature, &node.styles);
        self.sheet.text.push_str(&node.schemas);
        self.sheet.text.push('\n');
        out.write_all(self.sheet.text.as_bytes())
    }

    /// Writes the end tag of a node.
    pub(super) fn close_node(&self, out: &mut dyn Write, number: usize) -> io::Result<()> {
        let element = element(&self.nodes[number].folder);
        writeln!(out, "</{element}>")
    }
}

enum Step {
    Open(usize),
    Piece(usize, usize),
    Close(usize),
}

fn element(folder: &Folder) -> &'static str {
    match folder.kind {
        FolderKind::Document => "Document",
        FolderKind::Folder => "Folder",
    }
}
