#![doc = include_str!("../../../resources/rules/NET705.md")]

use crate::corpus::{Case, Corpus, about};
use crate::measures::network::{changes_at, lines_at, named_line};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::PlaceId;
use choro_name::{Relation, compare, fold};
use std::collections::BTreeMap;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut lists: BTreeMap<(&str, PlaceId), Vec<Case<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        if case.claim.kind == Kind::LineServes
            && case.claim.pattern.contains("list")
            && let Some(place) = case.claim.subject.place
            && corpus.know.place(place).class.is_settlement()
        {
            let document = case.text.document.path.as_str();
            lists.entry((document, place)).or_default().push(case);
        }
    }
    lists
        .into_iter()
        .filter_map(|((_, place), cases)| report(corpus, place, &cases))
        .collect()
}

fn report(corpus: &Corpus<'_>, place: PlaceId, cases: &[Case<'_>]) -> Option<Finding> {
    let last = cases.iter().max_by_key(|case| case.claim.evidence.span)?;
    let know = &corpus.know;
    let named: Vec<&str> = cases
        .iter()
        .filter_map(|case| case.claim.object.as_ref())
        .map(|object| object.text.as_str())
        .collect();
    let listed: Vec<&str> = cases
        .iter()
        .filter_map(|case| named_line(know, case.claim.object.as_ref()?))
        .map(|line| line.name.as_str())
        .collect();
    let text: Vec<String> = last
        .text
        .document
        .blocks
        .iter()
        .map(|b| fold(&b.text))
        .collect();
    let is_named = |name: &str| {
        let folded = fold(name);
        text.iter().any(|t| t.contains(&folded))
            || named.iter().any(|n| {
                matches!(
                    compare(n, name).relation,
                    Relation::Same | Relation::Variant
                )
            })
    };
    let mut left_out: Vec<String> = lines_at(know, place)
        .into_iter()
        .filter(|line| !listed.contains(&line.name.as_str()))
        .filter(|line| {
            !std::iter::once(&line.name)
                .chain(&line.names)
                .any(|n| is_named(n))
        })
        .map(|line| line.name.clone())
        .collect();
    for name in changes_at(know, place) {
        let known = know
            .network
            .line_by_name(&name)
            .map(|line| line.name.as_str());
        if !is_named(&name)
            && known.is_none_or(|known| !listed.contains(&known))
            && !left_out.contains(&name)
        {
            left_out.push(name);
        }
    }
    if left_out.is_empty() {
        return None;
    }
    let name = corpus.know.name(place);
    let message = format!("{} serves {name} too", crate::wording::list(&left_out));
    let mut finding = about("NET705", Severity::Note, *last, message);
    finding.help = Some("add it to the list, or say that the list is a choice".to_owned());
    Some(finding)
}
