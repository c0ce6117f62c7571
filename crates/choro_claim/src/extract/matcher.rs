//! Runs a rule's program over a sentence.

use super::Matched;
use super::aside::asides;
use super::phrase;
use super::view::SentenceView;
use crate::grammar::{Instruction, Need, Needs, Opening, Part, Program, Rule};
use choro_mention::MentionId;
use std::ops::Range;

/// What a slot took.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) name: &'static str,
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
pub(super) fn find_all(
    rule: &'static Rule,
    sentence: &SentenceView<'_>,
    dead: &mut Dead,
) -> Vec<Matched> {
    let mut found = Vec::new();
    let Some(latest) = latest_start(sentence, &rule.program.needs) else {
        return found;
    };
    let opening = rule.program.opening.as_ref();
    let Some(mut at) = (sentence.start..=latest).find(|at| may_open(sentence, opening, *at)) else {
        return found;
    };
    let mut head_machine = Machine::new(&rule.program, sentence, dead);
    while at <= latest {
        let starts_here =
            may_open(sentence, opening, at) && (!rule.initial || at == first_word(sentence));
        let head = starts_here.then(|| head_machine.run(at)).flatten();
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
        if let Some(tail) = &rule.tail {
            let mut dead = Dead::default();
            let mut machine = Machine::new(tail, sentence, &mut dead);
            while let Some(tail) = machine.run(end).filter(|t| t.tokens.end > end) {
                end = tail.tokens.end;
                tails.push(tail);
            }
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
    // "X is a village in Y, it is the seat of Z".
    if sentence.lower(start) == "it" && start > sentence.start {
        return phrase::is_preposition(sentence.lower(start - 1));
    }
    hangs_at(sentence, start) || is_address(sentence, first.tokens.clone())
}

/// "Easton, Maryland is a town": the state only says which Easton is meant.
fn is_address(sentence: &SentenceView<'_>, name: Range<usize>) -> bool {
    let Some(comma) = name.start.checked_sub(1).filter(|i| *i > sentence.start) else {
        return false;
    };
    let opens = sentence
        .placed()
        .any(|p| p.end == comma && p.start <= first_word(sentence));
    let states = sentence.view.grammar.lists.get("state-name");
    let words = sentence.view.words(name).to_lowercase();
    sentence.lower(comma) == "," && opens && states.is_some_and(|states| states.contains(&words))
}

/// Whether one of the words stands right before the match, articles aside.
fn follows(sentence: &SentenceView<'_>, start: usize, words: &[String]) -> bool {
    let article = |i: &usize| matches!(sentence.lower(*i), "the" | "a" | "an");
    let before = (sentence.start..start).rev().find(|i| !article(i));
    let turned = |i: usize| {
        let winds = &sentence.view.tags.winds;
        sentence.lower(i) == "of" && winds.iter().any(|w| w.at.end == i)
    };
    before.is_some_and(|i| {
        words
            .iter()
            .any(|w| w == sentence.lower(i) || w == "W of" && turned(i))
    })
}

fn hangs_at(sentence: &SentenceView<'_>, mut start: usize) -> bool {
    while let Some(previous) = start.checked_sub(1).filter(|i| *i >= sentence.start) {
        match sentence.lower(previous) {
            word if phrase::is_preposition(word) => return true,
            "the" | "a" | "an" => start = previous,
            // "formerly known as X": another name of what the sentence is about.
            "as" | "called" | "named" => {
                return sentence.lower(previous) != "as"
                    || previous > sentence.start
                        && matches!(
                            sentence.lower(previous - 1),
                            "known"
                                | "written"
                                | "spelled"
                                | "spelt"
                                | "pronounced"
                                | "transliterated"
                        );
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

/// Whether a sentence holds what a pattern needs.
pub(super) fn meets(sentence: &SentenceView<'_>, needs: &Needs) -> bool {
    sentence.marks.hold(needs.marks) && needs.sets.iter().all(|set| sentence.sets.has(*set))
}

/// The last token at which a match may begin, so that all it needs still follows in order; `None`
/// where that stands nowhere.
fn latest_start(sentence: &SentenceView<'_>, needs: &Needs) -> Option<usize> {
    let mut end = sentence.end;
    for need in needs.order.iter().rev() {
        end = (sentence.start..end).rev().find(|at| match need {
            Need::Word(set) => sentence.is_in(*at, *set),
            Need::Mark(mark) => sentence.view.marks[*at].meet(*mark),
        })?;
    }
    Some(end.min(sentence.end.checked_sub(1)?))
}

/// Whether a match may begin at a token.
fn may_open(sentence: &SentenceView<'_>, opening: Option<&Opening>, at: usize) -> bool {
    opening.is_none_or(|opening| {
        sentence.view.marks[at].meet(opening.marks) || sentence.is_in(at, opening.words)
    })
}

/// What is known to lead nowhere: a branch of a program at a token. Where a program can go on does
/// not depend on how it got there, so each is tried once in a sentence, and the work grows with the
/// length of sentence and program only.
#[derive(Debug, Default)]
pub(super) struct Dead(Vec<u64>);

impl Dead {
    fn reset(&mut self, size: usize) {
        self.0.clear();
        self.0.resize(size.div_ceil(64), 0);
    }

    fn has(&self, index: usize) -> bool {
        self.0[index / 64] >> (index % 64) & 1 != 0
    }

    fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }
}

struct Machine<'a, 's> {
    program: &'static Program,
    sentence: &'a SentenceView<'s>,
    dead: &'a mut Dead,
    slots: Vec<Bound>,
}

impl<'a, 's> Machine<'a, 's> {
    fn new(program: &'static Program, sentence: &'a SentenceView<'s>, dead: &'a mut Dead) -> Self {
        // A program may stand at each token and after the last.
        dead.reset(program.branches * (sentence.range().len() + 1));
        Self {
            program,
            sentence,
            dead,
            slots: Vec::new(),
        }
    }

    fn run(&mut self, start: usize) -> Option<Match> {
        self.slots.clear();
        let end = self.step(0, start)?;
        Some(Match {
            tokens: start..end,
            slots: std::mem::take(&mut self.slots),
        })
    }

    fn step(&mut self, mut pc: usize, mut at: usize) -> Option<usize> {
        loop {
            match &self.program.code[pc] {
                Instruction::Accept => return Some(at),
                Instruction::Jump(to) => pc = *to,
                Instruction::Token(set) => {
                    if !self.sentence.is_in(at, *set) {
                        return None;
                    }
                    at += 1;
                    pc += 1;
                }
                Instruction::NotToken(set) => {
                    if self.sentence.is_in(at, *set) {
                        return None;
                    }
                    pc += 1;
                }
                // The first way asks for a word that is not there.
                Instruction::Split { first, second, .. } if self.is_shut(*first, at) => {
                    pc = *second;
                }
                Instruction::Split { branch, .. }
                | Instruction::Slot { branch, .. }
                | Instruction::Gap { branch, .. }
                | Instruction::Aside { branch, .. } => {
                    let index =
                        branch * (self.sentence.range().len() + 1) + (at - self.sentence.start);
                    if self.dead.has(index) {
                        return None;
                    }
                    let mark = self.slots.len();
                    let end = self.branch(pc, at, mark);
                    if end.is_none() {
                        self.slots.truncate(mark);
                        self.dead.insert(index);
                    }
                    return end;
                }
            }
        }
    }

    fn is_shut(&self, pc: usize, at: usize) -> bool {
        matches!(&self.program.code[pc], Instruction::Token(set) if !self.sentence.is_in(at, *set))
    }

    /// Tries the ways on from a step that has several, in order.
    fn branch(&mut self, pc: usize, at: usize, mark: usize) -> Option<usize> {
        match &self.program.code[pc] {
            Instruction::Split { first, second, .. } => self.step(*first, at).or_else(|| {
                self.slots.truncate(mark);
                self.step(*second, at)
            }),
            Instruction::Slot { slot, kind, .. } => {
                for index in self.sentence.ends(*kind, at) {
                    let end = self.sentence.end_of(index);
                    self.slots.truncate(mark);
                    if let Some(slot) = slot {
                        self.slots.push(Bound {
                            name: &self.program.slots[*slot].0,
                            tokens: at..end.token,
                            mention: end.mention,
                            tag: end.tag,
                        });
                    }
                    if let Some(done) = self.step(pc + 1, end.token) {
                        return Some(done);
                    }
                }
                None
            }
            Instruction::Gap { most, verbs, .. } => {
                for to in at..=(at + most).min(self.sentence.end) {
                    if let Some(done) = self.step(pc + 1, to) {
                        return Some(done);
                    }
                    self.slots.truncate(mark);
                    let part = self.sentence.part(to);
                    let ends = to >= self.sentence.end || part.has(Part::BREAK);
                    if ends || !verbs && part.bounds_clause() {
                        return None;
                    }
                }
                None
            }
            Instruction::Aside { commas, .. } => {
                for end in asides(self.sentence, at, *commas) {
                    if let Some(done) = self.step(pc + 1, end) {
                        return Some(done);
                    }
                    self.slots.truncate(mark);
                }
                None
            }
            _ => None,
        }
    }
}
