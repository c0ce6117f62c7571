//! Any text and any tokens: no panic, every tag inside the text on character boundaries.

use choro_quantity::{Extent, tag};
use choro_text::{Token, tokenise};
use proptest::prelude::*;

fn extents(text: &str, tokens: &[Token]) -> Vec<Extent> {
    let tags = tag(text, tokens);
    let mut out: Vec<Extent> = Vec::new();
    out.extend(
        tags.numbers
            .iter()
            .flat_map(|n| [Some(n.at), n.modifier, n.counted])
            .flatten(),
    );
    out.extend(
        tags.measures
            .iter()
            .flat_map(|m| [Some(m.at), Some(m.number), m.modifier])
            .flatten(),
    );
    out.extend(tags.dates.iter().flat_map(|d| [d.at, d.core]));
    out.extend(tags.coordinates.iter().map(|c| c.at));
    out.extend(tags.winds.iter().map(|w| w.at));
    out.extend(
        tags.hedges
            .iter()
            .flat_map(|h| [Some(h.at), h.source])
            .flatten(),
    );
    out
}

fn check(text: &str) {
    let tokens = tokenise(text);
    for extent in extents(text, &tokens) {
        assert!(
            extent.first < extent.end && extent.end <= tokens.len(),
            "{text:?}: {extent:?}"
        );
        assert!(
            text.get(extent.span.start..extent.span.end).is_some(),
            "{text:?}: {extent:?}"
        );
        assert!(!extent.span.is_empty(), "{text:?}: {extent:?}");
    }
}

proptest! {
    #[test]
    fn arbitrary_text(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn text_made_of_trigger_words(parts in prop::collection::vec(prop::sample::select(vec![
        "5", "1850", "41.670", "°", "N", "E", "′", "\"", "(", ")", ",", "-", "–", "to", "and",
        "between", "from", "km", "two-mile", "twenty‐five-mile", "half", "a", "million", "million",
        "June", "4th", "19th", "century", "1930s", "'s", "early", "mid", "BC", "AD", "%", "$",
        "years", "later", "of", "the", "population", "is", "north", "-east", "further", "no",
        "longer", "may", "according", "according to", ".", "/", "½", "+", "about", "over", "º",
        "lat", "lon", "52T", "EM", "12345", "561690", "4698163", "@", "geo:", "41.5,129.5", "N42",
        "26", "00", "thirds", "three-quarters", "-odd", "x", "10", "^", "⁶", "III", "März", "de",
        "'", "’", "465", "\u{2009}", "\u{a0}", "mile", "by", "most", "N.E.", "mid-March", "Q2",
        "quarter", "onwards", "on", "B.C.", "m", "k", "a.s.l.", "point",
        "summer", "World War II", "several", "hundred", "İ", "１２", "0", "99999999999999999999",
    ]), 0..24), gap in prop::sample::select(vec!["", " ", "\n"])) {
        check(&parts.join(gap));
    }

    #[test]
    fn tokens_of_another_text(text in "\\PC{0,40}", other in "[0-9a-z°. -]{0,80}") {
        let _ = tag(&text, &tokenise(&other));
    }
}

/// Whatever looks at all that went before would not come to an end here.
#[test]
fn long_repetition_is_read_to_its_end() {
    for unit in [
        "1 ",
        "two ",
        "5 km (",
        "41.40, ",
        "million ",
        "(1 m; ",
        "May ",
        "a year later ",
        "the of 1930s ",
        "42.4 N ",
        "lat 1: ",
        "1 465 ",
        "1'465'",
        "46 00 ",
        "52TEM ",
        "north by ",
        "May to ",
    ] {
        let text = unit.repeat(60_000 / unit.len());
        check(&text);
    }
}
