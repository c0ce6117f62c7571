//! Patterns compiled to a small program that a matcher runs over tokens.

use super::needs::{Needs, Opening};
use super::pattern::Item;
use super::slot::{SlotKind, slot_kind};
use super::vocabulary::{Collected, SetId, Symbol};
use std::collections::BTreeMap;

/// Index of a slot type in `Grammar::kinds`.
pub(crate) type KindId = u32;

/// Index of a list in `Grammar::phrases`.
pub(crate) type ListId = u32;

/// One step of a program.
#[derive(Clone, Debug)]
pub(crate) enum Instruction {
    /// The token is in this set.
    Token(SetId),
    /// The token is not in this set, and is not taken.
    NotToken(SetId),
    /// A slot.
    Slot {
        /// Index into `Program::slots`; `None` for words that are not kept.
        slot: Option<usize>,
        kind: KindId,
        branch: usize,
    },
    /// Up to this many tokens, of any sort or with no finite verb among them.
    Gap {
        most: usize,
        verbs: bool,
        branch: usize,
    },
    /// What stands in brackets, or between commas too.
    Aside { commas: bool, branch: usize },
    /// Go on at the first, or else at the second.
    Split {
        first: usize,
        second: usize,
        branch: usize,
    },
    /// Go on elsewhere.
    Jump(usize),
    /// Done.
    Accept,
}

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub(crate) code: Vec<Instruction>,
    pub(crate) slots: Vec<(String, SlotKind)>,
    /// Steps from which there is more than one way on; `branch` counts them.
    pub(crate) branches: usize,
    /// What a sentence must hold for the pattern to match anywhere in it.
    pub(crate) needs: Needs,
    /// What a match must begin with; `None` where that may be anything.
    pub(crate) opening: Option<Opening>,
}

/// Named lists of words and phrases; `data/grammar/lexicon.toml`.
pub(crate) type Lists = BTreeMap<String, Vec<String>>;

/// A list as symbols, to be found in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct PhraseList {
    /// The first words of its phrases.
    pub(crate) opening: SetId,
    /// The entries of one word.
    pub(crate) words: SetId,
    /// Phrases by first word, the longest first.
    pub(crate) phrases: BTreeMap<Symbol, Vec<Vec<Symbol>>>,
}

/// What patterns share while they are compiled.
pub(super) struct Compiler<'l> {
    pub(super) lists: &'l Lists,
    pub(super) words: Collected,
    pub(super) kinds: Vec<SlotKind>,
    pub(super) phrases: Vec<PhraseList>,
    known: BTreeMap<String, ListId>,
}

/// One of several ways through a group.
enum Choice<'i> {
    /// A word of a set.
    Words(Vec<String>),
    Items(&'i [Item]),
}

impl<'l> Compiler<'l> {
    pub(super) fn new(lists: &'l Lists) -> Self {
        Self {
            lists,
            words: Collected::default(),
            kinds: Vec::new(),
            phrases: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    pub(super) fn compile(&mut self, items: &[Item]) -> Result<Program, String> {
        let mut program = Program::default();
        self.emit_all(items, &mut program)?;
        program.code.push(Instruction::Accept);
        program.needs = self.needs(items)?;
        program.opening = self.opening(items)?;
        Ok(program)
    }

    fn emit_all(&mut self, items: &[Item], p: &mut Program) -> Result<(), String> {
        items.iter().try_for_each(|item| self.emit(item, p))
    }

    fn emit(&mut self, item: &Item, p: &mut Program) -> Result<(), String> {
        match item {
            Item::Word(word) => {
                let set = self.words.set(vec![word.clone()]);
                p.code.push(Instruction::Token(set));
            }
            Item::Not(word) => {
                let set = self.words.set(vec![word.clone()]);
                p.code.push(Instruction::NotToken(set));
            }
            Item::List(name) => match self.single_words(name)? {
                Some(words) => {
                    let set = self.words.set(words);
                    p.code.push(Instruction::Token(set));
                }
                None => {
                    let list = self.list(name)?;
                    let kind = self.kind(SlotKind::Words(list));
                    let branch = p.branch();
                    p.code.push(Instruction::Slot {
                        slot: None,
                        kind,
                        branch,
                    });
                }
            },
            Item::Slot { name, kind } => {
                let kind = slot_kind(kind, |list| self.list(list))?;
                p.slots.push((name.clone(), kind.clone()));
                let (slot, branch) = (Some(p.slots.len() - 1), p.branch());
                let kind = self.kind(kind);
                p.code.push(Instruction::Slot { slot, kind, branch });
            }
            Item::Group(alternatives) => self.emit_alternatives(alternatives, p)?,
            Item::Gap(n) => p.gap(*n, true),
            Item::PlainGap(n) => p.gap(*n, false),
            Item::Aside { commas } => {
                let (commas, branch) = (*commas, p.branch());
                p.code.push(Instruction::Aside { commas, branch });
            }
            Item::Repeat { item, least, most } => {
                for _ in 0..*least {
                    self.emit(item, p)?;
                }
                let mut splits = Vec::new();
                for _ in *least..*most {
                    splits.push(p.split());
                    self.emit(item, p)?;
                }
                let end = p.code.len();
                for split in splits {
                    p.otherwise(split, end);
                }
            }
        }
        Ok(())
    }

    fn emit_alternatives(
        &mut self,
        alternatives: &[Vec<Item>],
        p: &mut Program,
    ) -> Result<(), String> {
        let choices = self.choices(alternatives)?;
        let mut jumps = Vec::new();
        let last = choices.len() - 1;
        for (index, choice) in choices.into_iter().enumerate() {
            let split = (index < last).then(|| p.split());
            match choice {
                Choice::Items(items) => self.emit_all(items, p)?,
                Choice::Words(words) => {
                    let set = self.words.set(words);
                    p.code.push(Instruction::Token(set));
                }
            }
            if let Some(split) = split {
                jumps.push(p.code.len());
                p.code.push(Instruction::Accept);
                p.otherwise(split, p.code.len());
            }
        }
        let end = p.code.len();
        for jump in jumps {
            p.code[jump] = Instruction::Jump(end);
        }
        Ok(())
    }

    /// The alternatives of a group; those side by side that are single words are one set.
    fn choices<'i>(&self, alternatives: &'i [Vec<Item>]) -> Result<Vec<Choice<'i>>, String> {
        let mut choices: Vec<Choice<'i>> = Vec::new();
        for items in alternatives {
            let words = match items.as_slice() {
                [Item::Word(word)] => Some(vec![word.clone()]),
                [Item::List(name)] => self.single_words(name)?,
                _ => None,
            };
            match (words, choices.last_mut()) {
                (Some(more), Some(Choice::Words(words))) => words.extend(more),
                (Some(words), _) => choices.push(Choice::Words(words)),
                (None, _) => choices.push(Choice::Items(items)),
            }
        }
        Ok(choices)
    }

    /// The entries of a list that has single words only.
    fn single_words(&self, name: &str) -> Result<Option<Vec<String>>, String> {
        let entries = self.entries(name)?;
        let single = entries.iter().all(|entry| entry.len() == 1);
        Ok(single.then(|| entries.into_iter().flatten().collect()))
    }

    /// The entries of a list as their words.
    pub(super) fn entries(&self, name: &str) -> Result<Vec<Vec<String>>, String> {
        let list = self
            .lists
            .get(name)
            .ok_or_else(|| format!("no list @{name} in lexicon.toml"))?;
        let words = |entry: &String| entry.split_whitespace().map(str::to_owned).collect();
        Ok(list.iter().map(words).collect())
    }

    pub(super) fn list(&mut self, name: &str) -> Result<ListId, String> {
        if let Some(id) = self.known.get(name) {
            return Ok(*id);
        }
        let entries = self.entries(name)?;
        let first = entries.iter().filter_map(|e| e.first().cloned()).collect();
        let single = entries.iter().filter(|e| e.len() == 1).flatten().cloned();
        let words = single.collect();
        let mut phrases: BTreeMap<Symbol, Vec<Vec<Symbol>>> = BTreeMap::new();
        for entry in &entries {
            let symbols: Vec<Symbol> = entry.iter().map(|w| self.words.symbol(w)).collect();
            if let Some(first) = symbols.first() {
                phrases.entry(*first).or_default().push(symbols);
            }
        }
        for same in phrases.values_mut() {
            same.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        let id = self.phrases.len() as ListId;
        self.phrases.push(PhraseList {
            opening: self.words.set(first),
            words: self.words.set(words),
            phrases,
        });
        self.known.insert(name.to_owned(), id);
        Ok(id)
    }

    pub(super) fn kind(&mut self, kind: SlotKind) -> KindId {
        let known = self.kinds.iter().position(|k| *k == kind);
        known.unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        }) as KindId
    }
}

impl Program {
    fn branch(&mut self) -> usize {
        self.branches += 1;
        self.branches - 1
    }

    fn gap(&mut self, most: usize, verbs: bool) {
        let branch = self.branch();
        self.code.push(Instruction::Gap {
            most,
            verbs,
            branch,
        });
    }

    /// Begins what may be left out; [`Program::otherwise`] says where to go on then.
    fn split(&mut self) -> usize {
        let at = self.code.len();
        let branch = self.branch();
        self.code.push(Instruction::Split {
            first: at + 1,
            second: at + 1,
            branch,
        });
        at
    }

    fn otherwise(&mut self, split: usize, to: usize) {
        if let Instruction::Split { second, .. } = &mut self.code[split] {
            *second = to;
        }
    }
}
