//! The card as text, set for a terminal of eighty columns.

use super::at_date::{AtDate, Said};
use super::card::{Card, FigureRow, HistoryRow};
use super::words::{
    beside, capital, dated, distance, joined, letter, mark, partly, then, told, unknown, value,
};
use crate::output::{self, width};
use crate::terminal::Terminal;
use choro_gazetteer::language_name;
use choro_quantity::wording;

/// Columns of the card, on wider terminals too: longer lines read worse.
const COLUMNS: usize = 80;
/// Columns of the words before a line.
const LABEL: usize = 12;
/// Facts longer than this are cut.
const FACT: usize = 200;

struct Page {
    text: String,
    columns: usize,
    bold: (&'static str, &'static str),
}

pub(super) fn text(card: &Card<'_>, terminal: &Terminal) -> String {
    let mut page = Page {
        text: String::new(),
        columns: COLUMNS.min(Terminal::width()),
        bold: if terminal.colour_of_results() {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        },
    };
    page.head(card);
    if let Some(at) = &card.at {
        page.at(at);
    }
    page.names(card);
    page.history(&card.history);
    page.figures(&card.figures);
    page.facts(&card.facts);
    page.sources(card);
    page.text
}

impl Page {
    fn head(&mut self, card: &Card<'_>) {
        let gap = self
            .columns
            .saturating_sub(width(card.name) + width(card.place));
        self.heading(card.name);
        self.text.pop();
        if gap >= 2 {
            let gap = " ".repeat(gap);
            self.text.push_str(&format!("{gap}{}\n", card.place));
        } else {
            self.text.push_str(&format!("\n{}\n", card.place));
        }
        let mut what = capital(card.class);
        if !card.also.is_empty() {
            what.push_str(&format!(" (also {})", card.also.join(", ")));
        }
        if !card.within.is_empty() {
            what.push_str(&format!(" in {}", joined(&card.within)));
        }
        self.line("", &what);
        self.text.push('\n');
        if let Some(at) = &card.position {
            let (ns, ew) = (letter(at.lat, 'N', 'S'), letter(at.lon, 'E', 'W'));
            let mut words = format!("{:.4}° {ns}, {:.4}° {ew}", at.lat.abs(), at.lon.abs());
            if let Some(metres) = at.accuracy_m {
                words.push_str(&format!(", good to {}", distance(metres)));
            }
            words.push_str(&at.source.map(mark).unwrap_or_default());
            self.line("position", &words);
        }
        if !card.seat_of.is_empty() {
            self.line("seat of", &dated(&card.seat_of));
        }
        if let Some(seat) = &card.seat {
            self.line("seat", seat.name);
        }
        if !card.borders.is_empty() {
            self.line("borders", &beside(&card.borders, " in the"));
        }
        if !card.near.is_empty() {
            self.line("near", &beside(&card.near, ""));
        }
        self.line("records", &card.records.join(", "));
        for merge in &card.merges {
            let words = format!(
                "{} to {}: {} ({:.2})",
                merge.record, merge.with, merge.why, merge.score
            );
            self.line("joined", &words);
        }
    }

    fn at(&mut self, at: &AtDate<'_>) {
        self.text.push('\n');
        self.heading(&format!("In {}", at.date));
        match &at.exists {
            Said::Known("not") => self.line("", "there was no such place"),
            Said::Known("partly") => self.line("", "there was such a place for a part of the time"),
            Said::Known(_) => {}
            Said::Unknown(why) => self.line("existed", &unknown(why)),
        }
        let names = match &at.names {
            Said::Unknown(why) => unknown(why),
            Said::Known(names) => {
                let one = |n: &super::at_date::NameThen<'_>| {
                    let language = match language_name(n.language) {
                        "" => String::new(),
                        language => format!(" ({language})"),
                    };
                    format!("{}{language}{}{}", n.text, partly(n.held), mark(n.source))
                };
                names.iter().map(one).collect::<Vec<_>>().join("; ")
            }
        };
        self.line("called", &names);
        self.line("was a", &then(&at.class));
        if let Said::Known(_) = at.status {
            self.line("status", &then(&at.status));
        }
        let units = at
            .within
            .iter()
            .map(|u| format!("{}{}{}", u.unit.name, partly(u.held), mark(u.source)));
        self.line("lay in", &units.collect::<Vec<_>>().join("; "));
        for of_reason in at.within_unknown.chunk_by(|a, b| a.why == b.why) {
            let names: Vec<&str> = of_reason.iter().map(|stuck| stuck.name).collect();
            let label = if at.within.is_empty() { "lay in" } else { "" };
            let words = format!(
                "what {} lay in is {}",
                names.join(" and "),
                unknown(&of_reason[0].why)
            );
            self.labelled(label, LABEL, &words);
        }
        match &at.footprint {
            Said::Known(drawn) => self.line("footprint", &format!("known as {drawn}")),
            Said::Unknown(why) => self.line("footprint", &unknown(why)),
        }
    }

    fn names(&mut self, card: &Card<'_>) {
        self.text.push('\n');
        self.heading("Names");
        let rows: Vec<Vec<String>> = card
            .names
            .iter()
            .map(|n| {
                let mut use_ = wording::when(n.when);
                if use_.is_empty() && n.role == "former" {
                    n.role.clone_into(&mut use_);
                }
                vec![
                    output::clipped(n.text, 34),
                    n.language_name.to_owned(),
                    use_,
                    format!("[{}]", n.source),
                ]
            })
            .collect();
        self.rows(&rows);
    }

    fn history(&mut self, history: &[HistoryRow<'_>]) {
        if history.is_empty() {
            return;
        }
        self.text.push('\n');
        self.heading("History");
        let times: Vec<String> = history.iter().map(|row| wording::when(row.when)).collect();
        let label = times.iter().map(|t| width(t)).max().unwrap_or(0).min(24) + 2;
        for (row, time) in history.iter().zip(&times) {
            let note = row.note.map(|n| format!("; {n}")).unwrap_or_default();
            let words = format!("{}{note}{}", told(row), mark(row.source));
            self.labelled(time, label, &words);
        }
    }

    fn figures(&mut self, figures: &[FigureRow<'_>]) {
        if figures.is_empty() {
            return;
        }
        self.text.push('\n');
        self.heading("Figures");
        let same = |a: &FigureRow<'_>, b: &FigureRow<'_>| a.key == b.key && a.when == b.when;
        let rows: Vec<Vec<String>> = figures
            .chunk_by(same)
            .map(|of_time| {
                let values: Vec<String> = of_time
                    .iter()
                    .map(|f| format!("{}{}", value(f), mark(f.source)))
                    .collect();
                vec![
                    of_time[0].key.replace(['_', '-'], " "),
                    wording::when(of_time[0].when),
                    values.join(", "),
                ]
            })
            .collect();
        self.rows(&rows);
    }

    fn facts(&mut self, facts: &[FigureRow<'_>]) {
        if facts.is_empty() {
            return;
        }
        self.text.push('\n');
        self.heading("Further facts of the sources");
        for fact in facts {
            let when = wording::when(fact.when);
            let when = if when.is_empty() {
                when
            } else {
                format!(" ({when})")
            };
            let value = output::clipped(fact.value, FACT);
            self.line(
                &fact.key.replace(['_', '-'], " "),
                &format!("{value}{when}{}", mark(fact.source)),
            );
        }
    }

    fn sources(&mut self, card: &Card<'_>) {
        self.text.push('\n');
        self.heading("Sources");
        for source in &card.sources {
            let licence = match (source.file, source.licence) {
                (Some(file), _) => format!(", in {file}"),
                (None, "") => String::new(),
                (None, licence) => format!(" ({licence})"),
            };
            let words = format!("{} {}", source.title, source.version);
            let words = format!("{}{licence}", words.trim_end());
            self.labelled(&format!("[{}]", source.number), 6, &words);
        }
    }

    fn heading(&mut self, words: &str) {
        let (on, off) = self.bold;
        self.text.push_str(&format!("{on}{words}{off}\n"));
    }

    /// A line under its label, wrapped and indented; nothing where there are no words.
    fn line(&mut self, label: &str, words: &str) {
        let columns = if label.is_empty() { 0 } else { LABEL };
        if !words.is_empty() {
            self.labelled(label, columns, words);
        }
    }

    fn labelled(&mut self, label: &str, columns: usize, words: &str) {
        let indent = if columns == 0 { 0 } else { columns + 2 };
        let mut used = 0;
        if columns > 0 {
            let label = format!("  {label}");
            self.text.push_str(&label);
            let pad = indent.saturating_sub(width(&label)).max(1);
            self.text.push_str(&" ".repeat(pad));
            used = width(&label) + pad;
        }
        let clean: String = words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let mut first = true;
        for word in clean.split(' ').filter(|word| !word.is_empty()) {
            let wide = width(word);
            if !first && used + 1 + wide > self.columns {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(indent));
                used = indent;
            } else if !first {
                self.text.push(' ');
                used += 1;
            }
            self.text.push_str(word);
            used += wide;
            first = false;
        }
        self.text.push('\n');
    }

    /// Rows with aligned columns, of which the last is wrapped.
    fn rows(&mut self, rows: &[Vec<String>]) {
        let Some(last) = rows.first().map(|row| row.len() - 1) else {
            return;
        };
        let widths: Vec<usize> = (0..last)
            .map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0))
            .collect();
        for row in rows {
            let mut label = String::new();
            for (cell, wide) in row.iter().zip(&widths) {
                label.push_str(cell);
                label.push_str(&" ".repeat(wide - width(cell) + 2));
            }
            let columns = width(&label);
            self.labelled(label.trim_end(), columns, &row[last]);
        }
    }
}
