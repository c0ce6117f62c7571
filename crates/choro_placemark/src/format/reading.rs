//! A file while it is read.

use std::collections::BTreeMap;

use choro_diagnostic::{Faults, Finding, Severity, Spot};

use super::{Format, Limits};
use crate::{Geometry, Item};

/// A file while it is read: where its items and faults go.
pub(super) struct Reading<'a> {
    pub(super) limits: &'a Limits,
    pub(super) faults: Faults,
    pub(super) each: &'a mut dyn FnMut(Item),
    /// Folders numbered so far.
    pub(super) folders: u32,
    /// Parts this program does not know, by name: how many, and where the first is.
    pub(super) unknown: BTreeMap<String, (usize, Spot)>,
}

/// Names of unknown parts told apart; a hostile file may have any number of them.
const MAX_UNKNOWN: usize = 100;

impl<'a> Reading<'a> {
    pub(super) fn new(limits: &'a Limits, faults: Faults, each: &'a mut dyn FnMut(Item)) -> Self {
        Self {
            limits,
            faults,
            each,
            folders: 0,
            unknown: BTreeMap::new(),
        }
    }

    /// Hands an item on.
    pub(super) fn item(&mut self, item: Item) {
        (self.each)(item);
    }

    /// The number of the next folder.
    pub(super) fn next_folder(&mut self) -> u32 {
        self.folders += 1;
        self.folders - 1
    }

    /// Counts a part this program does not know and that is kept verbatim.
    pub(super) fn unknown(&mut self, name: &str, spot: Spot) {
        if let Some((count, _)) = self.unknown.get_mut(name) {
            *count += 1;
        } else if self.unknown.len() < MAX_UNKNOWN {
            self.unknown.insert(name.to_owned(), (1, spot));
        }
    }

    /// Reports vertices that are no positions and rings that are none, once for a geometry.
    pub(super) fn check(&mut self, geometry: &Geometry, spot: Spot) {
        let mut bad = None;
        geometry.visit(&mut |v| {
            if bad.is_none() && v.position().is_none() {
                bad = Some(v);
            }
        });
        if let Some(v) = bad {
            let swapped = v.lat.abs() > 90.0 && v.lon.abs() <= 90.0 && v.lat.abs() <= 180.0;
            let hint = if swapped {
                "; the two look swapped"
            } else {
                ""
            };
            let reason = format!(
                "longitude {}, latitude {} is no position on Earth{hint}",
                v.lon, v.lat
            );
            self.faults
                .report("INP006", Severity::Warning, spot, &reason);
        }
        if let Some(reason) = geometry.faulty_ring() {
            self.faults
                .report("INP007", Severity::Warning, spot, reason);
        }
    }

    /// All findings.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (name, (count, first)) in std::mem::take(&mut self.unknown) {
            let reason = match count {
                1 => format!("‘{name}’ is not known here and is kept verbatim"),
                n => format!("‘{name}’ is not known here and is kept verbatim ({n} times)"),
            };
            self.faults.report("INP026", Severity::Note, first, &reason);
        }
        self.faults.finish()
    }

    pub(super) fn unreadable(&mut self, format: Format) {
        let reason = format!("{} files cannot be read", format.name());
        self.faults
            .report("INP014", Severity::Error, Spot::default(), &reason);
    }
}
