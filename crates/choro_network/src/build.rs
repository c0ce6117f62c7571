//! From tables to a network.

use crate::crossings::crossing;
use crate::draft::Draft;
use crate::faults::{self, fault};
use crate::row::attribute;
use crate::{Network, placing, stations};
use choro_diagnostic::{Finding, Severity, input};
use choro_gazetteer::Gazetteer;
use choro_layer::{Layer, Record};
use choro_name::fold;
use std::collections::BTreeMap;

impl Network {
    /// Builds the network from station and crossing tables. The order of layers decides between
    /// lines of one name: put the layers of higher rank first.
    ///
    /// Stations without a coordinate are placed from the gazetteer where name, order and
    /// kilometres leave little doubt: see [`crate::Placing`].
    pub fn build(
        stations: &[Layer],
        crossings: &[Layer],
        gazetteer: &Gazetteer,
    ) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut network = Self::default();
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for layer in stations {
            for (_, rows) in lines(layer, &mut findings) {
                drafts.push(Draft::new(layer, rows, gazetteer, &mut findings));
            }
        }
        placing::place(&mut drafts, gazetteer);
        faults::report(&drafts, gazetteer, &mut findings);
        network.lines = drafts.into_iter().map(Draft::finish).collect();
        // The sort is stable: of two lines of one name that of the earlier layer stays first.
        network.lines.sort_by(|a, b| a.name.cmp(&b.name));
        network.stations = stations::gather(&mut network.lines);
        for layer in crossings {
            for record in &layer.records {
                let crossing = crossing(layer, record, gazetteer, &mut findings);
                network.crossings.push(crossing);
            }
        }
        network
            .crossings
            .sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
        Finding::sort(&mut findings);
        (network, findings)
    }
}

/// The rows of each line, in the order of the table.
fn lines<'l>(layer: &'l Layer, findings: &mut Vec<Finding>) -> BTreeMap<String, Vec<&'l Record>> {
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
