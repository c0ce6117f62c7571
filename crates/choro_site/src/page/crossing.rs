//! A border crossing's page: what each source and each document says of it, side by side.

use super::statement::StatementRow;
use super::{File, Link, Site};
use crate::render::Templates;
use crate::words;
use choro_claim::Kind;
use choro_gazetteer::{Class, PlaceId};
use choro_network::{Crossing, CrossingStatement};
use choro_quantity::When;
use serde::Serialize;

#[derive(Serialize)]
struct CrossingPage {
    from: Link,
    to: Link,
    mode: String,
    river: Link,
    position: String,
    map: Option<String>,
    /// Who says something of it: the columns.
    sources: Vec<String>,
    /// What they say, by time: the rows.
    times: Vec<TimeRow>,
    /// Whether two statements of one time differ.
    disputed: bool,
    /// Lines that cross the border here.
    lines: Vec<Link>,
    /// What the project's documents say.
    statements: Vec<StatementRow>,
}

/// What is said of one time, by each source.
#[derive(Serialize)]
struct TimeRow {
    when: String,
    said: Vec<Vec<Said>>,
}

/// What one source says of one time.
#[derive(Serialize)]
struct Said {
    status: String,
    mode: String,
    open_to: String,
    hedge: String,
    /// Whether another statement about the same time differs.
    disputed: bool,
}

const ROOT: &str = "../";

pub(super) fn file(site: &Site<'_>, templates: &Templates, index: usize) -> File {
    let crossing = &site.atlas.network.crossings[index];
    let title = crossing.name.clone();
    let page = site.page(ROOT, "crossings", title, site.crossing_page(crossing));
    (
        site.addresses.crossing(index),
        templates.render("crossing.html", page),
    )
}

/// Whether two statements cannot both be true: of one time, with another status or kind.
fn disagree(a: &CrossingStatement, b: &CrossingStatement) -> bool {
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    a.when.overlaps(&b.when) && (differ(&a.status, &b.status) || differ(&a.mode, &b.mode))
}

impl Site<'_> {
    fn crossing_page(&self, crossing: &Crossing) -> CrossingPage {
        let end = |(text, place): &(String, Option<PlaceId>)| Link {
            text: match place {
                Some(id) => self.place_link(ROOT, *id).text,
                None => text.clone(),
            },
            href: place.and_then(|id| self.place_href(ROOT, id)),
        };
        let link = |id| self.place_href(ROOT, id);
        let (sources, times) = self.side_by_side(&crossing.statements);
        let cells = times.iter().flat_map(|row| &row.said).flatten();
        let disputed = cells.clone().any(|said| said.disputed);
        CrossingPage {
            from: end(&crossing.from),
            to: end(&crossing.to),
            mode: crossing.mode.clone(),
            river: self.river(&crossing.river),
            position: crossing
                .position
                .map_or_else(String::new, words::coordinates),
            map: crossing
                .position
                .and_then(|at| choro_map::spot(&self.ground, &crossing.name, at, &link))
                .map(|map| map.svg),
            sources,
            times,
            disputed,
            lines: self.lines_across(crossing),
            statements: self.told_of(crossing),
        }
    }

    /// A river with the way to its page, where one place alone bears the name.
    pub(super) fn river(&self, name: &str) -> Link {
        let gazetteer = &self.atlas.gazetteer;
        let mut rivers = gazetteer.by_name(name);
        rivers.retain(|id| gazetteer.place(*id).class == Class::River);
        let href = match rivers.as_slice() {
            [only] => self.place_href(ROOT, *only),
            _ => None,
        };
        Link {
            text: name.to_owned(),
            href,
        }
    }

    /// The lines that call at both ends.
    fn lines_across(&self, crossing: &Crossing) -> Vec<Link> {
        let ends = [crossing.from.1, crossing.to.1];
        let lines = self.atlas.network.lines.iter().enumerate();
        let across = lines.filter(|(_, line)| {
            let calls = |place: &Option<PlaceId>| {
                place.is_some() && line.stops.iter().any(|stop| stop.place == *place)
            };
            ends.iter().all(calls)
        });
        across
            .map(|(at, line)| self.line_link(ROOT, at, line))
            .collect()
    }

    /// The statements as a table: sources in the order in which they first speak, times from the
    /// earliest.
    fn side_by_side(&self, all: &[CrossingStatement]) -> (Vec<String>, Vec<TimeRow>) {
        let mut sources: Vec<String> = Vec::new();
        for said in all {
            let source = self.source_named(&said.source);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let mut whens: Vec<&When> = all.iter().map(|said| &said.when).collect();
        whens.sort_by_key(|when| (when.earliest, when.latest, &when.edtf));
        whens.dedup();
        let times = whens.into_iter().map(|when| {
            let by = |source: &String| {
                let of_time = all.iter().filter(|said| said.when == *when);
                of_time
                    .filter(|said| self.source_named(&said.source) == *source)
                    .map(|said| Said {
                        status: said.status.clone(),
                        mode: said.mode.clone(),
                        open_to: said.open_to.clone(),
                        hedge: said.hedge.clone(),
                        disputed: all.iter().any(|other| disagree(said, other)),
                    })
                    .collect()
            };
            TimeRow {
                when: words::when(when),
                said: sources.iter().map(by).collect(),
            }
        });
        let times = times.collect();
        (sources, times)
    }

    /// Statements of documents about a crossing between its ends.
    fn told_of(&self, crossing: &Crossing) -> Vec<StatementRow> {
        let ends = [crossing.from.1, crossing.to.1];
        let is_end = |place: Option<PlaceId>| place.is_some() && ends.contains(&place);
        let statements = self.atlas.statements().filter(|statement| {
            let claim = statement.claim;
            let object = claim.object.as_ref();
            claim.kind == Kind::Crossing
                && is_end(claim.subject.place)
                && object.is_none_or(|object| object.place.is_none() || is_end(object.place))
        });
        statements.map(|s| self.statement(ROOT, s)).collect()
    }
}
