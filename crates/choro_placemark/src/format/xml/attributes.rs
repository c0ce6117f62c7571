//! Attributes of a tag, read leniently.

use super::text::{character, escape, push_reference};

/// The attributes of a tag's text after its name: names as written, values as they read. Values
/// without quotes and names without values are taken; of a name given twice only the first.
pub(crate) fn attributes(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace());
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('=') {
            Some(value) => quoted(value.trim_start()),
            None => ("", after),
        };
        let known = |(other, _): &(&str, String)| *other == name;
        // A tag with thousands of attributes is no tag of a placemark file.
        if is_name(name) && found.len() < 256 && !found.iter().any(known) {
            found.push((name, unescape(value)));
        }
        rest = next.trim_start().trim_start_matches(['=', '"', '\'']);
        rest = rest.trim_start();
    }
    found
}

/// One attribute of a tag by name.
pub(crate) fn attribute(text: &str, name: &str) -> Option<String> {
    let mut all = attributes(text).into_iter();
    all.find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The text of attributes as XML wants it; as it is where it is so already.
pub(crate) fn tidy(text: &str) -> String {
    if is_tidy(text).is_some() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (name, value) in attributes(text) {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        let value = value.replace(['\t', '\n'], " ");
        escape(&mut out, &value);
        out.push('"');
    }
    out
}

/// Whether every attribute is a name, `=` and a quoted value without stray signs.
fn is_tidy(text: &str) -> Option<()> {
    let mut rest = text.trim_start();
    let mut names: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        let fresh = !names.contains(&name.trim_end());
        let spaced = next.is_empty() || next.starts_with(|c: char| c.is_ascii_whitespace());
        let plain = !value.contains('<') && is_escaped(value);
        (is_name(name.trim_end()) && fresh && spaced && plain && names.len() < 256).then_some(())?;
        names.push(name.trim_end());
        rest = next.trim_start();
    }
    Some(())
}

/// Whether every `&` of a value begins a reference of XML's own.
fn is_escaped(value: &str) -> bool {
    value.split('&').skip(1).all(|after| {
        let name = after.split_once(';').map(|(name, _)| name);
        name.is_some_and(|name| character(name).is_some())
    })
}

fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(super::is_name_start)
        && bytes
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-' | b'.' | 0x80..))
}

fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace());
    text.split_at(end.unwrap_or(text.len()))
}

fn unescape(value: &str) -> String {
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after
            .split_once(';')
            .filter(|(name, _)| character(name).is_some())
        {
            Some((name, next)) => {
                push_reference(&mut out, name);
                rest = next;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
