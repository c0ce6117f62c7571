//! Briefs as Markdown with footnotes, as CommonMark's extensions of GitHub and pandoc read it.
//!
//! Words of others and notes stand in `<aside>`: they are not what the brief itself states, and are
//! not read as such when it is taken up as a document.

use super::{Links, escaped, written};
use crate::brief::{Block, Brief, Part, Sentence, Table};

/// The brief as Markdown.
pub fn markdown(brief: &Brief, links: &Links<'_>) -> String {
    let mut out = format!("# {}\n", marked(&brief.title));
    if !brief.subtitle.is_empty() {
        out.push_str(&format!("\n<aside>{}</aside>\n", escaped(&brief.subtitle)));
    }
    for section in &brief.sections {
        out.push_str(&format!("\n## {}\n", marked(&section.heading)));
        for run in section.blocks.chunk_by(|a, b| is_apart(a) == is_apart(b)) {
            let apart = is_apart(&run[0]);
            if apart {
                out.push_str("\n<aside>\n");
            }
            for block in run {
                push(&mut out, block, links);
            }
            if apart {
                out.push_str("\n</aside>\n");
            }
        }
    }
    out.push('\n');
    for (at, note) in brief.notes.iter().enumerate() {
        let text = escaped(&note.text);
        out.push_str(&format!("[^{}]: <aside>{text}</aside>\n\n", at + 1));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Whether a block is not what the brief itself states.
fn is_apart(block: &Block) -> bool {
    match block {
        Block::Quotation(_) => true,
        Block::Table(table) => table.cited,
        Block::Paragraph(_) | Block::Figure(_) => false,
    }
}

fn push(out: &mut String, block: &Block, links: &Links<'_>) {
    match block {
        Block::Paragraph(sentences) => {
            let said: Vec<String> = sentences.iter().map(|s| sentence(s, links)).collect();
            out.push_str(&format!("\n{}\n", said.join("\n")));
        }
        Block::Quotation(said) => out.push_str(&format!("\n{}\n", sentence(said, links))),
        Block::Table(rows) => table(out, rows, links),
        Block::Figure(figure) => {
            if let Some(address) = (links.figure)(figure) {
                // Descriptions of pictures hold no links.
                let caption = written(&figure.caption.parts, links, marked, |name, _| marked(name));
                let notes = references(&figure.caption.notes);
                out.push_str(&format!("\n![{caption}]({}){notes}\n", target(&address)));
            }
        }
    }
}

fn sentence(said: &Sentence, links: &Links<'_>) -> String {
    format!("{}{}", parts(&said.parts, links), references(&said.notes))
}

fn references(notes: &[usize]) -> String {
    let one = |note: &usize| format!("[^{}]", note + 1);
    notes.iter().map(one).collect::<Vec<_>>().concat()
}

fn table(out: &mut String, table: &Table, links: &Links<'_>) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push('\n');
    out.push_str(&line(
        table.header.iter().map(|cell| marked(cell)).collect(),
    ));
    out.push_str(&line(
        table.header.iter().map(|_| "---".to_owned()).collect(),
    ));
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| parts(cell, links)).collect();
        if let Some(last) = cells.last_mut() {
            last.push_str(&references(&row.notes));
        }
        out.push_str(&line(cells));
    }
}

fn parts(parts: &[Part], links: &Links<'_>) -> String {
    let link = |name: &str, address: &str| format!("[{}]({})", marked(name), target(address));
    written(parts, links, marked, link)
}

/// An address as the target of a link.
fn target(address: &str) -> String {
    format!("<{}>", address.replace(['<', '>', '\n', '\\'], "_"))
}

/// A text that shows as it is: marks of Markdown and HTML are taken from their meaning.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = true;
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '-' | '+' | '=' if at == 0 => out.extend(['\\', c]),
            // "1." opens a list.
            '.' | ')' if digits && at > 0 && !text[at + 1..].starts_with(|c: char| c != ' ') => {
                out.extend(['\\', c]);
            }
            // An address does not become a link by itself.
            ':' if text[at + 1..].starts_with("//") => out.push_str("&#58;"),
            '!' => out.push_str("\\!"),
            c => out.push(c),
        }
        digits &= c.is_ascii_digit();
    }
    out
}
