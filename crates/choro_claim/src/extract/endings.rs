//! What slots can take, asked once for each slot type and token of a sentence.

use super::phrase;
use super::view::{SentenceView, Tagged};
use crate::grammar::{KindId, ListId, SlotKind};
use choro_mention::{MentionId, MentionKind};
use choro_quantity::{MeasureKind, WindForm};
use std::ops::Range;

/// Where a slot may end, and what it then holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct End {
    /// One past its last token.
    pub(crate) token: usize,
    pub(crate) mention: Option<MentionId>,
    /// Index into the tags of the slot's kind.
    pub(crate) tag: Option<usize>,
}

/// The endings that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// By slot type and token, a range of `all`; `None` where nobody asked.
    known: Vec<Option<(u32, u32)>>,
    all: Vec<End>,
}

impl SentenceView<'_> {
    /// Where a slot of this kind that begins at a token may end, best first: indices for
    /// [`SentenceView::end_of`].
    pub(crate) fn ends(&self, kind: KindId, at: usize) -> Range<usize> {
        let width = self.end - self.start + 1;
        let index = kind as usize * width + (at - self.start);
        let mut endings = self.endings.borrow_mut();
        if endings.known.is_empty() {
            let kinds = self.view.grammar.kinds.len();
            endings.known.resize(kinds * width, None);
        }
        let (start, end) = match endings.known[index] {
            Some(known) => known,
            None => {
                let start = endings.all.len();
                let kind = &self.view.grammar.kinds[kind as usize];
                find(self, kind, at, &mut endings.all);
                let range = (start as u32, endings.all.len() as u32);
                endings.known[index] = Some(range);
                range
            }
        };
        start as usize..end as usize
    }

    /// One of the endings found.
    pub(crate) fn end_of(&self, index: usize) -> End {
        self.endings.borrow().all[index]
    }

    /// Whether the sentence may hold what a slot of this kind takes; told without looking closely.
    pub(crate) fn may_hold(&self, kind: KindId) -> bool {
        let tags = &self.view.tags;
        match &self.view.grammar.kinds[kind as usize] {
            SlotKind::Place
            | SlotKind::Named
            | SlotKind::Any
            | SlotKind::Name
            | SlotKind::Class(_) => self.placed().next().is_some(),
            SlotKind::Date => self.holds_any(&tags.dates),
            SlotKind::Number => self.holds_any(&tags.numbers),
            SlotKind::Measure(_) => self.holds_any(&tags.measures),
            SlotKind::Wind | SlotKind::Further => self.holds_any(&tags.winds),
            SlotKind::Coordinate => self.holds_any(&tags.coordinates),
            SlotKind::Phrase(_) | SlotKind::Demonym | SlotKind::List(_) | SlotKind::Words(_) => {
                true
            }
        }
    }

    /// Whether a tag ends in the sentence.
    fn holds_any<T: Tagged>(&self, tags: &[T]) -> bool {
        let from = tags.partition_point(|t| t.end() <= self.start);
        from < tags.len() && tags.partition_point(|t| t.end() <= self.end) > from
    }
}

/// Adds where a slot that begins at `at` may end, best first.
fn find(sentence: &SentenceView<'_>, kind: &SlotKind, at: usize, found: &mut Vec<End>) {
    let view = sentence.view;
    let tagged = |end: Option<(usize, usize)>| {
        end.filter(|(token, _)| *token <= sentence.end)
            .map(|(token, tag)| End {
                token,
                mention: None,
                tag: Some(tag),
            })
    };
    match kind {
        SlotKind::Place | SlotKind::Named | SlotKind::Any | SlotKind::Name | SlotKind::Class(_) => {
            places(sentence, kind, at, found);
        }
        SlotKind::Phrase(_) if view.measure_at(None, at).is_some() => {}
        SlotKind::Phrase(with) => phrases(sentence, *with, at, found),
        SlotKind::Date => found.extend(tagged(view.tag_at(&view.tags.dates, at))),
        SlotKind::Number => {
            let end = view.tag_at(&view.tags.numbers, at);
            found.extend(tagged(end.filter(|(_, tag)| {
                let measure = view.tags.numbers[*tag]
                    .measure
                    .map(|m| view.tags.measures[m].kind);
                matches!(
                    measure,
                    None | Some(MeasureKind::Persons | MeasureKind::Households)
                )
            })));
        }
        SlotKind::Measure(kind) => found.extend(tagged(view.measure_at(*kind, at))),
        SlotKind::Wind => {
            let end = view.tag_at(&view.tags.winds, at);
            found.extend(tagged(end.filter(|(_, tag)| {
                !matches!(
                    view.tags.winds[*tag].form,
                    WindForm::Superlative | WindForm::Comparative
                )
            })));
        }
        SlotKind::Further => {
            let end = view.tag_at(&view.tags.winds, at);
            found.extend(tagged(end.filter(|(_, tag)| {
                view.tags.winds[*tag].form == WindForm::Comparative
            })));
        }
        SlotKind::Coordinate => found.extend(tagged(view.tag_at(&view.tags.coordinates, at))),
        SlotKind::Demonym => {
            let demonym = at < sentence.end && choro_mention::demonym(sentence.lower(at)).is_some();
            found.extend(demonym.then_some(plain(at + 1)));
        }
        SlotKind::List(list) => found.extend(list_ends(sentence, *list, at).map(plain).next()),
        SlotKind::Words(list) => found.extend(list_ends(sentence, *list, at).map(plain)),
    }
}

fn plain(token: usize) -> End {
    End {
        token,
        mention: None,
        tag: None,
    }
}

fn places(sentence: &SentenceView<'_>, kind: &SlotKind, at: usize, found: &mut Vec<End>) {
    let view = sentence.view;
    let fitting = view
        .placed_about(at)
        .iter()
        .filter(|p| p.start <= at && at <= p.own && p.end <= sentence.end)
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
                !p.proper && matches!(p.mention.kind, MentionKind::Name | MentionKind::Unknown)
            }
            _ => !p.proper,
        });
    found.extend(fitting.rev().map(|p| End {
        token: p.end,
        mention: Some(p.mention.id),
        tag: None,
    }));
}

fn phrases(sentence: &SentenceView<'_>, with: Option<ListId>, at: usize, found: &mut Vec<End>) {
    let view = sentence.view;
    let words = with.map(|list| view.grammar.phrases[list as usize].words);
    let fitting = phrase::ends(sentence, at)
        .into_iter()
        .filter(|end| *end <= sentence.end)
        .filter(|end| words.is_none_or(|set| (at..*end).any(|i| sentence.is_in(i, set))));
    found.extend(fitting.map(|end| {
        let inner = view
            .placed_about(at)
            .iter()
            .find(|p| p.start <= at && at <= p.own && p.end == end)
            .map(|p| p.mention.id);
        End {
            token: end,
            mention: inner,
            tag: None,
        }
    }));
}

/// The ends of the phrases of a list that begin at `at`, the longest first.
fn list_ends(sentence: &SentenceView<'_>, list: ListId, at: usize) -> impl Iterator<Item = usize> {
    let list = &sentence.view.grammar.phrases[list as usize];
    let phrases = sentence
        .is_in(at, list.opening)
        .then(|| list.phrases.get(&sentence.symbol(at)))
        .flatten();
    let symbols = sentence.symbols_from(at);
    phrases
        .into_iter()
        .flatten()
        .filter(move |phrase| symbols.starts_with(phrase))
        .map(move |phrase| at + phrase.len())
}
