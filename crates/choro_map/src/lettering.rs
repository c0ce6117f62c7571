//! Words of a map as SVG: labels, identifiers, escaped text.

use crate::labels::Placed;
use crate::path;

/// A placed label, as a link where it leads somewhere.
pub(crate) fn word(placed: &Placed) -> String {
    let Placed {
        label,
        at,
        align,
        turn,
    } = placed;
    let (x, y) = (path::decimal(at.x), path::decimal(at.y));
    let turn = if turn.abs() < 0.5 {
        String::new()
    } else {
        format!(" transform=\"rotate({} {x} {y})\"", path::decimal(*turn))
    };
    let align = if *align == "start" {
        String::new()
    } else {
        format!(" text-anchor=\"{align}\"")
    };
    let text = format!(
        "<text class=\"{}\" x=\"{x}\" y=\"{y}\"{align}{turn}>{}</text>",
        label.class,
        escape(&label.text)
    );
    match &label.link {
        Some(link) => format!("<a href=\"{}\">{text}</a>", escape(link)),
        None => text,
    }
}

/// Letters, digits and hyphens only.
pub(crate) fn identifier(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("map-{kept}")
}

/// Text for XML content and attributes; characters XML forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
