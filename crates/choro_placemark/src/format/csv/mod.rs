//! Tables with a header row: comma, semicolon, tab or bar between cells.
//!
//! Every column is an attribute as written; name, description, time, position and id come from
//! columns that are called so in one of the languages of `data/columns.toml`, positions in any
//! notation. Columns this program writes for what a placemark has fields for (`id`, `name`,
//! `description`, `begin`, `end`, `timestamp`, `folder`, and `lat`, `lon`, `height`, `geometry`
//! where all cells are spelt as it spells them) are those fields again and no attributes. The
//! header row itself comes first, as a part kept verbatim, so that a table keeps the order of
//! its columns.

mod place;
mod wording;
mod write_place;
mod writer;

use std::borrow::Cow;
use std::collections::BTreeSet;

use choro_diagnostic::{Severity, Spot};
use choro_text::Span;

use super::Reading;
use super::columns::{Columns, Meaning};
use super::folders::Paths;
use super::wkt;
use crate::delimited::{Row, Rows, delimiter};
use crate::{Datum, Description, Feature, Item, Placemark, Time, Value, Verbatim};
use place::{Cells, ranked};
pub(super) use wording::{LINKED_PLACES, PLAIN, Wording};
pub(super) use writer::Csv;

/// Name of the verbatim part that holds the header row.
pub(super) const HEADER: &str = "columns";
/// What stands between the names of folders.
const SLASH: &str = " / ";

/// What a column is.
struct Column {
    name: String,
    meaning: Option<(Meaning, usize)>,
    /// Whether it is a field alone and no attribute.
    own: bool,
}

/// Reads a table.
pub(super) fn read(bytes: &[u8], wording: &'static Wording, reading: &mut Reading<'_>) {
    if bytes.iter().take(8192).any(|b| *b == 0) && utf16(bytes).is_none() {
        let reason = "the file is binary, not text";
        return reading
            .faults
            .report("INP004", Severity::Error, Spot::default(), reason);
    }
    let text = decoded(bytes, reading);
    let same_bytes = matches!(text, Cow::Borrowed(_));
    let text = text.as_bytes();
    let delimiter = wording.delimiter.unwrap_or_else(|| delimiter(text));
    let mut rows = Rows::new(text, delimiter).filter(|row| !row.is_blank());
    let Some(head) = rows.next() else {
        let reason = "the table has no header row";
        return reading
            .faults
            .report("INP010", Severity::Warning, Spot::default(), reason);
    };
    let columns = columns(text, &head, delimiter, wording, reading);
    let header = &text[head.spot.span.start..head.spot.span.end];
    reading.item(Item::Other(
        None,
        Verbatim {
            name: HEADER.to_owned(),
            text: String::from_utf8_lossy(header).into_owned(),
            line: head.spot.line,
        },
    ));
    let mut table = Table {
        wording,
        columns,
        said: Columns::default(),
        paths: Paths::default(),
        same_bytes,
    };
    for row in rows {
        table.row(&row, reading);
    }
}

fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let (encoding, _) = encoding_rs::Encoding::for_bom(bytes)?;
    (encoding != encoding_rs::UTF_8).then_some(encoding)
}

/// The text of a file: UTF-8, what its byte-order mark says, or what its bytes look like.
fn decoded<'b>(bytes: &'b [u8], reading: &mut Reading<'_>) -> Cow<'b, str> {
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let reason = format!("the text is not UTF-8 and is read as {}", encoding.name());
    reading
        .faults
        .report("INP005", Severity::Warning, Spot::default(), &reason);
    encoding.decode_without_bom_handling(bytes).0
}

fn cell<'r>(row: &'r Row<'_>, at: usize) -> Cow<'r, str> {
    row.cells
        .get(at)
        .map_or(Cow::Borrowed(""), |cell| String::from_utf8_lossy(cell))
}

/// The names of a header's columns; those given twice are numbered, missing ones made up.
fn names(head: &Row<'_>) -> Vec<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let names = (0..head.cells.len()).map(|at| {
        let written = cell(head, at).trim().to_owned();
        let mut name = written.clone();
        if name.is_empty() {
            name = format!("column {}", at + 1);
        }
        let mut repeat = 1;
        while !known.insert(name.clone()) {
            repeat += 1;
            name = format!("{written} ({repeat})");
        }
        name
    });
    names.collect()
}

/// The columns of a header and what they are.
fn columns(
    text: &[u8],
    head: &Row<'_>,
    delimiter: u8,
    wording: &Wording,
    reading: &mut Reading<'_>,
) -> Vec<Column> {
    let names = names(head);
    let renamed = names.iter().enumerate().filter(|(at, name)| {
        let written = cell(head, *at);
        !written.trim().is_empty() && written.trim() != name.as_str()
    });
    for (_, name) in renamed {
        let reason = format!("a column is called like one before it; it is read as ‘{name}’");
        reading
            .faults
            .report("INP010", Severity::Warning, head.spot, &reason);
    }
    let columns = names.into_iter().map(|name| {
        let (meaning, own) = (ranked(&name), wording.is_own(&name));
        Column { name, meaning, own }
    });
    let mut columns: Vec<Column> = columns.collect();
    let spelt = |columns: &[Column], names: &[&str]| {
        let wanted = |c: &Column| names.contains(&c.name.as_str());
        let found: Vec<usize> = (0..columns.len())
            .filter(|i| wanted(&columns[*i]))
            .collect();
        let rows = Rows::new(text, delimiter)
            .filter(|row| !row.is_blank())
            .skip(1);
        let mut rows = rows;
        let own = !found.is_empty()
            && rows.all(|row| {
                found
                    .iter()
                    .all(|at| is_spelt(&columns[*at].name, &cell(&row, *at)))
            });
        if own { found } else { Vec::new() }
    };
    let has = |name: &str| columns.iter().any(|c| c.name == name);
    let mut own = spelt(&columns, &[wording.geometry]);
    if has("lat") && has("lon") {
        own.extend(spelt(&columns, &["lat", "lon", "height"]));
    }
    for at in own {
        columns[at].own = true;
    }
    columns
}

/// Whether a cell of a column of positions is spelt as this program spells it.
fn is_spelt(column: &str, cell: &str) -> bool {
    if cell.is_empty() {
        return true;
    }
    if column == "geometry" || column == "geowkt" {
        return wkt::read(cell).and_then(|g| wkt::written(&g)).as_deref() == Some(cell);
    }
    cell.parse::<f64>()
        .is_ok_and(|number| number.to_string() == cell)
}

/// A table while it is read.
struct Table {
    wording: &'static Wording,
    columns: Vec<Column>,
    said: Columns,
    paths: Paths,
    /// Whether the text is the file's bytes, so that spans are the file's.
    same_bytes: bool,
}

impl Table {
    fn row(&mut self, row: &Row<'_>, reading: &mut Reading<'_>) {
        let mut spot = row.spot;
        if !self.same_bytes {
            spot.span = Span::default();
        }
        self.check(row, spot, reading);
        let mut feature = Feature {
            line: spot.line,
            span: spot.span,
            ..Feature::default()
        };
        let mut folder: Option<String> = None;
        let texts: Vec<Cow<'_, str>> = (0..row.cells.len()).map(|at| cell(row, at)).collect();
        let mut cells = Cells::default();
        for (at, text) in texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            let column = self.columns.get(at);
            if let Some((meaning, rank)) = column.and_then(|c| c.meaning) {
                cells.put(meaning, rank, text);
            }
            if column.is_some_and(|c| c.own && self.set(&c.name, text, &mut feature, &mut folder)) {
                continue;
            }
            feature.data.push(Datum {
                name: column.map_or_else(|| format!("column {}", at + 1), |c| c.name.clone()),
                display: None,
                value: Value::Text(text.clone().into_owned()),
                schema: None,
            });
        }
        let geometry = cells.place().unwrap_or_else(|reason| {
            let reason = format!("{reason}; the row has no position");
            reading
                .faults
                .report("INP006", Severity::Warning, spot, &reason);
            None
        });
        if let Some(geometry) = &geometry {
            reading.check(geometry, spot);
        }
        self.said.complete(&mut feature);
        let names = folder.iter().flat_map(|path| path.split(SLASH));
        feature.folder = self.paths.folder(reading, None, names, spot.line);
        reading.item(Item::Placemark(Placemark { feature, geometry }));
    }

    fn check(&self, row: &Row<'_>, spot: Spot, reading: &mut Reading<'_>) {
        if row.unclosed {
            let reason = "a quote is not closed; the row ends with its line";
            reading
                .faults
                .report("INP010", Severity::Warning, spot, reason);
        }
        if row.cells.len() > self.columns.len() {
            let reason = format!(
                "the row has {} cells, the header {}",
                row.cells.len(),
                self.columns.len()
            );
            reading
                .faults
                .report("INP010", Severity::Warning, spot, &reason);
        }
    }
}

impl Table {
    /// Whether a cell of an own column says what its field can hold; sets that field.
    fn set(
        &self,
        column: &str,
        text: &str,
        feature: &mut Feature,
        folder: &mut Option<String>,
    ) -> bool {
        let wording = self.wording;
        match column {
            "id" => text.clone_into(&mut feature.id),
            "description" => feature.description = Some(Description(text.to_owned())),
            "folder" => *folder = Some(text.to_owned()),
            name if name == wording.name => feature.name = Some(text.to_owned()),
            time if wording.is_time(time) => return set_time(wording, time, text, feature),
            // Positions are set from all cells together.
            _ => {}
        }
        true
    }
}

/// Whether a text is a date that a column of times can hold.
fn is_date(text: &str) -> bool {
    let date = Time {
        begin: Some(text.to_owned()),
        end: None,
        moment: true,
    };
    date.when().is_some_and(|when| !when.is_unstated())
}

fn set_time(wording: &Wording, column: &str, text: &str, feature: &mut Feature) -> bool {
    let moment = column == wording.moment;
    if !wording.holds(column, text) || (moment && feature.time.is_some()) {
        return false;
    }
    let time = feature.time.get_or_insert_default();
    if time.moment {
        return false;
    }
    time.moment = moment;
    if column == wording.end {
        time.end = Some(text.to_owned());
    } else {
        time.begin = Some(text.to_owned());
    }
    true
}

#[cfg(test)]
mod tests;
