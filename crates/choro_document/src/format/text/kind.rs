//! What the blocks of a plain text are: prose, headings, captions, list items or furniture.
//!
//! Plain text says nothing of this, so it is judged by what each line looks like and by what
//! stands around it. Every point given below has its reason beside it.

use crate::lexicon::{LEXICON, key};
use crate::{Block, BlockKind};
use std::collections::BTreeMap;

use super::line::{ends_sentence, is_address, is_page_number};

/// Longest line, in words, that may be a heading, a caption without a full stop, or an item.
const SHORT_WORDS: usize = 12;

/// Longest caption, in words, that ends in a full stop.
const CAPTION_WORDS: usize = 30;

/// What was seen of a block's surroundings when its lines were joined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Blank lines before it.
    pub(crate) blanks: u32,
    /// Whether it opened with a list mark.
    pub(crate) bullet: bool,
    /// Whether it is a row of cells.
    pub(crate) row: bool,
}

/// A block on its way to a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Settled(BlockKind),
    /// Short and without a final mark: what it is, its surroundings tell.
    Short,
    /// Short and in all likelihood a heading, if something follows that it could head.
    Candidate,
}

const PROSE: Standing = Standing::Settled(BlockKind::Paragraph);
const CAPTION: Standing = Standing::Settled(BlockKind::Caption);
const ITEM: Standing = Standing::Settled(BlockKind::ListItem);
const SECTION: Standing = Standing::Settled(BlockKind::Heading(2));
const TITLE: Standing = Standing::Settled(BlockKind::Heading(1));
const FURNITURE: Standing = Standing::Settled(BlockKind::Furniture);

/// Gives every block its kind.
pub(crate) fn classify(blocks: &mut [Block], settings: &[Setting]) {
    let mut page = Page::new(blocks, settings);
    page.settle_announced_lists();
    page.settle_groups();
    page.find_candidates();
    page.settle_candidates();
    let kinds: Vec<BlockKind> = page
        .standings
        .iter()
        .map(|s| match s {
            Standing::Settled(kind) => *kind,
            Standing::Short | Standing::Candidate => BlockKind::Paragraph,
        })
        .collect();
    for (block, kind) in blocks.iter_mut().zip(kinds) {
        block.kind = kind;
    }
}

struct Page<'b> {
    blocks: &'b [Block],
    settings: &'b [Setting],
    standings: Vec<Standing>,
    /// Keys of the short lines, and how often each occurs.
    keys: Vec<Option<String>>,
    counts: BTreeMap<String, usize>,
    /// For each block, the next one that is not furniture.
    following: Vec<Option<usize>>,
}

impl<'b> Page<'b> {
    fn new(blocks: &'b [Block], settings: &'b [Setting]) -> Self {
        let standings: Vec<Standing> = blocks
            .iter()
            .zip(settings)
            .map(|(b, s)| first_look(&b.text, *s))
            .collect();
        let mut counts = BTreeMap::new();
        let keys: Vec<Option<String>> = blocks
            .iter()
            .zip(&standings)
            .map(|(b, s)| {
                if *s == Standing::Short {
                    key(&b.text, SHORT_WORDS)
                } else {
                    None
                }
            })
            .collect();
        for key in keys.iter().flatten() {
            *counts.entry(key.clone()).or_insert(0) += 1;
        }
        let mut following = vec![None; blocks.len()];
        let mut next = None;
        for i in (0..blocks.len()).rev() {
            following[i] = next;
            if standings[i] != FURNITURE {
                next = Some(i);
            }
        }
        Self {
            blocks,
            settings,
            standings,
            keys,
            counts,
            following,
        }
    }

    fn key(&self, i: usize) -> &str {
        self.keys[i].as_deref().unwrap_or(" ")
    }

    fn is_open(&self, i: usize) -> bool {
        self.standings[i] == Standing::Short
    }

    fn repeated(&self, i: usize) -> bool {
        self.counts.get(self.key(i)).is_some_and(|n| *n > 1)
    }

    fn prose_follows(&self, i: usize) -> bool {
        self.following[i].is_some_and(|j| self.standings[j] == PROSE)
    }

    /// Whether prose stands under a line, no further off than `distance` blank lines.
    fn heads_prose(&self, i: usize, distance: u32) -> bool {
        self.standings.get(i + 1) == Some(&PROSE) && self.settings[i + 1].blanks <= distance
    }

    fn pictured(&self, i: usize) -> bool {
        LEXICON.describes_picture(self.key(i)) || LEXICON.opens_caption(self.key(i))
    }

    /// A short line that announces a list ("Transport Connections", "Rail lines:") with short
    /// lines after it, all at the same distance, is the heading of items. An item that reads
    /// like a caption, names a section itself, or has prose under it, ends the list.
    fn settle_announced_lists(&mut self) {
        for i in 0..self.blocks.len() {
            let announces =
                LEXICON.announces_list(self.key(i)) || self.blocks[i].text.ends_with(':');
            if !self.is_open(i) || !announces {
                continue;
            }
            let Some(distance) = self.settings.get(i + 1).map(|s| s.blanks) else {
                continue;
            };
            let mut end = i + 1;
            while end < self.blocks.len()
                && self.is_open(end)
                && self.settings[end].blanks == distance
                && !self.pictured(end)
                && !LEXICON.names_section(self.key(end))
                && !self.heads_prose(end, distance)
            {
                end += 1;
            }
            if end > i + 1 {
                self.standings[i] = SECTION;
                self.standings[i + 1..end].fill(ITEM);
            }
        }
    }

    /// Short lines one under the other without a blank line are captions of pictures that stood
    /// side by side if any of them reads like one, and items of a list otherwise. At the head of
    /// the document they are its title and what goes with it.
    fn settle_groups(&mut self) {
        let mut start = 0;
        while start < self.blocks.len() {
            let mut end = start + 1;
            if self.is_open(start) {
                while end < self.blocks.len() && self.is_open(end) && self.settings[end].blanks == 0
                {
                    end += 1;
                }
                if end - start > 1 {
                    self.settle_group(start, end);
                }
            }
            start = end;
        }
    }

    fn settle_group(&mut self, start: usize, end: usize) {
        let described = |i: usize| {
            self.pictured(i) || !is_titled(&self.blocks[i].text) && words(&self.blocks[i].text) > 2
        };
        let standing = if (start..end).any(described) {
            CAPTION
        } else {
            ITEM
        };
        self.standings[start..end].fill(standing);
        if start == 0 {
            self.standings[0] = TITLE;
        } else if self.settings.get(end).is_some_and(|s| s.blanks == 0)
            && self.prose_follows(end - 1)
            && !self.pictured(end - 1)
        {
            // The last one stands right on a paragraph.
            self.standings[end - 1] = SECTION;
        }
    }

    /// Weighs heading against caption for each short line that stands alone.
    fn find_candidates(&mut self) {
        for i in 0..self.blocks.len() {
            if !self.is_open(i) {
                continue;
            }
            let text = &self.blocks[i].text;
            let titled = is_titled(text);
            let pictured = self.pictured(i);
            let apart_before = i == 0 || self.settings[i].blanks > 0;
            let apart_after = self.settings.get(i + 1).is_none_or(|s| s.blanks > 0);
            let by_caption = i > 0 && self.standings[i - 1] == CAPTION && !apart_before
                || !apart_after && self.standings.get(i + 1) == Some(&CAPTION);
            let article = ["a ", "an ", "the "].iter().any(|a| {
                text.get(..a.len())
                    .is_some_and(|h| h.eq_ignore_ascii_case(a))
            });
            let point = |holds: bool, weight: i32| if holds { weight } else { 0 };
            // A heading is made to be followed by prose; it has capitals, few words and space
            // around it, and often a word that names sections.
            let heading = point(self.prose_follows(i), 2)
                + point(titled, 1)
                + point(LEXICON.names_section(self.key(i)), 1)
                + point(apart_before, 1)
                + point(apart_after, 1)
                + point(words(text) <= 5, 1)
                // A picture's words, an article and a comma belong to descriptions.
                + point(pictured, -2)
                + point(article && !titled, -1)
                + point(text.contains(','), -1);
            // A caption tells what is seen, in the words and small letters of a sentence; it
            // stands with other captions, and need not be followed by anything.
            let caption = point(pictured, 2)
                + point(!titled && words(text) > 2, 1)
                + point(by_caption, 2)
                + point(!self.prose_follows(i), 1);
            self.standings[i] = if caption > heading {
                CAPTION
            } else {
                Standing::Candidate
            };
        }
    }

    /// A heading must head something. Candidates in a row are resolved by what follows the last.
    fn settle_candidates(&mut self) {
        let mut start = 0;
        while start < self.blocks.len() {
            if self.standings[start] != Standing::Candidate {
                start += 1;
                continue;
            }
            let mut end = start + 1;
            while self.standings.get(end) == Some(&Standing::Candidate) {
                end += 1;
            }
            self.settle_row(start, end);
            start = end;
        }
    }

    fn settle_row(&mut self, start: usize, end: usize) {
        let below = self.following[end - 1].map(|j| self.standings[j]);
        let headed = matches!(
            below,
            Some(PROSE | ITEM | Standing::Settled(BlockKind::TableRow))
        );
        let several = end - start > 1;
        for i in start..end {
            let named = LEXICON.names_section(self.key(i));
            let last = i + 1 == end;
            self.standings[i] = if i == 0 {
                TITLE
            } else if named || last && headed {
                SECTION
            } else if self.repeated(i) {
                // The same words twice, heading nothing: a tile of the page.
                FURNITURE
            } else if several && !last && below == Some(PROSE) {
                // A section that opens with a subsection.
                SECTION
            } else if several && !headed && i > start {
                // Names under a first name, nothing after them.
                ITEM
            } else if several && !headed && below != Some(SECTION) {
                SECTION
            } else {
                // Alone, with nothing under it but the next heading or the end: a link.
                FURNITURE
            };
        }
    }
}

/// What a block shows by itself.
fn first_look(text: &str, setting: Setting) -> Standing {
    if setting.row {
        return Standing::Settled(BlockKind::TableRow);
    }
    if is_address(text)
        || is_page_number(text)
        || LEXICON.is_furniture(text)
        || !says_anything(text)
    {
        return FURNITURE;
    }
    if setting.bullet {
        return ITEM;
    }
    let count = words_up_to(text, CAPTION_WORDS + 1);
    if count > CAPTION_WORDS {
        return PROSE;
    }
    let Some(key) = key(text, CAPTION_WORDS * 2) else {
        return PROSE;
    };
    let verb = LEXICON.has_verb(&key);
    let colon = text.ends_with([':', '：']);
    if ends_sentence(text) && !colon {
        // A sentence without a verb that says how something was seen is a caption.
        let pictured = LEXICON.describes_picture(&key) || LEXICON.opens_caption(&key);
        let single = !text.trim_end_matches('.').contains(". ");
        return if pictured && single && !verb {
            CAPTION
        } else {
            PROSE
        };
    }
    // In scripts without spaces a line of many characters counts as a few words.
    if count <= SHORT_WORDS && text.chars().count() <= SHORT_WORDS * 10 && !verb {
        Standing::Short
    } else if LEXICON.describes_picture(&key) && !verb {
        CAPTION
    } else {
        PROSE
    }
}

/// Whether a block has a letter or digit; rules of dashes and stars have none.
fn says_anything(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn words_up_to(text: &str, limit: usize) -> usize {
    text.split_whitespace().take(limit).count()
}

/// Whether every word begins with a capital, a digit or a letter without case, particles aside.
fn is_titled(text: &str) -> bool {
    let mut first = true;
    text.split_whitespace().all(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let low = word.starts_with(char::is_lowercase);
        let particle = !first && LEXICON.is_particle(word);
        first = false;
        !low || particle
    })
}
