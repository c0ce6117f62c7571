//! `choro brief`: what is known of a place, set in sentences with their sources.

mod files;
mod outgoing;
mod pdf;

use crate::args::{Brief as Asked, BriefFormat};
use crate::command::{compiled, findings, place};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use crate::typed;
use anyhow::{Context, bail};
use choro_brief::write::{self, Links};
use choro_brief::{Brief, Figure, Material, Options, Wording};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_name::fold;
use choro_project::{Project, World, write_whole};
use files::Names;
use outgoing::Outgoing;
use std::path::Path;
use std::process::ExitCode;

/// The language of briefs of a project in a language that has no words.
const FALLBACK: &str = "en";

pub(crate) fn run(
    asked: &Asked,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let as_of = typed::as_of(asked.as_of.as_deref())?;
    if asked.output.is_none() && (!asked.format.is_text() || asked.places.len() > 1) {
        bail!("say with --output into which folder to write");
    }
    let folder = Place::find(named, &[])?;
    let project = match folder.open(&[])? {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &folder, terminal);
            return Ok(exit::input());
        }
    };
    let wording = wording(asked, &project, &folder)?;
    let compiled = compiled::run(&folder, &project, terminal);
    findings::say_inputs(&compiled, &folder, terminal);
    let gazetteer = &compiled.atlas.gazetteer;
    let outgoing = Outgoing::of(&project, &folder, gazetteer);
    let lists = outgoing::lists(&project);
    let material = Material::new(&compiled.atlas, &outgoing.sites, &lists, outgoing.withheld);
    let options = Options {
        radius_m: asked.radius * 1_000.0,
        as_of,
    };
    let wanted = wanted(asked, gazetteer, &material)?;
    let job = Job {
        asked,
        material: &material,
        wording: &wording,
        options: &options,
        names: Names::of(gazetteer, &wanted, asked.format),
    };
    match &asked.output {
        None => job.show(wanted[0])?,
        Some(output) => {
            std::fs::create_dir_all(output)
                .with_context(|| format!("`{}` cannot be made", output.display()))?;
            let files = job.write_all(&wanted, output)?;
            let many = if wanted.len() == 1 { "brief" } else { "briefs" };
            terminal.say(&format!(
                "wrote {} {many} as {files} files to {}",
                wanted.len(),
                output.display()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The words of the language asked for, or of the project's; with the project's own words.
fn wording(asked: &Asked, project: &Project, folder: &Place) -> anyhow::Result<Wording> {
    let own = |language: &str| {
        let path = format!("templates/brief/{language}.toml");
        let bytes = folder.world.read(&path).ok()?;
        Some((path, bytes))
    };
    let load = |language: &str| -> anyhow::Result<Wording> {
        if !language
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            bail!("`{language}` is no language tag");
        }
        let found = own(language);
        let text = found.as_ref().map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes);
            text.map(|text| (path.as_str(), text))
                .with_context(|| format!("`{path}` is not UTF-8"))
        });
        Ok(Wording::new(language, text.transpose()?)?)
    };
    match &asked.lang {
        Some(language) => load(language),
        None if own(&project.config.language).is_some() => load(&project.config.language),
        None => load(&project.config.language).or_else(|_| load(FALLBACK)),
    }
}

/// The places asked for, each once.
fn wanted(
    asked: &Asked,
    gazetteer: &Gazetteer,
    material: &Material<'_>,
) -> anyhow::Result<Vec<PlaceId>> {
    if asked.all {
        let all = gazetteer.places().iter().map(|place| place.id);
        return Ok(all.filter(|id| material.may_tell(*id)).collect());
    }
    let mut wanted = Vec::new();
    for name in &asked.places {
        let id = match namesake(gazetteer, name) {
            Some(only) => only,
            None => {
                let key = place::key_of(gazetteer, name)?;
                gazetteer.by_key(&key).context("a key stands for a place")?
            }
        };
        if !material.may_tell(id) {
            bail!("`{name}` is a site of a type that [export.redact] keeps back");
        }
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    Ok(wanted)
}

/// Of several places of a name the one that is shown under it: of a town and its county mostly the
/// town.
fn namesake(gazetteer: &Gazetteer, name: &str) -> Option<PlaceId> {
    let mut shown = gazetteer.by_name(name);
    shown.retain(|id| fold(gazetteer.place(*id).name()) == fold(name));
    match shown[..] {
        [only] => Some(only),
        _ => None,
    }
}

struct Job<'j> {
    asked: &'j Asked,
    material: &'j Material<'j>,
    wording: &'j Wording,
    options: &'j Options,
    names: Names,
}

impl Job<'_> {
    fn brief(&self, place: PlaceId) -> anyhow::Result<Brief> {
        Ok(choro_brief::brief(
            self.material,
            self.wording,
            self.options,
            place,
        )?)
    }

    /// Writes one brief on standard output; its maps only where they are inside.
    fn show(&self, place: PlaceId) -> anyhow::Result<()> {
        let links = Links {
            place: &|_| None,
            figure: &|_| None,
        };
        let brief = self.brief(place)?;
        output::write(&match self.asked.format {
            BriefFormat::Html => write::html(&brief, &links),
            BriefFormat::Typst => write::typst(&brief, &links),
            _ => write::markdown(&brief, &links),
        })
    }

    /// Writes the briefs into a folder; how many files that made.
    fn write_all(&self, wanted: &[PlaceId], output: &Path) -> anyhow::Result<usize> {
        let mut files = 0;
        for place in wanted {
            let brief = self.brief(*place)?;
            let mut write = |name: &str, bytes: &[u8]| {
                let path = output.join(name);
                files += 1;
                write_whole(&path, bytes)
                    .with_context(|| format!("`{}` cannot be written", path.display()))
            };
            let name = self.names.of_place(*place).unwrap_or_default();
            let stem = name
                .strip_suffix(self.asked.format.ending())
                .unwrap_or(name);
            let stem = stem.trim_end_matches('.');
            let figure = |figure: &Figure| Some(format!("{stem}-{}.svg", figure.id));
            let links = Links {
                place: &|other| {
                    let address = self.names.of_place(other)?;
                    (other != *place).then(|| address.to_owned())
                },
                figure: &figure,
            };
            match self.asked.format {
                BriefFormat::Md => {
                    write(name, write::markdown(&brief, &links).as_bytes())?;
                    for drawn in files::figures(&brief) {
                        let path = figure(drawn).unwrap_or_default();
                        write(&path, drawn.svg.as_bytes())?;
                    }
                }
                BriefFormat::Html => write(name, write::html(&brief, &links).as_bytes())?,
                BriefFormat::Typst => write(name, write::typst(&brief, &links).as_bytes())?,
                BriefFormat::Docx => write(name, &write::docx(&brief, &links)?)?,
                BriefFormat::Pdf => {
                    let bytes = pdf::compiled(&write::typst(&brief, &links), output)?;
                    write(name, &bytes)?;
                }
            }
        }
        Ok(files)
    }
}
