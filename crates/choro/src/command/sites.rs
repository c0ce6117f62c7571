//! `choro sites`: a question about the sites of a project or of placemark files.

mod outgoing;
mod page;
mod places;
mod reading;
mod shown;
mod written;

use crate::args::{Sites, SitesFormat};
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_inventory::{Answer, Index, Kept, Mapping, Query};
use choro_project::WholeFile;
use outgoing::Outgoing;
use places::Places;
use reading::Asked;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// What a question finds among the sites of the project: for each file, by its path, the places in
/// it of the sites found, counted from 0. The exit code where the project cannot be read.
pub(super) fn found(
    question: &str,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<BTreeMap<String, BTreeSet<usize>>, ExitCode>> {
    let asked = match reading::of_project(named, terminal)? {
        Ok(asked) => asked,
        Err(code) => return Ok(Err(code)),
    };
    let query = match Query::parse(question, &asked.mapping) {
        Ok(query) if query.counts() => bail!("`{question}` asks for counts, not for sites"),
        Ok(query) => query,
        Err(fault) => bail!("{}", fault.shown(question)),
    };
    let places = Places::new(&asked);
    let sites = &asked.inventory.sites;
    let index = Index::new(sites, &places.divisions());
    let answer = match index.ask(&query, &places) {
        Ok(answer) => answer,
        Err(fault) => bail!("{}", fault.shown(question)),
    };
    for ground in &answer.grounds {
        terminal.say(&format!("taken for {ground}"));
    }
    let hits: BTreeSet<u32> = answer.hits.iter().map(|hit| hit.site).collect();
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, site) in (0..).zip(sites) {
        let place = before.entry(&site.source).or_default();
        if hits.contains(&number) {
            found
                .entry(site.source.to_string())
                .or_default()
                .insert(*place);
        }
        *place += 1;
    }
    Ok(Ok(found))
}

pub(crate) fn run(
    sites: &Sites,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let format = format(sites)?;
    let question = sites.question.join(" ");
    let whole = matches!(
        format,
        SitesFormat::Geojson | SitesFormat::Kml | SitesFormat::Kmz
    );
    // A question that is at fault is told of below.
    let kept = |mapping: &Mapping| match Query::parse(&question, mapping) {
        Ok(_) if whole => Kept::All,
        Ok(query) => query.needs(),
        Err(_) => Kept::Outline,
    };
    let asked = match reading::read(sites, named, &kept, terminal)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    if sites.unmapped {
        output::write(&shown::unmapped(&asked.inventory.unmapped))?;
        return Ok(ExitCode::SUCCESS);
    }
    let query = match Query::parse(&question, &asked.mapping) {
        Ok(query) => query,
        Err(fault) => bail!("{}", fault.shown(&question)),
    };
    if query.counts() && (whole || format == SitesFormat::Html) {
        bail!("counts have no place in this format; use table, csv or json");
    }
    answer(sites, &asked, &query, &question, format, terminal)
}

fn answer(
    sites: &Sites,
    asked: &Asked,
    query: &Query,
    question: &str,
    format: SitesFormat,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let places = Places::new(asked);
    let index = Index::new(&asked.inventory.sites, &places.divisions());
    let answer = match index.ask(query, &places) {
        Ok(answer) => answer,
        Err(fault) => bail!("{}", fault.shown(question)),
    };
    for ground in &answer.grounds {
        terminal.say(&format!("taken for {ground}"));
    }
    tell_misplaced(&index, &answer, terminal);
    let outgoing = outgoing(sites, asked, &index, answer, format, terminal);
    let write = |to: &mut dyn Write| -> anyhow::Result<()> {
        match format {
            SitesFormat::Geojson | SitesFormat::Kml | SitesFormat::Kmz => {
                let (bytes, losses) = written::file(&outgoing, format, question)?;
                for loss in &losses {
                    terminal.say(loss);
                }
                to.write_all(&bytes)?;
            }
            SitesFormat::Html => {
                to.write_all(page::page(&outgoing, asked, question).as_bytes())?;
            }
            _ => shown::answer(&outgoing, format, to)?,
        }
        Ok(to.flush()?)
    };
    match &sites.output {
        None => write(&mut BufWriter::new(std::io::stdout().lock()))?,
        Some(path) => {
            let cannot = || format!("`{}` cannot be written", path.display());
            let mut whole = WholeFile::create(path).with_context(cannot)?;
            write(&mut BufWriter::new(whole.file())).with_context(cannot)?;
            whole.complete().with_context(cannot)?;
        }
    }
    let answer = &outgoing.answer;
    let counted = answer
        .counts
        .as_ref()
        .map(|counts| counts.rows.iter().map(|row| row.sites).sum());
    match counted.unwrap_or(answer.hits.len()) {
        0 => {
            terminal.say("no site is what was asked for");
            Ok(exit::findings())
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The answer as it goes out. What is looked at is exact; what is made to be handed on, a file or a
/// format for one, is as `[export.redact]` wants it, unless asked otherwise.
fn outgoing<'a>(
    sites: &Sites,
    asked: &Asked,
    index: &'a Index<'a>,
    answer: Answer,
    format: SitesFormat,
    terminal: &Terminal,
) -> Outgoing<'a> {
    let on_screen = matches!(
        format,
        SitesFormat::Table | SitesFormat::Csv | SitesFormat::Json
    );
    let handed_on = sites.output.is_some() || !on_screen;
    let rules = &asked.redact;
    if rules.types.is_empty() || answer.counts.is_some() {
        return Outgoing::exact(index, answer);
    }
    if sites.exact || !(sites.redact || handed_on) {
        terminal.say(
            "positions are exact; files written with --output, and --redact, have them as \
             [export.redact] wants",
        );
        return Outgoing::exact(index, answer);
    }
    let outgoing = Outgoing::redacted(index, answer, rules);
    for line in outgoing.told() {
        terminal.say(&line);
    }
    outgoing
}

/// Sites of the answer that lie in another province than their folders say.
fn tell_misplaced(index: &Index<'_>, answer: &Answer, terminal: &Terminal) {
    let found: BTreeSet<u32> = answer.hits.iter().map(|hit| hit.site).collect();
    let all = answer.counts.is_some();
    let misplaced: Vec<_> = index
        .misplaced()
        .filter(|misplaced| all || found.contains(&misplaced.site))
        .collect();
    if let Some(first) = misplaced.first() {
        terminal.say(&format!(
            "{} counted in the province of their folder lie in another; the first is {}, in {} by \
             its folder, in {} by its position",
            match misplaced.len() {
                1 => "1 site".to_owned(),
                n => format!("{n} sites"),
            },
            index.sites()[first.site as usize].name,
            first.stated,
            first.found
        ));
    }
}

/// The format asked for, else the one the output's ending says.
fn format(sites: &Sites) -> anyhow::Result<SitesFormat> {
    let Some(path) = sites
        .output
        .as_ref()
        .filter(|_| sites.format == SitesFormat::Table)
    else {
        return Ok(sites.format);
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    Ok(match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => SitesFormat::Csv,
        Some("json") => SitesFormat::Json,
        Some("geojson") => SitesFormat::Geojson,
        Some("kml") => SitesFormat::Kml,
        Some("kmz") => SitesFormat::Kmz,
        Some("html" | "htm") => SitesFormat::Html,
        Some("txt") | None => SitesFormat::Table,
        Some(other) => {
            bail!(
                "`.{other}` says no format; --format does: table, csv, json, geojson, kml, kmz, html"
            )
        }
    })
}
