//! INP034: a file of places on another body than the Earth: it says so itself, or is called after
//! it and names what there is on no other. One finding a file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use choro_diagnostic::Severity;
use choro_name::fold;
use choro_placemark::Folder;
use serde::Deserialize;

use super::report::Report;
use crate::Site;

const CODE: &str = "INP034";
/// The share of names with a word for forms of other bodies that bears a title out.
const SHARE_BESIDE_TITLE: f64 = 0.2;
/// That share, and the fewest sites, for a file whose title says nothing.
const SHARE_ALONE: f64 = 0.6;
const FEWEST: usize = 20;

/// `data/bodies.toml`.
#[derive(Deserialize)]
struct Bodies {
    /// Words of names for forms of the ground that are used for other bodies.
    forms: BTreeSet<String>,
    body: Vec<Body>,
}

#[derive(Deserialize)]
struct Body {
    name: String,
    /// What `hint="target=…"` of a KML file says.
    target: String,
    /// Words of a title.
    titles: BTreeSet<String>,
}

static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let data = include_str!("../../../../data/bodies.toml");
    toml::from_str(data).expect("data/bodies.toml is read by a test")
});

/// Reports it; whether it is so.
pub(super) fn look(sites: &[Site], folders: &[Folder], report: &mut Report) -> bool {
    let Some(first) = sites.first() else {
        return false;
    };
    let found = stated(folders).or_else(|| told_by_names(sites, folders));
    let Some((body, why)) = found else {
        return false;
    };
    let message = format!("the places of this file are on {body} and not on the Earth: {why}");
    report.file(CODE, Severity::Warning, (first, "body"), &message);
    true
}

/// The body that a file itself says it is of.
fn stated(folders: &[Folder]) -> Option<(String, String)> {
    let hints = folders
        .iter()
        .flat_map(|folder| &folder.feature.verbatim)
        .filter(|part| part.name == "@hint");
    for hint in hints {
        let target = hint.text.trim().strip_prefix("target=")?.trim();
        let body = BODIES.body.iter().find(|body| body.target == target)?;
        return Some((body.name.clone(), format!("it says `{}`", hint.text.trim())));
    }
    None
}

/// The body that title and names point to.
fn told_by_names(sites: &[Site], folders: &[Folder]) -> Option<(String, String)> {
    let formed = sites.iter().filter(|site| {
        let folded = fold(&site.name);
        folded.split(' ').any(|word| BODIES.forms.contains(word))
    });
    let share = formed.count() as f64 / sites.len() as f64;
    let titles = folders.iter().filter(|f| f.feature.folder.is_none());
    for title in titles.filter_map(|folder| folder.feature.name.as_deref()) {
        let folded = fold(title);
        let called = |body: &&Body| folded.split(' ').any(|word| body.titles.contains(word));
        let body = BODIES.body.iter().find(called);
        if let Some(body) = body.filter(|_| share >= SHARE_BESIDE_TITLE) {
            return Some((body.name.clone(), format!("its title is “{}”", title.trim())));
        }
    }
    let alone = sites.len() >= FEWEST && share >= SHARE_ALONE;
    let why = || "names like those of maria, rilles and paterae".to_owned();
    alone.then(|| ("another body".to_owned(), why()))
}
