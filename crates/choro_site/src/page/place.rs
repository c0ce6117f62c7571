//! A place's page: everything known and everything said of it.

mod travel;

use super::around::Around;
use super::finding::FindingRow;
use super::history::{HistoryRow, LayInRow, is_told};
use super::linked;
use super::neighbour::NeighbourRow;
use super::population::Growth;
use super::statement::StatementRow;
use super::{File, Link, Site, Tally};
use crate::address::Addresses;
use crate::chart::{Years, place_number, surroundings};
use crate::render::Templates;
use crate::words;
use choro_atlas::Atlas;
use choro_gazetteer::{Attribute, Place, PlaceId, Relation};
use choro_geometry::Shape;
use choro_layer::Role;
use choro_quantity::When;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use travel::{CrossingRow, StopRow};

#[derive(Serialize)]
struct PlacePage {
    name: String,
    class: String,
    also: Vec<String>,
    names: Vec<NameRow>,
    history: Vec<HistoryRow>,
    /// What it lay in at which time, where that has changed.
    lay_in: Vec<LayInRow>,
    within: Vec<RelationRow>,
    seat_of: Vec<RelationRow>,
    parts: Vec<Part>,
    position: Option<String>,
    footprints: Vec<FootprintRow>,
    figures: Vec<FigureRow>,
    /// What sources say beyond figures: codes, notes, flags.
    facts: Vec<FigureRow>,
    population: Option<Growth>,
    sites: Option<Around>,
    settlements: Vec<NeighbourRow>,
    units: Vec<NeighbourRow>,
    lines: Vec<StopRow>,
    crossings: Vec<CrossingRow>,
    records: Vec<String>,
    map: Option<String>,
    /// The place in the words of schema.org.
    data: serde_json::Value,
    /// What the page shows, to be taken away.
    features: serde_json::Value,
    /// What the browser is told of the map.
    chart: Option<String>,
    tally: Tally,
    statements: Vec<StatementRow>,
    findings: Vec<FindingRow>,
    documents: Vec<MentionRow>,
}

#[derive(Serialize)]
struct NameRow {
    text: String,
    lang: Option<String>,
    language: String,
    role: &'static str,
    when: String,
    years: Years,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct RelationRow {
    link: Link,
    when: String,
    sources: Vec<String>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    class: String,
    link: Link,
}

#[derive(Serialize)]
struct FootprintRow {
    what: &'static str,
    accuracy: String,
    when: String,
    source: String,
}

#[derive(Serialize, PartialEq, Eq)]
struct FigureRow {
    key: String,
    value: String,
    when: String,
    source: String,
}

#[derive(Serialize)]
struct MentionRow {
    link: Link,
    times: String,
}

const ROOT: &str = "../";

/// For each place, those with pages that have ever lain in it.
pub(super) fn parts(atlas: &Atlas, addresses: &Addresses) -> BTreeMap<PlaceId, Vec<PlaceId>> {
    let mut parts: BTreeMap<PlaceId, Vec<PlaceId>> = BTreeMap::new();
    for id in addresses.places() {
        let parents = atlas.place(id).map_or(&[][..], |p| &p.parents);
        let parents: BTreeSet<PlaceId> = parents.iter().map(|r| r.to).collect();
        for parent in parents {
            parts.entry(parent).or_default().push(id);
        }
    }
    parts
}

pub(super) fn file(site: &Site<'_>, templates: &Templates, id: PlaceId) -> Option<File> {
    let (place, path) = (site.atlas.place(id)?, site.addresses.place(id)?);
    let parts = site.parts.get(&id).map_or(&[][..], Vec::as_slice);
    let page = site.page(ROOT, "place", place.name(), site.place_page(place, parts));
    Some((path, templates.render("place.html", page)))
}

impl Site<'_> {
    fn place_page(&self, place: &Place, parts: &[PlaceId]) -> PlacePage {
        let about = self.index.about(place.id);
        let link = |id| self.place_href(ROOT, id);
        let mut parts: Vec<Part> = parts
            .iter()
            .filter_map(|id| self.atlas.place(*id))
            .map(|p| Part {
                class: words::class(p.class),
                link: self.place_link(ROOT, p.id),
            })
            .collect();
        parts.sort();
        let statements = about.statements.iter();
        let statements: Vec<_> = statements.map(|s| self.statement(ROOT, *s)).collect();
        PlacePage {
            name: place.name().to_owned(),
            class: words::class(place.class),
            also: place.also.iter().map(|c| words::class(*c)).collect(),
            names: self.names(place),
            history: self.history(place),
            lay_in: self.lay_in(place),
            within: self.relations(&current(&place.parents)),
            seat_of: self.relations(&place.capital_of),
            parts,
            position: place.point.filter(|p| p.is_valid()).map(words::coordinates),
            footprints: self.footprints(place),
            figures: self.figures(place, |a| a.number.is_some() && !a.unit.is_empty()),
            facts: self.figures(place, |a| {
                (a.number.is_none() || a.unit.is_empty()) && !is_told(a)
            }),
            population: self.population(place),
            sites: self.sites_around(place),
            settlements: self.settlements_near(ROOT, place),
            units: self.units_beside(ROOT, place),
            lines: about
                .stops
                .iter()
                .filter_map(|&(line, stop)| self.stop_row(line, stop))
                .collect(),
            crossings: about
                .crossings
                .iter()
                .filter_map(|crossing| self.crossing_row(*crossing))
                .collect(),
            records: place
                .records
                .iter()
                .map(|r| {
                    let source = self.atlas.source(r.source).map_or("", |s| s.id.as_str());
                    format!("{source}:{}", r.record)
                })
                .collect(),
            map: choro_map::locator(&self.ground, place, &link).map(|m| m.svg),
            data: linked::place(self.atlas, place),
            chart: self.chart_settings(
                ROOT,
                surroundings(place),
                Some(place_number(place.id)),
                &[],
            ),
            tally: Tally::of(about.statements.iter().map(|s| s.verdict.outcome)),
            features: self.taken_of_place(place, &statements),
            statements,
            findings: about
                .findings
                .iter()
                .map(|f| self.finding(ROOT, *f))
                .collect(),
            documents: about
                .mentions
                .iter()
                .map(|(d, n)| MentionRow {
                    link: self.document_link(ROOT, *d),
                    times: words::count(*n, "mention", "mentions"),
                })
                .collect(),
        }
    }

    /// Names alike in spelling, language, role and time become one row with all their sources.
    fn names(&self, place: &Place) -> Vec<NameRow> {
        let mut rows: Vec<(&choro_gazetteer::Name, Vec<String>)> = Vec::new();
        for name in &place.names {
            let source = self.source_title(name.source);
            let same = rows.iter_mut().find(|(n, _)| {
                n.text == name.text
                    && n.language == name.language
                    && n.role == name.role
                    && n.when == name.when
            });
            match same {
                Some((_, sources)) if !sources.contains(&source) => sources.push(source),
                Some(_) => {}
                None => rows.push((name, vec![source])),
            }
        }
        rows.into_iter()
            .map(|(name, sources)| NameRow {
                text: name.text.clone(),
                lang: words::lang(&name.language).map(str::to_owned),
                language: words::language(&name.language).to_owned(),
                role: match name.role {
                    Role::Preferred => "preferred",
                    Role::Variant => "variant",
                    Role::Former => "former",
                },
                when: words::when(&name.when),
                years: Years::of(&name.when),
                sources,
            })
            .collect()
    }

    fn relations(&self, relations: &[Relation]) -> Vec<RelationRow> {
        let mut rows: Vec<((PlaceId, &When), Vec<String>)> = Vec::new();
        for relation in relations {
            let source = self.source_title(relation.source);
            let key = (relation.to, &relation.when);
            match rows.iter_mut().find(|(k, _)| *k == key) {
                Some((_, sources)) if !sources.contains(&source) => sources.push(source),
                Some(_) => {}
                None => rows.push((key, vec![source])),
            }
        }
        rows.into_iter()
            .map(|((to, when), sources)| RelationRow {
                link: self.place_link(ROOT, to),
                when: words::when(when),
                sources,
            })
            .collect()
    }

    fn footprints(&self, place: &Place) -> Vec<FootprintRow> {
        place
            .footprints
            .iter()
            .map(|f| FootprintRow {
                what: match f.shape {
                    Shape::Point(_) => "point",
                    Shape::Lines(_) => "line",
                    Shape::Polygons(_) => "area",
                },
                accuracy: if f.accuracy >= 1000.0 {
                    format!("{} km", words::number(f.accuracy / 1000.0, 1))
                } else {
                    format!("{} m", words::number(f.accuracy, 0))
                },
                when: words::when(&f.when),
                source: self.source_title(f.source),
            })
            .collect()
    }

    fn figures(&self, place: &Place, wanted: fn(&Attribute) -> bool) -> Vec<FigureRow> {
        let mut rows: Vec<FigureRow> = place
            .attributes
            .iter()
            .filter(|a| wanted(a))
            .map(|a| FigureRow {
                key: a.key.replace(['_', '-'], " "),
                value: match a.number {
                    Some(number) if !a.unit.is_empty() => words::figure(number, &a.unit),
                    _ => a.value.clone(),
                },
                when: words::when(&a.when),
                source: self.source_title(a.source),
            })
            .collect();
        rows.sort_by(|a, b| (&a.key, &b.when, &a.source).cmp(&(&b.key, &a.when, &b.source)));
        rows.dedup();
        rows
    }
}

/// Relations that have not ended; where all have, all of them.
fn current(relations: &[Relation]) -> Vec<Relation> {
    let lasts = |r: &&Relation| r.when.latest.is_none();
    let found: Vec<Relation> = relations.iter().filter(lasts).cloned().collect();
    if found.is_empty() {
        relations.to_vec()
    } else {
        found
    }
}
