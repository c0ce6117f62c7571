//! The search page and its two indexes: every spelling of every place that has a page, and the
//! words of every statement.

use super::{File, Site};
use crate::render::Templates;
use crate::words;
use choro_name::{fold, romanisation};
use choro_quantity::When;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is found under a name. An array in the file, for there may be ten thousand.
#[derive(Serialize)]
struct Entry(
    /// Name shown.
    String,
    /// What it is and where it lies.
    String,
    /// Page.
    String,
    /// Weight: how often it is spoken of.
    usize,
    /// Spellings.
    Vec<String>,
    /// The spellings folded, in the same order; empty where that is the spelling in lower case.
    Vec<String>,
    /// What romanisation systems write for a spelling in its own script, folded.
    Vec<Reading>,
);

/// A reading of the spelling with this number.
#[derive(Serialize)]
struct Reading(usize, String);

/// What is found under words of a text.
#[derive(Serialize)]
struct Statements {
    /// Title and page of each document.
    documents: Vec<(String, String)>,
    /// Document, anchor on its page, quote, verdict.
    statements: Vec<(usize, String, String, &'static str)>,
}

/// Spellings kept of one place.
const MOST: usize = 60;

pub(super) fn files(site: &Site<'_>, templates: &Templates) -> Vec<File> {
    let entries = entries(site);
    let page = site.page("", "search", "Search", entries.len());
    vec![
        script("search-index.js", "choroIndex", &entries),
        script("statements-index.js", "choroStatements", &statements(site)),
        (
            "search.html".to_owned(),
            templates.render("search.html", page),
        ),
    ]
}

/// Data as a script, because pages opened from disk may not fetch.
fn script(path: &str, name: &str, data: &impl Serialize) -> File {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "[]".to_owned());
    // `</` cannot end a script element here, but stays harmless wherever the text is pasted.
    let text = format!("window.{name} = {};\n", json.replace("</", "<\\/"));
    (path.to_owned(), text.into_bytes())
}

fn entries(site: &Site<'_>) -> Vec<Entry> {
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
    entries.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
    entries
}

fn entry(name: &str, about: String, path: String, mut names: Vec<String>, weight: usize) -> Entry {
    let mut seen = BTreeSet::new();
    names.retain(|n| seen.insert(n.clone()));
    names.truncate(MOST);
    let keys: Vec<String> = names.iter().map(|n| fold(n)).collect();
    let mut known: BTreeSet<String> = keys.iter().cloned().collect();
    let mut readings = Vec::new();
    for (i, spelt) in names.iter().enumerate().filter(|(_, n)| !n.is_ascii()) {
        for reading in romanisation::spellings(spelt) {
            let key = fold(&reading);
            if !key.is_empty() && known.insert(key.clone()) {
                readings.push(Reading(i, key));
            }
        }
    }
    let told = |(key, name): (String, &String)| {
        if key == name.to_lowercase() {
            String::new()
        } else {
            key
        }
    };
    Entry(
        name.to_owned(),
        about,
        path,
        weight,
        names.clone(),
        keys.into_iter().zip(&names).map(told).collect(),
        readings,
    )
}

fn statements(site: &Site<'_>) -> Statements {
    let documents = (0..site.atlas.documents.len()).map(|d| {
        let title = site.document_link("", d).text;
        (title, site.addresses.document(d))
    });
    let statements = site.atlas.statements().map(|s| {
        let anchor = site.addresses.claim(s.document, s.claim.id).to_owned();
        let quote = s.claim.evidence.quote.clone();
        (s.document, anchor, quote, s.verdict.outcome.as_str())
    });
    Statements {
        documents: documents.collect(),
        statements: statements.collect(),
    }
}
