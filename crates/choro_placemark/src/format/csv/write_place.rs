//! Positions of placemarks as cells.

use super::super::columns::meaning;
use super::super::wkt;
use super::place::Cells;
use super::writer::Csv;
use crate::{Geometry, Placemark, Value};

impl Csv<'_> {
    /// Adds the cells that say where a placemark is, where its attributes do not.
    pub(super) fn position(
        &mut self,
        placemark: &Placemark,
        own: &mut Vec<(&'static str, String)>,
    ) {
        let mut cells = Cells::default();
        for datum in &placemark.feature.data {
            if let (Value::Text(text), Some((meaning, rank))) = (&datum.value, meaning(&datum.name))
            {
                cells.put(meaning, rank, text);
            }
        }
        if cells.place().unwrap_or_default() == placemark.geometry {
            return;
        }
        let Some(geometry) = &placemark.geometry else {
            self.tally.changed(
                1,
                "placemark without a position gets one from its attributes",
                "placemarks without a position get one from their attributes",
            );
            return;
        };
        self.tally.drapes(geometry);
        let heights = geometry
            .vertices()
            .iter()
            .filter(|v| v.height.is_some())
            .count();
        match geometry {
            Geometry::Point(at, _) => {
                own.push(("lat", at.lat.to_string()));
                own.push(("lon", at.lon.to_string()));
                own.extend(at.height.map(|height| ("height", height.to_string())));
            }
            geometry => {
                let text = wkt::written(geometry).filter(|text| wkt::read(text).is_some());
                let Some(text) = text else {
                    self.tally.left_out(
                        1,
                        "geometry of another format",
                        "geometries of another format",
                    );
                    return;
                };
                if heights > 0 && !text.contains(" Z") {
                    self.tally.left_out(
                        heights,
                        "height of some vertices of a geometry",
                        "heights of some vertices of geometries",
                    );
                }
                self.tracks(geometry);
                own.push((self.wording.geometry, text));
            }
        }
    }

    fn tracks(&mut self, geometry: &Geometry) {
        match geometry {
            Geometry::Track(_) => self.tally.changed(
                1,
                "track was written as a line without times",
                "tracks were written as lines without times",
            ),
            Geometry::Multi(parts) => parts.iter().for_each(|part| self.tracks(part)),
            _ => {}
        }
    }

    /// How many attributes a reader takes for positions this program has written.
    pub(super) fn doubtful(&self) -> usize {
        let (shape, point): (Vec<_>, Vec<_>) = self
            .doubtful
            .iter()
            .partition(|(at, _)| self.columns[**at] == self.wording.geometry);
        // Latitude, longitude and height are spelt so together or not at all.
        let groups = [shape, point].into_iter();
        groups
            .filter(|group| group.iter().all(|(_, spelt)| **spelt))
            .map(|group| group.len())
            .sum()
    }
}
