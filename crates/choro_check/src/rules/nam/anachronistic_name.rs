#![doc = include_str!("../../../resources/rules/NAM206.md")]

mod lines;

use super::{bare, is_announced, names, original};
use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::spoken;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_gazetteer::{Name, Place, PlaceId};
use choro_layer::Role;
use choro_mention::Mention;
use choro_name::{fold, split_generic};
use choro_quantity::{Lexicon, When};
use std::collections::BTreeSet;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, PlaceId)> = BTreeSet::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let Some(id) = mention.chosen else { continue };
        let place = corpus.know.place(id);
        let sure = mention.confidence >= THRESHOLDS.confidence.warning;
        if !sure || place.names.iter().all(|name| name.when.is_unstated()) {
            continue;
        }
        let Some((when, then)) = anachronism(text, mention, place, corpus.know.lexicon) else {
            continue;
        };
        if !is_explained(text, mention, then) && seen.insert((&text.document.path, id)) {
            findings.push(report(corpus, text, mention, &when, then));
        }
    }
    findings.extend(lines::find(corpus));
    findings
}

/// The time spoken of and the name of that time, where the name used is of another.
fn anachronism<'p>(
    text: &Annotated,
    mention: &Mention,
    place: &'p Place,
    lexicon: &'static Lexicon,
) -> Option<(When, &'p Name)> {
    let times = [
        spoken::stated(text, mention, lexicon),
        spoken::present(text, mention),
    ];
    times.into_iter().flatten().find_map(|when| {
        let then = name_then(place, bare(mention), &when)?;
        Some((when, then))
    })
}

/// The name that a place bore at a time, where it is another than `used` and `used` was not in use.
fn name_then<'p>(place: &'p Place, used: &str, when: &When) -> Option<&'p Name> {
    if when.is_unstated() {
        return None;
    }
    let folded = fold(used);
    let own: Vec<&Name> = place
        .names
        .iter()
        .filter(|n| fold(&n.text) == folded)
        .collect();
    let dated: Vec<&&Name> = own.iter().filter(|n| !n.when.is_unstated()).collect();
    if own.is_empty() || dated.iter().any(|n| n.when.overlaps(when)) {
        return None;
    }
    let then = place.names.iter().find(|name| {
        !name.when.is_unstated()
            // “Samjiyon” of a place that was “Samjiyon County” is the same name, of another rank.
            && base(&name.text) != base(used)
            && covers(&name.when, when)
            && of_one_script(&name.text, used)
            && of_one_language(place, &own, name)
            // Without a date of its own, only a name that is over tells that the one used is newer.
            && (!dated.is_empty() || name.role == Role::Former && name.when.latest.is_some())
    })?;
    Some(then)
}

/// A name without its generic, folded.
fn base(name: &str) -> String {
    fold(&split_generic(name).base)
}

/// Whether all of `when` lies in `held`, as far as either is known.
fn covers(held: &When, when: &When) -> bool {
    let ends = [when.earliest, when.latest];
    ends.iter().any(Option::is_some) && ends.into_iter().flatten().all(|day| held.contains(day))
}

fn of_one_script(a: &str, b: &str) -> bool {
    let latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
    latin(a) == latin(b)
}

/// A name in another language than those of the place stood beside its own, not in its stead.
fn of_one_language(place: &Place, own: &[&Name], then: &Name) -> bool {
    let primary = |name: &Name| {
        let tag = name.language.split('-').next().unwrap_or("");
        if tag == "en" {
            String::new()
        } else {
            tag.to_owned()
        }
    };
    let language = primary(then);
    language.is_empty()
        || own.iter().any(|name| primary(name) == language)
        || place
            .names
            .iter()
            .map(primary)
            .all(|other| other.is_empty() || other == language)
}

/// Whether the text knows: it says "present-day", or gives the name of the time too.
fn is_explained(text: &Annotated, mention: &Mention, then: &Name) -> bool {
    let Some(block) = text.document.blocks.get(mention.block) else {
        return true;
    };
    let wanted = fold(&then.text);
    let named = text.mentions.all.iter().any(|m| fold(bare(m)) == wanted);
    named
        || block.text.contains(&then.text)
        || is_announced(&QUALITIES.names.present, text, mention)
}

fn report(
    corpus: &Corpus<'_>,
    text: &Annotated,
    mention: &Mention,
    when: &When,
    then: &Name,
) -> Finding {
    let used = bare(mention);
    let message = format!("“{used}” was not its name in {when}: then “{}”", then.text);
    let span = original(text, mention, mention.name);
    let mut finding = on_words("NAM206", Severity::Note, text, span, used, message);
    finding.notes.push(format!(
        "“{}” is dated {} in {}",
        then.text,
        then.when,
        corpus.know.source(then.source)
    ));
    finding.reference = Some(corpus.know.source(then.source));
    finding.help = Some(format!("write “{}”, or “present-day {used}”", then.text));
    let written = if split_generic(used).generic.is_some() {
        then.text.clone()
    } else {
        split_generic(&then.text).base
    };
    finding.fix = Some(Fix::one(false, span, written));
    finding
}
