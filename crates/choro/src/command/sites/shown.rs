//! Answers as tables, CSV and JSON.

use super::outgoing::Outgoing;
use crate::args::SitesFormat;
use crate::output::{self, Rows};
use choro_inventory::{Counts, Hit, Site, Unmapped};
use choro_quantity::wording;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Columns of a name in a table.
const NAME_COLUMNS: usize = 44;

#[derive(Serialize)]
struct Report<'a> {
    /// What the names of the question were taken for.
    grounds: &'a [String],
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Vec<BTreeMap<&'static str, serde_json::Value>>>,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    sites: Entries<'a>,
}

/// The sites of an answer, put into words one after another: there may be a million.
struct Entries<'a>(&'a Outgoing<'a>);

impl Entries<'_> {
    fn is_empty(&self) -> bool {
        self.0.answer.hits.is_empty()
    }
}

impl Serialize for Entries<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.answer.hits.iter().map(|hit| entry(self.0, hit)))
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'a str,
    status: Vec<Stated>,
    province: &'a str,
    folders: &'a [String],
    lat: Option<f64>,
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<f64>,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Stated {
    state: &'static str,
    when: String,
}

/// Writes an answer as text.
pub(super) fn answer(
    outgoing: &Outgoing<'_>,
    format: SitesFormat,
    to: &mut dyn Write,
) -> anyhow::Result<()> {
    if format == SitesFormat::Json {
        return json(outgoing, to);
    }
    if let Some(counts) = &outgoing.answer.counts {
        let (header, rows) = counted(counts, format);
        return lines(&header, &|| Box::new(rows.iter().cloned()), format, to);
    }
    let distances = outgoing
        .answer
        .hits
        .iter()
        .any(|hit| hit.distance_m.is_some());
    let header = header(distances, format);
    let rows = || outgoing.answer.hits.iter();
    let cells = |hit| cells(outgoing, hit, distances, format);
    lines(&header, &|| Box::new(rows().map(cells)), format, to)
}

fn lines<'r>(
    header: &[String],
    rows: &'r dyn Fn() -> Rows<'r>,
    format: SitesFormat,
    to: &mut dyn Write,
) -> anyhow::Result<()> {
    if format == SitesFormat::Csv {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(header)?;
        for row in rows() {
            writer.write_record(row)?;
        }
        writer.flush()?;
        return Ok(());
    }
    if rows().next().is_some() {
        output::write_table(header, rows, to)?;
    }
    Ok(())
}

fn counted(counts: &Counts, format: SitesFormat) -> (Vec<String>, Vec<Vec<String>>) {
    let mut header: Vec<String> = counts
        .keys
        .iter()
        .map(|key| key.name().to_owned())
        .collect();
    header.push("sites".to_owned());
    let value = |value: &String| match format {
        SitesFormat::Table if value.is_empty() => "(none)".to_owned(),
        _ => value.clone(),
    };
    let row = |row: &choro_inventory::Count| {
        let mut cells: Vec<String> = row.values.iter().map(value).collect();
        cells.push(row.sites.to_string());
        cells
    };
    let mut rows: Vec<Vec<String>> = counts.rows.iter().map(row).collect();
    if format == SitesFormat::Table && rows.len() > 1 {
        let mut total = vec![String::new(); counts.keys.len()];
        "together".clone_into(&mut total[0]);
        let sum: usize = counts.rows.iter().map(|row| row.sites).sum();
        total.push(sum.to_string());
        rows.push(total);
    }
    (header, rows)
}

fn header(distances: bool, format: SitesFormat) -> Vec<String> {
    let whole = format == SitesFormat::Csv;
    let mut header: Vec<&str> = vec!["name", "type", "status", "province"];
    header.extend(if whole {
        &["lat", "lon"][..]
    } else {
        &["position"]
    });
    header.extend(distances.then_some(if whole { "distance_m" } else { "distance" }));
    header.extend(if whole {
        &["folder", "id", "file", "line"][..]
    } else {
        &["folder"]
    });
    header.into_iter().map(str::to_owned).collect()
}

fn cells(outgoing: &Outgoing<'_>, hit: &Hit, distances: bool, format: SitesFormat) -> Vec<String> {
    let whole = format == SitesFormat::Csv;
    let site = outgoing.site(hit);
    let folder = site.folders.join("/");
    let mut cells = vec![
        if whole {
            site.name.clone()
        } else {
            output::clipped(&site.name, NAME_COLUMNS)
        },
        site.kind.to_string(),
        status(site),
        outgoing.province(hit).to_owned(),
    ];
    let at = site.position.map(|at| (at.lat, at.lon));
    if whole {
        cells.push(at.map(|at| at.0.to_string()).unwrap_or_default());
        cells.push(at.map(|at| at.1.to_string()).unwrap_or_default());
        let metres = |metres: f64| format!("{metres:.0}");
        cells.extend(distances.then(|| hit.distance_m.map(metres).unwrap_or_default()));
        cells.extend([folder, site.id.clone(), site.source.to_string()]);
        cells.push(site.placemark.feature.line.to_string());
    } else {
        cells.push(output::position(at));
        let metres = |metres: f64| format!("{:.1} km", metres / 1000.0);
        cells.extend(distances.then(|| hit.distance_m.map(metres).unwrap_or_default()));
        cells.push(folder);
    }
    cells
}

/// States of a site in words: `active 2011–2016; demolished since 2016`.
pub(super) fn status(site: &Site) -> String {
    let one = |status: &choro_inventory::Status| {
        let when = wording::when(&status.when);
        format!("{} {when}", status.state.name())
            .trim_end()
            .to_owned()
    };
    site.status.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn entry<'a>(outgoing: &'a Outgoing<'_>, hit: &Hit) -> Entry<'a> {
    let site = outgoing.site(hit);
    let stated = |status: &choro_inventory::Status| Stated {
        state: status.state.name(),
        when: status.when.edtf.clone(),
    };
    Entry {
        id: &site.id,
        name: &site.name,
        r#type: &site.kind,
        status: site.status.iter().map(stated).collect(),
        province: outgoing.province(hit),
        folders: &site.folders,
        lat: site.position.map(|at| at.lat),
        lon: site.position.map(|at| at.lon),
        distance_m: hit.distance_m.map(f64::round),
        file: &site.source,
        line: site.placemark.feature.line,
    }
}

fn json(outgoing: &Outgoing<'_>, to: &mut dyn Write) -> anyhow::Result<()> {
    let answer = &outgoing.answer;
    let counts = answer.counts.as_ref().map(|counts| {
        let row = |row: &choro_inventory::Count| {
            let values = counts.keys.iter().zip(&row.values);
            let mut cells: BTreeMap<&'static str, serde_json::Value> = values
                .map(|(key, value)| (key.name(), value.as_str().into()))
                .collect();
            cells.insert("sites", row.sites.into());
            cells
        };
        counts.rows.iter().map(row).collect::<Vec<_>>()
    });
    let counted = |counts: &Counts| counts.rows.iter().map(|row| row.sites).sum();
    let report = Report {
        grounds: &answer.grounds,
        count: answer.counts.as_ref().map_or(answer.hits.len(), counted),
        counts,
        sites: Entries(outgoing),
    };
    serde_json::to_writer_pretty(&mut *to, &report)?;
    to.write_all(b"\n")?;
    Ok(())
}

/// The folders whose type is not known, the largest first.
pub(super) fn unmapped(paths: &[Unmapped]) -> String {
    let mut paths: Vec<&Unmapped> = paths.iter().collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.sites));
    let row = |path: &&Unmapped| {
        let folder = path.folders.join("/");
        vec![path.sites.to_string(), path.source.clone(), folder]
    };
    let rows: Vec<Vec<String>> = paths.iter().map(row).collect();
    if rows.is_empty() {
        return "every folder has a type\n".to_owned();
    }
    output::table(&["sites", "file", "folder"], &rows)
}
