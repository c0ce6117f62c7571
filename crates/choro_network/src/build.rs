//! From tables to a network.

use crate::draft::Draft;
use crate::faults::{self, fault};
use crate::row::attribute;
use crate::stations::Told;
use crate::{Network, Tables, crossings, placing, sections, stations, terminals};
use choro_diagnostic::{Finding, Severity, input};
use choro_gazetteer::Gazetteer;
use choro_layer::{Layer, Record};
use choro_name::fold;
use std::collections::BTreeMap;

impl Network {
    /// Builds the network from its tables. The order of layers decides between lines of one name:
    /// put the layers of higher rank first.
    ///
    /// Stations without a coordinate are placed from the gazetteer where name, order and
    /// kilometres leave little doubt: see [`crate::Placing`].
    pub fn build(tables: &Tables, gazetteer: &Gazetteer) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut network = Self::default();
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for layer in &tables.stations {
            for (_, rows) in rows(layer, &mut findings) {
                drafts.push(Draft::new(layer, rows, gazetteer, &mut findings));
            }
        }
        placing::place(&mut drafts, gazetteer);
        faults::report(&drafts, gazetteer, &mut findings);
        // The sort is stable: of two lines of one name that of the earlier layer stays first.
        drafts.sort_by(|a, b| a.name.cmp(&b.name));
        let told: Vec<Vec<Told>> = drafts.iter().map(Draft::told).collect();
        network.lines = drafts.into_iter().map(Draft::finish).collect();
        sections::sections(&mut network, &tables.sections, &mut findings);
        sections::lines(&mut network, &tables.lines, &mut findings);
        network.stations = stations::gather(&mut network.lines, &told);
        terminals::add(&mut network, &tables.terminals, gazetteer, &mut findings);
        network.crossings = crossings::gather(&tables.crossings, gazetteer, &mut findings);
        network.draw(tables.drawn.clone());
        Finding::sort(&mut findings);
        (network, findings)
    }
}

/// The rows of each line, in the order of the table.
fn rows<'l>(layer: &'l Layer, findings: &mut Vec<Finding>) -> BTreeMap<String, Vec<&'l Record>> {
    let mut lines: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in &layer.records {
        let line = attribute(record, "line");
        if line.is_empty() || record.names.is_empty() {
            let lacks = if line.is_empty() { "line" } else { "station" };
            let message = format!("the row names no {lacks}");
            let help = "a table of stations has the columns `line` and `name`";
            findings.push(fault(
                input::MALFORMED_RECORD,
                Severity::Warning,
                layer,
                record.line,
                &message,
                help,
            ));
            continue;
        }
        lines.entry(fold(line)).or_default().push(record);
    }
    lines
}
