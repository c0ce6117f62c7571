//! A project compiled for a command.

use crate::command::findings;
use crate::exit;
use crate::files::Place;
use crate::progress::Bar;
use crate::terminal::Terminal;
use choro_gazetteer::Gazetteer;
use choro_network::Network;
use choro_pipeline::{Compiled, Options, compile};
use choro_project::Project;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Opens and compiles the project, with only the documents named where any are; rules in preview
/// run where `preview` or the project says so. The exit code where it cannot be opened; why has been said by then.
pub(crate) fn open(
    named: Option<&Path>,
    files: &[PathBuf],
    preview: bool,
    terminal: &Terminal,
) -> anyhow::Result<Result<Compiled, ExitCode>> {
    let place = Place::find(named, files)?;
    let mut project = match place.open(files)? {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(Err(exit::input()));
        }
    };
    project.config.check.preview |= preview;
    let compiled = run(&place, &project, terminal);
    findings::say_inputs(&compiled, &place, terminal);
    Ok(Ok(compiled))
}

/// Compiles an opened project.
pub(crate) fn run(place: &Place, project: &Project, terminal: &Terminal) -> Compiled {
    let bar = Bar::new(terminal.shows_progress());
    let cache = place.cache();
    let options = Options {
        cache: cache.as_ref(),
        progress: &bar,
    };
    compile(project, &place.world, options)
}

/// The gazetteer of the project alone. The exit code where it cannot be had.
pub(crate) fn gazetteer(
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<Gazetteer, ExitCode>> {
    Ok(knowledge(named, terminal)?.map(|(gazetteer, _)| gazetteer))
}

/// The gazetteer and the network of the project. The exit code where they cannot be had.
pub(crate) fn knowledge(
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<(Gazetteer, Network), ExitCode>> {
    let place = Place::find(named, &[])?;
    // Documents do not matter here, and take time.
    let project = match place.open_references() {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(Err(exit::input()));
        }
    };
    let atlas = run(&place, &project, terminal).atlas;
    Ok(Ok((atlas.gazetteer, atlas.network)))
}
