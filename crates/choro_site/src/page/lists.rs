//! Pages that list: findings, statements, crossings, sources; and the page about the atlas.

use super::finding::FindingRow;
use super::home::DocumentRow;
use super::statement::StatementRow;
use super::{File, Link, Site, Tally};
use crate::render::Templates;
use crate::words;
use choro_diagnostic::Severity;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct FindingsPage {
    groups: Vec<FindingGroup>,
    all: usize,
}

#[derive(Serialize)]
struct FindingGroup {
    severity: &'static str,
    title: String,
    rules: Vec<RuleGroup>,
}

#[derive(Serialize)]
struct RuleGroup {
    code: String,
    findings: Vec<FindingRow>,
}

#[derive(Serialize)]
struct StatementsPage {
    tally: Tally,
    documents: Vec<Ledger>,
}

#[derive(Serialize)]
struct Ledger {
    row: DocumentRow,
    statements: Vec<StatementRow>,
}

#[derive(Serialize)]
struct CrossingRow {
    id: String,
    name: Link,
    from: Link,
    to: Link,
    mode: String,
    river: String,
    position: String,
    status: Vec<String>,
    source: String,
}

#[derive(Serialize)]
struct SourceRow {
    id: String,
    title: String,
    licence: String,
    attribution: String,
    version: String,
    accuracy: String,
    path: String,
    places: String,
}

pub(super) fn findings(site: &Site<'_>, templates: &Templates) -> File {
    let page = site.page("", "findings", "Findings", site.findings_page());
    file(templates, "findings.html", page)
}

pub(super) fn statements(site: &Site<'_>, templates: &Templates) -> File {
    let page = site.page("", "statements", "Statements", site.statements_page());
    file(templates, "statements.html", page)
}

pub(super) fn crossings(site: &Site<'_>, templates: &Templates) -> File {
    let page = site.page("", "crossings", "Border crossings", site.crossings());
    file(templates, "crossings.html", page)
}

pub(super) fn sources(site: &Site<'_>, templates: &Templates) -> File {
    let page = site.page("", "sources", "Sources", site.sources());
    file(templates, "sources.html", page)
}

pub(super) fn about(site: &Site<'_>, templates: &Templates) -> File {
    let page = site.page("", "about", "About this atlas", ());
    file(templates, "about.html", page)
}

fn file(templates: &Templates, name: &str, page: impl Serialize) -> File {
    (name.to_owned(), templates.render(name, page))
}

impl Site<'_> {
    fn findings_page(&self) -> FindingsPage {
        let severities = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Note, "note", "notes"),
        ];
        let mut groups = Vec::new();
        for (severity, one, many) in severities {
            let mut rules: BTreeMap<&str, Vec<FindingRow>> = BTreeMap::new();
            let mut n = 0;
            for (f, finding) in self.atlas.findings.iter().enumerate() {
                if finding.severity == severity {
                    n += 1;
                    let row = self.finding("", f);
                    rules.entry(&finding.code).or_default().push(row);
                }
            }
            if n > 0 {
                groups.push(FindingGroup {
                    severity: severity.name(),
                    title: words::count(n, one, many),
                    rules: rules
                        .into_iter()
                        .map(|(code, findings)| RuleGroup {
                            code: code.to_owned(),
                            findings,
                        })
                        .collect(),
                });
            }
        }
        FindingsPage {
            groups,
            all: self.atlas.findings.len(),
        }
    }

    fn statements_page(&self) -> StatementsPage {
        let mut statements: BTreeMap<usize, Vec<StatementRow>> = BTreeMap::new();
        for statement in self.atlas.statements() {
            let row = self.statement("", statement);
            statements.entry(statement.document).or_default().push(row);
        }
        StatementsPage {
            tally: Tally::of(self.atlas.statements().map(|s| s.verdict.outcome)),
            documents: (0..self.atlas.documents.len())
                .map(|d| Ledger {
                    row: self.document_row("", d),
                    statements: statements.remove(&d).unwrap_or_default(),
                })
                .collect(),
        }
    }

    fn crossings(&self) -> Vec<CrossingRow> {
        let end = |(text, place): &(String, Option<_>)| Link {
            text: place.map_or_else(|| text.clone(), |id| self.place_link("", id).text),
            href: place.and_then(|id| self.place_href("", id)),
        };
        self.atlas
            .network
            .crossings
            .iter()
            .enumerate()
            .map(|(i, c)| CrossingRow {
                id: format!("x{}", i + 1),
                name: Link {
                    text: c.name.clone(),
                    href: Some(self.addresses.crossing(i)),
                },
                from: end(&c.from),
                to: end(&c.to),
                mode: c.mode.clone(),
                river: c.river.clone(),
                position: c.position.map_or_else(String::new, words::coordinates),
                status: c
                    .status
                    .iter()
                    .map(|(word, when)| format!("{word} {}", words::when(when)).trim().to_owned())
                    .collect(),
                source: self.source_named(&c.source),
            })
            .collect()
    }

    fn sources(&self) -> Vec<SourceRow> {
        let sources = self.atlas.gazetteer.sources();
        let mut places = vec![0_usize; sources.len()];
        for place in self.atlas.gazetteer.places() {
            let mut of: Vec<usize> = place.records.iter().map(|r| r.source.0 as usize).collect();
            of.sort_unstable();
            of.dedup();
            for source in of {
                if let Some(n) = places.get_mut(source) {
                    *n += 1;
                }
            }
        }
        sources
            .iter()
            .zip(places)
            .map(|(s, places)| SourceRow {
                id: s.id.clone(),
                title: if s.title.is_empty() {
                    s.id.clone()
                } else {
                    s.title.clone()
                },
                licence: s.licence.clone(),
                attribution: s.attribution.clone(),
                version: s.version.clone(),
                accuracy: format!("{} m", words::number(s.accuracy, 0)),
                path: s.path.clone(),
                places: words::number(places as f64, 0),
            })
            .collect()
    }
}
