//! `choro_eval sites faults`: how many of the faults planted in a list are found, and what is
//! reported beyond them.

use std::collections::{BTreeMap, BTreeSet};

use choro_diagnostic::Finding;
use choro_geometry::Position;
use choro_inventory::{About, Area, Site, Surroundings, faults};

use super::diff::numbered;
use super::release::Release;
use super::{Ground, Plan, kinds};

const USAGE: &str = "sites faults [N] [--seed S] [--misses]";
/// Metres by which the outlines of provinces may be off.
const ACCURACY_M: f64 = 1_000.0;
/// Codes told site by site.
const OF_SITES: [&str; 3] = ["INP030", "INP031", "INP032"];

/// The provinces as areas; no seas.
struct Provinces<'g>(&'g Ground);

impl Surroundings for Provinces<'_> {
    fn area(&self, folder: &str) -> Option<Area<'_>> {
        let (name, shape) = self.0.province(folder)?;
        Some(Area {
            name,
            shape,
            accuracy_m: ACCURACY_M,
        })
    }
    fn sea(&self, _: Position) -> Option<Area<'_>> {
        None
    }
}

/// Looks a list over and reports what is found of what was planted.
pub(super) fn report(args: &[String]) -> Result<String, String> {
    let count = args.first().map_or(Some(70_000), |n| n.parse().ok());
    let count: u32 = count.ok_or_else(|| format!("usage: choro_eval {USAGE}"))?;
    let at = args.iter().position(|arg| arg == "--seed");
    let seed = at
        .and_then(|at| args.get(at + 1)?.parse().ok())
        .unwrap_or(1);
    let (ground, kinds) = (Ground::whos_on_first()?, kinds());
    let plan = Plan::new(&ground, &kinds, count, seed);
    let release = Release {
        ground: &ground,
        kinds: &kinds,
        plan: &plan,
        changes: None,
    };
    let list = numbered(&release, &plan.entries);
    let start = std::time::Instant::now();
    let found = faults(&list.sites, &About::default(), &Provinces(&ground), None);
    let seconds = start.elapsed().as_secs_f64();
    let misses = args.iter().any(|arg| arg == "--misses");
    let mut planted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, number) in list.numbers.iter().enumerate() {
        if let Some(fault) = plan.faults.get(number) {
            planted.entry(fault.code()).or_default().insert(at);
        }
    }
    let mut report = format!("{seconds:.2} s for {} sites\n", list.sites.len());
    for code in OF_SITES {
        let wanted = planted.get(code).cloned().unwrap_or_default();
        report.push_str(&of_sites(code, &wanted, &list.sites, &found, misses));
    }
    let of_files = found
        .iter()
        .filter(|f| !OF_SITES.contains(&f.code.as_str()));
    for finding in of_files {
        report.push_str(&format!("{} {}\n", finding.code, finding.message));
    }
    for (code, sites) in &planted {
        report.push_str(&format!("planted {code:<7} {}\n", sites.len()));
    }
    Ok(report)
}

/// Planted and found sites of a code.
fn of_sites(
    code: &str,
    wanted: &BTreeSet<usize>,
    sites: &[Site],
    found: &[Finding],
    misses: bool,
) -> String {
    let prints: BTreeMap<String, usize> = sites
        .iter()
        .enumerate()
        .map(|(at, site)| (Finding::fingerprint_of(&[code, &site.source, &site.id]), at))
        .collect();
    let told: BTreeMap<usize, &Finding> = found
        .iter()
        .filter(|finding| finding.code == code)
        .filter_map(|finding| Some((*prints.get(&finding.fingerprint)?, finding)))
        .collect();
    let right = told.keys().filter(|at| wanted.contains(at)).count();
    let mut lines = format!(
        "{code}: planted {}, told {}, of these planted {right}\n",
        wanted.len(),
        told.len()
    );
    if misses {
        for (_, finding) in told.iter().filter(|(at, _)| !wanted.contains(at)) {
            lines.push_str(&format!("    beyond: {}\n", finding.message));
        }
        for at in wanted.iter().filter(|at| !told.contains_key(at)) {
            let site = &sites[*at];
            lines.push_str(&format!(
                "    missed: {} {:?} {:?}\n",
                site.id, site.position, site.status
            ));
        }
    }
    lines
}
