#![doc = include_str!("../../../resources/rules/NAM207.md")]

mod preferred;

use super::{names, original};
use crate::corpus::{Corpus, on_words};
use choro_claim::{Annotated, Kind};
use choro_diagnostic::{Finding, Location, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_mention::Mention;
use choro_name::{Relation, compare, fold};
use std::collections::BTreeMap;

/// One name of a water with its first use.
struct Named<'c> {
    text: &'c Annotated,
    mention: &'c Mention,
    place: Option<PlaceId>,
    /// Index of the group of names that mean one water.
    group: usize,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let preferred = preferred::places(corpus);
    let mut findings = preferred::find(corpus, &preferred);
    let mut known: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for (text, mention) in names(corpus) {
        let place = mention.chosen;
        let class = place
            .map(|id| corpus.know.place(id).class)
            .or(mention.class);
        let settled = place.is_some_and(|id| preferred.contains_key(&id));
        if settled || !matches!(class, Some(Class::Sea | Class::River | Class::Lake)) {
            continue;
        }
        let group = known.len();
        known.entry(fold(&mention.text)).or_insert(Named {
            text,
            mention,
            // A name a letter off may be another water.
            place: place.filter(|id| corpus.know.gazetteer.by_name(&mention.text).contains(id)),
            group,
        });
    }
    let joined = joined_names(corpus, &known);
    for (a, b) in joined {
        let (Some(x), Some(y)) = (
            known.get(&a).map(|n| n.group),
            known.get(&b).map(|n| n.group),
        ) else {
            continue;
        };
        for named in known.values_mut().filter(|n| n.group == y) {
            named.group = x;
        }
    }
    let mut groups: BTreeMap<usize, Vec<(&String, &Named<'_>)>> = BTreeMap::new();
    for entry in &known {
        groups.entry(entry.1.group).or_default().push(entry);
    }
    findings.extend(groups.into_values().filter_map(|group| report(&group)));
    findings
}

/// Pairs of folded names that mean one water: the same place, told as another name, or the same
/// words with more after them ("East Sea", "East Sea of Korea").
fn joined_names(corpus: &Corpus<'_>, known: &BTreeMap<String, Named<'_>>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (a, x) in known {
        for (b, y) in known.range(a.clone()..).skip(1) {
            let same_place = x.place.is_some() && x.place == y.place;
            let longer = b
                .strip_prefix(a.as_str())
                .is_some_and(|rest| rest.starts_with(" of "));
            if same_place || longer {
                pairs.push((a.clone(), b.clone()));
            }
        }
    }
    for case in corpus.cases().filter(|case| case.claim.kind == Kind::Alias) {
        if let Some(object) = &case.claim.object {
            pairs.push((fold(&case.claim.subject.text), fold(&object.text)));
        }
    }
    pairs
}

fn report(group: &[(&String, &Named<'_>)]) -> Option<Finding> {
    // Spellings of one name are another rule's; here the words differ.
    let mut distinct: Vec<&Named<'_>> = Vec::new();
    for (_, named) in group {
        let alike = distinct.iter().any(|known| {
            let relation = compare(&known.mention.text, &named.mention.text).relation;
            let (a, b) = (fold(&known.mention.text), fold(&named.mention.text));
            let one_more_word = [(&a, &b), (&b, &a)].into_iter().any(|(long, short)| {
                long.strip_prefix(short.as_str())
                    .is_some_and(|rest| rest.starts_with(' ') && !rest.contains(" of "))
            });
            one_more_word || matches!(relation, Relation::Same | Relation::Variant)
        });
        if !alike {
            distinct.push(named);
        }
    }
    let order = |n: &&Named<'_>| {
        (
            n.text.document.path.clone(),
            n.mention.block,
            n.mention.span,
        )
    };
    distinct.sort_by_key(order);
    let first = distinct.first().filter(|_| distinct.len() > 1)?;
    let names: Vec<String> = distinct.iter().map(|n| n.mention.text.clone()).collect();
    let message = format!(
        "one water under {} names: {}",
        names.len(),
        crate::wording::list(&names)
    );
    let span = original(first.text, first.mention, first.mention.span);
    let quote = &first.mention.text;
    let mut finding = on_words("NAM207", Severity::Note, first.text, span, quote, message);
    for other in &distinct[1..] {
        finding.related.push(Location {
            document: other.text.document.path.clone(),
            span: original(other.text, other.mention, other.mention.span),
            message: format!("“{}” here", other.mention.text),
        });
    }
    finding.help = Some("keep to one name, and give the others once".to_owned());
    Some(finding)
}
