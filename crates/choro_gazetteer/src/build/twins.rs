//! What one gazetteer has twice: a village from two maps, a name in Latin letters and in Hangul.
//!
//! Twins of others' gazetteers are joined. Those of the project's own files are only told: its
//! people know better, and can mend them.

use super::OWN_RANK;
use super::entry::Entry;
use super::groups::{Cause, Groups};
use super::likeness::{ACCEPTED, FARTHEST_KM, Features};
use super::nearby::Ground;
use super::summed::{Told, by_file};
use crate::{Class, SourceId};
use choro_diagnostic::{Finding, input};
use choro_geometry::{Position, distance_m};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::PI;

/// Degrees of latitude that [`FARTHEST_KM`] are at most.
const WINDOW: f64 = 0.028;
/// Degrees in which a gazetteer's settlements are counted to know how much land it covers.
const CELL: f64 = 0.1;
/// Names are not strewn evenly: near a bearer of a name there are so many times more of them.
const CLUMPING: f64 = 5.0;
/// Other bearers of a name are also counted in this distance, km.
const AROUND_KM: f64 = 50.0;
/// Hamlets of one name are also counted in this distance, km.
const HAMLETS_KM: f64 = 5.0;
/// Kilometres to a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// Two entries of a source that are one settlement, with the odds.
struct Pair {
    odds: f64,
    a: usize,
    b: usize,
}

/// Joins what a source has twice, the surest pairs first, and tells of it.
pub(super) fn join(
    entries: &[Entry],
    ground: &Ground,
    groups: &mut Groups,
    findings: &mut Vec<Finding>,
) {
    let mut told = Told::new();
    for Pair { odds, a, b } in pairs(entries) {
        let own = entries[a].rank >= OWN_RANK;
        if groups.together(a, b) || groups.kept_apart(a, b) || numbered_apart(entries, a, b) {
            continue;
        }
        if !own {
            if !all_near(entries, groups, a, b) {
                continue;
            }
            groups.join(a, b, Cause::Twins(odds));
        }
        let (first, second) = (a.min(b), a.max(b));
        told.entry((entries[second].path, own)).or_default().push((
            entries[second].line(),
            message(entries, ground, first, second, own),
        ));
    }
    findings.extend(by_file(input::DUPLICATE_RECORD, told));
}

fn message(entries: &[Entry], ground: &Ground, a: usize, b: usize, own: bool) -> String {
    let (x, y) = (&entries[a], &entries[b]);
    let metres = ground.distance_m(a, b).unwrap_or_default();
    let done = if own {
        "both are kept"
    } else {
        "they are taken for one"
    };
    format!(
        "{} (`{}`) and {} (`{}`, line {}) look like one place, {}; {done}",
        y.first_name(),
        y.id(),
        x.first_name(),
        x.id(),
        x.line(),
        crate::MergeReason::Apart(metres)
    )
}

/// Settlements and quarters drawn as points: units are known by their outlines.
fn can_be_twin(entry: &Entry) -> bool {
    let settled = entry.class.is_settlement() && !entry.is_unit();
    settled || (entry.stated == Class::District && !entry.is_region())
}

/// Pairs that are likelier one place than two, the likeliest first.
fn pairs(entries: &[Entry]) -> Vec<Pair> {
    let features: Vec<Option<Features>> = entries
        .iter()
        .map(|entry| can_be_twin(entry).then(|| Features::of(entry)).flatten())
        .collect();
    let mut bearers: Vec<(SourceId, &str, usize)> = Vec::new();
    for (at, features) in features.iter().enumerate() {
        let names = features.iter().flat_map(Features::forms);
        bearers.extend(names.map(|name| (entries[at].source, name, at)));
    }
    bearers.sort_unstable();
    let land = land_km2(entries, &features);
    let mut best: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for alike in bearers.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if alike.len() > 1 {
            near(alike, &features, land[&alike[0].0], &mut best);
        }
    }
    let odds = |((a, b), density): ((usize, usize), f64)| {
        let (x, y) = (features[a].as_ref()?, features[b].as_ref()?);
        if !entries[a].class.compatible(entries[b].class) {
            return None;
        }
        let km = distance_m(x.position, y.position) / 1000.0;
        let odds = x.log_odds(y, km, density)?;
        (odds >= ACCEPTED).then_some(Pair { odds, a, b })
    };
    let mut pairs: Vec<Pair> = best.into_iter().filter_map(odds).collect();
    pairs.sort_by(|p, q| (q.odds.total_cmp(&p.odds)).then((p.a, p.b).cmp(&(q.a, q.b))));
    pairs
}

/// Adds the near pairs among the bearers of a name, each with the density of other bearers, per
/// km²; of a pair that several names link, the rarest counts.
fn near(
    bearers: &[(SourceId, &str, usize)],
    features: &[Option<Features>],
    land: f64,
    best: &mut BTreeMap<(usize, usize), f64>,
) {
    let mut placed: Vec<(Position, usize)> = bearers
        .iter()
        .filter_map(|(_, _, at)| Some((features[*at].as_ref()?.position, *at)))
        .collect();
    placed.sort_by(|a, b| a.0.lat.total_cmp(&b.0.lat).then(a.1.cmp(&b.1)));
    let name = bearers[0].1;
    let everywhere = CLUMPING * (placed.len() - 1) as f64 / land;
    for (n, &(from, a)) in placed.iter().enumerate() {
        for &(to, b) in placed[n + 1..]
            .iter()
            .take_while(|(to, _)| to.lat - from.lat <= WINDOW)
        {
            let shared = || {
                let (x, y) = (features[a].as_ref()?, features[b].as_ref()?);
                Some(x.shares(y, name))
            };
            if distance_m(from, to) > FARTHEST_KM * 1000.0 || shared() != Some(true) {
                continue;
            }
            let density = everywhere.max(around(&placed, n));
            let known = best.entry((a.min(b), a.max(b))).or_insert(density);
            *known = known.min(density);
        }
    }
}

/// How many others bear the name around the `n`th bearer, per km²: the greater of their density
/// in the region, beyond the reach of twins, and of that close by, where a third is as likely one
/// more twin, but a fourth shows that hamlets share the name.
fn around(placed: &[(Position, usize)], n: usize) -> f64 {
    let from = placed[n].0;
    let reach = AROUND_KM / DEGREE_KM;
    let first = placed.partition_point(|(to, _)| to.lat < from.lat - reach);
    let (mut region, mut hamlets) = (0_u32, 0_u32);
    for (to, _) in placed[first..]
        .iter()
        .take_while(|(to, _)| to.lat <= from.lat + reach)
    {
        let km = distance_m(from, *to) / 1000.0;
        region += u32::from(km > FARTHEST_KM && km <= AROUND_KM);
        hamlets += u32::from(km <= HAMLETS_KM);
    }
    let density = |count: u32, km: f64| f64::from(count) / (PI * km * km);
    density(region, AROUND_KM).max(density(hamlets.saturating_sub(3), HAMLETS_KM))
}

/// The land that each source covers with settlements, km².
fn land_km2(entries: &[Entry], features: &[Option<Features>]) -> BTreeMap<SourceId, f64> {
    let mut cells: BTreeMap<SourceId, BTreeSet<(i16, i16)>> = BTreeMap::new();
    for (entry, features) in entries.iter().zip(features) {
        if let Some(at) = features.as_ref().map(|f| f.position) {
            let cell = (
                (at.lat / CELL).floor() as i16,
                (at.lon / CELL).floor() as i16,
            );
            cells.entry(entry.source).or_default().insert(cell);
        }
    }
    let area = |(lat, _): &(i16, i16)| {
        let side = CELL * DEGREE_KM;
        side * side * (f64::from(*lat) * CELL).to_radians().cos().max(0.01)
    };
    cells
        .into_iter()
        .map(|(source, cells)| (source, cells.iter().map(area).sum()))
        .collect()
}

/// Whether two gazetteers besides their own know the two under different ids: one may hold a place
/// twice itself, two hardly do.
fn numbered_apart(entries: &[Entry], a: usize, b: usize) -> bool {
    let foreign = |at: usize| {
        let (ids, own) = (&entries[at].ids, entries[at].id());
        ids.iter().filter(move |id| !id.ends_with(own))
    };
    let mut spaces: BTreeMap<&str, bool> = BTreeMap::new();
    for (space, mine) in foreign(a).filter_map(|id| id.split_once(':')) {
        for (_, theirs) in foreign(b)
            .filter_map(|id| id.split_once(':'))
            .filter(|(s, _)| *s == space)
        {
            *spaces.entry(space).or_default() |= mine == theirs;
        }
    }
    spaces.values().filter(|agree| !**agree).count() > 1
}

/// Whether the entries of one source in the two groups all lie within reach of each other.
fn all_near(entries: &[Entry], groups: &Groups, a: usize, b: usize) -> bool {
    groups.members(a).iter().all(|x| {
        groups.members(b).iter().all(|y| {
            let (x, y) = (&entries[*x], &entries[*y]);
            x.source != y.source
                || match (x.position(), y.position()) {
                    (Some(from), Some(to)) => distance_m(from, to) <= FARTHEST_KM * 1000.0,
                    _ => true,
                }
        })
    })
}
