//! The grids of a project as one surface, read again where heights are asked for.

use crate::inputs::Inputs;
use choro_diagnostic::{Finding, input};
use choro_elevation::{Grid, GridFault, GridFile, GridFormat, Header, Relief};
use choro_layer::{Layer, Source};
use choro_project::{ElevationFile, Project, World};
use choro_text::Span;
use std::collections::BTreeSet;

/// Metres by which heights are taken to be off where the project does not say: the error that
/// nine of ten SRTM heights stay below, by its specification.
const UNSTATED_ACCURACY_M: f64 = 16.0;

/// Opens the grid in the bytes of a file.
pub(crate) fn open(path: &str, bytes: Vec<u8>) -> Result<Grid, GridFault> {
    let format = GridFormat::of_path(path)
        .ok_or_else(|| GridFault::Unread(format!("the format of `{path}` cannot be told")))?;
    Grid::open(path, format, bytes)
}

/// The surface of all grids that can be read, and what is wrong with the others.
pub(crate) fn relief<'w>(
    project: &Project,
    inputs: &Inputs,
    world: &'w dyn World,
) -> (Relief<'w>, Vec<Finding>) {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for file in &project.elevations {
        match inputs.files.get(&file.path).and_then(|i| i.grid.as_ref()) {
            Some(Ok(header)) => files.push(grid_file(file, *header)),
            Some(Err(fault)) => findings.push(told(&file.path, fault)),
            // What could not be read at all is told already.
            None => {}
        }
    }
    let relief = Relief::new(files, move |path| {
        let bytes = world.read(path);
        open(
            path,
            bytes.map_err(|error| GridFault::Unread(error.to_string()))?,
        )
    });
    (relief, findings)
}

/// What was found to be wrong with grids when heights were asked for.
pub(crate) fn faults(relief: &Relief<'_>) -> Vec<Finding> {
    let faults = relief.faults();
    faults
        .iter()
        .map(|(path, fault)| told(path, fault))
        .collect()
}

fn told(path: &str, fault: &GridFault) -> Finding {
    let message = format!("`{path}` is left out: {fault}");
    Finding::input(input::BAD_GRID, path, Span::default(), message)
}

fn grid_file(file: &ElevationFile, header: Header) -> GridFile {
    GridFile {
        path: file.path.clone(),
        source: format!("{} {}", file.title, file.version)
            .trim_end()
            .to_owned(),
        accuracy_m: accuracy_m(file),
        header,
    }
}

fn accuracy_m(file: &ElevationFile) -> f64 {
    file.accuracy_m.unwrap_or(UNSTATED_ACCURACY_M)
}

/// The sources of the grids, for the list of all sources: one for all tiles that are described alike.
pub(crate) fn sources(project: &Project) -> Vec<Layer> {
    let mut seen = BTreeSet::new();
    let files = project.elevations.iter();
    files
        .filter(|file| seen.insert((&file.title, &file.version, &file.licence)))
        .map(|file| Layer {
            source: Source {
                id: file.title.clone(),
                title: file.title.clone(),
                licence: file.licence.clone(),
                attribution: file.attribution.clone(),
                version: file.version.clone(),
                accuracy: accuracy_m(file),
                path: file.path.clone(),
                rank: 0,
            },
            ..Layer::default()
        })
        .collect()
}
