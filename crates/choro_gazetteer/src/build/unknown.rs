//! Words in the project's own files that mean nothing: parents nobody is, types nobody knows.

use super::OWN_RANK;
use super::entry::is_known_type;
use super::kinship::Unknown;
use super::summed::summed;
use choro_diagnostic::{Finding, Severity, input};
use choro_layer::Layer;
use std::collections::BTreeMap;

/// Findings about parents and capitals that were not found, which come sorted by file.
pub(super) fn relations(unknown: &[Unknown]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in unknown.chunk_by(|a, b| a.path == b.path) {
        let told: Vec<(usize, String)> = file
            .iter()
            .map(|one| {
                let why = if one.is_a_name {
                    "is the name of no division above it"
                } else {
                    "is no id and no name of any record"
                };
                let message = format!(
                    "‘{}’, which `{}` has as `{}`, {why}",
                    one.to, one.record, one.relation
                );
                (one.line, message)
            })
            .collect();
        let path = &file[0].path;
        findings.extend(summed(
            input::UNKNOWN_RELATION,
            Severity::Warning,
            path,
            told,
        ));
    }
    findings
}

/// Findings about types that are no words for a kind of place, one for each word of a file.
pub(super) fn types(layers: &[Layer]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for layer in layers.iter().filter(|layer| layer.source.rank >= OWN_RANK) {
        let mut words: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for record in layer.records.iter().filter(|record| !record.deprecated) {
            let word = record.feature_type.trim();
            if !word.is_empty() {
                words.entry(word).or_insert((record.line, 0)).1 += 1;
            }
        }
        words.retain(|word, _| !is_known_type(word));
        let mut told: Vec<(usize, String)> = words
            .into_iter()
            .map(|(word, (line, count))| {
                let records = if count == 1 { "record" } else { "records" };
                let message = format!(
                    "the type ‘{word}’ is no known word for a kind of place ({count} {records})"
                );
                (line, message)
            })
            .collect();
        told.sort();
        let path = &layer.source.path;
        findings.extend(summed(
            input::UNKNOWN_FEATURE_TYPE,
            Severity::Warning,
            path,
            told,
        ));
    }
    findings
}
