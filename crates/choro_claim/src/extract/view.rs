//! A block as the matcher sees it: tokens with word sets, places, quantities.

use super::endings::{Endings, marks};
use super::phrase;
use crate::Language;
use crate::grammar::{Grammar, Marks, Part, SetId, Sets, Symbol, UNKNOWN};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer};
use choro_mention::{BlockText, Mention, MentionKind, Mentions};
use choro_name::fold;
use choro_quantity::{CoordinateTag, DateTag, MeasureKind, MeasureTag, NumberTag, Tags, WindTag};
use choro_text::Span;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

/// Tokens before a mention that may belong to its phrase ("China's", "the large port city of").
const WIDEST: usize = 24;

/// A mention placed among the tokens of its block.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) mention: &'a Mention,
    /// First token at which a place slot may begin: article and attributes are part of the phrase.
    pub(crate) start: usize,
    /// First token of the mention itself.
    pub(crate) own: usize,
    /// One past its last token, trailing class nouns included.
    pub(crate) end: usize,
    /// Whether it is only a capitalised name that nothing tells to be a place.
    pub(crate) proper: bool,
    /// A bit for each of its classes, once they were asked for.
    classes: Cell<Option<u64>>,
}

/// A block's tokens with everything known about them.
pub(crate) struct View<'a> {
    pub(crate) document: &'a Document,
    pub(crate) block: usize,
    pub(crate) source: &'a str,
    pub(crate) text: &'a BlockText,
    /// Each token as a word of the grammar.
    pub(crate) symbols: Vec<Symbol>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) grammar: &'a Grammar,
    pub(crate) placed: Vec<Placed<'a>>,
    pub(crate) tags: Cow<'a, Tags>,
    /// What may begin at each token.
    pub(crate) marks: Vec<Marks>,
    /// The heading above, folded, between blanks; once it was asked for.
    heading: OnceCell<Option<String>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        document: &'a Document,
        block: usize,
        mentions: &'a Mentions,
        gazetteer: &'a Gazetteer,
        language: Language,
    ) -> Self {
        let grammar = language.grammar;
        let source = document.blocks[block].text.as_str();
        let text = mentions.words.text(document, block);
        let words = text.lower.iter();
        let symbols: Vec<Symbol> = words.map(|w| grammar.vocabulary.symbol(w)).collect();
        let tags = mentions.words.tags(document, block, language.lexicon());
        let mut placed: Vec<Placed<'a>> = Vec::new();
        let mut named: Vec<&Mention> = mentions.of_block(block).collect();
        named.extend(mentions.proper_of_block(block));
        named.sort_by_key(|m| (m.span.start, m.span.end));
        for mention in named {
            let own = text.tokens_in(mention.span);
            let barrier = placed.last().map_or(0, |p| p.end);
            // "China's Jilin Province" is one phrase, headed by the province.
            let owner = placed
                .last()
                .filter(|p| p.end + 1 == own.start && &text.lower[p.end] == "'s");
            let start = match owner {
                Some(owner) => owner.start,
                // A pronoun, or "the city", is whole as it stands.
                None if matches!(
                    mention.kind,
                    MentionKind::Pronoun | MentionKind::Description
                ) =>
                {
                    own.start
                }
                None => phrase::left_edge(text, own.start, barrier),
            };
            placed.push(Placed {
                mention,
                start,
                own: own.start,
                end: own.end,
                proper: mentions.is_proper(mention.id),
                classes: Cell::new(None),
            });
        }
        let parts = |at: usize| grammar.vocabulary.part(symbols[at]);
        let marks = marks(text, source, parts, &placed, &tags);
        Self {
            marks,
            heading: OnceCell::new(),
            document,
            block,
            source,
            text,
            symbols,
            mentions,
            gazetteer,
            grammar,
            placed,
            tags,
        }
    }

    /// The tag (of any kind that knows its extent) that begins at a token: its end and index.
    pub(crate) fn tag_at<T: Tagged>(&self, tags: &[T], at: usize) -> Option<(usize, usize)> {
        let index = begins_at(tags, at)?;
        let end = tags[index].end();
        // A wind inside a name ("East Sea") is a part of the name.
        let in_name = T::MAY_BE_NAME
            && self
                .placed_about(at)
                .iter()
                .any(|p| p.mention.kind != MentionKind::Description && p.own <= at && at < p.end);
        (!in_name).then_some((end, index))
    }

    /// The measure of this kind that begins at a token.
    pub(crate) fn measure_at(&self, kind: Option<&str>, at: usize) -> Option<(usize, usize)> {
        let index = begins_at(&self.tags.measures, at)?;
        let measure = &self.tags.measures[index];
        let fits = match kind {
            None => true,
            Some("length") => matches!(measure.kind, MeasureKind::Length | MeasureKind::Elevation),
            Some("area") => measure.kind == MeasureKind::Area,
            Some("percent") => measure.kind == MeasureKind::Percent,
            Some(_) => false,
        };
        fits.then_some((measure.end(), index))
    }

    /// The mention that covers a token.
    pub(super) fn placed_at(&self, at: usize) -> Option<&Placed<'a>> {
        let index = self.placed.partition_point(|p| p.end <= at);
        self.placed.get(index).filter(|p| p.own <= at)
    }

    /// The mentions that may cover or begin near a token.
    pub(crate) fn placed_about(&self, at: usize) -> &[Placed<'a>] {
        let from = self.placed.partition_point(|p| p.end <= at);
        let to = self.placed.partition_point(|p| p.own <= at + WIDEST);
        &self.placed[from.min(to)..to]
    }

    /// Whether the heading above holds one of these words.
    pub(crate) fn heading_has(&self, words: &[String]) -> bool {
        let folded = self.heading.get_or_init(|| {
            let heading = self.document.blocks[self.block].heading?;
            Some(format!(" {} ", fold(&self.document.blocks[heading].text)))
        });
        let has = |text: &String| words.iter().any(|w| text.contains(&format!(" {w} ")));
        folded.as_ref().is_some_and(has)
    }

    /// Whether the block stands under a heading below the title, as the entries of data sheets do:
    /// without a verb it speaks of what the sheet is about.
    pub(crate) fn is_note(&self) -> bool {
        let heading = self.document.blocks[self.block].heading;
        heading.is_some_and(|h| matches!(self.document.blocks[h].kind, BlockKind::Heading(2..)))
    }

    /// Original bytes of a range of tokens.
    pub(crate) fn original(&self, tokens: Range<usize>) -> Span {
        self.document.blocks[self.block]
            .map
            .to_original(self.text.span(tokens))
    }

    /// Text of a range of tokens.
    pub(crate) fn words(&self, tokens: Range<usize>) -> &'a str {
        self.text.span(tokens).slice(self.source)
    }

    /// Whether what is placed may be of one of these classes.
    pub(super) fn is_of(&self, placed: &Placed<'_>, wanted: &[Class]) -> bool {
        let bits = |classes: &[Class]| classes.iter().fold(0, |all, c| all | 1 << *c as u64);
        let own = placed.classes.get().unwrap_or_else(|| {
            let own = bits(&self.classes(placed.mention));
            placed.classes.set(Some(own));
            own
        });
        own & bits(wanted) != 0
    }

    /// The class of a mention: asserted, or of the place it was resolved to.
    pub(crate) fn classes(&self, mention: &Mention) -> Vec<Class> {
        let named = self.mentions.named(mention.id);
        let mut classes: Vec<Class> = Vec::new();
        if let Some(place) = named.chosen {
            let place = self.gazetteer.place(place);
            classes.push(place.class);
            classes.extend(&place.also);
        }
        classes.extend(mention.class);
        if mention.kind != MentionKind::Name {
            classes.extend(named.class);
        }
        classes
    }
}

/// One sentence of a view.
pub(crate) struct SentenceView<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The sets of which it holds a word.
    pub(crate) sets: Sets,
    /// What may begin somewhere in it.
    pub(super) marks: Marks,
    pub(super) endings: RefCell<Endings>,
}

impl<'a> SentenceView<'a> {
    pub(crate) fn new(view: &'a View<'a>, index: usize) -> Self {
        let Range { start, end } = view.text.sentences[index];
        let mut marks = Marks::default();
        view.marks[start..end].iter().for_each(|m| marks.add(*m));
        Self {
            marks,
            view,
            start,
            end,
            sets: view.grammar.vocabulary.sets_of(&view.symbols[start..end]),
            endings: RefCell::default(),
        }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The mentions of the sentence, in order.
    pub(crate) fn placed(&self) -> impl Iterator<Item = &'a Placed<'a>> + use<'a> {
        let (start, end) = (self.start, self.end);
        let placed = &self.view.placed;
        let from = placed.partition_point(|p| p.own < start);
        let to = placed.partition_point(|p| p.own < end);
        placed[from..to]
            .iter()
            .filter(move |p| start <= p.own && p.end <= end)
    }

    /// The tokens from one on, as words of the grammar.
    pub(super) fn symbols_from(&self, at: usize) -> &'a [Symbol] {
        self.view.symbols.get(at..self.end).unwrap_or_default()
    }

    /// A token as a word of the grammar; of no list out of range.
    pub(super) fn symbol(&self, at: usize) -> Symbol {
        self.symbols_from(at).first().copied().unwrap_or(UNKNOWN)
    }

    /// Whether a token is a word of a set.
    pub(super) fn is_in(&self, at: usize, set: SetId) -> bool {
        let vocabulary = &self.view.grammar.vocabulary;
        at < self.end && vocabulary.is_in(self.view.symbols[at], set)
    }

    /// What a token does in the sentence.
    pub(super) fn part(&self, at: usize) -> Part {
        self.view.grammar.vocabulary.part(self.symbol(at))
    }

    /// Lower-case text of a token, empty out of range.
    pub(crate) fn lower(&self, index: usize) -> &'a str {
        if index < self.end {
            &self.view.text.lower[index]
        } else {
            ""
        }
    }
}

/// The tag that begins at a token; tags are in order, and none is wider than a phrase.
fn begins_at<T: Tagged>(tags: &[T], at: usize) -> Option<usize> {
    let from = tags.partition_point(|t| t.end() <= at);
    tags[from..]
        .iter()
        .take(4)
        .position(|t| t.begins_at(at))
        .map(|i| from + i)
}

/// A tag that knows the tokens it covers.
pub(crate) trait Tagged {
    /// Whether such a tag may be a part of a name.
    const MAY_BE_NAME: bool = false;
    /// Whether a slot that begins at this token takes the tag.
    fn begins_at(&self, token: usize) -> bool;
    /// One past its last token.
    fn end(&self) -> usize;
}

impl Tagged for WindTag {
    const MAY_BE_NAME: bool = true;
    fn begins_at(&self, token: usize) -> bool {
        self.at.first == token
    }
    fn end(&self) -> usize {
        self.at.end
    }
}

impl Tagged for DateTag {
    fn begins_at(&self, token: usize) -> bool {
        self.at.first == token || self.core.first == token
    }
    fn end(&self) -> usize {
        self.at.end
    }
}

impl Tagged for CoordinateTag {
    fn begins_at(&self, token: usize) -> bool {
        self.at.first == token
    }
    fn end(&self) -> usize {
        self.at.end
    }
}

impl Tagged for NumberTag {
    fn begins_at(&self, token: usize) -> bool {
        !self.ordinal && (self.at.first == token || self.modifier.is_some_and(|m| m.first == token))
    }
    fn end(&self) -> usize {
        self.at.end
    }
}

impl Tagged for MeasureTag {
    fn begins_at(&self, token: usize) -> bool {
        self.at.first == token || self.modifier.is_some_and(|m| m.first == token)
    }
    fn end(&self) -> usize {
        self.at.end
    }
}
