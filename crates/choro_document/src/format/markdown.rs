//! Markdown, by `pulldown-cmark`: its events carry byte ranges, from which the map is made.
//!
//! Emphasis and link targets fall away, link texts stay; an image's description becomes a
//! caption; code is furniture; raw HTML is read as HTML.

use super::allowance::{self, Behind, Mark};
use super::{Draft, html};
use crate::compose::Composer;
use crate::front_matter;
use crate::lexicon::LEXICON;
use crate::sheet::is_labelled;
use crate::source::Source;
use crate::{Block, BlockKind};
use choro_text::Span;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown text.
pub(crate) fn read(source: &Source<'_>) -> Draft {
    let mut draft = Draft::default();
    let base = front_matter::read(&source.text, &mut draft.head);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let body = &source.text[base..];
    let mut reader = Reader {
        source,
        base,
        draft,
        leaf: None,
        image: None,
        captions: Vec::new(),
        items: 0,
        code: false,
        cells: 0,
        page: None,
        asides: 0,
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        if !reader.draft.has_room(base + range.start) {
            break;
        }
        reader.take(event, range);
    }
    reader.close();
    reader.draft
}

struct Reader<'s, 'a> {
    source: &'s Source<'a>,
    /// Where the parsed text starts in the decoded text.
    base: usize,
    draft: Draft,
    /// The block being gathered.
    leaf: Option<(BlockKind, Composer<'s, 'a>)>,
    /// The description of the image we are in, and how many images are nested.
    image: Option<(Composer<'s, 'a>, usize)>,
    /// Captions to be set after the open block.
    captions: Vec<Block>,
    /// List items we are in.
    items: usize,
    /// Whether we are in a code block.
    code: bool,
    /// Cells seen in this table row.
    cells: usize,
    /// Raw HTML being gathered, in the decoded text.
    page: Option<Span>,
    /// Elements `<aside>` we are in: what stands in them belongs to the page.
    asides: usize,
}

impl<'s, 'a> Reader<'s, 'a> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = self.span(range);
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, span),
            Event::Code(text) => self.quoted(&text, span),
            Event::SoftBreak | Event::HardBreak if self.sheet_goes_on(span.end) => {
                self.open(BlockKind::ListItem);
            }
            Event::SoftBreak | Event::HardBreak => self.composer().space(span),
            Event::Html(_) => {
                self.page = Some(self.page.map_or(span, |page| page.cover(span)));
            }
            Event::InlineHtml(markup) => self.inline(&markup, span),
            Event::Rule => self.close(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(depth(*level))),
            Tag::Paragraph => self.open(self.prose()),
            Tag::CodeBlock(_) => {
                self.open(BlockKind::Furniture);
                self.code = true;
            }
            Tag::TableHead | Tag::TableRow => {
                self.open(BlockKind::TableRow);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.composer().tab(span.start);
                }
                self.cells += 1;
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::Image { .. } => {
                let source = self.source;
                match &mut self.image {
                    Some((_, nested)) => *nested += 1,
                    None => self.image = Some((Composer::new(source), 0)),
                }
            }
            Tag::Link { dest_url, .. } => {
                self.draft.links.push((span, dest_url.to_string()));
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::HtmlBlock | Tag::Table(_) => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => match self.image.take() {
                Some((words, 0)) => self.captions.extend(words.finish(BlockKind::Caption)),
                Some((words, nested)) => self.image = Some((words, nested - 1)),
                None => {}
            },
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.close();
            }
            TagEnd::HtmlBlock => self.read_page(),
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_) => self.close(),
            _ => {}
        }
    }

    /// What running text is here.
    fn prose(&self) -> BlockKind {
        if self.items > 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    /// Whether a paragraph of "label: value" lines has one more such line from `at`; then each is
    /// an item of its own.
    fn sheet_goes_on(&mut self, at: usize) -> bool {
        let next = &self.source.text[at..];
        let labelled = is_labelled(next.lines().next().unwrap_or(""));
        let open = self
            .leaf
            .as_mut()
            .filter(|_| labelled && self.image.is_none());
        let Some((kind, words)) = open else {
            return false;
        };
        let sheet =
            matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) && is_labelled(words.text());
        if sheet {
            *kind = BlockKind::ListItem;
        }
        sheet
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.leaf = Some((kind, Composer::new(self.source)));
    }

    fn close(&mut self) {
        if let Some((kind, composer)) = self.leaf.take()
            && let Some(mut block) = composer.finish(kind)
        {
            let page_part =
                LEXICON.is_furniture(&block.text) || super::text::is_address(&block.text);
            let prose = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
            if self.asides > 0 || prose && page_part {
                block.kind = BlockKind::Furniture;
            }
            self.draft.blocks.push(block);
        }
        self.draft.blocks.append(&mut self.captions);
    }

    /// The text that words go to: an image's description, the open block, or a new one (items
    /// of tight lists hold words without a paragraph).
    fn composer(&mut self) -> &mut Composer<'s, 'a> {
        let (kind, source) = (self.prose(), self.source);
        if let Some((words, _)) = &mut self.image {
            return words;
        }
        &mut self
            .leaf
            .get_or_insert_with(|| (kind, Composer::new(source)))
            .1
    }

    fn words(&mut self, text: &CowStr<'_>, span: Span) {
        if span.slice(&self.source.text) == text.as_ref() {
            self.composer().copy(span);
        } else if self.code {
            // Indented code leaves out the indentation, line by line; the rest is verbatim.
            self.quoted(text, span);
        } else {
            self.composer().replace(text, span);
        }
    }

    /// Words that stand inside `span` with marks around them.
    fn quoted(&mut self, text: &CowStr<'_>, span: Span) {
        let inner = span.slice(&self.source.text);
        match inner.find(text.as_ref()) {
            Some(i) if !text.is_empty() => {
                let start = span.start + i;
                self.composer().copy(Span::new(start, start + text.len()));
            }
            _ => self.composer().replace(text, span),
        }
    }

    fn inline(&mut self, markup: &str, span: Span) {
        let comment = markup
            .strip_prefix("<!--")
            .and_then(|m| m.strip_suffix("-->"));
        let empty = self.leaf.as_ref().is_none_or(|(_, leaf)| leaf.is_empty());
        let behind = if empty {
            Behind::Nothing
        } else {
            Behind::Words
        };
        let mark = comment.and_then(|c| allowance::read(c, span));
        self.draft
            .marks
            .extend(mark.map(|mark| Mark { behind, ..mark }));
        let name = markup.trim_start_matches(['<', '/']).to_ascii_lowercase();
        if name.starts_with("br") {
            self.composer().space(span);
        }
    }

    fn read_page(&mut self) {
        if let Some(span) = self.page.take() {
            let markup = span.slice(&self.source.text).to_ascii_lowercase();
            self.asides += markup.matches("<aside").count();
            let ended = markup.matches("</aside").count();
            self.asides = self.asides.saturating_sub(ended);
            let mut draft = html::read_span(self.source, span);
            // A comment right under a paragraph, with nothing below it, is the paragraph's.
            if draft.blocks.is_empty() {
                let body = &self.source.text[self.base..];
                for mark in &mut draft.marks {
                    mark.behind = allowance::behind(body, self.base, mark.span);
                }
            }
            self.draft.blocks.append(&mut draft.blocks);
            self.draft.marks.append(&mut draft.marks);
            self.draft.links.append(&mut draft.links);
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
