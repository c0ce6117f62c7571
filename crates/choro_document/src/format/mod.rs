//! The formats prose comes in.

pub(crate) mod allowance;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod text;

use crate::Block;
use crate::front_matter::Head;
use crate::source::Source;
use choro_text::Span;

/// Most blocks a document may have. Prose of this many would fill a thousand books; files that
/// reach it are data or made to exhaust memory.
pub(crate) const MOST_BLOCKS: usize = 1 << 20;

/// What a format's reader makes of a file.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Blocks in reading order; `heading` is not yet set.
    pub(crate) blocks: Vec<Block>,
    /// What the file says of itself.
    pub(crate) head: Head,
    /// Marks that silence rules, in order, as spans of the decoded text.
    pub(crate) marks: Vec<allowance::Mark>,
    /// Links with their targets, in order, as spans of the decoded text.
    pub(crate) links: Vec<(Span, String)>,
    /// Where reading stopped because there were [`MOST_BLOCKS`], in the decoded text.
    pub(crate) stopped: Option<usize>,
}

impl Draft {
    /// Whether another block may be read; if not, notes that reading stops at `at`.
    pub(crate) fn has_room(&mut self, at: usize) -> bool {
        if self.blocks.len() >= MOST_BLOCKS {
            self.stopped.get_or_insert(at);
        }
        self.stopped.is_none()
    }
}

/// How the blocks of a file are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
}

impl Format {
    /// The format of a file: by the extension of its path, and by how the text begins where the
    /// extension is unknown. A web page saved as `.txt` is a web page.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mdown" | "mkd") => Format::Markdown,
            Some("html" | "htm" | "xhtml" | "xht") => Format::Html,
            Some("txt" | "text") => {
                if opens_page(text) {
                    Format::Html
                } else {
                    Format::Text
                }
            }
            _ if opens_page(text) => Format::Html,
            _ if looks_marked(text) => Format::Markdown,
            _ => Format::Text,
        }
    }

    /// Reads the text.
    pub(crate) fn read(self, source: &Source<'_>) -> Draft {
        match self {
            Format::Text => text::read(source),
            Format::Markdown => markdown::read(source),
            Format::Html => html::read(source),
        }
    }
}

fn opens_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|p| {
            start
                .get(..p.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(p))
        })
}

/// Whether the first lines hold marks that only Markdown uses: `# ` headings, links, fences.
fn looks_marked(text: &str) -> bool {
    text.lines().take(200).any(|line| {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
            || line.starts_with("```")
            || line
                .find("](")
                .is_some_and(|i| line[..i].contains('[') && line[i..].contains(')'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extension_first_then_looks() {
        assert_eq!(Format::of("docs/a.MD", "plain"), Format::Markdown);
        assert_eq!(Format::of("docs/a.txt", "# not a heading"), Format::Text);
        assert_eq!(
            Format::of("docs/a.txt", "\n<!DOCTYPE html><p>x"),
            Format::Html
        );
        assert_eq!(Format::of("docs.md/README", "# Hyesan\n"), Format::Markdown);
        assert_eq!(Format::of("notes", "Hyesan is a city."), Format::Text);
    }
}
