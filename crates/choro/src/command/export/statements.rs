//! What the documents state, a folder for each document, each statement where its subject is.

use super::places::point;
use super::{Give, datum, document};
use choro_atlas::Atlas;
use choro_placemark::{Description, Feature, Folder, FolderKind, Item, Placemark, WriteError};

/// Hands all statements out.
pub(super) fn give(atlas: &Atlas, give: &mut Give<'_>) -> Result<Vec<String>, WriteError> {
    give(&document("Statements", &[]))?;
    let mut current = "";
    let (mut folder, mut nowhere) = (0, 0);
    for statement in atlas.statements() {
        let path = atlas.documents[statement.document].document.path.as_str();
        if path != current {
            current = path;
            folder += 1;
            give(&Item::Folder(Folder {
                index: folder,
                kind: FolderKind::Folder,
                feature: Feature {
                    folder: Some(0),
                    name: Some(path.to_owned()),
                    ..Feature::default()
                },
            }))?;
        }
        let claim = statement.claim;
        let subject = claim.subject.place.map(|id| atlas.gazetteer.place(id));
        let at = subject.and_then(|place| place.point);
        nowhere += usize::from(at.is_none());
        let verdict = statement.verdict;
        let mut data = vec![
            datum("kind", claim.kind.as_str()),
            datum("subject", &claim.subject.text),
            datum("value", &claim.value),
            datum("unit", &claim.unit),
            datum("verdict", verdict.outcome.as_str()),
            datum("document", path),
        ];
        data.retain(|datum| !datum.value.text().is_empty());
        let quote = claim.evidence.quote.clone();
        give(&Item::Placemark(Placemark {
            feature: Feature {
                folder: Some(folder),
                name: Some(format!("{}: {}", claim.kind.as_str(), claim.subject.text)),
                description: Some(Description(quote)),
                data,
                ..Feature::default()
            },
            geometry: at.map(point),
        }))?;
    }
    Ok(if nowhere > 0 {
        vec![format!(
            "{nowhere} whose subject has no known position, without one"
        )]
    } else {
        Vec::new()
    })
}
