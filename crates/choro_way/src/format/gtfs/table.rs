//! Rows of a table, by the names of their columns.

use super::archive::{Archive, tell};
use choro_diagnostic::{Faults, Severity, Spot, input};
use csv::ByteRecord;
use std::borrow::Cow;

/// One row, its fields in the order of the columns asked for.
pub(super) struct Row<'r> {
    record: &'r ByteRecord,
    columns: &'r [Option<usize>],
    /// From 1, the header being the first.
    pub(super) line: usize,
}

impl<'r> Row<'r> {
    /// The field in the column asked for at this place; empty where the table has none.
    pub(super) fn get(&self, column: usize) -> Cow<'r, str> {
        let at = self.columns.get(column).copied().flatten();
        let bytes = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        String::from_utf8_lossy(bytes.trim_ascii())
    }

    /// The number in the column; `None` where there is none that is finite.
    pub(super) fn number(&self, column: usize) -> Option<f64> {
        let number: f64 = self.get(column).parse().ok()?;
        number.is_finite().then_some(number)
    }
}

/// Gives each row of a table to `visit`, whose errors are told with the line. Of `columns` the
/// first `required` must be there. Whether the table was read.
pub(super) fn each_row(
    archive: &mut Archive<'_>,
    name: &str,
    columns: &[&str],
    required: usize,
    faults: &mut Faults,
    mut visit: impl FnMut(&Row<'_>) -> Result<(), String>,
) -> bool {
    let (bytes, since) = match archive.table(name) {
        Ok(table) => table,
        Err(reason) => {
            tell(
                faults,
                input::BAD_ARCHIVE_ENTRY,
                &format!("{name}: {reason}"),
            );
            return false;
        }
    };
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = match rows.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            tell(
                faults,
                input::BAD_ARCHIVE_ENTRY,
                &format!("{name}: {error}"),
            );
            return false;
        }
    };
    let places: Vec<Option<usize>> = columns
        .iter()
        .map(|column| {
            let is_it = |field: &[u8]| unmarked(field).eq_ignore_ascii_case(column.as_bytes());
            header.iter().position(is_it)
        })
        .collect();
    if let Some(missing) = places.iter().take(required).position(Option::is_none) {
        let reason = format!("{name} has no column `{}`", columns[missing]);
        tell(faults, input::MALFORMED_RECORD, &reason);
        return false;
    }
    let mut record = ByteRecord::new();
    loop {
        since.set(0);
        match rows.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(error) => {
                let reason = format!("{name}: the rest of it is lost: {error}");
                tell(faults, input::BAD_ARCHIVE_ENTRY, &reason);
                return true;
            }
        }
        let line = record.position().map_or(0, |at| at.line() as usize);
        let row = Row {
            record: &record,
            columns: &places,
            line,
        };
        if let Err(reason) = visit(&row) {
            let reason = format!("{name}, line {line}: {reason}");
            let whole = Spot::default();
            faults.report(input::MALFORMED_RECORD, Severity::Warning, whole, &reason);
        }
    }
}

/// A header without the mark that some programs write before the first.
fn unmarked(field: &[u8]) -> &[u8] {
    field
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(field)
        .trim_ascii()
}
