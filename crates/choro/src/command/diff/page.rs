//! The changes as one page with a map: no scripts, nothing fetched, all texts escaped.

use super::map::map;
use super::report::Report;
use super::told::Told;
use crate::output;
use choro_inventory::What;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(report: &Report<'_>) -> String {
    let title = format!("{} → {}", report.old.path, report.new.path);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Changes: {0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>Changes: {0}</h1>\n<ul>\n",
        escaped(&title)
    );
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

fn table(header: &[&str], rows: &[Vec<String>], html: &mut String) {
    html.push_str("<table>\n<tr>");
    for cell in header {
        html.push_str(&format!("<th>{cell}</th>"));
    }
    html.push_str("</tr>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            html.push_str(&format!("<td>{}</td>", escaped(cell)));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
}

/// Text with what HTML reads otherwise written as entities; control characters become blanks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_is_read_as_html() {
        assert_eq!(
            escaped("<script>alert('x & \"y\"')</script>\n"),
            "&lt;script&gt;alert(&#39;x &amp; &quot;y&quot;&#39;)&lt;/script&gt; "
        );
    }
}
