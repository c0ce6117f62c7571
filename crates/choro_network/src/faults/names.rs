//! Names of a station in two scripts that are not one name, and names a letter off.

use super::fault;
use crate::draft::Draft;
use crate::town::{TownName, town_names};
use crate::{Placing, Stop, detour};
use choro_diagnostic::input::{NAMES_DISAGREE, STATION_WITHOUT_PLACE};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_name::romanisation::{candidates, systems};
use choro_name::{Relation, compare};

/// Share of the rows of a table beyond which its columns are translations, not spellings, of one
/// another, so that a row that disagrees says nothing.
const TRANSLATED: f64 = 0.1;
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
            .filter_map(|(at, names)| Some((at, disagreement(names)?)))
            .collect();
        let both = names.iter().filter(|names| {
            names.iter().any(|name| name.latin) && names.iter().any(|name| !name.latin)
        });
        if found.len() as f64 > (TRANSLATED * both.count() as f64).max(2.0) {
            continue;
        }
        for (at, slip) in found {
            let message = format!(
                "{} and {} are not one name: {} is {}",
                slip.native, slip.latin, slip.native, slip.spelt
            );
            let help = match meant(&slip, &draft.stops[at], gazetteer) {
                Some(meant) => format!("{meant} is likely meant; correct the one that is wrong"),
                None => "correct the one that is wrong".to_owned(),
            };
            let (code, line) = (NAMES_DISAGREE, draft.rows[at].line);
            let mut finding = fault(code, Severity::Warning, draft.layer, line, &message, &help);
            finding.notes.push(match draft.stops[at].place {
                Some(id) => format!("looked for under both, found: {}", gazetteer.place(id).key),
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
fn disagreement(names: &[TownName]) -> Option<Disagreement> {
    let latin: Vec<&TownName> = names.iter().filter(|name| name.latin).collect();
    let shown = latin.first()?;
    let agrees = |spelling: &str| {
        latin.iter().any(|name| {
            let relation = compare(spelling, &name.text).relation;
            matches!(relation, Relation::Same | Relation::Variant)
                || TownName::of(spelling).bones == name.bones
        })
    };
    names.iter().filter(|name| !name.latin).find_map(|native| {
        // Characters of Chinese are read differently in each language and are no spelling.
        if native.text.chars().any(is_han) {
            return None;
        }
        let mut language = None;
        let mut first = None;
        for system in systems() {
            if system.to_script() != "Latn" || !system.reads(&native.text) {
                continue;
            }
            let spelt = system.transliterate(&native.text);
            if spelt.chars().any(|c| !c.is_ascii() && is_native(c)) || agrees(&spelt) {
                return None;
            }
            language.get_or_insert(system.language());
            first.get_or_insert(spelt);
        }
        Some(Disagreement {
            native: native.text.clone(),
            latin: shown.text.clone(),
            spelt: first?,
            language: language?,
        })
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

/// What the native name should be: a name of the place found that the Latin one spells, or what
/// the Latin one reads back to, one letter from what is written.
fn meant(slip: &Disagreement, stop: &Stop, gazetteer: &Gazetteer) -> Option<String> {
    let place = stop.place.map(|id| gazetteer.place(id));
    let known = place.into_iter().flat_map(|place| &place.names);
    let mut native = known.filter(|name| !TownName::of(&name.text).latin);
    let read_back = || -> Vec<String> {
        let read = candidates(&slip.latin, slip.language, READ_BACK);
        read.into_iter().map(|candidate| candidate.text).collect()
    };
    let back = read_back();
    native
        .find(|name| back.contains(&TownName::base(&name.text)))
        .map(|name| TownName::base(&name.text))
        .or_else(|| back.into_iter().find(|text| is_near(text, &slip.native)))
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
        let near = gazetteer.similar(&name.text, 60);
        found.extend(near.into_iter().filter_map(|(id, comparison)| {
            (comparison.relation == Relation::NearMiss).then_some(id)
        }));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|id| {
        let place = gazetteer.place(*id);
        let town = [Class::Town, Class::City]
            .iter()
            .any(|class| place.class == *class || place.also.contains(class));
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
