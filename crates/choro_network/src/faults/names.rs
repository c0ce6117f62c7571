//! Names of a station in two scripts that are not one name, and names a letter off.

use super::fault;
use crate::draft::Draft;
use crate::town::{TownName, town_names};
use crate::{Placing, Stop, detour};
use choro_diagnostic::input::{NAMES_DISAGREE, STATION_WITHOUT_PLACE};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Gazetteer, Place, PlaceId};
use choro_name::romanisation::{candidates, systems};
use choro_name::{Relation, bounded_distance, compare, fold, skeleton};

/// Share of the rows of a table beyond which its columns are translations, not spellings, of one
/// another, so that a row that disagrees says nothing.
const TRANSLATED: f64 = 0.1;
/// Least importance of a place that a station's name may be a slip of.
const TOWN: f64 = 0.4;
/// Similar names that are looked through for a slip: namesakes come first.
const SIMILAR: usize = 400;
/// Names read back from Latin letters that are looked through for the one that is meant.
const READ_BACK: usize = 8;

/// A name that the other column does not spell.
struct Disagreement {
    native: String,
    latin: String,
    spelt: String,
    language: &'static str,
}

/// Rows whose names in two scripts are not spellings of one name.
pub(super) fn disagreeing(
    drafts: &[Draft<'_>],
    gazetteer: &Gazetteer,
    findings: &mut Vec<Finding>,
) {
    for draft in drafts {
        let names: Vec<Vec<TownName>> = draft
            .stops
            .iter()
            .map(|stop| town_names(spellings(stop), gazetteer))
            .collect();
        let found: Vec<(usize, Disagreement)> = (names.iter().enumerate())
            .filter_map(|(at, names)| Some((at, disagreement(names, gazetteer)?)))
            .collect();
        let both = names.iter().filter(|names| {
            names.iter().any(|name| name.latin) && names.iter().any(|name| !name.latin)
        });
        if found.len() as f64 > (TRANSLATED * both.count() as f64).max(2.0) {
            continue;
        }
        for (at, slip) in found {
            let place = draft.stops[at].place.map(|id| gazetteer.place(id));
            if place.is_some_and(|place| !is_at_home(place, &slip)) {
                continue;
            }
            let message = format!(
                "{} and {} are not one name: {} is {}",
                slip.native, slip.latin, slip.native, slip.spelt
            );
            let help = match meant(&slip, place) {
                Some(meant) => format!("{meant} is likely meant; correct the one that is wrong"),
                None => "correct the one that is wrong".to_owned(),
            };
            let (code, line) = (NAMES_DISAGREE, draft.rows[at].line);
            let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, &help);
            finding.notes.push(match place {
                Some(place) => format!("looked for under both, found: {}", place.key),
                None => "looked for under both, and left open".to_owned(),
            });
            findings.push(finding);
        }
    }
}

fn spellings(stop: &Stop) -> impl Iterator<Item = &str> {
    std::iter::once(&stop.name)
        .chain(&stop.names)
        .map(String::as_str)
}

/// The name in another script that no Latin name of the station spells, where there are both.
fn disagreement(names: &[TownName], gazetteer: &Gazetteer) -> Option<Disagreement> {
    let latin: Vec<&TownName> = names.iter().filter(|name| name.latin).collect();
    let shown = latin.first()?;
    let agrees = |spelling: &str| {
        latin.iter().any(|name| {
            let relation = compare(spelling, &name.text).relation;
            matches!(relation, Relation::Same | Relation::Variant)
                || skeleton(&fold(spelling)) == skeleton(&fold(&name.text))
        })
    };
    names.iter().filter(|name| !name.latin).find_map(|native| {
        // Characters of Chinese are read differently in each language and are no spelling.
        if native.text.chars().any(is_han) {
            return None;
        }
        let mut language = None;
        let mut spellings: Vec<String> = Vec::new();
        for system in systems() {
            if system.to_script() != "Latn" || system.is_scholarly() || !system.reads(&native.text)
            {
                continue;
            }
            let spelt = system.transliterate(&native.text);
            if spelt.chars().any(|c| !c.is_ascii() && is_native(c)) || agrees(&spelt) {
                return None;
            }
            language.get_or_insert(system.language());
            spellings.push(spelt);
        }
        let language = language?;
        let read_back = |name: &&TownName| {
            let read = candidates(&name.text, language, READ_BACK);
            read.iter().any(|candidate| candidate.text == native.text)
        };
        if latin.iter().any(read_back) || is_borne(native, &latin, gazetteer) {
            return None;
        }
        Some(Disagreement {
            native: native.text.clone(),
            latin: shown.text.clone(),
            spelt: nearest(spellings, &shown.text)?,
            language,
        })
    })
}

/// The spelling with the fewest letters other than those of a name.
fn nearest(spellings: Vec<String>, name: &str) -> Option<String> {
    let wanted = fold(name);
    let off = |spelling: &String| bounded_distance(&fold(spelling), &wanted, 9).unwrap_or(9);
    spellings.into_iter().min_by_key(off)
}

/// Whether some place bears a name in both scripts: names of other countries are not spelt by the
/// systems of this one.
fn is_borne(native: &TownName, latin: &[&TownName], gazetteer: &Gazetteer) -> bool {
    let bearers = gazetteer.by_name(&native.text);
    latin.iter().any(|name| {
        let known = gazetteer.by_name(&name.text);
        known.iter().any(|id| bearers.contains(id))
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a letter is of a script that is no romanisation.
fn is_native(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(c, '\u{80}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2B0}'..='\u{36F}')
}

/// Whether a place has names in the script of the native one: those of a place abroad are not
/// spelt by the systems of the language.
fn is_at_home(place: &Place, slip: &Disagreement) -> bool {
    let reads = |name: &str| {
        let mut systems = systems()
            .iter()
            .filter(|system| system.language() == slip.language);
        systems.any(|system| system.from_script() != "Latn" && system.reads(name))
    };
    place.names.iter().any(|name| reads(&name.text))
}

/// What one of the two names should be: what the native one spells, where the place found bears
/// that; else a name of the place that the Latin one reads back to; else what it reads back to, one
/// letter from what is written.
fn meant(slip: &Disagreement, place: Option<&Place>) -> Option<String> {
    let names = place.map_or(&[][..], |place| &place.names);
    let known: Vec<String> = names
        .iter()
        .map(|name| TownName::base(&name.text))
        .collect();
    if known.contains(&slip.native) {
        return Some(slip.spelt.clone());
    }
    let back: Vec<String> = candidates(&slip.latin, slip.language, READ_BACK)
        .into_iter()
        .map(|candidate| candidate.text)
        .collect();
    let borne = known.into_iter().find(|name| back.contains(name));
    borne.or_else(|| back.into_iter().find(|text| is_near(text, &slip.native)))
}

/// Whether two names of equal length differ in one letter.
fn is_near(a: &str, b: &str) -> bool {
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.chars().count() == b.chars().count() && differing == 1
}

/// Open stations whose name is a slip of that of a town that stands where the kilometres put them.
pub(super) fn slips(drafts: &[Draft<'_>], gazetteer: &Gazetteer, findings: &mut Vec<Finding>) {
    for draft in drafts {
        for (at, stop) in draft.stops.iter().enumerate() {
            if !matches!(stop.placing, Placing::Open { .. }) || !draft.ordered[at] {
                continue;
            }
            let Some(id) = near_miss(draft, at, gazetteer) else {
                continue;
            };
            let place = gazetteer.place(id);
            let message = format!(
                "no {} is known where the line runs; {} ({}) stands there",
                stop.name,
                place.name(),
                place.key
            );
            let help = format!("if {} is meant, correct the name", place.name());
            let (code, line) = (STATION_WITHOUT_PLACE, draft.rows[at].line);
            let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, &help);
            finding.notes.push("the station is left open".to_owned());
            findings.push(finding);
        }
    }
}

/// The one town of nearly a station's name that fits the rails on both sides and that no other
/// station of the line serves.
fn near_miss(draft: &Draft<'_>, at: usize, gazetteer: &Gazetteer) -> Option<PlaceId> {
    let stop = &draft.stops[at];
    let mut found: Vec<PlaceId> = Vec::new();
    for name in town_names(spellings(stop), gazetteer) {
        let near = gazetteer.similar(&name.text, SIMILAR);
        found.extend(near.into_iter().filter_map(|(id, comparison)| {
            (comparison.relation == Relation::NearMiss).then_some(id)
        }));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|id| {
        let place = gazetteer.place(*id);
        let town = place.class.is_settlement() && gazetteer.importance(*id) >= TOWN;
        let served = draft.stops.iter().any(|other| other.place == Some(*id));
        let on_line = || {
            place
                .point
                .is_some_and(|point| detour::passes(draft, at, point))
        };
        town && !served && on_line()
    });
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
