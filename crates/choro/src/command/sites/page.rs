//! An answer as one page: a map of the sites, a table beside it, and whose data they are.

use super::outgoing::Outgoing;
use super::reading::{Asked, credit};
use super::shown::status;
use crate::html::{begun, escaped};
use crate::output;
use choro_inventory::Site;
use choro_layer::Source;
use choro_map::{Ground, SITE_SORTS, SiteMap, SiteMark, site_symbol};
use std::collections::{BTreeMap, BTreeSet};

const STYLE: &str = include_str!("page.css");
/// Rows of the table; of more sites the page tells how many there are.
const MOST_ROWS: usize = 2_000;

/// The page.
pub(super) fn page(outgoing: &Outgoing<'_>, asked: &Asked, question: &str) -> String {
    let title = match question {
        "" => "All sites".to_owned(),
        question => format!("Sites: {question}"),
    };
    let found: Vec<&Site> = outgoing
        .answer
        .hits
        .iter()
        .map(|hit| outgoing.site(hit))
        .collect();
    let sorts = Sorts::of(&found);
    let map = map(&found, &sorts, asked, &title);
    let mut html = begun(&title, &format!("{}{STYLE}", choro_map::STYLE));
    html.push_str("<ul>\n");
    for line in summary(outgoing, map.as_ref()) {
        html.push_str(&format!("<li>{}</li>\n", escaped(&line)));
    }
    html.push_str("</ul>\n<div class=\"beside\">\n");
    if let Some(map) = &map {
        html.push_str(&format!("<figure>\n{}\n<figcaption>\n", map.map.svg));
        sorts.legend(&mut html);
        html.push_str("</figcaption>\n</figure>\n");
    }
    table(outgoing, &sorts, &mut html);
    html.push_str("</div>\n");
    credits(&found, asked, &mut html);
    html.push_str("</body>\n</html>\n");
    html
}

fn summary(outgoing: &Outgoing<'_>, map: Option<&SiteMap>) -> Vec<String> {
    let all = outgoing.answer.hits.len();
    let mut lines = vec![match all {
        1 => "1 site".to_owned(),
        n => format!("{n} sites"),
    }];
    let grounds = outgoing.answer.grounds.iter();
    lines.extend(grounds.map(|ground| format!("taken for {ground}")));
    lines.extend(outgoing.told());
    let on_map = map.map_or(0, |map| map.shown);
    let outside = map.map_or(0, |map| map.outside);
    if outside > 0 {
        lines.push(format!(
            "{outside} too far from the others to be on the map"
        ));
    }
    if all > on_map + outside {
        lines.push(format!("{} without a position", all - on_map - outside));
    }
    if map.is_some_and(|map| map.joined) {
        lines
            .push("a circle stands for sites that crowd, in the colour of most of them".to_owned());
    }
    lines
}

/// What the map and its legend tell apart: the types where they are few, else their first parts,
/// the most frequent first; the last sort is all others.
struct Sorts {
    whole: bool,
    names: Vec<String>,
    counts: Vec<usize>,
}

impl Sorts {
    fn of(found: &[&Site]) -> Self {
        let kinds: BTreeSet<&str> = found.iter().map(|site| site.kind.as_ref()).collect();
        let whole = kinds.iter().filter(|kind| !kind.is_empty()).count() < SITE_SORTS;
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for site in found.iter().filter(|site| !site.kind.is_empty()) {
            *counted.entry(sort(site, whole)).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = counted.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        ranked.truncate(SITE_SORTS - 1);
        let mut counts: Vec<usize> = ranked.iter().map(|(_, sites)| *sites).collect();
        counts.resize(SITE_SORTS - 1, 0);
        counts.push(found.len() - counts.iter().sum::<usize>());
        let mut names: Vec<String> = ranked.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.resize(SITE_SORTS - 1, String::new());
        names.push("others, or of no known type".to_owned());
        Self {
            whole,
            names,
            counts,
        }
    }

    fn number(&self, site: &Site) -> usize {
        let own = sort(site, self.whole);
        let known = self.names.iter().position(|name| name == own);
        known.filter(|_| !own.is_empty()).unwrap_or(SITE_SORTS - 1)
    }

    fn legend(&self, html: &mut String) {
        html.push_str("<ul class=\"legend\">\n");
        for (number, (name, sites)) in self.names.iter().zip(&self.counts).enumerate() {
            if *sites > 0 {
                html.push_str(&format!(
                    "<li>{} {} {sites}</li>\n",
                    site_symbol(number).unwrap_or_default(),
                    escaped(name)
                ));
            }
        }
        html.push_str("</ul>\n");
    }
}

fn sort(site: &Site, whole: bool) -> &str {
    if whole {
        return &site.kind;
    }
    site.kind.split('/').next().unwrap_or_default()
}

fn map(found: &[&Site], sorts: &Sorts, asked: &Asked, title: &str) -> Option<SiteMap> {
    let ground = match &asked.known {
        Some((gazetteer, network)) => Ground::new(gazetteer.places(), network),
        None => Ground::default(),
    };
    let marks: Vec<SiteMark> = found
        .iter()
        .filter_map(|site| {
            Some(SiteMark {
                at: site.position?,
                sort: sorts.number(site),
                label: site.name.clone(),
            })
        })
        .collect();
    choro_map::sites(&ground, title, &sorts.names, &marks)
}

fn table(outgoing: &Outgoing<'_>, sorts: &Sorts, html: &mut String) {
    let hits = &outgoing.answer.hits;
    html.push_str("<div>\n<table>\n<tr>");
    let distances = hits.iter().any(|hit| hit.distance_m.is_some());
    let mut header = vec!["", "name", "type", "status", "province", "position"];
    header.extend(distances.then_some("distance"));
    header.push("folder");
    for cell in header {
        html.push_str(&format!("<th>{cell}</th>"));
    }
    html.push_str("</tr>\n");
    for hit in hits.iter().take(MOST_ROWS) {
        let site = outgoing.site(hit);
        let symbol = site_symbol(sorts.number(site)).unwrap_or_default();
        html.push_str(&format!("<tr><td>{symbol}</td>"));
        let mut cells = vec![
            site.name.clone(),
            site.kind.to_string(),
            status(site),
            outgoing.province(hit).to_owned(),
            output::position(site.position.map(|at| (at.lat, at.lon))),
        ];
        let metres = |metres: f64| format!("{:.1} km", metres / 1000.0);
        cells.extend(distances.then(|| hit.distance_m.map(metres).unwrap_or_default()));
        cells.push(site.folders.join("/"));
        for cell in cells {
            html.push_str(&format!("<td>{}</td>", escaped(&cell)));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
    if hits.len() > MOST_ROWS {
        html.push_str(&format!(
            "<p>{} more; <code>--format csv</code> lists them all.</p>\n",
            hits.len() - MOST_ROWS
        ));
    }
    html.push_str("</div>\n");
}

/// Whose the sites and the ground under them are.
fn credits(found: &[&Site], asked: &Asked, html: &mut String) {
    let files: BTreeSet<&str> = found.iter().map(|site| site.source.as_ref()).collect();
    let stated = |file: &str| match asked.credits.get(file) {
        Some(credit) if credit == file => format!("{file}, no licence stated"),
        Some(credit) => credit.clone(),
        None => format!("{file}, no licence known"),
    };
    let sites: BTreeSet<String> = files.into_iter().map(stated).collect();
    let mut ground: BTreeSet<String> = BTreeSet::new();
    if let Some((gazetteer, _)) = &asked.known {
        let stated = |s: &&Source| !s.licence.is_empty() || !s.attribution.is_empty();
        let sources = gazetteer.sources().iter().filter(stated);
        let sources = sources.filter(|source| !asked.credits.contains_key(&source.path));
        ground.extend(sources.map(|s| credit(&s.title, &s.licence, &s.attribution)));
    }
    html.push_str("<footer>\n");
    for (what, credits) in [("Sites", sites), ("Map", ground)] {
        if !credits.is_empty() {
            let listed: Vec<String> = credits.iter().map(|credit| escaped(credit)).collect();
            html.push_str(&format!("<p>{what}: {}.</p>\n", listed.join("; ")));
        }
    }
    html.push_str("</footer>\n");
}
