//! HTML, by the `html5gum` tokenizer: tags and comments carry byte spans, and what lies between
//! them is text. Unclosed and misnested tags are taken as they come.

mod element;
mod entity;

use super::Draft;
use super::allowance::{self, Behind, Mark};
use crate::compose::Composer;
use crate::lexicon::LEXICON;
use crate::source::Source;
use crate::{Block, BlockKind};
use choro_text::Span;
use element::{Role, is_void, role};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Spanned, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// Open elements that are remembered; deeper ones shape nothing.
const DEEPEST: usize = 512;

/// Reads a web page.
pub(crate) fn read(source: &Source<'_>) -> Draft {
    read_span(source, Span::new(0, source.text.len()))
}

/// Reads the part `span` of the decoded text as HTML.
pub(crate) fn read_span(source: &Source<'_>, span: Span) -> Draft {
    let mut reader = Reader {
        source,
        draft: Draft::default(),
        leaf: Composer::new(source),
        open: Vec::new(),
        counts: BTreeMap::new(),
        hidden: 0,
        note_references: 0,
        captions: Vec::new(),
        breaks: None,
        row: false,
        cells: 0,
        references: entity::References::default(),
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let text = span.slice(&source.text);
    // Text lies between one tag or comment and the next.
    let mut at = span.start;
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        let place = match &token {
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
            Token::String(_) | Token::Error(_) => continue,
        };
        let start = floor(&source.text, span.start + place.start).clamp(at, span.end);
        let end = floor(&source.text, span.start + place.end).clamp(start, span.end);
        reader.words(Span::new(at, start));
        at = end;
        if !reader.draft.has_room(at) {
            return reader.draft;
        }
        match token {
            Token::StartTag(tag) => reader.start(&tag, Span::new(start, end)),
            Token::EndTag(tag) => reader.end(&tag.name, end),
            Token::Comment(comment) => reader.comment(&comment, Span::new(start, end)),
            _ => {}
        }
    }
    reader.words(Span::new(at, span.end));
    reader.flush();
    reader.draft
}

/// `offset`, or the character boundary before it.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

struct Reader<'s, 'a> {
    source: &'s Source<'a>,
    draft: Draft,
    leaf: Composer<'s, 'a>,
    /// Open elements with a role, the innermost last.
    open: Vec<(HtmlString, Role)>,
    /// How often each name is in `open`, so that stray end tags cost nothing.
    counts: BTreeMap<HtmlString, usize>,
    /// Hidden elements we are in.
    hidden: usize,
    /// How many of them are references to notes, which stand within a sentence.
    note_references: usize,
    /// Captions to be set after the open block.
    captions: Vec<Block>,
    /// A `<br>` after which nothing visible came yet.
    breaks: Option<()>,
    /// Whether `leaf` is a table row.
    row: bool,
    /// Cells seen in this row.
    cells: usize,
    references: entity::References,
}

impl Reader<'_, '_> {
    fn words(&mut self, span: Span) {
        if self.hidden > 0 || span.is_empty() {
            return;
        }
        if self.breaks.is_some() && !span.slice(&self.source.text).trim().is_empty() {
            self.breaks = None;
        }
        entity::copy(
            &self.source.text,
            &mut self.leaf,
            span,
            &mut self.references,
        );
    }

    fn comment(&mut self, comment: &HtmlString, span: Span) {
        let text = String::from_utf8_lossy(comment);
        let behind = if self.leaf.is_empty() {
            Behind::Nothing
        } else {
            Behind::Words
        };
        let mark = allowance::read(&text, span);
        self.draft
            .marks
            .extend(mark.map(|mark| Mark { behind, ..mark }));
    }

    fn start(&mut self, tag: &StartTag<usize>, span: Span) {
        match tag.name.as_slice() {
            b"br" => return self.line_break(span),
            b"img" => return self.picture(&tag.attributes, span),
            b"meta" => return self.meta(&tag.attributes),
            b"time" => {
                if let Some(date) = attribute(&tag.attributes, b"datetime") {
                    self.draft.head.state("date", &date);
                }
            }
            b"link" | b"a" => {
                let leads = attribute(&tag.attributes, b"href");
                if tag.name.as_slice() == b"a"
                    && let Some(target) = leads
                {
                    self.draft.links.push((span, target));
                }
                if attribute(&tag.attributes, b"rel")
                    .is_some_and(|r| r.eq_ignore_ascii_case("license"))
                    && let Some(address) = attribute(&tag.attributes, b"href")
                {
                    self.draft.head.state("licence", &address);
                }
            }
            _ => {}
        }
        if is_note_reference(&tag.name, attribute(&tag.attributes, b"role")) {
            self.hidden += 1;
            self.note_references += 1;
        }
        let Some(role) = role(&tag.name) else { return };
        match role {
            Role::Cell if self.row => {
                if self.cells > 0 {
                    self.leaf.tab(span.start);
                }
                self.cells += 1;
            }
            // Paragraphs inside a cell do not part its row.
            Role::Block if self.row && self.cells > 0 && !starts_table(&tag.name) => {
                self.leaf.space(span);
            }
            _ => self.flush(),
        }
        if is_void(&tag.name) || tag.self_closing && role == Role::Hidden {
            return;
        }
        match role {
            Role::Row => {
                self.row = true;
                self.cells = 0;
            }
            Role::Body => self.leave_furniture(),
            // A new item or paragraph ends one left open, as `<li>a<li>b` does.
            Role::Item | Role::Heading(_) => self.close_last(&tag.name),
            _ if tag.name.as_slice() == b"p" => self.close_last(&tag.name),
            _ => {}
        }
        if self.open.len() < DEEPEST {
            self.hidden += usize::from(role == Role::Hidden);
            *self.counts.entry(tag.name.clone()).or_insert(0) += 1;
            self.open.push((tag.name.clone(), role));
        }
    }

    fn end(&mut self, name: &HtmlString, at: usize) {
        if name.as_slice() == b"sup" {
            let open = self.note_references.min(1);
            self.note_references -= open;
            self.hidden -= open;
        }
        let Some(role) = role(name) else { return };
        let within_row =
            self.row && matches!(role, Role::Cell | Role::Block) && !starts_table(name);
        if within_row {
            self.leaf.space(Span::new(at, at));
        } else {
            self.flush();
        }
        if self.counts.get(name).is_some_and(|n| *n > 0) {
            while let Some(last) = self.pop() {
                if last == *name {
                    break;
                }
            }
        }
    }

    fn pop(&mut self) -> Option<HtmlString> {
        let (name, role) = self.open.pop()?;
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        self.hidden -= usize::from(role == Role::Hidden);
        Some(name)
    }

    fn close_last(&mut self, name: &HtmlString) {
        if self.open.last().is_some_and(|(last, _)| last == name) {
            self.pop();
        }
    }

    /// Where the text proper begins, page parts that were left open are over.
    fn leave_furniture(&mut self) {
        let first = self
            .open
            .iter()
            .position(|(_, r)| matches!(r, Role::Furniture | Role::Header));
        if let Some(first) = first {
            while self.open.len() > first {
                self.pop();
            }
        }
    }

    /// Two breaks in a row part paragraphs; one is white space.
    fn line_break(&mut self, span: Span) {
        if self.breaks.take().is_some() && !self.row {
            self.flush();
        } else {
            self.breaks = Some(());
            self.leaf.space(span);
        }
    }

    /// An image's description is a caption, unless the image is an icon of one word.
    fn picture(&mut self, attributes: &Attributes, span: Span) {
        if self.hidden > 0 {
            return;
        }
        let Some(words) = attribute(attributes, b"alt") else {
            return;
        };
        if words.split_whitespace().nth(1).is_none() {
            return;
        }
        let mut composer = Composer::new(self.source);
        let tag = span.slice(&self.source.text);
        match tag.find(&words) {
            Some(i) => composer.copy(Span::new(span.start + i, span.start + i + words.len())),
            None => composer.replace(&words, span),
        }
        let kind = if self.in_furniture() {
            BlockKind::Furniture
        } else {
            BlockKind::Caption
        };
        self.captions.extend(composer.finish(kind));
    }

    fn meta(&mut self, attributes: &Attributes) {
        let name = attribute(attributes, b"name").or_else(|| attribute(attributes, b"property"));
        let (Some(name), Some(content)) = (name, attribute(attributes, b"content")) else {
            return;
        };
        let name = name.to_ascii_lowercase();
        let key = match name.as_str() {
            "author" | "dc.creator" | "dcterms.creator" | "article:author" => "author",
            "date" | "dc.date" | "dcterms.date" | "dcterms.created" | "article:published_time" => {
                "date"
            }
            "license" | "licence" | "dc.rights" | "dcterms.license" | "dcterms.rights" => "licence",
            _ => return,
        };
        self.draft.head.state(key, &content);
    }

    fn in_furniture(&self) -> bool {
        let mut body = false;
        self.open.iter().any(|(_, role)| {
            body |= *role == Role::Body;
            *role == Role::Furniture || *role == Role::Header && !body
        })
    }

    /// What the text gathered so far is, by the elements it stands in.
    fn kind(&self) -> BlockKind {
        if self.in_furniture() {
            return BlockKind::Furniture;
        }
        if self.row {
            return BlockKind::TableRow;
        }
        let shaping = self.open.iter().rev().find_map(|(_, role)| match role {
            Role::Heading(level) => Some(BlockKind::Heading(*level)),
            Role::Item => Some(BlockKind::ListItem),
            Role::Caption => Some(BlockKind::Caption),
            _ => None,
        });
        shaping.unwrap_or(BlockKind::Paragraph)
    }

    fn flush(&mut self) {
        self.breaks = None;
        let leaf = std::mem::replace(&mut self.leaf, Composer::new(self.source));
        if !leaf.is_empty() {
            if self
                .open
                .last()
                .is_some_and(|(_, role)| *role == Role::Title)
            {
                self.draft.head.state("title", &leaf.into_text());
            } else if let Some(mut block) = leaf.finish(self.kind()) {
                let page_part =
                    LEXICON.is_furniture(&block.text) || super::text::is_address(&block.text);
                if page_part && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
                    block.kind = BlockKind::Furniture;
                }
                self.draft.blocks.push(block);
            }
        }
        self.row = false;
        self.draft.blocks.append(&mut self.captions);
        // A reference left open ends with its block.
        self.hidden -= self.note_references;
        self.note_references = 0;
    }
}

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

fn attribute(attributes: &Attributes, name: &[u8]) -> Option<String> {
    let value = attributes.get(name)?;
    let text = String::from_utf8_lossy(value).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Whether an element is the number of a note, by the role that DPUB-ARIA 1.1 has for it.
fn is_note_reference(name: &[u8], role: Option<String>) -> bool {
    name == b"sup" && role.is_some_and(|role| role.eq_ignore_ascii_case("doc-noteref"))
}

fn starts_table(name: &[u8]) -> bool {
    matches!(name, b"table" | b"thead" | b"tbody" | b"tfoot")
}
