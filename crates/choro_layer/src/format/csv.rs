//! Tables with a header row: places, stations, crossings.
//!
//! `id,name,type,lat,lon,name:ko,former,population@2008` and a row
//! `kim,Kimch'aek,city,40.67,129.2,김책,Songjin@../1951,207299`. Column order is free; tab, `;` and
//! `,` are told apart by the header; the names of columns are those of [`Field`], others become
//! attributes. What rows say of lines and routes is not put together here. A header with `place`,
//! `what` and `value` is that of a history table, see [`super::history`].

use std::collections::BTreeSet;

use choro_diagnostic::Severity;
use choro_placemark::delimited::{MAX_CELLS, Row, Rows, delimiter};
use choro_quantity::When;
use choro_text::Span;

use super::{UNDECODABLE, decoded, existence, history};
use crate::entry::{Entry, clipped};
use crate::field::Field;
use crate::intake::{Intake, Spot};

/// Reads a table.
pub(crate) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let mut rows = Rows::new(bytes, delimiter(bytes)).filter(|row| !row.is_blank());
    let Some(head) = rows.next() else {
        let spot = Spot {
            line: 1,
            span: Span::new(0, bytes.len().min(1)),
        };
        intake.fault(
            "INP010",
            Severity::Warning,
            spot,
            "the table has no header row",
        );
        return;
    };
    if head.cells.len() > MAX_CELLS {
        let reason = format!("the table has more than {MAX_CELLS} columns");
        return intake.fault("INP011", Severity::Error, head.spot, &reason);
    }
    if history::is_header(&head, intake) {
        return history::read(&head, rows, intake);
    }
    if existence::is_header(&head) {
        return existence::read(&head, rows, intake);
    }
    let columns = columns(&head, intake);
    for row in rows {
        read_row(&row, &columns, intake);
    }
}

/// What each column says, by the header and the project's mapping. A column may serve several
/// targets.
fn columns(head: &Row<'_>, intake: &mut Intake<'_>) -> Vec<Vec<Field>> {
    let mut names: Vec<String> = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (index, cell) in head.cells.iter().enumerate() {
        let (name, lossy) = decoded(cell);
        if lossy {
            intake.fault("INP005", Severity::Warning, head.spot, UNDECODABLE);
        }
        let name = name.trim();
        if !name.is_empty() && !used.insert(name.to_owned()) {
            let reason = format!("two columns are called ‘{}’", clipped(name));
            intake.fault("INP010", Severity::Warning, head.spot, &reason);
        }
        names.push(match name {
            "" => format!("column {}", index + 1),
            name => name.to_owned(),
        });
    }
    let mut fields: Vec<Vec<Field>> = vec![Vec::new(); names.len()];
    let mapping = intake.options.columns.clone();
    for (target, column) in &mapping {
        match names.iter().position(|name| name == column.trim()) {
            Some(index) => fields[index].push(Field::of(target)),
            None => {
                let reason = format!(
                    "there is no column ‘{column}’ for ‘{target}’; the columns are {}",
                    clipped_list(&names)
                );
                intake.fault("INP010", Severity::Error, head.spot, &reason);
            }
        }
    }
    let mapped: Vec<Field> = fields.iter().flatten().cloned().collect();
    let mut taken: Vec<Field> = mapped.clone();
    for (index, name) in names.iter().enumerate() {
        if fields[index].is_empty() {
            if let Some(time) = Field::faulty_time(name) {
                intake.fault("INP010", Severity::Warning, head.spot, &no_time(name, time));
            }
            let field = Field::of(name);
            // A second column for one thing, or one the project takes from elsewhere.
            let single = !matches!(field, Field::Attribute { .. });
            let field = if single && taken.contains(&field) {
                Field::verbatim(name)
            } else {
                field
            };
            if single {
                taken.push(field.clone());
            }
            fields[index].push(field);
        }
    }
    let named = |f: &Field| matches!(f, Field::Name(_) | Field::NameIn(..));
    if !taken.iter().any(named) && !names_its_ends(&names) {
        let reason = "the table has no column of names; is the first row a header?";
        intake.fault("INP010", Severity::Warning, head.spot, reason);
    }
    fields
}

/// Whether rows are stretches of a line, which have ends instead of names.
fn names_its_ends(columns: &[String]) -> bool {
    ["line", "from", "to"]
        .iter()
        .all(|end| columns.iter().any(|column| column == end))
}

/// Said of a column whose name ends in what is no time.
pub(super) fn no_time(column: &str, time: &str) -> String {
    format!(
        "‘{}’, the time of the column ‘{}’, is not an EDTF date; the column is kept as it stands",
        clipped(time),
        clipped(column)
    )
}

/// The first of many names, for a message.
fn clipped_list(names: &[String]) -> String {
    let mut first: Vec<String> = names.iter().take(20).map(|name| clipped(name)).collect();
    if names.len() > first.len() {
        first.push("…".to_owned());
    }
    first.join(", ")
}

fn read_row(row: &Row<'_>, columns: &[Vec<Field>], intake: &mut Intake<'_>) {
    let spot = row.spot;
    if row.unclosed {
        let reason = "a quote is opened and never closed; the row ends with its line";
        intake.fault("INP010", Severity::Warning, spot, reason);
    } else if row.cells.len() != columns.len() {
        let (cells, wanted) = (row.cells.len(), columns.len());
        let reason = format!("the row has {cells} fields, the header {wanted}");
        intake.fault("INP010", Severity::Warning, spot, &reason);
    }
    let mut entry = Entry::default();
    let mut undecodable = false;
    for (index, cell) in row.cells.iter().enumerate() {
        let (text, lossy) = decoded(cell);
        undecodable |= lossy;
        match columns.get(index) {
            Some(fields) => {
                for field in fields {
                    entry.set(field, &text, intake, spot);
                }
            }
            None => {
                let key = format!("column {}", index + 1);
                let field = Field::Attribute {
                    key,
                    when: When::default(),
                };
                entry.set(&field, &text, intake, spot);
            }
        }
    }
    if undecodable {
        intake.fault("INP005", Severity::Warning, spot, UNDECODABLE);
    }
    entry.finish(intake, spot);
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
