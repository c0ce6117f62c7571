//! How maps look: classes, colours for light and dark, and sizes the label placement relies on.

/// The style sheet of every map, for a page's CSS or a `<style>` element of a lone SVG.
pub const STYLE: &str = include_str!("map.css");

/// The style sheet of strip diagrams, for a page's CSS.
pub const STRIP_STYLE: &str = include_str!("strip.css");

/// A style sheet with the colours of its first rule written out where it names them, and without
/// what holds for some media only: for a lone SVG, whose reader may know neither.
pub(crate) fn written_out(sheet: &str) -> String {
    let end = sheet.find('}').unwrap_or(sheet.len());
    let colours = sheet[..end].split(['{', ';']).filter_map(|declared| {
        let (name, value) = declared.trim().split_once(':')?;
        name.starts_with("--").then_some((name, value.trim()))
    });
    let mut out = without_media(sheet);
    for (name, value) in colours {
        out = out.replace(&format!("var({name})"), value);
    }
    out
}

/// A style sheet without its `@media` rules.
fn without_media(sheet: &str) -> String {
    let mut parts = sheet.split("@media");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let mut depth = 0_usize;
        let end = part.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (c == '}' && depth == 0).then_some(at + 1)
        });
        out.push_str(end.map_or("", |end| &part[end..]));
    }
    out
}

/// Font size in pixels of a class of label, as `map.css` sets it.
pub(crate) fn size(class: &str) -> f64 {
    match class {
        "here" => 14.0,
        "area province" | "area country" => 12.0,
        "city" => 12.5,
        "area county" => 9.5,
        "station" => 10.5,
        _ => 11.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_strip_needs_no_more_than_plain_colours() {
        let css = written_out(STRIP_STYLE);
        assert!(!css.contains("var(") && !css.contains("@media"), "{css}");
        assert!(css.contains(".strip .way { stroke: #34302b;"), "{css}");
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
