//! `choro import`: what placemark files hold, and the same in another format.

mod contents;
mod report;

use crate::args::{FindingFormat, Import, ImportFormat};
use crate::command::findings;
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_diagnostic::{Finding, Severity};
use choro_inventory::{About, Inventory, Mapping, Unknown};
use choro_placemark::{
    Collection, Format, Item, Limits, Losses, WriteError, WriteOptions, Writer, read, writer,
};
use choro_project::{Mapped, WholeFile};
use contents::Contents;
use report::{Report, Written};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(
    import: &Import,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let files = match files(import, named, terminal)? {
        Ok(files) => files,
        Err(code) => return Ok(code),
    };
    if import.output.is_some() && files.len() != 1 {
        bail!(
            "--output takes one file, and there are {}; import them one by one",
            files.len()
        );
    }
    let from = import.from.as_deref().map(format_named).transpose()?;
    let mut reports = Vec::new();
    for path in &files {
        let shown = path.display().to_string();
        let bytes = Mapped::open(path).with_context(|| format!("`{shown}` cannot be read"))?;
        let format = from.or_else(|| Format::sniff(&shown, bytes.as_ref()));
        let Some(format) = format else {
            bail!("`{shown}` is in no placemark format; --from says which it is");
        };
        reports.push(match &import.output {
            None => {
                let named = !import.files.is_empty();
                let (contents, faults) = look_over(&shown, bytes.as_ref(), format, named);
                Report::new(shown, format, contents, faults)
            }
            Some(target) => convert(import, &shown, bytes.as_ref(), format, target)?,
        });
    }
    let found = match import.output_format {
        ImportFormat::Json => {
            output::json(&reports)?;
            None
        }
        ImportFormat::Text => {
            let text: Vec<String> = reports.iter().map(Report::text).collect();
            output::write(&text.join("\n"))?;
            None
        }
        ImportFormat::Full => Some(FindingFormat::Full),
        ImportFormat::Concise => Some(FindingFormat::Concise),
        ImportFormat::Sarif => Some(FindingFormat::Sarif),
        ImportFormat::Github => Some(FindingFormat::Github),
    };
    if let Some(format) = found {
        let faults: Vec<Finding> = reports.iter().flat_map(Report::faults).cloned().collect();
        output::write(&findings::of_files(format.into(), &faults, terminal))?;
    }
    Ok(code(&reports))
}

/// What a file holds and what is wrong with it. Of a file that is `named` the sites are looked over
/// too, as far as that needs no project; those of a project are looked over by `choro check`, with
/// the country around them.
fn look_over(shown: &str, bytes: &[u8], format: Format, named: bool) -> (Contents, Vec<Finding>) {
    let mut contents = Contents::default();
    let mut collection = Collection::default();
    let mut faults = read(format, bytes, shown, &Limits::default(), &mut |item| {
        contents.count(&item);
        if named && !matches!(item, Item::Resource(_)) {
            collection.push(item);
        }
    });
    if named {
        let about = About::of(&collection);
        let mut inventory = Inventory::default();
        inventory.take(shown, collection, Mapping::shipped());
        let text = std::str::from_utf8(bytes).ok();
        let sites = &inventory.sites;
        faults.extend(choro_inventory::faults(sites, &about, &Unknown, text));
    }
    (contents, faults)
}

/// 2 where a file gives nothing, 1 where part of one is lost.
fn code(reports: &[Report]) -> ExitCode {
    let unread = |report: &Report| report.contents.is_empty() && report.has_errors();
    if reports.iter().any(unread) {
        exit::input()
    } else if reports.iter().any(Report::has_errors) {
        exit::findings()
    } else {
        ExitCode::SUCCESS
    }
}

/// The files named, else the lists of sites of the project.
fn files(
    import: &Import,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<Vec<PathBuf>, ExitCode>> {
    if !import.files.is_empty() {
        return Ok(Ok(import.files.clone()));
    }
    let place = Place::find(named, &[])?;
    let project = match place.open_references() {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(Err(exit::input()));
        }
    };
    let files: Vec<PathBuf> = project
        .sites
        .iter()
        .map(|file| place.root.join(&file.layer.path))
        .collect();
    if files.is_empty() {
        bail!("no files are named, and the project has none under sites/");
    }
    Ok(Ok(files))
}

fn format_named(name: &str) -> anyhow::Result<Format> {
    Format::from_name(name).with_context(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!(
            "there is no format `{name}`; there are {}",
            names.join(", ")
        )
    })
}

/// The format to write.
fn target_format(import: &Import, target: &Path) -> anyhow::Result<Format> {
    match &import.format {
        Some(name) => format_named(name),
        None => Format::of_path(&target.to_string_lossy()).with_context(|| {
            format!(
                "the ending of `{}` says no format; --format does",
                target.display()
            )
        }),
    }
}

/// Reads a file and writes it in another format at once, item by item.
fn convert(
    import: &Import,
    shown: &str,
    bytes: &[u8],
    format: Format,
    target: &Path,
) -> anyhow::Result<Report> {
    let to = target_format(import, target)?;
    let mut whole = WholeFile::create(target)
        .with_context(|| format!("`{}` cannot be written", target.display()))?;
    let options = WriteOptions {
        title: Path::new(shown)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
        scratch: whole.scratch(),
        regionate_above: Some(import.regions_above),
    };
    let mut out = BufWriter::with_capacity(1 << 18, whole.file());
    let mut contents = Contents::default();
    let passed = pass(
        shown,
        bytes,
        format,
        &mut contents,
        writer(to, &mut out, &options),
    );
    let (faults, losses) =
        passed.with_context(|| format!("`{}` cannot be written", target.display()))?;
    out.flush()?;
    drop(out);
    whole.complete()?;
    let mut report = Report::new(shown.to_owned(), format, contents, faults);
    report.written = Some(Written {
        path: target.display().to_string(),
        format: to.name(),
        lost: losses,
    });
    Ok(report)
}

/// Bytes of a file above which it is read twice rather than kept in memory, where the format
/// written wants to know all of it beforehand.
const READ_TWICE: usize = 8 << 20;

/// Hands every item of a file to a writer.
fn pass(
    shown: &str,
    bytes: &[u8],
    format: Format,
    contents: &mut Contents,
    writer: Result<Box<dyn Writer + '_>, WriteError>,
) -> Result<(Vec<Finding>, Losses), WriteError> {
    let mut writer = writer?;
    let mut failed = None;
    let limits = Limits::default();
    if writer.foresees() && bytes.len() > READ_TWICE {
        read(format, bytes, shown, &limits, &mut |item| {
            writer.foresee(&item);
        });
    }
    let faults = read(format, bytes, shown, &limits, &mut |item: Item| {
        contents.count(&item);
        if failed.is_none() {
            failed = writer.item(&item).err();
        }
    });
    match failed {
        Some(error) => Err(error),
        None => Ok((faults, writer.finish()?)),
    }
}

/// Whether a finding means that something of a file is lost.
fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}
