//! A KMZ file being written.

use std::io::Write as _;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::inner_path;
use super::regions::{FOLDER, Run, split};
use super::{MAIN, Paths};
use crate::format::kml::{Piece, Tree};
use crate::format::{Losses, Output, WriteError, WriteOptions, Writer};
use crate::{Item, Resource};

/// Bytes from which an entry needs the larger form of a ZIP archive; a document is written before
/// its length is known.
const LARGE: usize = 3 << 30;

/// A KMZ file being written. The main document comes first, as some programs open the first
/// entry whatever its name; then packed files, then the other documents.
pub(in crate::format) struct KmzWriter<'a> {
    zip: ZipWriter<&'a mut dyn Output>,
    tree: Tree,
    title: String,
    regionate_above: Option<usize>,
    paths: Paths,
    /// Packed files that came before their turn.
    waiting: Vec<Resource>,
    main: Main,
}

/// How far the main document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Main {
    /// Not begun: it is written when all is known.
    Waiting,
    /// Its entry is being written.
    Open,
    /// Written.
    Done,
}

impl<'a> KmzWriter<'a> {
    pub(in crate::format) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Self {
        Self {
            zip: ZipWriter::new(out),
            tree: Tree::new(),
            title: options.title.clone(),
            regionate_above: options.regionate_above,
            paths: Paths::from([MAIN.to_owned()]),
            waiting: Vec::new(),
            main: Main::Waiting,
        }
    }

    /// Begins the main document where all that will stand in it is known and comes in order.
    fn begin(&mut self) -> Result<(), WriteError> {
        if !self.tree.is_foreseen() {
            return Ok(());
        }
        let apart = self.apart_at_top();
        if self.wants_regions() || !self.tree.has_more_than(&apart) {
            self.tree = Tree::new();
            return Ok(());
        }
        self.tree.begin_flow(&apart);
        start(&mut self.zip, MAIN, self.tree.size)?;
        self.tree.begin_file(&mut self.zip, &self.title, &apart)?;
        self.main = Main::Open;
        Ok(())
    }

    /// Writes what has its turn.
    fn flow(&mut self) -> Result<(), WriteError> {
        if self.main == Main::Waiting || !self.tree.is_flowing() {
            return Ok(());
        }
        if self.main == Main::Open {
            self.tree.flow(&mut self.zip)?;
            if !self.tree.has_flown() {
                return Ok(());
            }
            let apart = self.apart_at_top();
            self.tree.end_file(&mut self.zip, &self.title, &apart)?;
            self.main = Main::Done;
        }
        self.waiting()
    }

    /// Writes the packed files that came before their turn.
    fn waiting(&mut self) -> Result<(), WriteError> {
        for resource in std::mem::take(&mut self.waiting) {
            self.resource(&resource)?;
        }
        Ok(())
    }

    /// Documents at the top that have a path of their own.
    fn apart_at_top(&self) -> Vec<usize> {
        let documents = self.tree.documents();
        documents.iter().map(|(_, node)| *node).collect()
    }

    fn wants_regions(&self) -> bool {
        self.regionate_above
            .is_some_and(|above| self.tree.placemarks > above)
    }

    fn resource(&mut self, resource: &Resource) -> Result<(), WriteError> {
        let path = inner_path(&resource.path).filter(|path| self.paths.insert(path.clone()));
        let Some(path) = path else {
            let (one, many) = (
                "packed file under a path that is taken or leads outside",
                "packed files under paths that are taken or lead outside",
            );
            self.tree.sheet.lost.left_out(1, one, many);
            return Ok(());
        };
        start(&mut self.zip, &path, resource.bytes.len())?;
        Ok(self.zip.write_all(&resource.bytes)?)
    }

    /// Takes placemarks out of their folders into regions.
    fn regions(&mut self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        if !self.wants_regions() {
            return runs;
        }
        let mut next = 0;
        // Regions stand beside the main document; documents of their own paths are left whole.
        let apart = self.tree.apart();
        for (number, node) in self.tree.nodes.iter_mut().enumerate() {
            if apart.contains(&number) {
                continue;
            }
            for piece in &mut node.pieces {
                let Piece::Placemarks(text, marks) = piece else {
                    continue;
                };
                if let Some((link, run)) = split(text, marks, next) {
                    next += run.len();
                    runs.push(run);
                    *piece = Piece::Text(link);
                }
            }
        }
        runs
    }
}

impl Writer for KmzWriter<'_> {
    fn foresees(&self) -> bool {
        true
    }

    fn foresee(&mut self, item: &Item) {
        self.tree.foresee(item);
    }

    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        self.begin()?;
        match item {
            Item::Resource(resource) if self.main == Main::Done => return self.resource(resource),
            Item::Resource(resource) => self.waiting.push(resource.clone()),
            item => self.tree.take(item),
        }
        self.flow()
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        self.begin()?;
        self.flow()?;
        if self.tree.is_flowing() {
            self.tree.verify_flow()?;
        }
        let runs = self.regions();
        let documents = self.tree.documents();
        let apart = self.apart_at_top();
        let has_main = self.tree.has_more_than(&apart);
        if has_main && self.main == Main::Waiting {
            start(&mut self.zip, MAIN, self.tree.size)?;
            self.tree.write_file(&mut self.zip, &self.title, &apart)?;
        }
        if has_main {
            self.waiting()?;
        }
        for (path, node) in documents {
            let path = inner_path(&path).unwrap_or_else(|| MAIN.to_owned());
            let path = free_path(&mut self.paths, &path);
            start(&mut self.zip, &path, self.tree.size)?;
            self.tree.write_document(&mut self.zip, node)?;
        }
        for run in &runs {
            for (number, text) in run.documents(&self.tree) {
                start(
                    &mut self.zip,
                    &format!("{FOLDER}/{number:06}.kml"),
                    text.len(),
                )?;
                self.zip.write_all(text.as_bytes())?;
            }
        }
        self.waiting()?;
        self.zip.finish().map_err(trouble)?;
        Ok(self.tree.losses())
    }
}

/// A path that no entry has yet: the one wanted, or one with a number before its ending.
fn free_path(paths: &mut Paths, wanted: &str) -> String {
    let (stem, ending) = wanted.rsplit_once('.').unwrap_or((wanted, "kml"));
    let numbered = (2..).map(|n| format!("{stem}-{n}.{ending}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|path| paths.insert(path.clone()))
        .unwrap_or_default()
}

/// Begins an entry. Its time is always the same, so that the same items give the same bytes.
fn start(zip: &mut ZipWriter<&mut dyn Output>, path: &str, size: usize) -> Result<(), WriteError> {
    let lower = path.to_ascii_lowercase();
    let packed = [".png", ".jpg", ".jpeg", ".gif", ".kmz", ".zip"];
    let stored = packed.iter().any(|ending| lower.ends_with(ending));
    let method = if stored {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(zip::DateTime::default())
        .large_file(size > LARGE);
    zip.start_file(path, options).map_err(trouble)
}

fn trouble(error: zip::result::ZipError) -> WriteError {
    match error {
        zip::result::ZipError::Io(error) => WriteError::Io(error),
        other => WriteError::Format(other.to_string()),
    }
}
