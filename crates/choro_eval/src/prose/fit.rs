//! When a claim says what a person read: the same kind in the same sentence, of the same places,
//! with the same number, direction or position.

use super::truth::Truth;
use choro_claim::{Argument, Claim, Kind};
use choro_gazetteer::Class;
use choro_name::fold;
use std::collections::BTreeSet;

/// Share by which two numbers may differ and still be the same.
const SAME: f64 = 0.02;
/// Degrees by which two positions may differ and still be the same.
const SAME_POSITION: f64 = 0.02;

/// Whether the claim's sentence holds some of the words.
pub fn touches(truth: &Truth, claim: &Claim) -> bool {
    let span = claim.sentence.cover(claim.evidence.span);
    span.start < truth.end && truth.start < span.end
}

/// Whether the claim is the one the person read.
pub fn fits(truth: &Truth, claim: &Claim) -> bool {
    truth.kind == claim.kind.as_str()
        && touches(truth, claim)
        && places(truth, claim)
        && value(truth, claim)
}

/// Whether both are of the same places; which of two is near the other does not matter.
fn places(truth: &Truth, claim: &Claim) -> bool {
    let either_way = matches!(claim.kind, Kind::Near | Kind::Distance)
        || claim.kind == Kind::Borders && claim.value.is_empty();
    let (subject, object) = (Some(&claim.subject), claim.object.as_ref());
    names(&truth.subject, subject) && names(&truth.object, object)
        || either_way && names(&truth.subject, object) && names(&truth.object, subject)
}

fn names(truth: &str, claim: Option<&Argument>) -> bool {
    truth.is_empty() || claim.is_some_and(|a| same_name(truth, &a.text))
}

/// Whether two names are equal but for articles and type words ("the Tumen", "Tumen river"); a
/// name may go on after a comma with what holds the place.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let rest = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.difference(y).all(|w| is_type(w));
    !a.is_disjoint(&b) && rest(&a, &b) && rest(&b, &a)
}

fn name_words(name: &str) -> BTreeSet<String> {
    let head = name.split([',', '(']).next().unwrap_or(name).trim();
    // "U.S." and "Swiss" stand for their country.
    let head = choro_mention::demonym(head).unwrap_or(head);
    fold(head).split(' ').map(str::to_owned).collect()
}

fn is_type(word: &str) -> bool {
    matches!(
        word,
        "" | "the" | "of" | "a" | "an" | "and" | "its" | "city" | "metropolitan"
    ) || Class::from_noun(word).is_some()
}

fn value(truth: &Truth, claim: &Claim) -> bool {
    match claim.kind {
        Kind::Direction | Kind::Borders => truth.value == claim.value,
        Kind::PositionIn => {
            truth.value == claim.value || is_centre(&truth.value) && is_centre(&claim.value)
        }
        Kind::Distance | Kind::Area | Kind::Elevation | Kind::Population => {
            same_amount(truth, claim)
        }
        Kind::Coordinates => same_position(&truth.value, &claim.value),
        _ => true,
    }
}

fn is_centre(value: &str) -> bool {
    matches!(value, "C" | "centre" | "center")
}

fn same_amount(truth: &Truth, claim: &Claim) -> bool {
    let Some((low, high)) = range(&truth.value) else {
        return truth.value == claim.value;
    };
    let Some((from, to)) = claim.amount else {
        return false;
    };
    let (a, b) = (in_si(&truth.unit), in_si(&claim.unit));
    let near = |x: f64, y: f64| {
        x.is_infinite() || y.is_infinite() || (x - y).abs() <= SAME * x.abs().max(y.abs())
    };
    near(low * a, from * b) && near(high * a, to * b)
}

/// The bounds of `a`, `a..b`, `<a`, `>a`.
fn range(value: &str) -> Option<(f64, f64)> {
    let number = |s: &str| s.trim().replace(',', "").parse::<f64>().ok();
    if let Some((a, b)) = value.split_once("..") {
        return Some((number(a)?, number(b)?));
    }
    let bare = number(value.trim_start_matches(['<', '>', '~', '≤', '≥', '=']))?;
    Some(match value.chars().next() {
        Some('<' | '≤') => (f64::NEG_INFINITY, bare),
        Some('>' | '≥') => (bare, f64::INFINITY),
        _ => (bare, bare),
    })
}

/// Metres, square metres or persons of one unit; an unknown unit stands for itself.
fn in_si(unit: &str) -> f64 {
    match unit {
        "km" => 1e3,
        "mi" | "mile" | "miles" => 1_609.344,
        "nmi" => 1_852.0,
        "ft" | "feet" => 0.3048,
        "yd" => 0.9144,
        "km2" => 1e6,
        "mi2" => 2_589_988.11,
        "ha" => 1e4,
        "acre" | "acres" | "ac" => 4_046.856,
        "ft2" => 0.092_903,
        _ => 1.0,
    }
}

fn same_position(a: &str, b: &str) -> bool {
    let pair = |s: &str| {
        let mut numbers = s.split([' ', ',']).filter_map(|n| n.parse::<f64>().ok());
        Some((numbers.next()?, numbers.next()?))
    };
    match (pair(a), pair(b)) {
        (Some((lat, lon)), Some((y, x))) => {
            (lat - y).abs() <= SAME_POSITION && (lon - x).abs() <= SAME_POSITION
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_but_for_type_words() {
        assert!(same_name("the Mur River", "Mur"));
        assert!(same_name("Graz", "Graz, Austria"));
        assert!(!same_name("New Graz", "Graz"));
        assert!(!same_name("Graz", "Linz"));
    }

    #[test]
    fn bounds_are_read() {
        assert_eq!(range("1,200"), Some((1200.0, 1200.0)));
        assert_eq!(range("5..7"), Some((5.0, 7.0)));
        assert_eq!(range("<25"), Some((f64::NEG_INFINITY, 25.0)));
        assert_eq!(range("many"), None);
    }
}
