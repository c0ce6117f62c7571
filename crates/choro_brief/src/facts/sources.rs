//! Whose data and words a brief rests on, and on what terms.

use super::asked::Asked;
use super::fact::{Cells, Item, words};
use crate::brief::Evidence;
use choro_layer::Source;
use std::collections::BTreeSet;

/// What is cited: sources by id, documents by path.
pub(super) struct Cited {
    sources: BTreeSet<String>,
    documents: BTreeSet<String>,
}

/// All that the sections cite.
pub(super) fn cited(sections: &[(&'static str, Vec<Item>)]) -> Cited {
    let mut cited = Cited {
        sources: BTreeSet::new(),
        documents: BTreeSet::new(),
    };
    let items = sections.iter().flat_map(|(_, items)| items);
    for evidence in items.flat_map(Item::evidence) {
        match evidence {
            Evidence::Passage { document, .. } => {
                cited.documents.insert(document.clone());
            }
            Evidence::Record { source, .. } => {
                cited.sources.insert(source.clone());
            }
            Evidence::Computation { .. } => {}
        }
    }
    cited
}

pub(super) fn items(asked: &Asked<'_>, cited: &Cited) -> Vec<Item> {
    let known = asked.gazetteer().sources().iter();
    let known = known.chain(asked.material.lists);
    let mut rows: Vec<Cells> = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for source in known.filter(|source| cited.sources.contains(&source.id)) {
        if told.insert(&source.id) {
            rows.push(row(source));
        }
    }
    for document in &asked.material.atlas.documents {
        let document = &document.document;
        if cited.documents.contains(&document.path) {
            let by = document.author.as_deref().unwrap_or_default();
            rows.push(Cells {
                cells: vec![
                    words(document.title.as_ref().unwrap_or(&document.path)),
                    words(&document.date.edtf),
                    words(document.licence.as_deref().unwrap_or_default()),
                    words(by),
                    words(&document.path),
                ],
                evidence: Vec::new(),
            });
        }
    }
    let columns = ["source", "version", "licence", "attribution", "file"];
    Item::cited(&columns, rows).into_iter().collect()
}

fn row(source: &Source) -> Cells {
    let title = if source.title.is_empty() {
        &source.id
    } else {
        &source.title
    };
    let cells = [
        title,
        &source.version,
        &source.licence,
        &source.attribution,
        &source.path,
    ];
    Cells {
        cells: cells.map(|cell| words(cell)).to_vec(),
        evidence: Vec::new(),
    }
}
