//! History tables: one dated fact a row, about places of this or other files.
//!
//! `place,what,value,from,to,language,source,note` and a row
//! `kimchaek,name,Songjin,1896,1951,en,"Encyclopaedia of Korea",`. The header is known by its columns
//! `place`, `what` and `value`. A row that cannot be read whole is reported and left out: a fact
//! without its date would be a fact about today.

use choro_diagnostic::Severity;
use choro_geometry::Shape;
use choro_placemark::delimited::Row;
use choro_quantity::When;

use super::{UNDECODABLE, decoded, geometry};
use crate::coordinate;
use crate::entry::clipped;
use crate::intake::{Intake, Spot};
use crate::script::{composed, language_of};
use crate::{Fact, FactKind};

/// The columns of a history table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Place,
    What,
    Value,
    From,
    To,
    When,
    Language,
    Source,
    Note,
    /// None of them; not read.
    Other,
}

/// Columns by their names in the header.
const COLUMNS: [(&str, Column); 11] = [
    ("place", Column::Place),
    ("what", Column::What),
    ("value", Column::Value),
    ("from", Column::From),
    ("to", Column::To),
    ("when", Column::When),
    ("date", Column::When),
    ("language", Column::Language),
    ("lang", Column::Language),
    ("source", Column::Source),
    ("note", Column::Note),
];

/// Columns without which no row says anything.
const NEEDED: [Column; 3] = [Column::Place, Column::What, Column::Value];

/// Whether the header is that of a history table.
pub(super) fn is_header(head: &Row<'_>, intake: &Intake<'_>) -> bool {
    let columns = columns(head, intake);
    NEEDED.iter().all(|needed| columns.contains(needed))
}

fn columns(head: &Row<'_>, intake: &Intake<'_>) -> Vec<Column> {
    let of = |name: &str| {
        let name = name.trim();
        let mapping = intake.options.columns.iter();
        let target = mapping
            .filter(|(_, column)| column.trim() == name)
            .map(|(target, _)| target.as_str())
            .next()
            .unwrap_or(name);
        let known = COLUMNS.iter().find(|(c, _)| c.eq_ignore_ascii_case(target));
        known.map_or(Column::Other, |(_, column)| *column)
    };
    head.cells.iter().map(|cell| of(&decoded(cell).0)).collect()
}

/// Reads the rows below the header.
pub(super) fn read<'a>(
    head: &Row<'_>,
    rows: impl Iterator<Item = Row<'a>>,
    intake: &mut Intake<'_>,
) {
    let columns = columns(head, intake);
    for (cell, _) in head
        .cells
        .iter()
        .zip(&columns)
        .filter(|(cell, column)| **column == Column::Other && !cell.trim_ascii().is_empty())
    {
        let reason = format!(
            "the column ‘{}’ is none of a history table and not read; those are place, what, \
             value, from, to, when, language, source, note",
            clipped(&decoded(cell).0)
        );
        intake.fault("INP010", Severity::Warning, head.spot, &reason);
    }
    for row in rows {
        if row.unclosed || row.cells.len() != columns.len() {
            let reason = format!(
                "the row has {} fields, the header {}",
                row.cells.len(),
                columns.len()
            );
            intake.fault("INP010", Severity::Warning, row.spot, &reason);
        }
        if let Err(reason) = read_row(&row, &columns, intake) {
            let reason = format!("{reason}; the row is left out");
            intake.fault("INP010", Severity::Warning, row.spot, &reason);
        }
    }
}

/// Takes in one row, or says why it cannot be.
fn read_row(row: &Row<'_>, columns: &[Column], intake: &mut Intake<'_>) -> Result<(), String> {
    let mut undecodable = false;
    let mut cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted);
        let bytes = at.and_then(|at| row.cells.get(at));
        bytes.map_or_else(String::new, |bytes| {
            let (text, lossy) = decoded(bytes);
            undecodable |= lossy;
            text.trim().to_owned()
        })
    };
    let (place, what, value) = (cell(Column::Place), cell(Column::What), cell(Column::Value));
    let (from, to, when) = (cell(Column::From), cell(Column::To), cell(Column::When));
    let (language, source, note) = (
        cell(Column::Language),
        cell(Column::Source),
        cell(Column::Note),
    );
    if undecodable {
        intake.fault("INP005", Severity::Warning, row.spot, UNDECODABLE);
    }
    if place.is_empty() || value.is_empty() {
        let missing = if place.is_empty() { "place" } else { "value" };
        return Err(format!("the {missing} is not stated"));
    }
    let what = FactKind::from_name(&what).ok_or_else(|| unknown_kind(&what))?;
    let when = time(&from, &to, &when, what)?;
    let shape = match what {
        FactKind::Footprint => Some(shape(&value, intake, row.spot)?),
        _ => None,
    };
    let value = composed(&value).into_owned();
    let language = match what {
        FactKind::Name => language_of(&value, &language),
        _ => language,
    };
    intake.push_fact(Fact {
        place: composed(&place).into_owned(),
        what,
        value,
        language,
        when,
        shape,
        source,
        note,
        line: row.spot.line,
    });
    Ok(())
}

fn unknown_kind(what: &str) -> String {
    let kinds = FactKind::ALL.map(FactKind::as_str).join(", ");
    if what.is_empty() {
        format!("`what` is not stated; it is one of {kinds}")
    } else {
        format!(
            "‘{}’ is no kind of fact; it is one of {kinds}",
            clipped(what)
        )
    }
}

/// The time of `from` and `to`, or of `when`. What happened, happened `from` its date, not ever
/// since.
pub(super) fn time(from: &str, to: &str, when: &str, what: FactKind) -> Result<When, String> {
    let no_date = |text: &str| format!("‘{}’ is not an EDTF date", clipped(text));
    if !when.is_empty() {
        if !from.is_empty() || !to.is_empty() {
            return Err("`when` is stated beside `from` or `to`".to_owned());
        }
        return When::parse(when).ok_or_else(|| no_date(when));
    }
    let bound = |end: &str| match end {
        ".." => Ok(String::new()),
        end if end.contains('/') || When::parse(end).is_none() => Err(no_date(end)),
        end => Ok(end.to_owned()),
    };
    let (from, to) = (bound(from)?, bound(to)?);
    let text = match (from.as_str(), to.as_str()) {
        ("", "") => return Ok(When::default()),
        (from, to) if from == to => from.to_owned(),
        (from, "") if what == FactKind::Event => from.to_owned(),
        (from, "") => format!("{from}/.."),
        ("", to) => format!("../{to}"),
        (from, to) => format!("{from}/{to}"),
    };
    When::parse(&text).ok_or_else(|| format!("it ends ({to}) before it begins ({from})"))
}

/// A point as `lat, lon`, or a GeoJSON geometry.
fn shape(value: &str, intake: &mut Intake<'_>, spot: Spot) -> Result<Shape, String> {
    if value.starts_with('{') {
        let built = geometry::build(value);
        for (code, reason) in &built.faults {
            intake.fault(code, Severity::Warning, spot, reason);
        }
        return built
            .shape
            .ok_or_else(|| "the footprint has no geometry that can be read".to_owned());
    }
    let (lat, lon) = value
        .split_once([',', ';', ' '])
        .ok_or("a footprint is `lat, lon` or a GeoJSON geometry")?;
    match coordinate::from_cells(lat, lon)? {
        Some(position) => Ok(Shape::Point(position)),
        None => Err("the footprint has no position".to_owned()),
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
