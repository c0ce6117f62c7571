//! Runs a rule's program over a sentence.

use super::Matched;
use super::phrase;
use super::view::SentenceView;
use crate::grammar::{Instruction, Program, Rule, SlotKind};
use choro_mention::{MentionId, MentionKind};
use choro_quantity::{MeasureKind, WindForm};
use std::ops::Range;

/// Steps after which one attempt is given up: hostile sentences must not hang.
const MOST_STEPS: usize = 4_000;

/// What a slot took.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) name: String,
    pub(crate) tokens: Range<usize>,
    pub(crate) mention: Option<MentionId>,
    /// Index into the tags of the slot's kind.
    pub(crate) tag: Option<usize>,
}

/// A match of a program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) tokens: Range<usize>,
    pub(crate) slots: Vec<Bound>,
}

impl Match {
    pub(crate) fn slot(&self, name: &str) -> Option<&Bound> {
        self.slots.iter().find(|b| b.name == name)
    }
}

/// Every match of a rule in a sentence, from left to right, without overlaps.
pub(super) fn find_all(rule: &Rule, sentence: &SentenceView<'_>) -> Vec<Matched> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let starts_here = !rule.initial || at == first_word(sentence);
        let head = starts_here
            .then(|| run(&rule.program, sentence, at))
            .flatten();
        let head = head
            .filter(|h| h.tokens.end > h.tokens.start)
            .filter(|h| rule.attributive || !hangs(sentence, h))
            .filter(|h| !follows(sentence, h.tokens.start, &rule.apart));
        let Some(head) = head else {
            at += 1;
            continue;
        };
        let covers = head.tokens.start == first_word(sentence) && {
            let rest = head.tokens.end..sentence.end;
            rest.clone()
                .all(|i| !sentence.lower(i).chars().any(char::is_alphanumeric))
        };
        if rule.whole && !covers {
            at += 1;
            continue;
        }
        let mut end = head.tokens.end;
        let mut tails = Vec::new();
        while let Some(tail) = rule.tail.as_ref().and_then(|t| run(t, sentence, end)) {
            if tail.tokens.end <= end {
                break;
            }
            end = tail.tokens.end;
            tails.push(tail);
        }
        at = end;
        found.push(Matched { head, tails });
    }
    found
}

/// Whether the match opens with its subject, but that hangs on a preposition: in "the terrain of X
/// is flat" X is not what is flat, nor is Y in "a town in X, Y, 5 km from Z".
fn hangs(sentence: &SentenceView<'_>, head: &Match) -> bool {
    let Some(first) = head
        .slots
        .first()
        .filter(|b| b.name == "S" && b.tokens.start == head.tokens.start)
    else {
        return false;
    };
    // "of the river, which forms the border": the relative clause speaks of the nearest name.
    let after = first.tokens.end + usize::from(sentence.lower(first.tokens.end) == ",");
    if matches!(sentence.lower(after), "which" | "that" | "who") {
        return false;
    }
    let start = sentence
        .placed()
        .find(|p| first.mention == Some(p.mention.id))
        .map_or(first.tokens.start, |p| p.start);
    hangs_at(sentence, start)
}

/// Whether one of the words stands right before the match, articles aside.
fn follows(sentence: &SentenceView<'_>, start: usize, words: &[String]) -> bool {
    let article = |i: &usize| matches!(sentence.lower(*i), "the" | "a" | "an");
    let before = (sentence.start..start).rev().find(|i| !article(i));
    before.is_some_and(|i| words.iter().any(|w| w == sentence.lower(i)))
}

fn hangs_at(sentence: &SentenceView<'_>, mut start: usize) -> bool {
    while let Some(previous) = start.checked_sub(1).filter(|i| *i >= sentence.start) {
        match sentence.lower(previous) {
            word if phrase::is_preposition(word) => return true,
            "the" | "a" | "an" => start = previous,
            // "formerly known as X": another name of what the sentence is about.
            "as" | "called" | "named" => {
                return sentence.lower(previous) != "as"
                    || previous > sentence.start && sentence.lower(previous - 1) == "known";
            }
            "," => match sentence.placed().find(|p| p.end == previous) {
                Some(before) => start = before.start,
                None => return false,
            },
            _ => match sentence.placed().find(|p| p.end == start) {
                Some(before) => start = before.start,
                None => return false,
            },
        }
    }
    false
}

fn first_word(sentence: &SentenceView<'_>) -> usize {
    sentence
        .range()
        .find(|i| sentence.lower(*i).chars().any(char::is_alphanumeric))
        .unwrap_or(sentence.start)
}

fn run(program: &Program, sentence: &SentenceView<'_>, start: usize) -> Option<Match> {
    let mut machine = Machine {
        program,
        sentence,
        slots: Vec::new(),
        steps: 0,
    };
    let end = machine.step(0, start)?;
    Some(Match {
        tokens: start..end,
        slots: machine.slots,
    })
}

struct Machine<'a> {
    program: &'a Program,
    sentence: &'a SentenceView<'a>,
    slots: Vec<Bound>,
    steps: usize,
}

impl Machine<'_> {
    fn step(&mut self, mut pc: usize, mut at: usize) -> Option<usize> {
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            match &self.program.code[pc] {
                Instruction::Accept => return Some(at),
                Instruction::Jump(to) => pc = *to,
                Instruction::Token(set) => {
                    if at >= self.sentence.end
                        || self.sentence.view.sets[at].binary_search(set).is_err()
                    {
                        return None;
                    }
                    at += 1;
                    pc += 1;
                }
                Instruction::NotToken(set) => {
                    if at < self.sentence.end
                        && self.sentence.view.sets[at].binary_search(set).is_ok()
                    {
                        return None;
                    }
                    pc += 1;
                }
                Instruction::Split(first, second) => {
                    let mark = self.slots.len();
                    if let Some(end) = self.step(*first, at) {
                        return Some(end);
                    }
                    self.slots.truncate(mark);
                    pc = *second;
                }
                Instruction::Gap { most, verbs } => {
                    let mark = self.slots.len();
                    for skip in 0..=*most {
                        if at + skip > self.sentence.end {
                            return None;
                        }
                        if let Some(end) = self.step(pc + 1, at + skip) {
                            return Some(end);
                        }
                        self.slots.truncate(mark);
                        let word = self.sentence.lower(at + skip);
                        if matches!(word, ";" | ":" | "") || !verbs && phrase::bounds_clause(word) {
                            return None;
                        }
                    }
                    return None;
                }
                Instruction::Aside { commas } => {
                    let mark = self.slots.len();
                    for end in asides(self.sentence, at, *commas) {
                        if let Some(done) = self.step(pc + 1, end) {
                            return Some(done);
                        }
                        self.slots.truncate(mark);
                    }
                    return None;
                }
                Instruction::Slot(index) => {
                    let (name, kind) = &self.program.slots[*index];
                    let mark = self.slots.len();
                    for (end, mention, tag) in ends(self.sentence, kind, at) {
                        self.slots.push(Bound {
                            name: name.clone(),
                            tokens: at..end,
                            mention,
                            tag,
                        });
                        if let Some(done) = self.step(pc + 1, end) {
                            return Some(done);
                        }
                        self.slots.truncate(mark);
                    }
                    return None;
                }
            }
        }
    }
}

/// Tokens that what stands between commas may take.
const LONGEST_ASIDE: usize = 45;

/// Where an aside that may begin at `at` can end, nearest first: after brackets; with commas, after
/// each comma that follows one right here ("Aksu (…), formerly Yermak (…), is").
fn asides(sentence: &SentenceView<'_>, at: usize, commas: bool) -> Vec<usize> {
    let bracketed = after_brackets(sentence, at);
    let mut found = vec![bracketed];
    if !commas || sentence.lower(bracketed) != "," {
        return found;
    }
    let mut i = bracketed + 1;
    found.push(i);
    while i < sentence.end.min(bracketed + LONGEST_ASIDE) {
        match sentence.lower(i) {
            "(" => i = after_brackets(sentence, i).max(i + 1),
            ";" => break,
            "," => {
                i += 1;
                found.push(i);
            }
            _ => i += 1,
        }
    }
    found
}

/// The token after brackets that open here, and after those that follow them.
fn after_brackets(sentence: &SentenceView<'_>, mut at: usize) -> usize {
    // A pronunciation between strokes.
    if sentence.lower(at) == "/"
        && let Some(close) = (at + 1..sentence.end.min(at + 30)).find(|i| sentence.lower(*i) == "/")
    {
        at = close + 1;
        at += usize::from(sentence.lower(at).contains('-'));
    }
    while matches!(sentence.lower(at), "(" | "[") {
        let mut depth = 0_usize;
        let close = (at..sentence.end).find(|i| {
            match sentence.lower(*i) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        match close {
            Some(close) => at = close + 1,
            None => break,
        }
    }
    at
}

type End = (usize, Option<MentionId>, Option<usize>);

/// Where a slot of this kind that begins at `at` may end, best first.
fn ends(sentence: &SentenceView<'_>, kind: &SlotKind, at: usize) -> Vec<End> {
    let view = sentence.view;
    let within = |end: usize| end <= sentence.end;
    let one = |found: Option<(usize, usize)>| -> Vec<End> {
        found
            .filter(|(end, _)| within(*end))
            .map(|(end, tag)| (end, None, Some(tag)))
            .into_iter()
            .collect()
    };
    match kind {
        SlotKind::Place | SlotKind::Named | SlotKind::Any | SlotKind::Name | SlotKind::Class(_) => {
            view.placed_about(at)
                .iter()
                .filter(|p| p.start <= at && at <= p.own && within(p.end))
                .filter(|p| match kind {
                    // "Its" begins another phrase.
                    SlotKind::Any => sentence.lower(p.own) != "its",
                    SlotKind::Name => {
                        matches!(p.mention.kind, MentionKind::Name | MentionKind::Unknown)
                    }
                    SlotKind::Class(wanted) => {
                        let classes = view.classes(p.mention);
                        classes.iter().any(|c| wanted.contains(c))
                    }
                    SlotKind::Named => {
                        !p.proper
                            && matches!(p.mention.kind, MentionKind::Name | MentionKind::Unknown)
                    }
                    _ => !p.proper,
                })
                .map(|p| (p.end, Some(p.mention.id), None))
                .rev()
                .collect()
        }
        SlotKind::Phrase(_) if view.measure_at(None, at).is_some() => Vec::new(),
        SlotKind::Phrase(with) => phrase::ends(sentence, at)
            .into_iter()
            .filter(|end| within(*end))
            .filter(|end| {
                with.as_ref().is_none_or(|name| {
                    view.grammar.lists.get(name).is_some_and(|list| {
                        (at..*end).any(|i| list.iter().any(|w| w == sentence.lower(i)))
                    })
                })
            })
            .map(|end| {
                let inner = view
                    .placed_about(at)
                    .iter()
                    .find(|p| p.start <= at && at <= p.own && p.end == end)
                    .map(|p| p.mention.id);
                (end, inner, None)
            })
            .collect(),
        SlotKind::Date => one(view.tag_at(&view.tags.dates, at)),
        SlotKind::Number => one(view.tag_at(&view.tags.numbers, at).filter(|(_, tag)| {
            let measure = view.tags.numbers[*tag]
                .measure
                .map(|m| view.tags.measures[m].kind);
            matches!(
                measure,
                None | Some(MeasureKind::Persons | MeasureKind::Households)
            )
        })),
        SlotKind::Measure(kind) => one(view.measure_at(*kind, at)),
        SlotKind::Wind => one(view.tag_at(&view.tags.winds, at).filter(|(_, tag)| {
            !matches!(
                view.tags.winds[*tag].form,
                WindForm::Superlative | WindForm::Comparative
            )
        })),
        SlotKind::Further => one(view
            .tag_at(&view.tags.winds, at)
            .filter(|(_, tag)| view.tags.winds[*tag].form == WindForm::Comparative)),
        SlotKind::Coordinate => one(view.tag_at(&view.tags.coordinates, at)),
        SlotKind::Demonym => (at < sentence.end
            && choro_mention::demonym(sentence.lower(at)).is_some())
        .then_some((at + 1, None, None))
        .into_iter()
        .collect(),
        SlotKind::List(name) => list_end(sentence, name, at)
            .filter(|end| within(*end))
            .map(|end| (end, None, None))
            .into_iter()
            .collect(),
    }
}

/// The end of the longest phrase of a list that begins at `at`.
fn list_end(sentence: &SentenceView<'_>, name: &str, at: usize) -> Option<usize> {
    let list = sentence.view.grammar.lists.get(name)?;
    list.iter()
        .filter_map(|phrase| {
            let mut end = at;
            for word in phrase.split_whitespace() {
                if end >= sentence.end || sentence.lower(end) != word {
                    return None;
                }
                end += 1;
            }
            Some(end)
        })
        .max()
}
