//! INP037: folders whose sites no type is known for. One finding a file.

use std::collections::HashMap;

use choro_diagnostic::{Severity, input};

use super::report::{NAMED, Report};
use crate::Site;

pub(super) fn look(sites: &[Site], report: &mut Report<'_>) {
    let untyped: Vec<&Site> = sites.iter().filter(|site| site.kind.is_empty()).collect();
    let Some(first) = untyped.first() else {
        return;
    };
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    for site in &untyped {
        *counts.entry(&site.folders).or_default() += 1;
    }
    let mut folders: Vec<(&[String], usize)> = counts.into_iter().collect();
    folders.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut shown: Vec<String> = folders
        .iter()
        .take(2 * NAMED)
        .map(|(path, count)| format!("{} ({count})", path_in_words(path)))
        .collect();
    if folders.len() > shown.len() {
        shown.push("…".to_owned());
    }
    let message = format!(
        "no type is known for {} of {} sites, in {} folders: {}",
        untyped.len(),
        sites.len(),
        folders.len(),
        shown.join(", ")
    );
    report.file(
        input::UNMAPPED_FOLDER,
        Severity::Note,
        (first, "untyped"),
        &message,
    );
}

fn path_in_words(path: &[String]) -> String {
    if path.is_empty() {
        "outside folders".to_owned()
    } else {
        format!("“{}”", path.join("/"))
    }
}
