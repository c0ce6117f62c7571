//! Briefs as files: Markdown, HTML, Word, Typst. Whatever names and quotations hold is shown as it
//! is, and never becomes markup.

mod docx;
mod html;
mod markdown;
mod typst;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use typst::typst;

use crate::brief::{Figure, Part};
use choro_gazetteer::PlaceId;

/// Where the names and figures of a brief lead.
#[derive(Clone, Copy)]
pub struct Links<'l> {
    /// The address of the brief of a place, relative to this one; `None` where there is none.
    pub place: &'l dyn Fn(PlaceId) -> Option<String>,
    /// The address of a drawing beside the brief, where drawings are files of their own; `None`
    /// leaves it out.
    pub figure: &'l dyn Fn(&Figure) -> Option<String>,
}

/// Text for the content and quoted attributes of HTML and XML. Characters that XML does not have
/// are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

/// The parts of a text, each written by what it is.
fn written(
    parts: &[Part],
    links: &Links<'_>,
    text: impl Fn(&str) -> String,
    link: impl Fn(&str, &str) -> String,
) -> String {
    let one = |part: &Part| match part {
        Part::Text(words) => text(words),
        Part::Place { place, text: name } => match (links.place)(*place) {
            Some(address) => link(name, &address),
            None => text(name),
        },
    };
    parts.iter().map(one).collect()
}
