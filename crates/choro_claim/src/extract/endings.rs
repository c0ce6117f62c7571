//! What slots can take, asked once for each slot type and token of a sentence.

use super::phrase;
use super::view::{Placed, SentenceView};
use crate::grammar::{KindId, ListId, Marks, Part, SlotKind};
use choro_mention::{BlockText, MentionId, MentionKind};
use choro_quantity::{Extent, MeasureKind, Tags, WindForm};
use choro_text::TokenKind;
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
    /// By slot type and token, one more than the index into `ranges`; 0 where nobody asked.
    known: Vec<u32>,
    /// Ranges of `all`.
    ranges: Vec<(u32, u32)>,
    all: Vec<End>,
}

impl SentenceView<'_> {
    /// Where a slot of this kind that begins at a token may end, best first: indices for
    /// [`SentenceView::end_of`].
    pub(crate) fn ends(&self, kind: KindId, at: usize) -> Range<usize> {
        let slot = &self.view.grammar.kinds[kind as usize];
        if at >= self.end || slot.mark().is_some_and(|m| !self.view.marks[at].meet(m)) {
            return 0..0;
        }
        let width = self.end - self.start;
        let index = kind as usize * width + (at - self.start);
        let mut endings = self.endings.borrow_mut();
        let Endings { known, ranges, all } = &mut *endings;
        if known.is_empty() {
            known.resize(self.view.grammar.kinds.len() * width, 0);
        }
        if known[index] == 0 {
            let start = all.len() as u32;
            find(self, slot, at, all);
            ranges.push((start, all.len() as u32));
            known[index] = ranges.len() as u32;
        }
        let (start, end) = ranges[known[index] as usize - 1];
        start as usize..end as usize
    }

    /// One of the endings found.
    pub(crate) fn end_of(&self, index: usize) -> End {
        self.endings.borrow().all[index]
    }
}

/// What may begin at each token of a block.
pub(super) fn marks(
    text: &BlockText,
    source: &str,
    parts: impl Fn(usize) -> Part,
    placed: &[Placed<'_>],
    tags: &Tags,
) -> Vec<Marks> {
    let word_like = |at: usize| {
        let mut marks = Marks::default();
        let part = parts(at);
        let kind = text.tokens[at].kind;
        let sign = kind == TokenKind::Mark && &text.lower[at] != "&";
        let inside = !sign && (!part.has(Part::STOP) || text.is_capital(at, source));
        if inside || part.has(Part::OPENER) {
            marks.add(Marks::WORDS);
        }
        if kind == TokenKind::Word {
            marks.add(Marks::WORD);
        }
        marks
    };
    let mut marks: Vec<Marks> = (0..text.tokens.len()).map(word_like).collect();
    for place in placed {
        let end = place.end.max(place.own + 1);
        for (at, mark) in marks.iter_mut().enumerate().take(end).skip(place.start) {
            if at <= place.own {
                mark.add(Marks::PLACE);
            }
            if at >= place.own {
                mark.add(Marks::WORDS);
            }
        }
    }
    let modified = |at: &Extent, modifier: &Option<Extent>| {
        let first = modifier.map_or(at.first, |m| m.first);
        [at.first, first]
    };
    let dates = tags.dates.iter().flat_map(|t| [t.at.first, t.core.first]);
    let numbers = tags
        .numbers
        .iter()
        .flat_map(|t| modified(&t.at, &t.modifier));
    let measures = tags
        .measures
        .iter()
        .flat_map(|t| modified(&t.at, &t.modifier));
    dates.for_each(|at| marks[at].add(Marks::DATE));
    numbers.for_each(|at| marks[at].add(Marks::NUMBER));
    // A verb behind a number may be a noun: "two border crossings".
    let counted = tags.numbers.iter().map(|t| t.at.end);
    let counted = counted.filter(|at| *at < text.tokens.len());
    counted.for_each(|at| marks[at].add(Marks::WORDS));
    measures.for_each(|at| marks[at].add(Marks::MEASURE));
    for tag in &tags.winds {
        marks[tag.at.first].add(Marks::WIND);
    }
    for tag in &tags.coordinates {
        marks[tag.at.first].add(Marks::COORDINATE);
    }
    marks
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
        SlotKind::Phrase(_) | SlotKind::Noun if view.measure_at(None, at).is_some() => {}
        SlotKind::Noun => {
            let end = phrase::base_end(sentence, at);
            found.extend((at < end && end <= sentence.end).then_some(plain(end)));
        }
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
        SlotKind::Code => found.extend(code_end(sentence, at).map(plain)),
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
            SlotKind::Class(wanted) => view.is_of(p, wanted),
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
        .map(|end| before_wind(sentence, at, end, with))
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

/// The end of a road's number: up to three capitals, then up to four digits, joined or apart.
fn code_end(sentence: &SentenceView<'_>, at: usize) -> Option<usize> {
    let view = sentence.view;
    let token = |i: usize| {
        if i < sentence.end {
            view.text.tokens[i].text(view.source)
        } else {
            ""
        }
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_uppercase());
        (1..=4).contains(&digits.len())
            && word.len() <= digits.len() + 1
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let first = token(at);
    let letters = first.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let rest = first[letters..].trim_start_matches('-');
    match (rest, token(at + 1)) {
        ("", "-") => number(token(at + 2)).then_some(at + 3),
        ("", next) => number(next).then_some(at + 2),
        _ => number(rest).then_some(at + 1),
    }
}

/// The end of a phrase sought by a word without the direction it runs into: "Route 2 west of X" is
/// Route 2.
fn before_wind(sentence: &SentenceView<'_>, at: usize, end: usize, with: Option<ListId>) -> usize {
    let view = sentence.view;
    let turns = |i: &usize| {
        let wind = view.tag_at(&view.tags.winds, *i);
        wind.is_some_and(|(past, _)| sentence.lower(past) == "of")
    };
    let turn = with.and_then(|_| (at + 1..end).find(turns));
    turn.unwrap_or(end)
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
