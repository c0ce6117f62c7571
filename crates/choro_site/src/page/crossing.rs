//! A border crossing's page: what each source and each document says of it, side by side.

use super::statement::StatementRow;
use super::{File, Link, Site};
use crate::render::Templates;
use crate::words;
use choro_claim::Kind;
use choro_gazetteer::PlaceId;
use choro_network::{Crossing, CrossingStatement};
use serde::Serialize;

#[derive(Serialize)]
struct CrossingPage {
    from: Link,
    to: Link,
    mode: String,
    river: String,
    position: String,
    /// What sources say.
    said: Vec<Said>,
    /// Whether two sources say different things of one time.
    disputed: bool,
    /// What the project's documents say.
    statements: Vec<StatementRow>,
}

/// What one source says at one time.
#[derive(Serialize)]
struct Said {
    status: String,
    mode: String,
    open_to: String,
    when: String,
    hedge: String,
    source: String,
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
        let all = &crossing.statements;
        let pairs = all.iter().enumerate();
        CrossingPage {
            from: end(&crossing.from),
            to: end(&crossing.to),
            mode: crossing.mode.clone(),
            river: crossing.river.clone(),
            position: crossing
                .position
                .map_or_else(String::new, |p| format!("{:.4}, {:.4}", p.lat, p.lon)),
            disputed: pairs
                .into_iter()
                .any(|(at, a)| all[at + 1..].iter().any(|b| disagree(a, b))),
            said: all.iter().map(|said| self.said(said)).collect(),
            statements: self.told_of(crossing),
        }
    }

    fn said(&self, said: &CrossingStatement) -> Said {
        Said {
            status: said.status.clone(),
            mode: said.mode.clone(),
            open_to: said.open_to.clone(),
            when: words::when(&said.when),
            hedge: said.hedge.clone(),
            source: self.source_named(&said.source),
        }
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
