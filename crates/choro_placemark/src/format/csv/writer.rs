//! Tables, written. The header needs every column, so rows wait in memory as text, unless all of
//! them were foreseen.

use std::collections::BTreeMap;

use super::super::columns::Columns;
use super::super::folders::Tree;
use super::super::loss::Tally;
use super::super::{Losses, Output, WriteError, Writer};
use super::{HEADER, SLASH, Wording, is_date, is_spelt, names};
use crate::delimited::{Rows, delimiter};
use crate::{Datum, Item, Placemark, Time, Value};

/// A table while it is written.
pub(in super::super) struct Csv<'a> {
    out: &'a mut dyn Output,
    pub(super) wording: &'static Wording,
    delimiter: u8,
    /// The header row of the table the rows come from, and how many columns it has.
    header: String,
    given: usize,
    pub(super) columns: Vec<String>,
    known: BTreeMap<String, usize>,
    /// Columns of positions that attributes are called like, and whether all their cells are
    /// spelt as this program spells positions.
    pub(super) doubtful: BTreeMap<usize, bool>,
    /// Rows, each as its bytes without the cells missing at its end and how many it has.
    body: Vec<u8>,
    rows: Vec<(usize, usize)>,
    /// Whether a row has come.
    begun: bool,
    mode: Mode,
    tree: Tree,
    said: Columns,
    pub(super) tally: Tally,
}

/// What is done with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// They wait.
    Held,
    /// They are left: they will come again, and only their columns are wanted.
    Foreseen,
    /// They are written as they come, in so many columns.
    Flowing(usize),
}

impl<'a> Csv<'a> {
    pub(in super::super) fn new(out: &'a mut dyn Output, wording: &'static Wording) -> Self {
        let mut table = Self {
            wording,
            out,
            delimiter: wording.delimiter.unwrap_or(b','),
            header: String::new(),
            given: 0,
            columns: Vec::new(),
            known: BTreeMap::new(),
            doubtful: BTreeMap::new(),
            body: Vec::new(),
            rows: Vec::new(),
            begun: false,
            mode: Mode::Held,
            tree: Tree::default(),
            said: Columns::default(),
            tally: Tally::of(wording.format),
        };
        for name in wording.first {
            table.column(name);
        }
        table
    }

    /// Takes the columns of a header row as they are.
    fn header(&mut self, text: &str) {
        let given = delimiter(text.as_bytes());
        let delimiter = self.wording.delimiter.unwrap_or(given);
        let names = Rows::new(text.as_bytes(), delimiter)
            .next()
            .map(|row| names(&row));
        let names = names.unwrap_or_default();
        let needed = self.wording.first.iter().take(2);
        if !needed
            .into_iter()
            .all(|wanted| names.iter().any(|name| name == wanted))
        {
            // The header of another sort of table.
            self.tally.left_out(
                1,
                "header row of another table",
                "header rows of other tables",
            );
            return;
        }
        self.delimiter = delimiter;
        self.columns.clear();
        self.known.clear();
        for name in names {
            self.column(&name);
        }
        text.clone_into(&mut self.header);
        self.given = self.columns.len();
    }

    /// Begins to write what was foreseen.
    fn begin(&mut self) -> Result<(), WriteError> {
        if self.mode != Mode::Foreseen {
            return Ok(());
        }
        self.write_head()?;
        self.mode = Mode::Flowing(self.columns.len());
        self.begun = false;
        self.tree = Tree::default();
        self.doubtful = BTreeMap::new();
        // All that is lost is met again.
        self.tally = Tally::of(self.wording.format);
        Ok(())
    }

    fn write_head(&mut self) -> Result<(), WriteError> {
        let mut head = self.header.clone().into_bytes();
        for (at, name) in self.columns.iter().enumerate().skip(self.given) {
            if at > 0 {
                head.push(self.delimiter);
            }
            push_cell(name, self.delimiter, &mut head);
        }
        head.push(b'\n');
        Ok(self.out.write_all(&head)?)
    }

    fn write_row(&mut self, row: &[u8], width: usize) -> Result<(), WriteError> {
        self.out.write_all(row)?;
        for _ in width..self.columns.len() {
            self.out.write_all(&[self.delimiter])?;
        }
        Ok(self.out.write_all(b"\n")?)
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.known.get(name) {
            return *at;
        }
        let at = self.columns.len();
        self.columns.push(name.to_owned());
        self.known.insert(name.to_owned(), at);
        at
    }

    fn placemark(&mut self, placemark: &Placemark) -> Result<(), WriteError> {
        let feature = &placemark.feature;
        let mut cells: BTreeMap<usize, String> = BTreeMap::new();
        if feature.visible.is_some() || feature.open.is_some() {
            self.tally
                .left_out(1, "state of being shown", "states of being shown");
        }
        self.tally
            .left_out(usize::from(feature.style.is_some()), "style", "styles");
        self.tally.left_out(
            feature.verbatim.len(),
            "part kept verbatim",
            "parts kept verbatim",
        );
        self.tally.data(&feature.data);
        self.tally.typed(&feature.data);
        let path = self.tree.path(feature.folder).join(SLASH);
        // As they will be read: all text.
        let texts = feature.data.iter().map(|datum| Datum {
            value: Value::Text(datum.value.text()),
            ..datum.clone()
        });
        let texts: Vec<Datum> = texts.collect();
        let said = self.said.said(&texts);
        let mut own: Vec<(&str, String)> = vec![("id", feature.id.clone())];
        if let Some(name) = feature.name.as_ref().filter(|_| feature.name != said.name) {
            own.push((self.wording.name, name.clone()));
        }
        if let Some(text) = feature
            .description
            .as_ref()
            .filter(|_| feature.description != said.description)
        {
            own.push(("description", text.0.clone()));
        }
        own.push(("folder", path));
        if let Some(time) = feature.time.as_ref().filter(|_| feature.time != said.time) {
            self.time(time, &mut own);
        }
        let cells_given = texts.iter().map(|d| (d.name.as_str(), d.value.text()));
        let cells_given: Vec<(&str, String)> = cells_given.collect();
        self.position(placemark, &cells_given, &mut own);
        let absent = [
            feature.name.is_none() && said.name.is_some(),
            feature.description.is_none() && said.description.is_some(),
            feature.time.is_none() && said.time.is_some(),
        ];
        let absent = absent.into_iter().filter(|absent| *absent).count();
        self.tally.changed(
            absent,
            "field that says nothing is filled from an attribute",
            "fields that say nothing are filled from attributes",
        );
        for (name, text) in own {
            if !text.is_empty() {
                cells.insert(self.column(name), text);
            }
        }
        self.data(&feature.data, &mut cells);
        self.row(&cells)
    }

    fn time(&mut self, time: &Time, own: &mut Vec<(&'static str, String)>) {
        let wording = self.wording;
        let ends = [time.begin.as_ref(), time.end.as_ref()];
        let odd = ends.iter().flatten().any(|text| !is_date(text));
        let none = time.begin.is_none() && time.end.is_none();
        if odd || none || (time.moment && time.end.is_some()) {
            self.tally
                .left_out(1, "time that is no date", "times that are no dates");
            return;
        }
        let (mut begin, mut end) = (wording.begin, time.end.clone());
        if time.moment
            && time
                .begin
                .iter()
                .all(|text| wording.holds(wording.moment, text))
        {
            begin = wording.moment;
        } else if time.moment {
            end.clone_from(&time.begin);
            self.tally.changed(
                1,
                "moment was written as a beginning and an end",
                "moments were written as beginnings and ends",
            );
        }
        own.extend(time.begin.iter().map(|text| (begin, text.clone())));
        own.extend(end.map(|text| (wording.end, text)));
    }

    fn data(&mut self, data: &[Datum], cells: &mut BTreeMap<usize, String>) {
        for datum in data {
            let text = datum.value.text();
            if text.is_empty() {
                self.tally.left_out(1, "empty value", "empty values");
                continue;
            }
            let mut name = match datum.name.trim() {
                "" => "attribute".to_owned(),
                name => name.to_owned(),
            };
            // A column of a date stays an attribute when read where the cell is none.
            let dated = self.wording.is_time(&name);
            if self.wording.is_own(&name) && (!dated || self.wording.holds(&name, &text)) {
                name.push('_');
            }
            let mut at = self.column(&name);
            while cells.contains_key(&at) {
                name.push('_');
                at = self.column(&name);
            }
            if name != datum.name {
                self.tally.changed(
                    1,
                    "attribute was renamed, as its name was taken",
                    "attributes were renamed, as their names were taken",
                );
            }
            if ["lat", "lon", "height", self.wording.geometry].contains(&name.as_str()) {
                *self.doubtful.entry(at).or_insert(true) &= is_spelt(&name, &text);
            }
            cells.insert(at, text);
        }
    }

    fn row(&mut self, cells: &BTreeMap<usize, String>) -> Result<(), WriteError> {
        if cells.values().all(|text| text.trim().is_empty()) {
            self.tally.left_out(
                1,
                "placemark that says nothing",
                "placemarks that say nothing",
            );
            return Ok(());
        }
        self.begun = true;
        if self.mode == Mode::Foreseen {
            return Ok(());
        }
        let from = self.body.len();
        let width = cells.last_key_value().map_or(0, |(last, _)| last + 1);
        for at in 0..width {
            if at > 0 {
                self.body.push(self.delimiter);
            }
            if let Some(text) = cells.get(&at) {
                push_cell(text, self.delimiter, &mut self.body);
            }
        }
        match self.mode {
            Mode::Flowing(columns) if columns == self.columns.len() => {
                let row = std::mem::take(&mut self.body);
                self.write_row(&row, width)?;
                self.body = row;
                self.body.clear();
            }
            Mode::Flowing(_) => {
                let reason = "other columns are written than were foreseen";
                return Err(WriteError::Format(reason.to_owned()));
            }
            Mode::Held | Mode::Foreseen => self.rows.push((self.body.len() - from, width)),
        }
        Ok(())
    }

    fn take(&mut self, item: &Item) -> Result<(), WriteError> {
        match item {
            Item::Folder(folder) => {
                if self.tree.enter(folder) && folder.feature.name.is_some() {
                    self.tally
                        .left_out(1, "title of the file", "titles of the file");
                }
            }
            Item::Placemark(placemark) => return self.placemark(placemark),
            Item::Other(None, verbatim) if verbatim.name == HEADER && !self.begun => {
                match self.mode {
                    // The header of its own table is written already.
                    Mode::Flowing(_) if verbatim.text == self.header => {}
                    _ if self.given > 0 => self.tally.item(item),
                    _ => self.header(&verbatim.text),
                }
            }
            other => self.tally.item(other),
        }
        Ok(())
    }
}

fn push_cell(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    let special = |b: u8| b == delimiter || matches!(b, b'"' | b'\n' | b'\r');
    if text.bytes().any(special) {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

impl Writer for Csv<'_> {
    fn foresees(&self) -> bool {
        true
    }

    fn foresee(&mut self, item: &Item) {
        self.mode = Mode::Foreseen;
        // Nothing is written, so nothing can fail.
        let _ = self.take(item);
    }

    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        self.begin()?;
        self.take(item)
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        self.begin()?;
        if self.mode == Mode::Held {
            self.write_head()?;
        }
        let (rows, body) = (
            std::mem::take(&mut self.rows),
            std::mem::take(&mut self.body),
        );
        let mut at = 0;
        for (length, width) in rows {
            self.write_row(&body[at..at + length], width)?;
            at += length;
        }
        self.out.flush()?;
        let doubtful = self.doubtful();
        self.tally.changed(
            doubtful,
            "attribute is read as a position",
            "attributes are read as positions",
        );
        self.tree.finish(&mut self.tally);
        Ok(self.tally.finish())
    }
}
