//! The first page: the whole atlas on one sheet.

use super::finding::FindingRow;
use super::{File, Link, Site, Tally};
use crate::chart::around;
use crate::render::Templates;
use crate::words;
use choro_atlas::Coverage;
use choro_diagnostic::Severity;
use choro_gazetteer::Class;
use serde::Serialize;

#[derive(Serialize)]
struct Home {
    map: Option<String>,
    /// What the browser is told of the map.
    chart: Option<String>,
    counts: Vec<Count>,
    tally: Tally,
    documents: Vec<DocumentRow>,
    provinces: Vec<Link>,
    lines: Vec<Link>,
    worst: Vec<FindingRow>,
    more: usize,
}

#[derive(Serialize)]
struct Count {
    number: String,
    what: &'static str,
    href: Option<&'static str>,
}

/// A document with its counts.
#[derive(Serialize)]
pub(crate) struct DocumentRow {
    pub(crate) link: Link,
    pub(crate) path: String,
    pub(crate) tally: Tally,
    /// How many sentences carry a statement, and how many statements could be checked.
    pub(crate) coverage: String,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Site<'_> {
    pub(crate) fn document_row(&self, root: &str, document: usize) -> DocumentRow {
        let text = &self.atlas.documents[document];
        let findings = self.findings_in(&text.document.path);
        let of = |severity| {
            findings
                .iter()
                .filter(|f| self.atlas.findings[**f].severity == severity)
                .count()
        };
        let coverage = Coverage::of(text, &self.atlas.verdicts[document]);
        DocumentRow {
            link: self.document_link(root, document),
            path: text.document.path.clone(),
            tally: Tally::of(self.atlas.verdicts[document].iter().map(|v| v.outcome)),
            coverage: coverage.words("statement"),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
        }
    }
}

/// Findings shown on the first page.
const WORST: usize = 5;

pub(super) fn files(site: &Site<'_>, templates: &Templates) -> Vec<File> {
    let mut files = Vec::new();
    let atlas = site.atlas;
    let pages: Vec<_> = site
        .addresses
        .places()
        .filter_map(|id| atlas.place(id))
        .collect();
    let focus: Vec<_> = pages
        .iter()
        .filter(|p| p.rank >= 100)
        .filter_map(|p| p.point)
        .collect();
    let link = |id| site.place_href("", id);
    let marks = site.marks(None);
    let map = choro_map::overview(
        &site.ground,
        &format!("Map of {}", atlas.title),
        &focus,
        &marks,
        &link,
    );
    if let Some(map) = &map {
        // The same map as a file of its own, for other documents to show.
        files.push(("map.svg".to_owned(), map.standalone().into_bytes()));
    }
    // What the documents speak of; where there are none, all that the project has of its own.
    let spoken_of: Vec<_> = marks.iter().map(|mark| mark.at).collect();
    let spoken_of = if spoken_of.is_empty() {
        focus
    } else {
        spoken_of
    };
    let tally = Tally::of(atlas.statements().map(|s| s.verdict.outcome));
    let count = |n: usize, what: &'static str, href| {
        let one = what.strip_suffix('s').filter(|_| n == 1);
        Count {
            number: words::number(n as f64, 0),
            what: one.unwrap_or(what),
            href,
        }
    };
    let mut counts = vec![
        count(atlas.documents.len(), "documents", None),
        count(tally.all, "statements", Some("statements.html")),
        count(atlas.findings.len(), "findings", Some("findings.html")),
        count(pages.len(), "places", Some("search.html")),
        count(
            atlas.network.crossings.len(),
            "crossings",
            Some("crossings.html"),
        ),
        count(atlas.network.lines.len(), "lines", Some("#lines")),
        count(
            atlas.gazetteer.sources().len(),
            "sources",
            Some("sources.html"),
        ),
    ];
    counts.retain(|c| c.number != "0" || c.href.is_none());
    let mut provinces: Vec<Link> = pages
        .iter()
        .filter(|p| p.class == Class::Province)
        .map(|p| site.place_link("", p.id))
        .collect();
    provinces.sort();
    let mut worst: Vec<usize> = (0..atlas.findings.len()).collect();
    worst.sort_by_key(|f| std::cmp::Reverse(atlas.findings[*f].severity));
    let more = worst.len().saturating_sub(WORST);
    let home = Home {
        map: map.map(|m| m.svg),
        chart: site.chart_settings(
            "",
            around(&choro_map::heart(&spoken_of), 8_000.0),
            None,
            &marks,
        ),
        counts,
        tally,
        documents: (0..atlas.documents.len())
            .map(|d| site.document_row("", d))
            .collect(),
        provinces,
        lines: atlas
            .network
            .lines
            .iter()
            .enumerate()
            .map(|(i, l)| Link {
                text: l.name.clone(),
                href: Some(site.addresses.line(i)),
            })
            .collect(),
        worst: worst
            .into_iter()
            .take(WORST)
            .map(|f| site.finding("", f))
            .collect(),
        more,
    };
    let page = site.page("", "home", atlas.title.clone(), home);
    files.push((
        "index.html".to_owned(),
        templates.render("index.html", page),
    ));
    files
}
