//! Which documents a project has.

use super::{Project, find, kind, walk_into};
use crate::config::CONFIG_FILE;
use crate::path::{extension, normal};
use crate::world::{Kind, World, WorldError};
use choro_diagnostic::{Finding, input};
use choro_text::Span;
use std::collections::BTreeSet;

const DOCUMENT_EXTENSIONS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

impl Project {
    pub(super) fn find_documents(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut found = BTreeSet::new();
        match &self.config.documents {
            None => find(world, "docs", is_document, &mut found, faults),
            Some(paths) => {
                for stated in paths {
                    match kind(world, stated, faults) {
                        Some((path, Kind::File)) if is_document(&path) => {
                            found.insert(path);
                        }
                        Some((path, Kind::File)) => {
                            faults.push(no_document(CONFIG_FILE, stated.span, &path));
                        }
                        Some((path, Kind::Folder)) => {
                            walk_into(world, &path, is_document, &mut found, faults);
                        }
                        None => {}
                    }
                }
            }
        }
        self.documents = found.into_iter().collect();
    }

    pub(super) fn no_documents(&self, world: &dyn World) -> Finding {
        let stated = self
            .config
            .documents
            .as_ref()
            .and_then(|paths| paths.first());
        let (span, message) = match stated {
            Some(first) => (
                first.span,
                "no file under the documents' paths is a document",
            ),
            None => (Span::default(), "there are no documents under docs/"),
        };
        // Without a configuration there is no line of it to point to.
        let at = match world.kind(CONFIG_FILE) {
            Some(_) => CONFIG_FILE,
            None => "docs/",
        };
        Finding::input(input::NO_DOCUMENTS, at, span, message)
    }
}

fn is_document(path: &str) -> bool {
    DOCUMENT_EXTENSIONS.contains(&extension(path).as_str())
}

fn no_document(document: &str, span: Span, path: &str) -> Finding {
    let message = format!("`{path}` is in no format that documents are read from");
    let mut finding = Finding::input(input::UNSUPPORTED_FORMAT, document, span, message);
    finding.help = Some("documents are .txt, .md, .markdown, .html and .htm files".to_owned());
    finding
}

/// The documents at `paths`, files or folders, sorted.
pub(super) fn documents(
    world: &dyn World,
    paths: &[String],
    faults: &mut Vec<Finding>,
) -> Vec<String> {
    let mut found = BTreeSet::new();
    for stated in paths {
        let path = normal(stated).unwrap_or_default();
        match world.kind(&path) {
            Some(Kind::File) if is_document(&path) => {
                found.insert(path);
            }
            Some(Kind::File) => faults.push(no_document(&path, Span::default(), &path)),
            Some(Kind::Folder) => walk_into(world, &path, is_document, &mut found, faults),
            None => {
                let missing = WorldError::Missing(stated.clone());
                faults.push(missing.finding(stated, Span::default()));
            }
        }
    }
    found.into_iter().collect()
}
