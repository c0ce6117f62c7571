//! Names written in another romanisation than the project's.
//!
//! The house spelling is made from the name in the original script. A name is found only where its
//! spelling is just what another system makes of that name: what no system writes, such as "Seoul",
//! is how the place is known, and stays.

use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::rules::nam::{bare, is_announced, names, original};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_gazetteer::PlaceId;
use choro_mention::{Mention, MentionKind};
use choro_name::fold;
use choro_name::romanisation::{System, system, systems};
use choro_name::split_generic;
use std::collections::BTreeMap;

/// Names of a place in the original script that are looked at; world data may list dozens.
const MOST_NAMES: usize = 6;

/// What is written otherwise in the house's system, and by which system it is written.
struct House {
    spelling: String,
    /// The name it is made from.
    from: String,
    other: &'static System,
}

pub(super) fn find(corpus: &Corpus<'_>, house: &str) -> Vec<Finding> {
    let Some(house) = system(house) else {
        return Vec::new();
    };
    let mut known: BTreeMap<(PlaceId, String), Option<House>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let sure = mention.kind == MentionKind::Name
            && mention.confidence >= THRESHOLDS.confidence.warning;
        let Some(id) = mention.chosen.filter(|_| sure) else {
            continue;
        };
        let used = bare(mention);
        let preferred = corpus
            .style
            .prefer
            .iter()
            .any(|name| fold(name) == fold(used));
        if preferred || is_announced(&QUALITIES.names.another, text, mention) {
            continue;
        }
        let found = known
            .entry((id, used.to_owned()))
            .or_insert_with(|| spelt_otherwise(corpus, id, used, house));
        if let Some(found) = found {
            findings.push(report(corpus, text, mention, found, house));
        }
    }
    findings
}

/// The house's spelling of a name of the place that `used` is another system's spelling of.
fn spelt_otherwise(
    corpus: &Corpus<'_>,
    id: PlaceId,
    used: &str,
    house: &'static System,
) -> Option<House> {
    let others: Vec<&'static System> = systems()
        .iter()
        .filter(|other| {
            other.language() == house.language()
                && other.from_script() == house.from_script()
                && other.to_script() == house.to_script()
                && *other != house
                && !other.is_scholarly()
        })
        .collect();
    let mut found = None;
    for from in originals(corpus, id, house) {
        let spelling = house.transliterate(&from);
        if same(&spelling, used) {
            return None;
        }
        let other = others
            .iter()
            .find(|other| same(&other.transliterate(&from), used));
        if let (Some(other), None, false) = (other, &found, house.reads(&spelling)) {
            found = Some(House {
                spelling,
                from,
                other,
            });
        }
    }
    found
}

/// The names of a place in the script that the house's system reads, whole and without their type
/// word.
fn originals(corpus: &Corpus<'_>, id: PlaceId, house: &System) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let names = corpus.know.place(id).names.iter();
    for name in names
        .filter(|name| house.reads(&name.text))
        .take(MOST_NAMES)
    {
        let base = split_generic(&name.text).base;
        for form in [name.text.clone(), base] {
            if house.reads(&form) && !found.contains(&form) {
                found.push(form);
            }
        }
    }
    found
}

/// Whether two spellings are one but for the form of apostrophes and the case of letters.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .map(|c| {
                if matches!(c, '’' | '‘' | 'ʼ' | '`' | '′') {
                    '\''
                } else {
                    c
                }
            })
            .flat_map(char::to_lowercase)
            .collect()
    };
    plain(a) == plain(b)
}

fn report(
    corpus: &Corpus<'_>,
    text: &Annotated,
    mention: &Mention,
    found: &House,
    house: &System,
) -> Finding {
    let used = bare(mention);
    let right = &found.spelling;
    let message = format!("“{used}” is not in the house romanisation: write “{right}”");
    let span = original(text, mention, mention.name);
    let mut finding = on_words("NAM203", Severity::Note, text, span, used, message);
    finding.notes.push(format!(
        "{} in {} is “{right}”; “{used}” is how {} writes it",
        found.from,
        house.title(),
        found.other.title()
    ));
    if let Some(record) = mention
        .chosen
        .and_then(|id| corpus.know.place(id).records.first())
    {
        finding.reference = Some(corpus.know.source(record.source));
    }
    finding.help = Some(format!("write “{right}”"));
    finding.fix = Some(Fix::one(true, span, right.clone()));
    finding
}
