//! Tables of existence: persons, army units, companies and other bodies that are no places.
//!
//! `body,kind,names,from,to,source,note` and a row
//! `5th Regiment,army unit,Fifth Regiment,1881,1931,"Army lists",`. The header is known by its
//! columns `body`, `from` and `to`. A row that cannot be read whole is reported and left out.

use choro_diagnostic::Severity;
use choro_placemark::delimited::Row;

use super::{UNDECODABLE, decoded, history};
use crate::entry::clipped;
use crate::intake::Intake;
use crate::script::composed;
use crate::{Body, FactKind};

/// The columns of a table of existence, in the order in which messages list them.
const COLUMNS: [&str; 7] = ["body", "kind", "names", "from", "to", "source", "note"];
/// Columns without which no row says anything.
const NEEDED: [&str; 3] = ["body", "from", "to"];

/// Whether the header is that of a table of existence.
pub(super) fn is_header(head: &Row<'_>) -> bool {
    let columns = columns(head);
    NEEDED
        .iter()
        .all(|needed| columns.iter().any(|column| column == needed))
}

fn columns(head: &Row<'_>) -> Vec<String> {
    let names = head.cells.iter().map(|cell| decoded(cell).0);
    names.map(|name| name.trim().to_ascii_lowercase()).collect()
}

/// Reads the rows below the header.
pub(super) fn read<'a>(
    head: &Row<'_>,
    rows: impl Iterator<Item = Row<'a>>,
    intake: &mut Intake<'_>,
) {
    let columns = columns(head);
    let unknown = columns.iter().filter(|c| !c.is_empty());
    for column in unknown.filter(|c| !COLUMNS.contains(&c.as_str())) {
        let reason = format!(
            "the column ‘{}’ is none of a table of existence and not read; those are {}",
            clipped(column),
            COLUMNS.join(", ")
        );
        intake.fault("INP010", Severity::Warning, head.spot, &reason);
    }
    for row in rows {
        if let Err(reason) = read_row(&row, &columns, intake) {
            let reason = format!("{reason}; the row is left out");
            intake.fault("INP010", Severity::Warning, row.spot, &reason);
        }
    }
}

/// Takes in one row, or says why it cannot be.
fn read_row(row: &Row<'_>, columns: &[String], intake: &mut Intake<'_>) -> Result<(), String> {
    if row.unclosed || row.cells.len() != columns.len() {
        return Err(format!(
            "the row has {} fields, the header {}",
            row.cells.len(),
            columns.len()
        ));
    }
    let mut undecodable = false;
    let mut cell = |wanted: &str| {
        let at = columns.iter().position(|column| column == wanted);
        let bytes = at.and_then(|at| row.cells.get(at));
        bytes.map_or_else(String::new, |bytes| {
            let (text, lossy) = decoded(bytes);
            undecodable |= lossy;
            composed(text.trim()).into_owned()
        })
    };
    let [name, kind, names, from, to, source, note] = COLUMNS.map(&mut cell);
    if undecodable {
        intake.fault("INP005", Severity::Warning, row.spot, UNDECODABLE);
    }
    if name.is_empty() {
        return Err("the body is not named".to_owned());
    }
    // What exists, exists from one date to the other: a standing, not an event.
    let when = history::time(&from, &to, "", FactKind::Status)?;
    if when.is_unstated() {
        return Err("neither `from` nor `to` is stated".to_owned());
    }
    let names = names.split('|').map(str::trim).filter(|n| !n.is_empty());
    let names = names.map(str::to_owned).collect();
    intake.push_body(Body {
        name,
        names,
        kind,
        when,
        source,
        note,
        line: row.spot.line,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Format, Options, Source, read};

    fn table(text: &str) -> (crate::Layer, Vec<String>) {
        let source = Source {
            id: "existence".into(),
            path: "gazetteer/existence.csv".into(),
            ..Source::default()
        };
        let (layer, findings) = read(Format::Csv, text.as_bytes(), &source, &Options::default());
        (layer, findings.into_iter().map(|f| f.message).collect())
    }

    #[test]
    fn bodies_are_read_with_their_times_and_names() {
        let (layer, faults) = table(
            "body,kind,names,from,to,source,note\n\
             5th Regiment,army unit,Fifth Regiment|5th Foot,1881,1931,Army lists,\n\
             Anna Lund,person,,1901-05-03,,,a painter\n",
        );
        assert_eq!((layer.records.len(), faults.len()), (0, 0));
        let [unit, person] = &layer.bodies[..] else {
            panic!("two bodies");
        };
        let names: Vec<&str> = unit.all_names().collect();
        assert_eq!(names, ["5th Regiment", "Fifth Regiment", "5th Foot"]);
        assert_eq!((unit.when.edtf.as_str(), unit.line), ("1881/1931", 2));
        assert_eq!(person.when.edtf, "1901-05-03/..");
        assert!(person.is_person() && !unit.is_person());
    }

    #[test]
    fn rows_that_say_nothing_of_time_are_reported_and_left_out() {
        let (layer, faults) = table(
            "body,from,to,rank\n5th Regiment,,,1\n,1881,1931,1\n6th Regiment,1931,1881,1\n7th Regiment,soon,,1\n8th,1\n",
        );
        assert!(layer.bodies.is_empty());
        let expected = [
            "line 1: the column ‘rank’ is none of a table of existence and not read; those are \
             body, kind, names, from, to, source, note",
            "line 2: neither `from` nor `to` is stated; the row is left out",
            "line 3: the body is not named; the row is left out",
            "line 4: it ends (1881) before it begins (1931); the row is left out",
            "line 5: ‘soon’ is not an EDTF date; the row is left out",
            "line 6: the row has 2 fields, the header 4; the row is left out",
        ];
        assert_eq!(faults, expected);
    }
}
