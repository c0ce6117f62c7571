//! What a file says of itself as a whole.

use choro_placemark::Collection;
use serde::{Deserialize, Serialize};

/// What a file says of itself as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Names of its documents and outermost folders.
    pub titles: Vec<String>,
    /// What a KML file says to its viewer: `target=moon`.
    pub hint: Option<String>,
}

impl About {
    /// What a file says.
    pub fn of(collection: &Collection) -> Self {
        let outermost = collection
            .folders
            .iter()
            .filter(|f| f.feature.folder.is_none());
        let of_file = collection.others.iter().map(|(_, part)| part);
        let of_folders = outermost
            .clone()
            .flat_map(|folder| &folder.feature.verbatim);
        let hint = of_file.chain(of_folders).find(|part| part.name == "@hint");
        Self {
            titles: outermost
                .filter_map(|folder| folder.feature.name.clone())
                .collect(),
            hint: hint.map(|part| part.text.trim().to_owned()),
        }
    }
}
