//! What a reader gathers of one file: records, and faults with their lines.
//!
//! Deprecated records and duplicate ids give one finding each for the whole file.

use std::collections::{BTreeMap, BTreeSet};

use choro_diagnostic::faults::{NAMED, SHOWN, lines};
use choro_diagnostic::{Faults, Finding, Severity};
use choro_quantity::When;

pub(crate) use choro_diagnostic::Spot;

use crate::format::Options;
use crate::{Body, Fact, Layer, Parent, Record, Source};

/// What one file gives, while it is read.
pub(crate) struct Intake<'a> {
    pub(crate) source: &'a Source,
    pub(crate) options: &'a Options,
    records: Vec<Record>,
    history: Vec<Fact>,
    bodies: Vec<Body>,
    spots: Vec<Spot>,
    faults: Faults,
}

impl<'a> Intake<'a> {
    pub(crate) fn new(source: &'a Source, options: &'a Options) -> Self {
        Self {
            source,
            options,
            records: Vec::new(),
            history: Vec::new(),
            bodies: Vec::new(),
            spots: Vec::new(),
            faults: Faults::of(&source.path),
        }
    }

    /// Takes a record in.
    pub(crate) fn push(&mut self, mut record: Record, spot: Spot) {
        record.line = spot.line;
        self.records.push(record);
        self.spots.push(spot);
    }

    /// Takes a row of a history table in.
    pub(crate) fn push_fact(&mut self, fact: Fact) {
        self.history.push(fact);
    }

    /// Takes a row of a table of existence in.
    pub(crate) fn push_body(&mut self, body: Body) {
        self.bodies.push(body);
    }

    /// The records so far, in file order.
    pub(crate) fn records_mut(&mut self) -> &mut [Record] {
        &mut self.records
    }

    /// Reports what is wrong at `spot`.
    pub(crate) fn fault(
        &mut self,
        code: &'static str,
        severity: Severity,
        spot: Spot,
        reason: &str,
    ) {
        self.faults.report(code, severity, spot, reason);
    }

    /// Takes in a finding made by the reader of another crate.
    pub(crate) fn found(&mut self, finding: Finding) {
        self.faults.push(finding);
    }

    /// The layer and all findings, in the order of the file.
    pub(crate) fn finish(mut self) -> (Layer, Vec<Finding>) {
        self.complete();
        self.sum_up_duplicates();
        self.sum_up_deprecated();
        (
            Layer {
                source: self.source.clone(),
                records: self.records,
                history: self.history,
                bodies: self.bodies,
            },
            self.faults.finish(),
        )
    }

    /// Gives records what the file leaves to the project: type, parent, id.
    fn complete(&mut self) {
        let mut taken: BTreeSet<String> = self
            .records
            .iter()
            .filter(|r| !r.id.is_empty())
            .map(|r| r.id.clone())
            .collect();
        let mut repeats: BTreeMap<String, usize> = BTreeMap::new();
        for (index, record) in self.records.iter_mut().enumerate() {
            if let Some(kind) = &self.options.feature_type
                && record.feature_type.is_empty()
            {
                record.feature_type.clone_from(kind);
            }
            if let Some(parent) = &self.options.parent
                && record.parents.is_empty()
            {
                record.parents.push(Parent {
                    to: parent.clone(),
                    when: When::default(),
                });
            }
            if record.id.is_empty() {
                record.id = unnamed_id(&self.source.id, record, index, &mut taken, &mut repeats);
            }
        }
    }

    fn sum_up_duplicates(&mut self) {
        let mut order: Vec<usize> = (0..self.records.len()).collect();
        order.sort_by(|a, b| (&self.records[*a].id, a).cmp(&(&self.records[*b].id, b)));
        let mut groups: Vec<&[usize]> = order
            .chunk_by(|a, b| self.records[*a].id == self.records[*b].id)
            .filter(|group| group.len() > 1 && !self.outlines_over_time(group))
            .collect();
        groups.sort_by_key(|group| group[0]);
        let Some(first) = groups.first() else { return };
        let mut named: Vec<String> = groups
            .iter()
            .take(NAMED)
            .map(|group| {
                let spots: Vec<Spot> = group.iter().map(|i| self.spots[*i]).collect();
                format!(
                    "{} ({})",
                    self.records[group[0]].id,
                    lines(&spots, group.len())
                )
            })
            .collect();
        if groups.len() > NAMED {
            named.push("…".to_owned());
        }
        let message = match groups.len() {
            1 => format!("the id {} occurs more than once", named[0]),
            n => format!("{n} ids occur more than once: {}", named.join(", ")),
        };
        let primary = self
            .faults
            .location(self.spots[first[1]], "this id is taken");
        let mut finding = Finding::new("INP008", Severity::Warning, message, primary);
        finding.related = groups
            .iter()
            .take(SHOWN)
            .map(|group| {
                self.faults
                    .location(self.spots[group[0]], "first used here")
            })
            .collect();
        finding.help = Some("give every record its own id: records of one id are taken for one thing, of which each says a part".to_owned());
        self.faults.push(finding);
    }

    /// Whether records of one id are meant to be: one thing with its footprints of several times.
    fn outlines_over_time(&self, group: &[usize]) -> bool {
        let undated = group
            .iter()
            .filter(|at| self.records[**at].shape_when.is_unstated());
        undated.count() <= 1
    }

    fn sum_up_deprecated(&mut self) {
        let spots: Vec<Spot> = self
            .records
            .iter()
            .zip(&self.spots)
            .filter(|(record, _)| record.deprecated)
            .map(|(_, spot)| *spot)
            .collect();
        let Some(first) = spots.first() else { return };
        let message = match spots.len() {
            1 => format!(
                "line {}: the source says that this record no longer holds",
                first.line
            ),
            n => format!(
                "the source says of {n} records that they no longer hold ({})",
                lines(&spots, n)
            ),
        };
        let primary = self
            .faults
            .location(*first, "deprecated, superseded or not current");
        self.faults
            .push(Finding::new("INP009", Severity::Note, message, primary));
    }
}

/// An id for a record whose source states none: `source#line/name`, `source#name`, for further
/// ones of that name `source#name~2`, and `source#7` (the seventh of the file) without a name.
/// It survives edits to other records of the file.
fn unnamed_id(
    source: &str,
    record: &Record,
    index: usize,
    taken: &mut BTreeSet<String>,
    repeats: &mut BTreeMap<String, usize>,
) -> String {
    let line = record
        .attributes
        .iter()
        .find(|a| a.key == "line")
        .map(|a| a.value.as_str());
    let stem = match (record.names.first(), line) {
        (Some(name), Some(line)) => format!("{source}#{line}/{}", name.text),
        (Some(name), None) => format!("{source}#{}", name.text),
        (None, _) => format!("{source}#{}", index + 1),
    };
    let repeat = repeats.entry(stem.clone()).or_default();
    loop {
        *repeat += 1;
        let id = if *repeat == 1 {
            stem.clone()
        } else {
            format!("{stem}~{repeat}")
        };
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

#[cfg(test)]
#[path = "intake_tests.rs"]
mod tests;
