//! Briefs as the text of a Typst document, maps inside.

use super::{Links, written};
use crate::brief::{Block, Brief, Figure, Note, Part, Sentence, Table};
use std::collections::BTreeSet;

const PREAMBLE: &str = include_str!("../../templates/preamble.typ");

/// The brief as Typst markup that needs nothing else. A note is set where it is first pointed to,
/// and pointed to again by its label.
pub fn typst(brief: &Brief, links: &Links<'_>) -> String {
    let mut writer = Writer {
        links,
        notes: &brief.notes,
        told: BTreeSet::new(),
        out: format!(
            "#set document(title: {})\n#set text(lang: {})\n{PREAMBLE}\n= {}\n",
            string(&brief.title),
            string(brief.language.split('-').next().unwrap_or_default()),
            marked(&brief.title)
        ),
    };
    if !brief.subtitle.is_empty() {
        let line = format!("\n#subtitle[{}]\n", marked(&brief.subtitle));
        writer.out.push_str(&line);
    }
    for section in &brief.sections {
        let heading = format!("\n== {}\n", marked(&section.heading));
        writer.out.push_str(&heading);
        for block in &section.blocks {
            writer.block(block);
        }
    }
    writer.out
}

struct Writer<'b> {
    links: &'b Links<'b>,
    notes: &'b [Note],
    told: BTreeSet<usize>,
    out: String,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        let text = match block {
            Block::Paragraph(sentences) => {
                let said: Vec<String> = sentences.iter().map(|s| self.sentence(s)).collect();
                said.join("\n")
            }
            Block::Quotation(said) => format!("#apart[{}]", self.sentence(said)),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        };
        self.out.push_str(&format!("\n{text}\n"));
    }

    fn sentence(&mut self, said: &Sentence) -> String {
        format!(
            "{}{}",
            self.parts(&said.parts),
            self.references(&said.notes)
        )
    }

    fn references(&mut self, notes: &[usize]) -> String {
        let mut out = String::new();
        for number in notes {
            let Some(note) = self.notes.get(*number) else {
                continue;
            };
            if self.told.insert(*number) {
                let text = marked(&note.text);
                out.push_str(&format!("#footnote[{text}]<note-{}>", number + 1));
            } else {
                out.push_str(&format!("#footnote(<note-{}>)", number + 1));
            }
        }
        out
    }

    fn table(&mut self, table: &Table) -> String {
        let mut out = format!("#table(columns: {},\n  table.header(", table.header.len());
        for cell in &table.header {
            out.push_str(&format!("[*{}*], ", marked(cell)));
        }
        out.push_str("),\n");
        for row in &table.rows {
            out.push_str("  ");
            for (at, cell) in row.cells.iter().enumerate() {
                let notes = if at + 1 == row.cells.len() {
                    self.references(&row.notes)
                } else {
                    String::new()
                };
                out.push_str(&format!("[{}{notes}], ", self.parts(cell)));
            }
            out.push('\n');
        }
        out.push(')');
        out
    }

    fn figure(&mut self, figure: &Figure) -> String {
        let caption = self.sentence(&figure.caption);
        format!("#drawing({}, [{caption}])", string(&figure.svg))
    }

    fn parts(&self, parts: &[Part]) -> String {
        let link =
            |name: &str, address: &str| format!("#link({})[{}]", string(address), marked(name));
        written(parts, self.links, marked, link)
    }
}

/// A text that shows as it is: every sign that Typst could read as markup is taken from its meaning.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    let word = |at: Option<usize>| {
        let c = at.and_then(|at| letters.get(at));
        c.is_some_and(|c| c.is_alphanumeric())
    };
    for (at, c) in letters.iter().enumerate() {
        let within = word(at.checked_sub(1)) && word(Some(at + 1));
        let numbered = at > 0 && letters[..at].iter().all(char::is_ascii_digit);
        let special = match c {
            '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '[' | ']' | '~' | '=' | '+'
            | '/' | '"' | '\'' => true,
            '-' => !within,
            '.' => {
                numbered || letters.get(at + 1) == Some(&'.') || at > 0 && letters[at - 1] == '.'
            }
            ':' => letters.get(at + 1) == Some(&'/'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

/// A string of Typst's code.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
