#![doc = include_str!("../../../resources/rules/QTY402.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_mention::MentionKind;
use choro_quantity::{Bound, NumberTag};
use choro_text::{Span, TokenKind};
use std::ops::Range;

/// Lists of more things are seldom announced by a number one counts by.
const MOST: f64 = 12.0;
/// Words of one name.
const LONGEST: usize = 6;
/// Small words inside names.
const INSIDE: [&str; 14] = [
    "of", "de", "la", "le", "du", "del", "da", "do", "di", "the", "van", "von", "el", "al",
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .passages()
        .iter()
        .flat_map(|passage| {
            let numbers = passage.tags.numbers.iter();
            numbers.filter_map(move |number| report(passage, number))
        })
        .collect()
}

fn report(passage: &Passage<'_>, number: &NumberTag) -> Option<Finding> {
    let counted = number.counted?;
    let exact = number.amount.bound == Bound::Exact
        && !number.amount.approximate
        && number.measure.is_none()
        && !(number.ordinal || number.vague || number.label || number.maybe_year);
    let value = number.amount.low;
    if !exact || value.fract() != 0.0 || !(2.0..=MOST).contains(&value) {
        return None;
    }
    let noun = passage.lower(counted.end.checked_sub(1)?);
    let plural = noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss");
    // "The first two", "of the three" take some of more.
    let before = number.at.first.checked_sub(1).map(|at| passage.lower(at));
    let of_more = before.is_some_and(|w| {
        matches!(
            w,
            "first" | "last" | "next" | "of" | "top" | "than" | "least" | "into"
        )
    });
    let opens = matches!(passage.lower(counted.end), "," | ":" | "(" | "–" | "—");
    if !plural || of_more || !opens {
        return None;
    }
    let sentence = passage
        .sentences
        .iter()
        .find(|s| s.contains(&number.at.first))?;
    let items = items(passage, counted.end + 1..sentence.end)?;
    let said = value as usize;
    if items.len() == said || items.len() < 2 || may_be_fewer(passage, &items, said) {
        return None;
    }
    let names: Vec<String> = items
        .iter()
        .map(|item| passage.words(passage.span(item.clone())).to_owned())
        .collect();
    let announced = passage.words(number.at.span.cover(counted.span));
    let message = format!(
        "{announced} are announced, {} are named: {}",
        names.len(),
        crate::wording::list(&names)
    );
    let end = passage.span(items.last()?.clone()).end;
    let span = Span::new(number.at.span.start, end);
    let mut finding = passage.report("QTY402", Severity::Warning, span, message);
    finding.measured = Some(format!("{} names", names.len()));
    finding.threshold = Some(format!("{said}"));
    finding.help = Some("mend the number or the list".to_owned());
    Some(finding)
}

/// The names of a closed list: "the Aa, the Ob and the Ii", up to the end of the sentence or of
/// the parenthesis. None where anything else stands in it.
fn items(passage: &Passage<'_>, tokens: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = tokens.start;
    let mut last = false;
    loop {
        let item = name(passage, at, tokens.end)?;
        at = item.end;
        found.push(item);
        let closes = at >= tokens.end
            || matches!(passage.lower(at), "." | ")" | ";" | "!")
            || (matches!(passage.lower(at), "–" | "—") && last);
        if closes {
            return last.then_some(found);
        }
        if last {
            return None;
        }
        let comma = passage.lower(at) == ",";
        at += usize::from(comma);
        if matches!(passage.lower(at), "and" | "&") {
            last = true;
            at += 1;
        } else if !comma {
            return None;
        }
    }
}

/// A name at a token, with the article before it and a type word after it: "the Ob river".
fn name(passage: &Passage<'_>, first: usize, end: usize) -> Option<Range<usize>> {
    let start = first + usize::from(passage.lower(first) == "the");
    let mut at = start;
    let mut capitals = 0;
    while at < end.min(start + LONGEST) {
        let token = passage.tokens.get(at)?;
        let word = token.text(passage.source());
        let capital = token.kind == TokenKind::Word && word.starts_with(char::is_uppercase);
        let inside = at > start && INSIDE.contains(&passage.lower(at));
        let type_word = at > start
            && token.kind == TokenKind::Word
            && choro_gazetteer::Class::from_noun(word).is_some();
        if !(capital || inside || type_word) {
            break;
        }
        capitals += usize::from(capital);
        at += 1;
    }
    (capitals > 0 && at > start).then_some(first..at)
}

/// Whether the list can be read with as many names as announced: "A and B" may be one name, and
/// "Paris, Texas" is.
fn may_be_fewer(passage: &Passage<'_>, items: &[Range<usize>], said: usize) -> bool {
    if items.len() < said {
        return false;
    }
    let article = |item: &Range<usize>| passage.lower(item.start) == "the";
    let mentions = &passage.text.mentions;
    let mut of_block = mentions.of_block(passage.block);
    let joined = of_block.any(|m| {
        m.kind == MentionKind::Name
            && items.windows(2).any(|pair| {
                let (a, b) = (passage.span(pair[0].clone()), passage.span(pair[1].clone()));
                m.span.overlaps(a) && m.span.overlaps(b)
            })
    });
    let (Some(last), Some(before)) = (items.last(), items.iter().rev().nth(1)) else {
        return true;
    };
    let comma = (before.end..last.start).any(|at| passage.lower(at) == ",");
    let apart = comma || (article(last) && article(before));
    let all_with_article = items.iter().all(article);
    joined || !apart || (items.len() == 2 * said) || !(all_with_article || said >= 3)
}
