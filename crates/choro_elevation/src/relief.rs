//! All grids of a project as one surface.

use crate::fault::GridFault;
use crate::grid::Grid;
use crate::header::Header;
use choro_geometry::Position;
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// A file with a grid, not yet opened.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFile {
    /// Path relative to the project.
    pub path: String,
    /// Title and version, as findings name it.
    pub source: String,
    /// Typical error of its heights, metres.
    pub accuracy_m: f64,
    /// Where its cells lie.
    pub header: Header,
}

/// Opens the grid of a path.
type Open<'w> = Box<dyn Fn(&str) -> Result<Grid, GridFault> + 'w>;

/// Grids that are kept open: each may hold tens of megabytes.
const OPEN_AT_ONCE: usize = 8;

/// The surface of the ground, as far as grids cover it. Where several do, the finest is taken.
#[derive(Default)]
pub struct Relief<'w> {
    files: Vec<GridFile>,
    open: Option<Open<'w>>,
    grids: RefCell<VecDeque<(usize, Option<Rc<Grid>>)>>,
    faults: RefCell<BTreeMap<String, GridFault>>,
}

impl<'w> Relief<'w> {
    /// The surface of these grids; `open` is asked for one when a height in it is.
    pub fn new(
        mut files: Vec<GridFile>,
        open: impl Fn(&str) -> Result<Grid, GridFault> + 'w,
    ) -> Self {
        let fine = |file: &GridFile| file.header.step_lat;
        files.sort_by(|a, b| fine(a).total_cmp(&fine(b)).then(a.path.cmp(&b.path)));
        Self {
            files,
            open: Some(Box::new(open)),
            ..Self::default()
        }
    }

    /// Whether there is no grid at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The height of the ground above sea level, metres; `None` where no grid has one.
    pub fn height(&self, at: Position) -> Option<f64> {
        self.sampled(at).map(|(_, height)| height)
    }

    /// The file that the height at a position is taken from.
    pub fn file_at(&self, at: Position) -> Option<&GridFile> {
        self.sampled(at).map(|(file, _)| &self.files[file])
    }

    /// Grids that could not be opened or decoded when heights were asked for, by path.
    pub fn faults(&self) -> BTreeMap<String, GridFault> {
        self.faults.borrow().clone()
    }

    fn sampled(&self, at: Position) -> Option<(usize, f64)> {
        let covering = self
            .files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.header.cell(at).is_some());
        for (number, file) in covering {
            let Some(grid) = self.grid(number) else {
                continue;
            };
            match grid.height(at) {
                Ok(Some(height)) => return Some((number, height)),
                Ok(None) => {}
                Err(fault) => self.note(&file.path, fault),
            }
        }
        None
    }

    /// The first fault of a file is told; those that follow come of it.
    fn note(&self, path: &str, fault: GridFault) {
        let mut faults = self.faults.borrow_mut();
        faults.entry(path.to_owned()).or_insert(fault);
    }

    fn grid(&self, number: usize) -> Option<Rc<Grid>> {
        if let Some((_, grid)) = self.grids.borrow().iter().find(|(n, _)| *n == number) {
            return grid.clone();
        }
        let path = &self.files[number].path;
        let opened = self.open.as_ref()?(path);
        let grid = match opened {
            Ok(grid) => Some(Rc::new(grid)),
            Err(fault) => {
                self.note(path, fault);
                None
            }
        };
        let mut grids = self.grids.borrow_mut();
        if grids.len() >= OPEN_AT_ONCE {
            grids.pop_front();
        }
        grids.push_back((number, grid.clone()));
        grid
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::format::GridFormat;

    /// The surface of ASCII grids, by name.
    pub(crate) fn relief(texts: &[(&str, String)]) -> Relief<'static> {
        let texts: BTreeMap<String, String> = texts
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.clone()))
            .collect();
        let files = texts.iter().map(|(path, text)| GridFile {
            path: path.clone(),
            source: path.clone(),
            accuracy_m: 10.0,
            header: Grid::open(path, GridFormat::Ascii, text.clone().into())
                .expect("a grid")
                .header(),
        });
        Relief::new(files.collect(), move |path| {
            Grid::open(path, GridFormat::Ascii, texts[path].clone().into())
        })
    }

    /// An ASCII grid about 0° north 0° east; `height` is asked for longitudes and latitudes.
    pub(crate) fn drawn(side: usize, step: f64, height: impl Fn(f64, f64) -> f64) -> String {
        let corner = -(step * (side - 1) as f64) / 2.0;
        let mut text = format!(
            "ncols {side}\nnrows {side}\nxllcenter {corner}\nyllcenter {corner}\ncellsize {step}\n"
        );
        for row in 0..side {
            for column in 0..side {
                let (x, y) = (column as f64 * step + corner, -(row as f64 * step + corner));
                text.push_str(&format!("{} ", height(x, y)));
            }
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_finest_grid_that_has_a_height_is_taken() {
        let coarse = drawn(3, 1.0, |_, _| 100.0);
        let fine = drawn(3, 0.1, |x, _| if x > 0.05 { -9_999.0 } else { 200.0 });
        let relief = relief(&[("coarse.asc", coarse), ("fine.asc", fine)]);
        let height = |lon, lat| relief.height(Position::new(lon, lat));
        assert_eq!(height(-0.1, 0.0), Some(200.0));
        assert_eq!(height(0.1, 0.0), Some(100.0), "the fine one is void there");
        assert_eq!(height(0.9, 0.9), Some(100.0));
        assert_eq!(height(20.0, 0.0), None);
        let file = relief.file_at(Position::new(-0.1, 0.0)).expect("a file");
        assert_eq!(file.path, "fine.asc");
    }

    #[test]
    fn a_grid_that_cannot_be_opened_any_more_is_told_once() {
        let files = relief(&[("a.asc", drawn(3, 1.0, |_, _| 1.0))]).files;
        let gone = GridFault::Unread("`a.asc` is not there".into());
        let told = gone.clone();
        let relief = Relief::new(files, move |_| Err(told.clone()));
        assert_eq!(relief.height(Position::new(0.0, 0.0)), None);
        assert_eq!(relief.height(Position::new(0.1, 0.0)), None);
        assert_eq!(
            relief.faults(),
            BTreeMap::from([("a.asc".to_owned(), gone)])
        );
    }
}
