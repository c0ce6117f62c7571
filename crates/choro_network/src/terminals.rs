//! Ports, airports and border controls, from tables of their own.

use crate::draft::{by_id, position};
use crate::facts::{in_use, terminal};
use crate::faults::fault;
use crate::row::{attribute, names};
use crate::{Network, Station};
use choro_diagnostic::input::UNKNOWN_FEATURE_TYPE;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Gazetteer;
use choro_layer::Layer;
use choro_quantity::When;

/// Adds the rows as stations that no line calls at.
pub(crate) fn add(
    network: &mut Network,
    layers: &[Layer],
    gazetteer: &Gazetteer,
    findings: &mut Vec<Finding>,
) {
    for layer in layers {
        for row in &layer.records {
            let (name, others) = names(row);
            let kind = terminal(row).unwrap_or_else(|| {
                let message = format!(
                    "`{}` of {name} is no kind of terminal",
                    attribute(row, "kind")
                );
                let help =
                    "write port, airport, ferry terminal, border control, junction or station";
                let code = UNKNOWN_FEATURE_TYPE;
                findings.push(fault(
                    code,
                    Severity::Warning,
                    layer,
                    row.line,
                    &message,
                    help,
                ));
                crate::PointKind::Station
            });
            let place = by_id(gazetteer, &layer.source.id, attribute(row, "place"));
            let point = place.and_then(|place| gazetteer.place(place).point);
            network.stations.push(Station {
                name,
                names: others
                    .into_iter()
                    .map(|name| (name, When::default()))
                    .collect(),
                kind,
                position: position(row).or(point),
                place,
                when: in_use(row),
                sources: vec![layer.source.id.clone()],
                ..Station::default()
            });
        }
    }
}
