//! What stands around bare decimals that makes them a place: a word, parentheses, an address of
//! a map.

use super::cursor::Cursor;

/// Words after which two bare decimals are a place.
const WORDS: &[&str] = &[
    "coordinates",
    "coordinate",
    "coords",
    "coord",
    "at",
    "lat",
    "position",
    "gps",
    "latlon",
    "latlong",
    "location",
];

/// What stands before the pair in the addresses of maps.
const ADDRESS: &[&str] = &[
    "geo:", "@", "q=", "ll=", "center=", "loc:", "daddr=", "query=", "cp=", "point=", "pin=",
];

/// Whether words or parentheses make two bare decimals a place.
pub(super) fn announced(text: &str, start: usize, end: usize) -> bool {
    let mut before = Cursor::new(text, start);
    before.eat_spaces_back();
    if before.eat_back(&['(', '[']) {
        let mut after = Cursor::new(text, end);
        after.eat_spaces();
        return matches!(after.next(), Some(')' | ']' | ';'));
    }
    while before.eat_back(&[':', '=']) {
        before.eat_spaces_back();
    }
    let word = before.word_back();
    let mut after = Cursor::new(text, end);
    after.eat_spaces();
    WORDS.iter().any(|w| word.eq_ignore_ascii_case(w)) && after.next() != Some('%')
}

/// Whether the pair stands in the address of a map: "geo:", "@", "#map=15/".
pub(super) fn in_address(text: &str, start: usize) -> bool {
    let head = &text[..start];
    if ADDRESS.iter().any(|a| head.ends_with(a)) {
        return true;
    }
    // "#map=15/42.44/129.75": the zoom stands between.
    let Some(zoom) = head.strip_suffix('/') else {
        return false;
    };
    let digits = zoom.bytes().rev().take(3).take_while(u8::is_ascii_digit);
    let rest = &zoom[..zoom.len() - digits.count()];
    rest.ends_with("map=")
}
