//! How maps look: classes, colours for light and dark, and sizes the label placement relies on.

/// The style sheet of every map, for a page's CSS or a `<style>` element of a lone SVG.
pub const STYLE: &str = include_str!("map.css");

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
