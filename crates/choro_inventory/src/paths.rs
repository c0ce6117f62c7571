//! The folder paths of a file and what they mean for the sites in them.

use std::collections::HashMap;
use std::sync::Arc;

use choro_placemark::{Collection, Feature};

use crate::{Mapping, State, Unmapped};

/// A folder path.
#[derive(Debug)]
pub(crate) struct Path {
    /// Folder names from the outermost.
    pub(crate) folders: Arc<[String]>,
    /// How ids of its sites begin: `source#folder/folder/`.
    pub(crate) prefix: String,
    /// The type it means.
    pub(crate) kind: Option<Arc<str>>,
    /// Whether a project says that its sites have no type.
    pub(crate) untyped: bool,
    /// The state of its sites of which nothing else is said.
    pub(crate) state: Option<State>,
    /// Its number among the paths.
    pub(crate) number: usize,
}

/// The folder paths of one file, each once.
pub(crate) struct Paths<'f> {
    file: &'f Collection,
    mapping: &'f Mapping,
    source: &'f Arc<str>,
    all: Vec<Path>,
    by_name: HashMap<Arc<[String]>, usize>,
    /// The path of a feature by the folder it stands in.
    by_folder: HashMap<Option<u32>, usize>,
    unmapped: Vec<Unmapped>,
    /// Positions among the unmapped.
    unmapped_at: HashMap<usize, usize>,
}

impl<'f> Paths<'f> {
    pub(crate) fn new(file: &'f Collection, mapping: &'f Mapping, source: &'f Arc<str>) -> Self {
        Self {
            file,
            mapping,
            source,
            all: Vec::new(),
            by_name: HashMap::new(),
            by_folder: HashMap::new(),
            unmapped: Vec::new(),
            unmapped_at: HashMap::new(),
        }
    }

    /// The path of the folder a feature stands in.
    pub(crate) fn of(&mut self, feature: &Feature) -> &Path {
        let number = match self.by_folder.get(&feature.folder) {
            Some(known) => *known,
            None => {
                let names = self.file.path(feature).into_iter().map(str::to_owned);
                let number = self.number(names.collect());
                self.by_folder.insert(feature.folder, number);
                number
            }
        };
        &self.all[number]
    }

    fn number(&mut self, folders: Arc<[String]>) -> usize {
        if let Some(known) = self.by_name.get(&folders) {
            return *known;
        }
        let number = self.all.len();
        let meaning = self.mapping.meaning(&folders);
        let untyped = meaning.kind.as_deref() == Some("");
        let mut prefix = format!("{}#", self.source);
        for folder in folders.iter() {
            prefix.push_str(folder);
            prefix.push('/');
        }
        self.by_name.insert(folders.clone(), number);
        self.all.push(Path {
            folders,
            prefix,
            kind: meaning.kind.map(Arc::from),
            untyped,
            state: meaning.state,
            number,
        });
        number
    }

    /// Counts a site without a type that wants one.
    pub(crate) fn without_type(&mut self, path: usize, line: usize) {
        let known = *self.unmapped_at.entry(path).or_insert_with(|| {
            self.unmapped.push(Unmapped {
                source: self.source.to_string(),
                folders: self.all[path].folders.to_vec(),
                sites: 0,
                line,
            });
            self.unmapped.len() - 1
        });
        self.unmapped[known].sites += 1;
    }

    /// The paths that hold sites of unknown type, in order of their first such site.
    pub(crate) fn unmapped(self) -> Vec<Unmapped> {
        self.unmapped
    }
}
