//! `choro_eval sites generate N`: a list of sites that do not exist, as KMZ.
//!
//! Made like large public collections of placemarks: folders of provinces, in them of divisions, in
//! them of sorts of sites; shared styles, HTML descriptions, years and months as times, a few
//! attributes, lines and areas. About one site in a hundred has a fault, told in a table beside.
//! With `--changes M` there is a second release with about M changes, and a table of them.
//! Everything is synthetic: names and positions come from Who's On First, scattered at random.

use super::release::Release;
use super::{Change, Changes, Ground, Plan, kinds, write};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const USAGE: &str = "sites generate N [--seed S] [--changes M] --out FILE.kmz";

/// The options of the command.
#[derive(Debug, PartialEq)]
struct Options {
    count: u32,
    seed: u64,
    changes: u32,
    out: PathBuf,
}

impl Options {
    fn of(args: &[String]) -> Option<Self> {
        let mut options = Self {
            count: args.first()?.parse().ok()?,
            seed: 1,
            changes: 0,
            out: PathBuf::new(),
        };
        for pair in args[1..].chunks(2) {
            let [name, value] = pair else { return None };
            match name.as_str() {
                "--seed" => options.seed = value.parse().ok()?,
                "--changes" => options.changes = value.parse().ok()?,
                "--out" => options.out = PathBuf::from(value),
                _ => return None,
            }
        }
        options.out.file_stem().is_some().then_some(options)
    }

    /// The path of a file beside the list: `sites.kmz` → `sites-faults.tsv`.
    fn beside(&self, ending: &str) -> PathBuf {
        let stem = self.out.file_stem().unwrap_or_default().to_string_lossy();
        self.out.with_file_name(format!("{stem}-{ending}"))
    }
}

/// Writes the list, and what was planted in it.
pub(super) fn report(args: &[String]) -> Result<String, String> {
    let options = Options::of(args).ok_or_else(|| format!("usage: choro_eval {USAGE}"))?;
    let ground = Ground::whos_on_first()?;
    let kinds = kinds();
    let plan = Plan::new(&ground, &kinds, options.count, options.seed);
    let first = Release {
        ground: &ground,
        kinds: &kinds,
        plan: &plan,
        changes: None,
    };
    let mut report = save(&options.out, &|out| {
        write(out, &ground, &kinds, &plan, None)
    })?;
    let told = options.beside("faults.tsv");
    report.push_str(&save(&told, &|out| faults(&first, out))?);
    if options.changes > 0 {
        let changes = Changes::plant(&plan, &ground, &kinds, options.changes);
        let second = Release {
            changes: Some(&changes),
            ..first
        };
        report.push_str(&save(&options.beside("second.kmz"), &|out| {
            write(out, &ground, &kinds, &plan, Some(&changes))
        })?);
        let told = options.beside("changes.tsv");
        report.push_str(&save(&told, &|out| {
            self::changes(&first, &second, &changes, out)
        })?);
    }
    Ok(report)
}

fn save(
    path: &Path,
    write: &dyn Fn(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<String, String> {
    let saved = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()
    });
    match saved {
        Ok(()) => Ok(format!("written: {}\n", path.display())),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// The planted faults, one a line, with the place of the site in the file, from 1.
fn faults(release: &Release<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "place\tcode\tfault\tfolder\tname\tlat\tlon")?;
    let (province, kind) = release.plan.snapped;
    for (place, entry) in (1..).zip(&release.plan.entries) {
        let fault = release.plan.faults.get(&entry.number);
        let snapped = (entry.province, entry.kind) == (province, kind);
        let (code, fault) = match fault {
            Some(fault) => (fault.code(), format!("{fault:?}")),
            None if snapped => ("INP033", "Snapped".to_owned()),
            None => continue,
        };
        let site = release.site(*entry);
        writeln!(
            out,
            "{place}\t{code}\t{fault}\t{}\t{}\t{}\t{}",
            release.path(*entry),
            site.name.unwrap_or_default(),
            site.at.lat,
            site.at.lon
        )?;
    }
    Ok(())
}

/// The planted changes, one a line; `place` counts sites of each file from 1.
fn changes(
    first: &Release<'_>,
    second: &Release<'_>,
    changes: &Changes,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let header = ["place", "folder", "name", "lat", "lon"];
    let sides = ["old", "new"].map(|side| header.map(|cell| format!("{side}_{cell}")).join("\t"));
    writeln!(out, "change\t{}", sides.join("\t"))?;
    let side = |release: &Release<'_>, entries: &[super::Entry]| {
        let mut rows = std::collections::BTreeMap::new();
        for (place, entry) in (1..).zip(entries) {
            if changes.planted.contains_key(&entry.number) {
                let site = release.site(*entry);
                let name = site.name.unwrap_or_default();
                let (lat, lon, path) = (site.at.lat, site.at.lon, release.path(*entry));
                let row: String = format!("{place}\t{path}\t{name}\t{lat}\t{lon}");
                rows.insert(entry.number, row);
            }
        }
        rows
    };
    let (old, new) = (
        side(first, &first.plan.entries),
        side(second, &changes.entries),
    );
    let nothing = "\t\t\t\t".to_owned();
    for (number, change) in &changes.planted {
        let row = |rows: &std::collections::BTreeMap<u32, String>| {
            rows.get(number).unwrap_or(&nothing).clone()
        };
        let old = if *change == Change::Added {
            nothing.clone()
        } else {
            row(&old)
        };
        writeln!(out, "{}\t{old}\t{}", change.word(), row(&new))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_mistakes_are_not() {
        let args = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let options = Options::of(&args("70 --seed 7 --out a/sites.kmz")).expect("right");
        assert_eq!((options.count, options.seed, options.changes), (70, 7, 0));
        assert_eq!(
            options.beside("faults.tsv"),
            PathBuf::from("a/sites-faults.tsv")
        );
        for wrong in ["", "many --out a.kmz", "70", "70 --out", "70 --oops 1"] {
            assert_eq!(Options::of(&args(wrong)), None, "{wrong}");
        }
    }
}
