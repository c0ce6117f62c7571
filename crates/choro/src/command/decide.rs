//! `choro decide`: a person's word on findings, mentions and claims, written to `decisions/`.

mod claim;
mod findings;
mod list;
mod mention;

use crate::args::Decide;
use crate::command::{compiled, findings as shown};
use crate::exit;
use crate::files::Place;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_pipeline::Compiled;
use choro_project::{Project, Signature, World};
use choro_quantity::When;
use choro_text::{LineIndex, Span};
use std::path::Path;
use std::process::ExitCode;

/// A project, compiled, with what was asked of it.
struct Case<'a> {
    asked: &'a Decide,
    place: &'a Place,
    project: &'a Project,
    compiled: &'a Compiled,
    signature: Signature,
    terminal: &'a Terminal,
}

pub(crate) fn run(
    asked: &Decide,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let place = Place::find(named, &[])?;
    let project = match place.open(&[])? {
        Ok(project) => project,
        Err(faults) => {
            shown::say(&faults, &place, terminal);
            return Ok(exit::input());
        }
    };
    if asked.list {
        return list::list(asked, &place, project, terminal);
    }
    let signature = signature(asked, &project, &place.world.today())?;
    let compiled = compiled::run(&place, &project, terminal);
    let case = Case {
        asked,
        place: &place,
        project: &project,
        compiled: &compiled,
        signature,
        terminal,
    };
    match (&asked.mention, &asked.claim) {
        (Some(spot), _) => mention::decide(&case, spot),
        (_, Some(id)) => claim::decide(&case, id),
        _ => findings::decide(&case),
    }
}

/// Who decides, when, why and for how long.
fn signature(asked: &Decide, project: &Project, today: &str) -> anyhow::Result<Signature> {
    let because = asked.because.as_deref().unwrap_or("").trim();
    if asked.dismiss && because.is_empty() {
        bail!("--because is empty: say why the finding is to be passed over");
    }
    let by = asked.by.as_deref().unwrap_or(&project.config.author).trim();
    if by.is_empty() {
        bail!(
            "who decides? Name yourself with --by \"…\", or once for all in choro.toml: \
             `author = \"…\"` under `[project]`"
        );
    }
    Ok(Signature {
        because: because.to_owned(),
        author: by.to_owned(),
        date: today.to_owned(),
        until: asked
            .until
            .as_deref()
            .map(|until| last_day(until, today))
            .transpose()?,
    })
}

/// The last day of the day, month or year typed, which is not over.
fn last_day(typed: &str, today: &str) -> anyhow::Result<String> {
    let last = When::parse(typed.trim()).and_then(|when| when.latest);
    let last = last.map(|day| day.to_string()).with_context(|| {
        format!("--until `{typed}` is not a day (2027-01-31), a month (2027-01) or a year (2027)")
    })?;
    if last.as_str() < today {
        bail!("--until `{typed}` is over: today is {today}");
    }
    Ok(last)
}

/// A place in a document as people write it: `docs/first.md:6:1`, or the whole line.
struct Spot<'t> {
    document: &'t str,
    line: usize,
    column: Option<usize>,
}

impl<'t> Spot<'t> {
    /// Reads `DOC:LINE` or `DOC:LINE:COLUMN`.
    fn read(typed: &'t str) -> Option<Self> {
        let (rest, last) = typed.rsplit_once(':')?;
        let last: usize = last.parse().ok()?;
        let before = rest.rsplit_once(':').and_then(|(document, line)| {
            let line: usize = line.parse().ok()?;
            Some((document, line))
        });
        Some(match before {
            Some((document, line)) => Self {
                document,
                line,
                column: Some(last),
            },
            None => Self {
                document: rest,
                line: last,
                column: None,
            },
        })
    }

    /// The bytes of the document, whose bytes these are, that are meant: one, or those of the line.
    fn bytes(&self, bytes: &[u8]) -> Option<Span> {
        let line = LineIndex::new(bytes).range(self.line)?;
        let line = Span::new(line.start, line.end.min(bytes.len()));
        let Some(column) = self.column else {
            return Some(line);
        };
        let begins = |at: &usize| (bytes[*at] & 0xC0) != 0x80;
        let start = (line.start..line.end)
            .filter(begins)
            .nth(column.checked_sub(1)?)?;
        Some(Span::new(start, start + 1))
    }

    /// Whether a byte of the document, whose bytes these are, stands there.
    fn holds(&self, lines: &LineIndex, bytes: &[u8], offset: usize) -> bool {
        let at = lines.line_column(bytes, offset);
        at.line == self.line && self.column.is_none_or(|column| column == at.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_has_a_line_and_may_have_a_column() {
        let read = |typed| Spot::read(typed).map(|s| (s.document, s.line, s.column));
        assert_eq!(read("docs/a.md:6:1"), Some(("docs/a.md", 6, Some(1))));
        assert_eq!(read("docs/a.md:6"), Some(("docs/a.md", 6, None)));
        assert_eq!(read("docs/a:b.md:6"), Some(("docs/a:b.md", 6, None)));
        assert_eq!(read("de2e5ac0fa5cbb24"), None);
    }

    #[test]
    fn a_month_lasts_to_its_end() {
        let last = |typed| last_day(typed, "2026-11-21").ok();
        assert_eq!(last("2027-02").as_deref(), Some("2027-02-28"));
        assert_eq!(last("2027").as_deref(), Some("2027-12-31"));
        assert_eq!(last("2026-11-21").as_deref(), Some("2026-11-21"));
        assert_eq!(last("2026-11-20"), None);
        assert_eq!(last("soon"), None);
    }
}
