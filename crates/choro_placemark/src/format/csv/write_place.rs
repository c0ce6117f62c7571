//! Positions of placemarks as cells.

use super::super::wkt;
use super::place::Cells;
use super::writer::Csv;
use crate::{Drape, Geometry, Placemark};

impl Csv<'_> {
    /// Adds the cells that say where a placemark is, where its attributes do not.
    pub(super) fn position(
        &mut self,
        placemark: &Placemark,
        data: &[(&str, String)],
        own: &mut Vec<(&'static str, String)>,
    ) {
        let given = |own: &[(&str, String)]| {
            let mut cells = Cells::default();
            for (name, text) in own {
                cells.put_column(name, text);
            }
            for (name, text) in data {
                cells.put_column(name, text);
            }
            cells.place().unwrap_or_default()
        };
        if given(&[]) == placemark.geometry {
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
        if let Geometry::Point(at, _) = geometry {
            let mut point = vec![("lat", at.lat.to_string()), ("lon", at.lon.to_string())];
            point.extend(at.height.map(|height| ("height", height.to_string())));
            // Where an attribute would be read as its height, the point is written whole.
            if given(&point).as_ref() == Some(&undraped(geometry)) {
                return own.append(&mut point);
            }
        }
        self.shape(geometry, own);
    }

    /// Adds the cell of well-known text.
    fn shape(&mut self, geometry: &Geometry, own: &mut Vec<(&'static str, String)>) {
        let text = wkt::written(geometry).filter(|text| wkt::read(text).is_some());
        let Some(text) = text else {
            let (one, many) = ("geometry of another format", "geometries of another format");
            return self.tally.left_out(1, one, many);
        };
        let vertices = geometry.vertices();
        let heights = vertices.iter().filter(|v| v.height.is_some()).count();
        if !text.contains(" Z") {
            let (one, many) = (
                "height of some vertices of a geometry",
                "heights of some vertices of geometries",
            );
            self.tally.left_out(heights, one, many);
        }
        self.tracks(geometry);
        own.push((self.wording.geometry, text));
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

/// A point without how it lies over the ground, as a table gives it.
fn undraped(geometry: &Geometry) -> Geometry {
    match geometry {
        Geometry::Point(at, _) => Geometry::Point(*at, Drape::default()),
        other => other.clone(),
    }
}
