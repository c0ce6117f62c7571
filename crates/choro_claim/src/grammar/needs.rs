//! What a sentence must hold for a pattern to match, told before any matching.

use super::pattern::Item;
use super::program::Compiler;
use super::slot::{Marks, slot_kind};
use super::vocabulary::SetId;
use std::collections::BTreeSet;

/// What a sentence must hold: a word of each of the sets, and tokens with each of the marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    /// The rarest first, told by how few words it has.
    pub(crate) sets: Vec<SetId>,
    pub(crate) marks: Marks,
    /// The same in the order in which they must stand, each behind the one before.
    pub(crate) order: Vec<Need>,
}

/// A token that must stand in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// A word of the set.
    Word(SetId),
    /// One with the mark.
    Mark(Marks),
}

/// What a match may begin with.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// A word of this set,
    pub(crate) words: SetId,
    /// or a token with one of these marks.
    pub(crate) marks: Marks,
}

/// Words that are in nearly every sentence.
const COMMON: &[&str] = &["the", "of", "a", ",", "in", "is", "and", "to", ".", "("];

/// What an item or sequence may begin with, while it is gathered.
#[derive(Default)]
struct Beginning {
    words: BTreeSet<String>,
    marks: Marks,
    /// Whether anything may stand first.
    open: bool,
}

impl Compiler<'_> {
    pub(super) fn needs(&mut self, items: &[Item]) -> Result<Needs, String> {
        let mut needs = Needs::default();
        let mut weights = Vec::new();
        self.gather(items, &mut needs, &mut weights)?;
        weights.sort_unstable();
        weights.dedup();
        needs.sets = weights.into_iter().map(|(_, set)| set).collect();
        Ok(needs)
    }

    fn gather(
        &mut self,
        items: &[Item],
        needs: &mut Needs,
        weights: &mut Vec<(usize, SetId)>,
    ) -> Result<(), String> {
        for item in items {
            match item {
                Item::Group(alternatives) if alternatives.len() == 1 => {
                    self.gather(&alternatives[0], needs, weights)?;
                    continue;
                }
                Item::Repeat { item, least, .. } if *least > 0 => {
                    self.gather(std::slice::from_ref(item), needs, weights)?;
                    continue;
                }
                Item::Slot { kind, .. } if !kind.starts_with('@') => {
                    let kind = slot_kind(kind, |list| self.list(list))?;
                    if let Some(mark) = kind.mark() {
                        needs.marks.add(mark);
                        needs.order.push(Need::Mark(mark));
                    }
                }
                _ => {}
            }
            let Some(words) = self.telling_words(item)?.filter(|w| !w.is_empty()) else {
                continue;
            };
            let common = words.iter().any(|w| COMMON.contains(&w.as_str()));
            let weight = words.len() + if common { 1000 } else { 0 };
            let set = self.words.set(words);
            weights.push((weight, set));
            needs.order.push(Need::Word(set));
        }
        Ok(())
    }

    /// The first words of the entries of a list.
    fn first_words(&self, name: &str) -> Result<Vec<String>, String> {
        let entries = self.entries(name)?.into_iter();
        Ok(entries.filter_map(|e| e.into_iter().next()).collect())
    }

    /// Words of which one must occur where the item matches, or `None` where that cannot be told.
    fn telling_words(&self, item: &Item) -> Result<Option<Vec<String>>, String> {
        Ok(match item {
            Item::Word(word) => Some(vec![word.clone()]),
            Item::List(name) => Some(self.first_words(name)?),
            Item::Slot { kind, .. } => kind
                .strip_prefix('@')
                .map(|name| self.first_words(name))
                .transpose()?,
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
            marks: beginning.marks,
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
                    beginning.words.extend(self.first_words(name)?);
                    false
                }
                Item::Slot { kind, .. } => {
                    match kind.strip_prefix('@') {
                        Some(name) => beginning.words.extend(self.first_words(name)?),
                        None => {
                            let kind = slot_kind(kind, |list| self.list(list))?;
                            beginning.open |= kind.mark().is_none();
                            beginning.marks.add(kind.mark().unwrap_or_default());
                        }
                    }
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
