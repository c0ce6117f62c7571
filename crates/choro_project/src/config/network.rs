//! `[[network]]`: what a network file holds and what of it is wanted.

use super::{Faults, LayerSettings, Section, layer};
use crate::path::{extension, name};

/// What a network file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NetworkKind {
    /// Stations of lines, in running order.
    Stations,
    /// Crossings of borders and rivers.
    Crossings,
    /// Facts about whole lines.
    Lines,
    /// Facts about stretches of lines.
    Sections,
    /// Ports, airports, border controls.
    Terminals,
    /// An OpenStreetMap extract, `.osm.pbf`.
    Osm,
    /// A timetable, GTFS in a ZIP archive.
    Gtfs,
}

impl NetworkKind {
    /// All kinds by the names `choro.toml` gives them.
    pub const ALL: [(&'static str, NetworkKind); 7] = [
        ("stations", NetworkKind::Stations),
        ("crossings", NetworkKind::Crossings),
        ("lines", NetworkKind::Lines),
        ("sections", NetworkKind::Sections),
        ("terminals", NetworkKind::Terminals),
        ("osm", NetworkKind::Osm),
        ("gtfs", NetworkKind::Gtfs),
    ];

    /// Whether others drew it, so that it is no table of the project's own.
    pub fn is_drawn(self) -> bool {
        matches!(self, Self::Osm | Self::Gtfs)
    }

    /// Whether a file of this name may be of the kind.
    pub(crate) fn accepts(self, path: &str) -> bool {
        let ending = extension(path);
        match self {
            Self::Osm => ending == "pbf",
            Self::Gtfs => ending == "zip",
            _ => matches!(&*ending, "csv" | "tsv"),
        }
    }

    /// The kind that the name of a file under `network/` tells: `stations-x.csv`, `x.osm.pbf`,
    /// `x.gtfs.zip`.
    pub(crate) fn told_by(path: &str) -> Option<Self> {
        let name = name(path).to_lowercase();
        let found = Self::ALL.into_iter().find(|(word, kind)| {
            let tells = if kind.is_drawn() {
                name.contains(&format!(".{word}."))
            } else {
                name.starts_with(word)
            };
            tells && kind.accepts(path)
        });
        found.map(|(_, kind)| kind)
    }
}

/// What moves along a network, by the names people type.
pub const MODES: [&str; 3] = ["rail", "road", "ferry"];
/// What is read where nothing is said: roads are many.
const USUAL_MODES: [&str; 2] = ["rail", "ferry"];

/// One `[[network]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSettings {
    /// What the file holds.
    pub kind: NetworkKind,
    /// Which of [`MODES`] are read of a drawn network.
    pub modes: Vec<&'static str>,
    /// Where it is and how it is read.
    pub layer: LayerSettings,
}

impl NetworkSettings {
    /// Which of [`MODES`] are read where nothing is said.
    pub(crate) fn usual_modes() -> Vec<&'static str> {
        USUAL_MODES.to_vec()
    }

    pub(super) fn read(section: &Section, faults: &mut Faults) -> Option<Self> {
        let settings = layer(section, &["kind", "modes"], faults);
        let kind = section.one_of("kind", &NetworkKind::ALL, faults);
        if kind.is_none() && !section.has("kind") {
            faults.missing(section, "kind");
        }
        let modes = section.some_of("modes", &MODES.map(|mode| (mode, mode)), faults);
        if section.has("modes") && kind.is_some_and(|kind| !kind.is_drawn()) {
            let message =
                "`modes` goes with `kind = \"osm\"` and `\"gtfs\"`; tables say it themselves";
            faults.unreadable(section.span, message);
        }
        Some(Self {
            kind: kind?,
            modes: modes.unwrap_or_else(Self::usual_modes),
            layer: settings?,
        })
    }
}
