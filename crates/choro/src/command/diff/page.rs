//! The changes as one page with a map.

use super::map::map;
use super::report::Report;
use super::told::Told;
use crate::html::{self, escaped, table};
use crate::output;
use choro_inventory::What;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(report: &Report<'_>) -> String {
    let title = format!("{} → {}", report.old.path, report.new.path);
    let mut html = html::begun(&format!("Changes: {title}"), STYLE);
    html.push_str("<ul>\n");
    for line in report.summary() {
        html.push_str(&format!("<li>{}</li>\n", escaped(&line)));
    }
    html.push_str("</ul>\n");
    counts(report, &mut html);
    let map = map(report);
    if !map.is_empty() {
        html.push_str(&format!("<figure>\n{map}</figure>\n"));
    }
    for sort in What::NAMES {
        let told: Vec<&Told> = report.changes.iter().filter(|t| t.change == sort).collect();
        if !told.is_empty() {
            changes(sort, &told, &mut html);
        }
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// The counts of each sort, which are the map's legend too, and those asked for by group.
fn counts(report: &Report<'_>, html: &mut String) {
    html.push_str("<ul class=\"legend\">\n");
    for (sort, count) in What::NAMES.iter().zip(report.counts()) {
        if count > 0 {
            html.push_str(&format!(
                "<li><svg viewBox=\"0 0 10 10\"><circle class=\"{sort}\" cx=\"5\" cy=\"5\" r=\"4\"/></svg> \
                 <a href=\"#{sort}\">{sort}</a> {count}</li>\n"
            ));
        }
    }
    html.push_str("</ul>\n");
    let groups = report.groups();
    if !groups.is_empty() {
        let mut header = report.by_names();
        header.extend(What::NAMES);
        let rows: Vec<Vec<String>> = groups.iter().map(super::report::Group::row).collect();
        table(&header, &rows, html);
    }
}

fn changes(sort: &str, told: &[&Told], html: &mut String) {
    html.push_str(&format!(
        "<details id=\"{sort}\"{}>\n<summary>{sort} ({})</summary>\n",
        if told.len() <= 200 { " open" } else { "" },
        told.len()
    ));
    let rows: Vec<Vec<String>> = told
        .iter()
        .map(|told| {
            let side = told.side();
            vec![
                told.name().to_owned(),
                side.map_or(String::new(), |side| side.folder.clone()),
                side.map_or(String::new(), |side| side.kind.clone()),
                output::position(side.and_then(|side| side.lat.zip(side.lon))),
                told.detail.clone(),
            ]
        })
        .collect();
    table(&["name", "folder", "type", "position", "what"], &rows, html);
    html.push_str("</details>\n");
}
