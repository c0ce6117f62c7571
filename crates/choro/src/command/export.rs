//! `choro export`: sites, places and statements in formats of others, each with licence and
//! attribution.

mod places;
mod sites;
mod statements;

use crate::args::{Export, Exported};
use crate::command::{compiled, findings};
use crate::exit;
use crate::files::Place;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_export::may_be_mixed;
use choro_layer::Source;
use choro_placemark::{
    Datum, Feature, Folder, FolderKind, Format, Item, Losses, Value, WriteError, WriteOptions,
    Writer, writer,
};
use choro_project::{Project, WholeFile};
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// What was written.
struct Exports {
    records: usize,
    losses: Losses,
    /// Further lines to tell.
    told: Vec<String>,
}

/// Gives items to a writer, one after another; the first failure ends it.
type Give<'g> = dyn FnMut(&Item) -> Result<(), WriteError> + 'g;

pub(crate) fn run(
    export: &Export,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let place = Place::find(named, &[])?;
    let opened = match export.what {
        Exported::Statements => place.open(&[])?,
        Exported::Sites | Exported::Places => place.open_references(),
    };
    let project = match opened {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(exit::input());
        }
    };
    let format = match &export.format {
        Some(name) => {
            Format::from_name(name).with_context(|| format!("there is no format `{name}`"))?
        }
        None => Format::of_path(&export.to.to_string_lossy()).with_context(|| {
            format!(
                "the ending of `{}` says no format; --format does",
                export.to.display()
            )
        })?,
    };
    if export.query.is_some() && export.what != Exported::Sites {
        bail!("--query asks about sites; places and statements have --type");
    }
    let exports = match export.what {
        Exported::Sites => {
            let question = export.query.as_deref();
            let found = match question.map(|words| super::sites::found(words, named, terminal)) {
                None => None,
                Some(found) => match found? {
                    Ok(found) => Some(found),
                    Err(code) => return Ok(code),
                },
            };
            let chosen = sites::choose(export, &place, &project, found, terminal)?;
            write(export, format, &project, &|give| chosen.give(give))?
        }
        Exported::Places => {
            let compiled = compiled::run(&place, &project, terminal);
            let chosen = places::choose(export, &compiled.atlas.gazetteer)?;
            write(export, format, &project, &|give| chosen.give(give))?
        }
        Exported::Statements => {
            let compiled = compiled::run(&place, &project, terminal);
            write(export, format, &project, &|give| {
                statements::give(&compiled.atlas, give)
            })?
        }
    };
    tell(export, format, &exports, terminal);
    Ok(ExitCode::SUCCESS)
}

fn tell(export: &Export, format: Format, exports: &Exports, terminal: &Terminal) {
    terminal.say(&format!(
        "written: {} ({}), {} placemarks",
        export.to.display(),
        format.name(),
        exports.records
    ));
    for lost in &exports.losses {
        terminal.say(&format!("  not held by the format: {lost}"));
    }
    for line in &exports.told {
        terminal.say(&format!("  {line}"));
    }
}

/// What hands out the items: the lines to tell afterwards.
type Giving<'g> = dyn Fn(&mut Give<'_>) -> Result<Vec<String>, WriteError> + 'g;

/// Writes a file, as a whole or not at all.
fn write(
    export: &Export,
    format: Format,
    project: &Project,
    giving: &Giving<'_>,
) -> anyhow::Result<Exports> {
    let cannot = || format!("`{}` cannot be written", export.to.display());
    let mut whole = WholeFile::create(&export.to).with_context(cannot)?;
    let options = WriteOptions {
        title: title(project).to_owned(),
        scratch: whole.scratch(),
        regionate_above: Some(export.regions_above),
    };
    let mut out = BufWriter::with_capacity(1 << 18, whole.file());
    let exports = fill(writer(format, &mut out, &options), giving).with_context(cannot)?;
    out.flush()?;
    drop(out);
    whole.complete().with_context(cannot)?;
    Ok(exports)
}

fn fill(
    writer: Result<Box<dyn Writer + '_>, WriteError>,
    giving: &Giving<'_>,
) -> Result<Exports, WriteError> {
    let mut writer = writer?;
    if writer.foresees() {
        giving(&mut |item| {
            writer.foresee(item);
            Ok(())
        })?;
    }
    let mut records = 0;
    let told = giving(&mut |item| {
        records += usize::from(matches!(item, Item::Placemark(_)));
        writer.item(item)
    })?;
    Ok(Exports {
        records,
        losses: writer.finish()?,
        told,
    })
}

fn title(project: &Project) -> &str {
    match project.config.name.as_str() {
        "" => "Atlas",
        name => name,
    }
}

/// Refuses what may not be put together.
fn verify<'s>(licences: impl Iterator<Item = &'s str>) -> anyhow::Result<()> {
    let stated: BTreeSet<String> = licences
        .filter(|licence| !licence.trim().is_empty())
        .map(str::to_owned)
        .collect();
    if let Err(conflict) = may_be_mixed(&stated) {
        bail!(
            "{conflict}; export each by itself (`choro licenses` says which file has which licence)"
        );
    }
    Ok(())
}

/// A document that holds all of an export and says whose it is.
fn document(name: &str, sources: &[&Source]) -> Item {
    let mut data = Vec::new();
    for source in sources {
        data.push(datum("source", &source.title));
        data.extend(owed(source));
    }
    Item::Folder(Folder {
        index: 0,
        kind: FolderKind::Document,
        feature: Feature {
            name: Some(name.to_owned()),
            data,
            ..Feature::default()
        },
    })
}

/// Licence and attribution of a record, as far as its source states them.
fn owed(source: &Source) -> Vec<Datum> {
    let stated = [
        ("licence", &source.licence),
        ("attribution", &source.attribution),
    ];
    let stated = stated.into_iter().filter(|(_, value)| !value.is_empty());
    stated.map(|(name, value)| datum(name, value)).collect()
}

fn datum(name: &str, value: &str) -> Datum {
    Datum {
        name: name.to_owned(),
        display: None,
        value: Value::Text(value.to_owned()),
        schema: None,
    }
}
