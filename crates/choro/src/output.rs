//! Results on standard output.

use serde::Serialize;
use std::io::{ErrorKind, Write};

/// Writes results. The reader may go away midway (`choro claims | head`): that is no failure.
pub(crate) fn write(text: &str) -> anyhow::Result<()> {
    write_bytes(text.as_bytes())
}

/// Writes results that are not Unicode throughout, such as lines of files in other encodings.
pub(crate) fn write_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Writes a value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    write(&json_text(value)?)
}

/// A value as indented JSON.
pub(crate) fn json_text(value: &impl Serialize) -> anyhow::Result<String> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// Whether the reader of standard output went away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

/// Rows with aligned columns, two spaces apart; the last column is as long as it is.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = write_table(&header, &|| Box::new(rows.iter().cloned()), &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The rows of a table.
pub(crate) type Rows<'r> = Box<dyn Iterator<Item = Vec<String>> + 'r>;

/// Writes the same of rows that are made anew for measuring and for writing, as there may be very
/// many.
pub(crate) fn write_table<'r>(
    header: &[String],
    rows: &'r dyn Fn() -> Rows<'r>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut widths: Vec<usize> = header.iter().map(|cell| width(cell)).collect();
    for row in rows() {
        for (widest, cell) in widths.iter_mut().zip(&row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let mut line = String::new();
    for row in std::iter::once(header.to_vec()).chain(rows()) {
        line.clear();
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                line.push_str("  ");
            }
            line.push_str(cell);
            if at + 1 < widths.len() {
                let rest = widths[at].saturating_sub(width(cell));
                line.extend(std::iter::repeat_n(' ', rest));
            }
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Columns of a text on a terminal.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// A cell of a table: on one line, at most so many columns.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used > most {
            out.pop();
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

/// Latitude and longitude as people write them, to about ten metres; empty where unknown.
pub(crate) fn position(at: Option<(f64, f64)>) -> String {
    at.map(|(lat, lon)| format!("{lat:.4}, {lon:.4}"))
        .unwrap_or_default()
}

/// Rows as CSV (RFC 4180).
pub(crate) fn csv(header: &[&str], rows: &[Vec<String>]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_their_width_on_screen() {
        let rows = [["혜산", "x"], ["ab", "y"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&["n", "v"], &rows), "n     v\n혜산  x\nab    y\n");
    }

    #[test]
    fn cells_stay_on_one_line() {
        assert_eq!(clipped("a\nbcdef", 4), "a b…");
        assert_eq!(clipped("abc", 3), "abc");
    }
}
