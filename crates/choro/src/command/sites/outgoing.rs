//! The sites of an answer as they go out: exact, or as `[export.redact]` wants them.

use crate::command::redaction::{Fate, coarse_position, redact};
use choro_geometry::{Position, distance_m};
use choro_inventory::{Answer, Hit, Index, Site};
use choro_project::Redact;
use std::collections::HashMap;

pub(super) struct Outgoing<'a> {
    index: &'a Index<'a>,
    /// The answer without the sites that do not go out.
    pub(super) answer: Answer,
    /// Sites that go out otherwise than they are, by their numbers.
    coarse: HashMap<u32, Site>,
    left_out: usize,
}

impl<'a> Outgoing<'a> {
    /// The answer as it is.
    pub(super) fn exact(index: &'a Index<'a>, answer: Answer) -> Self {
        Self {
            index,
            answer,
            coarse: HashMap::new(),
            left_out: 0,
        }
    }

    /// The answer with positions rounded and sites left out, by their types. Distances are those
    /// of the rounded positions: exact ones would tell where a site is.
    pub(super) fn redacted(index: &'a Index<'a>, mut answer: Answer, rules: &Redact) -> Self {
        let mut coarse = HashMap::new();
        let before = answer.hits.len();
        let centre = answer.centre;
        answer.hits.retain_mut(|hit| {
            let site = &index.sites()[hit.site as usize];
            if rules.of(&site.kind).is_none() {
                return true;
            }
            let mut changed = site.clone();
            match redact(rules, &site.kind, &mut changed.placemark) {
                Fate::Unchanged => {}
                Fate::LeftOut => return false,
                Fate::Rounded => {
                    if let Some(at) = site.position {
                        let rounded = coarse_position(rules, &site.kind, at);
                        changed.position = Some(rounded);
                        changed.id = coarse_id(&site.id, at, rounded);
                        hit.distance_m = hit
                            .distance_m
                            .and_then(|_| Some(distance_m(centre?, rounded)));
                    }
                    coarse.insert(hit.site, changed);
                }
            }
            true
        });
        Self {
            index,
            left_out: before - answer.hits.len(),
            answer,
            coarse,
        }
    }

    /// A site found, as it goes out.
    pub(super) fn site(&self, hit: &Hit) -> &Site {
        let exact = || &self.index.sites()[hit.site as usize];
        self.coarse.get(&hit.site).unwrap_or_else(exact)
    }

    pub(super) fn province(&self, hit: &Hit) -> &str {
        self.index.province(hit.site)
    }

    /// What was changed, a line each.
    pub(super) fn told(&self) -> Vec<String> {
        let told = [
            (self.coarse.len(), "with rounded positions"),
            (self.left_out, "left out, as [export.redact] wants it"),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("{count} {what}"))
            .collect()
    }
}

/// An id that tells like sites apart by their position, with the rounded one.
fn coarse_id(id: &str, at: Position, rounded: Position) -> String {
    let exact = format!("@{:.4},{:.4}", at.lat, at.lon);
    id.replace(&exact, &format!("@{},{}", rounded.lat, rounded.lon))
}
