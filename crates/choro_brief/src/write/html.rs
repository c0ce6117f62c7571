//! Briefs as one HTML file: its style and maps inside, fit for paper.

use super::{Links, escaped, written};
use crate::brief::{Block, Brief, Figure, Part, Sentence, Table};

const STYLE: &str = include_str!("../../templates/brief.css");

/// The brief as an HTML document that needs nothing else.
pub fn html(brief: &Brief, links: &Links<'_>) -> String {
    let language = if is_tag(&brief.language) {
        brief.language.as_str()
    } else {
        "und"
    };
    let title = escaped(&brief.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n"
    );
    if !brief.subtitle.is_empty() {
        out.push_str(&format!(
            "<aside class=\"subtitle\">{}</aside>\n",
            escaped(&brief.subtitle)
        ));
    }
    for section in &brief.sections {
        out.push_str(&format!(
            "<section id=\"{}\">\n<h2>{}</h2>\n",
            section.id,
            escaped(&section.heading)
        ));
        for block in &section.blocks {
            push(&mut out, block, links);
        }
        out.push_str("</section>\n");
    }
    if !brief.notes.is_empty() {
        out.push_str(&format!(
            "<aside class=\"notes\" role=\"doc-endnotes\">\n<h2>{}</h2>\n<ol>\n",
            escaped(&brief.notes_heading)
        ));
        for (at, note) in brief.notes.iter().enumerate() {
            let text = escaped(&note.text);
            out.push_str(&format!("<li id=\"note-{}\">{text}</li>\n", at + 1));
        }
        out.push_str("</ol>\n</aside>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// Whether a text has the form of a language tag.
fn is_tag(tag: &str) -> bool {
    tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn push(out: &mut String, block: &Block, links: &Links<'_>) {
    match block {
        Block::Paragraph(sentences) => {
            let said: Vec<String> = sentences.iter().map(|s| sentence(s, links)).collect();
            out.push_str(&format!("<p>{}</p>\n", said.join("\n")));
        }
        Block::Quotation(said) => {
            out.push_str(&format!(
                "<aside><p>{}</p></aside>\n",
                sentence(said, links)
            ));
        }
        Block::Table(rows) => table(out, rows, links),
        Block::Figure(drawn) => figure(out, drawn, links),
    }
}

fn figure(out: &mut String, figure: &Figure, links: &Links<'_>) {
    // A drawing inside a page has no declaration of its own.
    let svg = figure
        .svg
        .split_once("?>")
        .map_or(&*figure.svg, |(_, svg)| svg);
    out.push_str(&format!(
        "<figure>{}<figcaption>{}</figcaption></figure>\n",
        svg.trim(),
        sentence(&figure.caption, links)
    ));
}

fn table(out: &mut String, table: &Table, links: &Links<'_>) {
    if table.cited {
        out.push_str("<aside class=\"cited\">\n");
    }
    out.push_str("<table>\n<thead><tr>");
    for cell in &table.header {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(cell)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, cell) in row.cells.iter().enumerate() {
            let last = at + 1 == row.cells.len();
            let notes = if last {
                references(&row.notes)
            } else {
                String::new()
            };
            out.push_str(&format!("<td>{}{notes}</td>", parts(cell, links)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    if table.cited {
        out.push_str("</aside>\n");
    }
}

fn sentence(said: &Sentence, links: &Links<'_>) -> String {
    format!("{}{}", parts(&said.parts, links), references(&said.notes))
}

fn references(notes: &[usize]) -> String {
    let one = |note: &usize| format!("<a href=\"#note-{0}\">{0}</a>", note + 1);
    let all: Vec<String> = notes.iter().map(one).collect();
    if all.is_empty() {
        return String::new();
    }
    format!("<sup role=\"doc-noteref\">{}</sup>", all.join(","))
}

fn parts(parts: &[Part], links: &Links<'_>) -> String {
    let link = |name: &str, address: &str| {
        format!("<a href=\"{}\">{}</a>", escaped(address), escaped(name))
    };
    written(parts, links, escaped, link)
}
