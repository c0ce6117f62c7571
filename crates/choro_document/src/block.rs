//! The parts of a document.

use choro_quantity::When;
use choro_text::{OffsetMap, Span};
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a block is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of level 1 (title) to 6.
    Heading(u8),
    /// Running prose.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// The words under a picture or map.
    Caption,
    /// One row of a table, cells joined by tabs.
    TableRow,
    /// What belongs to the page and not to the text: icons, navigation, bare addresses, notices.
    Furniture,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its logical text: hard wraps joined, soft hyphens and markup gone, white space single.
    pub text: String,
    /// From bytes of `text` to bytes of the original file.
    pub map: OffsetMap,
    /// The original bytes it covers.
    pub span: Span,
    /// Index of the nearest heading above, in `Document::blocks`.
    pub heading: Option<usize>,
}

impl Block {
    /// The original bytes that a span of `text` stands for.
    pub fn to_original(&self, span: Span) -> Span {
        self.map.to_original(span)
    }

    /// The span of `text` that original bytes became, or `None` where none of them is in it.
    pub fn to_logical(&self, original: Span) -> Option<Span> {
        if !self.span.overlaps(original) {
            return None;
        }
        self.map.to_logical(original)
    }

    /// Whether the block is part of the text: anything but furniture.
    pub fn is_text(&self) -> bool {
        self.kind != BlockKind::Furniture
    }
}

/// A prose file, read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path relative to the project, with `/`.
    pub path: String,
    /// What the document calls itself: front matter, `<title>`, or first level-1 heading.
    pub title: Option<String>,
    /// The date it speaks from (front matter, `<meta>`, `<time>`); unknown by default.
    pub date: When,
    /// Who wrote it, as front matter or `<meta>` say.
    pub author: Option<String>,
    /// Its licence, as stated.
    pub licence: Option<String>,
    /// Encoding it was read in, a WHATWG label: `utf-8`, `euc-kr`, `windows-1252`.
    pub encoding: String,
    /// Original length in bytes.
    pub length: usize,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// Inline `<!-- choro: allow CODE because="…" -->` marks: code, reason, and the original
    /// bytes of the block each stands in, at the end of, or before.
    pub allowances: Vec<Allowance>,
    /// Links to other texts and pages, in order.
    pub links: Vec<Link>,
}

impl Document {
    /// The original text of a span, with its own line breaks and markup. `bytes` are those the
    /// document was read from; bytes that do not decode read as U+FFFD.
    pub fn quote<'a>(&self, bytes: &'a [u8], span: Span) -> Cow<'a, str> {
        let end = span.end.min(bytes.len());
        let piece = &bytes[span.start.min(end)..end];
        let encoding = Encoding::for_label(self.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        encoding.decode_without_bom_handling(piece).0
    }

    /// The logical text of a span: of each block, the words that its bytes became.
    pub fn words(&self, original: Span) -> String {
        let words = |block: &Block| {
            let span = block.to_logical(original)?;
            Some(span.slice(&block.text).to_owned())
        };
        let words: Vec<String> = self.blocks.iter().filter_map(words).collect();
        words.join(" ")
    }

    /// The block that holds an original byte, if any does.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        self.blocks
            .iter()
            .position(|b| b.span.start <= offset && offset < b.span.end)
    }

    /// The text of the nearest heading above a block.
    pub fn heading_of(&self, block: usize) -> Option<&str> {
        let heading = self.blocks.get(block)?.heading?;
        self.blocks.get(heading).map(|b| b.text.as_str())
    }
}

/// A link of a Markdown or HTML text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Original bytes of the link with its markup; of HTML its opening tag.
    pub span: Span,
    /// Where it leads, as written: an address, a path, `#section`.
    pub target: String,
}

/// A mark in the text that silences a rule for one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Rule code; empty where the mark names none.
    pub code: String,
    /// The reason given; empty where there is none.
    pub because: String,
    /// Original bytes of the block it applies to.
    pub span: Span,
    /// Original bytes of the mark itself.
    pub mark: Span,
}
