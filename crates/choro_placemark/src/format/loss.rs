//! What a format could not hold, counted while it is written.

use std::collections::BTreeMap;

use super::Losses;
use crate::{Datum, Drape, Geometry, Item, Value};

/// The losses of one file, while it is written.
pub(super) struct Tally {
    /// The format's name in prose: `GPX`.
    format: &'static str,
    counts: BTreeMap<(&'static str, bool), (&'static str, usize)>,
}

impl Tally {
    pub(super) fn of(format: &'static str) -> Self {
        Self {
            format,
            counts: BTreeMap::new(),
        }
    }

    /// Counts `n` things that are left out, by what one and many of them are called.
    pub(super) fn left_out(&mut self, n: usize, one: &'static str, many: &'static str) {
        if n > 0 {
            self.counts.entry((many, true)).or_insert((one, 0)).1 += n;
        }
    }

    /// Counts `n` things that are changed, in words that begin after their number: `polygon was
    /// closed`.
    pub(super) fn changed(&mut self, n: usize, one: &'static str, many: &'static str) {
        if n > 0 {
            self.counts.entry((many, false)).or_insert((one, 0)).1 += n;
        }
    }

    /// Counts an item that is neither folder nor placemark, which only KML has a place for.
    pub(super) fn item(&mut self, item: &Item) {
        let (one, many) = match item {
            Item::Folder(_) | Item::Placemark(_) => return,
            Item::Overlay(_) => ("picture overlay", "picture overlays"),
            Item::Link(_) => ("network link", "network links"),
            Item::Style(_) => ("shared style", "shared styles"),
            Item::Schema(_) => ("schema of attributes", "schemas of attributes"),
            Item::Resource(_) => ("packed file", "packed files"),
            Item::Other(_, part) if part.name == super::kml::COMMENT => ("comment", "comments"),
            Item::Other(_, part) if part.name == super::kml::INSTRUCTION => {
                ("processing instruction", "processing instructions")
            }
            Item::Other(_, part) if part.name == super::csv::HEADER => {
                ("header row of a table", "header rows of tables")
            }
            Item::Other(..) => ("part of another format", "parts of another format"),
        };
        self.left_out(1, one, many);
    }

    /// Counts what attributes say beside name and value.
    pub(super) fn data(&mut self, data: &[Datum]) {
        let shown = data.iter().filter(|d| d.display.is_some()).count();
        self.left_out(
            shown,
            "name to be shown of an attribute",
            "names to be shown of attributes",
        );
        let schemas = data.iter().filter(|d| d.schema.is_some()).count();
        self.left_out(
            schemas,
            "attribute's tie to its schema",
            "attributes' ties to their schema",
        );
    }

    /// Counts values of a type in a format whose values are all text.
    pub(super) fn typed(&mut self, data: &[Datum]) {
        let typed = |d: &&Datum| !matches!(d.value, Value::Text(_));
        let n = data.iter().filter(typed).count();
        self.changed(
            n,
            "value that is no text was written as text",
            "values that are no texts were written as text",
        );
    }

    /// Counts how geometries lie over the ground.
    pub(super) fn drapes(&mut self, geometry: &Geometry) {
        let mut draped = 0;
        count_drapes(geometry, &mut draped);
        self.left_out(
            draped,
            "geometry's place above the ground",
            "geometries' places above the ground",
        );
    }

    /// What was lost, in words, sorted.
    pub(super) fn finish(self) -> Losses {
        let format = self.format;
        let lines = self.counts.into_iter().map(|((many, out), (one, n))| {
            let what = if n == 1 { one } else { many };
            match (out, n) {
                (true, 1) => format!("1 {what} has no place in {format}"),
                (true, n) => format!("{n} {what} have no place in {format}"),
                (false, n) => format!("{n} {what}"),
            }
        });
        lines.collect()
    }
}

fn count_drapes(geometry: &Geometry, draped: &mut usize) {
    let drape = match geometry {
        Geometry::Point(_, drape)
        | Geometry::Line(_, drape)
        | Geometry::Ring(_, drape)
        | Geometry::Polygon(_, _, drape) => drape,
        Geometry::Track(track) => &track.drape,
        Geometry::Multi(parts) => {
            return parts.iter().for_each(|part| count_drapes(part, draped));
        }
        Geometry::Other(_) => return,
    };
    *draped += usize::from(*drape != Drape::default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_said_in_words() {
        let mut tally = Tally::of("GPX");
        tally.left_out(2, "shared style", "shared styles");
        tally.left_out(1, "packed file", "packed files");
        tally.changed(3, "ring was closed", "rings were closed");
        assert_eq!(
            tally.finish(),
            [
                "1 packed file has no place in GPX",
                "3 rings were closed",
                "2 shared styles have no place in GPX",
            ]
        );
    }
}
