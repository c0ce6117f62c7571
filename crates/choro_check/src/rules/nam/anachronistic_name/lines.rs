//! Lines called by a name that they did not bear at the time: the network's tables date the names.

use super::covers;
use crate::corpus::{Corpus, on_words};
use crate::data::QUALITIES;
use crate::railways::line_called;
use crate::rules::nam::{bare, is_announced, names, original};
use crate::spoken;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_mention::Mention;
use choro_name::{fold, split_generic};
use choro_network::Line;
use choro_quantity::When;
use std::collections::BTreeSet;

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut findings = Vec::new();
    let network = corpus.know.network;
    if network.lines.iter().all(|line| line.dated_names.is_empty()) {
        return findings;
    }
    for (text, mention) in names(corpus) {
        let Some(line) = line_called(network, bare(mention)) else {
            continue;
        };
        let Some(when) = spoken::stated(text, mention, corpus.know.lexicon) else {
            continue;
        };
        let then = names_then(line, bare(mention), &when);
        if then.is_empty() || is_explained(text, mention, &then) {
            continue;
        }
        if seen.insert((&text.document.path, &line.name)) {
            findings.push(report(text, mention, line, &when, &then));
        }
    }
    findings
}

/// The names that a line or parts of it bore at a time, where `used` is none of them: it must be
/// dated to another time, or the names of the time must be over.
fn names_then<'n>(line: &'n Line, used: &str, when: &When) -> Vec<&'n (String, When)> {
    let base = |name: &str| fold(&split_generic(name).base);
    let own = |name: &str| base(name) == base(used);
    let dated = line.dated_names.iter().filter(|(name, _)| own(name));
    let dated: Vec<&When> = dated.map(|(_, when)| when).collect();
    if when.is_unstated() || dated.iter().any(|own| own.overlaps(when)) {
        return Vec::new();
    }
    let then = line.dated_names.iter().filter(|(name, of)| {
        let over = !dated.is_empty() || of.latest.is_some();
        over && !own(name) && covers(of, when) && is_latin(name) == is_latin(used)
    });
    then.collect()
}

fn is_latin(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_alphabetic())
}

/// Whether the text knows: it says "present-day", or gives a name of the time too.
fn is_explained(text: &Annotated, mention: &Mention, then: &[&(String, When)]) -> bool {
    let blocks = &text.document.blocks;
    let said = |name: &str| {
        let wanted = fold(&split_generic(name).base);
        let mentions = text.mentions.all.iter();
        let named = mentions.map(|m| fold(&split_generic(bare(m)).base));
        blocks.iter().any(|block| block.text.contains(name))
            || named.into_iter().any(|n| n == wanted)
    };
    then.iter().any(|(name, _)| said(name)) || is_announced(&QUALITIES.names.present, text, mention)
}

fn report(
    text: &Annotated,
    mention: &Mention,
    line: &Line,
    when: &When,
    then: &[&(String, When)],
) -> Finding {
    let used = bare(mention);
    let listed: Vec<String> = then.iter().map(|(name, _)| format!("“{name}”")).collect();
    let listed = listed.join(" and ");
    let message = format!("“{used}” was not its name in {when}: then {listed}");
    let span = original(text, mention, mention.name);
    let mut finding = on_words("NAM206", Severity::Note, text, span, used, message);
    for (name, of) in then {
        let note = format!("“{name}” is dated {of} in {}", line.source);
        finding.notes.push(note);
    }
    finding.reference = Some(line.source.clone());
    finding.help = Some(format!("write {listed}, or “present-day {used}”"));
    if let [(name, _)] = then {
        finding.fix = Some(Fix::one(false, span, name.clone()));
    }
    finding
}
