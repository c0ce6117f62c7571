//! INP034: a file of places on another body than the Earth: it says so itself, or is called after
//! it and names what there is on no other. One finding a file.

use std::collections::BTreeSet;

use choro_diagnostic::{Severity, input};
use choro_name::fold;

use super::About;
use super::report::Report;
use super::words::{Body, WORDS};
use crate::Site;

/// The share of names with a word for forms of other bodies that bears a title out.
const SHARE_BESIDE_TITLE: f64 = 0.2;
/// That share, the fewest sites and the fewest sorts of forms for a file whose title says nothing;
/// many a pond of France is called Mare.
const SHARE_ALONE: f64 = 0.6;
const FEWEST: usize = 20;
const SORTS: usize = 3;

/// Reports it; whether it is so.
pub(super) fn look(sites: &[Site], about: &About, report: &mut Report<'_>) -> bool {
    let Some(first) = sites.first() else {
        return false;
    };
    let found = stated(about).or_else(|| told_by_names(sites, about));
    let Some((body, why)) = found else {
        return false;
    };
    let message = format!("the places of this file are on {body} and not on the Earth: {why}");
    report.file(
        input::ANOTHER_BODY,
        Severity::Warning,
        (first, "body"),
        &message,
    );
    true
}

/// The body that a file itself says it is of.
fn stated(about: &About) -> Option<(String, String)> {
    let hint = about.hint.as_deref()?;
    let target = hint.strip_prefix("target=")?.trim();
    let body = WORDS.bodies.iter().find(|body| body.target == target)?;
    Some((body.name.clone(), format!("it says `{hint}`")))
}

/// The body that title and names point to.
fn told_by_names(sites: &[Site], about: &About) -> Option<(String, String)> {
    let mut forms: BTreeSet<String> = BTreeSet::new();
    let formed = sites.iter().filter(|site| {
        let folded = fold(&site.name);
        let form = folded.split(' ').find(|word| WORDS.forms.contains(*word));
        forms.extend(form.map(str::to_owned));
        form.is_some()
    });
    let share = formed.count() as f64 / sites.len() as f64;
    for title in &about.titles {
        let folded = fold(title);
        let called = |body: &&Body| folded.split(' ').any(|word| body.titles.contains(word));
        let body = WORDS.bodies.iter().find(called);
        if let Some(body) = body.filter(|_| share >= SHARE_BESIDE_TITLE) {
            return Some((
                body.name.clone(),
                format!("its title is “{}”", title.trim()),
            ));
        }
    }
    let alone = sites.len() >= FEWEST && share >= SHARE_ALONE && forms.len() >= SORTS;
    let why = || "names like those of maria, rilles and paterae".to_owned();
    alone.then(|| ("another body".to_owned(), why()))
}
