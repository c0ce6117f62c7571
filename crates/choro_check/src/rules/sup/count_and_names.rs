#![doc = include_str!("../../../resources/rules/SUP604.md")]

mod listed;

use crate::corpus::{Case, Corpus, about};
use choro_claim::{Annotated, Kind};
use choro_diagnostic::{Finding, Severity};
use choro_document::BlockKind;
use choro_text::{Token, TokenKind};
use std::collections::BTreeSet;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let announced = corpus.cases().filter(|case| case.claim.kind == Kind::Count);
    let mut findings: Vec<Finding> = announced.filter_map(report).collect();
    findings.extend(listed::find(corpus));
    findings
}

fn report(case: Case<'_>) -> Option<Finding> {
    let (low, high) = case.claim.amount.filter(|(low, high)| low == high)?;
    let announced = low as usize;
    let object = case.claim.object.as_ref()?.text.trim();
    let singular = singular(object)?;
    if !(2..=12).contains(&announced) || high < 2.0 {
        return None;
    }
    let named = named(case.text, &singular);
    if named.len() < 2 || named.len() >= announced {
        return None;
    }
    let names: Vec<String> = named.into_iter().collect();
    let message = format!(
        "{announced} {object} are announced, {} are named: {}",
        names.len(),
        crate::wording::list(&names)
    );
    let mut finding = about("SUP604", Severity::Note, case, message);
    finding.help = Some("name the others, or leave the number out".to_owned());
    Some(finding)
}

/// "Grand Monuments" as words of a name in the singular; only names have them.
fn singular(object: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = object
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .collect();
    let capital = |w: &String| w.starts_with(char::is_uppercase);
    if words.is_empty() || !words.iter().all(capital) {
        return None;
    }
    let last = words.last_mut()?;
    let stem = match last.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => last.strip_suffix('s')?.to_owned(),
    };
    *last = stem;
    Some(words)
}

/// The names that stand before these words: "Mansudae" of "Mansudae Grand Monument".
fn named(text: &Annotated, singular: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let tokens = &text.words(index).tokens;
        for (at, window) in tokens.windows(singular.len()).enumerate() {
            let same = window
                .iter()
                .zip(singular)
                .all(|(token, word)| token.text(&block.text) == word);
            if let Some(before) = at.checked_sub(1).filter(|_| same) {
                found.extend(name_ending_at(tokens, before, &block.text));
            }
        }
    }
    found
}

/// The capitalised words that end at a token.
fn name_ending_at(tokens: &[Token], last: usize, text: &str) -> Option<String> {
    let article = ["The", "This", "That", "A", "An", "Each", "Another"];
    let mut first = last + 1;
    while let Some(at) = first.checked_sub(1) {
        let word = tokens[at].text(text);
        if tokens[at].kind != TokenKind::Word
            || !word.starts_with(char::is_uppercase)
            || article.contains(&word)
        {
            break;
        }
        first = at;
    }
    (first <= last).then(|| {
        let words: Vec<&str> = tokens[first..=last].iter().map(|t| t.text(text)).collect();
        words.join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_have_a_singular() {
        assert_eq!(
            singular("Grand Monuments"),
            Some(vec!["Grand".into(), "Monument".into()])
        );
        assert_eq!(singular("hot springs"), None);
        assert_eq!(singular("Mines of the north"), None);
    }
}
