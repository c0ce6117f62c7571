//! Happenings with a date and a plain subject: "the pier was begun in 1904 and opened in 1899".
//!
//! Only what is surely said of one thing is read: verbs joined by "and", a participle before its
//! subject, "it" in the next sentence. Anything between — a clause of its own, a preposition — ends
//! the chain, for it may bring another subject.

use crate::chronicle::{CHRONICLE, holds};
use crate::passage::Passage;
use choro_name::fold;
use choro_quantity::{Cue, DateKind, DateRelation, DateTag, Hedge, When};
use choro_text::{Span, TokenKind};
use std::ops::Range;

/// Words a plain subject has at most.
const LONGEST_SUBJECT: usize = 6;
/// Words between a verb and its date at most.
const LONGEST_GAP: usize = 5;

/// Something that happened to a subject at a stated time.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    /// The verb, lower case.
    pub(crate) verb: String,
    /// From the verb to the end of its date.
    pub(crate) span: Span,
    pub(crate) when: When,
    /// What it happened to, folded, without article.
    pub(crate) subject: String,
    /// Whether the subject is called by a name.
    pub(crate) named: bool,
    /// Whether "later" or the like stands before the verb.
    pub(crate) later: bool,
    sentence: usize,
}

impl Happening {
    /// Whether both stand in one sentence, given that they stand in one block.
    pub(crate) fn same_sentence(&self, other: &Self) -> bool {
        self.sentence == other.sentence
    }
}

/// The subject of a sentence so far, and where what was said of it last ends.
#[derive(Clone)]
struct Chain {
    subject: String,
    named: bool,
    end: usize,
    sentence: usize,
}

/// The happenings of a block, in order.
pub(crate) fn read(passage: &Passage<'_>) -> Vec<Happening> {
    let mut found = Vec::new();
    let mut chain: Option<Chain> = None;
    for (at, sentence) in passage.sentences.iter().enumerate() {
        if passage.is_hedged(sentence, is_doubt) {
            chain = None;
            continue;
        }
        // A happening stands before its date.
        let last = passage.dates(sentence).last().map(|d| d.at.first);
        for verb in sentence.start..last.unwrap_or(sentence.start).min(sentence.end) {
            let word = passage.lower(verb);
            if !CHRONICLE.knows(word) {
                continue;
            }
            let Some(date) = date_of(passage, sentence, verb) else {
                continue;
            };
            let (subject, later) = match &chain {
                Some(before) if before.sentence == at => following(passage, before, verb),
                before => opening(passage, sentence, verb, date, before.as_ref(), at),
            };
            let end = date.at.end;
            chain = subject.map(|(subject, named)| Chain {
                subject,
                named,
                end,
                sentence: at,
            });
            if let Some(chain) = &chain {
                found.push(Happening {
                    verb: word.to_owned(),
                    span: passage.span(verb..end),
                    when: date.when.clone(),
                    subject: chain.subject.clone(),
                    named: chain.named,
                    later,
                    sentence: at,
                });
            }
        }
    }
    found
}

/// Whether a cue leaves the words of its sentence undecided.
pub(crate) fn is_doubt(cue: Cue) -> bool {
    !matches!(
        cue,
        Cue::Past | Cue::Hedge(Hedge::Estimated | Hedge::Asserted)
    )
}

/// The date that follows a verb with nothing of weight between.
pub(crate) fn date_of<'p>(
    passage: &'p Passage<'_>,
    sentence: &Range<usize>,
    verb: usize,
) -> Option<&'p DateTag> {
    let date = passage.dates(sentence).find(|d| d.at.first > verb)?;
    let gap = verb + 1..date.at.first;
    let plain = gap.len() <= LONGEST_GAP
        && gap
            .clone()
            .all(|i| holds(&CHRONICLE.words.dating, passage.lower(i)));
    // "Born 1900," but not "built 1900 houses".
    let sure = !date.maybe_number || gap.is_empty() && is_mark(passage, date.at.end);
    let dated = matches!(date.kind, DateKind::Calendar | DateKind::Period)
        && matches!(date.relation, DateRelation::At | DateRelation::Between)
        && !date.when.is_unstated();
    (plain && sure && dated).then_some(date)
}

fn is_mark(passage: &Passage<'_>, token: usize) -> bool {
    passage
        .tokens
        .get(token)
        .is_none_or(|t| t.kind == TokenKind::Mark)
}

type Subject = Option<(String, bool)>;

/// The subject of a further verb of a sentence: the same where nothing but joining words stands
/// between, or where the subject of an opening participle does.
fn following(passage: &Passage<'_>, before: &Chain, verb: usize) -> (Subject, bool) {
    let words = &CHRONICLE.words;
    let between = before.end..verb;
    let later = between
        .clone()
        .any(|i| holds(&words.later, passage.lower(i)));
    let joined = between.clone().all(|i| {
        let word = passage.lower(i);
        matches!(word, "," | ";" | "(" | ")")
            || holds(&words.joining, word)
            || holds(&words.later, word)
    });
    let same = Some((before.subject.clone(), before.named));
    if joined {
        return (same, later);
    }
    let own = phrase(passage, after_comma(passage, before.end)..verb);
    let subject = own.filter(|(subject, _)| *subject == before.subject);
    (subject, later)
}

fn after_comma(passage: &Passage<'_>, at: usize) -> usize {
    at + usize::from(passage.lower(at) == ",")
}

/// The subject of the first verb of a sentence.
fn opening(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    verb: usize,
    date: &DateTag,
    before: Option<&Chain>,
    at: usize,
) -> (Subject, bool) {
    let words = &CHRONICLE.words;
    let later = (sentence.start..verb).any(|i| holds(&words.later, passage.lower(i)));
    // "Begun in 1904, the pier …"
    if verb == sentence.start {
        let start = after_comma(passage, date.at.end);
        let mut ends = start..sentence.end.min(start + LONGEST_SUBJECT + 1);
        let end = ends.find(|i| {
            let word = passage.lower(*i);
            holds(&words.auxiliaries, word) || CHRONICLE.knows(word)
        });
        let subject = end
            .filter(|_| start > date.at.end)
            .and_then(|end| phrase(passage, start..end));
        return (subject, false);
    }
    let mut end = verb;
    while end > sentence.start
        && (holds(&words.auxiliaries, passage.lower(end - 1)) || passage.lower(end - 1) == "(")
    {
        end -= 1;
    }
    let pronoun =
        end == sentence.start + 1 && holds(&words.pronouns, passage.lower(sentence.start));
    if pronoun {
        let same = before.filter(|b| b.sentence + 1 == at);
        return (same.map(|b| (b.subject.clone(), b.named)), later);
    }
    (phrase(passage, sentence.start..end), later)
}

/// A plain noun phrase, folded and without its article, and whether it is a name.
fn phrase(passage: &Passage<'_>, tokens: Range<usize>) -> Subject {
    let words = &CHRONICLE.words;
    let mut start = tokens.start;
    let article = holds(&words.articles, passage.lower(start));
    start += usize::from(article);
    let mut end = tokens.end;
    while end > start && holds(&words.auxiliaries, passage.lower(end - 1)) {
        end -= 1;
    }
    let plain = |i: usize| {
        let word = passage.lower(i);
        passage
            .tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word)
            && !holds(&words.breaking, word)
            && !holds(&words.pronouns, word)
            && !CHRONICLE.knows(word)
    };
    if start >= end || end - start > LONGEST_SUBJECT || !(start..end).all(plain) {
        return None;
    }
    let capital = |i: usize| {
        let word = passage
            .tokens
            .get(i)
            .map_or("", |t| t.text(passage.source()));
        word.starts_with(char::is_uppercase)
    };
    let named = (start..end).all(capital);
    Some((fold(passage.words(passage.span(start..end))), named))
}
