//! The pages, one file per sort, and what they share.

mod around;
mod crossing;
mod document;
mod feed;
mod finding;
mod history;
mod home;
mod line;
mod linked;
mod lists;
mod neighbour;
mod place;
mod population;
mod search;
mod statement;
mod station;
mod taken;

use crate::address::{Addresses, relative};
use crate::chart::Chart;
use crate::render::{FILTER, SEARCH, STYLE, TAKE, Templates};
use crate::words;
use choro_atlas::{Atlas, Index};
use choro_check::Outcome;
use choro_diagnostic::Severity;
use choro_gazetteer::{Class, PlaceId, SourceId};
use choro_geometry::PointIndex;
use choro_inventory::Site as Listed;
use choro_map::{Ground, Mark, MarkKind};
use choro_network::StationId;
use serde::Serialize;
use std::collections::BTreeMap;

/// Path with `/` from the root of the site, and bytes.
pub(crate) type File = (String, Vec<u8>);

/// What every page is made from.
pub(crate) struct Site<'a> {
    pub(crate) atlas: &'a Atlas,
    pub(crate) index: Index<'a>,
    pub(crate) addresses: Addresses,
    pub(crate) ground: Ground,
    /// The map one moves about in, where there is one.
    pub(crate) chart: Option<Chart<'a>>,
    /// For each place, those with pages that lie in it.
    parts: BTreeMap<PlaceId, Vec<PlaceId>>,
    /// The project's lists of sites.
    pub(crate) sites: around::Sites<'a>,
    /// Settlements that have pages.
    settlements: PointIndex,
    /// For each finding, its number within its document, from 1.
    numbers: Vec<usize>,
    /// Indexes of the findings of each file.
    findings: BTreeMap<&'a str, Vec<usize>>,
}

/// What every page's frame needs.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    /// Title of the atlas.
    atlas: &'a str,
    /// Language of the pages.
    language: &'a str,
    /// Date of the newest input.
    date: &'a str,
    /// Way to the root: empty or `../`.
    root: &'a str,
    /// Title of the page.
    title: String,
    /// Which entry of the navigation is current.
    section: &'a str,
    /// Which entries there are.
    has_lines: bool,
    has_crossings: bool,
    /// What the page is of, for programs.
    data: serde_json::Value,
    version: &'static str,
    /// Whether pages have maps one moves about in.
    has_charts: bool,
}

/// A page's context: its frame and its own part.
#[derive(Serialize)]
pub(crate) struct Page<'a, T: Serialize> {
    frame: Frame<'a>,
    page: T,
}

/// A word that leads somewhere, or not.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
}

impl<'a> Site<'a> {
    pub(crate) fn new(atlas: &'a Atlas, listed: &'a [Listed]) -> Self {
        let index = Index::new(atlas);
        let addresses = Addresses::new(atlas, &index);
        let ground = Ground::new(atlas.gazetteer.places(), &atlas.network);
        let mut findings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut numbers = Vec::new();
        for (i, finding) in atlas.findings.iter().enumerate() {
            let own = findings
                .entry(finding.primary.document.as_str())
                .or_default();
            own.push(i);
            numbers.push(own.len());
        }
        Self {
            parts: place::parts(atlas, &addresses),
            sites: around::Sites::of(listed),
            settlements: neighbour::settlements(&atlas.gazetteer, addresses.places()),
            atlas,
            index,
            addresses,
            ground,
            chart: None,
            numbers,
            findings,
        }
    }

    pub(crate) fn page<T: Serialize>(
        &self,
        root: &'a str,
        section: &'a str,
        title: impl Into<String>,
        page: T,
    ) -> Page<'a, T> {
        let network = &self.atlas.network;
        let title = title.into();
        Page {
            frame: Frame {
                data: linked::page(self.atlas, &title),
                version: env!("CARGO_PKG_VERSION"),
                atlas: &self.atlas.title,
                language: words::lang(&self.atlas.language).unwrap_or("en"),
                date: &self.atlas.date,
                root,
                title,
                section,
                has_lines: !network.lines.is_empty(),
                has_crossings: !network.crossings.is_empty(),
                has_charts: self.chart.is_some(),
            },
            page,
        }
    }

    /// A place's name with the way to its page.
    pub(crate) fn place_link(&self, root: &str, id: PlaceId) -> Link {
        Link {
            text: self.atlas.place(id).map_or("", |p| p.name()).to_owned(),
            href: self.place_href(root, id),
        }
    }

    pub(crate) fn place_href(&self, root: &str, id: PlaceId) -> Option<String> {
        self.addresses.place(id).map(|path| relative(root, &path))
    }

    /// What a document is called, with the way to its page.
    pub(crate) fn document_link(&self, root: &str, document: usize) -> Link {
        let text = &self.atlas.documents[document].document;
        Link {
            text: text.title.clone().unwrap_or_else(|| text.path.clone()),
            href: Some(relative(root, &self.addresses.document(document))),
        }
    }

    pub(crate) fn source_title(&self, id: SourceId) -> String {
        self.atlas.source(id).map_or_else(String::new, |s| {
            if s.title.is_empty() {
                s.id.clone()
            } else {
                s.title.clone()
            }
        })
    }

    /// Title of a source by the id that lines and crossings carry.
    pub(crate) fn source_named(&self, id: &str) -> String {
        self.atlas
            .gazetteer
            .sources()
            .iter()
            .find(|s| s.id == id && !s.title.is_empty())
            .map_or_else(|| id.to_owned(), |s| s.title.clone())
    }

    /// What is cited, each once: what is the id of a source becomes its title and version.
    pub(crate) fn cited<'s>(&self, sources: impl Iterator<Item = &'s str>) -> Vec<String> {
        let mut cited: Vec<String> = Vec::new();
        for source in sources {
            let known = self.atlas.gazetteer.sources();
            let known = known.iter().find(|s| s.id == source && !s.title.is_empty());
            let words = known.map_or_else(
                || source.to_owned(),
                |s| format!("{} {}", s.title, s.version).trim().to_owned(),
            );
            if !cited.contains(&words) {
                cited.push(words);
            }
        }
        cited
    }

    /// A mark for each place that statements or findings of the given documents concern, by the
    /// worst of what is said of it.
    pub(crate) fn marks(&self, document: Option<usize>) -> Vec<Mark> {
        let path = document.map(|d| self.atlas.documents[d].document.path.as_str());
        let mut marks = Vec::new();
        for id in self.index.places() {
            let about = self.index.about(id);
            let Some(place) = self.atlas.place(id) else {
                continue;
            };
            let Some(at) = place.point.filter(|_| stands_at_a_point(place.class)) else {
                continue;
            };
            let statements = about
                .statements
                .iter()
                .filter(|s| document.is_none_or(|d| d == s.document))
                .map(|s| outcome_mark(s.verdict.outcome));
            let findings = about
                .findings
                .iter()
                .map(|f| &self.atlas.findings[*f])
                .filter(|f| path.is_none_or(|p| f.primary.document == p))
                .map(|f| severity_mark(f.severity));
            let mentioned = about
                .mentions
                .keys()
                .any(|d| document.is_none_or(|o| o == *d));
            let kind = statements.chain(findings).min();
            if let Some(kind) = kind.or(mentioned.then_some(MarkKind::Undetermined)) {
                marks.push(Mark {
                    place: id,
                    at,
                    label: place.name().to_owned(),
                    kind,
                });
            }
        }
        marks
    }

    /// Indexes of the findings of a file, in order.
    pub(crate) fn findings_in(&self, path: &str) -> &[usize] {
        self.findings.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Whether a mark on a map says where it is; a province or a river is named on the map itself.
fn stands_at_a_point(class: Class) -> bool {
    !matches!(
        class,
        Class::Country
            | Class::Province
            | Class::Region
            | Class::River
            | Class::Sea
            | Class::Coast
            | Class::Range
            | Class::Plateau
            | Class::Plain
            | Class::Railway
            | Class::Road
    )
}

fn outcome_mark(outcome: Outcome) -> MarkKind {
    match outcome {
        Outcome::Contradicted => MarkKind::Contradicted,
        Outcome::Disputed => MarkKind::Disputed,
        Outcome::Supported => MarkKind::Supported,
        Outcome::Undetermined => MarkKind::Undetermined,
    }
}

fn severity_mark(severity: Severity) -> MarkKind {
    match severity {
        Severity::Error => MarkKind::Error,
        Severity::Warning => MarkKind::Warning,
        Severity::Note => MarkKind::Undetermined,
    }
}

/// How many statements of each outcome.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Tally {
    pub(crate) all: usize,
    pub(crate) supported: usize,
    pub(crate) contradicted: usize,
    pub(crate) disputed: usize,
    pub(crate) undetermined: usize,
}

impl Tally {
    pub(crate) fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.all += 1;
            match outcome {
                Outcome::Supported => tally.supported += 1,
                Outcome::Contradicted => tally.contradicted += 1,
                Outcome::Disputed => tally.disputed += 1,
                Outcome::Undetermined => tally.undetermined += 1,
            }
        }
        tally
    }
}

/// Files of the site that are made together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sort {
    Tiles,
    Statements,
    Findings,
    Search,
    Home,
    Document(usize),
    Line(usize),
    Place(PlaceId),
    Station(StationId),
    Crossing(usize),
    Crossings,
    Sources,
    About,
    Feed,
    Fixed,
}

impl Site<'_> {
    /// All that there is to make; what takes long comes first.
    pub(crate) fn sorts(&self) -> Vec<Sort> {
        let mut sorts = vec![
            Sort::Tiles,
            Sort::Statements,
            Sort::Findings,
            Sort::Search,
            Sort::Home,
        ];
        sorts.extend((0..self.atlas.documents.len()).map(Sort::Document));
        sorts.extend((0..self.atlas.network.lines.len()).map(Sort::Line));
        sorts.extend(self.addresses.places().map(Sort::Place));
        sorts.extend(self.addresses.stations().map(Sort::Station));
        sorts.extend((0..self.atlas.network.crossings.len()).map(Sort::Crossing));
        if !self.atlas.network.crossings.is_empty() {
            sorts.push(Sort::Crossings);
        }
        sorts.extend([Sort::Sources, Sort::About, Sort::Feed, Sort::Fixed]);
        sorts
    }

    /// Makes the files of one sort.
    pub(crate) fn make(&self, templates: &Templates, sort: Sort) -> Vec<File> {
        match sort {
            Sort::Tiles => self.archive(),
            Sort::Statements => vec![lists::statements(self, templates)],
            Sort::Findings => vec![lists::findings(self, templates)],
            Sort::Search => search::files(self, templates),
            Sort::Home => home::files(self, templates),
            Sort::Document(document) => vec![document::file(self, templates, document)],
            Sort::Line(line) => vec![line::file(self, templates, line)],
            Sort::Place(place) => place::file(self, templates, place).into_iter().collect(),
            Sort::Station(id) => station::file(self, templates, id).into_iter().collect(),
            Sort::Crossing(crossing) => vec![crossing::file(self, templates, crossing)],
            Sort::Crossings => vec![lists::crossings(self, templates)],
            Sort::Sources => vec![lists::sources(self, templates)],
            Sort::About => vec![lists::about(self, templates)],
            Sort::Feed => vec![feed::file(self)],
            Sort::Fixed => {
                let maps = format!("{}\n{}", choro_map::STYLE, choro_map::STRIP_STYLE);
                let style = format!("{STYLE}\n{maps}");
                let mut files = vec![
                    ("style.css".to_owned(), style.into_bytes()),
                    ("search.js".to_owned(), SEARCH.as_bytes().to_vec()),
                    ("take.js".to_owned(), TAKE.as_bytes().to_vec()),
                    ("filter.js".to_owned(), FILTER.as_bytes().to_vec()),
                ];
                if self.chart.is_some() {
                    let browser = crate::browser::FILES.iter();
                    files.extend(browser.map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())));
                }
                files
            }
        }
    }
}
