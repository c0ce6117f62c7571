//! The findings as an Atom feed (RFC 4287): whoever follows the atlas sees those that are new.

use super::{File, Site};
use crate::render::escape;
use crate::words;

/// Entries in the feed; the most serious come first.
const MOST: usize = 500;

pub(super) fn file(site: &Site<'_>) -> File {
    let atlas = site.atlas;
    // The date of the newest input: a build on another day of the same inputs is the same feed.
    let date = if atlas.date.is_empty() {
        "1970-01-01"
    } else {
        &atlas.date
    };
    let updated = format!("<updated>{date}T00:00:00Z</updated>");
    let title = escape(&atlas.title);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>urn:chorograph:{}</id>\n<title>{title}: findings</title>\n{updated}\n\
         <author><name>{title}</name></author>\n\
         <link rel=\"self\" href=\"feed.xml\"/>\n<link href=\"findings.html\"/>\n",
        words::lang(&atlas.language).unwrap_or("en"),
        crate::address::slug(&atlas.title),
    );
    let mut findings: Vec<usize> = (0..atlas.findings.len()).collect();
    findings.sort_by_key(|f| std::cmp::Reverse(atlas.findings[*f].severity));
    for f in findings.into_iter().take(MOST) {
        let (finding, row) = (&atlas.findings[f], site.finding("", f));
        let link = row.document.href.as_deref().unwrap_or("findings.html");
        feed.push_str(&format!(
            "<entry>\n<id>urn:chorograph:finding:{}</id>\n<title>{} {}: {}</title>\n{updated}\n\
             <link href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            escape(&finding.fingerprint),
            row.severity,
            escape(&row.code),
            escape(&row.message),
            escape(link),
            escape(&row.quote),
        ));
    }
    feed.push_str("</feed>\n");
    ("feed.xml".to_owned(), feed.into_bytes())
}
