//! Patterns compiled to a small program that a matcher runs over tokens.

use super::pattern::Item;
use choro_gazetteer::Class;
use std::collections::{BTreeMap, HashMap};

/// Index of a set of words.
pub(crate) type SetId = u32;

/// What a slot takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SlotKind {
    /// A place: name, description or pronoun, with its article and attributes.
    Place,
    /// A place whose class is one of these; unknown classes do not pass.
    Class(Vec<Class>),
    /// A place called by a name, not by description or pronoun.
    Named,
    /// A place or any capitalised name: the words around it say that it is a place.
    Any,
    /// A place called by a name, or any capitalised name.
    Name,
    /// Any noun phrase; with a list, one that holds a word of it (`np@LIST`).
    Phrase(Option<String>),
    /// A date or period.
    Date,
    /// A number, in digits or words.
    Number,
    /// A number with a unit of length, area, or any.
    Measure(Option<&'static str>),
    /// A compass direction.
    Wind,
    /// A direction compared: "further north".
    Further,
    /// A coordinate pair.
    Coordinate,
    /// An adjective of a people: "Chinese".
    Demonym,
    /// One word or phrase of a named list, kept as text.
    List(String),
}

/// One step of a program.
#[derive(Clone, Debug)]
pub(crate) enum Instruction {
    /// The token is in this set.
    Token(SetId),
    /// The token is not in this set, and is not taken.
    NotToken(SetId),
    /// A slot; the number indexes `Program::slots`.
    Slot(usize),
    /// Up to this many tokens, of any sort or with no finite verb among them.
    Gap { most: usize, verbs: bool },
    /// What stands in brackets, or between commas too.
    Aside { commas: bool },
    /// Go on at the first, or else at the second.
    Split(usize, usize),
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
    /// Sets of which one must occur in any sentence that matches; empty where there is none.
    pub(crate) triggers: Vec<SetId>,
}

/// The vocabulary of a grammar: which sets each word is in.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: HashMap<String, Vec<SetId>>,
    sets: BTreeMap<Vec<String>, SetId>,
}

impl Vocabulary {
    /// The sets that hold this lower-case word, ascending.
    pub(crate) fn sets_of(&self, word: &str) -> &[SetId] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    pub(super) fn set(&mut self, mut members: Vec<String>) -> SetId {
        members.sort();
        members.dedup();
        let next = self.sets.len() as SetId;
        if let Some(id) = self.sets.get(&members) {
            return *id;
        }
        for member in &members {
            self.words.entry(member.clone()).or_default().push(next);
        }
        self.sets.insert(members, next);
        next
    }
}

/// Named lists of words and phrases; `data/grammar/lexicon.toml`.
pub(super) type Lists = BTreeMap<String, Vec<String>>;

pub(super) fn compile(
    items: &[Item],
    lists: &Lists,
    vocabulary: &mut Vocabulary,
) -> Result<Program, String> {
    let mut program = Program::default();
    emit_all(items, lists, vocabulary, &mut program)?;
    program.code.push(Instruction::Accept);
    program.triggers = triggers(items, lists, vocabulary)?;
    Ok(program)
}

fn emit_all(
    items: &[Item],
    lists: &Lists,
    v: &mut Vocabulary,
    p: &mut Program,
) -> Result<(), String> {
    items.iter().try_for_each(|item| emit(item, lists, v, p))
}

fn emit(item: &Item, lists: &Lists, v: &mut Vocabulary, p: &mut Program) -> Result<(), String> {
    match item {
        Item::Word(word) => {
            let set = v.set(vec![word.clone()]);
            p.code.push(Instruction::Token(set));
        }
        Item::Not(word) => {
            let set = v.set(vec![word.clone()]);
            p.code.push(Instruction::NotToken(set));
        }
        Item::List(name) => {
            let group = list_group(name, lists)?;
            let (singles, phrases): (Vec<_>, Vec<_>) =
                group.into_iter().partition(|a| a.len() == 1);
            let singles: Vec<String> = singles.into_iter().flatten().collect();
            let mut alternatives: Vec<Vec<Item>> = phrases
                .into_iter()
                .map(|words| words.into_iter().map(Item::Word).collect())
                .collect();
            // Longest phrases first, so that "as well as" is tried before "as".
            alternatives.sort_by_key(|a| std::cmp::Reverse(a.len()));
            let set = (!singles.is_empty()).then(|| v.set(singles));
            emit_alternatives(&alternatives, set, lists, v, p)?;
        }
        Item::Slot { name, kind } => {
            p.slots.push((name.clone(), slot_kind(kind)?));
            p.code.push(Instruction::Slot(p.slots.len() - 1));
        }
        Item::Group(alternatives) => emit_alternatives(alternatives, None, lists, v, p)?,
        Item::Gap(n) => p.code.push(Instruction::Gap {
            most: *n,
            verbs: true,
        }),
        Item::PlainGap(n) => p.code.push(Instruction::Gap {
            most: *n,
            verbs: false,
        }),
        Item::Aside { commas } => p.code.push(Instruction::Aside { commas: *commas }),
        Item::Repeat { item, least, most } => {
            for _ in 0..*least {
                emit(item, lists, v, p)?;
            }
            let mut splits = Vec::new();
            for _ in *least..*most {
                splits.push(p.code.len());
                p.code.push(Instruction::Accept);
                emit(item, lists, v, p)?;
            }
            let end = p.code.len();
            for split in splits {
                p.code[split] = Instruction::Split(split + 1, end);
            }
        }
    }
    Ok(())
}

fn emit_alternatives(
    alternatives: &[Vec<Item>],
    set: Option<SetId>,
    lists: &Lists,
    v: &mut Vocabulary,
    p: &mut Program,
) -> Result<(), String> {
    let mut jumps = Vec::new();
    let n = alternatives.len() + usize::from(set.is_some());
    for index in 0..n {
        let split = (index + 1 < n).then(|| {
            p.code.push(Instruction::Accept);
            p.code.len() - 1
        });
        match alternatives.get(index) {
            Some(items) => emit_all(items, lists, v, p)?,
            None => p.code.extend(set.map(Instruction::Token)),
        }
        if let Some(split) = split {
            jumps.push(p.code.len());
            p.code.push(Instruction::Accept);
            p.code[split] = Instruction::Split(split + 1, p.code.len());
        }
    }
    let end = p.code.len();
    for jump in jumps {
        p.code[jump] = Instruction::Jump(end);
    }
    Ok(())
}

fn list_group(name: &str, lists: &Lists) -> Result<Vec<Vec<String>>, String> {
    let list = lists
        .get(name)
        .ok_or_else(|| format!("no list @{name} in lexicon.toml"))?;
    Ok(list
        .iter()
        .map(|e| e.split_whitespace().map(str::to_owned).collect())
        .collect())
}

fn slot_kind(kind: &str) -> Result<SlotKind, String> {
    use Class as C;
    Ok(match kind {
        "place" => SlotKind::Place,
        "named" => SlotKind::Named,
        "any" => SlotKind::Any,
        "name" => SlotKind::Name,
        "np" => SlotKind::Phrase(None),
        "further" => SlotKind::Further,
        "date" => SlotKind::Date,
        "num" => SlotKind::Number,
        "measure" => SlotKind::Measure(None),
        "length" => SlotKind::Measure(Some("length")),
        "area" => SlotKind::Measure(Some("area")),
        "percent" => SlotKind::Measure(Some("percent")),
        "wind" => SlotKind::Wind,
        "coord" => SlotKind::Coordinate,
        "demonym" => SlotKind::Demonym,
        "river" => SlotKind::Class(vec![C::River]),
        "water" => SlotKind::Class(vec![C::River, C::Lake, C::Sea, C::Coast]),
        "sea" => SlotKind::Class(vec![C::Sea, C::Coast]),
        "holder" => SlotKind::Class(vec![
            C::Country,
            C::Province,
            C::County,
            C::District,
            C::City,
            C::Region,
            C::Zone,
            C::Island,
            C::Valley,
            C::Plain,
            C::Plateau,
            C::Land,
            C::Cape,
        ]),
        "feature" => SlotKind::Class(vec![
            C::River,
            C::Lake,
            C::Sea,
            C::Coast,
            C::Valley,
            C::Range,
            C::Peak,
            C::Cape,
            C::Road,
        ]),
        "road" => SlotKind::Class(vec![C::Road]),
        "line" => SlotKind::Class(vec![C::Railway]),
        "range" => SlotKind::Class(vec![C::Range, C::Peak, C::Plateau, C::Valley, C::Plain]),
        "country" => SlotKind::Class(vec![C::Country]),
        "unit" => SlotKind::Class(vec![
            C::Country,
            C::Province,
            C::County,
            C::District,
            C::City,
            C::Region,
            C::Zone,
        ]),
        "town" => SlotKind::Class(vec![C::City, C::Town, C::Village, C::Settlement]),
        "district" => SlotKind::Class(vec![C::District]),
        "settlement" => SlotKind::Class(vec![
            C::City,
            C::Town,
            C::Village,
            C::Settlement,
            C::District,
            C::County,
        ]),
        other => match (other.strip_prefix('@'), other.strip_prefix("np@")) {
            (Some(list), _) => SlotKind::List(list.to_owned()),
            (_, Some(list)) => SlotKind::Phrase(Some(list.to_owned())),
            _ => return Err(format!("no slot type {other:?}")),
        },
    })
}

/// The sets of the mandatory item that is rarest, told by how few words it may be.
fn triggers(items: &[Item], lists: &Lists, v: &mut Vocabulary) -> Result<Vec<SetId>, String> {
    let mut best: Option<(usize, Vec<SetId>)> = None;
    for item in items {
        let words = match first_words(item, lists)? {
            Some(words) if !words.is_empty() => words,
            _ => continue,
        };
        let common = words.iter().any(|w| {
            matches!(
                w.as_str(),
                "the" | "of" | "a" | "," | "in" | "is" | "and" | "to" | "." | "("
            )
        });
        let weight = words.len() + if common { 1000 } else { 0 };
        if best.as_ref().is_none_or(|(w, _)| weight < *w) {
            best = Some((weight, vec![v.set(words)]));
        }
    }
    Ok(best.map_or_else(Vec::new, |(_, sets)| sets))
}

/// The words with which an item must begin, or `None` where that cannot be told.
fn first_words(item: &Item, lists: &Lists) -> Result<Option<Vec<String>>, String> {
    Ok(match item {
        Item::Word(word) => Some(vec![word.clone()]),
        Item::List(name) => Some(
            list_group(name, lists)?
                .into_iter()
                .filter_map(|p| p.into_iter().next())
                .collect(),
        ),
        Item::Slot { kind, .. } => match kind.strip_prefix('@') {
            Some(name) => Some(
                list_group(name, lists)?
                    .into_iter()
                    .filter_map(|p| p.into_iter().next())
                    .collect(),
            ),
            None => None,
        },
        Item::Group(alternatives) => {
            let mut words = Vec::new();
            for alternative in alternatives {
                let mut told = false;
                for item in alternative {
                    match item {
                        Item::Repeat { least: 0, .. }
                        | Item::Gap(_)
                        | Item::PlainGap(_)
                        | Item::Aside { .. }
                        | Item::Not(_) => {}
                        other => {
                            if let Some(more) = first_words(other, lists)? {
                                words.extend(more);
                                told = true;
                                break;
                            }
                        }
                    }
                }
                if !told {
                    return Ok(None);
                }
            }
            Some(words)
        }
        Item::Repeat { item, least, .. } if *least > 0 => first_words(item, lists)?,
        Item::Gap(_)
        | Item::PlainGap(_)
        | Item::Aside { .. }
        | Item::Not(_)
        | Item::Repeat { .. } => None,
    })
}
