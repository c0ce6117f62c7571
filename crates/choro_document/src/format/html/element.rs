//! The elements that shape text.

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Starts and ends blocks and nothing more.
    Block,
    /// Holds the text proper: `main`, `article`. Page parts left open above it end here.
    Body,
    /// Part of the page and not of the text.
    Furniture,
    /// A page header; inside an article its headings are the article's.
    Header,
    /// A heading.
    Heading(u8),
    /// A list item.
    Item,
    /// The words under a picture or table.
    Caption,
    /// A table row.
    Row,
    /// A table cell.
    Cell,
    /// The document's title.
    Title,
    /// Not text: scripts, styles, templates, drawings.
    Hidden,
}

/// The role of an element, by its lower-case name; `None` where it does nothing to blocks.
pub(crate) fn role(name: &[u8]) -> Option<Role> {
    Some(match name {
        b"main" | b"article" => Role::Body,
        b"nav" | b"footer" | b"aside" | b"form" | b"button" | b"select" | b"dialog" | b"menu" => {
            Role::Furniture
        }
        b"header" => Role::Header,
        b"h1" => Role::Heading(1),
        b"h2" => Role::Heading(2),
        b"h3" => Role::Heading(3),
        b"h4" => Role::Heading(4),
        b"h5" => Role::Heading(5),
        b"h6" => Role::Heading(6),
        b"li" | b"dt" | b"dd" => Role::Item,
        b"figcaption" | b"caption" => Role::Caption,
        b"tr" => Role::Row,
        b"td" | b"th" => Role::Cell,
        b"title" => Role::Title,
        b"script" | b"style" | b"template" | b"svg" | b"math" | b"iframe" | b"noembed"
        | b"noframes" | b"object" | b"textarea" => Role::Hidden,
        b"p" | b"div" | b"section" | b"ul" | b"ol" | b"dl" | b"table" | b"thead" | b"tbody"
        | b"tfoot" | b"blockquote" | b"pre" | b"figure" | b"address" | b"hr" | b"body"
        | b"html" | b"head" | b"fieldset" | b"details" | b"summary" | b"center" | b"hgroup"
        | b"legend" | b"option" | b"noscript" => Role::Block,
        _ => return None,
    })
}

/// Whether an element has no content and no end tag.
pub(crate) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}
