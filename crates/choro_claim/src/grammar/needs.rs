//! What a sentence must hold for a pattern to match, told before any matching.

use super::pattern::Item;
use super::program::{Compiler, KindId};
use super::slot::slot_kind;
use super::vocabulary::SetId;
use std::collections::BTreeSet;

/// What a sentence must hold: a word of each of the sets, and something for each of the slots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    /// The rarest first, told by how few words it has.
    pub(crate) sets: Vec<SetId>,
    pub(crate) kinds: Vec<KindId>,
}

/// What a match may begin with.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// A word of this set,
    pub(crate) words: SetId,
    /// or what fills one of these slots.
    pub(crate) kinds: Vec<KindId>,
}

/// Words that are in nearly every sentence.
const COMMON: &[&str] = &["the", "of", "a", ",", "in", "is", "and", "to", ".", "("];

/// What an item or sequence may begin with, while it is gathered.
#[derive(Default)]
struct Beginning {
    words: BTreeSet<String>,
    kinds: BTreeSet<KindId>,
    /// Whether anything may stand first.
    open: bool,
}

impl Compiler<'_> {
    pub(super) fn needs(&mut self, items: &[Item]) -> Result<Needs, String> {
        let mut sets: Vec<(usize, SetId)> = Vec::new();
        let mut kinds = BTreeSet::new();
        self.gather(items, &mut sets, &mut kinds)?;
        sets.sort_unstable();
        sets.dedup();
        Ok(Needs {
            sets: sets.into_iter().map(|(_, set)| set).collect(),
            kinds: kinds.into_iter().collect(),
        })
    }

    fn gather(
        &mut self,
        items: &[Item],
        sets: &mut Vec<(usize, SetId)>,
        kinds: &mut BTreeSet<KindId>,
    ) -> Result<(), String> {
        for item in items {
            match item {
                Item::Group(alternatives) if alternatives.len() == 1 => {
                    self.gather(&alternatives[0], sets, kinds)?;
                    continue;
                }
                Item::Repeat { item, least, .. } if *least > 0 => {
                    self.gather(std::slice::from_ref(item), sets, kinds)?;
                    continue;
                }
                Item::Slot { kind, .. } if !kind.starts_with('@') => {
                    let kind = slot_kind(kind, |list| self.list(list))?;
                    kinds.insert(self.kind(kind));
                }
                _ => {}
            }
            let Some(words) = self.telling_words(item)?.filter(|w| !w.is_empty()) else {
                continue;
            };
            let common = words.iter().any(|w| COMMON.contains(&w.as_str()));
            let weight = words.len() + if common { 1000 } else { 0 };
            sets.push((weight, self.words.set(words)));
        }
        Ok(())
    }

    /// Words of which one must occur where the item matches, or `None` where that cannot be told.
    fn telling_words(&self, item: &Item) -> Result<Option<Vec<String>>, String> {
        let first = |name: &str| -> Result<Vec<String>, String> {
            let entries = self.entries(name)?.into_iter();
            Ok(entries.filter_map(|e| e.into_iter().next()).collect())
        };
        Ok(match item {
            Item::Word(word) => Some(vec![word.clone()]),
            Item::List(name) => Some(first(name)?),
            Item::Slot { kind, .. } => kind.strip_prefix('@').map(first).transpose()?,
            Item::Group(alternatives) => {
                let mut words = Vec::new();
                for alternative in alternatives {
                    let mut told = None;
                    for item in alternative {
                        told = self.telling_words(item)?;
                        if told.is_some() {
                            break;
                        }
                    }
                    match told {
                        Some(more) => words.extend(more),
                        None => return Ok(None),
                    }
                }
                Some(words)
            }
            Item::Repeat { item, least, .. } if *least > 0 => self.telling_words(item)?,
            Item::Gap(_)
            | Item::PlainGap(_)
            | Item::Aside { .. }
            | Item::Not(_)
            | Item::Repeat { .. } => None,
        })
    }

    pub(super) fn opening(&mut self, items: &[Item]) -> Result<Option<Opening>, String> {
        let mut beginning = Beginning::default();
        let may_be_empty = self.begin(items, &mut beginning)?;
        if may_be_empty || beginning.open {
            return Ok(None);
        }
        Ok(Some(Opening {
            words: self.words.set(beginning.words.into_iter().collect()),
            kinds: beginning.kinds.into_iter().collect(),
        }))
    }

    /// Adds what a sequence may begin with; whether it may also take nothing at all.
    fn begin(&mut self, items: &[Item], beginning: &mut Beginning) -> Result<bool, String> {
        for item in items {
            let may_be_empty = match item {
                Item::Word(word) => {
                    beginning.words.insert(word.clone());
                    false
                }
                Item::List(name) => {
                    let entries = self.entries(name)?.into_iter();
                    let first = entries.filter_map(|e| e.into_iter().next());
                    beginning.words.extend(first);
                    false
                }
                Item::Slot { kind, .. } => {
                    let kind = slot_kind(kind, |list| self.list(list))?;
                    beginning.kinds.insert(self.kind(kind));
                    false
                }
                Item::Group(alternatives) => {
                    let mut empty = false;
                    for alternative in alternatives {
                        empty |= self.begin(alternative, beginning)?;
                    }
                    empty
                }
                Item::Gap(_) | Item::PlainGap(_) | Item::Aside { .. } => {
                    beginning.open = true;
                    true
                }
                Item::Not(_) => true,
                Item::Repeat { item, least, .. } => {
                    let empty = self.begin(std::slice::from_ref(item), beginning)?;
                    empty || *least == 0
                }
            };
            if !may_be_empty {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
