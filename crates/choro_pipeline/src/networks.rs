//! The files a network is made of: tables of the project's own, and what others drew.

use crate::inputs::Inputs;
use crate::knowledge::{layer, source};
use crate::parallel;
use choro_diagnostic::Finding;
use choro_diagnostic::input::DUPLICATE_ID;
use choro_layer::Layer;
use choro_network::Tables;
use choro_project::{NetworkFile, NetworkKind, Project};
use choro_way::format::{gtfs, osm_pbf};
use choro_way::{Limits, Mode, Modes, Ways};
use std::cmp::Reverse;

/// What a file holds.
enum Read {
    Table(NetworkKind, Layer),
    Drawn(u32, (String, Ways)),
}

/// Reads all network files into `tables`, those of others by rank; what is wrong with them is told.
pub(crate) fn read(
    project: &Project,
    inputs: &Inputs,
    tables: &mut Tables,
    findings: &mut Vec<Finding>,
) {
    let mut drawn = Vec::new();
    for (read, faults) in parallel::map(&project.networks, |file| one(file, inputs)) {
        findings.extend(faults);
        match read {
            None => {}
            Some(Read::Drawn(rank, ways)) => drawn.push((rank, ways)),
            Some(Read::Table(kind, layer)) => match kind {
                NetworkKind::Stations => tables.stations.push(layer),
                NetworkKind::Crossings => tables.crossings.push(layer),
                NetworkKind::Lines => tables.lines.push(layer),
                NetworkKind::Sections => tables.sections.push(layer),
                NetworkKind::Terminals => tables.terminals.push(layer),
                NetworkKind::Osm | NetworkKind::Gtfs => {}
            },
        }
    }
    drawn.sort_by_key(|(rank, _)| Reverse(*rank));
    tables.drawn = drawn.into_iter().map(|(_, ways)| ways).collect();
}

/// The content of one file; nothing where it cannot be read at all.
fn one(file: &NetworkFile, inputs: &Inputs) -> (Option<Read>, Vec<Finding>) {
    let read = match file.kind {
        NetworkKind::Osm => osm_pbf::read,
        NetworkKind::Gtfs => gtfs::read,
        kind => {
            let (layer, mut findings) = layer(&file.layer, inputs);
            if kind == NetworkKind::Crossings {
                // Rows of one id are what several sources say of one crossing.
                findings.retain(|finding| finding.code != DUPLICATE_ID);
            }
            return (layer.map(|layer| Read::Table(kind, layer)), findings);
        }
    };
    let Some(content) = inputs.files.get(&file.layer.path) else {
        return (None, Vec::new());
    };
    let modes: Vec<Mode> = file
        .modes
        .iter()
        .filter_map(|mode| Mode::by_name(mode))
        .collect();
    let limits = Limits::default();
    let (ways, findings) = read(&file.layer.path, &content.bytes, Modes::of(&modes), &limits);
    let drawn = Read::Drawn(file.layer.rank, (file.layer.id.clone(), ways));
    (Some(drawn), findings)
}

/// Networks that others drew, as sources without places of their own.
pub(crate) fn sources(project: &Project) -> impl Iterator<Item = Layer> {
    let drawn = project.networks.iter().filter(|file| file.kind.is_drawn());
    drawn.map(|file| Layer {
        source: source(&file.layer),
        ..Layer::default()
    })
}
