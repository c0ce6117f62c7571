//! The search page and its index: every spelling of every place that has a page.

use super::{File, Site};
use crate::render::Templates;
use crate::words;
use choro_name::fold;
use choro_quantity::When;
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    /// Name shown.
    n: String,
    /// What it is and where it lies.
    d: String,
    /// Page.
    u: String,
    /// Spellings.
    s: Vec<String>,
    /// The spellings folded, in the same order.
    k: Vec<String>,
    /// Weight: how often it is spoken of.
    w: usize,
}

/// Spellings kept of one place.
const MOST: usize = 60;

pub(super) fn files(site: &Site<'_>, templates: &Templates) -> Vec<File> {
    let mut entries: Vec<Entry> = Vec::new();
    for id in site.addresses.places() {
        let (Some(place), Some(path)) = (site.atlas.place(id), site.addresses.place(id)) else {
            continue;
        };
        let about = site.index.about(id);
        let parents = site.atlas.gazetteer.parents_at(id, &When::default());
        let parent = parents
            .first()
            .and_then(|up| site.atlas.place(*up))
            .map_or_else(String::new, |p| format!(" in {}", p.name()));
        let mentions: usize = about.mentions.values().sum();
        entries.push(entry(
            place.name(),
            format!("{}{parent}", words::class(place.class)),
            path,
            place.names.iter().map(|n| n.text.clone()).collect(),
            about.statements.len() + mentions,
        ));
    }
    for (i, line) in site.atlas.network.lines.iter().enumerate() {
        let mut names = vec![line.name.clone()];
        names.extend(line.names.iter().cloned());
        let what = words::count(line.stops.len(), "station", "stations");
        let what = format!("railway line, {what}");
        entries.push(entry(
            &line.name,
            what,
            site.addresses.line(i),
            names,
            line.stops.len(),
        ));
    }
    for d in 0..site.atlas.documents.len() {
        let link = site.document_link("", d);
        let names = vec![link.text.clone()];
        entries.push(entry(
            &link.text,
            "document".to_owned(),
            site.addresses.document(d),
            names,
            0,
        ));
    }
    entries.sort_by(|a, b| (&a.n, &a.u).cmp(&(&b.n, &b.u)));
    let json = serde_json::to_string(&entries).unwrap_or_else(|_| "[]".to_owned());
    // A script, because pages opened from disk may not fetch; `</` cannot end a script element
    // here, but stays harmless wherever the text is pasted.
    let script = format!("window.choroIndex = {};\n", json.replace("</", "<\\/"));
    let page = site.page("", "search", "Search", entries.len());
    vec![
        ("search-index.js".to_owned(), script.into_bytes()),
        (
            "search.html".to_owned(),
            templates.render("search.html", page),
        ),
    ]
}

fn entry(name: &str, about: String, path: String, mut names: Vec<String>, weight: usize) -> Entry {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|n| seen.insert(n.clone()));
    names.truncate(MOST);
    let keys = names.iter().map(|n| fold(n)).collect();
    Entry {
        n: name.to_owned(),
        d: about,
        u: path,
        s: names,
        k: keys,
        w: weight,
    }
}
