//! The GeoNames dump: 19 tab-separated columns, no header, no quotes.
//!
//! `1866453 ⇥ Yŏngbyŏn ⇥ Yongbyon ⇥ Neihen,Nyongbyon ⇥ 39.81333 ⇥ 125.80417 ⇥ P ⇥ PPL ⇥ KP ⇥ …`.
//! The feature type is the feature code (`PPLA`), the feature class alone (`P`) where there is
//! no code; the class is kept as attribute `feature_class`. A population of 0 means "unknown" in
//! this source and is left out. The parent is the smallest division or country of the file whose
//! codes the row carries; codes of divisions the file does not hold stay attributes only.

use std::borrow::Cow;
use std::collections::HashMap;

use choro_diagnostic::Severity;
use choro_quantity::When;

use super::{UNDECODABLE, decoded};
use crate::entry::{Entry, clipped};
use crate::field::Field;
use crate::intake::{Intake, Spot};
use crate::{Parent, Role};

/// Columns of a row.
const COLUMNS: usize = 19;
/// Attributes kept as they stand, by column.
const KEPT: [(usize, &str); 10] = [
    (6, "feature_class"),
    (8, "country"),
    (9, "cc2"),
    (10, "admin1"),
    (11, "admin2"),
    (12, "admin3"),
    (13, "admin4"),
    (16, "dem"),
    (17, "timezone"),
    (18, "modified"),
];
/// Codes of divisions by depth below the country.
const DIVISIONS: [&str; 5] = ["PCLI", "ADM1", "ADM2", "ADM3", "ADM4"];

/// Whether a line looks like a row of the dump.
pub(crate) fn is_row(line: &str) -> bool {
    let cells: Vec<&str> = line.split('\t').collect();
    cells.len() == COLUMNS
        && cells[0].bytes().all(|b| b.is_ascii_digit())
        && cells[4].parse::<f64>().is_ok()
        && cells[5].parse::<f64>().is_ok()
}

/// The lines of a table without quotes: text, spot, whether bytes were not UTF-8.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Spot, bool)> {
    let start = if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let mut at = start;
    let mut line = 1;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        let content = rest[..length]
            .strip_suffix(b"\r")
            .unwrap_or(&rest[..length]);
        let spot = Spot {
            line,
            span: choro_text::Span::new(at, at + content.len()),
        };
        line += 1;
        at += length + 1;
        let (text, lossy) = decoded(content);
        Some((text, spot, lossy))
    })
}

/// The codes of the divisions a row lies in, outermost first: country, then admin 1 to 4.
type Codes = Vec<String>;

/// Reads a dump.
pub(crate) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let mut codes: Vec<Codes> = Vec::new();
    let mut divisions: HashMap<Codes, String> = HashMap::new();
    for (text, spot, lossy) in lines(bytes) {
        if text.trim().is_empty() {
            continue;
        }
        if lossy {
            intake.fault("INP005", Severity::Warning, spot, UNDECODABLE);
        }
        let cells: Vec<&str> = text.split('\t').map(str::trim).take(COLUMNS + 1).collect();
        if cells.len() != COLUMNS {
            let reason = format!(
                "the row has {} fields, not 19; it is left out",
                counted(cells.len())
            );
            intake.fault("INP010", Severity::Warning, spot, &reason);
            continue;
        }
        if cells[0].is_empty() || !cells[0].bytes().all(|b| b.is_ascii_digit()) {
            let reason = format!(
                "‘{}’ is no GeoNames id; the row is left out",
                clipped(cells[0])
            );
            intake.fault("INP010", Severity::Warning, spot, &reason);
            continue;
        }
        let within: Codes = std::iter::once(8)
            .chain(10..14)
            .map(|i| cells[i].to_owned())
            .collect();
        if let Some(depth) = DIVISIONS.iter().position(|code| *code == cells[7]) {
            let mut own = within.clone();
            own.truncate(depth + 1);
            divisions.entry(own).or_insert_with(|| cells[0].to_owned());
        }
        codes.push(within);
        read_row(&cells, intake, spot);
    }
    for (record, within) in intake.records_mut().iter_mut().zip(codes) {
        let parent = (1..=within.len())
            .rev()
            .filter(|depth| !within[depth - 1].is_empty())
            .find_map(|depth| {
                divisions
                    .get(&within[..depth])
                    .filter(|id| **id != record.id)
            });
        if let Some(to) = parent {
            record.parents.push(Parent {
                to: to.clone(),
                when: When::default(),
            });
        }
    }
}

/// A number of fields that was counted up to one too many.
fn counted(fields: usize) -> String {
    if fields > COLUMNS {
        "more".to_owned()
    } else {
        fields.to_string()
    }
}

fn read_row(cells: &[&str], intake: &mut Intake<'_>, spot: Spot) {
    let mut entry = Entry::default();
    cells[0].clone_into(&mut entry.record.id);
    entry.same_as(format!("geonames:{}", cells[0]));
    entry.main_name(cells[1], "");
    entry.name(cells[2], "", Role::Variant, When::default());
    for name in cells[3].split(',') {
        entry.name(name, "", Role::Variant, When::default());
    }
    let kind = if cells[7].is_empty() {
        cells[6]
    } else {
        cells[7]
    };
    kind.clone_into(&mut entry.record.feature_type);
    entry.lat_lon(cells[4], cells[5]);
    if cells[14] != "0" {
        entry.set(&Field::of("population"), cells[14], intake, spot);
    }
    entry.set(&Field::of("elevation_m"), cells[15], intake, spot);
    for (column, key) in KEPT {
        entry.attribute(key, cells[column], "");
    }
    entry.finish(intake, spot);
}

#[cfg(test)]
mod tests {
    use choro_diagnostic::Finding;

    use crate::{Format, Layer, Options, Source};

    fn read(text: &str) -> (Layer, Vec<Finding>) {
        let source = Source {
            id: "geonames".into(),
            path: "KP.txt".into(),
            ..Source::default()
        };
        crate::read(
            Format::GeoNames,
            text.as_bytes(),
            &source,
            &Options::default(),
        )
    }

    fn row(
        id: &str,
        name: &str,
        code: &str,
        admin1: &str,
        admin2: &str,
        population: &str,
    ) -> String {
        format!(
            "{id}\t{name}\t{name}\tYengbyen,녕변,\t39.8\t125.8\tP\t{code}\tKP\t\t{admin1}\t{admin2}\t\t\t{population}\t\t140\tAsia/Pyongyang\t2012-01-19\n"
        )
    }

    #[test]
    fn rows_give_names_codes_and_parents() {
        let text = row("1", "Nyŏngbyŏn", "PPL", "11", "3", "0")
            + &row("2", "P'yŏngbuk", "ADM1", "11", "", "2728662")
            + &row("3", "Land", "PCLI", "00", "", "")
            + &row("4", "Elsewhere", "PPL", "12", "", "9584");
        let (layer, findings) = read(&text);
        assert_eq!(findings, []);
        let parents: Vec<Option<&str>> = layer
            .records
            .iter()
            .map(|r| r.parents.first().map(|p| p.to.as_str()))
            .collect();
        assert_eq!(parents, [Some("2"), Some("3"), None, Some("3")]);
        let first = &layer.records[0];
        assert_eq!(first.feature_type, "PPL");
        let names: Vec<(&str, &str)> = first
            .names
            .iter()
            .map(|n| (n.text.as_str(), n.language.as_str()))
            .collect();
        assert_eq!(names, [("Nyŏngbyŏn", ""), ("Yengbyen", ""), ("녕변", "ko")]);
        assert!(first.attributes.iter().all(|a| a.key != "population"));
        let population = layer.records[3]
            .attributes
            .iter()
            .find(|a| a.key == "population");
        assert_eq!(
            population.map(|a| (a.value.as_str(), a.unit.as_str())),
            Some(("9584", "persons"))
        );
        assert_eq!(first.same_as, ["geonames:1"]);
    }

    #[test]
    fn faulty_rows_are_reported() {
        let text = format!(
            "id\tname\n{}{}\n{}",
            row("x1", "A", "PPL", "", "", ""),
            row("2", "B", "PPL", "", "", "").replace("39.8", "north"),
            row("3", "C", "PPL", "", "", "")
        );
        let (layer, findings) = read(&text);
        assert_eq!(
            layer.records.iter().map(|r| r.line).collect::<Vec<_>>(),
            [3, 5]
        );
        let said: Vec<(&str, &str)> = findings
            .iter()
            .map(|f| (f.code.as_str(), f.message.as_str()))
            .collect();
        assert_eq!(
            said[0],
            (
                "INP010",
                "line 1: the row has 2 fields, not 19; it is left out"
            )
        );
        assert!(said[1].1.contains("‘x1’ is no GeoNames id"));
        assert_eq!(said[2].0, "INP006");
        assert_eq!(layer.records[0].shape, None);
    }
}
