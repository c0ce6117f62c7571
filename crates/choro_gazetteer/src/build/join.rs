//! Which entries mean one place.

use super::adrift;
use super::decided;
use super::entry::Entry;
use super::groups::{Cause, Groups, Tie};
use super::nearby::{Ground, SETTLEMENTS_M, natural};
use super::twins;
use super::{SHARED_IDENTITY, warning};
use crate::{Class, Decision};
use choro_diagnostic::Finding;
use choro_geometry::Position;
use choro_layer::Source;
use choro_name::{Relation, compare, skeleton};
use std::collections::BTreeMap;

/// An entry that bears a key, with the class of the generic of that name.
type Bearer = (usize, Option<Class>);

/// The entries that bear each key.
pub(super) type ByKey<'e> = BTreeMap<&'e str, Vec<Bearer>>;

/// Degrees of latitude between small things that can be one: more than the radius of the largest
/// city.
const WINDOW: f64 = 0.2;
/// From so many things of one name on, large ones are treated as small ones.
const MANY: usize = 500;

/// Groups of entries that mean one place, in order of their first entry.
pub(super) fn groups(
    entries: &[Entry],
    sources: &[Source],
    decisions: &[Decision],
    ground: &Ground,
    findings: &mut Vec<Finding>,
) -> (Vec<Vec<usize>>, Vec<Tie>) {
    let mut groups = Groups::new(entries.len());
    let by_key = by_key(entries);
    decided::join(entries, sources, decisions, &mut groups, findings);
    by_ids(entries, sources, ground, &mut groups, findings);
    twins::join(entries, ground, &mut groups, findings);
    by_name_and_position(entries, by_key.values(), ground, &mut groups);
    // Few enough, and apart enough, to be known by the skeletons of their names.
    let units = units_by_bones(entries);
    by_name_and_position(entries, units.values(), ground, &mut groups);
    cities(entries, &by_key, ground, &mut groups);
    adrift::join(entries, &by_key, &mut groups);
    groups.into_groups()
}

fn by_key<'e>(entries: &'e [Entry]) -> ByKey<'e> {
    let mut by_key: ByKey = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for key in entry.names.iter().flat_map(|name| &name.keys) {
            let class = key.class.and_then(Class::from_name);
            let bearers = by_key.entry(key.text.as_str()).or_default();
            if !bearers.iter().any(|(known, c)| *known == at && *c == class) {
                bearers.push((at, class));
            }
        }
    }
    by_key
}

fn units_by_bones(entries: &[Entry]) -> BTreeMap<String, Vec<Bearer>> {
    let mut units: BTreeMap<String, Vec<Bearer>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, e)| e.is_unit()) {
        for key in entry.names.iter().flat_map(|name| &name.keys) {
            let bearers = units.entry(skeleton(&key.text)).or_default();
            if !bearers.iter().any(|(known, _)| *known == at) {
                bearers.push((at, None));
            }
        }
    }
    units
}

/// Entries that claim one id. Of two that cannot be one place, the second is reported.
fn by_ids(
    entries: &[Entry],
    sources: &[Source],
    ground: &Ground,
    groups: &mut Groups,
    findings: &mut Vec<Finding>,
) {
    let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for id in &entry.ids {
            claims.entry(id).or_default().push(at);
        }
    }
    for (id, claimants) in claims
        .into_iter()
        .filter(|(_, claimants)| claimants.len() > 1)
    {
        for (n, &b) in claimants.iter().enumerate().skip(1) {
            // The record the id belongs to comes first, then the others in order.
            let partner = claimants[..n].iter().copied().find(|&a| {
                one_kind(&entries[a], &entries[b])
                    && ground.believable(a, b)
                    && (entries[a].source != entries[b].source || alike(&entries[a], &entries[b]))
            });
            match partner {
                Some(a) => groups.join(a, b, Cause::Id(id.to_owned())),
                None if entries[b].is_high_division()
                    || one_kind(&entries[claimants[0]], &entries[b]) =>
                {
                    let (a, b) = (&entries[claimants[0]], &entries[b]);
                    let mut finding = warning(
                        SHARED_IDENTITY,
                        b.path,
                        b.line(),
                        format!(
                            "{} and {} both claim the id {id}",
                            a.first_name(),
                            b.first_name()
                        ),
                        "The two are kept apart; correct the id in the source.",
                    );
                    finding.reference = Some(sources[usize::from(b.source.0)].id.clone());
                    findings.push(finding);
                }
                None => {}
            }
        }
    }
}

/// Whether two entries can be records of one thing by their classes.
pub(super) fn one_kind(a: &Entry, b: &Entry) -> bool {
    a.class.compatible(b.class)
        || a.stated.compatible(b.stated)
        || (a.is_city_unit() && b.class.is_settlement())
        || (b.is_city_unit() && a.class.is_settlement())
}

/// Whether any two of their names are one name.
fn alike(a: &Entry, b: &Entry) -> bool {
    a.names.iter().any(|x| {
        b.names.iter().any(|y| {
            matches!(
                compare(&x.name.text, &y.name.text).relation,
                Relation::Same | Relation::Variant
            )
        })
    })
}

/// Entries of one name, compatible class and place.
fn by_name_and_position<'b>(
    entries: &[Entry],
    bearers: impl Iterator<Item = &'b Vec<Bearer>>,
    ground: &Ground,
    groups: &mut Groups,
) {
    let mut pairs: Vec<(u64, usize, usize)> = Vec::new();
    for bearers in bearers.filter(|bearers| bearers.len() > 1) {
        let mut placed: Vec<(Position, usize, Option<Class>)> = bearers
            .iter()
            .filter_map(|(at, class)| Some((entries[*at].position()?, *at, *class)))
            .collect();
        placed.sort_by(|a, b| a.0.lat.total_cmp(&b.0.lat).then(a.1.cmp(&b.1)));
        // Thousands of things of one name are not each compared with all, however large they are.
        let wide = |at: usize| {
            placed.len() < MANY && (natural(entries[at].class) || entries[at].is_unit())
        };
        for (n, &(from, a, class_a)) in placed.iter().enumerate() {
            for &(to, b, class_b) in &placed[n + 1..] {
                if !(wide(a) || wide(b)) {
                    if to.lat - from.lat > WINDOW && placed.len() >= MANY {
                        break;
                    }
                    if to.lat - from.lat > WINDOW || out_of_reach(from, to) {
                        continue;
                    }
                }
                let told_apart =
                    matches!((class_a, class_b), (Some(x), Some(y)) if !x.compatible(y));
                if a != b && !told_apart && same_place(entries, ground, a, b) {
                    let metres = ground.distance_m(a, b).unwrap_or_default();
                    pairs.push((metres as u64, a.min(b), a.max(b)));
                }
            }
        }
    }
    // The nearest pairs first, so that one entry of a source takes the entry it belongs to.
    pairs.sort_unstable();
    pairs.dedup();
    for (_, a, b) in pairs {
        if groups.together(a, b) {
            continue;
        }
        // Sources hold the greatest cities more than once, from different surveys.
        let city = entries[a].class == Class::City && entries[b].class == Class::City;
        let allowed = if city || entries[a].source == entries[b].source {
            !groups.told_apart_elsewhere(entries, a, b)
        } else {
            groups.may_join(entries, a, b)
        };
        if allowed {
            groups.join(a, b, Cause::Name);
        }
    }
}

/// Whether two positions differ by more longitude than [`WINDOW`] is latitude.
fn out_of_reach(a: Position, b: Position) -> bool {
    let apart = (a.lon - b.lon).abs();
    apart.min(360.0 - apart) * a.lat.to_radians().cos() > WINDOW
}

/// Whether two entries of one name are one place.
fn same_place(entries: &[Entry], ground: &Ground, a: usize, b: usize) -> bool {
    let (x, y) = (&entries[a], &entries[b]);
    let classes = if x.is_unit() && y.is_unit() {
        let city = x.class == Class::City || y.class == Class::City;
        x.stated.compatible(y.stated)
            || x.class == y.class
            || (city && x.stated.level() == y.stated.level())
    } else {
        x.is_unit() == y.is_unit() && x.class.compatible(y.class)
    };
    if !classes {
        return false;
    }
    if x.source != y.source {
        return ground.near(a, b) == Some(true);
    }
    // One source rarely has a thing twice, save a river or coast drawn in pieces.
    // Two sites of one name ("AAA site") a stone's throw apart are two. Settlements: see `twins`.
    natural(x.class) && x.class == y.class && ground.near(a, b) == Some(true)
}

/// The unit of a city and its settlement are one place. A plain county stays apart from its seat.
fn cities(entries: &[Entry], by_key: &ByKey, ground: &Ground, groups: &mut Groups) {
    let mut by_bones: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (key, bearers) in by_key {
        let own_name =
            |class: Option<Class>| class.is_none_or(|c| matches!(c, Class::City | Class::Town));
        let settled = bearers.iter().filter(|(at, class)| {
            let entry = &entries[*at];
            entry.class.is_settlement()
                && entry.class != Class::Village
                && !entry.is_unit()
                && own_name(*class)
        });
        by_bones
            .entry(skeleton(key))
            .or_default()
            .extend(settled.map(|(at, _)| *at));
    }
    for (unit, entry) in entries.iter().enumerate().filter(|(_, e)| e.is_city_unit()) {
        let mut bones: Vec<String> = entry
            .names
            .iter()
            .flat_map(|name| &name.keys)
            .map(|key| skeleton(&key.text))
            .collect();
        bones.sort_unstable();
        bones.dedup();
        let found: Vec<usize> = bones
            .iter()
            .filter_map(|bones| by_bones.get(bones))
            .flatten()
            .copied()
            .filter(|at| ground.near(unit, *at) == Some(true))
            .collect();
        let best = found.iter().copied().max_by_key(|at| {
            let settlement = &entries[*at];
            let weight = (settlement.class.weight() * 100.0) as u64;
            (weight, settlement.population as u64, std::cmp::Reverse(*at))
        });
        let Some(best) = best else { continue };
        // Sources may hold the city from several surveys, a little apart.
        for at in found {
            let here = ground
                .distance_m(best, at)
                .is_some_and(|metres| metres <= SETTLEMENTS_M);
            if at == best || (here && !groups.told_apart_elsewhere(entries, best, at)) {
                groups.join(unit, at, Cause::City);
            }
        }
    }
}
